"""The act that comes of a vote: numbered, then frozen."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from governance.db import TenantForeignKey
from governance.models import Fichier
from governance.tenancy import TenantModel
from instances.models import Point, Seance


class Deliberation(TenantModel):
    """The act: numbered inside its séance and in the year's series (REG-01), then frozen."""

    class Etat(models.TextChoices):
        ADOPTEE = "adoptee", "Adoptée"
        REJETEE = "rejetee", "Rejetée"

    seance = TenantForeignKey(Seance, related_name="deliberations")
    point = TenantForeignKey(Point, related_name="deliberations")
    numero_ordre = models.PositiveSmallIntegerField("numéro d’ordre dans la séance", null=True)
    numero = models.CharField("numéro", max_length=40, blank=True)
    titre = models.CharField("titre", max_length=400)
    etat = models.CharField("issue", max_length=10, choices=Etat)
    adoptee_on = models.DateField("du")
    signataire = models.CharField("signataire de l’extrait", max_length=200, blank=True)
    signataire_qualite = models.CharField("en qualité de", max_length=200, blank=True)
    signataire_fonction = models.CharField("fonction", max_length=200, blank=True)
    recue_en_prefecture_on = models.DateField("reçue en préfecture le", null=True, blank=True)
    mentions = models.JSONField("autres mentions publiées", default=dict)
    extrait = TenantForeignKey(Fichier, null=True, related_name="+")
    extrait_at = models.DateTimeField("extrait établi le", null=True)

    class Meta:
        verbose_name = "délibération"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "numero"],
                condition=~Q(numero=""),
                name="deliberation_numero_unique",
            ),
            models.UniqueConstraint(
                fields=["intercommunalite", "seance", "numero_ordre"],
                name="deliberation_ordre_unique",
            ),
            models.UniqueConstraint(
                fields=["intercommunalite", "point"], name="deliberation_point_unique"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["intercommunalite", "-adoptee_on", "-id"], name="deliberation_recente"
            )
        ]

    def __str__(self) -> str:
        return f"{self.numero} {self.titre}".strip()

    def get_absolute_url(self) -> str:
        return reverse(
            "deliberations:deliberation-detail", args=[self.intercommunalite.slug, self.pk]
        )
