"""Comités de secteur: whose seat votes, and the pouvoirs that their règlement knows."""

from collections.abc import Iterable, Sequence

from django.utils.timezone import localdate

from governance.regles import Manquement
from instances.models import Mandat, Seance, Siegeant
from instances.queries import voix
from instances.queries.composition import SiegeDetaille, parametres
from instances.regles.mandats import Nature
from instances.regles.modeles_instances import COMITE_DE_SECTEUR
from sectors.queries.comites import POINT, est_d_une_seule_commune
from sectors.regles import secteurs as regles
from sectors.regles.secteurs import Participant, Qualite


@voix.inscrire
def des_sieges(seance: Seance, sieges: Sequence[SiegeDetaille]) -> list[bool] | None:
    """SEC-03: conseillers; SEC-04: the other mayors, by the parameter; none in a ville-centre."""
    if seance.instance.type_instance.modele != COMITE_DE_SECTEUR.code:
        return None
    on = localdate(seance.starts_at)
    maire_vote = bool(parametres(seance.intercommunalite, on).secteur_maire_non_conseiller_vote)
    seule = est_d_une_seule_commune(seance.instance, on)
    return [
        participant is not None
        and regles.vote(participant, domaine=POINT, maire_vote=maire_vote, ville_centre=seule)
        for participant in map(_participant, sieges)
    ]


def _participant(siege: SiegeDetaille) -> Participant | None:
    """A suppléant sits, and votes only from the seat of his titulaire."""
    if siege.siege.vote:
        qualite = Qualite.CONSEILLER
    elif siege.siege.qualite is Nature.MAIRE:
        qualite = Qualite.MAIRE
    else:
        return None
    return Participant(nom=siege.nom, qualite=qualite, commune=str(siege.commune or ""))


@voix.inscrire_des_pouvoirs
def croises(mandant: Siegeant, mandataire: Siegeant) -> Iterable[Manquement]:
    """SEC-05: one pouvoir each, between a conseiller and a guest; another is told, or refused."""
    seance = mandant.seance
    if seance.instance.type_instance.modele != COMITE_DE_SECTEUR.code:
        return ()
    on = localdate(seance.starts_at)
    conseillers = set(
        seance.intercommunalite.mandats.filter(
            nature=Mandat.Nature.CONSEILLER, elu__in=[mandant.elu_id, mandataire.elu_id]
        )
        .au(on)
        .values_list("elu_id", flat=True)
    )
    return regles.pouvoir(
        _au_pouvoir(mandant, conseillers),
        _au_pouvoir(mandataire, conseillers),
        deja_portes=seance.pouvoirs.filter(mandataire=mandataire, revoque_at=None).count(),
        non_croise_admis=parametres(seance.intercommunalite, on).secteur_pouvoir_non_croise,
    )


def _au_pouvoir(siegeant: Siegeant, conseillers: set[int]) -> Participant:
    if siegeant.sur_invitation:
        qualite = Qualite.INVITE
    else:
        qualite = Qualite.CONSEILLER if siegeant.elu_id in conseillers else Qualite.MAIRE
    return Participant(nom=str(siegeant), qualite=qualite, commune=siegeant.commune)
