"""Prepare the séances a visitor can convene at once, dated from the day of the start."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.timezone import get_current_timezone, localdate, localtime

from deliberations.actions import rediger_projet
from governance.demo.fictifs import prochain
from governance.models import Acces, Intercommunalite, User
from instances.actions.seances import creer_seance, inscrire_point
from instances.models import Elu, Instance, Mandat, Point, Seance

DELAI_DU_CONSEIL = 5
AVIS_AVANT, CONSULTATION_AVANT = timedelta(days=12), timedelta(days=50)


def preparer(
    intercommunalite: Intercommunalite, donnees: Mapping[str, Any], *, at: datetime
) -> int:
    """Add what is missing so that each body has a séance still sendable; says how many."""
    ajoutees = 0
    for modele in donnees["seances"]:
        instance = _instance(intercommunalite, modele["instance"])
        if instance is not None and not _envoyable(instance, localdate(at)):
            _ajouter(instance, modele, donnees, at=at)
            ajoutees += 1
    return ajoutees


def _instance(intercommunalite: Intercommunalite, modele: str) -> Instance | None:
    """Found by its model: a visitor may have renamed the body, or closed it."""
    return (
        Instance.objects.select_related("intercommunalite", "type_instance")
        .filter(intercommunalite=intercommunalite, type_instance__modele=modele, ends_on=None)
        .order_by("pk")
        .first()
    )


def _envoyable(instance: Instance, aujourd_hui: date) -> bool:
    """Neither the day of dispatch nor the day of the séance counts in the delay (CNV-05)."""
    delai = instance.type_instance.delai_francs or DELAI_DU_CONSEIL
    en_preparation = instance.seances.filter(etat=Seance.Etat.PREPARATION)
    jours = (localtime(seance.starts_at).date() for seance in en_preparation)
    return any((jour - aujourd_hui).days - 1 >= delai for jour in jours)


def _ajouter(
    instance: Instance, modele: Mapping[str, Any], donnees: Mapping[str, Any], *, at: datetime
) -> Seance:
    jour = prochain(modele["jour"], apres=localdate(at), marge=modele["marge_jours"])
    heure = time.fromisoformat(modele["heure"])
    by = _premier_compte(instance.intercommunalite)
    seance = creer_seance(
        instance,
        starts_at=datetime.combine(jour, heure, tzinfo=get_current_timezone()),
        lieu=modele["lieu"],
        provenance=modele["source"],
        by=by,
        at=at,
    )
    noms = {f["code"]: f["nom"] for f in donnees["instances"]}
    for fiche in modele["points"]:
        point = inscrire_point(
            seance, by=by, at=at, **_champs(fiche, noms, instance.intercommunalite)
        )
        # What a commune was sent was written before.
        _rediger(point, fiche, by=by, at=at - CONSULTATION_AVANT if fiche.get("commune") else at)
        _donner_les_avis(point, fiche, at=at)
    return seance


def _champs(
    fiche: Mapping[str, Any], commissions: Mapping[str, str], ici: Intercommunalite
) -> dict[str, Any]:
    return {
        "numero": fiche["numero"],
        "titre": fiche["titre"],
        "type": fiche["type"],
        "usage": fiche.get("usage", ""),
        "fonction": fiche.get("fonction", ""),
        "scrutin_de_personnes": fiche.get("scrutin_de_personnes", ""),
        "organisme": fiche.get("organisme", ""),
        "commission": commissions.get(fiche["commission"], ""),
        "rapporteur": _rapporteur(fiche["rapporteur"], ici),
        "note_de_synthese": fiche["note"] or "",
    }


def _donner_les_avis(point: Point, fiche: Mapping[str, Any], *, at: datetime) -> None:
    """What the commission said, and the commune that alone is concerned: both before the séance."""
    ici = point.intercommunalite
    commission = ici.instances.filter(nom=point.commission).first()
    if commission is not None and not fiche.get("sans_avis"):
        rendu_on = localdate(at) - AVIS_AVANT
        point.avis.create(
            intercommunalite=ici, instance=commission, sens="favorable", rendu_on=rendu_on
        )
    commune = ici.communes.filter(nom=fiche.get("commune")).first()
    if commune is not None:
        point.commune_concernee = commune
        point.save(update_fields=["commune_concernee"])
        _consulter(point, at=at)


def _consulter(point: Point, *, at: datetime) -> None:
    transmis_on = localdate(at) - CONSULTATION_AVANT
    consultation = point.consultations.create(
        intercommunalite=point.intercommunalite,
        fondement="l5211_57",
        objet=point.titre,
        delai_mois=3,
        silence_favorable=True,
        ouverte_at=at - CONSULTATION_AVANT,
    )
    assert point.commune_concernee is not None  # a report of one commune alone
    consultation.avis.create(
        intercommunalite=point.intercommunalite,
        commune=point.commune_concernee,
        transmis_on=transmis_on,
        sens="favorable",
        delibere_on=localdate(at) - AVIS_AVANT,
    )


def _rediger(point: Point, fiche: Mapping[str, Any], *, by: User, at: datetime) -> None:
    if fiche["dispositif"]:
        rediger_projet(
            point,
            titre=fiche["titre"],
            inscription_budgetaire=fiche.get("budget", ""),
            resume=fiche["note"] or "",
            dispositif=f"{point.seance.instance.nom_dans_la_phrase} {fiche['dispositif']}",
            by=by,
            at=at,
        )


def _premier_compte(intercommunalite: Intercommunalite) -> User:
    """The clerk's account, opened first; a visitor may have changed its role since."""
    return Acces.objects.filter(intercommunalite=intercommunalite).order_by("pk")[0].user


def _rapporteur(designation: str, intercommunalite: Intercommunalite) -> Elu | None:
    """The holder of the function today, if a visitor has not ended that mandate."""
    mandats = Mandat.objects.filter(intercommunalite=intercommunalite, ends_on=None)
    if designation == "president":
        mandats = mandats.filter(nature=Mandat.Nature.PRESIDENT)
    else:
        rang = int(designation.removeprefix("vp:"))
        mandats = mandats.filter(nature=Mandat.Nature.VICE_PRESIDENT, rang=rang)
    mandat = mandats.select_related("elu").order_by("pk").first()
    return mandat.elu if mandat else None
