"""Voices sent by members from their phones, and those that the clerk takes off."""

from datetime import datetime

from django.db import transaction

from deliberations.actions_appels import noter_voix
from deliberations.models import Appel, Voix
from deliberations.queries.appels import droits_au, droits_lus
from deliberations.regles import appels as regles_des_appels
from deliberations.regles import voter as regles
from deliberations.regles.majorite import Sens
from governance import audit
from governance.db import partager
from governance.models import User
from governance.regles import exiger
from instances.models import Elu, Siegeant
from instances.regles.etats import exiger_etat


def voter(
    appel: Appel, siegeant: Siegeant, *, sens: Sens, elu: Elu, by: User, at: datetime
) -> Voix:
    """One's own voice, or that of a mandant: the last one before the close counts.

    Nothing of the séance is held: two hundred members do it at once. One write, that of
    ``noter_voix``, in its own transaction.
    """
    exiger_etat(appel.point.seance.etat, "conduire")
    droits = droits_lus(appel.point)
    exiger(regles.depuis_un_telephone(droits, siegeant.pk, elu.pk, electronique=appel.electronique))
    return noter_voix(
        appel,
        siegeant,
        sens,
        voie=Voix.Voie.TELEPHONE,
        par_mandataire=siegeant.pk not in droits.assemblee.presents,
        by=by,
        at=at,
    )


@transaction.atomic
def noter_dans_la_salle(
    appel: Appel, siegeant: Siegeant, *, sens: Sens, voie: str, by: User, at: datetime
) -> Voix:
    """A hand, or an answer to the roll call, that the clerk types beside what phones send."""
    exiger_etat(appel.point.seance.etat, "conduire")
    droits = droits_au(appel.point, appel.point.seance)
    exiger(regles.voix(droits, siegeant.pk))
    absent = siegeant.pk not in droits.assemblee.presents
    return noter_voix(appel, siegeant, sens, voie=voie, par_mandataire=absent, by=by, at=at)


@transaction.atomic
def retirer_voix(appel: Appel, siegeant: Siegeant, *, by: User, at: datetime) -> None:
    """Take off a voice noted by mistake, or of a seat that has none any more."""
    partager(appel)
    exiger(regles_des_appels.encore_ouvert(ouvert=appel.ouvert))
    retiree = appel.voix.filter(siegeant=siegeant).first()
    if retiree is None:
        return
    retiree.delete()
    audit.record(
        "voix_retirer", appel, by=by, at=at, siege=str(siegeant), sens=retiree.sens,
        voie=retiree.voie,
    )  # fmt: skip
