"""What is asked of the communes' councils, and what each of them answered."""

from typing import ClassVar

from django.db import models

from governance.db import TenantForeignKey
from governance.models import Fichier, User
from governance.tenancy import TenantModel, cle_tenant
from instances.models import Commune, Point


class Consultation(TenantModel):
    """A text sent to communes for their opinion; the clock runs commune by commune."""

    class Fondement(models.TextChoices):
        COMMUNE_SEULE = "l5211_57", "Décision qui ne concerne qu’une commune (L. 5211-57)"
        PACTE = "pacte", "Pacte de gouvernance (L. 5211-11-2)"
        BUDGET = "budget", "Budget"
        AUTRE = "autre", "Autre consultation"

    fondement = models.CharField("fondement", max_length=10, choices=Fondement)
    objet = models.CharField("objet", max_length=300)
    point = TenantForeignKey(Point, null=True, blank=True, related_name="consultations")
    projet = TenantForeignKey(Fichier, null=True, blank=True, related_name="+")
    delai_mois = models.PositiveSmallIntegerField("délai, en mois")
    silence_favorable = models.BooleanField("le silence vaut avis favorable")
    ouverte_at = models.DateTimeField("ouverte le")
    close_at = models.DateTimeField("close le", null=True, blank=True)
    # A substantial change calls for a new transmission; the former one stays (MAJ-05).
    remplace = TenantForeignKey("self", null=True, blank=True, related_name="remplacees")
    # What a pacte adds to the law: noted and shown, it changes no majority (MAJ-06, MAJ-07).
    politique_adoptee = models.BooleanField(
        "politique ou projet déjà adopté", default=False, db_default=False
    )
    compromis = models.TextField("compromis recherché", blank=True, db_default="")

    def __str__(self) -> str:
        return self.objet


class AvisCommune(TenantModel):
    """One commune, asked on a day; its answer, or the silence that the law reads."""

    class Sens(models.TextChoices):
        FAVORABLE = "favorable", "Favorable"
        DEFAVORABLE = "defavorable", "Défavorable"

    intercommunalite = cle_tenant("avis_communes")
    consultation = TenantForeignKey(Consultation, related_name="avis")
    commune = TenantForeignKey(Commune, related_name="avis")
    transmis_on = models.DateField("projet transmis le")
    sens = models.CharField("avis", max_length=12, choices=Sens, blank=True)
    delibere_on = models.DateField("délibéré le", null=True, blank=True)
    recu_at = models.DateTimeField("reçu le", null=True, blank=True)
    deliberation = TenantForeignKey(Fichier, null=True, blank=True, related_name="+")
    observations = models.TextField("observations", blank=True)
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        verbose_name = "avis de commune"
        verbose_name_plural = "avis de communes"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "consultation", "commune"],
                name="avis_commune_unique",
                violation_error_message="Cette commune est déjà consultée.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.commune} : {self.get_sens_display() or 'attendu'}"
