"""Reads of the common ground."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import models

from governance.models import Acces, AuditEntry, Intercommunalite, User

Modele = TypeVar("Modele", bound=models.Model)


@dataclass(frozen=True, kw_only=True)
class Page(Generic[Modele]):
    """One page by keyset: ``suivante`` is the cursor of the next, older one."""

    lignes: list[Modele]
    suivante: int | None


def paginer(lignes: models.QuerySet[Modele], *, avant: str | None, taille: int = 50) -> Page[Modele]:
    """Newest first, by descending id. A cursor that is no number shows the first page."""
    if avant and avant.isdecimal():
        lignes = lignes.filter(pk__lt=int(avant))
    rendues = list(lignes.order_by("-pk")[: taille + 1])
    suivante = rendues[taille - 1].pk if len(rendues) > taille else None
    return Page(lignes=rendues[:taille], suivante=suivante)


def acces_du_compte(user: User) -> models.QuerySet[Acces]:
    """The account's own accesses, in every intercommunalité (policy « mes_acces »)."""
    return (
        Acces.objects.en_vigueur()
        .filter(user=user)
        .select_related("intercommunalite")
        .order_by("intercommunalite__nom_court")
    )


def acces_de(intercommunalite: Intercommunalite) -> models.QuerySet[Acces]:
    return intercommunalite.acces.select_related("user").order_by("user__last_name", "user__email")


def page_du_journal(intercommunalite: Intercommunalite, *, avant: Any) -> Page[AuditEntry]:
    return paginer(intercommunalite.audit.select_related("by"), avant=avant)
