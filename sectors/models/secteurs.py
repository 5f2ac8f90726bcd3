"""Who speaks for a sector: titulaire and suppléant, from pre-designation to election."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from governance.db import TenantForeignKey
from governance.tenancy import TenantModel, cle_tenant
from instances.models import Elu, Perimetre
from instances.models.composition import PeriodeQuerySet, periode_ordonnee


class EluDeSecteur(TenantModel):
    """A member of the bureau, from the sector, who carries its voice (SEC-07).

    In office from the day of his designation by the président; before, he is a candidate of
    the sector, then of the assembly.
    """

    class Qualite(models.TextChoices):
        TITULAIRE = "titulaire", "Titulaire"
        SUPPLEANT = "suppleant", "Suppléant"

    intercommunalite = cle_tenant("elus_de_secteur")
    perimetre = TenantForeignKey(Perimetre, related_name="elus_de_secteur")
    elu = TenantForeignKey(Elu, related_name="secteurs_representes")
    qualite = models.CharField("qualité", max_length=10, choices=Qualite)
    predesigne_on = models.DateField("pré-désigné par le secteur le", null=True, blank=True)
    elu_on = models.DateField("élu par l’assemblée le", null=True, blank=True)
    starts_on = models.DateField("désigné par le président le", null=True, blank=True)
    ends_on = models.DateField("jusqu’au", null=True, blank=True)
    acte = models.CharField("acte", max_length=200, blank=True)

    objects = PeriodeQuerySet.as_manager()

    class Meta:
        verbose_name = "élu de secteur"
        verbose_name_plural = "élus de secteur"
        ordering: ClassVar = ["perimetre_id", "qualite", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "perimetre", "qualite"],
                condition=Q(ends_on=None),
                name="elu_de_secteur_un_par_qualite",
                violation_error_message="Ce secteur a déjà un élu en cette qualité : mettez "
                "d’abord fin à sa désignation.",
            ),
            periode_ordonnee("elu_de_secteur_periode"),
        ]

    def __str__(self) -> str:
        return f"{self.elu} ({self.perimetre}, {self.get_qualite_display().lower()})"
