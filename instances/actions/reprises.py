"""Taking a point up again in another séance: its text, its documents, its avis, its draft."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from governance import audit
from governance.db import lock
from governance.models import User
from governance.regles import exiger
from instances.models import Annexe, Avis, Point, Seance
from instances.queries.seances import numero_propose
from instances.regles import reprises as regles
from instances.regles.etats import exiger_etat

REPRIS = (
    "titre", "type", "scrutin_de_personnes", "postes", "rubrique", "commission", "rapporteur_id",
    "rapporteur_libelle", "note_de_synthese", "usage", "matiere", "commune_concernee_id",
    "communique_on", "budget_primitif", "compte_administratif",
)  # fmt: skip


@transaction.atomic
def reprendre_point(point: Point, *, vers: Seance, by: User, at: datetime) -> Point:
    """Put on an ordre du jour in preparation what an earlier séance left unexamined."""
    lock(vers)
    point.refresh_from_db()
    exiger_etat(vers.etat, "modifier")
    exiger(
        regles.manquements(
            numero=point.numero,
            etat=point.etat,
            meme_instance=point.seance.instance_id == vers.instance_id,
            deja=point.reprises.exists(),
        )
    )
    (repris,) = copier([point], vers=vers)
    audit.record("point_reprendre", repris, by=by, at=at, seance=vers.numero, de=point.pk)
    return repris


def copier(points: Iterable[Point], *, vers: Seance) -> list[Point]:
    """Last in passage, under their numbers where these are free."""
    pris = set(vers.points.values_list("numero", flat=True))
    dernier = vers.points.aggregate(n=Max("rang"))["n"] or 0
    copies = []
    for rang, point in enumerate(points, start=dernier + 1):
        copie = Point.objects.create(
            intercommunalite_id=vers.intercommunalite_id,
            seance=vers,
            rang=rang,
            numero=point.numero if point.numero not in pris else numero_propose(vers),
            # Of a séance that changes its day, the origin stays what it was (CNV-11).
            reprise_de_id=(vers.report_de_id and point.reprise_de_id) or point.pk,
            **{nom: getattr(point, nom) for nom in REPRIS},
        )
        pris.add(copie.numero)
        _suivre(point, copie)
        copies.append(copie)
    return copies


def _suivre(point: Point, copie: Point) -> None:
    """Documents and avis are of both; the draft goes with the affair, and its visas with it."""
    champs = {"intercommunalite_id": point.intercommunalite_id, "point": copie}
    Annexe.objects.bulk_create(
        Annexe(fichier_id=a.fichier_id, titre=a.titre, nom=a.nom, defaut=a.defaut, **champs)
        for a in point.annexes.all()
    )
    for avis in point.avis.all():
        autres = {
            f.attname: getattr(avis, f.attname)
            for f in Avis._meta.concrete_fields
            if f.name not in {"id", "intercommunalite", "point"}
        }
        Avis.objects.create(**champs, **autres)
    point.projets.update(point=copie)
