"""Voting from one's phone: when it is admitted, and for which seats one speaks.

CGCT, art. L. 2121-21 : « Le vote a lieu au scrutin public à la demande du quart des membres
présents. » A voice sent from a phone has a name, kept and shown: an electronic vote that hid it
would be a secret ballot (SCR-02, SCR-07), and a secret ballot is voted on paper. Held remotely,
a séance votes in public only (art. L. 5211-11-1, CNV-19).

A seat has one voice (MEM-01): that of whoever sits on it, else of the mandataire. Whoever left
after the point came up keeps the voice given before leaving; without one he abstains (QUO-04).
A mandataire who withdraws votes neither for himself nor for his mandant (POU-08).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from deliberations.regles.majorite import ModeScrutin
from deliberations.regles.proclamation import Assemblee
from governance.regles import Manquement
from instances.regles.faits import Cle

ARTICLE_VISIO = "CGCT, art. L. 5211-11-1"


def ouverture(
    mode: ModeScrutin, *, electronique: bool, admis: bool, visioconference: bool
) -> tuple[Manquement, ...]:
    """``admis``: the règlement intérieur accepts voices sent from members' phones.

    A secret ballot is never opened this way, remotely or not (regles/appels.py).
    """
    if mode is ModeScrutin.SECRET and visioconference:
        return (_a_distance("reportez ce point à une séance tenue en un seul lieu."),)
    trouves = []
    if visioconference and mode is ModeScrutin.ORDINAIRE:
        trouves.append(_a_distance("choisissez «\u00a0Public\u00a0»."))
    if electronique and not admis:
        message = (
            "Le règlement intérieur n’admet pas le vote électronique\u00a0: votez à main levée ou "
            "par appel nominal."
        )
        trouves.append(Manquement(regle="SCR-01", message=message, champ="electronique"))
    return tuple(trouves)


def _a_distance(suite: str) -> Manquement:
    return Manquement(
        regle="CNV-19",
        article=ARTICLE_VISIO,
        message=f"À distance, le vote est public\u00a0: {suite}",
        champ="mode",
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Droits:
    """Who has a voice in an open vote, and who may give it. One reading for the whole vote."""

    assemblee: Assemblee
    mandataires: Mapping[Cle, Cle] = field(default_factory=dict)
    # Whoever sits on each occupied seat: its titulaire or its suppléant.
    occupants: Mapping[Cle, Cle] = field(default_factory=dict)
    deportes: frozenset[Cle] = frozenset()
    # Whose pouvoir each seat was given, those that are suspended included.
    confies: Mapping[Cle, tuple[Cle, ...]] = field(default_factory=dict)

    def nom(self, siege: Cle) -> str:
        return str(self.assemblee.noms.get(siege, siege))

    def portes_par(self, personne: Cle) -> tuple[Cle, ...]:
        """The seats this person speaks for: the one he sits on, then those of his mandants."""
        assis = [s for s, occupant in self.occupants.items() if occupant == personne]
        mandants = [m for m, mandataire in self.mandataires.items() if mandataire in assis]
        return (*assis, *mandants)


def voix(droits: Droits, siege: Cle) -> tuple[Manquement, ...]:
    """Why this seat has no voice on the point."""
    nom = droits.nom(siege)
    if siege in droits.deportes:
        message = f"{nom} se déporte sur ce point\u00a0: il ne vote ni pour lui, ni pour un autre."
        return (Manquement(regle="POU-08", message=message),)
    if siege not in droits.assemblee.votants:
        message = f"{nom} n’est ni présent ni représenté sur ce point\u00a0: il n’y a pas de voix."
        return (Manquement(regle="VOT-08", message=message),)
    return ()


def depuis_un_telephone(
    droits: Droits, siege: Cle, personne: Cle, *, electronique: bool
) -> tuple[Manquement, ...]:
    """Why this person may not send a voice for this seat."""
    if not electronique:
        message = "Ce vote se fait à main levée ou à l’appel du nom\u00a0: répondez dans la salle."
        return (Manquement(regle="SCR-01", message=message),)
    if refus := voix(droits, siege):
        return refus
    nom = droits.nom(siege)
    if siege in droits.assemblee.partis:
        message = (
            f"{nom} a quitté la séance\u00a0: sa voix compte si elle a été donnée avant, sinon "
            "c’est une abstention."
        )
        return (Manquement(regle="QUO-04", message=message),)
    if siege in droits.portes_par(personne):
        return ()
    if siege in droits.occupants:
        message = f"{nom} est dans la salle\u00a0: un siège n’a qu’une voix, celle de qui l’occupe."
        return (Manquement(regle="MEM-01", message=message),)
    message = (
        f"Vous ne portez pas la voix de {nom} sur ce point\u00a0: le secrétariat vous dira qui."
    )
    return (Manquement(regle="POU-03", message=message),)
