"""Acts on the schéma décisionnel and on the dossiers that follow it (BUR-08)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from governance import audit
from governance.compteurs import prochain
from governance.db import lock
from governance.models import Intercommunalite, User
from governance.regles import Manquement, exiger
from sectors.models import Dossier, EtapeDuSchema, PassageDeDossier
from sectors.regles.dossiers import ARTICLE


@transaction.atomic
def ajouter_etape(
    intercommunalite: Intercommunalite, *, by: User, at: datetime, **champs: Any
) -> EtapeDuSchema:
    """``champs``: temps, type_instance, avis. Last in the path."""
    lock(intercommunalite)
    rang = intercommunalite.etapes_du_schema.aggregate(n=Max("rang"))["n"] or 0
    etape = EtapeDuSchema(intercommunalite=intercommunalite, rang=rang + 1, **champs)
    etape.full_clean()
    etape.save()
    audit.record("schema_ajouter", etape, by=by, at=at, etape=str(etape), avis=etape.avis)
    return etape


@transaction.atomic
def retirer_etape(etape: EtapeDuSchema, *, by: User, at: datetime) -> EtapeDuSchema:
    """Asked no more; the dossiers that went through it keep it."""
    lock(etape)
    etape.retiree = True
    etape.save(update_fields=["retiree"])
    audit.record("schema_retirer", etape, by=by, at=at, etape=str(etape))
    return etape


@transaction.atomic
def ouvrir_dossier(
    intercommunalite: Intercommunalite, *, by: User, at: datetime, **champs: Any
) -> Dossier:
    """``champs``: titre, resume, responsable."""
    numero = prochain(intercommunalite.pk, "dossiers")
    dossier = Dossier(intercommunalite=intercommunalite, numero=numero, ouvert_at=at, **champs)
    dossier.full_clean()
    dossier.save()
    audit.record("dossier_ouvrir", dossier, by=by, at=at)
    return dossier


@transaction.atomic
def noter_passage(
    dossier: Dossier, *, etape: EtapeDuSchema, by: User, at: datetime, **champs: Any
) -> PassageDeDossier:
    """``champs``: point, or fait_on, and note. The body of the point is the one the step names."""
    lock(dossier)
    passage = PassageDeDossier(
        intercommunalite=dossier.intercommunalite, dossier=dossier, etape=etape, **champs
    )
    exiger((*_ouvert(dossier), *_ou(passage)))
    passage.full_clean()
    passage.save()
    audit.record("dossier_noter_passage", dossier, by=by, at=at, etape=str(etape))
    return passage


@transaction.atomic
def retirer_passage(passage: PassageDeDossier, *, by: User, at: datetime) -> None:
    dossier = lock(passage.dossier)
    exiger(_ouvert(dossier))
    audit.record("dossier_retirer_passage", dossier, by=by, at=at, etape=str(passage.etape))
    passage.delete()


@transaction.atomic
def clore_dossier(dossier: Dossier, *, by: User, at: datetime) -> Dossier:
    lock(dossier)
    exiger(_ouvert(dossier))
    dossier.clos_at = at
    dossier.save(update_fields=["clos_at"])
    audit.record("dossier_clore", dossier, by=by, at=at)
    return dossier


def _ouvert(dossier: Dossier) -> Iterable[Manquement]:
    if dossier.clos_at is not None:
        yield _manquement("Ce dossier est clos\u00a0: il ne change plus.")


def _ou(passage: PassageDeDossier) -> Iterable[Manquement]:
    if passage.point is None and passage.fait_on is None:
        yield _manquement("Choisissez le point qui l’examine, ou la date où c’est fait.", "point")
    genre = passage.etape.type_instance
    if passage.point and genre and passage.point.seance.instance.type_instance_id != genre.pk:
        yield _manquement(
            f"Cette étape est examinée par\u00a0: {genre.nom}. Choisissez un point d’une de ses "
            "séances.",
            "point",
        )


def _manquement(phrase: str, champ: str = "") -> Manquement:
    return Manquement(regle="BUR-08", article=ARTICLE, message=phrase, champ=champ)
