"""Who sits: communes and their seats, élus, mandats, perimeters. Everything is dated."""

from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from governance.db import TenantForeignKey
from governance.models import Acces
from governance.tenancy import TenantModel, cle_tenant
from instances.regles.qualites import qualite


class PeriodeQuerySet(models.QuerySet[Any]):
    """Rows that live between ``starts_on`` and ``ends_on``, both included; null is open."""

    def au(self, jour: object) -> "PeriodeQuerySet":
        return self.filter(
            Q(starts_on__lte=jour) | Q(starts_on=None), Q(ends_on__gte=jour) | Q(ends_on=None)
        )


def periode_ordonnee(nom: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
        name=nom,
        violation_error_message="La date de fin précède la date de début.",
    )


class Commune(TenantModel):
    """A member commune. Its code is text: Corsica's begin with 2A and 2B."""

    nom = models.CharField("nom", max_length=120)
    code_insee = models.CharField(
        "code INSEE",
        max_length=5,
        blank=True,
        validators=[RegexValidator(r"^(\d{5}|2[AB]\d{3})$", "Cinq caractères, comme 25056.")],
    )
    population = models.PositiveIntegerField("population", null=True, blank=True)
    starts_on = models.DateField("membre depuis", null=True, blank=True)
    ends_on = models.DateField("retirée le", null=True, blank=True)

    objects = PeriodeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "nom"],
                name="commune_nom_unique",
                violation_error_message="Cette commune est déjà membre.",
            ),
            models.UniqueConstraint(
                fields=["intercommunalite", "code_insee"],
                condition=~Q(code_insee=""),
                name="commune_insee_unique",
                violation_error_message="Ce code INSEE est déjà celui d’une commune membre.",
            ),
            periode_ordonnee("commune_periode"),
        ]

    def __str__(self) -> str:
        return self.nom


class RepartitionSieges(TenantModel):
    """Seats of a commune by prefectoral order: their sum is the effectif légal (QUO-02)."""

    intercommunalite = cle_tenant("repartition_sieges")
    commune = TenantForeignKey(Commune, related_name="repartition")
    sieges = models.PositiveSmallIntegerField("sièges")
    starts_on = models.DateField("à compter du", null=True, blank=True)
    ends_on = models.DateField("jusqu’au", null=True, blank=True)
    acte = models.CharField("arrêté", max_length=200, blank=True)

    objects = PeriodeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "commune", "starts_on"], name="repartition_unique"
            ),
            models.CheckConstraint(condition=Q(sieges__gte=1), name="repartition_un_siege"),
            periode_ordonnee("repartition_periode"),
        ]

    def __str__(self) -> str:
        return f"{self.commune} : {self.sieges}"


class Perimetre(TenantModel):
    """A part of the territory made of communes, opened and closed by an act."""

    class Nature(models.TextChoices):
        SECTEUR = "secteur", "Secteur"
        TERRITOIRE = "territoire", "Conseil de territoire"
        AUTRE = "autre", "Autre périmètre"

    nature = models.CharField("nature", max_length=12, choices=Nature)
    nom = models.CharField("nom", max_length=120)
    starts_on = models.DateField("créé le", null=True, blank=True)
    ends_on = models.DateField("clos le", null=True, blank=True)
    provenance = models.TextField("acte ou source", blank=True)
    anomalie = models.TextField("anomalie à lever", blank=True)

    objects = PeriodeQuerySet.as_manager()

    class Meta:
        verbose_name = "périmètre"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "nature", "nom", "starts_on"], name="perimetre_unique"
            ),
            periode_ordonnee("perimetre_periode"),
        ]

    def __str__(self) -> str:
        return self.nom


class Secretariat(TenantModel):
    """The commune for which an access acts: its clerk answers consultations, keeps its calendar."""

    acces = TenantForeignKey(Acces, related_name="secretariats")
    commune = TenantForeignKey(Commune, related_name="secretariats")

    class Meta:
        verbose_name = "secrétariat de commune"
        verbose_name_plural = "secrétariats de commune"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "acces"],
                name="secretariat_unique",
                violation_error_message="Cet accès est déjà rattaché à une commune.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.acces.user} ({self.commune})"


class PerimetreCommune(TenantModel):
    """A commune inside a perimeter, for a time."""

    intercommunalite = cle_tenant("perimetre_communes")
    perimetre = TenantForeignKey(Perimetre, related_name="rattachements")
    commune = TenantForeignKey(Commune, related_name="rattachements")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    objects = PeriodeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "perimetre", "commune", "starts_on"],
                name="perimetre_commune_unique",
            ),
            periode_ordonnee("perimetre_commune_periode"),
        ]

    def __str__(self) -> str:
        return f"{self.commune} ({self.perimetre})"


class Elu(TenantModel):
    """A person who holds or held a mandat here. The date of birth settles ties (MEM-09)."""

    class Civilite(models.TextChoices):
        MADAME = "Mme", "Madame"
        MONSIEUR = "M.", "Monsieur"

    civilite = models.CharField("civilité", max_length=4, choices=Civilite, blank=True)
    prenom = models.CharField("prénom", max_length=80)
    nom = models.CharField("nom", max_length=80)
    naissance = models.DateField("date de naissance", null=True, blank=True)
    courriel = models.EmailField("adresse électronique", blank=True)
    adresse = models.TextField("adresse postale", blank=True)
    groupe = models.CharField("groupe d’élus", max_length=120, blank=True)
    acces = TenantForeignKey(Acces, null=True, blank=True, related_name="elus")
    fictif = models.BooleanField("personne fictive", default=False)
    provenance = models.CharField("source", max_length=250, blank=True)

    class Meta:
        verbose_name = "élu"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "acces"],
                name="elu_acces_unique",
                violation_error_message="Cet accès est déjà rattaché à un autre élu.",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["intercommunalite", "nom", "prenom"], name="elu_par_nom")
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, [self.civilite, self.prenom, self.nom.upper()]))

    @property
    def feminin(self) -> bool:
        return self.civilite == self.Civilite.MADAME

    @property
    def initiales_et_nom(self) -> str:
        """As printed among procurations: « YM. DAHOUI »."""
        morceaux = self.prenom.replace("-", " ").split()
        return f"{''.join(m[0] for m in morceaux).upper()}. {self.nom.upper()}"


class PreferenceCanal(TenantModel):
    """How an élu receives convocations: electronic by default, paper when asked for (CNV-03)."""

    class Canal(models.TextChoices):
        COURRIEL = "courriel", "Courriel"
        PAPIER = "papier", "Papier, à l’adresse indiquée"

    intercommunalite = cle_tenant("preferences_canal")
    elu = TenantForeignKey(Elu, related_name="preferences")
    canal = models.CharField("canal", max_length=10, choices=Canal)
    adresse = models.TextField("adresse choisie", blank=True)
    demande_on = models.DateField("demandé le")
    motif = models.CharField("demande", max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["demande_on", "id"]

    def __str__(self) -> str:
        return f"{self.elu} : {self.get_canal_display()}"


class Mandat(TenantModel):
    """A mandat or a function held by an élu over a period."""

    class Nature(models.TextChoices):
        CONSEILLER = "conseiller_communautaire", "Conseiller communautaire"
        SUPPLEANT = "suppleant", "Conseiller communautaire suppléant"
        PRESIDENT = "president", "Président"
        VICE_PRESIDENT = "vice_president", "Vice-président"
        DELEGUE = "conseiller_delegue", "Conseiller délégué"
        MAIRE = "maire", "Maire"
        ADJOINT = "adjoint", "Adjoint au maire"
        MUNICIPAL = "conseiller_municipal", "Conseiller municipal"

    elu = TenantForeignKey(Elu, related_name="mandats")
    nature = models.CharField("mandat", max_length=26, choices=Nature)
    commune = TenantForeignKey(Commune, null=True, blank=True, related_name="mandats")
    rang = models.PositiveSmallIntegerField("rang", null=True, blank=True)
    delegation = models.CharField("délégation", max_length=250, blank=True)
    starts_on = models.DateField("depuis le", null=True, blank=True)
    ends_on = models.DateField("jusqu’au", null=True, blank=True)
    fin_motif = models.CharField("motif de fin", max_length=120, blank=True)
    provenance = models.CharField("source", max_length=250, blank=True)

    objects = PeriodeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(commune__isnull=False)
                | Q(nature__in=["president", "vice_president", "conseiller_delegue"]),
                name="mandat_commune",
                violation_error_message="Indiquez la commune : ce mandat s’exerce pour elle.",
            ),
            periode_ordonnee("mandat_periode"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["intercommunalite", "nature", "starts_on"], name="mandat_nature")
        ]

    def __str__(self) -> str:
        lieu = f", {self.commune}" if self.commune_id else ""
        return f"{self.get_nature_display()}{lieu}"

    @property
    def qualite(self) -> str:
        return qualite(self.nature, rang=self.rang, feminin=self.elu.feminin)
