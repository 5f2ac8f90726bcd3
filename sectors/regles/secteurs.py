"""Comités de secteur: who votes, by which pouvoirs, and who may speak for the sector.

The règlement we follow gives the vote to the conseillers communautaires of the sector (titulaire
or suppléant, one voice per seat, which is our reading) and to adjoints or conseillers municipaux
invited by their mayor, one per commune, only for what belongs to their field. It says nothing of
the mayor who is not a conseiller: a parameter settles it (SEC-04). The élus de secteur are members
of the bureau, from the sector; the sector pre-designates, the assembly elects, the président
designates (SEC-07).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from governance.regles import Gravite, Manquement

ARTICLE = "Règlement intérieur, comités de secteur"


class Qualite(StrEnum):
    CONSEILLER = "conseiller"
    MAIRE = "maire"
    INVITE = "invite"


@dataclass(frozen=True, kw_only=True, slots=True)
class Participant:
    """Somebody at the table. ``domaines``: what the mayor who invited him put in his charge."""

    nom: str
    qualite: Qualite
    commune: str
    domaines: frozenset[str] = frozenset()
    invite_par_le_maire: bool = False


def vote(
    participant: Participant, *, domaine: str, maire_vote: bool = False, ville_centre: bool = False
) -> bool:
    """Whether this person votes on a matter of this field (SEC-03, SEC-04)."""
    if ville_centre:
        return False
    if participant.qualite is Qualite.CONSEILLER:
        return True
    if participant.qualite is Qualite.MAIRE:
        return maire_vote
    return participant.invite_par_le_maire and domaine in participant.domaines


def maires_muets(nombre: int) -> Iterator[Manquement]:
    """The text makes these mayors members and forgets them among the voters (SEC-04)."""
    if nombre:
        siegent = "maire non conseiller siège" if nombre == 1 else "maires non conseillers siègent"
        yield Manquement(
            regle="SEC-04",
            article=ARTICLE,
            gravite=Gravite.ALERTE,
            message=f"{nombre} {siegent} sans voix\u00a0: le texte ne le dit pas, le règlement "
            "peut la leur donner.",
        )


def invitations(participants: Iterable[Participant], *, domaine: str) -> Iterator[Manquement]:
    """One invited voter per commune and per field (SEC-03)."""
    votants = [
        p.commune for p in participants if p.qualite is Qualite.INVITE and vote(p, domaine=domaine)
    ]
    for commune, nombre in sorted(Counter(votants).items()):
        if nombre > 1:
            yield Manquement(
                regle="SEC-03",
                article=ARTICLE,
                message=(
                    f"{commune}\u00a0: {nombre} élus invités pour cette question, un seul vote."
                ),
            )


def pouvoir(
    mandant: Participant,
    mandataire: Participant,
    *,
    deja_portes: int = 0,
    non_croise_admis: bool = True,
) -> tuple[Manquement, ...]:
    """One pouvoir per holder; the text only knows the crossed ones (SEC-05)."""
    trouves = []
    if deja_portes:
        trouves.append(
            Manquement(
                regle="SEC-05",
                article=ARTICLE,
                message=f"{mandataire.nom} porte déjà un pouvoir.",
            )
        )
    croise = {mandant.qualite, mandataire.qualite} == {Qualite.CONSEILLER, Qualite.INVITE}
    if not croise:
        trouves.append(
            Manquement(
                regle="SEC-05",
                article=ARTICLE,
                gravite=Gravite.ALERTE if non_croise_admis else Gravite.BLOQUANT,
                message=(
                    "Le texte ne prévoit le pouvoir qu’entre un conseiller communautaire et un élu "
                    "municipal invité."
                ),
            )
        )
    return tuple(trouves)


def avis_adopte(*, pour: int, contre: int) -> bool:
    """No quorum nor majority is written: the voices expressed decide, by default (SEC-03)."""
    return pour > contre


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidat:
    """Who would speak for a sector."""

    nom: str
    membre_du_bureau: bool
    issu_du_secteur: bool


def designation(
    candidat: Candidat, *, predesigne: bool, elu: bool, deja: Collection[str] = ()
) -> tuple[Manquement, ...]:
    """From pre-designation to designation (SEC-07)."""
    conditions = (
        (candidat.membre_du_bureau, "doit être membre du Bureau"),
        (candidat.issu_du_secteur, "doit venir d’une commune du secteur"),
        (elu, "doit être élu par l’assemblée avant que le président ne le désigne"),
        (candidat.nom not in deja, "ne peut être à la fois titulaire et suppléant"),
    )
    trouves = [
        Manquement(regle="SEC-07", article=ARTICLE, message=f"{candidat.nom} {phrase}.")
        for tenue, phrase in conditions
        if not tenue
    ]
    if elu and not predesigne:
        trouves.append(
            Manquement(
                regle="SEC-07",
                article=ARTICLE,
                gravite=Gravite.ALERTE,
                message=f"Le secteur n’a pas pré-désigné {candidat.nom}.",
            )
        )
    return tuple(trouves)


def referent(*, titulaire: bool, competence: str) -> tuple[Manquement, ...]:
    """The sector's delegate to a commission élargie, one per competence (SEC-06)."""
    if titulaire and competence.strip():
        return ()
    return (
        Manquement(
            regle="SEC-06",
            article=ARTICLE,
            message="Le référent est un conseiller titulaire, désigné pour une compétence.",
        ),
    )


def rapports_dus(presentes: Collection[date], *, on: date, par_an: int) -> int:
    """How many oral reports could still be given this year: a faculty, not a duty (SEC-07)."""
    cette_annee = sum(jour.year == on.year for jour in presentes)
    return max(par_an - cette_annee, 0)


def etape_suivante(*, avant: date | None, le: date) -> tuple[Manquement, ...]:
    """Pre-designation, election, designation: in that order, each on its day (SEC-07)."""
    if avant is not None and le >= avant:
        return ()
    message = (
        "L’étape précédente n’est pas notée."
        if avant is None
        else "Cette date précède l’étape d’avant."
    )
    return (Manquement(regle="SEC-07", article=ARTICLE, message=message, champ="le"),)


def rapport(*, le: date, aujourd_hui: date) -> tuple[Manquement, ...]:
    if le <= aujourd_hui:
        return ()
    message = "Ce rapport n’a pas encore été présenté."
    return (Manquement(regle="SEC-07", article=ARTICLE, message=message, champ="presente_on"),)
