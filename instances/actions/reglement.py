"""Acts on the règlement intérieur: adopt a version, correct one that does not apply yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from governance import audit
from governance.db import lock
from governance.models import Intercommunalite, User
from governance.regles import Manquement, exiger
from instances.models import ReglementInterieur
from instances.regles import reglement as regles
from instances.regles import versions


@dataclass(frozen=True, kw_only=True)
class Texte:
    """What was adopted. ``provenances``: where each value comes from, under the same codes."""

    starts_on: date
    adopte_on: date | None = None
    acte: str = ""
    valeurs: Mapping[str, Any] = field(default_factory=dict)
    provenances: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def adopter_reglement(
    intercommunalite: Intercommunalite, texte: Texte, *, by: User, at: datetime
) -> ReglementInterieur:
    """Open a version; the one before it applies until its eve, and stays as it was."""
    lock(intercommunalite)
    precedente = intercommunalite.reglements.order_by("-starts_on").first()
    restes = exiger(_manquements(texte, precedente))
    reglement = ReglementInterieur(
        intercommunalite=intercommunalite, version=_numero_suivant(intercommunalite)
    )
    _ecrire(reglement, texte, precedente)
    audit.record(
        "reglement_adopter", reglement, by=by, at=at, starts_on=texte.starts_on.isoformat(),
        valeurs=dict(texte.valeurs), alertes=[m.message for m in restes],
    )  # fmt: skip
    return reglement


@transaction.atomic
def modifier_reglement(
    reglement: ReglementInterieur, texte: Texte, *, by: User, at: datetime
) -> ReglementInterieur:
    """Correct a version that does not apply yet. Once its day has come a new one replaces it."""
    lock(reglement)
    exiger(versions.modifiable(starts_on=reglement.starts_on, aujourdhui=localdate(at)))
    avant = dict(reglement.valeurs)
    precedente = (
        reglement.intercommunalite.reglements.filter(starts_on__lt=reglement.starts_on)
        .order_by("-starts_on")
        .first()
    )
    restes = exiger(_manquements(texte, precedente))
    _ecrire(reglement, texte, precedente)
    audit.record(
        "reglement_modifier", reglement, by=by, at=at, avant=avant, valeurs=dict(texte.valeurs),
        alertes=[m.message for m in restes],
    )  # fmt: skip
    return reglement


def _manquements(texte: Texte, precedente: ReglementInterieur | None) -> list[Manquement]:
    return [
        *versions.manquements_de_version(
            starts_on=texte.starts_on,
            adopte_on=texte.adopte_on,
            precedente_on=precedente.starts_on if precedente else None,
        ),
        *regles.manquements(texte.valeurs, texte.starts_on),
    ]


def _ecrire(
    reglement: ReglementInterieur, texte: Texte, precedente: ReglementInterieur | None
) -> None:
    if precedente is not None:
        precedente.ends_on = texte.starts_on - timedelta(days=1)
        _enregistrer(precedente)
    reglement.starts_on = texte.starts_on
    reglement.adopte_on = texte.adopte_on
    reglement.acte = texte.acte
    reglement.valeurs = dict(texte.valeurs)
    reglement.provenances = dict(texte.provenances)
    _enregistrer(reglement)


def _enregistrer(reglement: ReglementInterieur) -> None:
    """A version may fix nothing at all: the law then applies alone."""
    reglement.full_clean(exclude=["intercommunalite", "valeurs", "provenances"])
    reglement.save()


def _numero_suivant(intercommunalite: Intercommunalite) -> int:
    dernier = intercommunalite.reglements.aggregate(dernier=Max("version"))["dernier"]
    return (dernier or 0) + 1
