"""The schéma décisionnel: the steps a tenant asks of a matter, and where each matter is."""

from typing import ClassVar

from django.db import models

from governance.db import TenantForeignKey
from governance.tenancy import TenantModel, cle_tenant
from instances.models import Point, TypeInstance


class EtapeDuSchema(TenantModel):
    """One step of the path that the pacte or the règlement draws (BUR-08)."""

    class Temps(models.TextChoices):
        IMPULSION = "impulsion", "Impulsion"
        TRAVAIL = "travail", "Travail"
        COORDINATION = "coordination", "Coordination"
        DECISION = "decision", "Décision"
        MISE_EN_OEUVRE = "mise_en_oeuvre", "Mise en œuvre"
        EVALUATION = "evaluation", "Évaluation"

    intercommunalite = cle_tenant("etapes_du_schema")
    rang = models.PositiveSmallIntegerField("rang")
    temps = models.CharField("temps", max_length=16, choices=Temps)
    # Nobody sits at some steps: carrying a decision out is the services' work.
    type_instance = TenantForeignKey(
        TypeInstance, null=True, blank=True, related_name="etapes", verbose_name="examiné par"
    )
    avis = models.BooleanField("avis attendu", default=False)
    # No longer asked: dossiers that went through it keep it.
    retiree = models.BooleanField("retirée du schéma", default=False)

    class Meta:
        verbose_name = "étape du schéma"
        verbose_name_plural = "étapes du schéma"
        ordering: ClassVar = ["rang", "id"]

    def __str__(self) -> str:
        temps, qui = str(self.get_temps_display()), self.examinateurs
        return f"{temps} ({qui})" if qui else temps

    @property
    def genres(self) -> list[TypeInstance]:
        """Whichever of them examines the matter, the step is done."""
        autres = [a.type_instance for a in self.alternatives.all()]
        return [self.type_instance, *autres] if self.type_instance else autres

    @property
    def examinateurs(self) -> str:
        """« Bureau ou Conseil communautaire »; empty for the services."""
        return " ou ".join(genre.nom for genre in self.genres)


class AlternativeDEtape(TenantModel):
    """Another body that may examine the matter at that step: « bureau ou conseil » (BUR-08)."""

    intercommunalite = cle_tenant("alternatives_d_etape")
    etape = TenantForeignKey(EtapeDuSchema, on_delete=models.CASCADE, related_name="alternatives")
    type_instance = TenantForeignKey(TypeInstance, related_name="etapes_alternatives")

    class Meta:
        verbose_name = "alternative d’étape"
        verbose_name_plural = "alternatives d’étape"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "etape", "type_instance"],
                name="alternative_d_etape_unique",
            )
        ]

    def __str__(self) -> str:
        return self.type_instance.nom


class Dossier(TenantModel):
    """A matter followed from the first idea to what came of it (BUR-08)."""

    numero = models.PositiveIntegerField("numéro")
    titre = models.CharField("titre", max_length=250)
    resume = models.TextField("de quoi il s’agit", blank=True)
    responsable = models.CharField("responsable", max_length=160, blank=True)
    ouvert_at = models.DateTimeField("ouvert le")
    clos_at = models.DateTimeField("clos le", null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-numero"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "numero"], name="dossier_numero_unique"
            )
        ]

    def __str__(self) -> str:
        return self.titre


class PassageDeDossier(TenantModel):
    """A dossier at one step: the point that examined it, or the day somebody noted it done."""

    intercommunalite = cle_tenant("passages_de_dossier")
    dossier = TenantForeignKey(Dossier, on_delete=models.CASCADE, related_name="passages")
    etape = TenantForeignKey(EtapeDuSchema, related_name="passages")
    point = TenantForeignKey(
        Point, on_delete=models.CASCADE, null=True, blank=True, related_name="etapes_de_dossier"
    )
    fait_on = models.DateField("fait le", null=True, blank=True)
    note = models.TextField("ce qui en est ressorti", blank=True)

    class Meta:
        verbose_name = "passage de dossier"
        verbose_name_plural = "passages de dossier"
        ordering: ClassVar = ["etape__rang", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "dossier", "etape"],
                name="passage_de_dossier_unique",
                violation_error_message="Ce dossier est déjà passé par cette étape.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.dossier}, {self.etape}"
