"""The droit d'alerte: who may file, what makes a request complete, where it goes next.

No law creates it: a règlement intérieur does. The one we know in full says that « à titre
exceptionnel », a mayor or a comité de secteur asks the Président, in a prior letter, written
and reasoned, to have debated in Bureau a situation or a decision that would seem to them
particularly inequitable, or liable to harm gravely the interests of a commune or of a sector;
the subject « sera ensuite inscrit à l'ordre du jour et débattu en Bureau ».

Nobody judges the substance (ALR-03), and once the form is right nobody may refuse (ALR-05): the
table below has no such act. Who may file, from how many mayors, with which effect, are
parameters, because charters differ.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from governance.regles import Gravite, Manquement, exiger
from instances.regles.dates_en_lettres import compte

ARTICLE = "Règlement intérieur, droit d’alerte"


class Etat(StrEnum):
    BROUILLON = "brouillon"
    SAISIE = "saisie"
    INCOMPLETE = "incomplete"
    RECEVABLE = "recevable"
    INSCRITE = "inscrite"
    DEBATTUE = "debattue"
    SUITE_DONNEE = "suite_donnee"
    CLOSE = "close"
    RETIREE = "retiree"


_E = Etat
# (state, act) -> next state. There is no act to refuse an alert whose form is right.
ACTES: dict[tuple[Etat, str], Etat] = {
    (_E.BROUILLON, "deposer"): _E.SAISIE,
    (_E.SAISIE, "constater_incomplete"): _E.INCOMPLETE,
    (_E.INCOMPLETE, "completer"): _E.SAISIE,
    (_E.SAISIE, "recevoir"): _E.RECEVABLE,
    (_E.RECEVABLE, "inscrire"): _E.INSCRITE,
    (_E.INSCRITE, "desinscrire"): _E.RECEVABLE,
    (_E.INSCRITE, "debattre"): _E.DEBATTUE,
    (_E.DEBATTUE, "donner_suite"): _E.SUITE_DONNEE,
    (_E.SUITE_DONNEE, "donner_suite"): _E.SUITE_DONNEE,
    (_E.DEBATTUE, "clore"): _E.CLOSE,
    (_E.SUITE_DONNEE, "clore"): _E.CLOSE,
    (_E.BROUILLON, "retirer"): _E.RETIREE,
    (_E.SAISIE, "retirer"): _E.RETIREE,
    (_E.INCOMPLETE, "retirer"): _E.RETIREE,
    (_E.RECEVABLE, "retirer"): _E.RETIREE,
    (_E.INSCRITE, "retirer"): _E.RETIREE,
}
LIBELLES: dict[Etat, str] = {
    _E.BROUILLON: "en brouillon",
    _E.SAISIE: "déposée",
    _E.INCOMPLETE: "à compléter",
    _E.RECEVABLE: "recevable",
    _E.INSCRITE: "inscrite à l’ordre du jour",
    _E.DEBATTUE: "débattue",
    _E.SUITE_DONNEE: "suivie d’effet",
    _E.CLOSE: "close",
    _E.RETIREE: "retirée",
}


def suivant(etat: Etat | str, acte: str) -> Etat:
    """Where the act leads. Raises ``RegleViolee`` when the state does not allow it."""
    actuel = Etat(etat)
    if (actuel, acte) not in ACTES:
        phrase = f"Cette alerte est {LIBELLES[actuel]}\u00a0: cet acte n’est plus possible."
        exiger([_manquement("ALR-05", phrase)])
    return ACTES[actuel, acte]


def actes_possibles(etat: Etat | str) -> frozenset[str]:
    return frozenset(acte for depart, acte in ACTES if depart is Etat(etat))


@dataclass(frozen=True, kw_only=True, slots=True)
class Regime:
    """What the règlement of the day says of the droit d'alerte.

    ``auteurs``: « maire », « comite », both or neither. ``seuil_maires``: mayors needed beside
    or with the author, himself included. ``annuel``: alerts an author may file in a civil year
    before the service is told (ALR-07), never a refusal. ``aux_elus_de_secteur``: whether the
    request goes to them beside the Président; where there is no sector, it cannot (ALR-04).
    """

    ouvert: bool
    auteurs: frozenset[str] = frozenset({"maire", "comite"})
    seuil_maires: int = 1
    via_elu_de_secteur: bool = False
    aux_elus_de_secteur: bool = True
    annuel: int | None = None
    objet: str = ""
    effet: str = "inscription"
    patience: int = 7


# « maire_ou_comite » and its like, as the catalogue of the règlement writes them.
AUTEURS: dict[str, frozenset[str]] = {
    "maire_ou_comite": frozenset({"maire", "comite"}),
    "maire": frozenset({"maire"}),
    "comite": frozenset({"comite"}),
}
AUX_ELUS_DE_SECTEUR = "president_et_elus_de_secteur"
_TYPES = {"inscription": "debat", "avis": "avis", "information": "information"}


def type_du_point(effet: str, admis: Collection[str]) -> str:
    """What the point is, by the effect; a body that gives no avis debates instead (ALR-05)."""
    voulu = _TYPES[effet]
    return voulu if voulu in admis else "debat"


@dataclass(frozen=True, kw_only=True, slots=True)
class Auteur:
    """Who files, by the mandats in force that day; the sector is that of the commune named."""

    maire_de: str = ""
    elu_de_secteur: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Demande:
    """The request as it is about to be filed."""

    auteur: Auteur
    au_nom_du_comite: bool = False
    decidee_en_comite: bool = False
    commune: str = ""
    maire_signe: bool = False
    objet: str = ""
    expose: str = ""
    grief: str = ""
    president: bool = False
    elus_de_secteur: bool = False
    signataires: int = 1
    deja_cette_annee: int = 0


def manquements(demande: Demande, regime: Regime) -> tuple[Manquement, ...]:
    """Everything that stands against filing, at once; nothing of it is about the substance."""
    return (
        *_auteur(demande, regime),
        *_ecrit(demande),
        *_signataires(demande, regime),
        *_vigilance(demande, regime),
    )


def _auteur(demande: Demande, regime: Regime) -> Iterator[Manquement]:
    if not regime.ouvert:
        yield _manquement("ALR-01", "Le règlement intérieur n’ouvre pas de droit d’alerte.")
        return
    if demande.au_nom_du_comite:
        yield from _comite(demande, regime)
    elif "maire" not in regime.auteurs:
        yield _manquement("ALR-01", "Le règlement réserve l’alerte aux comités de secteur.")
    elif regime.via_elu_de_secteur:
        yield from _par_l_elu_de_secteur(demande)
    elif not demande.auteur.maire_de:
        yield _manquement(
            "ALR-01", "Seuls un maire ou un comité de secteur peuvent déposer une alerte."
        )
    elif demande.commune and demande.commune != demande.auteur.maire_de:
        yield _manquement(
            "ALR-01",
            f"Vous êtes maire de {demande.auteur.maire_de} et alertez pour {demande.commune}"
            "\u00a0: c’est permis, dites-le dans l’exposé.",
            gravite=Gravite.ALERTE,
        )


def _par_l_elu_de_secteur(demande: Demande) -> Iterator[Manquement]:
    """He files for a commune of his sector; it stays the alert of its mayor, who signs it."""
    if not demande.commune:
        yield _manquement("ALR-02", "Choisissez la commune qui vous saisit.", champ="commune")
    elif not demande.auteur.elu_de_secteur:
        yield _manquement(
            "ALR-02",
            "Le règlement demande de passer par l’élu de secteur, qui dépose l’alerte du maire.",
        )
    elif demande.commune != demande.auteur.maire_de and not demande.maire_signe:
        yield _manquement(
            "ALR-02",
            f"L’alerte est celle du maire de {demande.commune}\u00a0: demandez-lui sa signature.",
        )


def _comite(demande: Demande, regime: Regime) -> Iterator[Manquement]:
    if "comite" not in regime.auteurs:
        yield _manquement("ALR-01", "Le règlement réserve l’alerte aux maires.")
    if not demande.auteur.elu_de_secteur:
        yield _manquement("ALR-02", "Le comité agit par son élu de secteur ou son suppléant.")
    if not demande.decidee_en_comite:
        yield _manquement(
            "ALR-02",
            "Indiquez la séance du comité qui a décidé l’alerte.",
            champ="point_du_comite",
        )


def _ecrit(demande: Demande) -> Iterator[Manquement]:
    """Written and reasoned: that is all the form asks (ALR-03, ALR-04)."""
    for champ, valeur, phrase in (
        ("objet", demande.objet, "Écrivez l’objet\u00a0: il sera lu à l’ordre du jour."),
        ("grief", demande.grief, "Dites pourquoi\u00a0: inéquitable, ou atteinte grave."),
        ("expose", demande.expose, "Exposez les faits\u00a0: la demande est écrite et motivée."),
    ):
        if not valeur.strip():
            yield _manquement("ALR-04", phrase, champ=champ)


def _signataires(demande: Demande, regime: Regime) -> Iterator[Manquement]:
    if not demande.au_nom_du_comite and demande.signataires < regime.seuil_maires:
        yield _manquement(
            "ALR-01",
            f"Le règlement demande {regime.seuil_maires} maires\u00a0: "
            f"{compte(demande.signataires, 'a signé', 'ont signé')}. Demandez la signature des "
            "autres.",
        )


def _vigilance(demande: Demande, regime: Regime) -> Iterator[Manquement]:
    """« À titre exceptionnel »: told, never refused (ALR-07)."""
    if regime.annuel is not None and demande.deja_cette_annee >= regime.annuel:
        yield _manquement(
            "ALR-07",
            f"{demande.deja_cette_annee} alertes déjà déposées cette année\u00a0: ce droit "
            "s’exerce à titre exceptionnel.",
            gravite=Gravite.ALERTE,
        )


def completude(*, president: bool, elus_de_secteur: bool, regime: Regime) -> tuple[Manquement, ...]:
    """A missing recipient makes the request incomplete, to be mended, never rejected (ALR-04)."""
    trouves = []
    if not president:
        trouves.append(_manquement("ALR-04", "Le Président n’en a pas été saisi."))
    if regime.aux_elus_de_secteur and not elus_de_secteur:
        trouves.append(
            _manquement(
                "ALR-04",
                "Aucun élu de secteur n’est désigné pour cette commune\u00a0: le service complète "
                "les destinataires.",
            )
        )
    return tuple(trouves)


def debat(*, point_traite: bool) -> tuple[Manquement, ...]:
    """A debate is noted once it was held, not before (ALR-06)."""
    if point_traite:
        return ()
    phrase = "Le débat se note une fois le point traité en séance."
    return (_manquement("ALR-06", phrase),)


def cloture(*, suites_en_cours: int) -> tuple[Manquement, ...]:
    """What was promised is told to its author, done or given up, before the file is closed."""
    if not suites_en_cours:
        return ()
    restent = compte(suites_en_cours, "suite attend", "suites attendent")
    phrase = f"{restent} encore\u00a0: notez ce qu’il en est advenu avant de clore."
    return (_manquement("ALR-06", phrase),)


@dataclass(frozen=True, kw_only=True, slots=True)
class SeanceOuverte:
    """A séance of the formation that hears alerts, whose convocation has not left."""

    numero: int
    jour: date


def seance_d_inscription(seances: Collection[SeanceOuverte], *, on: date) -> SeanceOuverte | None:
    """The first whose ordre du jour is still open (ALR-05); ``None``: somebody must open one."""
    a_venir = [s for s in seances if s.jour >= on]
    return min(a_venir, key=lambda s: (s.jour, s.numero), default=None)


def retard(*, recevable_on: date, on: date, patience: int) -> tuple[Manquement, ...]:
    """Admissible and still on no ordre du jour after ``patience`` days: the clock shows it."""
    attente = (on - recevable_on).days
    if attente < patience:
        return ()
    return (
        _manquement(
            "ALR-05",
            f"Recevable depuis {attente} jours et pas encore inscrite\u00a0: ouvrez la prochaine "
            "séance du Bureau, l’inscription se fera d’elle-même.",
            gravite=Gravite.ALERTE,
        ),
    )


def _manquement(
    regle: str, message: str, *, gravite: Gravite = Gravite.BLOQUANT, champ: str = ""
) -> Manquement:
    return Manquement(regle=regle, article=ARTICLE, message=message, gravite=gravite, champ=champ)
