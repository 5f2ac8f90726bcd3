"""Acts on the conseil de développement: asked, answered, its report received and debated."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from governance import audit, stockage
from governance.db import lock
from governance.models import Fichier, Intercommunalite, User
from governance.regles import exiger
from instances.models import Instance, Point
from instances.regles.annexes import controler_annexe
from sectors.models import RapportDuDeveloppement, SaisineDuDeveloppement
from sectors.regles import developpement as regles

Piece = tuple[str, bytes]


@transaction.atomic
def saisir(
    instance: Instance, *, origine: str, objet: str, recue_on: date, by: User, at: datetime
) -> SaisineDuDeveloppement:
    """The président asks, or the conseil de développement takes the matter up itself (CDV-01)."""
    exiger(regles.saisine(recue_on=recue_on, aujourd_hui=localdate(at)))
    saisine = SaisineDuDeveloppement(
        intercommunalite=instance.intercommunalite,
        instance=instance,
        origine=origine,
        objet=objet,
        recue_on=recue_on,
    )
    saisine.full_clean()
    saisine.save()
    audit.record("developpement_saisir", saisine, by=by, at=at, origine=origine)
    return saisine


@transaction.atomic
def rendre_avis(
    saisine: SaisineDuDeveloppement,
    *,
    rendu_on: date,
    avis: str,
    piece: Piece | None,
    by: User,
    at: datetime,
) -> SaisineDuDeveloppement:
    lock(saisine)
    exiger(
        regles.avis(recue_on=saisine.recue_on, rendu_on=rendu_on, deja=saisine.rendu_on is not None)
    )
    saisine.rendu_on, saisine.avis = rendu_on, avis
    if piece is not None:
        saisine.fichier = _deposer(saisine.intercommunalite, piece)
    saisine.save(update_fields=["rendu_on", "avis", "fichier"])
    audit.record("developpement_avis", saisine, by=by, at=at, rendu_on=str(rendu_on))
    return saisine


@transaction.atomic
def remettre_rapport_d_activite(
    instance: Instance,
    *,
    annee: int,
    remis_on: date,
    piece: Piece,
    point: Point | None,
    by: User,
    at: datetime,
) -> RapportDuDeveloppement:
    lock(instance)
    exiger(regles.rapport(annee=annee, on=localdate(at)))
    rapport = RapportDuDeveloppement(
        intercommunalite=instance.intercommunalite,
        instance=instance,
        annee=annee,
        remis_on=remis_on,
        point=point,
        fichier=_deposer(instance.intercommunalite, piece),
    )
    rapport.full_clean()
    rapport.save()
    audit.record("developpement_rapport", rapport, by=by, at=at, annee=annee)
    return rapport


@transaction.atomic
def inscrire_le_debat(
    rapport: RapportDuDeveloppement, *, point: Point, by: User, at: datetime
) -> RapportDuDeveloppement:
    """The point of the conseil that debates it (CDV-01)."""
    lock(rapport)
    rapport.point = point
    rapport.save(update_fields=["point"])
    audit.record("developpement_debat", rapport, by=by, at=at, rapport=point.numero)
    return rapport


def _deposer(ici: Intercommunalite, piece: Piece) -> Fichier:
    nom, octets = piece
    mime = controler_annexe(nom=nom, octets=octets, plafond=ici.taille_max_piece * 1024 * 1024)
    return stockage.deposer(ici, octets, mime)
