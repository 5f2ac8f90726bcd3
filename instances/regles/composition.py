"""Who sits: composition by right follows the mandates, nominated composition has periods.

CGCT, art. L. 5211-11-3, al. 2 : « La conférence des maires est présidée par le président de
l'établissement public de coopération intercommunale à fiscalité propre. Outre le président de
l'établissement, elle comprend les maires des communes membres. »

CGCT, art. L. 5211-10, al. 1 : « Le bureau de l'établissement public de coopération
intercommunale est composé du président, d'un ou plusieurs vice-présidents et, éventuellement,
d'un ou de plusieurs autres membres. »

Counting for the quorum, voting and speaking are three separate rights. Whatever the number of
ways in which a person comes to sit, that makes one seat and one voice (MEM-01).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from instances.regles.mandats import MUNICIPALES, Cle, MandatVu, Nature, en_cours

__all__ = [
    "Composition",
    "Effectifs",
    "MandatVu",
    "Nature",
    "Nomination",
    "RegleDeComposition",
    "Siege",
    "Source",
    "Suppleance",
    "Voix",
    "composition",
    "convoques",
    "effectifs",
]


class Source(StrEnum):
    """A way to sit by right."""

    CONSEILLERS_COMMUNAUTAIRES = "conseillers_communautaires"
    SUPPLEANTS = "suppleants"
    MAIRES = "maires"
    MAIRES_NON_CONSEILLERS = "maires_non_conseillers"
    PRESIDENT = "president"
    VICE_PRESIDENTS = "vice_presidents"
    CONSEILLERS_DELEGUES = "conseillers_delegues"
    BUREAU = "bureau"
    ADJOINTS = "adjoints"
    CONSEILLERS_MUNICIPAUX = "conseillers_municipaux"
    ELUS_DU_PERIMETRE = "elus_du_perimetre"
    PRESIDENTS_DE_COMMISSION = "presidents_de_commission"
    NOMINATION = "nomination"


class Suppleance(StrEnum):
    AUCUNE = "aucune"
    SUPPLEANT_DE_COMMUNE = "suppleant_de_commune"
    SUPPLEANT_NOMME = "suppleant_nomme"
    DESIGNE_PAR_LE_MAIRE = "designe_par_le_maire"


class Voix(StrEnum):
    DELIBERATIVE = "deliberative"
    CONSULTATIVE = "consultative"


@dataclass(frozen=True, kw_only=True, slots=True)
class RegleDeComposition:
    """One line of a type d'instance. ``communes``: a perimeter; ``None`` means everywhere."""

    source: Source
    compte_quorum: bool = True
    vote: bool = True
    parole: bool = True
    communes: frozenset[Cle] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Nomination:
    """A seat given by name, for a period. ``suppleant``: called only when a titulaire is away."""

    elu: Cle
    debut: date | None = None
    fin: date | None = None
    compte_quorum: bool = True
    vote: bool = True
    parole: bool = True
    suppleant: bool = False
    suppleant_de: Cle | None = None

    def en_cours(self, le: date) -> bool:
        return (self.debut or date.min) <= le <= (self.fin or date.max)


@dataclass(frozen=True, kw_only=True, slots=True)
class Composition:
    """What decides who sits on a day.

    ``membres_du_bureau``: those elected to it; ``None`` reads the bureau as the président, the
    vice-présidents and the conseillers délégués.
    """

    regles: tuple[RegleDeComposition, ...]
    mandats: tuple[MandatVu, ...]
    le: date
    nominations: tuple[Nomination, ...] = ()
    suppleance: Suppleance = Suppleance.AUCUNE
    membres_du_bureau: frozenset[Cle] | None = None
    presidents_de_commission: frozenset[Cle] = frozenset()

    def mandats_en_cours(self, *natures: Nature) -> tuple[MandatVu, ...]:
        return en_cours(self.mandats, self.le, *natures)


@dataclass(frozen=True, kw_only=True, slots=True)
class Siege:
    """One seat and its three rights; ``suppleant`` is who may hold it in the élu's absence."""

    elu: Cle
    commune: Cle | None = None
    qualite: Nature | None = None
    rang: int | None = None
    suppleant: Cle | None = None
    compte_quorum: bool = False
    vote: bool = False
    parole: bool = False
    sources: frozenset[Source] = frozenset()
    appele_en_suppleance: bool = False

    @property
    def voix(self) -> Voix:
        return Voix.DELIBERATIVE if self.vote else Voix.CONSULTATIVE


@dataclass(frozen=True, kw_only=True, slots=True)
class Effectifs:
    """``en_exercice`` is the base of the quorum, not the number of seats."""

    en_exercice: int
    votants: int
    voix_consultatives: int


def composition(faits: Composition) -> tuple[Siege, ...]:
    """The seats on the day, the executive first in its order, then as the mandates come."""
    sieges: dict[Cle, Siege] = {}
    for siege in _candidats(faits):
        deja = sieges.get(siege.elu)
        sieges[siege.elu] = siege if deja is None else _fusion(deja, siege)
    vivants = _Vivants.du(faits)
    complets = [vivants.avec_suppleant(vivants.avec_qualite(s), faits) for s in sieges.values()]
    tenus = {s.suppleant for s in complets if s.vote and s.suppleant is not None}
    uniques = [_sans_seconde_voix(s) if s.elu in tenus else s for s in complets]
    return tuple(sorted(uniques, key=_preseance))


def convoques(sieges: Iterable[Siege]) -> tuple[Cle, ...]:
    """Everyone who receives the convocation: suppléants too, even if not called (MEM-04)."""
    elus: dict[Cle, None] = {}
    for siege in sieges:
        elus[siege.elu] = None
    for siege in sieges:
        if siege.suppleant is not None:
            elus.setdefault(siege.suppleant, None)
    return tuple(elus)


def effectifs(sieges: Iterable[Siege]) -> Effectifs:
    tous = tuple(sieges)
    return Effectifs(
        en_exercice=sum(s.compte_quorum for s in tous),
        votants=sum(s.vote for s in tous),
        voix_consultatives=sum(not s.vote for s in tous),
    )


# --- By right ---------------------------------------------------------------------------------


def _candidats(faits: Composition) -> Iterator[Siege]:
    for regle in faits.regles:
        for mandat in _SOURCES[regle.source](faits):
            if regle.communes is None or mandat.commune in regle.communes:
                yield Siege(
                    elu=mandat.elu,
                    commune=mandat.commune,
                    compte_quorum=regle.compte_quorum,
                    vote=regle.vote,
                    parole=regle.parole,
                    sources=frozenset({regle.source}),
                )
    for nomination in faits.nominations:
        if nomination.en_cours(faits.le):
            yield _siege_nomme(nomination)


def _siege_nomme(nomination: Nomination) -> Siege:
    """A nominated suppléant neither votes nor counts beside the titulaires (CAO-04)."""
    return Siege(
        elu=nomination.elu,
        compte_quorum=nomination.compte_quorum and not nomination.suppleant,
        vote=nomination.vote and not nomination.suppleant,
        parole=nomination.parole,
        sources=frozenset({Source.NOMINATION}),
        appele_en_suppleance=nomination.suppleant,
    )


def _par_nature(*natures: Nature) -> Callable[[Composition], Iterable[MandatVu]]:
    def elus(faits: Composition) -> Iterable[MandatVu]:
        return _avec_commune(faits.mandats_en_cours(*natures), faits)

    return elus


_EXECUTIF = (Nature.PRESIDENT, Nature.VICE_PRESIDENT, Nature.CONSEILLER_DELEGUE)


def _bureau(faits: Composition) -> Iterable[MandatVu]:
    if faits.membres_du_bureau is None:
        return _par_nature(*_EXECUTIF)(faits)
    return _choisis(faits, faits.membres_du_bureau)


def _personne(faits: Composition) -> Iterable[MandatVu]:
    """Nominations bring their own seats: nobody sits by right because of them."""
    return ()


def _presidents_de_commission(faits: Composition) -> Iterable[MandatVu]:
    return _choisis(faits, faits.presidents_de_commission)


def _choisis(faits: Composition, elus: frozenset[Cle]) -> Iterable[MandatVu]:
    """Members elected among the councillors: their seat there ends with that mandate."""
    titulaires = faits.mandats_en_cours(Nature.CONSEILLER_COMMUNAUTAIRE)
    return [mandat for mandat in titulaires if mandat.elu in elus]


def _maires_non_conseillers(faits: Composition) -> Iterable[MandatVu]:
    conseillers = {m.elu for m in faits.mandats_en_cours(Nature.CONSEILLER_COMMUNAUTAIRE)}
    return [m for m in faits.mandats_en_cours(Nature.MAIRE) if m.elu not in conseillers]


def _avec_commune(mandats: Iterable[MandatVu], faits: Composition) -> Iterable[MandatVu]:
    """A président or vice-président belongs to the commune that sent him to the conseil."""
    communes = {
        m.elu: m.commune
        for m in faits.mandats_en_cours(Nature.CONSEILLER_COMMUNAUTAIRE)
        if m.commune is not None
    }
    return [
        m if m.commune is not None else replace(m, commune=communes.get(m.elu)) for m in mandats
    ]


_SOURCES: dict[Source, Callable[[Composition], Iterable[MandatVu]]] = {
    Source.CONSEILLERS_COMMUNAUTAIRES: _par_nature(Nature.CONSEILLER_COMMUNAUTAIRE),
    Source.SUPPLEANTS: _par_nature(Nature.SUPPLEANT),
    Source.MAIRES: _par_nature(Nature.MAIRE),
    Source.MAIRES_NON_CONSEILLERS: _maires_non_conseillers,
    Source.PRESIDENT: _par_nature(Nature.PRESIDENT),
    Source.VICE_PRESIDENTS: _par_nature(Nature.VICE_PRESIDENT),
    Source.CONSEILLERS_DELEGUES: _par_nature(Nature.CONSEILLER_DELEGUE),
    Source.BUREAU: _bureau,
    Source.ADJOINTS: _par_nature(Nature.ADJOINT),
    Source.CONSEILLERS_MUNICIPAUX: _par_nature(*MUNICIPALES),
    Source.ELUS_DU_PERIMETRE: _par_nature(
        Nature.CONSEILLER_COMMUNAUTAIRE, Nature.SUPPLEANT, *MUNICIPALES
    ),
    Source.PRESIDENTS_DE_COMMISSION: _presidents_de_commission,
    Source.NOMINATION: _personne,
}


# --- One seat, one voice ----------------------------------------------------------------------


def _fusion(un: Siege, autre: Siege) -> Siege:
    """Rights add up, voices do not."""
    return replace(
        un,
        commune=un.commune if un.commune is not None else autre.commune,
        compte_quorum=un.compte_quorum or autre.compte_quorum,
        vote=un.vote or autre.vote,
        parole=un.parole or autre.parole,
        sources=un.sources | autre.sources,
        appele_en_suppleance=un.appele_en_suppleance and autre.appele_en_suppleance,
    )


def _sans_seconde_voix(siege: Siege) -> Siege:
    """The voice belongs to the titulaire's seat; its suppléant has no other of his own."""
    if siege.sources & {Source.SUPPLEANTS, Source.ELUS_DU_PERIMETRE} != siege.sources:
        return siege
    return replace(siege, vote=False, compte_quorum=False, appele_en_suppleance=True)


_PRIORITE = (
    Nature.PRESIDENT,
    Nature.VICE_PRESIDENT,
    Nature.CONSEILLER_DELEGUE,
    Nature.CONSEILLER_COMMUNAUTAIRE,
    Nature.MAIRE,
    Nature.SUPPLEANT,
    Nature.ADJOINT,
    Nature.CONSEILLER_MUNICIPAL,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Vivants:
    """The mandates of the day, indexed once: a perimeter may gather a thousand élus."""

    par_elu: Mapping[Cle, list[MandatVu]]
    titulaires_par_commune: Mapping[Cle | None, list[Cle]]
    suppleants_par_commune: Mapping[Cle | None, list[MandatVu]]

    @classmethod
    def du(cls, faits: Composition) -> "_Vivants":
        par_elu: dict[Cle, list[MandatVu]] = defaultdict(list)
        titulaires: dict[Cle | None, list[Cle]] = defaultdict(list)
        suppleants: dict[Cle | None, list[MandatVu]] = defaultdict(list)
        for mandat in faits.mandats_en_cours():
            par_elu[mandat.elu].append(mandat)
            if mandat.nature is Nature.CONSEILLER_COMMUNAUTAIRE:
                titulaires[mandat.commune].append(mandat.elu)
            elif mandat.nature is Nature.SUPPLEANT:
                suppleants[mandat.commune].append(mandat)
        return cls(
            par_elu=par_elu,
            titulaires_par_commune=titulaires,
            suppleants_par_commune=suppleants,
        )

    def avec_qualite(self, siege: Siege) -> Siege:
        mandats = self.par_elu.get(siege.elu, [])
        if not mandats:
            return siege
        premier = min(mandats, key=lambda m: _PRIORITE.index(m.nature))
        communes = [siege.commune, *(m.commune for m in mandats)]
        commune = next((c for c in communes if c is not None), None)
        return replace(siege, qualite=premier.nature, rang=premier.rang, commune=commune)

    def avec_suppleant(self, siege: Siege, faits: Composition) -> Siege:
        if faits.suppleance is Suppleance.SUPPLEANT_DE_COMMUNE:
            return replace(siege, suppleant=self._suppleant_de_commune(siege))
        if faits.suppleance is Suppleance.SUPPLEANT_NOMME:
            designes = (n for n in faits.nominations if n.suppleant and n.en_cours(faits.le))
            attitre = next((n.elu for n in designes if n.suppleant_de == siege.elu), None)
            return replace(siege, suppleant=attitre)
        return siege

    def _suppleant_de_commune(self, siege: Siege) -> Cle | None:
        """Only a commune with a single councillor has one (MEM-02)."""
        if self.titulaires_par_commune.get(siege.commune) != [siege.elu]:
            return None
        suppleants = self.suppleants_par_commune.get(siege.commune, [])
        return next((m.elu for m in suppleants if m.suppleant_de in (None, siege.elu)), None)


def _preseance(siege: Siege) -> tuple[int, int]:
    if siege.qualite in _EXECUTIF:
        return _EXECUTIF.index(siege.qualite), siege.rang or 0
    return len(_EXECUTIF), 0
