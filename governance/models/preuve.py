"""What proves it: the chain of manifests and their time-stamps."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from governance.db import TenantForeignKey
from governance.models.journal import Fichier
from governance.tenancy import TenantModel


class Maillon(TenantModel):
    """One link of the intercommunalité's chain of evidence: its hash covers the one before."""

    rang = models.PositiveIntegerField()
    nature = models.CharField(max_length=20)
    cle = models.CharField(max_length=200)
    at = models.DateTimeField("ajouté le")
    manifeste = TenantForeignKey(Fichier, related_name="maillons")
    precedent = models.CharField(max_length=64)
    empreinte = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["intercommunalite", "rang"], name="maillon_rang_unique")
        ]

    def __str__(self) -> str:
        return f"Maillon {self.rang} ({self.nature})"


class Scelle(TenantModel):
    """A piece of evidence on its way: a manifest to take, then a link to have time-stamped."""

    nature = models.CharField(max_length=20)
    cle = models.CharField(max_length=200, help_text="Ce que le scellé prouve.")
    prevu_at = models.DateTimeField("prévu le")
    due_at = models.DateTimeField("à partir de", default=timezone.now)
    maillon = TenantForeignKey(Maillon, null=True, related_name="scelles")
    jeton = TenantForeignKey(Fichier, null=True, related_name="+")
    autorite = TenantForeignKey(Fichier, null=True, related_name="+")
    delivre_par = models.CharField("autorité", max_length=250, blank=True)
    horodate_at = models.DateTimeField("horodaté le", null=True)
    tentatives = models.PositiveSmallIntegerField(default=0)
    erreur = models.TextField(blank=True)

    class Meta:
        verbose_name = "scellé"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "cle", "nature", "prevu_at"], name="scelle_unique"
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id"], name="scelle_du", condition=models.Q(jeton__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.nature} {self.cle}"
