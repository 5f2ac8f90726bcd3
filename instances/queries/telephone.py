"""What a member may do from his phone while the séance is held: vote, ask to speak."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate

from governance.models import Acces
from instances.models import Presence, Seance
from instances.queries.composition import parametres
from instances.queries.salle import reglement_de
from instances.regles.reglement.parametres import Parametres

EN_SEANCE = frozenset({Seance.Etat.OUVERTE, Seance.Etat.SUSPENDUE})


@dataclass(frozen=True, kw_only=True, slots=True)
class Gestes:
    """``voter``: the règlement accepts phones. ``parole``: he sits, as titulaire or suppléant."""

    voter: bool
    parole: bool


def electronique_admis(seance: Seance) -> bool:
    """Whether the règlement in force that day accepts voices sent from phones."""
    return vote_electronique(reglement_de(seance))


def vote_electronique(reglement: Parametres) -> bool:
    return reglement.mode_vote_defaut == "electronique"


def gestes_du_telephone(acces: Acces, seances: Iterable[Seance]) -> dict[int, Gestes]:
    """Of this account, in those of these séances that are being held and where it has a seat."""
    tenues = {s.pk: localdate(s.starts_at) for s in seances if s.etat in EN_SEANCE}
    if not tenues:
        return {}
    ici = acces.intercommunalite
    # One day, one règlement: two séances are rarely held at once.
    admis = {jour: vote_electronique(parametres(ici, jour)) for jour in set(tenues.values())}
    supplee = Presence.objects.filter(
        siegeant=OuterRef("pk"), suppleant__acces=acces, fin_point=None, fin_at=None
    )
    sieges = ici.siegeants.filter(Q(elu__acces=acces) | Q(suppleant__acces=acces))
    lus = sieges.filter(seance__in=tenues).annotate(supplee=Exists(supplee))
    lignes = lus.values_list("seance_id", "elu__acces", "supplee").order_by("pk")
    trouves: dict[int, Gestes] = {}
    for seance, titulaire, assis in lignes:
        gestes = Gestes(voter=admis[tenues[seance]], parole=assis or titulaire == acces.pk)
        trouves[seance] = max(gestes, trouves.get(seance, gestes), key=lambda g: g.parole)
    return trouves
