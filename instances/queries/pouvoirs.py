"""The pouvoirs of a member across séances (POU-04)."""

from datetime import date, datetime

from django.utils.timezone import localdate

from governance.regles import Manquement
from instances.models import Seance, Siegeant
from instances.queries.composition import parametres
from instances.queries.seances import jour_de
from instances.regles.ecrits import Ecrit, suppleant_disponible

REMONTER = 6


def pouvoirs_de_suite(siege: Siegeant, seance: Seance) -> tuple[date | None, ...]:
    """The dates of the writings left to the latest séances of this body, without a gap."""
    if siege.elu_id is None:
        return ()
    tenues = seance.instance.seances.tenues().filter(starts_at__lt=seance.starts_at)
    dernieres = list(tenues.order_by("-starts_at").values_list("pk", flat=True)[:REMONTER])
    donnes = dict(
        seance.intercommunalite.pouvoirs.filter(
            seance__in=dernieres, mandant__elu=siege.elu_id, revoque_at=None
        ).values_list("seance_id", "date_du_pouvoir")
    )
    suite: list[date | None] = []
    for pk in dernieres:
        if pk not in donnes:
            break
        suite.append(donnes[pk])
    return tuple(suite)


def ecrit_de(
    mandant: Siegeant, seance: Seance, date_du_pouvoir: date | None, *, maladie: bool, at: datetime
) -> Ecrit:
    return Ecrit(
        mandant=str(mandant),
        date=date_du_pouvoir,
        jour=localdate(at),
        maladie=maladie,
        dates=pouvoirs_de_suite(mandant, seance),
    )


def limite(seance: Seance) -> int:
    return parametres(seance.intercommunalite, jour_de(seance)).pouvoir_seances


def suppleant_a_appeler(mandant: Siegeant, seance: Seance, *, empeche: bool) -> list[Manquement]:
    reglement = parametres(seance.intercommunalite, jour_de(seance))
    return suppleant_disponible(
        str(mandant),
        str(mandant.suppleant or ""),
        empeche=empeche,
        exige=bool(reglement.suppleance_avant_pouvoir),
    )
