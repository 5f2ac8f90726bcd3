"""The right of expression: who writes in the bulletin, in turn, and how much (EXP-01, EXP-02)."""

from typing import ClassVar

from django.db import models

from governance.db import TenantForeignKey
from governance.tenancy import TenantModel, cle_tenant
from instances.models import Elu, Perimetre


class EspaceDExpression(TenantModel):
    """A space of the bulletin, whose rubriques all appear, or some in turn."""

    intercommunalite = cle_tenant("espaces_d_expression")
    rang = models.PositiveSmallIntegerField("rang")
    titre = models.CharField("titre", max_length=120)
    par_numero = models.PositiveSmallIntegerField(
        "rubriques par numéro, à tour de rôle", null=True, blank=True
    )

    class Meta:
        verbose_name = "espace d’expression"
        verbose_name_plural = "espaces d’expression"
        ordering: ClassVar = ["rang", "id"]

    def __str__(self) -> str:
        return self.titre


class Rubrique(TenantModel):
    """A sector or a group that writes in a space, and the length it is given."""

    espace = TenantForeignKey(EspaceDExpression, related_name="rubriques")
    nom = models.CharField("nom", max_length=120)
    plafond = models.PositiveIntegerField("signes, espaces compris")
    opposition = models.BooleanField("hors de la majorité", default=False)
    # Who hands its text in himself: the élus of a sector, the members of a group, one councillor.
    perimetre = TenantForeignKey(Perimetre, null=True, blank=True, related_name="rubriques")
    groupe = models.CharField("groupe", max_length=120, blank=True, db_default="")
    elu = TenantForeignKey(Elu, null=True, blank=True, related_name="rubriques")
    retiree = models.BooleanField("retirée", default=False)

    class Meta:
        ordering: ClassVar = ["nom", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "espace", "nom"],
                name="rubrique_unique",
                violation_error_message="Cette rubrique est déjà dans cet espace.",
            )
        ]

    def __str__(self) -> str:
        return self.nom


class NumeroDuBulletin(TenantModel):
    """An issue, and the day by which the texts are due."""

    intercommunalite = cle_tenant("numeros_du_bulletin")
    rang = models.PositiveIntegerField("numéro")
    avant_on = models.DateField("textes attendus le")
    clos_at = models.DateTimeField("clos le", null=True, blank=True)

    class Meta:
        verbose_name = "numéro du bulletin"
        verbose_name_plural = "numéros du bulletin"
        ordering: ClassVar = ["-rang"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "rang"], name="numero_du_bulletin_unique"
            )
        ]

    def __str__(self) -> str:
        return f"Numéro {self.rang}"


class TexteDExpression(TenantModel):
    """What one rubrique writes in one issue; empty until it is handed in."""

    intercommunalite = cle_tenant("textes_d_expression")
    numero = TenantForeignKey(NumeroDuBulletin, on_delete=models.CASCADE, related_name="textes")
    rubrique = TenantForeignKey(Rubrique, related_name="textes")
    auteur = models.CharField("signé", max_length=160, blank=True)
    texte = models.TextField("texte", blank=True)
    remis_at = models.DateTimeField("remis le", null=True, blank=True)

    class Meta:
        verbose_name = "texte d’expression"
        verbose_name_plural = "textes d’expression"
        ordering: ClassVar = ["rubrique__espace__rang", "rubrique__nom", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "numero", "rubrique"], name="texte_d_expression_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.rubrique}, {self.numero}"
