"""Acts on who sits: communes and their seats, élus, mandats, channels of convocation."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.timezone import localdate

from governance import audit
from governance.db import lock
from governance.models import Intercommunalite, User
from governance.regles import Manquement, exiger
from instances.models import Commune, Elu, Mandat, PreferenceCanal, RepartitionSieges
from instances.queries import composition as queries
from instances.regles import mandats as regles
from instances.regles import personnes, sieges
from instances.regles.mandats import EXECUTIVES, Cle, Dossier, MandatVu, Nature

# Communes ----------------------------------------------------------------------------------


@transaction.atomic
def creer_commune(
    intercommunalite: Intercommunalite, *, by: User, at: datetime, **champs: Any
) -> Commune:
    commune = Commune(intercommunalite=intercommunalite, **champs)
    enregistrer(commune)
    audit.record("commune_creer", commune, by=by, at=at, champs=en_texte(champs))
    return commune


@transaction.atomic
def modifier_commune(commune: Commune, *, by: User, at: datetime, **champs: Any) -> Commune:
    lock(commune)
    exiger(personnes.retrait_de_commune(
        nom=champs.get("nom", commune.nom),
        fin=champs.get("ends_on", commune.ends_on),
        mandats_apres=_mandats_apres(commune, champs.get("ends_on", commune.ends_on)),
    ))  # fmt: skip
    avant = poser(commune, champs)
    enregistrer(commune)
    audit.record("commune_modifier", commune, by=by, at=at, avant=avant, apres=en_texte(champs))
    return commune


def _mandats_apres(commune: Commune, fin: date | None) -> int:
    """Seats and municipal mandates that would outlive the commune's membership."""
    if fin is None:
        return 0
    return commune.mandats.filter(Q(ends_on=None) | Q(ends_on__gt=fin)).count()


@transaction.atomic
def repartir_sieges(
    intercommunalite: Intercommunalite,
    *,
    sieges_par_commune: Mapping[int, int],
    starts_on: date,
    acte: str,
    by: User,
    at: datetime,
) -> tuple[Manquement, ...]:
    """Enter a prefect's order: the effectif légal from that day on (QUO-02).

    Answers with what is left to check.
    """
    lock(intercommunalite)
    communes = list(intercommunalite.communes.au(starts_on))
    restes = exiger(
        sieges.manquements(_repartition(intercommunalite, communes, sieges_par_commune, starts_on))
    )
    intercommunalite.repartition_sieges.au(starts_on).update(ends_on=starts_on - timedelta(days=1))
    ligne = partial(RepartitionSieges, intercommunalite=intercommunalite, acte=acte)
    lignes = RepartitionSieges.objects.bulk_create(
        ligne(commune=c, sieges=sieges_par_commune[c.pk], starts_on=starts_on) for c in communes
    )
    audit.record(
        "sieges_repartir", lignes[0], by=by, at=at, acte=acte, starts_on=starts_on.isoformat(),
        sieges={ligne.commune.nom: ligne.sieges for ligne in lignes},
    )  # fmt: skip
    return restes


def _repartition(
    intercommunalite: Intercommunalite,
    communes: Iterable[Commune],
    nouveaux: Mapping[int, int],
    starts_on: date,
) -> sieges.Repartition:
    en_vigueur = intercommunalite.repartition_sieges.filter(
        Q(ends_on=None) | Q(ends_on__gte=starts_on)
    )
    pourvus: dict[Cle, int] = {}
    for mandat in queries.mandats_vus(intercommunalite, starts_on, Nature.CONSEILLER_COMMUNAUTAIRE):
        if mandat.commune is not None:
            pourvus[mandat.commune] = pourvus.get(mandat.commune, 0) + 1
    return sieges.Repartition(
        sieges=dict(nouveaux.items()),
        communes={c.pk: c.nom for c in communes},
        a_compter_du=starts_on,
        precedente_depuis=en_vigueur.aggregate(depuis=models.Max("starts_on"))["depuis"],
        titulaires=pourvus,
    )


# Élus --------------------------------------------------------------------------------------


@transaction.atomic
def creer_elu(intercommunalite: Intercommunalite, *, by: User, at: datetime, **champs: Any) -> Elu:
    elu = Elu(intercommunalite=intercommunalite, **champs)
    exiger(_doublons(elu))
    enregistrer(elu)
    audit.record("elu_creer", elu, by=by, at=at)
    return elu


@transaction.atomic
def modifier_elu(elu: Elu, *, by: User, at: datetime, **champs: Any) -> Elu:
    """The journal names the fields that changed, not the personal data they held."""
    lock(elu)
    changes = sorted(nom for nom, valeur in champs.items() if getattr(elu, nom) != valeur)
    poser(elu, champs)
    exiger(_doublons(elu))
    enregistrer(elu)
    audit.record("elu_modifier", elu, by=by, at=at, champs=changes)
    return elu


def _doublons(elu: Elu) -> tuple[Manquement, ...]:
    homonymes = elu.intercommunalite.elus.filter(
        nom__iexact=elu.nom, prenom__iexact=elu.prenom, naissance=elu.naissance
    ).exclude(pk=elu.pk)
    return personnes.doublon(str(elu), existe=homonymes.exists())


@transaction.atomic
def choisir_canal(
    elu: Elu,
    *,
    canal: str,
    demande_on: date,
    adresse: str = "",
    motif: str = "",
    by: User,
    at: datetime,
) -> PreferenceCanal:
    """Electronic unless the élu asks for paper; each request is dated and kept (CNV-03)."""
    lock(elu)
    derniere = elu.preferences.order_by("-demande_on", "-id").first()
    exiger(
        personnes.choix_du_canal(
            papier=canal == PreferenceCanal.Canal.PAPIER,
            adresse=adresse or elu.adresse,
            courriel=elu.courriel,
            demande_on=demande_on,
            aujourdhui=localdate(at),
            derniere_on=derniere.demande_on if derniere else None,
        )
    )
    demande = {"canal": canal, "adresse": adresse, "demande_on": demande_on, "motif": motif}
    preference = PreferenceCanal(intercommunalite_id=elu.intercommunalite_id, elu=elu, **demande)
    enregistrer(preference)
    audit.record(
        "canal_choisir", preference, by=by, at=at, canal=canal, demande_on=demande_on.isoformat()
    )
    return preference


# Mandats -----------------------------------------------------------------------------------


@transaction.atomic
def ouvrir_mandat(
    elu: Elu,
    *,
    nature: str,
    starts_on: date,
    by: User,
    at: datetime,
    aux_deux_tiers: bool = False,
    **champs: Any,
) -> Mandat:
    """``champs``: commune, rang, delegation, ends_on, provenance.

    ``aux_deux_tiers``: the conseil voted the number of vice-présidents by two thirds (ELE-04).
    """
    lock(elu.intercommunalite)
    mandat = Mandat(
        intercommunalite_id=elu.intercommunalite_id,
        elu=elu,
        nature=nature,
        starts_on=starts_on,
        **champs,
    )
    exiger(_manquements_du_mandat(mandat, aux_deux_tiers=aux_deux_tiers))
    enregistrer(mandat)
    audit.record(
        "mandat_ouvrir", mandat, by=by, at=at, elu=str(elu), starts_on=starts_on.isoformat()
    )
    return mandat


@transaction.atomic
def clore_mandat(
    mandat: Mandat, *, ends_on: date, motif: str, by: User, at: datetime
) -> list[Mandat]:
    """End a mandat on its last day. The functions that rest on a councillor's seat end with it.

    A démission is final on receipt by the président (MEM-06): its last day is the day before.
    The seat stays vacant until someone holds it: members in office, not the effectif légal.
    """
    lock(mandat)
    exiger(personnes.fin_de_mandat(debut=mandat.starts_on, deja=mandat.ends_on, fin=ends_on))
    clos = [mandat, *_fonctions_entrainees(mandat, ends_on)]
    for un in clos:
        un.ends_on, un.fin_motif = ends_on, motif
        enregistrer(un)
        audit.record(
            "mandat_clore", un, by=by, at=at, elu=str(un.elu), ends_on=ends_on.isoformat(),
            motif=motif,
        )  # fmt: skip
    return clos


def _fonctions_entrainees(mandat: Mandat, ends_on: date) -> list[Mandat]:
    if mandat.nature != Mandat.Nature.CONSEILLER:
        return []
    return list(
        mandat.elu.mandats.filter(nature__in=EXECUTIVES, starts_on__lte=ends_on)
        .filter(Q(ends_on=None) | Q(ends_on__gt=ends_on))
        .select_for_update(of=("self",))
    )


def _manquements_du_mandat(mandat: Mandat, *, aux_deux_tiers: bool) -> list[Manquement]:
    """What the new mandat would break and that was not broken before it.

    Judged on each day something changes while it runs: a mandat entered late must fit what
    began after it.
    """
    intercommunalite = mandat.intercommunalite
    anciens = queries.mandats_vus(intercommunalite)
    nouveau = _mandat_vu(mandat)
    debuts = {nouveau.debut, *(m.debut for m in anciens)}
    jours = [jour for jour in debuts if jour is not None and nouveau.en_cours(jour)]
    dossier = replace(_dossier(mandat, anciens), vice_presidents_aux_deux_tiers=aux_deux_tiers)
    trouves: dict[Manquement, None] = {}
    for jour in sorted(jours):
        du_jour = replace(
            dossier,
            le=jour,
            sieges_par_commune=queries.sieges_par_commune(intercommunalite, jour),
        )
        deja = set(regles.manquements(du_jour))
        apres = regles.manquements(replace(du_jour, mandats=(*anciens, nouveau)))
        trouves |= dict.fromkeys(m for m in apres if m not in deja)
    return list(trouves)


def _dossier(mandat: Mandat, anciens: tuple[MandatVu, ...]) -> Dossier:
    intercommunalite = mandat.intercommunalite
    elus = {m.elu for m in anciens} | {mandat.elu_id}
    return Dossier(
        mandats=anciens,
        sieges_par_commune={},
        le=mandat.starts_on or date.min,
        naissances={mandat.elu_id: mandat.elu.naissance},
        noms={pk: str(e) for pk, e in Elu.objects.in_bulk(elus).items()},
        communes=dict(intercommunalite.communes.values_list("pk", "nom")),
        metropole=intercommunalite.nature == Intercommunalite.Nature.METROPOLE,
    )


def _mandat_vu(mandat: Mandat) -> MandatVu:
    return MandatVu(
        elu=mandat.elu_id,
        nature=Nature(mandat.nature),
        debut=mandat.starts_on,
        fin=mandat.ends_on,
        commune=mandat.commune_id,
        rang=mandat.rang,
    )


# Common to the acts on rows -----------------------------------------------------------------


def enregistrer(obj: models.Model) -> None:
    """The tenant is never typed in: its own constraints are the database's to check."""
    obj.full_clean(exclude=["intercommunalite"])
    obj.save()


def poser(obj: models.Model, champs: Mapping[str, Any]) -> dict[str, str | None]:
    """Set new values and answer with those they replace, for the journal."""
    avant = {
        nom: getattr(obj, nom) for nom, valeur in champs.items() if getattr(obj, nom) != valeur
    }
    for nom, valeur in champs.items():
        setattr(obj, nom, valeur)
    return en_texte(avant)


def en_texte(champs: Mapping[str, Any]) -> dict[str, str | None]:
    return {nom: None if valeur is None else str(valeur) for nom, valeur in champs.items()}
