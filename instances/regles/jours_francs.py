"""How long before a séance its convocation must leave.

CGCT, art. L. 2121-12 (applicable to every EPCI, art. L. 5211-1) :
« Le délai de convocation est fixé à cinq jours francs. En cas d'urgence, le délai peut être
abrégé par le maire sans pouvoir être toutefois inférieur à un jour franc. »

CGCT, art. L. 2121-17, alinéa 2 :
« Si, après une première convocation régulièrement faite selon les dispositions des articles
L. 2121-10 à L. 2121-12, ce quorum n'est pas atteint, le conseil municipal est à nouveau
convoqué à trois jours au moins d'intervalle. Il délibère alors valablement sans condition de
quorum. »

Days are civil days of the intercommunalité (GEN-04). Saturdays, Sundays and holidays count and
postpone nothing (CNV-05). The law applied is that of the day of the séance (GEN-01, GEN-03).
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from governance.regles import Gravite, Manquement
from instances.regles.dates_en_lettres import compte, jour_abrege, jour_en_lettres

TOUT_EPCI_A_CINQ_JOURS = date(2020, 3, 1)

ARTICLE_DELAI = "CGCT, art. L. 2121-12 et L. 5211-1"
ARTICLE_ANCIEN = "CGCT, art. L. 2121-11 et L. 5211-1, version antérieure au 1er mars 2020"
ARTICLE_URGENCE = "CGCT, art. L. 2121-12, al. 3"
ARTICLE_SECONDE = "CGCT, art. L. 2121-17, al. 2"
ARTICLE_INSTALLATION = "CGCT, art. L. 2121-12 ; CE, 22 juillet 2015, n° 383072"


@dataclass(frozen=True, kw_only=True, slots=True)
class Contexte:
    """What the delay depends on.

    ``regime_du_conseil``: the conseil, or a bureau that délibère. Other bodies follow the
    règlement (``delai_du_reglement``), « sauf situation particulière ».
    ``commune_de_3500``: does the EPCI include a commune of 3 500 inhabitants; only asked
    before March 2020, ``None`` when nobody knows.
    """

    seance: date
    regime_du_conseil: bool = True
    commune_de_3500: bool | None = True
    urgence: bool = False
    seconde_convocation: bool = False
    installation: bool = False
    situation_particuliere: bool = False
    delai_du_reglement: int | None = None
    delai_d_urgence: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Delai:
    """``jours`` to respect, of which ``plancher`` by law; the rest comes from the règlement."""

    jours: int
    plancher: int
    regle: str
    article: str
    francs: bool = True
    dispense_de_quorum: bool = False

    @property
    def en_lettres(self) -> str:
        return compte(self.jours, "jour franc", "jours francs")


def francs(envoi: date, seance: date) -> int:
    """Neither the day of dispatch nor the day of the séance counts; the hour is indifferent."""
    return (seance - envoi).days - 1


def dernier_jour_d_envoi(seance: date, delai: Delai | int) -> date:
    return seance - timedelta(days=_jours(delai) + 1)


def premiere_seance_possible(envoi: date, delai: Delai | int) -> date:
    return envoi + timedelta(days=_jours(delai) + 1)


def date_locale(instant: datetime, fuseau: tzinfo) -> date:
    """The day where the council sits: an e-mail sent at 23:30 in Paris leaves that day."""
    if instant.tzinfo is None:
        raise ValueError("un instant sans fuseau ne désigne aucun jour")
    return instant.astimezone(fuseau).date()


def delai_requis(contexte: Contexte) -> Delai | None:
    """``None``: neither the law nor the règlement sets a delay for this body."""
    if not contexte.regime_du_conseil:
        return _delai_du_reglement_seul(contexte)
    if contexte.urgence:
        jours = max(1, contexte.delai_d_urgence)
        return Delai(jours=jours, plancher=1, regle="CNV-10", article=ARTICLE_URGENCE)
    if contexte.seconde_convocation:
        return Delai(
            jours=3,
            plancher=3,
            regle="CNV-11",
            article=ARTICLE_SECONDE,
            dispense_de_quorum=True,
        )
    plancher, article = _droit_commun(contexte)
    return Delai(
        jours=max(plancher, contexte.delai_du_reglement or 0),
        plancher=plancher,
        regle="INS-02" if contexte.installation else "CNV-04",
        article=ARTICLE_INSTALLATION if contexte.installation and plancher == 5 else article,
    )


def _droit_commun(contexte: Contexte) -> tuple[int, str]:
    if contexte.seance >= TOUT_EPCI_A_CINQ_JOURS or contexte.commune_de_3500 is not False:
        return 5, ARTICLE_DELAI
    return 3, ARTICLE_ANCIEN


def _delai_du_reglement_seul(contexte: Contexte) -> Delai | None:
    if contexte.delai_du_reglement is None:
        return None
    return Delai(
        jours=contexte.delai_du_reglement,
        plancher=0,
        regle="CNV-22",
        article="Règlement intérieur, délai de convocation de l’instance",
    )


def _jours(delai: Delai | int) -> int:
    return delai if isinstance(delai, int) else delai.jours


# --- Is this dispatch in time? ----------------------------------------------------------------


def manquements(envoi: date, contexte: Contexte) -> tuple[Manquement, ...]:
    """Everything that stands against a convocation leaving on ``envoi``."""
    delai = delai_requis(contexte)
    if delai is None:
        return _convocation_tardive(envoi, contexte)
    reste = francs(envoi, contexte.seance)
    trouves = []
    if reste < delai.plancher:
        trouves.append(_sous_le_plancher(envoi, contexte, delai))
    elif reste < delai.jours:
        trouves.append(_sous_le_reglement(envoi, contexte, delai))
    if contexte.urgence and contexte.seconde_convocation and contexte.regime_du_conseil:
        trouves.append(_dispense_perdue())
    return tuple(trouves)


def _convocation_tardive(envoi: date, contexte: Contexte) -> tuple[Manquement, ...]:
    if envoi <= contexte.seance:
        return ()
    return (
        Manquement(
            regle="CNV-22",
            message=(
                f"La séance du {jour_en_lettres(contexte.seance)} est passée\u00a0: "
                "fixez une nouvelle date avant de convoquer."
            ),
        ),
    )


def _sous_le_plancher(envoi: date, contexte: Contexte, delai: Delai) -> Manquement:
    gravite = Gravite.ALERTE if _ancien_droit_incertain(envoi, contexte) else Gravite.BLOQUANT
    return Manquement(
        regle=delai.regle,
        article=delai.article,
        gravite=gravite,
        message=_phrase_de_retard(envoi, contexte.seance, delai),
        champ="date",
    )


def _ancien_droit_incertain(envoi: date, contexte: Contexte) -> bool:
    """Before March 2020, three days were enough where no commune reached 3 500 inhabitants."""
    return (
        contexte.commune_de_3500 is None
        and contexte.seance < TOUT_EPCI_A_CINQ_JOURS
        and francs(envoi, contexte.seance) >= 3
    )


def _sous_le_reglement(envoi: date, contexte: Contexte, delai: Delai) -> Manquement:
    hors_conseil = not contexte.regime_du_conseil
    gravite = Gravite.INFO if contexte.situation_particuliere else Gravite.ALERTE
    return Manquement(
        regle="CNV-22" if hors_conseil else "RGI-01",
        article="Règlement intérieur, délai de convocation",
        gravite=gravite if hors_conseil else Gravite.ALERTE,
        message=_phrase_de_retard(envoi, contexte.seance, delai),
        champ="date",
    )


def _dispense_perdue() -> Manquement:
    return Manquement(
        regle="CNV-11",
        article=ARTICLE_SECONDE,
        gravite=Gravite.ALERTE,
        message=(
            "Une seconde convocation abrégée pour urgence ne dispense plus du quorum\u00a0: "
            "laissez trois jours francs, ou réunissez la majorité des membres en exercice."
        ),
    )


def _phrase_de_retard(envoi: date, seance: date, delai: Delai) -> str:
    reste = francs(envoi, seance)
    if reste < 0:
        laisse = "ne laisse aucun jour franc"
    else:
        laisse = f"laisse {compte(reste, 'jour franc', 'jours francs')}"
    limite = dernier_jour_d_envoi(seance, delai)
    au_plus_tot = premiere_seance_possible(envoi, delai)
    return (
        f"Envoyée le {jour_en_lettres(envoi, repere=seance)}, la convocation {laisse} avant la "
        f"séance du {jour_en_lettres(seance)}\u00a0: il en faut {delai.jours}. Il fallait "
        f"l’envoyer au plus tard le {jour_en_lettres(limite, repere=seance)}\u00a0; partie ce "
        f"jour-là, elle permet une séance à partir du "
        f"{jour_en_lettres(au_plus_tot, repere=seance)}."
    )


# --- The legal clock, as a strip of days ------------------------------------------------------


class Role(StrEnum):
    ATTENTE = "attente"
    LIMITE = "limite"
    FRANC = "franc"
    SEANCE = "seance"


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """One day of the « frise ». ``coupure``: days were left out just before this one."""

    jour: date
    role: Role
    aujourd_hui: bool = False
    passe: bool = False
    rang: int | None = None
    coupure: bool = False
    libelles: tuple[str, ...] = field(default=())

    @property
    def abrege(self) -> str:
        return jour_abrege(self.jour)

    @property
    def libelle(self) -> str:
        return ", ".join(self.libelles)


def frise(
    aujourd_hui: date, seance: date, delai: Delai | int, *, jours_avant: int = 6
) -> tuple[Case, ...]:
    """From today (or shortly before the last day of dispatch) to the séance."""
    limite = dernier_jour_d_envoi(seance, delai)
    debut = max(limite - timedelta(days=jours_avant), min(aujourd_hui, limite))
    jours = [debut + timedelta(days=n) for n in range((seance - debut).days + 1)]
    cases = [_case(jour, aujourd_hui, limite, seance) for jour in jours]
    if aujourd_hui < debut:
        premiere = Case(
            jour=aujourd_hui, role=Role.ATTENTE, aujourd_hui=True, libelles=("Aujourd’hui",)
        )
        cases[0] = _case(debut, aujourd_hui, limite, seance, coupure=(debut - aujourd_hui).days > 1)
        cases.insert(0, premiere)
    return tuple(cases)


def _case(
    jour: date, aujourd_hui: date, limite: date, seance: date, *, coupure: bool = False
) -> Case:
    role = _role(jour, limite, seance)
    rang = (jour - limite).days if role is Role.FRANC else None
    libelles = ["Aujourd’hui"] if jour == aujourd_hui else []
    if role is Role.LIMITE:
        libelles.append("Dernier jour d’envoi")
    elif role is Role.SEANCE:
        libelles.append("Séance")
    elif rang is not None:
        libelles.append("1er jour franc" if rang == 1 else f"{rang}e")
    return Case(
        jour=jour,
        role=role,
        aujourd_hui=jour == aujourd_hui,
        passe=jour < aujourd_hui,
        rang=rang,
        coupure=coupure,
        libelles=tuple(libelles),
    )


def _role(jour: date, limite: date, seance: date) -> Role:
    if jour == seance:
        return Role.SEANCE
    if jour == limite:
        return Role.LIMITE
    return Role.FRANC if jour > limite else Role.ATTENTE


def phrase_du_delai(aujourd_hui: date, seance: date, delai: Delai | int) -> str:
    """« Envoi au plus tard le mardi 11 décembre : il reste 4 jours. »"""
    limite = dernier_jour_d_envoi(seance, delai)
    reste = (limite - aujourd_hui).days
    if reste > 0:
        quand = jour_en_lettres(limite, repere=aujourd_hui)
        return f"Envoi au plus tard le {quand}\u00a0: il reste {compte(reste, 'jour')}."
    if reste == 0:
        return "Dernier jour d’envoi\u00a0: aujourd’hui, avant minuit."
    au_plus_tot = premiere_seance_possible(aujourd_hui, delai)
    return (
        f"Le délai est échu depuis le {jour_en_lettres(limite, repere=aujourd_hui)}\u00a0: une "
        "convocation envoyée aujourd’hui permet une séance à partir du "
        f"{jour_en_lettres(au_plus_tot, repere=aujourd_hui)}."
    )
