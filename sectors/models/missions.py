"""Missions d'information asked by members, and who replaces a member in a commission."""

from typing import ClassVar

from django.db import models

from governance.db import TenantForeignKey
from governance.models import Fichier
from governance.tenancy import TenantModel, cle_tenant
from instances.models import Elu, Instance, Point, Seance


class Mission(TenantModel):
    """A mission d'information et d'évaluation, from the demand to its report (MIE-01 to 05)."""

    numero = models.PositiveIntegerField("numéro")
    objet = models.CharField("objet", max_length=300)
    motif = models.TextField("motif", blank=True)
    recue_on = models.DateField("demande reçue le")
    # The point of the conseil that deliberates on creating it: it may refuse (MIE-01).
    point = TenantForeignKey(Point, null=True, blank=True, related_name="missions")
    creee_on = models.DateField("créée par délibération du", null=True, blank=True)
    refusee_on = models.DateField("refusée par délibération du", null=True, blank=True)
    instance = TenantForeignKey(Instance, null=True, blank=True, related_name="missions")
    rapport = TenantForeignKey(Fichier, null=True, blank=True, related_name="+")
    rapport_on = models.DateField("rapport remis le", null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-numero"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "numero"], name="mission_numero_unique"
            )
        ]

    def __str__(self) -> str:
        return self.objet


class SignataireMission(TenantModel):
    """A member who joins the demand, once a year (MIE-02)."""

    intercommunalite = cle_tenant("signataires_missions")
    mission = TenantForeignKey(Mission, on_delete=models.CASCADE, related_name="signataires")
    elu = TenantForeignKey(Elu, related_name="missions_signees")
    at = models.DateTimeField("signée le")

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "mission", "elu"],
                name="signataire_mission_unique",
                violation_error_message="Ce membre a déjà signé.",
            )
        ]

    def __str__(self) -> str:
        return str(self.elu)


class RemplacementEnCommission(TenantModel):
    """Whom a mayor sends to one meeting of a commission in a member's place (COM-04)."""

    intercommunalite = cle_tenant("remplacements_en_commission")
    seance = TenantForeignKey(
        Seance, on_delete=models.CASCADE, related_name="remplacements_en_commission"
    )
    membre = TenantForeignKey(Elu, related_name="remplace_en_commission")
    remplacant = TenantForeignKey(Elu, related_name="remplacant_en_commission")
    at = models.DateTimeField("désigné le")

    class Meta:
        verbose_name = "remplacement en commission"
        verbose_name_plural = "remplacements en commission"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "seance", "membre"],
                name="remplacement_en_commission_unique",
                violation_error_message="Ce membre est déjà remplacé pour cette séance.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.remplacant} pour {self.membre}"
