"""The first weeks after a general renewal: the day to be held, then what falls due.

CGCT, art. L. 5211-8: the organe délibérant meets « au plus tard le vendredi de la quatrième
semaine qui suit l'élection des maires ».

The others: art. L. 2121-8 (règlement intérieur), L. 5211-12 (indemnités), L. 2121-22 (first meeting
of a commission, eight days after it is made up). The pacte de gouvernance counts from the renewal
itself, not from the installation: art. L. 2121-7 has the maire elected « au plus tôt le vendredi et
au plus tard le dimanche suivant le tour de scrutin à l'issue duquel le conseil a été élu au
complet », so that the round is read from the elections of the maires.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from governance.regles import Gravite, Manquement
from instances.regles.dates_en_lettres import jour_en_lettres

ARTICLE_DATE = "CGCT, art. L. 5211-8"
ARTICLE_COMMISSION = "CGCT, art. L. 2121-22"
REGLEMENT = "Établir le règlement intérieur"
# From the first round to the Friday of the fourth week, with room for a second election.
PRINTEMPS = timedelta(days=60)
SEMAINE = timedelta(days=7)


@dataclass(frozen=True, kw_only=True, slots=True)
class Echeance:
    """``le``: ``None`` where the law owes a thing without a day."""

    objet: str
    le: date | None
    article: str
    regle: str = "INS-05"


def date_limite_d_installation(derniere_election_de_maire: date) -> date:
    """Friday of the fourth week that follows: weeks begin on Monday."""
    lundi_suivant = derniere_election_de_maire + timedelta(
        days=7 - derniere_election_de_maire.weekday()
    )
    return lundi_suivant + timedelta(days=25)


def debut_commun(debuts: Sequence[date | None]) -> date | None:
    """The day on which more than half of the seats began: a replacement moves nothing."""
    connus = Counter(d for d in debuts if d is not None)
    jour, nombre = max(connus.items(), key=lambda c: (c[1], c[0]), default=(None, 0))
    return jour if nombre * 2 > len(debuts) else None


def elections_du_printemps(debut: date, elections_de_maire: Iterable[date | None]) -> list[date]:
    """The maires elected in the weeks around the beginning of the mandats."""
    return [e for e in elections_de_maire if e and abs(e - debut) <= PRINTEMPS]


def tour_complet(elections_de_maire: Iterable[date]) -> date | None:
    """The round that completed the renewal: the second one as soon as one commune held it (PAC-02).

    A maire elected again later in the spring moves nothing: rounds are a week apart.
    """
    dimanches = sorted({_dimanche_d_avant(e) for e in elections_de_maire})
    return max((d for d in dimanches if d - dimanches[0] <= SEMAINE), default=None)


def _dimanche_d_avant(jour: date) -> date:
    return jour - timedelta(days=jour.weekday() + 1)


def election_du_president(debut: date, elections: Iterable[date | None]) -> date | None:
    return min((e for e in elections if e and e >= debut), default=None)


def est_une_installation(seance: date, debut: date, election_du_president: date | None) -> bool:
    """No président elected before it since the renewal, which is recent (INS-02)."""
    recente = debut <= seance <= debut + PRINTEMPS
    return recente and (election_du_president is None or election_du_president >= seance)


def installation(limite: date | None) -> tuple[Echeance, ...]:
    """INS-01, where the elections of the maires are known."""
    if limite is None:
        return ()
    return (
        Echeance(objet="Installer le conseil", le=limite, article=ARTICLE_DATE, regle="INS-01"),
    )


def dans_n_mois(jour: date, mois: int) -> date:
    """Same day of the month, or the last one where the month is shorter."""
    rang = jour.year * 12 + jour.month - 1 + mois
    annee, numero = divmod(rang, 12)
    suivant = date(annee + (numero == 11), (numero + 1) % 12 + 1, 1)
    return min(date(annee, numero + 1, 1) + timedelta(days=jour.day - 1), _veille(suivant))


def _veille(jour: date) -> date:
    return jour - timedelta(days=1)


def echeancier(installation: date) -> tuple[Echeance, ...]:
    """What the law dates from the installation, in order of date (INS-05)."""
    return (
        Echeance(
            objet="Fixer les indemnités de fonction",
            le=dans_n_mois(installation, 3),
            article="CGCT, art. L. 5211-12",
        ),
        Echeance(
            objet=REGLEMENT,
            le=dans_n_mois(installation, 6),
            article="CGCT, art. L. 2121-8 et L. 5211-1",
        ),
    )


def premiere_reunion_de_commission(creee_le: date, jours: int = 8) -> date:
    """COM-02: « dans les huit jours qui suivent leur nomination »."""
    return creee_le + timedelta(days=jours)


def manquements_de_commission(
    commission: str, limite: date, *, aujourd_hui: date
) -> tuple[Manquement, ...]:
    """``limite``: last day of its first meeting, when none has been set."""
    verbe = "devait se réunir" if aujourd_hui > limite else "se réunit"
    return (
        Manquement(
            regle="COM-02",
            article=ARTICLE_COMMISSION,
            gravite=Gravite.ALERTE,
            message=(
                f"{commission} {verbe} pour la première fois au plus tard le "
                f"{jour_en_lettres(limite, repere=aujourd_hui)}\u00a0: convoquez-la."
            ),
        ),
    )


def manquements(seance: date, derniere_election_de_maire: date) -> tuple[Manquement, ...]:
    limite = date_limite_d_installation(derniere_election_de_maire)
    if seance <= limite:
        return ()
    return (
        Manquement(
            regle="INS-01",
            article=ARTICLE_DATE,
            gravite=Gravite.ALERTE,
            message=(
                f"Le conseil s’installe au plus tard le {jour_en_lettres(limite)}\u00a0: avancez "
                "la séance."
            ),
            champ="jour",
        ),
    )
