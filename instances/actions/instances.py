"""Acts on the bodies: perimeters, types made from a model, instances, nominations."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify
from django.utils.timezone import localdate

from governance import audit
from governance.db import lock
from governance.models import Intercommunalite, User
from governance.regles import Manquement, exiger
from instances.actions.composition import en_texte, enregistrer, poser
from instances.models import (
    Commune,
    Elu,
    Instance,
    Mandat,
    Nomination,
    Perimetre,
    PerimetreCommune,
    RegleComposition,
    TypeInstance,
)
from instances.queries import composition as queries
from instances.regles import formation, perimetres
from instances.regles.composition import RegleDeComposition, Source, Suppleance
from instances.regles.faits import RegleQuorum
from instances.regles.modeles_instances import MODELES, NatureInstance

# Périmètres --------------------------------------------------------------------------------


@transaction.atomic
def creer_perimetre(
    intercommunalite: Intercommunalite,
    *,
    communes: Iterable[Commune],
    by: User,
    at: datetime,
    **champs: Any,
) -> Perimetre:
    """Opened by an act whose source is kept; another act closes it (TER-01)."""
    perimetre = Perimetre(intercommunalite=intercommunalite, **champs)
    exiger(perimetres.creation(provenance=perimetre.provenance, anomalie=perimetre.anomalie))
    enregistrer(perimetre)
    communes = list(communes)
    _rattacher(perimetre, communes, perimetre.starts_on)
    audit.record(
        "perimetre_creer", perimetre, by=by, at=at, communes=[c.nom for c in communes],
        champs=en_texte(champs),
    )  # fmt: skip
    return perimetre


@transaction.atomic
def modifier_perimetre(
    perimetre: Perimetre,
    *,
    communes: Iterable[Commune],
    a_compter_du: date,
    by: User,
    at: datetime,
    **champs: Any,
) -> Perimetre:
    """Rename, or move communes in and out from a day on; before it nothing changes."""
    lock(perimetre)
    avant = poser(perimetre, champs)
    enregistrer(perimetre)
    choisies = {c.pk: c for c in communes}
    actuels = {r.commune_id: r for r in perimetre.rattachements.au(a_compter_du)}
    veille = a_compter_du - timedelta(days=1)
    for pk, rattachement in actuels.items():
        if pk not in choisies:
            _detacher(rattachement, veille)
    entrees = [c for pk, c in choisies.items() if pk not in actuels]
    _rattacher(perimetre, entrees, a_compter_du)
    audit.record(
        "perimetre_modifier", perimetre, by=by, at=at, avant=avant, apres=en_texte(champs),
        entrees=[c.nom for c in entrees], sorties=[pk for pk in actuels if pk not in choisies],
    )  # fmt: skip
    return perimetre


def _rattacher(perimetre: Perimetre, communes: Iterable[Commune], starts_on: date | None) -> None:
    PerimetreCommune.objects.bulk_create(
        PerimetreCommune(
            intercommunalite_id=perimetre.intercommunalite_id,
            perimetre=perimetre,
            commune=commune,
            starts_on=starts_on,
        )
        for commune in communes
    )


def _detacher(rattachement: PerimetreCommune, veille: date) -> None:
    """A commune that was to enter that very day never entered."""
    if rattachement.starts_on and rattachement.starts_on > veille:
        rattachement.delete()
        return
    rattachement.ends_on = veille
    enregistrer(rattachement)


# Types d'instance --------------------------------------------------------------------------


@transaction.atomic
def creer_type(
    intercommunalite: Intercommunalite, *, modele: str, nom: str, by: User, at: datetime
) -> TypeInstance:
    """Copy a ready-made model; what was copied is then the intercommunalité's own."""
    source = MODELES[modele]
    genre = TypeInstance(
        intercommunalite=intercommunalite,
        code=_code_libre(intercommunalite, nom),
        nom=nom,
        modele=source.code,
        nature=source.nature.value,
        publique=source.publique,
        quorum_regle=source.quorum.value,
        quorum_fixe=source.quorum_fixe,
        pouvoirs=source.pouvoirs,
        suppleance=source.suppleance.value,
        delai_francs=source.delai_francs,
        frequence=source.reunions_par_an,
        frequence_periode="an" if source.reunions_par_an else "",
        nommee=source.nominative,
    )
    exiger(formation.manquements_du_type(type_vu(genre, _sources(source.composition))))
    enregistrer(genre)
    _poser_les_regles(genre, source.composition)
    audit.record("type_instance_creer", genre, by=by, at=at, modele=modele)
    return genre


@transaction.atomic
def modifier_type(
    genre: TypeInstance,
    *,
    regles: Sequence[RegleDeComposition],
    by: User,
    at: datetime,
    **champs: Any,
) -> tuple[Manquement, ...]:
    """Tune a type. Séances already convened keep the composition frozen with them."""
    lock(genre)
    anciennes = [str(r) for r in genre.regles.all()]
    avant = poser(genre, champs)
    restes = exiger(formation.manquements_du_type(type_vu(genre, _sources(regles))))
    enregistrer(genre)
    genre.regles.all().delete()
    _poser_les_regles(genre, regles)
    audit.record(
        "type_instance_modifier", genre, by=by, at=at, avant=avant, apres=en_texte(champs),
        regles_avant=anciennes, regles=[r.source.value for r in regles],
    )  # fmt: skip
    return restes


def type_vu(genre: TypeInstance, sources: frozenset[Source]) -> formation.TypeVu:
    return formation.TypeVu(
        modele=genre.modele,
        nature=NatureInstance(genre.nature),
        publique=genre.publique,
        quorum=RegleQuorum(genre.quorum_regle),
        pouvoirs=genre.pouvoirs,
        suppleance=Suppleance(genre.suppleance),
        delai_francs=genre.delai_francs,
        frequence=genre.frequence,
        frequence_periode=genre.frequence_periode,
        nommee=genre.nommee,
        sources=sources,
    )


def _sources(regles: Iterable[RegleDeComposition]) -> frozenset[Source]:
    return frozenset(r.source for r in regles)


def _sources_posees(genre: TypeInstance) -> frozenset[Source]:
    return frozenset(Source(r.source) for r in genre.regles.all())


def _poser_les_regles(genre: TypeInstance, regles: Iterable[RegleDeComposition]) -> None:
    RegleComposition.objects.bulk_create(
        RegleComposition(
            intercommunalite_id=genre.intercommunalite_id,
            type_instance=genre,
            source=regle.source.value,
            compte_quorum=regle.compte_quorum,
            vote=regle.vote,
            parole=regle.parole,
        )
        for regle in regles
    )


def _code_libre(intercommunalite: Intercommunalite, nom: str) -> str:
    base = slugify(nom)[:36] or "instance"
    pris = set(intercommunalite.types_instance.values_list("code", flat=True))
    suites = (f"{base}-{rang}" for rang in range(2, len(pris) + 3))
    return base if base not in pris else next(code for code in suites if code not in pris)


# Instances ---------------------------------------------------------------------------------


@transaction.atomic
def creer_instance(
    type_instance: TypeInstance, *, by: User, at: datetime, **champs: Any
) -> Instance:
    """``champs``: nom, nom_dans_la_phrase, perimetre, lieu, starts_on, ends_on, provenance."""
    instance = Instance(
        intercommunalite_id=type_instance.intercommunalite_id,
        type_instance=type_instance,
        **champs,
    )
    restes = exiger(formation.manquements_de_l_instance(_instance_vue(instance)))
    enregistrer(instance)
    audit.record(
        "instance_creer", instance, by=by, at=at, type=type_instance.nom, champs=en_texte(champs),
        alertes=[m.message for m in restes],
    )  # fmt: skip
    return instance


@transaction.atomic
def modifier_instance(instance: Instance, *, by: User, at: datetime, **champs: Any) -> Instance:
    lock(instance)
    avant = poser(instance, champs)
    exiger(formation.manquements_de_l_instance(_instance_vue(instance)))
    enregistrer(instance)
    audit.record("instance_modifier", instance, by=by, at=at, avant=avant, apres=en_texte(champs))
    return instance


def _instance_vue(instance: Instance) -> formation.InstanceVue:
    genre = instance.type_instance
    semblables = instance.intercommunalite.instances.filter(
        type_instance__modele=genre.modele
    ).exclude(pk=instance.pk)
    return formation.InstanceVue(
        type=type_vu(genre, _sources_posees(genre)),
        debut=instance.starts_on,
        fin=instance.ends_on,
        a_un_perimetre=instance.perimetre_id is not None,
        semblables=tuple(semblables.values_list("starts_on", "ends_on")),
        terme_exige=_terme_exige(instance),
    )


def _terme_exige(instance: Instance) -> bool:
    if instance.type_instance.modele != "commission_speciale":
        return False
    le = instance.starts_on or localdate()
    return queries.parametres(instance.intercommunalite, le).commission_speciale_date_de_fin


# Nominations -------------------------------------------------------------------------------


@transaction.atomic
def nommer(
    instance: Instance,
    *,
    elu: Elu | None,
    personne: str = "",
    qualite: str,
    starts_on: date,
    by: User,
    at: datetime,
    **champs: Any,
) -> Nomination:
    """Give a seat by name, for a period. ``champs``: vote, compte_quorum, parole, supplee,
    ends_on, acte. A guest speaks, and neither votes nor counts for the quorum.
    """
    lock(instance)
    if qualite == Nomination.Qualite.INVITE:
        champs |= {"vote": False, "compte_quorum": False}
    nomination = Nomination(
        intercommunalite_id=instance.intercommunalite_id, instance=instance, elu=elu,
        personne=personne, qualite=qualite, starts_on=starts_on, **champs,
    )  # fmt: skip
    restes = exiger(formation.manquements_de_la_nomination(_nomination_vue(nomination)))
    enregistrer(nomination)
    audit.record(
        "nommer", nomination, by=by, at=at, instance=instance.nom,
        starts_on=starts_on.isoformat(), alertes=[m.message for m in restes],
    )  # fmt: skip
    return nomination


@transaction.atomic
def mettre_fin_a_la_nomination(
    nomination: Nomination, *, ends_on: date, by: User, at: datetime
) -> Nomination:
    lock(nomination)
    exiger(
        formation.fin_de_nomination(
            debut=nomination.starts_on, deja=nomination.ends_on, fin=ends_on
        )
    )
    nomination.ends_on = ends_on
    enregistrer(nomination)
    audit.record(
        "nomination_mettre_fin", nomination, by=by, at=at, instance=nomination.instance.nom,
        ends_on=ends_on.isoformat(),
    )  # fmt: skip
    return nomination


def _nomination_vue(nomination: Nomination) -> formation.NominationVue:
    instance, jour = nomination.instance, nomination.starts_on
    debut = jour or date.min
    fin = nomination.ends_on or date.max
    courantes = instance.nominations.filter(
        Q(starts_on=None) | Q(starts_on__lte=fin), Q(ends_on=None) | Q(ends_on__gte=debut)
    )
    autre = _autre_commission(nomination, debut)
    return formation.NominationVue(
        type=type_vu(instance.type_instance, _sources_posees(instance.type_instance)),
        nom=str(nomination.elu or nomination.personne),
        qualite=formation.Qualite(nomination.qualite),
        elu=nomination.elu_id,
        debut=debut,
        siege_deja=nomination.elu_id is not None
        and courantes.filter(elu=nomination.elu_id).exists(),
        conseiller_communautaire=_conseiller(nomination, debut),
        autre_commission=autre.instance.nom if autre else "",
        une_seule_commission=_une_seule(instance.intercommunalite, debut),
        deja=_par_qualite(courantes.values_list("qualite", flat=True)),
    )


def _par_qualite(qualites: Iterable[str]) -> tuple[tuple[formation.Qualite, int], ...]:
    return tuple((formation.Qualite(q), n) for q, n in Counter(qualites).items())


def _conseiller(nomination: Nomination, jour: date) -> bool:
    return (
        nomination.elu is not None
        and nomination.elu.mandats.au(jour).filter(nature=Mandat.Nature.CONSEILLER).exists()
    )


def _autre_commission(nomination: Nomination, jour: date) -> Nomination | None:
    if nomination.elu is None:
        return None
    return (
        nomination.elu.nominations.au(jour)
        .filter(
            instance__type_instance__modele="commission_thematique",
            qualite=Nomination.Qualite.TITULAIRE,
        )
        .exclude(instance=nomination.instance)
        .select_related("instance")
        .first()
    )


def _une_seule(intercommunalite: Intercommunalite, jour: date) -> bool:
    return bool(queries.parametres(intercommunalite, jour).commission_une_seule)
