"""Before a séance is convened: who asked for it, who is invited, what was said of its points."""

from typing import ClassVar

from django.db import models

from governance.db import TenantForeignKey
from governance.models import User
from governance.tenancy import TenantModel, cle_tenant
from instances.models.composition import Commune, Elu
from instances.models.instances import Instance
from instances.models.seances import Point, Seance


class DemandeReunion(TenantModel):
    """A meeting that must be held: asked by a third of the members, or by the préfet (CNV-16)."""

    class Origine(models.TextChoices):
        MEMBRES = "membres", "Membres de l’instance"
        PREFET = "prefet", "Préfet"
        MAIRES = "maires", "Maires"

    intercommunalite = cle_tenant("demandes_reunion")
    instance = TenantForeignKey(Instance, related_name="demandes")
    origine = models.CharField("demandée par", max_length=8, choices=Origine)
    recue_on = models.DateField("reçue le")
    motif = models.TextField("motif")
    ordre_du_jour = models.TextField("ordre du jour demandé")
    # The préfet may shorten the thirty days; nobody else may.
    avant_on = models.DateField("à tenir avant le", null=True, blank=True)
    classee_at = models.DateTimeField("classée le", null=True, blank=True)
    classee_motif = models.TextField("motif du classement", blank=True)

    class Meta:
        verbose_name = "demande de réunion"

    def __str__(self) -> str:
        return f"{self.instance}, demande du {self.recue_on:%d/%m/%Y}"


class SignataireDemande(TenantModel):
    """A member who signed a demand for a meeting; once counted, he is not counted twice."""

    intercommunalite = cle_tenant("signataires_demandes")
    demande = TenantForeignKey(DemandeReunion, on_delete=models.CASCADE, related_name="signataires")
    elu = TenantForeignKey(Elu, related_name="demandes_signees")
    at = models.DateTimeField("signée le")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "demande", "elu"],
                name="signataire_unique",
                violation_error_message="Ce membre a déjà signé la demande.",
            )
        ]

    def __str__(self) -> str:
        return str(self.elu)


class Invite(TenantModel):
    """A person invited to one séance, who does not count; nor votes, unless for his commune."""

    seance = TenantForeignKey(Seance, on_delete=models.CASCADE, related_name="invites")
    elu = TenantForeignKey(Elu, null=True, blank=True, related_name="invitations")
    personne = models.CharField("nom", max_length=160, blank=True)
    qualite = models.CharField("qualité", max_length=120, blank=True)
    courriel = models.EmailField("adresse électronique", blank=True)
    point = TenantForeignKey(Point, null=True, blank=True, related_name="invites")
    # Whether he came: noted by the clerk, for the procès-verbal, and for no count.
    arrive_at = models.DateTimeField("arrivé à", null=True, blank=True)
    parti_at = models.DateTimeField("parti à", null=True, blank=True)
    # The commune whose mayor sends him to vote on that point (SEC-03).
    voix_de = TenantForeignKey(Commune, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "invité"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(elu__isnull=False) | ~models.Q(personne=""),
                name="invite_quelqu_un",
                violation_error_message="Nommez la personne invitée.",
            )
        ]

    def __str__(self) -> str:
        return str(self.elu or self.personne)


class Derogation(TenantModel):
    """Passing over one breach, by someone entitled, with a written reason. Append-only.

    It covers the breach as it was worded that day, and no other: if the facts move, the
    sentence moves with them and the derogation no longer answers it.
    """

    seance = TenantForeignKey(Seance, related_name="derogations")
    regle = models.CharField("règle", max_length=10)
    manquement = models.TextField("manquement")
    motif = models.TextField("motif")
    at = models.DateTimeField("accordée le")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        verbose_name = "dérogation"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "seance", "regle", "manquement"],
                name="derogation_unique",
                violation_error_message="Une dérogation couvre déjà ce manquement.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.regle} : {self.motif}"


class Avis(TenantModel):
    """What a commission, a comité or another body said of a point before its decision."""

    class Sens(models.TextChoices):
        FAVORABLE = "favorable", "Favorable"
        RESERVES = "reserves", "Favorable avec réserves"
        DEFAVORABLE = "defavorable", "Défavorable"
        SANS = "sans", "Examiné, sans avis formel"

    intercommunalite = cle_tenant("avis_rendus")
    point = TenantForeignKey(Point, on_delete=models.CASCADE, related_name="avis")
    instance = TenantForeignKey(Instance, related_name="avis")
    point_source = TenantForeignKey(Point, null=True, blank=True, related_name="avis_issus")
    sens = models.CharField("avis", max_length=12, choices=Sens)
    rendu_on = models.DateField("rendu le")
    texte = models.TextField("observations", blank=True)
    pour = models.PositiveSmallIntegerField(null=True, blank=True)
    contre = models.PositiveSmallIntegerField(null=True, blank=True)
    abstention = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = "avis"
        verbose_name_plural = "avis"
        ordering: ClassVar = ["rendu_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "point", "instance", "rendu_on"],
                name="avis_unique",
                violation_error_message="Un avis de cette instance est déjà noté à cette date.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.instance} : {self.get_sens_display()}"


class ReunionMunicipale(TenantModel):
    """A meeting of a commune's own council, typed or read from its calendar (CNV-23)."""

    intercommunalite = cle_tenant("reunions_municipales")
    commune = TenantForeignKey(Commune, related_name="reunions")
    titre = models.CharField("objet", max_length=200)
    starts_at = models.DateTimeField("début")
    ends_at = models.DateTimeField("fin", null=True, blank=True)
    uid = models.CharField("identifiant du calendrier", max_length=250, blank=True)
    annulee = models.BooleanField("annulée", default=False)

    class Meta:
        verbose_name = "réunion municipale"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "commune", "uid", "starts_at"],
                condition=~models.Q(uid=""),
                name="reunion_municipale_unique",
                violation_error_message="Cette réunion est déjà au calendrier de la commune.",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["intercommunalite", "starts_at"], name="reunion_municipale_date")
        ]

    def __str__(self) -> str:
        return f"{self.commune} : {self.titre}"
