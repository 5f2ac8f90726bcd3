"""Mandates and seats: who is in office on a day, and what no file may contain.

CGCT, art. L. 5211-6, al. 2 et 3 : « Lorsqu'une commune ne dispose que d'un seul conseiller
communautaire, le conseiller communautaire suppléant […] peut participer avec voix délibérative aux
réunions de l'organe délibérant en cas d'absence du conseiller communautaire dont il est le
suppléant […] dès lors que ce dernier en a avisé le président de l'établissement public. Le
conseiller suppléant est destinataire des convocations aux réunions de l'organe délibérant,
ainsi que des documents annexés à celles-ci. »

CGCT, art. L. 5211-10, al. 2 : « Le nombre de vice-présidents est déterminé par l'organe
délibérant, sans que ce nombre puisse être supérieur à 20 %, arrondi à l'entier supérieur, de
l'effectif total de l'organe délibérant ni qu'il puisse excéder quinze vice-présidents. »
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations
from typing import TypeAlias

from governance.regles import Gravite, Manquement
from instances.regles.dates_en_lettres import jour_en_lettres

Cle: TypeAlias = int | str

ARTICLE_SIEGE = "CGCT, art. L. 5211-6 et L. 2121-20"
ARTICLE_SUPPLEANT = "CGCT, art. L. 5211-6"
ARTICLE_BUREAU = "CGCT, art. L. 5211-10"
ARTICLE_ELECTION = "CGCT, art. L. 2122-7 et L. 5211-2"


class Nature(StrEnum):
    CONSEILLER_COMMUNAUTAIRE = "conseiller_communautaire"
    SUPPLEANT = "suppleant"
    MAIRE = "maire"
    ADJOINT = "adjoint"
    CONSEILLER_MUNICIPAL = "conseiller_municipal"
    PRESIDENT = "president"
    VICE_PRESIDENT = "vice_president"
    CONSEILLER_DELEGUE = "conseiller_delegue"


MUNICIPALES = frozenset({Nature.MAIRE, Nature.ADJOINT, Nature.CONSEILLER_MUNICIPAL})
EXECUTIVES = frozenset({Nature.PRESIDENT, Nature.VICE_PRESIDENT, Nature.CONSEILLER_DELEGUE})


@dataclass(frozen=True, kw_only=True, slots=True)
class MandatVu:
    """A mandate as rules see it; ``fin`` is its last day in office, ``None`` while it runs.

    ``debut`` is ``None`` when the source does not say: it had begun, nobody knows when.
    """

    elu: Cle
    nature: Nature
    debut: date | None = None
    fin: date | None = None
    commune: Cle | None = None
    rang: int | None = None
    suppleant_de: Cle | None = None

    def en_cours(self, le: date) -> bool:
        return (self.debut or date.min) <= le <= (self.fin or date.max)

    def chevauche(self, autre: "MandatVu") -> bool:
        return (self.debut or date.min) <= (autre.fin or date.max) and (
            autre.debut or date.min
        ) <= (self.fin or date.max)


@dataclass(frozen=True, kw_only=True, slots=True)
class Effectif:
    """``legal``: the seats of the prefect's order. ``en_exercice``: those held on the day."""

    legal: int
    en_exercice: int

    @property
    def vacants(self) -> int:
        return self.legal - self.en_exercice


def en_cours(mandats: Iterable[MandatVu], le: date, *natures: Nature) -> tuple[MandatVu, ...]:
    return tuple(m for m in mandats if m.en_cours(le) and (not natures or m.nature in natures))


def effectif(
    mandats: Iterable[MandatVu], sieges_par_commune: Mapping[Cle, int], le: date
) -> Effectif:
    """A vacant seat lowers the members in office, never the legal number (QUO-02)."""
    titulaires = {m.elu for m in en_cours(mandats, le, Nature.CONSEILLER_COMMUNAUTAIRE)}
    return Effectif(legal=sum(sieges_par_commune.values()), en_exercice=len(titulaires))


def sieges_vacants(
    mandats: Iterable[MandatVu], sieges_par_commune: Mapping[Cle, int], le: date
) -> dict[Cle, int]:
    """Seats without a holder, by commune; communes that have none are left out."""
    pourvus = Counter(m.commune for m in en_cours(mandats, le, Nature.CONSEILLER_COMMUNAUTAIRE))
    vacants = {c: n - pourvus[c] for c, n in sieges_par_commune.items()}
    return {commune: nombre for commune, nombre in vacants.items() if nombre > 0}


def suppleant_admis(sieges_de_la_commune: int) -> bool:
    return sieges_de_la_commune == 1


def dernier_jour_apres_demission(reception: date) -> date:
    """MEM-06: final and effective once the président has received it."""
    return reception - timedelta(days=1)


def affaires_courantes_seulement(sieges_annules: int, effectif_legal: int) -> bool:
    """MEM-08: more than a fifth of the seats annulled leaves neither budget nor accounts."""
    return 5 * sieges_annules > effectif_legal


def plafond_de_vice_presidents(
    sieges: int, *, metropole: bool = False, aux_deux_tiers: bool = False
) -> int:
    """ELE-04: 20 % rounded up, four at least, fifteen at most; 30 % by two thirds."""
    maximum = 20 if metropole else 15
    ordinaire = max(4, min(maximum, (sieges + 4) // 5))
    if not aux_deux_tiers:
        return ordinaire
    return max(ordinaire, min(maximum, 3 * sieges // 10))


# --- What no composition may contain ----------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Dossier:
    """All mandates of an intercommunalité. ``noms`` and ``communes`` only serve the sentences.

    ``naissances`` maps each élu to a date of birth, or to ``None`` when it is missing.
    """

    mandats: tuple[MandatVu, ...]
    sieges_par_commune: Mapping[Cle, int]
    le: date
    naissances: Mapping[Cle, date | None] = field(default_factory=dict)
    noms: Mapping[Cle, str] = field(default_factory=dict)
    communes: Mapping[Cle, str] = field(default_factory=dict)
    metropole: bool = False
    vice_presidents_aux_deux_tiers: bool = False

    def nom(self, elu: Cle | None) -> str:
        return self.noms.get(elu, str(elu)) if elu is not None else "?"

    def commune(self, commune: Cle | None) -> str:
        return self.communes.get(commune, str(commune)) if commune is not None else "?"


def manquements(dossier: Dossier) -> tuple[Manquement, ...]:
    controles = (
        _periodes,
        _doublons,
        _sieges,
        _suppleants,
        _maires,
        _executif,
        _nombre_de_vice_presidents,
        _naissances,
    )
    return tuple(m for controle in controles for m in controle(dossier))


def _periodes(dossier: Dossier) -> Iterator[Manquement]:
    for mandat in dossier.mandats:
        if mandat.fin and mandat.debut and mandat.fin < mandat.debut:
            yield Manquement(
                regle="COH-PERIODE",
                message=(
                    f"Le mandat de {dossier.nom(mandat.elu)} finirait le "
                    f"{jour_en_lettres(mandat.fin)}, avant d’avoir commencé le "
                    f"{jour_en_lettres(mandat.debut)}\u00a0: corrigez l’une des deux dates."
                ),
                champ="fin",
            )


def _doublons(dossier: Dossier) -> Iterator[Manquement]:
    groupes: dict[tuple[Cle, Nature, Cle | None], list[MandatVu]] = defaultdict(list)
    for mandat in dossier.mandats:
        groupes[mandat.elu, mandat.nature, mandat.commune].append(mandat)
    for (elu, nature, _), groupe in groupes.items():
        if any(un.chevauche(autre) for un, autre in combinations(groupe, 2)):
            yield Manquement(
                regle="MEM-01",
                article=ARTICLE_SIEGE,
                message=(
                    f"{dossier.nom(elu)} a deux mandats de {_libelle(nature)} au même moment"
                    "\u00a0: une personne n’occupe qu’un siège. Terminez le premier avant "
                    "d’ouvrir le second."
                ),
            )


def _sieges(dossier: Dossier) -> Iterator[Manquement]:
    titulaires = en_cours(dossier.mandats, dossier.le, Nature.CONSEILLER_COMMUNAUTAIRE)
    pourvus = Counter(m.commune for m in titulaires)
    for commune, nombre in pourvus.items():
        sieges = dossier.sieges_par_commune.get(commune, 0) if commune is not None else 0
        if nombre > sieges:
            yield Manquement(
                regle="MEM-01",
                article=ARTICLE_SIEGE,
                message=(
                    f"{dossier.commune(commune)} a {nombre} conseillers communautaires pour "
                    f"{sieges} siège{'s' if sieges > 1 else ''}\u00a0: terminez un mandat ou "
                    "corrigez le nombre de sièges de l’arrêté préfectoral."
                ),
            )


def _suppleants(dossier: Dossier) -> Iterator[Manquement]:
    suppleants = en_cours(dossier.mandats, dossier.le, Nature.SUPPLEANT)
    for commune, nombre in Counter(m.commune for m in suppleants).items():
        sieges = dossier.sieges_par_commune.get(commune, 0) if commune is not None else 0
        if not suppleant_admis(sieges):
            yield _refus_de_suppleant(
                f"{dossier.commune(commune)} dispose de {sieges} sièges\u00a0: elle n’a pas de "
                "suppléant. Seule une commune qui n’a qu’un siège en a un."
            )
        elif nombre > 1:
            yield _refus_de_suppleant(
                f"{dossier.commune(commune)} a {nombre} suppléants en même temps\u00a0: elle ne "
                "peut en avoir qu’un."
            )
    yield from _suppleants_mal_rattaches(dossier, suppleants)


def _suppleants_mal_rattaches(
    dossier: Dossier, suppleants: Iterable[MandatVu]
) -> Iterator[Manquement]:
    titulaires = en_cours(dossier.mandats, dossier.le, Nature.CONSEILLER_COMMUNAUTAIRE)
    commune_de = {m.elu: m.commune for m in titulaires}
    for suppleant in suppleants:
        if suppleant.elu in commune_de:
            yield _refus_de_suppleant(
                f"{dossier.nom(suppleant.elu)} est titulaire et suppléant à la fois\u00a0: "
                "terminez l’un des deux mandats."
            )
        titulaire = suppleant.suppleant_de
        if titulaire in commune_de and commune_de[titulaire] != suppleant.commune:
            yield _refus_de_suppleant(
                f"{dossier.nom(suppleant.elu)} supplée {dossier.nom(titulaire)}, élu d’une autre "
                "commune\u00a0: le suppléant est désigné par la loi dans la même commune."
            )


def _refus_de_suppleant(message: str) -> Manquement:
    return Manquement(regle="MEM-02", article=ARTICLE_SUPPLEANT, message=message)


def _maires(dossier: Dossier) -> Iterator[Manquement]:
    maires = en_cours(dossier.mandats, dossier.le, Nature.MAIRE)
    for commune, nombre in Counter(m.commune for m in maires).items():
        if nombre > 1:
            yield Manquement(
                regle="CDM-01",
                article="CGCT, art. L. 2122-1 et L. 5211-11-3",
                message=(
                    f"{dossier.commune(commune)} a {nombre} maires le "
                    f"{jour_en_lettres(dossier.le)}\u00a0: terminez le mandat du précédent."
                ),
            )


def _executif(dossier: Dossier) -> Iterator[Manquement]:
    mandats = en_cours(dossier.mandats, dossier.le)
    conseillers = {m.elu for m in mandats if m.nature is Nature.CONSEILLER_COMMUNAUTAIRE}
    presidents = [m for m in mandats if m.nature is Nature.PRESIDENT]
    vice_presidents = [m for m in mandats if m.nature is Nature.VICE_PRESIDENT]
    if len(presidents) > 1:
        yield _election("Deux présidents sont en fonctions\u00a0: terminez le mandat du précédent.")
    rangs = Counter(m.rang for m in vice_presidents)
    for rang, nombre in rangs.items():
        if rang is None:
            yield _election("Saisissez le rang de chaque vice-président, celui de son élection.")
        elif nombre > 1:
            yield _election(
                f"Deux personnes sont {_ordinal(rang)} vice-président\u00a0: chaque poste a fait "
                "l’objet d’un scrutin, corrigez l’un des deux rangs."
            )
    for mandat in mandats:
        if mandat.nature in EXECUTIVES and mandat.elu not in conseillers:
            yield _election(
                f"{dossier.nom(mandat.elu)} est {_libelle(mandat.nature)} sans être conseiller "
                "communautaire\u00a0: ajoutez son mandat de conseiller."
            )


def _election(message: str) -> Manquement:
    return Manquement(regle="ELE-01", article=ARTICLE_ELECTION, message=message)


def _nombre_de_vice_presidents(dossier: Dossier) -> Iterator[Manquement]:
    nombre = len(en_cours(dossier.mandats, dossier.le, Nature.VICE_PRESIDENT))
    sieges = sum(dossier.sieges_par_commune.values())
    plafond = plafond_de_vice_presidents(
        sieges,
        metropole=dossier.metropole,
        aux_deux_tiers=dossier.vice_presidents_aux_deux_tiers,
    )
    if nombre > plafond:
        yield Manquement(
            regle="ELE-04",
            article=ARTICLE_BUREAU,
            message=(
                f"{nombre} vice-présidents pour {sieges} sièges\u00a0: le plafond est de "
                f"{plafond}. Il se calcule sur les sièges de l’arrêté préfectoral."
            ),
        )


def _naissances(dossier: Dossier) -> Iterator[Manquement]:
    for mandat in en_cours(dossier.mandats, dossier.le, Nature.CONSEILLER_COMMUNAUTAIRE):
        if mandat.elu in dossier.naissances and dossier.naissances[mandat.elu] is None:
            yield Manquement(
                regle="MEM-09",
                article=ARTICLE_ELECTION,
                gravite=Gravite.ALERTE,
                message=(
                    f"La date de naissance de {dossier.nom(mandat.elu)} manque\u00a0: elle "
                    "départage les candidats à égalité et désigne le doyen d’âge."
                ),
                champ="date_de_naissance",
            )


def _libelle(nature: Nature) -> str:
    return {
        Nature.CONSEILLER_COMMUNAUTAIRE: "conseiller communautaire",
        Nature.SUPPLEANT: "suppléant",
        Nature.CONSEILLER_MUNICIPAL: "conseiller municipal",
        Nature.PRESIDENT: "président",
        Nature.VICE_PRESIDENT: "vice-président",
        Nature.CONSEILLER_DELEGUE: "conseiller délégué",
    }.get(nature, nature.value)


def _ordinal(rang: int) -> str:
    return "1er" if rang == 1 else f"{rang}e"
