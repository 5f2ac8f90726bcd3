"""What a member may answer to a convocation, and what is wrong with an answer.

CGCT, art. L. 2121-20 : « Un conseiller municipal empêché d'assister à une séance peut
donner à un collègue de son choix pouvoir écrit de voter en son nom. Un même conseiller
municipal ne peut être porteur que d'un seul pouvoir. Le pouvoir est toujours révocable.
Sauf cas de maladie dûment constatée, il ne peut être valable pour plus de trois séances
consécutives. »

Art. L. 5211-6 : the suppléant sits « en cas d'absence du conseiller communautaire titulaire
[...] dès lors que ce dernier en a avisé le président [...] » : an answer is that notice (MEM-03).

Art. L. 5211-11-1 : the président alone decides that the meeting is held by visioconférence,
and the convocation says so (CNV-19).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from governance.regles import Gravite, Manquement

ARTICLE_POUVOIR = "CGCT, art. L. 2121-20"
ARTICLE_SUPPLEANT = "CGCT, art. L. 5211-6"
ARTICLE_DISTANCE = "CGCT, art. L. 5211-11-1"


class Choix(StrEnum):
    PRESENT = "present"
    DISTANCE = "distance"
    SUPPLEANT = "suppleant"
    POUVOIR = "pouvoir"
    EXCUSE = "excuse"
    ABSENT = "absent"


# Those whose seat will be empty, or taken by somebody else: they hold nobody's pouvoir.
SANS_VENIR = frozenset({Choix.SUPPLEANT, Choix.POUVOIR, Choix.EXCUSE, Choix.ABSENT})
# A pouvoir never makes the quorum (QUO-03).
AU_QUORUM = frozenset({Choix.PRESENT, Choix.DISTANCE, Choix.SUPPLEANT})


@dataclass(frozen=True, kw_only=True, slots=True)
class Situation:
    """The seat that answers. ``porte``: who gave him pouvoir; ``suite``: pouvoirs in a row."""

    nom: str
    vote: bool = True
    suppleant: str = ""
    pouvoirs_admis: bool = True
    visioconference: bool = False
    suppleance_avant_pouvoir: bool = False
    porte: tuple[str, ...] = ()
    suite: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Mandataire:
    """Who would hold the pouvoir. ``porte``: those, other than the giver, whose he holds."""

    nom: str
    vote: bool = True
    lui_meme: bool = False
    porte: tuple[str, ...] = ()
    annonce: Choix | None = None


def empechement(choix: Choix, situation: Situation) -> Manquement | None:
    """Why this answer is not open to this seat; ``None`` when it is."""
    if choix is Choix.DISTANCE and not situation.visioconference:
        return _A_DISTANCE
    if choix is Choix.SUPPLEANT and not situation.suppleant:
        return _SANS_SUPPLEANT
    if choix is Choix.POUVOIR and not situation.pouvoirs_admis:
        return _SANS_POUVOIRS
    if choix is Choix.POUVOIR and not situation.vote:
        return _SANS_VOIX
    return None


_A_DISTANCE = Manquement(
    regle="CNV-19",
    article=ARTICLE_DISTANCE,
    message=(
        "Cette séance ne se tient pas à distance\u00a0: le président seul peut en décider, et la "
        "convocation l’aurait dit."
    ),
    champ="choix",
)
_SANS_SUPPLEANT = Manquement(
    regle="MEM-02",
    article=ARTICLE_SUPPLEANT,
    message=(
        "Ce siège n’a pas de suppléant\u00a0: seules les communes qui n’ont qu’un siège en ont un."
    ),
    champ="choix",
)
_SANS_POUVOIRS = Manquement(
    regle="GEN-02", message="Cette instance n’admet pas les pouvoirs.", champ="choix"
)
_SANS_VOIX = Manquement(
    regle="POU-01",
    article=ARTICLE_POUVOIR,
    message="Seul un membre qui a voix délibérative donne pouvoir de voter en son nom.",
    champ="choix",
)


def manquements(
    situation: Situation, *, choix: Choix, mandataire: Mandataire | None, plafond: int, suite: int
) -> Iterator[Manquement]:
    """``plafond``: pouvoirs in the same hands. ``suite``: séances in a row for one pouvoir."""
    if empeche := empechement(choix, situation):
        yield empeche
        return
    if choix is Choix.POUVOIR:
        yield from _du_pouvoir(situation, mandataire, plafond)
        yield from _de_suite(situation, suite)
    if choix in SANS_VENIR and situation.porte:
        yield Manquement(
            regle="POU-03",
            article=ARTICLE_POUVOIR,
            gravite=Gravite.ALERTE,
            message=(
                f"{situation.nom} porte le pouvoir de {_liste(situation.porte)}\u00a0: absent, il "
                "ne pourra pas voter pour lui. Le mandant doit en désigner un autre."
            ),
        )


def _du_pouvoir(
    situation: Situation, mandataire: Mandataire | None, plafond: int
) -> Iterator[Manquement]:
    if mandataire is None:
        yield _refus("POU-01", "Nommez la personne à qui le pouvoir est donné.")
        return
    if mandataire.lui_meme:
        yield _refus("POU-03", "On ne se donne pas pouvoir à soi-même\u00a0: nommez un collègue.")
    elif not mandataire.vote:
        yield _refus(
            "POU-03", f"{mandataire.nom} n’a pas voix délibérative\u00a0: nommez un autre membre."
        )
    elif len(mandataire.porte) >= plafond:
        yield _refus(
            "POU-02",
            f"{mandataire.nom} porte déjà le pouvoir de {_liste(mandataire.porte)}\u00a0: "
            "nommez un autre membre.",
        )
    elif mandataire.annonce in SANS_VENIR:
        yield _alerte(
            "POU-03",
            f"{mandataire.nom} a répondu qu’il ne viendrait pas\u00a0: un pouvoir ne vaut que si "
            "celui qui le porte est présent.",
        )
    if situation.suppleant:
        yield _priorite_du_suppleant(situation)


def _priorite_du_suppleant(situation: Situation) -> Manquement:
    """The law does not forbid it; the règlement may. In the room, the suppléant sits (MEM-01)."""
    selon = (
        "le règlement intérieur veut que le suppléant siège d’abord"
        if situation.suppleance_avant_pouvoir
        else "le suppléant présent siège, et le pouvoir n’est pas compté"
    )
    return _alerte(
        "MEM-01",
        f"{situation.suppleant} est suppléant de ce siège\u00a0: {selon}. Le pouvoir ne sert que "
        "si le suppléant est lui aussi empêché.",
    )


def _de_suite(situation: Situation, suite: int) -> Iterable[Manquement]:
    """Each of our pouvoirs is for one séance; a long row of them calls for a look (POU-04)."""
    if situation.suite >= suite:
        yield _alerte(
            "POU-04",
            f"{situation.nom} a donné pouvoir aux {situation.suite} séances précédentes\u00a0: un "
            f"pouvoir ne vaut que pour {suite} séances consécutives, sauf maladie constatée. "
            "Celui-ci doit être un nouvel écrit, pour cette séance.",
        )


def _refus(regle: str, message: str) -> Manquement:
    return Manquement(regle=regle, article=ARTICLE_POUVOIR, message=message, champ="mandataire")


def _alerte(regle: str, message: str) -> Manquement:
    return Manquement(regle=regle, article=ARTICLE_POUVOIR, message=message, gravite=Gravite.ALERTE)


def _liste(noms: tuple[str, ...]) -> str:
    return " et de ".join(noms)


def quorum_prevu(*, venus: int, sans_reponse: int, requis: int | None) -> bool | None:
    """Reached by those who said they come; out of reach whoever else comes; or open."""
    if requis is None:
        return None
    if venus >= requis:
        return True
    return False if venus + sans_reponse < requis else None
