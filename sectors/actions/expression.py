"""Acts on the right of expression: the spaces, the issues, the texts handed in."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from governance import audit
from governance.db import lock
from governance.models import Intercommunalite, User
from governance.regles import Manquement, exiger
from sectors.models import EspaceDExpression, NumeroDuBulletin, Rubrique, TexteDExpression
from sectors.queries.expression import au_tour
from sectors.regles import expression as regles


@transaction.atomic
def ajouter_espace(
    intercommunalite: Intercommunalite, *, by: User, at: datetime, **champs: Any
) -> EspaceDExpression:
    """``champs``: titre, par_numero."""
    lock(intercommunalite)
    rang = intercommunalite.espaces_d_expression.aggregate(n=Max("rang"))["n"] or 0
    espace = EspaceDExpression(intercommunalite=intercommunalite, rang=rang + 1, **champs)
    espace.full_clean()
    espace.save()
    audit.record("espace_ajouter", espace, by=by, at=at, titre=espace.titre)
    return espace


@transaction.atomic
def ajouter_rubrique(
    espace: EspaceDExpression, *, by: User, at: datetime, **champs: Any
) -> Rubrique:
    """``champs``: nom, plafond, opposition, and who writes: perimetre, groupe or elu."""
    lock(espace)
    rubrique = Rubrique(intercommunalite=espace.intercommunalite, espace=espace, **champs)
    rubrique.full_clean()
    rubrique.save()
    audit.record("rubrique_ajouter", rubrique, by=by, at=at, plafond=rubrique.plafond)
    return rubrique


@transaction.atomic
def retirer_rubrique(rubrique: Rubrique, *, by: User, at: datetime) -> Rubrique:
    """It writes no more; the issues where it wrote keep it."""
    lock(rubrique)
    rubrique.retiree = True
    rubrique.save(update_fields=["retiree"])
    audit.record("rubrique_retirer", rubrique, by=by, at=at)
    return rubrique


@transaction.atomic
def ouvrir_numero(
    intercommunalite: Intercommunalite, *, avant_on: date, by: User, at: datetime
) -> NumeroDuBulletin:
    """The next issue, with a place for each rubrique whose turn it is (EXP-02)."""
    lock(intercommunalite)
    rang = (intercommunalite.numeros_du_bulletin.aggregate(n=Max("rang"))["n"] or 0) + 1
    rubriques = au_tour(intercommunalite, rang)
    exiger(_quelqu_un(rubriques))
    numero: NumeroDuBulletin = intercommunalite.numeros_du_bulletin.create(
        rang=rang, avant_on=avant_on
    )
    TexteDExpression.objects.bulk_create(
        TexteDExpression(intercommunalite=intercommunalite, numero=numero, rubrique=r)
        for r in rubriques
    )
    audit.record("numero_ouvrir", numero, by=by, at=at, rubriques=[r.nom for r in rubriques])
    return numero


@transaction.atomic
def remettre_texte(
    remis: TexteDExpression, *, auteur: str, texte: str, by: User, at: datetime
) -> TexteDExpression:
    """Longer than its place, it goes back to its author: nobody cuts it for him."""
    lock(remis.numero)
    rubrique = remis.rubrique
    trop = regles.longueur(texte, plafond=rubrique.plafond, auteur=rubrique.nom)
    exiger((*_ouvert(remis.numero), *trop))
    remis.auteur, remis.texte, remis.remis_at = auteur, texte, at
    remis.save(update_fields=["auteur", "texte", "remis_at"])
    audit.record("texte_remettre", remis, by=by, at=at, signes=regles.compter(texte))
    return remis


@transaction.atomic
def clore_numero(numero: NumeroDuBulletin, *, by: User, at: datetime) -> NumeroDuBulletin:
    lock(numero)
    exiger(_ouvert(numero))
    numero.clos_at = at
    numero.save(update_fields=["clos_at"])
    manquent = [str(t.rubrique) for t in numero.textes.filter(remis_at=None)]
    audit.record("numero_clore", numero, by=by, at=at, manquent=manquent)
    return numero


def _ouvert(numero: NumeroDuBulletin) -> Iterable[Manquement]:
    if numero.clos_at is not None:
        yield _manquement("Ce numéro est clos\u00a0: ses textes ne changent plus.")


def _quelqu_un(rubriques: list[Rubrique]) -> Iterable[Manquement]:
    if not rubriques:
        yield _manquement("Ajoutez d’abord un espace et ses rubriques.")


def _manquement(phrase: str) -> Manquement:
    return Manquement(regle="EXP-02", article="Règlement intérieur, expression", message=phrase)
