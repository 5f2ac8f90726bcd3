"""Demands for a particular ballot: how many members, and which demand prevails.

CGCT, art. L. 2121-21 : « Le vote a lieu au scrutin public à la demande du quart des membres
présents. [...] Il est voté au scrutin secret : 1° Soit lorsqu'un tiers des membres présents le
réclame ; 2° Soit lorsqu'il y a lieu de procéder à une nomination ou à une présentation. »

Both demands admitted, the secret ballot prevails (CE, 15 mai 1908, Souet). A secret ballot that
nobody entitled asked for is illegal (CE, 5 juillet 2018, n° 412721).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from deliberations.regles.majorite import ModeScrutin as Mode
from governance.regles import Manquement
from instances.regles.fractions import Fraction, au_moins

ARTICLE = "CGCT, art. L. 2121-21"
ARTICLE_VISIO = "CGCT, art. L. 5211-11-1"


_FRACTIONS = {Mode.PUBLIC: Fraction.QUART, Mode.SECRET: Fraction.TIERS}
_REGLES = {Mode.PUBLIC: "SCR-02", Mode.SECRET: "SCR-03"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Demande:
    mode: Mode
    demandeurs: int
    presents: int

    @property
    def se_demande(self) -> bool:
        return self.mode in _FRACTIONS

    @property
    def seuil(self) -> int:
        """Of the members present, never of the voices (GEN-06). Raises ``KeyError`` for a
        mode that nobody has to ask for."""
        return au_moins(_FRACTIONS[self.mode], self.presents)

    @property
    def admise(self) -> bool:
        return self.demandeurs >= max(self.seuil, 1)


def mode_impose(demandes: Iterable[Demande], *, nomination: bool = False) -> Mode | None:
    """The mode that the demands impose; the secret prevails over the public (SCR-04)."""
    admis = {d.mode for d in demandes if d.admise}
    if nomination or Mode.SECRET in admis:
        return Mode.SECRET
    return Mode.PUBLIC if Mode.PUBLIC in admis else None


def demander(demande: Demande, *, etat_du_point: str) -> tuple[Manquement, ...]:
    """Whether a demand can be written down; admitted or not is another matter."""
    trouves = []
    if not demande.se_demande:
        message = "Seuls le scrutin public et le scrutin secret se demandent."
        trouves.append(Manquement(regle="SCR-02", article=ARTICLE, message=message, champ="mode"))
    if etat_du_point != "en_discussion":
        message = "Le scrutin se demande sur le rapport en discussion."
        trouves.append(Manquement(regle="SCR-02", article=ARTICLE, message=message))
    if not 1 <= demande.demandeurs <= demande.presents:
        message = (
            f"{demande.presents} membres sont présents\u00a0: indiquez combien d’entre eux le "
            "demandent."
        )
        trouves.append(
            Manquement(regle="SCR-02", article=ARTICLE, message=message, champ="demandeurs")
        )
    return tuple(trouves)


def manquements(demande: Demande) -> tuple[Manquement, ...]:
    """Why a demand is not admitted; it is recorded all the same (PVB-02)."""
    if demande.admise:
        return ()
    return (
        Manquement(
            regle=_REGLES[demande.mode],
            article=ARTICLE,
            message=(
                f"Le scrutin {demande.mode} se demande à {demande.seuil} membres présents au "
                f"moins, sur {demande.presents}\u00a0: {demande.demandeurs} le demandent."
            ),
        ),
    )


def mode_du_vote(
    choisi: Mode, demandes: Iterable[Demande], *, nomination: bool = False, visio: bool = False
) -> tuple[Manquement, ...]:
    """The mode in which a vote may be taken, given what was asked."""
    impose = mode_impose(demandes, nomination=nomination)
    if Mode.SECRET in (choisi, impose) and visio:
        return (
            Manquement(
                regle="CNV-19",
                article=ARTICLE_VISIO,
                message=(
                    "Pas de scrutin secret à distance\u00a0: reportez ce point à une séance tenue "
                    "en un seul lieu."
                ),
            ),
        )
    if choisi is Mode.SECRET and impose is not Mode.SECRET:
        return (
            _mode(
                "SCR-03",
                "Le scrutin secret ne se décide pas\u00a0: un tiers des membres présents doit le "
                "réclamer.",
            ),
        )
    if impose is not None and choisi is not impose:
        regle = "SCR-04" if impose is Mode.SECRET else "SCR-02"
        return (_mode(regle, f"Une demande admise impose le scrutin {impose}."),)
    return ()


def mode_demande(
    choisi: Mode, demandes: Iterable[Demande], *, visio: bool
) -> tuple[Manquement, ...]:
    """Only what demands that were admitted impose; without one, the mode is free."""
    lues = tuple(demandes)
    return mode_du_vote(choisi, lues, visio=visio) if mode_impose(lues) else ()


def _mode(regle: str, message: str) -> Manquement:
    return Manquement(regle=regle, article=ARTICLE, message=message, champ="mode")
