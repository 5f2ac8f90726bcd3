"""Which reports name one member commune alone, as long as nobody said what it means (MAJ-01)."""

from collections.abc import Iterable

from django.utils.timezone import localdate

from instances.models import Commune, Point, Seance
from instances.regles import commune_nommee as regles
from instances.regles.faits import TypePoint


def communes_nommees(seance: Seance, points: Iterable[Point]) -> dict[int, Commune]:
    """By report, where the question is still to be put. One query."""
    ouverts = [p for p in points if p.commune_concernee_id is None and TypePoint(p.type).delibere]
    if not ouverts or seance.instance.type_instance.nature != "deliberante":
        return {}
    ici = seance.intercommunalite
    communes = {c.pk: c for c in ici.communes.au(localdate(seance.starts_at))}
    noms = {pk: c.nom for pk, c in communes.items()}
    trouvees = {}
    for point in ouverts:
        textes = (point.titre, point.note_de_synthese)
        lue = regles.commune_nommee(textes, noms, sauf=(ici.nom, ici.nom_court))
        if lue is not None and lue != point.commune_ecartee_id:
            trouvees[point.pk] = communes[lue]
    return trouvees


def commune_nommee(point: Point) -> Commune | None:
    return communes_nommees(point.seance, [point]).get(point.pk)
