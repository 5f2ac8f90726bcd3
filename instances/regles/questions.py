"""Questions, vœux, and the debate of general policy: who may ask, when, and what is owed.

CGCT, art. L. 2121-19 : « Les conseillers municipaux ont le droit d'exposer en séance du conseil
des questions orales ayant trait aux affaires de la commune. [...] A la demande d'un dixième au
moins des membres du conseil municipal, un débat portant sur la politique générale de la commune
est organisé lors de la réunion suivante du conseil municipal. L'application du deuxième alinéa
ne peut donner lieu à l'organisation de plus d'un débat par an. »

The delay of deposit is in the règlement, and bounded by the judge: seventy-two hours are too
many (CAA Versailles, 3 mars 2011, n° 09VE03950); forty-eight need a justification.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from governance.regles import Gravite, Manquement
from instances.regles.dates_en_lettres import compte, jour_en_lettres
from instances.regles.fractions import Fraction, au_moins

ARTICLE = "CGCT, art. L. 2121-19"
ARTICLE_DELAI = "CAA Versailles, 3 mars 2011, n° 09VE03950"
HEURES_ILLEGALES = 72
HEURES_SURES = 24


class Nature(StrEnum):
    ORALE = "orale"
    ECRITE = "ecrite"
    VOEU = "voeu"
    POLITIQUE_GENERALE = "politique"


@dataclass(frozen=True, kw_only=True, slots=True)
class Reglement:
    """Hours before the séance; for the written answer, days or whole months."""

    orale_heures: int | None = None
    voeu_heures: int | None = None
    ecrite_jours: int | None = None


def heures_de_depot(nature: Nature, reglement: Reglement) -> int | None:
    return {
        Nature.ORALE: reglement.orale_heures,
        Nature.VOEU: reglement.voeu_heures,
    }.get(nature)


def delai_du_reglement(heures: int | None) -> tuple[Manquement, ...]:
    """What the règlement may ask for an oral question (QST-02)."""
    if heures is None or heures <= HEURES_SURES:
        return ()
    illegal = heures >= HEURES_ILLEGALES
    return (
        Manquement(
            regle="QST-02",
            article=ARTICLE_DELAI,
            gravite=Gravite.BLOQUANT if illegal else Gravite.ALERTE,
            message=(
                f"{compte(heures, 'heure')} de dépôt avant la séance\u00a0: le juge y voit une "
                "entrave au droit de question."
                if illegal
                else f"{compte(heures, 'heure')} de dépôt avant la séance demandent une "
                "justification\u00a0: vingt-quatre heures sont sûres."
            ),
            champ="questions_orales_heures",
        ),
    )


def recevable_en_seance(
    nature: Nature, *, recue: datetime, seance: datetime, reglement: Reglement
) -> bool:
    """Deposited in time for this séance; late, it goes to the next one (QST-02, VOE-01)."""
    if nature in (Nature.ECRITE, Nature.POLITIQUE_GENERALE):
        return False
    heures = heures_de_depot(nature, reglement)
    return heures is None or recue <= seance - timedelta(hours=heures)


def reponse_due(recue: date, reglement: Reglement) -> date | None:
    """The day a written answer is owed (QST-03); ``None`` where the règlement sets no delay."""
    jours = reglement.ecrite_jours
    return None if jours is None else recue + timedelta(days=jours)


def retard(
    recue: date, reglement: Reglement, *, on: date, repondue: bool
) -> tuple[Manquement, ...]:
    due = reponse_due(recue, reglement)
    if repondue or due is None or on <= due:
        return ()
    return (
        Manquement(
            regle="QST-03",
            gravite=Gravite.ALERTE,
            message=f"La réponse écrite était due le {jour_en_lettres(due)}.",
        ),
    )


def sans_vote(nature: Nature) -> bool:
    """A vœu is put to the vote; a question and a general debate never are (QST-01, QST-04)."""
    return nature is not Nature.VOEU


def debat_de_politique_generale(
    *, signataires: int, membres: int, on: date, debats_tenus: Collection[date]
) -> tuple[Manquement, ...]:
    """One tenth of the members, and one debate a civil year at most (QST-04)."""
    requis = au_moins(Fraction.DIXIEME, membres)
    trouves = []
    if signataires < requis:
        trouves.append(
            _politique(
                f"Le débat de politique générale se demande à {requis} membres au moins\u00a0: "
                f"{compte(signataires, 'signature')}."
            )
        )
    cette_annee = [jour for jour in debats_tenus if jour.year == on.year]
    if cette_annee:
        trouves.append(
            _politique(
                f"Un débat s’est déjà tenu cette année, le {jour_en_lettres(max(cette_annee))}."
            )
        )
    recents = [jour for jour in debats_tenus if jour.year < on.year and (on - jour).days < 365]
    if recents:
        trouves.append(
            _politique(
                f"Moins d’un an après le débat du {jour_en_lettres(max(recents))}\u00a0: l’année "
                "civile est la lecture la plus favorable à la demande.",
                gravite=Gravite.ALERTE,
            )
        )
    return tuple(trouves)


def _politique(message: str, gravite: Gravite = Gravite.BLOQUANT) -> Manquement:
    return Manquement(regle="QST-04", article=ARTICLE, gravite=gravite, message=message)
