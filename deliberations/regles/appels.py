"""Voices on their way: from the roll call, phones and hands, until the vote is closed.

Each voice is named, so that the vote is public, or ordinary in the sight of all; a secret ballot
is never taken this way (SCR-02, SCR-07). A show of hands follows its usage: who says nothing votes
as the clerk says when he closes.
"""

from collections.abc import Collection, Mapping

from deliberations.regles.majorite import ModeScrutin, Sens
from deliberations.regles.proclamation import ARTICLE_SCRUTINS, Assemblee, Saisie
from deliberations.regles.scrutin import accorder
from governance.regles import Manquement
from instances.regles.faits import Cle


def ouverture(*, mode: ModeScrutin, deja_ouvert: bool) -> tuple[Manquement, ...]:
    trouves = []
    if mode not in (ModeScrutin.ORDINAIRE, ModeScrutin.PUBLIC):
        message = "Un scrutin secret se fait sur papier\u00a0: aucune voix n’y porte de nom."
        trouves.append(Manquement(regle="SCR-07", article=ARTICLE_SCRUTINS, message=message))
    if deja_ouvert:
        message = "Un vote est déjà ouvert sur ce rapport\u00a0: achevez-le d’abord."
        trouves.append(Manquement(regle="VOT-08", message=message))
    return tuple(trouves)


def voix(*, ouvert: bool, siege_de_la_seance: bool, delibere: bool) -> tuple[Manquement, ...]:
    if not ouvert:
        return (
            Manquement(regle="VOT-08", message="Ce vote est clos\u00a0: la voix ne compte pas."),
        )
    if not siege_de_la_seance or not delibere:
        message = "Ce siège n’a pas de voix délibérative à cette séance."
        return (Manquement(regle="VOT-08", message=message),)
    return ()


def encore_ouvert(*, ouvert: bool) -> tuple[Manquement, ...]:
    if ouvert:
        return ()
    return (Manquement(regle="VOT-08", message="Ce vote est déjà clos."),)


def muets(votants: Collection[Cle], voix: Mapping[Cle, Sens]) -> frozenset[Cle]:
    return frozenset(votants) - voix.keys()


def cloture(
    assemblee: Assemblee, voix: Mapping[Cle, Sens], *, sans_voix: Sens | None
) -> tuple[Manquement, ...]:
    """Nobody's silence is read unless the clerk says how; who left in between abstains (QUO-04)."""
    restants = muets(assemblee.votants, voix) - assemblee.partis
    if sans_voix is not None or not restants:
        return ()
    noms = sorted(str(assemblee.noms.get(pk, pk)) for pk in restants)
    reste = len(noms) - 3
    dits = ", ".join(noms[:3]) + (f" et {accorder(reste, 'autre', 'autres')}" if reste > 0 else "")
    return (
        Manquement(
            regle="VOT-08",
            message=f"Il manque {len(noms)} voix\u00a0: {dits}. Appelez-les avant de clore.",
        ),
    )


def saisie(
    assemblee: Assemblee,
    voix: Mapping[Cle, Sens],
    *,
    mode: ModeScrutin,
    sans_voix: Sens | None,
) -> Saisie:
    """The voices as a vote noted. One whose seat has no voice any more does not count."""
    silence = dict.fromkeys(assemblee.votants, sans_voix or Sens.ABSTENTION)
    exprimees = {siege: sens for siege, sens in voix.items() if siege in assemblee.votants}
    partis = dict.fromkeys(assemblee.partis & assemblee.votants, Sens.ABSTENTION)
    return Saisie(mode=mode, exceptions=silence | partis | exprimees)
