"""Sectors drawn and heard: their map, who speaks for them, whom the mayors invite."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from governance.db import TenantForeignKey
from governance.models import Fichier
from governance.tenancy import TenantModel, cle_tenant
from instances.models import Commune, Elu, Instance, Invite, Perimetre, Point, Seance
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


class RapportDeSecteur(TenantModel):
    """What an élu de secteur told the bureau of his sector, once or twice a year (SEC-07)."""

    intercommunalite = cle_tenant("rapports_de_secteur")
    perimetre = TenantForeignKey(Perimetre, related_name="rapports")
    elu = TenantForeignKey(Elu, related_name="rapports_de_secteur")
    presente_on = models.DateField("présenté le")
    resume = models.TextField("ce qui en est ressorti", blank=True)

    class Meta:
        verbose_name = "rapport de secteur"
        verbose_name_plural = "rapports de secteur"
        ordering: ClassVar = ["-presente_on", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "perimetre", "presente_on"],
                name="rapport_de_secteur_unique",
                violation_error_message="Un rapport de ce secteur est déjà noté ce jour-là.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.perimetre}, {self.presente_on:%d/%m/%Y}"


class InvitationDuMaire(TenantModel):
    """An adjoint or councillor whom his mayor sends for a field, with a vote there (SEC-03)."""

    intercommunalite = cle_tenant("invitations_des_maires")
    invite = TenantForeignKey(Invite, on_delete=models.CASCADE, related_name="invitations_du_maire")
    commune = TenantForeignKey(Commune, related_name="invitations")
    maire = TenantForeignKey(Elu, related_name="invitations_faites")
    domaine = models.CharField("domaine", max_length=120)
    at = models.DateTimeField("invité le")

    class Meta:
        verbose_name = "invitation d’un maire"
        verbose_name_plural = "invitations des maires"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "invite"], name="invitation_du_maire_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.invite} ({self.commune}, {self.domaine})"


class Destination(TenantModel):
    """Where the avis of a comité goes: the point of the bureau or conseil that it enlightens."""

    point = TenantForeignKey(Point, on_delete=models.CASCADE, related_name="destinations")
    vers = TenantForeignKey(Point, on_delete=models.CASCADE, related_name="avis_attendus")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "point", "vers"],
                name="destination_unique",
                violation_error_message="Cet avis va déjà à ce rapport.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.point} → {self.vers}"


class Remplacement(TenantModel):
    """The adjoint who sits in place of a mayor, for one séance (CDM-03)."""

    seance = TenantForeignKey(Seance, on_delete=models.CASCADE, related_name="remplacements")
    maire = TenantForeignKey(Elu, related_name="remplacements")
    adjoint = TenantForeignKey(Elu, related_name="remplacements_tenus")
    at = models.DateTimeField("désigné le")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "seance", "maire"],
                name="remplacement_unique",
                violation_error_message="Ce maire est déjà remplacé pour cette séance.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.adjoint} pour {self.maire}"


class ReglementPropre(TenantModel):
    """The règlement that a body gave itself, as it noted it (CDM-05)."""

    intercommunalite = cle_tenant("reglements_propres")
    instance = TenantForeignKey(Instance, related_name="reglements_propres")
    adopte_on = models.DateField("adopté le")
    fichier = TenantForeignKey(Fichier, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "règlement propre"
        verbose_name_plural = "règlements propres"
        ordering: ClassVar = ["-adopte_on", "-id"]

    def __str__(self) -> str:
        return f"{self.instance}, règlement du {self.adopte_on:%d/%m/%Y}"


class FondDeCarte(TenantModel):
    """The communes as drawn from an open geometry, one path each, ready for the page."""

    intercommunalite = cle_tenant("fonds_de_carte")
    traces = models.JSONField("tracés", help_text="Le tracé SVG de chaque code INSEE.")
    largeur = models.PositiveSmallIntegerField("largeur")
    hauteur = models.PositiveSmallIntegerField("hauteur")
    source = models.CharField("source et licence", max_length=200)
    depose_at = models.DateTimeField("déposé le")

    class Meta:
        verbose_name = "fond de carte"
        verbose_name_plural = "fonds de carte"
        ordering: ClassVar = ["-depose_at", "-id"]

    def __str__(self) -> str:
        return self.source
