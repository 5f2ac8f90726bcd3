"""Reads of the common ground."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.apps import apps
from django.db import models

from governance.models import Acces, AuditEntry, Intercommunalite, Jeton, User
from governance.models.acces import AccesQuerySet

Modele = TypeVar("Modele", bound=models.Model)


@dataclass(frozen=True, kw_only=True)
class Page(Generic[Modele]):
    """One page by keyset: ``suivante`` is the cursor of the next, older one."""

    lignes: list[Modele]
    suivante: int | None


def paginer(
    lignes: models.QuerySet[Modele], *, avant: str | None, taille: int = 50
) -> Page[Modele]:
    """Newest first, by descending id. A cursor that is no number shows the first page."""
    if avant and avant.isdecimal() and len(avant) < 19:
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


def acces_de(intercommunalite: Intercommunalite) -> AccesQuerySet:
    tous: AccesQuerySet = intercommunalite.acces.select_related("user")
    return tous.order_by("user__last_name", "user__email")


def jetons_de(acces: Acces) -> models.QuerySet[Jeton]:
    return acces.jetons.order_by("revoque_at", "-cree_at", "-pk")


@dataclass(frozen=True, kw_only=True)
class Objet:
    """What the journal is filtered by, as addresses write it: « instances.seance:12 »."""

    type: str
    pk: int

    @classmethod
    def lire(cls, texte: str | None) -> "Objet | None":
        """``None`` for anything else than a known type and a number: no filter at all."""
        type_lu, _, pk = (texte or "").partition(":")
        try:
            model = apps.get_model(type_lu)
        except (LookupError, ValueError):
            return None
        if not pk.isdecimal() or len(pk) > 18:
            return None
        return cls(type=model._meta.label_lower, pk=int(pk))

    def __str__(self) -> str:
        return f"{self.type}:{self.pk}"


def page_du_journal(
    intercommunalite: Intercommunalite, *, avant: str | None, objet: Objet | None = None
) -> Page[AuditEntry]:
    """Newest first; every entry, or those of one object."""
    entrees = intercommunalite.audit.select_related("by")
    if objet is not None:
        entrees = entrees.filter(objet_type=objet.type, objet_id=objet.pk)
    return paginer(entrees, avant=avant)
