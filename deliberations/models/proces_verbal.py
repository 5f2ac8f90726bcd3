"""The procès-verbal: what the séance recorded by itself, and the substance the clerk adds."""

from typing import ClassVar

from django.db import models

from governance.db import TenantForeignKey
from governance.models import Fichier, User
from governance.tenancy import TenantModel, cle_tenant
from instances.models import Point, Seance


class ProcesVerbal(TenantModel):
    """One per séance; written, proposed at the next séance, arrêté there, then frozen (PVB-01)."""

    class Etat(models.TextChoices):
        REDACTION = "redaction", "En rédaction"
        PROPOSE = "propose", "Proposé à la séance suivante"
        ARRETE = "arrete", "Arrêté"
        PUBLIE = "publie", "Publié"

    intercommunalite = cle_tenant("proces_verbaux")
    seance = TenantForeignKey(Seance, related_name="proces_verbaux")
    etat = models.CharField("état", max_length=10, choices=Etat, default=Etat.REDACTION)
    arrete_seance = TenantForeignKey(
        Seance, null=True, blank=True, related_name="proces_verbaux_arretes"
    )
    arrete_on = models.DateField("arrêté le", null=True, blank=True)
    rectifications = models.TextField("rectifications demandées", blank=True)
    fichier = TenantForeignKey(Fichier, null=True, blank=True, related_name="+")
    publie_on = models.DateField("publié le", null=True, blank=True)

    class Meta:
        verbose_name = "procès-verbal"
        verbose_name_plural = "procès-verbaux"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "seance"], name="proces_verbal_unique"
            )
        ]

    def __str__(self) -> str:
        return f"Procès-verbal de {self.seance}"


class Passage(TenantModel):
    """What the clerk writes of one point, or of the séance as a whole when there is none."""

    proces_verbal = TenantForeignKey(
        ProcesVerbal, on_delete=models.CASCADE, related_name="passages"
    )
    point = TenantForeignKey(Point, null=True, blank=True, related_name="passages")
    texte = models.TextField("teneur des discussions", blank=True)
    modifie_at = models.DateTimeField("modifié le")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "proces_verbal", "point"], name="passage_unique"
            ),
            models.UniqueConstraint(
                fields=["intercommunalite", "proces_verbal"],
                condition=models.Q(point=None),
                name="passage_de_seance_unique",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proces_verbal}, {self.point or 'ouverture'}"
