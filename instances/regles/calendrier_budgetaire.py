"""The days that the budget sets: the debate before it, its own last day, the accounts.

CGCT, art. L. 5217-10-4 : « La présentation des orientations budgétaires intervient dans un délai
de dix semaines précédant l'examen du budget. » ; art. L. 2312-1 and L. 5211-36 outside M57, where
the debate is held « dans un délai de deux mois précédant l'examen du budget ».

CGCT, art. L. 1612-2 and L. 1612-12: the budget before 15 April, or 30 April when the conseil is
renewed; the accounts of the year before 30 June.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from governance.regles import Gravite, Manquement
from instances.regles.dates_en_lettres import jour_en_lettres

ARTICLE_DOB = "CGCT, art. L. 2312-1, L. 5211-36 et L. 5217-10-4"
ARTICLE_BUDGET = "CGCT, art. L. 1612-2"
ARTICLE_COMPTES = "CGCT, art. L. 1612-12"
SEMAINES = 10
JOURS = 7 * SEMAINES


@dataclass(frozen=True, kw_only=True, slots=True)
class Faits:
    """A séance where the budget primitif is voted.

    ``debats``: days of the séances whose ordre du jour bears the débat d'orientation.
    ``debat_le_jour_meme``: it is on the ordre du jour of the vote itself.
    ``commune_de_3500``: ``None`` when the populations are not known.
    """

    vote: date
    debats: tuple[date, ...] = ()
    debat_le_jour_meme: bool = False
    commune_de_3500: bool | None = True
    renouvellement: bool = False
    # A règlement that says two months keeps the shorter window (BUD-01).
    avance: int = JOURS
    points: tuple[str, ...] = ()


def ouverture_du_debat(vote: date, avance: int = JOURS) -> date:
    """First day of the ten weeks that precede the vote: seventy days, the last one excluded."""
    return vote - timedelta(days=min(avance, JOURS))


def dernier_jour_du_vote(annee: int, *, renouvellement: bool) -> date:
    return date(annee, 4, 30 if renouvellement else 15)


def dernier_jour_des_comptes(annee: int) -> date:
    """Those of the year ``annee`` are approved the year after."""
    return date(annee + 1, 6, 30)


def debat_valable(vote: date, debats: Iterable[date], avance: int = JOURS) -> date | None:
    """The latest debate held in the weeks before the vote, on another day."""
    ouverture = ouverture_du_debat(vote, avance)
    return max((jour for jour in debats if ouverture <= jour < vote), default=None)


def manquements(faits: Faits) -> tuple[Manquement, ...]:
    """Alerts only: BUD-01 and BUD-02 are sanctioned by the judge or the préfet, not here."""
    return (*_debat(faits), *_date_du_vote(faits))


def _debat(faits: Faits) -> tuple[Manquement, ...]:
    if faits.commune_de_3500 is False:
        return ()
    if faits.debat_le_jour_meme:
        phrase = (
            "Le débat d’orientation budgétaire et le vote du budget sont à la même séance\u00a0: "
            "tenez le débat dans une séance distincte, avant celle du vote."
        )
        return (_alerte("BUD-01", ARTICLE_DOB, phrase, faits.points),)
    if debat_valable(faits.vote, faits.debats, faits.avance) is not None:
        return ()
    ouverture = jour_en_lettres(ouverture_du_debat(faits.vote, faits.avance))
    vote = jour_en_lettres(faits.vote)
    phrase = (
        f"Aucun débat d’orientation budgétaire entre le {ouverture} et le vote du {vote}\u00a0: "
        "inscrivez-le à une séance distincte, entre ces deux jours."
    )
    return (_alerte("BUD-01", ARTICLE_DOB, phrase, faits.points),)


def _date_du_vote(faits: Faits) -> tuple[Manquement, ...]:
    limite = dernier_jour_du_vote(faits.vote.year, renouvellement=faits.renouvellement)
    # A budget voted late in the year is that of the next one.
    if faits.vote <= limite or faits.vote.month >= 10:
        return ()
    phrase = (
        f"Le budget se vote au plus tard le {jour_en_lettres(limite)}\u00a0: avancez la séance, "
        "à défaut le préfet saisit la chambre régionale des comptes."
    )
    return (_alerte("BUD-02", ARTICLE_BUDGET, phrase, faits.points),)


def comptes(annee: int, approuves_le: date, *, points: tuple[str, ...]) -> tuple[Manquement, ...]:
    limite = dernier_jour_des_comptes(annee)
    if approuves_le <= limite:
        return ()
    phrase = (
        f"Les comptes de {annee} s’approuvent au plus tard le "
        f"{jour_en_lettres(limite)}\u00a0: avancez la séance."
    )
    return (_alerte("BUD-02", ARTICLE_COMPTES, phrase, points),)


def _alerte(regle: str, article: str, phrase: str, points: tuple[str, ...]) -> Manquement:
    return Manquement(
        regle=regle, article=article, gravite=Gravite.ALERTE, message=phrase, points=points
    )
