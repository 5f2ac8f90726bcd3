"""The guests of a séance: who was asked to come, and who did (SEA-08)."""

from dataclasses import dataclass

from governance.templatetags.hemicycle import heure
from instances.models import Invite, Seance


@dataclass(frozen=True, kw_only=True, slots=True)
class InvitePointe:
    """One guest in the console."""

    invite: Invite

    @property
    def present(self) -> bool:
        return self.invite.arrive_at is not None and self.invite.parti_at is None

    @property
    def precision(self) -> str:
        """« Directeur, pour le 1.2, arrivé à 18 h 05 »."""
        i = self.invite
        pour = f"pour le {i.point.numero}" if i.point else ""
        venue = f"arrivé à {heure(i.arrive_at)}" if i.arrive_at else ""
        depart = f"parti à {heure(i.parti_at)}" if i.parti_at else ""
        return ", ".join(x for x in (i.qualite, pour, venue, depart) if x)


def invites_de(seance: Seance) -> list[Invite]:
    return list(seance.invites.select_related("elu", "point"))


def invites_pointes(seance: Seance) -> list[InvitePointe]:
    return [InvitePointe(invite=i) for i in invites_de(seance)]


def invites_presents(seance: Seance) -> list[Invite]:
    """Those who came without a voice, for the procès-verbal, in the order of their arrival."""
    venus = seance.invites.exclude(arrive_at=None).filter(voix_de=None)
    venus = venus.select_related("elu", "point")
    return list(venus.order_by("arrive_at", "id"))
