"""Personal links: opened with the message that carries them, closed by time or by an act."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate, make_aware

from governance import audit, mail
from governance.db import lock
from governance.models import Envoi, User
from instances.models import Lien, Remise, Seance
from instances.queries.dossier_elu import empreinte


def remplacer(couples: Iterable[tuple[Remise, Envoi]], *, at: datetime) -> list[Lien]:
    """The links of a new version: those of the versions before stop opening anything."""
    lus = list(couples)
    if not lus:
        return []
    convocation = lus[0][0].convocation
    elus = [remise.elu_id for remise, _ in lus if remise.elu_id]
    personnes = [remise.personne for remise, _ in lus if remise.personne]
    anciens = Lien.objects.filter(
        Q(remise__elu__in=elus) | Q(remise__elu=None, remise__personne__in=personnes),
        intercommunalite_id=convocation.intercommunalite_id,
        remise__convocation__seance_id=convocation.seance_id,
        revoque_at=None,
    ).exclude(remise__convocation=convocation)
    anciens.update(revoque_at=at)
    return ouvrir(lus)


def ouvrir(couples: Iterable[tuple[Remise, Envoi]]) -> list[Lien]:
    """One link per e-mail whose text bears ``mail.MARQUE``; paper carries none."""
    return Lien.objects.bulk_create(
        Lien(
            intercommunalite_id=remise.intercommunalite_id,
            remise=remise,
            empreinte=empreinte(mail.secret_de(envoi)),
            expire_at=fin(remise.convocation.seance),
        )
        for remise, envoi in couples
        if envoi.canal == Envoi.Canal.COURRIEL
    )


def fin(seance: Seance) -> datetime:
    """The end of the day after the séance, where the council sits."""
    return make_aware(datetime.combine(localdate(seance.starts_at) + timedelta(days=2), time.min))


@transaction.atomic
def revoquer_liens(remise: Remise, *, by: User, at: datetime) -> int:
    """Close every link of one person, by the service or by the account itself."""
    lock(remise)
    fermes = remise.liens.filter(revoque_at=None).update(revoque_at=at)
    if fermes:
        audit.record("lien_revoquer", remise, by=by, at=at, liens=fermes)
    return fermes
