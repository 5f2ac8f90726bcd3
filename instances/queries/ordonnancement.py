"""What the order by commission needs to know of a séance, and the number of a new report."""

from instances.models import Point, Seance
from instances.queries.seances import jour_de, numero_propose
from instances.regles.ordonnancement import PointAPlacer
from instances.regles.ordre_du_jour import cle_de_tri, numero_suivant
from instances.regles.types_de_point import types_admis


def points_a_placer(seance: Seance, *, liberer: bool = False) -> list[PointAPlacer]:
    """``liberer``: what was placed by hand moves again; usage never does."""
    return [
        PointAPlacer(
            cle=p.pk,
            numero=p.numero,
            rang=p.rang,
            commission=p.commission,
            fixe=bool(p.usage) or (p.place_a_la_main and not liberer),
        )
        for p in seance.points.defer("note_de_synthese")
    ]


def commissions_en_ordre(seance: Seance) -> list[str]:
    """Bodies have no rank: the order in which they were created is the règlement's."""
    instances = seance.intercommunalite.instances.au(jour_de(seance))
    return list(instances.order_by("pk").values_list("nom", flat=True))


def numero_pour(seance: Seance, commission: str) -> str:
    """After the last report of the commission; a commission that comes first opens a number."""
    if not commission:
        return numero_propose(seance)
    points = list(seance.points.values_list("numero", "commission"))
    pris = {cle_de_tri(n) for n, _ in points}
    siens = sorted((n for n, c in points if c == commission), key=cle_de_tri)
    numero = numero_suivant(siens[-1]) if siens else f"{_premier_groupe(points)}.1"
    while cle_de_tri(numero) in pris:
        numero = numero_suivant(numero)
    return numero


def _premier_groupe(points: list[tuple[str, str]]) -> int:
    tetes = [n.split(".")[0] for n, _ in points]
    return max((int(t) for t in tetes if t.isdecimal()), default=0) + 1


def nature_du_point(seance: Seance) -> str:
    """A délibération where the body deliberates; an opinion, then a debate, elsewhere."""
    admis = types_admis(seance.instance.type_instance.nature)
    ordre = (Point.Type.DELIBERATION, Point.Type.AVIS, Point.Type.DEBAT, Point.Type.INFORMATION)
    return next(
        (str(t.value) for t in ordre if t.value in {str(a) for a in admis}),
        str(Point.Type.INFORMATION.value),
    )
