"""The conseil de développement: what it is asked or takes up itself, and its yearly report."""

from typing import ClassVar

from django.db import models

from governance.db import TenantForeignKey
from governance.models import Fichier
from governance.tenancy import TenantModel, cle_tenant
from instances.models import Instance, Point


class SaisineDuDeveloppement(TenantModel):
    """A matter before the conseil de développement, asked of it or taken up by itself (CDV-01)."""

    class Origine(models.TextChoices):
        SAISINE = "saisine", "Saisine"
        AUTOSAISINE = "autosaisine", "Autosaisine"

    intercommunalite = cle_tenant("saisines_du_developpement")
    instance = TenantForeignKey(Instance, related_name="saisines_du_developpement")
    origine = models.CharField("origine", max_length=12, choices=Origine)
    objet = models.CharField("objet", max_length=300)
    recue_on = models.DateField("reçue le")
    rendu_on = models.DateField("avis rendu le", null=True, blank=True)
    avis = models.TextField("avis", blank=True)
    fichier = TenantForeignKey(Fichier, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "saisine du conseil de développement"
        verbose_name_plural = "saisines du conseil de développement"
        ordering: ClassVar = ["-recue_on", "-id"]

    def __str__(self) -> str:
        return self.objet


class RapportDuDeveloppement(TenantModel):
    """The report on the activity of one year, that the conseil debates (CDV-01)."""

    intercommunalite = cle_tenant("rapports_du_developpement")
    instance = TenantForeignKey(Instance, related_name="rapports_du_developpement")
    annee = models.PositiveSmallIntegerField("année")
    remis_on = models.DateField("remis le")
    fichier = TenantForeignKey(Fichier, related_name="+")
    # The point of the conseil that debates it.
    point = TenantForeignKey(Point, null=True, blank=True, related_name="rapports_du_developpement")

    class Meta:
        verbose_name = "rapport du conseil de développement"
        verbose_name_plural = "rapports du conseil de développement"
        ordering: ClassVar = ["-annee", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "instance", "annee"],
                name="rapport_du_developpement_unique",
                violation_error_message="Le rapport de cette année est déjà remis.",
            )
        ]

    def __str__(self) -> str:
        return f"Rapport d’activité {self.annee}"
