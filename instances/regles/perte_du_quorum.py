"""What the règlement intérieur asks for once the quorum is lost in séance (QUO-08).

CGCT, art. L. 2121-17 : « Le conseil municipal ne délibère valablement que lorsque la majorité
de ses membres en exercice est présente. » The law does not ask to close the séance: it may go on
as soon as the quorum is there again. A règlement may ask for more: to wait, to suspend and then
to close, to close at once. A report that came up with the quorum is finished first (QUO-04).
"""

from enum import StrEnum

from governance.regles import Manquement
from instances.regles.seance import PointEvalue

ARTICLE = "CGCT, art. L. 2121-17"
REGLEMENT = "règlement intérieur"


class Suite(StrEnum):
    """As the catalogue of the règlement words it; silence leaves the law alone."""

    ATTENDRE = "attendre"
    POURSUIVRE = "poursuivre"
    SUSPENDRE_PUIS_LEVER = "suspendre_puis_lever"
    LEVER = "lever"


_A_FAIRE = {
    Suite.ATTENDRE: (
        "le règlement intérieur demande d’attendre qu’il se reforme, sans rien examiner."
    ),
    Suite.POURSUIVRE: "le règlement intérieur permet de poursuivre par ce qui ne se vote pas.",
    Suite.SUSPENDRE_PUIS_LEVER: (
        "le règlement intérieur demande de suspendre la séance, puis de la lever si le quorum ne "
        "se reforme pas."
    ),
    Suite.LEVER: "le règlement intérieur demande de lever la séance.",
}
_SANS_REGLE = "attendez qu’il se reforme, suspendez, ou levez la séance."
_A_LA_REPRISE = {
    Suite.ATTENDRE: "attendez qu’il se reforme avant de reprendre.",
    Suite.SUSPENDRE_PUIS_LEVER: "le règlement intérieur demande maintenant de lever la séance.",
    Suite.LEVER: "le règlement intérieur demande de lever la séance.",
}


def suite(valeur: str | None) -> Suite | None:
    return Suite(valeur) if valeur else None


def consequence(salle: PointEvalue, voulue: Suite | None, *, en_discussion: str = "") -> str:
    """What the console says as soon as the room falls under the quorum; nothing while it holds."""
    if salle.quorum_atteint is not False:
        return ""
    debut = f"Le quorum n’est plus réuni ({salle.presents} pour {salle.quorum_requis})"
    if en_discussion:
        debut += f"\u00a0: le rapport {en_discussion} s’achève, aucun autre ne sera délibéré"
    else:
        debut += "\u00a0: aucun rapport ne peut être délibéré"
    apres = _A_FAIRE[voulue] if voulue else _SANS_REGLE
    return f"{debut}. {apres[0].upper()}{apres[1:]}"


def examen(salle: PointEvalue, voulue: Suite | None) -> tuple[Manquement, ...]:
    """Whether another report may come up, even without a vote."""
    if salle.quorum_atteint is not False or voulue in (None, Suite.POURSUIVRE):
        return ()
    assert voulue is not None
    return (_refus(f"Le quorum n’est plus réuni\u00a0: {_A_FAIRE[voulue]}"),)


def reprise(salle: PointEvalue, voulue: Suite | None) -> tuple[Manquement, ...]:
    """Whether a séance suspended may go on."""
    if salle.quorum_atteint is not False or voulue in (None, Suite.POURSUIVRE):
        return ()
    assert voulue is not None
    return (_refus(f"Le quorum ne s’est pas reformé\u00a0: {_A_LA_REPRISE[voulue]}"),)


def _refus(message: str) -> Manquement:
    return Manquement(regle="QUO-08", article=REGLEMENT, message=message)
