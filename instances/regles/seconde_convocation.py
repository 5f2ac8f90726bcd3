"""Want of quorum, and the meeting convened again for it.

CGCT, art. L. 2121-17, al. 2 : « Si, après une première convocation régulièrement faite selon les
dispositions des articles L. 2121-10 à L. 2121-12, ce quorum n'est pas atteint, le conseil municipal
est à nouveau convoqué à trois jours au moins d'intervalle. Il délibère alors valablement sans
condition de quorum. »

The dispense holds for the points taken up again, if the first convocation was regular and the
second is not shortened: urgency brings the quorum back (CNV-11). A quorum lost on the way has the
same effect for the points that were not examined (QUO-08).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from governance.regles import Gravite, Manquement
from instances.regles import jours_francs
from instances.regles.dates_en_lettres import compte, jour_en_lettres
from instances.regles.seance import PointEvalue

ARTICLE = jours_francs.ARTICLE_SECONDE
DROIT_LOCAL = "CGCT, art. L. 2541-4"
JOURS_FRANCS = 3


def carence(
    restants: Sequence[PointEvalue], *, en_discussion: str | None, deliberante: bool
) -> tuple[Manquement, ...]:
    """``restants``: the points still to come, counted with those who are in the room."""
    if en_discussion is not None:
        return (
            _refus(
                "QUO-08",
                f"Le rapport {en_discussion} est en discussion\u00a0: un départ ne l’atteint pas. "
                "Achevez-le, puis constatez le défaut de quorum.",
            ),
        )
    if not deliberante:
        return (_refus("QUO-08", "Cette instance ne délibère pas\u00a0: levez la séance."),)
    if not any(e.quorum_atteint is False for e in restants):
        return (
            _refus(
                "QUO-08",
                "Le quorum ne manque à aucun des points qui restent\u00a0: poursuivez la séance, "
                "ou levez-la.",
            ),
        )
    return ()


def presents_au_constat(restants: Sequence[PointEvalue]) -> int:
    """The room as counted at the first point that lacks its quorum."""
    return next((e.presents or 0 for e in restants if e.quorum_atteint is False), 0)


def preparation(*, constatee: bool, deja: bool, points: int) -> tuple[Manquement, ...]:
    """What stands against preparing the second meeting."""
    if not constatee:
        return (_refus("CNV-11", "Aucun défaut de quorum n’a été constaté à cette séance."),)
    if deja:
        return (_refus("CNV-11", "La seconde convocation de cette séance est déjà préparée."),)
    if not points:
        return (
            _refus("CNV-11", "Tous les points ont été examinés\u00a0: rien n’est à reprendre."),
        )
    return ()


def premier_jour(envoi: date) -> date:
    """Found and sent on Monday, held on Friday at the earliest."""
    return jours_francs.premiere_seance_possible(envoi, JOURS_FRANCS)


@dataclass(frozen=True, kw_only=True, slots=True)
class Premiere:
    """How the first meeting was convened. ``irreguliers``: members whom it did not reach in time.

    ``urgence``: of the second one.
    """

    urgence: bool = False
    irreguliers: tuple[str, ...] = ()


def dispense_de_quorum(premiere: Premiere) -> bool:
    return not premiere.urgence and not premiere.irreguliers


def manquements(premiere: Premiere) -> Iterator[Manquement]:
    """Said before the second convocation leaves; nothing of it forbids to meet."""
    if premiere.irreguliers:
        noms = premiere.irreguliers
        cites = ", ".join(noms[:3]) + (f" et {compte(len(noms) - 3, 'autre')}" if noms[3:] else "")
        yield Manquement(
            regle="CNV-11",
            article=ARTICLE,
            gravite=Gravite.ALERTE,
            message=(
                f"La première convocation n’a pas régulièrement atteint {cites}\u00a0: la seconde "
                "réunion ne dispense pas du quorum, réunissez la majorité des membres en exercice."
            ),
        )


def pouvoir_vaut_report(*, vaut_report: bool, en_vigueur: bool) -> bool:
    """POU-07: the pouvoir follows only if its writing names the meeting that follows."""
    return vaut_report and en_vigueur


def mention(jour: date, *, dispense: bool, droit_local: bool) -> str:
    """What the second convocation says of itself."""
    debut = f"Le quorum n’a pas été atteint à la séance du {jour_en_lettres(jour)}."
    if not dispense:
        return f"{debut} Le quorum reste exigé à cette seconde réunion."
    article = DROIT_LOCAL if droit_local else "CGCT, art. L. 2121-17"
    rappel = (
        "Il est rappelé que l’assemblée délibérera valablement quel que soit le nombre des "
        "membres présents, sur les points repris de la première séance."
        if droit_local
        else "Les points repris de la première séance seront délibérés sans condition de quorum."
    )
    return f"{debut} {rappel} ({article})"


def _refus(regle: str, message: str) -> Manquement:
    return Manquement(regle=regle, article=ARTICLE, message=message)
