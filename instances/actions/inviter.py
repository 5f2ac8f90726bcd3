"""Inviting to one séance persons who neither count nor vote (SEA-08)."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from governance import audit
from governance.db import lock
from governance.models import User
from governance.regles import exiger
from instances.actions.composition import enregistrer
from instances.models import Invite, Seance, Siegeant
from instances.queries.composition import sieges_detailles
from instances.regles import invites as regles
from instances.regles.etats import exiger_etat

SERVIS = ("presences", "pouvoirs_donnes", "pouvoirs_recus", "reponses", "voix", "votes")
CLOSES = frozenset({Seance.Etat.LEVEE, Seance.Etat.REPORTEE, Seance.Etat.ANNULEE})


@transaction.atomic
def inviter(seance: Seance, *, by: User, at: datetime, **champs: Any) -> Invite:
    """``champs``: elu or personne, qualite, courriel, point (none: the whole séance)."""
    lock(seance)
    invite = Invite(intercommunalite_id=seance.intercommunalite_id, seance=seance, **champs)
    exiger(
        regles.manquements(
            nomme=(invite.elu is None) != (invite.personne == ""),
            siege=_siege(invite),
            deja=_deja(invite),
            close=seance.etat in CLOSES,
        )
    )
    enregistrer(invite)
    if seance.siegeants.exists():
        asseoir(invite)
    audit.record("inviter", seance, by=by, at=at, invite=str(invite), point=_numero(invite))
    return invite


def asseoir(invite: Invite) -> None:
    """Whom a mayor sends to vote has a seat once the composition is settled (SEC-03).

    One seat for all his points: the facts of the séance say on which of them he votes.
    """
    if invite.voix_de is None or invite.elu is None:
        return
    Siegeant.objects.get_or_create(
        intercommunalite_id=invite.intercommunalite_id,
        seance=invite.seance,
        elu=invite.elu,
        defaults={
            "commune": invite.voix_de.nom,
            "qualite": invite.qualite,
            "compte_quorum": False,
            "sur_invitation": True,
            "ordre": invite.seance.siegeants.count() + 1,
        },
    )


@transaction.atomic
def retirer_invite(invite: Invite, *, by: User | None, at: datetime) -> None:
    """Before or after the sending: what he received stays in the ledger. Once he came, he stays.

    A seat that already served stays too: without an invitation it votes on no point.
    """
    seance = lock(invite.seance)
    invite.refresh_from_db(fields=["arrive_at"])
    exiger(regles.retrait(nom=str(invite), venu=invite.arrive_at is not None))
    audit.record("invite_retirer", seance, by=by, at=at, invite=str(invite))
    invite.delete()
    if not seance.invites.filter(elu=invite.elu).exclude(voix_de=None).exists():
        sieges = seance.siegeants.filter(elu=invite.elu, sur_invitation=True)
        inutiles = {f"{lien}__isnull": True for lien in SERVIS}
        sieges.filter(**inutiles).delete()


@transaction.atomic
def pointer_invite(invite: Invite, geste: str, *, by: User, at: datetime) -> None:
    """He comes, he leaves, or it was a mistake: each gesture is written down (SEA-08)."""
    seance = lock(invite.seance)
    exiger_etat(seance.etat, "emarger")
    invite.refresh_from_db(fields=["arrive_at", "parti_at"])
    exiger(
        regles.pointage(
            geste, nom=str(invite), la=invite.arrive_at is not None and invite.parti_at is None
        )
    )
    if geste == "arrivee":
        # Who comes back came at his first hour.
        invite.arrive_at, invite.parti_at = invite.arrive_at or at, None
    elif geste == "depart":
        invite.parti_at = at
    else:
        invite.arrive_at = invite.parti_at = None
    invite.save(update_fields=["arrive_at", "parti_at"])
    audit.record(f"invite_{geste}", seance, by=by, at=at, invite=str(invite))


def _siege(invite: Invite) -> bool:
    if invite.elu is None:
        return False
    sieges = sieges_detailles(invite.seance.instance, localdate(invite.seance.starts_at))
    return any(invite.elu in {s.elu, s.suppleant} for s in sieges)


def _deja(invite: Invite) -> bool:
    meme = Q(elu=invite.elu) if invite.elu else Q(elu=None, personne__iexact=invite.personne)
    return invite.seance.invites.filter(meme, point=invite.point).exists()


def _numero(invite: Invite) -> str | None:
    return invite.point.numero if invite.point else None
