"""The séance that installs the conseil, and every other one that elects its executive.

CGCT, art. L. 2122-8 (by art. L. 5211-2) : « La séance au cours de laquelle il est procédé à
l'élection du maire est présidée par le plus âgé des membres du conseil municipal. Pour toute
élection du maire ou des adjoints, les membres du conseil municipal sont convoqués dans les formes
et délais prévus aux articles L. 2121-10 à L. 2121-12. La convocation contient la mention spéciale
de l'élection à laquelle il doit être procédé. »

Art. L. 5211-9, dernier alinéa : the eldest member presides from the installation of the organe
délibérant until the président is elected. Art. L. 5211-10 : the number of vice-présidents. The
order binds what is held, not its day: a vice-président may be elected at another séance
(CE, 29 décembre 2020, n° 443524).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from governance.regles import Gravite, Manquement
from instances.regles.dates_en_lettres import compte
from instances.regles.mandats import ARTICLE_BUREAU, Cle, plafond_de_vice_presidents

ARTICLE_ELECTION = "CGCT, art. L. 2122-8 et L. 5211-2"
ARTICLE_DOYEN = "CGCT, art. L. 2122-8 et L. 5211-9"
ARTICLE_SORTANTS = "CGCT, art. L. 5211-6 et L. 5211-8"
ARTICLE_CHARTE = "CGCT, art. L. 5211-6, L. 1111-13 et L. 1111-14"


class Etape(StrEnum):
    """What a point does in an installation, in the imposed order."""

    PRESIDENT = "president"
    NOMBRE = "nombre"
    VICE_PRESIDENT = "vice_president"
    BUREAU = "bureau"
    CHARTE = "charte"


ORDRE = tuple(Etape)
LIBELLES = {
    Etape.PRESIDENT: "l’élection du président",
    Etape.NOMBRE: "la fixation du nombre de vice-présidents",
    Etape.VICE_PRESIDENT: "l’élection des vice-présidents",
    Etape.BUREAU: "l’élection des autres membres du bureau",
    Etape.CHARTE: "la lecture de la charte de l’élu local",
}
# Taken up before the président is elected: without a secretary the séance does not begin.
PREALABLES = frozenset({"secretaire", "urgence"})


@dataclass(frozen=True, kw_only=True, slots=True)
class PointVu:
    """A point as the order sees it. ``etape``: none for whatever is not of an installation."""

    numero: str
    rang: int
    etat: str
    delibere: bool
    usage: str = ""
    etape: Etape | None = None

    @property
    def attendu(self) -> bool:
        return self.etat in ("inscrit", "en_discussion")


def a_discuter(
    point: PointVu, seance: Iterable[PointVu], *, installation: bool
) -> tuple[Manquement, ...]:
    """Whether a point may come up, by what this séance has still to hold before it (INS-04).

    ``installation``: the first séance of the conseil, which decides nothing before it has a
    président; later on, one who is replaced leaves an interim that presides.
    """
    autres = [p for p in seance if p.numero != point.numero]
    if point.etape is None:
        if not installation or not point.delibere or point.usage in PREALABLES:
            return ()
        return tuple(_d_abord(point, p) for p in autres if _sans_president(p))
    avant = ORDRE[: ORDRE.index(point.etape)]
    return tuple(
        _d_abord(point, p)
        for p in sorted(autres, key=lambda p: p.rang)
        if p.etape in avant and (p.attendu or _bloque(p, point.etape))
    )


def _sans_president(point: PointVu) -> bool:
    return point.etape is Etape.PRESIDENT and point.etat != "traite"


def _bloque(point: PointVu, etape: Etape) -> bool:
    """Put off, the président and the number leave nothing to elect; a charter is always read."""
    return (
        etape is not Etape.CHARTE
        and point.etape in (Etape.PRESIDENT, Etape.NOMBRE)
        and point.etat != "traite"
    )


def _d_abord(point: PointVu, avant: PointVu) -> Manquement:
    assert avant.etape is not None  # only those of the imposed order stand before another
    charte = point.etape is Etape.CHARTE
    quoi = LIBELLES[avant.etape]
    return Manquement(
        regle="MEM-10" if charte else "INS-04",
        article=ARTICLE_CHARTE if charte else ARTICLE_ELECTION,
        gravite=Gravite.ALERTE if charte else Gravite.BLOQUANT,
        message=(
            f"Le rapport {point.numero} vient après {quoi} (rapport {avant.numero})\u00a0: "
            "tenez-la d’abord, ou renvoyez les deux à une autre séance."
        ),
        points=(point.numero,),
    )


def doyen(naissances: Mapping[Cle, date | None]) -> Cle | None:
    """The eldest of those whose date of birth is known."""
    connues = {cle: jour for cle, jour in naissances.items() if jour is not None}
    return min(connues, key=lambda cle: (connues[cle], str(cle)), default=None)


def presidence(
    *, preside: str, doyen: str, sans_naissance: Iterable[str] = ()
) -> tuple[Manquement, ...]:
    """Who presides over the election of the président: the eldest member there (INS-03)."""
    inconnus = list(sans_naissance)
    trouves = []
    if doyen and preside and preside != doyen:
        trouves.append(
            Manquement(
                regle="INS-03",
                article=ARTICLE_DOYEN,
                gravite=Gravite.ALERTE,
                message=(
                    f"Le doyen d’âge préside jusqu’à l’élection du président\u00a0: c’est {doyen}, "
                    f"parmi les présents, et non {preside}."
                ),
            )
        )
    if inconnus:
        qui = ", ".join(inconnus[:3]) + ("…" if len(inconnus) > 3 else "")
        trouves.append(
            Manquement(
                regle="INS-03",
                article=ARTICLE_DOYEN,
                gravite=Gravite.ALERTE,
                message=(
                    f"Date de naissance inconnue\u00a0: {qui}. Vérifiez qui est le doyen d’âge "
                    "avant l’ouverture."
                ),
            )
        )
    return tuple(trouves)


@dataclass(frozen=True, kw_only=True, slots=True)
class Plafonds:
    """How many vice-présidents, on the seats of the prefect's order (ELE-04)."""

    sieges: int
    ordinaire: int
    aux_deux_tiers: int

    def exige_les_deux_tiers(self, nombre: int) -> bool:
        return self.ordinaire < nombre <= self.aux_deux_tiers


def plafonds(sieges: int, *, metropole: bool) -> Plafonds:
    return Plafonds(
        sieges=sieges,
        ordinaire=plafond_de_vice_presidents(sieges, metropole=metropole),
        aux_deux_tiers=plafond_de_vice_presidents(sieges, metropole=metropole, aux_deux_tiers=True),
    )


def nombre(vice_presidents: int, limites: Plafonds) -> tuple[Manquement, ...]:
    if vice_presidents < 1:
        message = "Le bureau comprend au moins un vice-président."
        return (_nombre(message, Gravite.BLOQUANT),)
    if vice_presidents > limites.aux_deux_tiers:
        message = (
            f"{compte(vice_presidents, 'vice-président')} pour {compte(limites.sieges, 'siège')}"
            f"\u00a0: le plafond est de {limites.ordinaire}, ou de {limites.aux_deux_tiers} à la "
            "majorité des deux tiers."
        )
        return (_nombre(message, Gravite.BLOQUANT),)
    if limites.exige_les_deux_tiers(vice_presidents):
        message = (
            f"Au-delà de {limites.ordinaire}, le nombre de vice-présidents se vote aux deux tiers "
            "des suffrages exprimés\u00a0; l’enveloppe des indemnités n’augmente pas."
        )
        return (_nombre(message, Gravite.ALERTE),)
    return ()


def nombre_a_voter(*, fixe: bool, attendu: bool) -> tuple[Manquement, ...]:
    """``fixe``: the point is the one that fixes the number; ``attendu``: not voted yet."""
    if not fixe:
        return (_nombre("Ce rapport ne fixe pas le nombre de vice-présidents.", Gravite.BLOQUANT),)
    if not attendu:
        message = "Le nombre est déjà voté : reprenez d’abord le vote."
        return (_nombre(message, Gravite.BLOQUANT),)
    return ()


def _nombre(message: str, gravite: Gravite) -> Manquement:
    return Manquement(
        regle="ELE-04",
        article=ARTICLE_BUREAU,
        gravite=gravite,
        message=message,
        champ="vice_presidents",
    )


def a_convoquer(points: Iterable[PointVu], *, sortants: Iterable[str] = ()) -> Iterator[Manquement]:
    """What an installation lacks before its convocation leaves (INS-04, INS-06, MEM-10)."""
    vus = list(points)
    etapes = {p.etape for p in vus}
    if Etape.PRESIDENT in etapes and Etape.VICE_PRESIDENT not in etapes:
        yield Manquement(
            regle="INS-04",
            article=ARTICLE_ELECTION,
            gravite=Gravite.ALERTE,
            message=(
                "Les vice-présidents ne sont pas élus le même jour que le président\u00a0: c’est "
                "régulier, mais leur élection reste à inscrire à une séance prochaine."
            ),
        )
    if Etape.PRESIDENT in etapes and Etape.CHARTE not in etapes:
        yield Manquement(
            regle="MEM-10",
            article=ARTICLE_CHARTE,
            gravite=Gravite.ALERTE,
            message=(
                "La charte de l’élu local se lit aussitôt après l’élection du bureau\u00a0: "
                "inscrivez ce point."
            ),
        )
    yield from _sortants(sortants)


def _sortants(noms: Iterable[str]) -> Iterator[Manquement]:
    """Outgoing members see to the day-to-day until the installation; they never vote in it."""
    lus = sorted(noms)
    if lus:
        qui = ", ".join(lus[:5]) + ("…" if len(lus) > 5 else "")
        yield Manquement(
            regle="INS-06",
            article=ARTICLE_SORTANTS,
            message=(
                f"Mandat antérieur au renouvellement\u00a0: {qui}. Un sortant qui n’est pas réélu "
                "ne siège pas à l’installation\u00a0: terminez son mandat, ou saisissez le nouveau."
            ),
            champ="composition",
        )


def mention_speciale(etapes: Iterable[Etape]) -> str:
    """What the convocation says of the elections, by itself; nothing when there is none."""
    vues = set(etapes)
    elections = (Etape.PRESIDENT, Etape.VICE_PRESIDENT, Etape.BUREAU)
    quoi = [LIBELLES[e] for e in elections if e in vues]
    if not quoi:
        return ""
    liste = quoi[0] if len(quoi) == 1 else f"{', '.join(quoi[:-1])} et {quoi[-1]}"
    return f"Mention spéciale\u00a0: il sera procédé, au scrutin secret, à {liste}."
