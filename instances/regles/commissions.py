"""Who sits in a body formed by name: proportional seats, a vice-président, parity, replacements.

CGCT, art. L. 2121-22 : « Dans les communes de plus de 1 000 habitants, la composition des
différentes commissions, y compris les commissions d'appel d'offres et les bureaux d'adjudications,
doit respecter le principe de la représentation proportionnelle pour permettre l'expression
pluraliste des élus au sein de l'assemblée communale. » Each tendency has a seat at least (COM-01).

A verdict on what exists warns: a vacancy or a death unbalances what was elected in order. Naming
one too many is refused where it is done (``formation``).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from governance.regles import Gravite, Manquement
from instances.regles.dates_en_lettres import compte
from instances.regles.formation import PLACES_DE_LA_CAO, Qualite

ARTICLE = "CGCT, art. L. 2121-22 et L. 5211-1"
ARTICLE_CAO = "CGCT, art. L. 1411-5 et L. 1414-2"
ARTICLE_DEVELOPPEMENT = "CGCT, art. L. 5211-10-1"
ARTICLE_CONSULTATIF = "CGCT, art. L. 5211-49-1"
ARTICLE_REMPLACEMENT = "CGCT, art. L. 5211-40-1"
HABITANTS_DU_DEVELOPPEMENT = 50_000
# No text draws the classes: these are those of the census, gathered.
CLASSES_D_AGE = (
    ("de moins de 30 ans", 0, 30),
    ("de 30 à 44 ans", 30, 45),
    ("de 45 à 59 ans", 45, 60),
    ("de 60 ans ou plus", 60, None),
)
COMMISSIONS = frozenset({"commission_thematique", "commission_elargie", "commission_speciale"})
PROPORTIONNELLES = COMMISSIONS | {"cao", "mission_information"}
ARTICLE_REGLEMENT = "Règlement intérieur"
DIRIGENT = (Qualite.VICE_PRESIDENT, Qualite.ANIMATEUR)


class Genre(StrEnum):
    FEMME = "femme"
    HOMME = "homme"
    INCONNU = "inconnu"


@dataclass(frozen=True, kw_only=True, slots=True)
class MembreVu:
    """Someone who sits by name. ``tendance``: the group, empty when none is told."""

    nom: str
    qualite: Qualite
    tendance: str = ""
    genre: Genre = Genre.INCONNU
    conseiller_communautaire: bool = False
    vice_president: bool = False
    vote: bool = True
    acte: str = ""
    annee_naissance: int | None = None
    # Of a conseiller municipal who does not sit in the conseil.
    commune: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Clauses:
    """What the règlement says of who sits. ``animation``: of a commission, by whom it is run."""

    animation: str = ""
    elus_municipaux: bool = False
    elu_supplementaire: bool = False
    mission_titulaires: int | None = None
    mission_suppleants: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CompositionVue:
    """``tendances``: how many seats of the conseil each one holds. ``communes_a_un_siege``: those
    that may send one more élu to each commission, where the règlement says so (COM-06)."""

    modele: str
    membres: tuple[MembreVu, ...]
    tendances: Mapping[str, int]
    clauses: Clauses = Clauses()
    communes_a_un_siege: frozenset[str] = frozenset()
    annee: int = 0

    def nombre(self, qualite: Qualite) -> int:
        return sum(m.qualite is qualite for m in self.membres)


def places_par_tendance(effectifs: Mapping[str, int], places: int) -> dict[str, int]:
    """One seat to each tendency, the rest by the largest remainder (COM-01)."""
    presentes = {t: n for t, n in effectifs.items() if n > 0}
    total = sum(presentes.values())
    if places < len(presentes) or not total:
        ordre = sorted(presentes, key=lambda t: (-presentes[t], t))
        return {t: int(rang < places) for rang, t in enumerate(ordre)}
    lues = {t: max(1, n * places // total) for t, n in presentes.items()}
    restes = sorted(presentes, key=lambda t: (-(presentes[t] * places % total), t))
    while sum(lues.values()) < places:
        for t in restes[: places - sum(lues.values())]:
            lues[t] += 1
    while sum(lues.values()) > places:
        forte = max((t for t in lues if lues[t] > 1), key=lambda t: lues[t] * total / presentes[t])
        lues[forte] -= 1
    return lues


def verdict(vue: CompositionVue) -> tuple[Manquement, ...]:
    """What the composition as it stands lacks; nobody named yet, nothing to say."""
    if not vue.membres:
        return ()
    return (
        *_tendances(vue),
        *_vice_president(vue),
        *_animation(vue),
        *_municipaux(vue),
        *_cao(vue),
        *_mission(vue),
        *_developpement(vue),
        *_consultatif(vue),
    )


def _tendances(vue: CompositionVue) -> Iterator[Manquement]:
    titulaires = [m for m in vue.membres if m.qualite is not Qualite.SUPPLEANT]
    if vue.modele not in PROPORTIONNELLES or len(vue.tendances) > len(titulaires):
        return
    sieges = Counter(m.tendance for m in titulaires)
    oubliees = sorted(t for t, n in vue.tendances.items() if t and n and not sieges[t])
    if oubliees:
        yield _alerte(
            "COM-01",
            ARTICLE,
            f"Sans siège dans cette instance\u00a0: {', '.join(oubliees)}. Chaque tendance du "
            "conseil en a un au moins.",
        )


def _vice_president(vue: CompositionVue) -> Iterator[Manquement]:
    # A président of the commission, where a règlement names one, animates it too (K16).
    dirige = any(m.qualite in (*DIRIGENT, Qualite.PRESIDENT) for m in vue.membres)
    if vue.modele in COMMISSIONS and not dirige:
        yield _alerte(
            "COM-02",
            ARTICLE,
            "Le président préside de droit\u00a0; la commission élit son vice-président à sa "
            "première réunion.",
        )


def _animation(vue: CompositionVue) -> Iterator[Manquement]:
    """Whom the règlement has run a commission, beside the président by right (COM-02)."""
    if vue.modele != "commission_thematique":
        return
    if vue.clauses.animation == "deux_ou_trois_vice_presidents":
        nombre = sum(m.vice_president and m.qualite in DIRIGENT for m in vue.membres)
        if nombre not in (2, 3):
            yield _alerte(
                "COM-02",
                ARTICLE_REGLEMENT,
                "Le règlement fait animer chaque commission par deux ou trois "
                f"vice-présidents\u00a0: {compte(nombre, 'nommé')}.",
            )
    elif vue.clauses.animation == "president_de_commission" and not vue.nombre(Qualite.PRESIDENT):
        yield _alerte(
            "COM-02", ARTICLE_REGLEMENT, "Le règlement prévoit un président de commission."
        )


def _municipaux(vue: CompositionVue) -> Iterator[Manquement]:
    """Élus municipaux named for good: all of them, one for a commune with one seat, or none."""
    if vue.modele not in COMMISSIONS or vue.clauses.elus_municipaux:
        return
    municipaux = [m for m in vue.membres if m.commune and m.vote]
    if not vue.clauses.elu_supplementaire:
        if municipaux:
            yield _alerte(
                "COM-04",
                ARTICLE_REMPLACEMENT,
                f"{_noms(municipaux)}\u00a0: le règlement ne dit pas que des élus municipaux "
                "votent en commission. Faites-le délibérer, ou retirez-leur la voix.",
            )
        return
    yield from _supplementaires(vue, municipaux)


def _supplementaires(vue: CompositionVue, municipaux: list[MembreVu]) -> Iterator[Manquement]:
    """CGCT, art. L. 5211-40-1, al. 2: a commune with one seat names another élu (COM-06)."""
    par_commune = Counter(m.commune for m in municipaux)
    refuses = sorted(c for c in par_commune if c not in vue.communes_a_un_siege)
    if refuses:
        yield _alerte(
            "COM-06",
            ARTICLE_REMPLACEMENT,
            f"{', '.join(refuses)}\u00a0: seule une commune à un seul siège désigne un autre élu.",
        )
    multiples = sorted(c for c, n in par_commune.items() if n > 1)
    if multiples:
        yield _alerte(
            "COM-06",
            ARTICLE_REMPLACEMENT,
            f"{', '.join(multiples)}\u00a0: un seul élu supplémentaire par commune et par "
            "commission.",
        )
    sans_acte = [m for m in municipaux if not m.acte.strip()]
    if sans_acte:
        yield _alerte(
            "COM-06",
            ARTICLE_REMPLACEMENT,
            f"{_noms(sans_acte)}\u00a0: notez la délibération qui le désigne.",
        )


def _noms(membres: Iterable[MembreVu]) -> str:
    return ", ".join(m.nom for m in membres)


def _mission(vue: CompositionVue) -> Iterator[Manquement]:
    """Members of the conseil in the numbers of the règlement, a président among them (MIE-05)."""
    if vue.modele != "mission_information":
        return
    titulaires = vue.nombre(Qualite.TITULAIRE) + vue.nombre(Qualite.PRESIDENT)
    for voulus, nombre, mot in (
        (vue.clauses.mission_titulaires, titulaires, "titulaire"),
        (vue.clauses.mission_suppleants, vue.nombre(Qualite.SUPPLEANT), "suppléant"),
    ):
        if voulus is not None and nombre != voulus:
            yield _alerte(
                "MIE-05",
                ARTICLE_REGLEMENT,
                f"{compte(nombre, mot)}\u00a0: le règlement en veut {voulus}.",
            )
    etrangers = [m for m in vue.membres if not m.conseiller_communautaire]
    if etrangers:
        yield _alerte(
            "MIE-05",
            ARTICLE_REGLEMENT,
            f"{_noms(etrangers)}\u00a0: seuls des conseillers communautaires titulaires y siègent.",
        )
    if not vue.nombre(Qualite.PRESIDENT):
        yield _alerte(
            "MIE-05",
            ARTICLE_REGLEMENT,
            "La mission élit son président parmi ses titulaires à sa première réunion.",
        )


def _cao(vue: CompositionVue) -> Iterator[Manquement]:
    if vue.modele != "cao":
        return
    for qualite, mot in ((Qualite.TITULAIRE, "titulaire"), (Qualite.SUPPLEANT, "suppléant")):
        nombre = vue.nombre(qualite)
        if nombre != PLACES_DE_LA_CAO:
            yield _alerte(
                "CAO-01",
                ARTICLE_CAO,
                f"{compte(nombre, mot)}\u00a0: il en faut cinq, à côté du président.",
            )


def _developpement(vue: CompositionVue) -> Iterator[Manquement]:
    if vue.modele != "conseil_de_developpement":
        return
    elus = [m.nom for m in vue.membres if m.conseiller_communautaire]
    if elus:
        yield _alerte(
            "CDV-01",
            ARTICLE_DEVELOPPEMENT,
            f"{', '.join(elus)}\u00a0: un conseiller communautaire n’en est pas membre.",
        )
    genres = Counter(m.genre for m in vue.membres)
    ecart = abs(genres[Genre.FEMME] - genres[Genre.HOMME]) - genres[Genre.INCONNU]
    if ecart > 1:
        yield _alerte(
            "CDV-01",
            ARTICLE_DEVELOPPEMENT,
            f"{compte(genres[Genre.FEMME], 'femme')} et {compte(genres[Genre.HOMME], 'homme')}"
            "\u00a0: l’écart n’excède pas un.",
        )
    yield from _ages(vue)


def _ages(vue: CompositionVue) -> Iterator[Manquement]:
    """« les différentes classes d'âge » of the territory: none is left out (CDV-01)."""
    connues = [m.annee_naissance for m in vue.membres if m.annee_naissance]
    inconnues = len(vue.membres) - len(connues)
    if inconnues:
        yield _alerte(
            "CDV-01",
            ARTICLE_DEVELOPPEMENT,
            f"Année de naissance inconnue pour {compte(inconnues, 'membre')}\u00a0: sa composition "
            "reflète les classes d’âge du territoire, notez-la.",
        )
        return
    ages = [vue.annee - annee for annee in connues]
    absentes = [
        nom
        for nom, du, au in CLASSES_D_AGE
        if not any(du <= age and (au is None or age < au) for age in ages)
    ]
    if absentes:
        yield _alerte(
            "CDV-01",
            ARTICLE_DEVELOPPEMENT,
            f"Aucun membre {', ni '.join(absentes)}\u00a0: sa composition reflète les classes "
            "d’âge du territoire.",
        )


def _consultatif(vue: CompositionVue) -> Iterator[Manquement]:
    if vue.modele == "comite_consultatif" and not vue.nombre(Qualite.PRESIDENT):
        yield _alerte(
            "CCO-01",
            ARTICLE_CONSULTATIF,
            "Le président désigne un membre pour présider ce comité.",
        )


def developpement_manquant(*, population: int | None, existe: bool) -> tuple[Manquement, ...]:
    """Due above fifty thousand inhabitants, free below (CDV-01)."""
    if existe or population is None or population <= HABITANTS_DU_DEVELOPPEMENT:
        return ()
    return (
        _alerte(
            "CDV-01",
            ARTICLE_DEVELOPPEMENT,
            "Au-delà de 50\u202f000 habitants, un conseil de développement est mis en place.",
        ),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Remplacement:
    """Asked by a mayor, for one meeting. ``communes``: of the person sent, by his mandats."""

    modele_admet: bool
    convoquee: bool
    close: bool
    commune: str
    communes: frozenset[str]
    siege_deja: bool


def remplacement(vue: Remplacement) -> tuple[Manquement, ...]:
    """CGCT, art. L. 5211-40-1: a conseiller municipal of the same commune, for a meeting."""
    trouves = []
    if not vue.modele_admet:
        trouves.append(_refus("Cette instance n’admet pas de remplaçant désigné par le maire."))
    if not vue.convoquee or vue.close:
        trouves.append(_refus("Le remplaçant se désigne entre la convocation et la séance."))
    if vue.commune not in vue.communes:
        trouves.append(_refus("Choisissez un conseiller municipal de la même commune."))
    if vue.siege_deja:
        trouves.append(_refus("Cette personne siège déjà à cette séance\u00a0: une seule voix."))
    return tuple(trouves)


def preponderante(*, modele: str, clause: bool) -> bool:
    """In the CAO a split is settled by the chair only where its règlement says so (CAO-03)."""
    return modele != "cao" or clause


def _alerte(regle: str, article: str, message: str) -> Manquement:
    return Manquement(regle=regle, article=article, message=message, gravite=Gravite.ALERTE)


def _refus(message: str) -> Manquement:
    return Manquement(regle="COM-04", article=ARTICLE_REMPLACEMENT, message=message)
