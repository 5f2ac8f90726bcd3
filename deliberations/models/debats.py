"""Before the result: amendments, demands for a mode of scrutin, voices on their way."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from deliberations.models.scrutins import Scrutin, Vote
from governance.db import TenantForeignKey
from governance.models import User
from governance.tenancy import TenantModel, cle_tenant
from instances.models import Point, Siegeant


class Amendement(TenantModel):
    """A change proposed to the text; voted before it, the furthest first (AMD-01 to AMD-04)."""

    class Etat(models.TextChoices):
        DEPOSE = "depose", "Déposé"
        RETIRE = "retire", "Retiré"
        IRRECEVABLE = "irrecevable", "Irrecevable"
        ECARTE = "ecarte", "Écarté par le conseil"
        RENVOYE = "renvoye", "Renvoyé en commission"
        ADOPTE = "adopte", "Adopté"
        REJETE = "rejete", "Rejeté"
        TOMBE = "tombe", "Devenu sans objet"

    point = TenantForeignKey(Point, on_delete=models.CASCADE, related_name="amendements")
    numero = models.PositiveSmallIntegerField("numéro")
    auteur = TenantForeignKey(Siegeant, related_name="amendements")
    cosignataires = models.CharField("cosignataires", max_length=300, blank=True)
    verbal = models.BooleanField("déposé oralement", default=False)
    texte = models.TextField("texte proposé")
    motifs = models.TextField("motifs", blank=True)
    # One is the furthest from the text put to the vote.
    ordre = models.PositiveSmallIntegerField("ordre de mise aux voix")
    depose_at = models.DateTimeField("déposé à")
    etat = models.CharField("sort", max_length=12, choices=Etat, default=Etat.DEPOSE)
    raison = models.TextField("motif du sort", blank=True)

    class Meta:
        ordering: ClassVar = ["ordre", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "point", "numero"], name="amendement_numero_unique"
            )
        ]

    def __str__(self) -> str:
        return f"Amendement n° {self.numero}"


class DemandeScrutin(TenantModel):
    """A demand for a public or a secret ballot, admitted or not; the PV states it (PVB-02)."""

    intercommunalite = cle_tenant("demandes_scrutin")
    point = TenantForeignKey(Point, on_delete=models.CASCADE, related_name="demandes_scrutin")
    mode = models.CharField("mode demandé", max_length=12, choices=Scrutin.Mode)
    demandeurs = models.PositiveSmallIntegerField("membres le demandant")
    presents = models.PositiveSmallIntegerField("présents")
    noms = models.TextField("demandeurs", blank=True)
    admise = models.BooleanField("admise")
    at = models.DateTimeField("à")

    class Meta:
        verbose_name = "demande de scrutin"
        ordering: ClassVar = ["at", "id"]

    def __str__(self) -> str:
        return f"Scrutin {self.get_mode_display()} demandé par {self.demandeurs}"


class Appel(TenantModel):
    """A vote while it is open: voices come in from hands, phones and the roll call.

    Voices share the row's lock with each other; closing takes it alone. No appel exists for
    a secret ballot: what would hide who voted what is not opened at all (SCR-02, SCR-07).
    """

    class Mode(models.TextChoices):
        ORDINAIRE = "ordinaire", "Ordinaire, chacun voit les voix"
        PUBLIC = "public", "Public, par appel nominal"

    point = TenantForeignKey(Point, related_name="appels")
    mode = models.CharField("mode", max_length=12, choices=Mode)
    objet = models.CharField("objet", max_length=300, blank=True)
    amendement = TenantForeignKey(Amendement, null=True, blank=True, related_name="appels")
    partie = models.CharField("partie du texte", max_length=200, blank=True)
    procedure = models.CharField(
        "décision de procédure",
        max_length=12,
        choices=Scrutin.Procedure,
        blank=True,
        db_default="",
    )
    electronique = models.BooleanField("voix reçues des téléphones", default=False)
    ouvert_at = models.DateTimeField("ouvert à")
    clos_at = models.DateTimeField("clos à", null=True, blank=True)
    abandonne_at = models.DateTimeField("abandonné à", null=True, blank=True)
    scrutin = TenantForeignKey(Scrutin, null=True, blank=True, related_name="appels")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "point"],
                condition=Q(clos_at=None, abandonne_at=None),
                name="appel_un_ouvert",
                violation_error_message="Un vote est déjà ouvert sur ce point.",
            ),
            models.CheckConstraint(
                condition=Q(mode__in=["ordinaire", "public"]),
                name="appel_jamais_secret",
                violation_error_message="Un scrutin secret se vote sur papier.",
            ),
        ]

    def __str__(self) -> str:
        return f"Vote ouvert sur {self.point}"

    @property
    def ouvert(self) -> bool:
        return self.clos_at is None and self.abandonne_at is None


class Voix(TenantModel):
    """One seat's voice in an open vote, and by which way it came. The last one counts."""

    class Voie(models.TextChoices):
        TELEPHONE = "telephone", "Depuis son téléphone"
        APPEL = "appel", "À l’appel de son nom"
        MAIN = "main", "À main levée"

    intercommunalite = cle_tenant("voix")
    appel = TenantForeignKey(Appel, on_delete=models.CASCADE, related_name="voix")
    siegeant = TenantForeignKey(Siegeant, related_name="voix")
    sens = models.CharField("sens", max_length=20, choices=Vote.Sens)
    par_mandataire = models.BooleanField("exprimée par le mandataire", default=False)
    voie = models.CharField("voie", max_length=10, choices=Voie)
    at = models.DateTimeField("reçue à")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        verbose_name = "voix"
        verbose_name_plural = "voix"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "appel", "siegeant"], name="voix_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.siegeant} : {self.get_sens_display()}"
