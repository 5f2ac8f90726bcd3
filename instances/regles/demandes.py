"""A meeting that the président is bound to hold.

CGCT, art. L. 2121-9 (applicable to every EPCI, art. L. 5211-1) :
« Le maire peut réunir le conseil municipal chaque fois qu'il le juge utile. Il est tenu de le
convoquer dans un délai maximal de trente jours quand la demande motivée lui en est faite par le
représentant de l'Etat dans le département ou par le tiers au moins des membres du conseil
municipal en exercice dans les communes de 1 000 habitants et plus […]. En cas d'urgence, le
représentant de l'Etat dans le département peut abréger ce délai. »

The strict reading: the meeting itself is held within thirty days (CE, 5 mars 2001, Saez).

CGCT, art. L. 5211-11-3: the conférence des maires meets « dans la limite de quatre réunions par
an, à la demande d'un tiers des maires ». No delay is written there: past thirty days, an alert.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from governance.regles import Gravite, Manquement
from instances.regles.dates_en_lettres import compte, jour_en_lettres
from instances.regles.fractions import Fraction, au_moins, part
from instances.regles.jours_francs import dernier_jour_d_envoi

ARTICLE = "CGCT, art. L. 2121-9 et L. 5211-1"
JOURS = 30


class Origine(StrEnum):
    MEMBRES = "membres"
    PREFET = "prefet"
    MAIRES = "maires"


@dataclass(frozen=True, kw_only=True, slots=True)
class Regime:
    """What a demand obeys; another body asks for another share of its members.

    ``fraction``: « le tiers au moins » is 3. ``jours``: within which the meeting is held, by law
    if ``delai_ecrit``. ``par_an``: how many meetings on demand a civil year allows.
    """

    fraction: int = Fraction.TIERS
    jours: int = JOURS
    delai_ecrit: bool = True
    par_an: int | None = None
    regle: str = "CNV-16"
    article: str = ARTICLE


DROIT_COMMUN = Regime()
DES_MAIRES = Regime(delai_ecrit=False, par_an=4, regle="CDM-02", article="CGCT, art. L. 5211-11-3")


def regime_de(origine: str, *, maires_sur: int = Fraction.TIERS, maires_par_an: int = 4) -> Regime:
    """The law; the règlement may let fewer mayors ask, and more often, never the reverse."""
    if origine != Origine.MAIRES:
        return DROIT_COMMUN
    return replace(
        DES_MAIRES,
        fraction=max(maires_sur, DES_MAIRES.fraction),
        par_an=max(maires_par_an, DES_MAIRES.par_an or 0),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Demande:
    """``signataires``: the members in exercise who signed. ``avant``: shortened by the préfet.

    ``tenues``: meetings of the same year already set on other demands.
    """

    origine: str
    recue: date
    motif: str
    objet: str
    en_exercice: int
    signataires: int = 0
    avant: date | None = None
    tenues: int = 0

    @property
    def du_prefet(self) -> bool:
        return self.origine == Origine.PREFET


def signatures_requises(en_exercice: int, regime: Regime = DROIT_COMMUN) -> int:
    return au_moins(regime.fraction, en_exercice)


def fondee(demande: Demande, regime: Regime = DROIT_COMMUN) -> bool:
    """Whether it binds the président; without anyone in exercise nobody can ask."""
    if not demande.motif.strip() or not demande.objet.strip():
        return False
    if demande.du_prefet:
        return True
    requises = signatures_requises(demande.en_exercice, regime)
    return requises > 0 and demande.signataires >= requises and not epuisee(demande, regime)


def epuisee(demande: Demande, regime: Regime = DROIT_COMMUN) -> bool:
    """The year has had its meetings on demand: the président stays free to call another."""
    return regime.par_an is not None and demande.tenues >= regime.par_an


def date_limite(demande: Demande, regime: Regime = DROIT_COMMUN) -> date:
    """Last day of the meeting; only the préfet shortens it, and nobody lengthens it."""
    limite = demande.recue + timedelta(days=regime.jours)
    return min(limite, demande.avant) if demande.avant else limite


def date_limite_envoi(
    demande: Demande, delai: int | None = 5, regime: Regime = DROIT_COMMUN
) -> date:
    """« date de la demande + 30 − 6 » with five jours francs; without delay, the day itself."""
    limite = date_limite(demande, regime)
    return limite if delai is None else dernier_jour_d_envoi(limite, delai)


def verdict(demande: Demande, regime: Regime = DROIT_COMMUN) -> str:
    """One sentence for the page, before and after the demand is written down."""
    if demande.du_prefet:
        return "La demande du préfet oblige à réunir l’instance."
    requises = signatures_requises(demande.en_exercice, regime)
    sur = (
        f"{compte(demande.signataires, 'signature')} sur {requises} nécessaires "
        f"({compte(demande.en_exercice, 'membre')} en exercice)"
    )
    manque = requises - demande.signataires
    if manque > 0 or not requises:
        mot = compte(max(manque, 0), "signature manque", "signatures manquent")
        return f"{sur}\u00a0: {mot} pour obliger à réunir l’instance."
    if epuisee(demande, regime):
        return (
            f"{sur}. {compte(demande.tenues, 'réunion')} sur demande cette année\u00a0: la limite "
            "est atteinte, le président reste libre de réunir l’instance."
        )
    return f"{sur}\u00a0: la demande oblige à réunir l’instance."


def manquements(
    demande: Demande,
    reunions: Iterable[date],
    *,
    aujourd_hui: date,
    delai: int | None = 5,
    regime: Regime = DROIT_COMMUN,
) -> tuple[Manquement, ...]:
    """What a demand that binds still asks: a meeting in time. ``reunions``: those set for it."""
    if not fondee(demande, regime):
        return ()
    limite = date_limite(demande, regime)
    tenues = [jour for jour in reunions if jour <= limite]
    if tenues:
        return ()
    envoi = date_limite_envoi(demande, delai, regime)
    quand = jour_en_lettres(limite, repere=aujourd_hui)
    if not regime.delai_ecrit:
        return _sans_delai_ecrit(demande, regime, limite, aujourd_hui)
    if aujourd_hui > envoi:
        suite = "le délai d’envoi est passé\u00a0: convoquez sans attendre"
    else:
        jour = jour_en_lettres(envoi, repere=aujourd_hui)
        suite = f"envoyez la convocation au plus tard le {jour}"
    return (
        Manquement(
            regle=regime.regle,
            article=regime.article,
            gravite=Gravite.ALERTE,
            message=f"Réunion demandée, à tenir au plus tard le {quand}\u00a0: {suite}.",
        ),
    )


def _sans_delai_ecrit(
    demande: Demande, regime: Regime, limite: date, aujourd_hui: date
) -> tuple[Manquement, ...]:
    recue = jour_en_lettres(demande.recue, repere=aujourd_hui)
    suite = (
        "un mois est passé sans réunion convoquée"
        if aujourd_hui > limite
        else "le président est appelé à réunir l’instance"
    )
    return (
        Manquement(
            regle=regime.regle,
            article=regime.article,
            gravite=Gravite.ALERTE,
            message=f"Réunion demandée le {recue} par {part(regime.fraction)} des maires\u00a0: "
            f"{suite}.",
        ),
    )


def controler_saisie(demande: Demande, *, aujourd_hui: date) -> tuple[Manquement, ...]:
    """What cannot be written down: a demand of tomorrow, or a day shortened by its members."""
    trouves = []
    if demande.recue > aujourd_hui:
        trouves.append(_refus("recue_on", "Cette demande n’est pas encore reçue."))
    if demande.avant is not None and not demande.du_prefet:
        phrase = "Seul le préfet abrège les trente jours\u00a0: effacez cette date."
        trouves.append(_refus("avant_on", phrase))
    elif demande.avant is not None and demande.avant < demande.recue:
        trouves.append(_refus("avant_on", "La réunion ne peut précéder la demande."))
    return tuple(trouves)


def controler_signature(
    *, membre: bool, deja_signe: bool, classee: bool, du_prefet: bool
) -> tuple[Manquement, ...]:
    """Only a member in exercise signs, once, a demand of the members still open."""
    if classee:
        return (_refus("", "Cette demande est classée\u00a0: elle ne se signe plus."),)
    if du_prefet:
        return (_refus("", "Une demande du préfet ne se signe pas."),)
    if not membre:
        return (_refus("signataires", "Seul un membre en exercice de l’instance signe."),)
    if deja_signe:
        return (_refus("signataires", "Ce membre a déjà signé la demande."),)
    return ()


def controler_classement(
    *, classee: bool, oblige: bool, seance_prevue: bool
) -> tuple[Manquement, ...]:
    """A demand that binds is not filed away before its meeting is set."""
    if classee:
        return (_refus("", "Cette demande est déjà classée."),)
    if oblige and not seance_prevue:
        phrase = (
            "Cette demande oblige à réunir l’instance\u00a0: fixez la séance. La refuser serait un "
            "excès de pouvoir."
        )
        return (_refus("motif", phrase),)
    return ()


def _refus(champ: str, message: str) -> Manquement:
    return Manquement(regle="CNV-16", article=ARTICLE, message=message, champ=champ)
