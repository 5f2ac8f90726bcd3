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
    debat_fraction: int = Fraction.DIXIEME


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


def depot(*, nature: Nature, membre: bool, texte: str) -> tuple[Manquement, ...]:
    """Any member, in his own name, on the affairs of the intercommunalité (QST-01)."""
    trouves = []
    if not membre:
        message = "Seul un membre en exercice du conseil peut déposer une question ou un vœu."
        trouves.append(Manquement(regle="QST-01", article=ARTICLE, message=message))
    if not texte.strip():
        message = (
            "Écrivez le texte\u00a0: c’est lui qui est déposé et dont il est accusé réception."
        )
        regle = "VOE-01" if nature is Nature.VOEU else "QST-01"
        trouves.append(Manquement(regle=regle, message=message, champ="texte"))
    return tuple(trouves)


def signature(*, nature: str, ouverte: bool, membre: bool, deja: bool) -> tuple[Manquement, ...]:
    """Only a demand for a debate is signed by several (QST-04)."""
    for refuse, message in (
        (nature != Nature.POLITIQUE_GENERALE, "Seule une demande de débat se cosigne."),
        (not ouverte, "Cette demande n’attend plus de signature."),
        (not membre, "Seul un membre en exercice du conseil signe cette demande."),
        (deja, "Vous avez déjà signé cette demande."),
    ):
        if refuse:
            return (_politique(message),)
    return ()


def inscription(
    nature: Nature,
    *,
    etat: str,
    recevable: bool,
    conseil: bool,
) -> tuple[Manquement, ...]:
    """To a séance of the conseil, in time for it; written questions are answered in writing."""
    if nature is Nature.ECRITE:
        message = "Une question écrite reçoit une réponse écrite\u00a0: elle ne s’inscrit pas."
    elif etat != "recue":
        message = "Seule une question reçue et sans suite s’inscrit à une séance."
    elif not conseil:
        message = "Les questions et les vœux se traitent en séance du conseil."
    elif not recevable:
        message = "Déposée trop tard pour cette séance\u00a0: elle va à la suivante."
    else:
        return ()
    regle = "VOE-01" if nature is Nature.VOEU else "QST-02"
    return (Manquement(regle=regle, article=ARTICLE, message=message, champ="seance"),)


def reponse(*, nature: str, etat: str, texte: str) -> tuple[Manquement, ...]:
    """A question is answered, orally or in writing; a vœu is voted, a debate is held."""
    if nature not in (Nature.ORALE, Nature.ECRITE):
        message = "Un vœu se vote et un débat se tient\u00a0: ils n’appellent pas de réponse."
    elif etat in ("retiree", "irrecevable"):
        message = "Cette question n’attend plus de réponse."
    elif not texte.strip():
        message = "Écrivez la réponse donnée."
    else:
        return ()
    return (Manquement(regle="QST-03", message=message, champ="reponse"),)


def retrait(*, etat: str) -> tuple[Manquement, ...]:
    if etat in ("recue", "inscrite"):
        return ()
    return (Manquement(regle="QST-01", message="Cette question a déjà une suite."),)


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


# How each is put on the ordre du jour: a vœu is voted, and decides nothing (VOE-01).
TYPES = {
    Nature.ORALE: "information",
    Nature.VOEU: "avis",
    Nature.POLITIQUE_GENERALE: "debat",
}


def sans_vote(nature: Nature) -> bool:
    """A vœu is put to the vote; a question and a general debate never are (QST-01, QST-04)."""
    return nature is not Nature.VOEU


def signatures_requises(membres: int, fraction: int = Fraction.DIXIEME) -> int:
    """A règlement may ask for fewer members, never for more."""
    return au_moins(max(fraction, Fraction.DIXIEME), membres)


def debat_de_politique_generale(
    *,
    signataires: int,
    membres: int,
    on: date,
    debats_tenus: Collection[date],
    fraction: int = Fraction.DIXIEME,
) -> tuple[Manquement, ...]:
    """One tenth of the members, and one debate a civil year at most (QST-04)."""
    requis = signatures_requises(membres, fraction)
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
