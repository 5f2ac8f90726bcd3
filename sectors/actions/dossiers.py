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
from instances.models import TypeInstance
from sectors.models import AlternativeDEtape, Dossier, EtapeDuSchema, PassageDeDossier
from sectors.regles.dossiers import ARTICLE


@transaction.atomic
def ajouter_etape(
    intercommunalite: Intercommunalite,
    *,
    examinateurs: Iterable[TypeInstance] = (),
    by: User,
    at: datetime,
    **champs: Any,
) -> EtapeDuSchema:
    """``examinateurs``: any of them does; none, it is the services. Last in the path."""
    lock(intercommunalite)
    rang = intercommunalite.etapes_du_schema.aggregate(n=Max("rang"))["n"] or 0
    genres = list(examinateurs)
    etape = EtapeDuSchema(
        intercommunalite=intercommunalite,
        rang=rang + 1,
        type_instance=genres[0] if genres else None,
        **champs,
    )
    etape.full_clean()
    etape.save()
    AlternativeDEtape.objects.bulk_create(
        AlternativeDEtape(intercommunalite=intercommunalite, etape=etape, type_instance=genre)
        for genre in genres[1:]
    )
    audit.record("schema_ajouter", etape, by=by, at=at, etape=str(etape), avis=etape.avis)
    return etape


@transaction.atomic
def deplacer_etape(
    etape: EtapeDuSchema, *, plus_tot: bool, by: User, at: datetime
) -> EtapeDuSchema:
    """Exchange it with the one before or after; at either end, nothing moves."""
    ici = lock(etape.intercommunalite)
    etapes = list(ici.etapes_du_schema.filter(retiree=False))
    rang = next(n for n, e in enumerate(etapes) if e.pk == etape.pk)
    autre = rang - 1 if plus_tot else rang + 1
    if not 0 <= autre < len(etapes):
        return etape
    etapes[rang], etapes[autre] = etapes[autre], etapes[rang]
    for place, deplacee in enumerate(etapes, start=1):
        deplacee.rang = place
    EtapeDuSchema.objects.bulk_update(etapes, ["rang"])
    audit.record("schema_deplacer", etape, by=by, at=at, etape=str(etape), rang=autre + 1)
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
    genres = {genre.pk for genre in passage.etape.genres}
    point = passage.point
    if point and genres and point.seance.instance.type_instance_id not in genres:
        yield _manquement(
            f"Cette étape est examinée par\u00a0: {passage.etape.examinateurs}. Choisissez un "
            "point d’une de ses séances.",
            "point",
        )


def _manquement(phrase: str, champ: str = "") -> Manquement:
    return Manquement(regle="BUR-08", article=ARTICLE, message=phrase, champ=champ)
