"""The pages of the composition: one line a commune, an élu or a body, in few queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q

from governance.models import Intercommunalite
from governance.regles import Manquement
from instances.models import (
    Commune,
    Elu,
    Instance,
    Mandat,
    Nomination,
    Perimetre,
    PreferenceCanal,
)
from instances.queries import composition as queries
from instances.queries.composition import CanalChoisi, cle_de_nom, libelle_de_qualite
from instances.regles import composition as regles
from instances.regles import mandats as regles_des_mandats
from instances.regles.mandats import Dossier, Nature

LIMITE = 400


@dataclass(frozen=True, kw_only=True)
class LigneDeCommune:
    commune: Commune
    sieges: int | None
    pourvus: int
    maire: Elu | None

    @property
    def vacants(self) -> int:
        return max(0, (self.sieges or 0) - self.pourvus)


@dataclass(frozen=True, kw_only=True)
class LigneDElu:
    elu: Elu
    communes: tuple[str, ...]
    qualites: tuple[str, ...]
    canal: CanalChoisi


@dataclass(frozen=True, kw_only=True)
class LigneDInstance:
    instance: Instance
    en_exercice: int
    membres: int


@dataclass(frozen=True, kw_only=True)
class Tableau:
    """The whole composition on one day."""

    effectif_legal: int | None
    en_exercice: int
    communes: tuple[LigneDeCommune, ...]
    executif: tuple[Mandat, ...]
    manquements: tuple[Manquement, ...]
    sans_naissance: int

    @property
    def vacants(self) -> int | None:
        return None if self.effectif_legal is None else self.effectif_legal - self.en_exercice


def tableau(intercommunalite: Intercommunalite, on: date) -> Tableau:
    mandats = queries.mandats_vus(intercommunalite, on)
    sieges = queries.sieges_par_commune(intercommunalite, on)
    elus = intercommunalite.elus.in_bulk({m.elu for m in mandats})
    communes = lignes_de_communes(intercommunalite, on)
    manquements = regles_des_mandats.manquements(
        Dossier(
            mandats=mandats,
            sieges_par_commune=sieges,
            le=on,
            naissances={pk: elu.naissance for pk, elu in elus.items()},
            noms={pk: str(elu) for pk, elu in elus.items()},
            communes={ligne.commune.pk: ligne.commune.nom for ligne in communes},
            metropole=intercommunalite.nature == Intercommunalite.Nature.METROPOLE,
        )
    )
    effectif = regles_des_mandats.effectif(mandats, sieges, on)
    return Tableau(
        effectif_legal=effectif.legal if sieges else None,
        en_exercice=effectif.en_exercice,
        communes=communes,
        executif=executif(intercommunalite, on),
        manquements=tuple(m for m in manquements if m.regle != "MEM-09"),
        sans_naissance=sum(m.regle == "MEM-09" for m in manquements),
    )


def executif(intercommunalite: Intercommunalite, on: date) -> tuple[Mandat, ...]:
    """Président, vice-présidents in their order, conseillers délégués."""
    natures = [Mandat.Nature.PRESIDENT, Mandat.Nature.VICE_PRESIDENT, Mandat.Nature.DELEGUE]
    mandats = intercommunalite.mandats.au(on).filter(nature__in=natures).select_related("elu")
    return tuple(
        sorted(
            mandats,
            key=lambda m: (
                natures.index(Mandat.Nature(m.nature)),
                m.rang or 0,
                cle_de_nom(m.elu.nom),
            ),
        )
    )


def lignes_de_communes(intercommunalite: Intercommunalite, on: date) -> tuple[LigneDeCommune, ...]:
    """The communes of the day and those that still hold a seat, in French order."""
    sieges = queries.sieges_par_commune(intercommunalite, on)
    natures = (Nature.CONSEILLER_COMMUNAUTAIRE, Nature.MAIRE)
    pourvus: Counter[int | None] = Counter()
    maires: dict[int | None, Elu] = {}
    mandats = intercommunalite.mandats.au(on).filter(nature__in=natures).select_related("elu")
    for mandat in mandats:
        if mandat.nature == Nature.MAIRE:
            maires[mandat.commune_id] = mandat.elu
        else:
            pourvus[mandat.commune_id] += 1
    communes = sorted(intercommunalite.communes.au(on), key=lambda c: cle_de_nom(c.nom))
    return tuple(
        LigneDeCommune(
            commune=commune,
            sieges=sieges.get(commune.pk),
            pourvus=pourvus[commune.pk],
            maire=maires.get(commune.pk),
        )
        for commune in communes
    )


def lignes_d_elus(
    intercommunalite: Intercommunalite, on: date, *, mots: str = "", anciens: bool = False
) -> tuple[Sequence[LigneDElu], bool]:
    """Élus by name, and whether the list was cut. ``anciens``: those without a mandat too."""
    courants = Q(mandats__starts_on=None) | Q(mandats__starts_on__lte=on)
    courants &= Q(mandats__ends_on=None) | Q(mandats__ends_on__gte=on)
    elus = intercommunalite.elus.all()
    if not anciens:
        elus = elus.filter(pk__in=intercommunalite.elus.filter(
            courants, mandats__isnull=False).values("pk"))  # fmt: skip
    for mot in mots.split():
        elus = elus.filter(
            Q(nom__icontains=mot)
            | Q(prenom__icontains=mot)
            | Q(mandats__commune__nom__icontains=mot)
        )
    trouves = list(
        elus.distinct().order_by("nom", "prenom").prefetch_related(
            Prefetch("mandats", intercommunalite.mandats.au(on).select_related("commune"))
        )[: LIMITE + 1]
    )  # fmt: skip
    canaux = queries.canaux(intercommunalite, [e.pk for e in trouves], on)
    trouves.sort(key=lambda e: cle_de_nom(e.nom, e.prenom))
    lignes = [_ligne_d_elu(e, canaux[e.pk]) for e in trouves[:LIMITE]]
    return lignes, len(trouves) > LIMITE


_ORDRE = [
    Nature.PRESIDENT, Nature.VICE_PRESIDENT, Nature.CONSEILLER_DELEGUE,
    Nature.CONSEILLER_COMMUNAUTAIRE, Nature.SUPPLEANT, Nature.MAIRE, Nature.ADJOINT,
    Nature.CONSEILLER_MUNICIPAL,
]  # fmt: skip


def _ligne_d_elu(elu: Elu, canal: CanalChoisi) -> LigneDElu:
    mandats = sorted(elu.mandats.all(), key=lambda m: _ORDRE.index(Nature(m.nature)))
    return LigneDElu(
        elu=elu,
        communes=tuple(dict.fromkeys(m.commune.nom for m in mandats if m.commune)),
        qualites=tuple(libelle_de_qualite(m.nature, m.rang, elu) for m in mandats),
        canal=canal,
    )


def lignes_d_instances(
    intercommunalite: Intercommunalite, on: date
) -> dict[str, list[LigneDInstance]]:
    """The bodies of the day, by type, with their numbers: one load for all of them."""
    journee = queries.journee(intercommunalite, on)
    instances = intercommunalite.instances.au(on).select_related("type_instance", "perimetre")
    groupes: dict[str, list[LigneDInstance]] = defaultdict(list)
    for instance in sorted(instances, key=_ordre_des_instances):
        sieges = journee.composition(instance)
        groupes[instance.type_instance.nom].append(
            LigneDInstance(
                instance=instance,
                en_exercice=regles.effectifs(sieges).en_exercice,
                membres=sum(not s.appele_en_suppleance for s in sieges),
            )
        )
    return dict(groupes)


def _ordre_des_instances(instance: Instance) -> tuple[object, ...]:
    """What decides first, then in the order in which types were made."""
    genre = instance.type_instance
    return (genre.nature != "deliberante", genre.pk, cle_de_nom(instance.nom))


def mandats_de(elu: Elu) -> list[Mandat]:
    """The whole course of an élu, latest first."""
    return list(
        elu.mandats.select_related("commune").order_by("-starts_on", "-pk")
    )  # fmt: skip


def nominations_de(elu: Elu) -> list[Nomination]:
    return list(elu.nominations.select_related("instance").order_by("-starts_on", "-pk"))


def preferences_de(elu: Elu) -> list[PreferenceCanal]:
    return list(elu.preferences.order_by("-demande_on", "-pk"))


def membres_d_une_commune(commune: Commune, on: date) -> list[Mandat]:
    mandats = commune.mandats.au(on).select_related("elu")
    return sorted(
        mandats, key=lambda m: (_ORDRE.index(Nature(m.nature)), cle_de_nom(m.elu.nom, m.elu.prenom))
    )


def nominations_de_l_instance(instance: Instance, on: date) -> Iterable[Nomination]:
    """Those of the day and those to come: what a clerk may still end."""
    return (
        instance.nominations.filter(Q(ends_on=None) | Q(ends_on__gte=on))
        .select_related("elu", "supplee__elu")
        .order_by("qualite", "pk")
    )


def perimetres(intercommunalite: Intercommunalite, on: date) -> list[Perimetre]:
    """All of them, closed ones last, each with the communes of the day."""
    communes: Any = intercommunalite.perimetre_communes.au(on).select_related("commune")
    instances: Any = intercommunalite.instances.au(on)
    du_jour: list[Any] = [
        Prefetch("rattachements", communes.order_by("commune__nom")),
        Prefetch("instances", instances),
    ]
    trouves = intercommunalite.perimetres.prefetch_related(*du_jour)
    return sorted(
        trouves,
        key=lambda p: (bool(p.ends_on and p.ends_on < on), p.nature, cle_de_nom(p.nom)),
    )
