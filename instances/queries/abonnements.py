"""What the secret address of a calendar shows: to one person his séances, to a public the public
ones."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from governance.models import Acces, Intercommunalite
from instances.models import Abonnement, ReunionMunicipale, Seance
from instances.permissions import SERVICES, seances_lisibles
from instances.queries import calendrier
from instances.queries.agenda import instances_du_membre

Public = Abonnement.Public
# The municipal councils, that the communes themselves publish, interest the communes.
AVEC_LES_CONSEILS = (Public.MAIRES, Public.MUNICIPAUX)


def condenser(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def ouvert(
    ici: Intercommunalite, *, acces: Acces | None = None, public: str = ""
) -> Abonnement | None:
    abonnement: Abonnement | None = ici.abonnements.filter(
        acces=acces, public=public, revoque_at=None
    ).first()
    return abonnement


def presente(ici: Intercommunalite, secret: str) -> Abonnement | None:
    """The open address of that secret; a closed access shows nothing any more."""
    abonnements = ici.abonnements.filter(empreinte=condenser(secret), revoque_at=None)
    abonnement: Abonnement | None = abonnements.first()
    if abonnement is None or abonnement.acces_id is None:
        return abonnement
    acces = ici.acces.en_vigueur().filter(pk=abonnement.acces_id, user__is_active=True).first()
    if acces is None:
        return None
    acces.intercommunalite = ici
    abonnement.acces = acces
    return abonnement


def seances_de(abonnement: Abonnement, at: datetime) -> list[Seance]:
    if abonnement.acces is None:
        return calendrier.flux_public(abonnement.intercommunalite, at)
    return calendrier.a_publier(siennes(abonnement.acces, at), at)


def siennes(acces: Acces, at: datetime) -> QuerySet[Seance]:
    """Those where he sits; the services prepare them all."""
    on = localdate(at)
    lisibles = seances_lisibles(acces, on)
    if acces.role in SERVICES:
        return lisibles
    sieges = acces.intercommunalite.siegeants.filter(
        Q(elu__acces=acces) | Q(suppleant__acces=acces)
    )
    return lisibles.filter(
        Q(instance__in=instances_du_membre(acces, on)) | Q(pk__in=sieges.values("seance_id"))
    )


def reunions_de(abonnement: Abonnement, at: datetime) -> list[ReunionMunicipale]:
    if abonnement.public not in AVEC_LES_CONSEILS:
        return []
    ici = abonnement.intercommunalite
    recentes = ici.reunions_municipales.filter(starts_at__gte=at - calendrier.PASSE)
    return list(recentes.select_related("commune").order_by("starts_at", "pk"))


@dataclass(frozen=True, kw_only=True)
class PublicVu:
    """One public on the page, and its address if one is open."""

    code: str
    nom: str
    ouvert: Abonnement | None
    avec_les_conseils: bool


def publics(ici: Intercommunalite) -> list[PublicVu]:
    ouverts = {a.public: a for a in ici.abonnements.filter(acces=None, revoque_at=None)}
    return [
        PublicVu(
            code=public.value,
            nom=str(public.label),
            ouvert=ouverts.get(public.value),
            avec_les_conseils=public in AVEC_LES_CONSEILS,
        )
        for public in Public
    ]
