"""Reads of who sits: one load of a day's facts serves every body of the intercommunalité.

Composition by right follows the mandates by itself: nothing here is stored, all of it is
computed from what was in force on the day asked for.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeAlias

from django.db.models import Q, Sum

from governance.models import Intercommunalite
from instances.models import (
    Commune,
    Elu,
    Instance,
    Mandat,
    Nomination,
    PreferenceCanal,
    ReglementInterieur,
)
from instances.regles import composition as regles
from instances.regles import reglement as regles_du_reglement
from instances.regles.composition import RegleDeComposition, Siege, Source, Suppleance
from instances.regles.mandats import MandatVu, Nature
from instances.regles.qualites import qualite

Cle: TypeAlias = int | str

# Seats that belong to no commune: a perimeter does not take them away.
SANS_TERRITOIRE = frozenset(
    {
        Source.PRESIDENT,
        Source.VICE_PRESIDENTS,
        Source.CONSEILLERS_DELEGUES,
        Source.BUREAU,
        Source.PRESIDENTS_DE_COMMISSION,
    }
)


@dataclass(frozen=True, kw_only=True)
class SiegeDetaille:
    """A seat with the rows it comes from. ``elu`` is ``None`` for a person from outside."""

    siege: Siege
    elu: Elu | None
    commune: Commune | None
    suppleant: Elu | None
    nomination: Nomination | None

    @property
    def nom(self) -> str:
        return str(self.elu) if self.elu else self.nomination.personne if self.nomination else ""

    @property
    def qualite(self) -> str:
        """As printed beside a name: « 3e vice-présidente », « Conseiller communautaire »."""
        if self.siege.qualite is None:
            return self.nomination.get_qualite_display() if self.nomination else ""
        return libelle_de_qualite(self.siege.qualite, self.siege.rang, self.elu)

    @property
    def de_droit(self) -> bool:
        return bool(self.siege.sources - {Source.NOMINATION})


@dataclass(frozen=True, kw_only=True)
class CanalChoisi:
    """How an élu receives convocations on a day; electronic unless asked otherwise (CNV-03)."""

    canal: str = PreferenceCanal.Canal.COURRIEL
    adresse: str = ""
    demande_on: date | None = None

    @property
    def papier(self) -> bool:
        return self.canal == PreferenceCanal.Canal.PAPIER


@dataclass(frozen=True, kw_only=True)
class Journee:
    """Everything that decides who sits on one day, in four queries at most whatever the size."""

    intercommunalite: Intercommunalite
    le: date
    mandats: tuple[MandatVu, ...]
    nominations: Mapping[int, Sequence[Nomination]]
    regles: Mapping[int, Sequence[RegleDeComposition]]
    presidents_de_commission: frozenset[Cle]
    membres_du_bureau: frozenset[Cle] | None

    @cached_property
    def communes_par_perimetre(self) -> Mapping[int, frozenset[Cle]]:
        """Read only for a body that has a territory."""
        return _communes_par_perimetre(self.intercommunalite, self.le)

    def composition(self, instance: Instance) -> tuple[Siege, ...]:
        genre = instance.type_instance
        nominations = self.nominations.get(instance.pk, ())
        return regles.composition(
            regles.Composition(
                regles=tuple(self._regles(instance)),
                mandats=self.mandats,
                le=self.le,
                nominations=tuple(map(_nomination_vue, nominations)),
                suppleance=Suppleance(genre.suppleance),
                membres_du_bureau=self.membres_du_bureau,
                presidents_de_commission=self.presidents_de_commission,
            )
        )

    def _regles(self, instance: Instance) -> Iterable[RegleDeComposition]:
        for regle in self.regles.get(instance.type_instance_id, ()):
            yield RegleDeComposition(
                source=regle.source,
                compte_quorum=regle.compte_quorum,
                vote=regle.vote,
                parole=regle.parole,
                communes=self._communes(instance, regle.source),
            )

    def _communes(self, instance: Instance, source: Source) -> frozenset[Cle] | None:
        if source in SANS_TERRITOIRE:
            return None
        if instance.perimetre_id is not None:
            return self.communes_par_perimetre.get(instance.perimetre_id, frozenset())
        return frozenset() if source is Source.ELUS_DU_PERIMETRE else None

    def details(self, instance: Instance) -> tuple[SiegeDetaille, ...]:
        return detailler(self.composition(instance), self.nominations.get(instance.pk, ()))


def journee(intercommunalite: Intercommunalite, on: date) -> Journee:
    mandats = mandats_vus(intercommunalite, on)
    nominations = list(
        intercommunalite.nominations.au(on).select_related("instance__type_instance", "supplee")
    )
    return Journee(
        intercommunalite=intercommunalite,
        le=on,
        mandats=mandats,
        nominations=_par_instance(nominations),
        regles=_regles_par_type(intercommunalite),
        presidents_de_commission=frozenset(
            n.elu_id for n in nominations if n.elu_id and _preside_une_commission(n)
        ),
        membres_du_bureau=_bureau(mandats, nominations),
    )


def composition(instance: Instance, on: date) -> tuple[Siege, ...]:
    """The seats of a body on a day, in order of precedence then of commune and name."""
    return journee(instance.intercommunalite, on).composition(instance)


def sieges_detailles(instance: Instance, on: date) -> tuple[SiegeDetaille, ...]:
    """The same seats, each with its élu, commune, suppléant and nomination: two more queries."""
    return journee(instance.intercommunalite, on).details(instance)


def detailler(
    sieges: Iterable[Siege], nominations: Iterable[Nomination]
) -> tuple[SiegeDetaille, ...]:
    sieges = tuple(sieges)
    elus = Elu.objects.in_bulk({c for s in sieges for c in (s.elu, s.suppleant) if _est_elu(c)})
    communes = Commune.objects.in_bulk({s.commune for s in sieges if s.commune is not None})
    par_cle = {_cle(n): n for n in nominations}
    return tuple(
        SiegeDetaille(
            siege=siege,
            elu=elus.get(siege.elu),
            commune=communes.get(siege.commune),
            suppleant=elus.get(siege.suppleant),
            nomination=par_cle.get(siege.elu),
        )
        for siege in sieges
    )


def membres_en_exercice(instance: Instance, on: date) -> int:
    """The base of the quorum: seats held on the day that count for it (QUO-02)."""
    return regles.effectifs(composition(instance, on)).en_exercice


def effectif_legal(intercommunalite: Intercommunalite, on: date) -> int | None:
    """The seats of the prefect's order; ``None`` when none has been entered for that day."""
    total = intercommunalite.repartition_sieges.au(on).aggregate(total=Sum("sieges"))["total"]
    return int(total) if total is not None else None


def sieges_par_commune(intercommunalite: Intercommunalite, on: date) -> dict[Cle, int]:
    return dict(intercommunalite.repartition_sieges.au(on).values_list("commune_id", "sieges"))


def mandats_vus(
    intercommunalite: Intercommunalite, on: date | None = None, *natures: str
) -> tuple[MandatVu, ...]:
    """Mandates as rules see them, by commune and name; of one day, or all of them."""
    mandats = intercommunalite.mandats.all()
    if on is not None:
        mandats = mandats.au(on)
    if natures:
        mandats = mandats.filter(nature__in=natures)
    lignes = mandats.values_list(
        "elu_id", "nature", "starts_on", "ends_on", "commune_id", "rang",
        "commune__nom", "elu__nom", "elu__prenom", named=True,
    )  # fmt: skip
    return tuple(
        MandatVu(
            elu=ligne.elu_id,
            nature=Nature(ligne.nature),
            debut=ligne.starts_on,
            fin=ligne.ends_on,
            commune=ligne.commune_id,
            rang=ligne.rang,
        )
        for ligne in sorted(lignes, key=_ordre_des_lignes)
    )


def president(intercommunalite: Intercommunalite, on: date) -> Elu | None:
    """The latest elected when the entries overlap: composition pages say so."""
    mandat = (
        intercommunalite.mandats.au(on)
        .filter(nature=Mandat.Nature.PRESIDENT)
        .select_related("elu")
        .order_by("-starts_on", "-id")
        .first()
    )
    return mandat.elu if mandat else None


def qualite_de(elu: Elu, on: date) -> str:
    """The highest title held that day, as printed after the name: « 1er Vice-Président »."""
    executif = (Mandat.Nature.PRESIDENT, Mandat.Nature.VICE_PRESIDENT, Mandat.Nature.DELEGUE)
    mandats = [m for m in elu.mandats.au(on) if m.nature in executif]
    mandats.sort(key=lambda m: (executif.index(Mandat.Nature(m.nature)), m.rang or 0))
    return libelle_de_qualite(mandats[0].nature, mandats[0].rang, elu) if mandats else ""


def vice_presidents(intercommunalite: Intercommunalite, on: date) -> list[Mandat]:
    return list(
        intercommunalite.mandats.au(on)
        .filter(nature=Mandat.Nature.VICE_PRESIDENT)
        .select_related("elu")
        .order_by("rang", "id")
    )


def canal_de(elu: Elu, on: date) -> CanalChoisi:
    return canaux(elu.intercommunalite, [elu.pk], on)[elu.pk]


def canaux(
    intercommunalite: Intercommunalite, elus: Iterable[int], on: date
) -> dict[int, CanalChoisi]:
    """The channel of each élu on a day, in one query: the last request made by then."""
    choisis = {elu: CanalChoisi() for elu in elus}
    preferences = intercommunalite.preferences_canal.filter(
        elu__in=choisis, demande_on__lte=on
    ).select_related("elu")
    for preference in preferences.order_by("demande_on", "id"):
        choisis[preference.elu_id] = CanalChoisi(
            canal=preference.canal,
            adresse=preference.adresse or preference.elu.adresse,
            demande_on=preference.demande_on,
        )
    return choisis


def reglement_en_vigueur(intercommunalite: Intercommunalite, on: date) -> ReglementInterieur | None:
    return intercommunalite.reglements.au(on).order_by("-starts_on").first()


def parametres(intercommunalite: Intercommunalite, on: date) -> regles_du_reglement.Parametres:
    """The parameters of the règlement in force that day; the law's own where it is silent."""
    reglement = reglement_en_vigueur(intercommunalite, on)
    return regles_du_reglement.parametres(reglement.valeurs if reglement else {}, on)


def libelle_de_qualite(nature: str, rang: int | None, elu: Elu | None) -> str:
    return qualite(nature, rang=rang, feminin=elu is not None and elu.feminin)


def cle_de_nom(*noms: str | None) -> tuple[str, ...]:
    """Alphabetical order as readers expect it: « École-Valentin » comes between D and F."""
    decomposes = (unicodedata.normalize("NFD", nom or "") for nom in noms)
    return tuple(
        "".join(c for c in nom if not unicodedata.combining(c)).casefold() for nom in decomposes
    )


def cle_de_famille(nom: str) -> tuple[str, ...]:
    """For a name as printed, « Mme Fatou DIOP »: the family name in capitals comes first."""
    mots = [mot for mot in nom.split() if not mot.endswith(".")]
    capitales = [mot for mot in mots if mot.isupper() and len(mot) > 1]
    return cle_de_nom(" ".join(capitales or mots), nom)


def _ordre_des_lignes(ligne: object) -> tuple[str, ...]:
    champs = ("commune__nom", "elu__nom", "elu__prenom")
    return cle_de_nom(*(getattr(ligne, champ) for champ in champs))


def _est_elu(cle: Cle | None) -> bool:
    return isinstance(cle, int)


def _cle(nomination: Nomination) -> Cle:
    return nomination.elu_id or f"personne-{nomination.pk}"


def _nomination_vue(nomination: Nomination) -> regles.Nomination:
    return regles.Nomination(
        elu=_cle(nomination),
        debut=nomination.starts_on,
        fin=nomination.ends_on,
        compte_quorum=nomination.compte_quorum,
        vote=nomination.vote,
        parole=nomination.parole,
        suppleant=nomination.qualite == Nomination.Qualite.SUPPLEANT,
        suppleant_de=nomination.supplee.elu_id if nomination.supplee else None,
    )


def _par_instance(nominations: Iterable[Nomination]) -> dict[int, list[Nomination]]:
    groupes: dict[int, list[Nomination]] = defaultdict(list)
    for nomination in nominations:
        groupes[nomination.instance_id].append(nomination)
    return groupes


def _regles_par_type(intercommunalite: Intercommunalite) -> dict[int, list[RegleDeComposition]]:
    groupes: dict[int, list[RegleDeComposition]] = defaultdict(list)
    for regle in intercommunalite.regles_composition.order_by("id"):
        groupes[regle.type_instance_id].append(
            RegleDeComposition(
                source=Source(regle.source),
                compte_quorum=regle.compte_quorum,
                vote=regle.vote,
                parole=regle.parole,
            )
        )
    return groupes


def _communes_par_perimetre(
    intercommunalite: Intercommunalite, on: date
) -> dict[int, frozenset[Cle]]:
    groupes: dict[int, set[Cle]] = defaultdict(set)
    ouverts = Q(perimetre__ends_on=None) | Q(perimetre__ends_on__gte=on)
    rattachements = intercommunalite.perimetre_communes.au(on).filter(ouverts)
    for perimetre, commune in rattachements.values_list("perimetre_id", "commune_id"):
        groupes[perimetre].add(commune)
    return {perimetre: frozenset(communes) for perimetre, communes in groupes.items()}


def _preside_une_commission(nomination: Nomination) -> bool:
    modele = nomination.instance.type_instance.modele
    return nomination.qualite == Nomination.Qualite.PRESIDENT and modele.startswith("commission")


_EXECUTIF = (Nature.PRESIDENT, Nature.VICE_PRESIDENT, Nature.CONSEILLER_DELEGUE)


def _bureau(
    mandats: Iterable[MandatVu], nominations: Iterable[Nomination]
) -> frozenset[Cle] | None:
    """The executive and the other members elected to the bureau; ``None`` when there are none."""
    executif = {m.elu for m in mandats if m.nature in _EXECUTIF}
    elus = {
        n.elu_id
        for n in nominations
        if n.elu_id
        and n.instance.type_instance.modele == "bureau"
        and n.qualite != Nomination.Qualite.INVITE
    }
    return frozenset(executif | elus) if elus else None
