"""What was sent, to whom, through which channel: frozen when sent."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from governance.db import TenantForeignKey
from governance.models import Envoi, Fichier, User
from governance.tenancy import TenantModel
from instances.models.composition import Elu
from instances.models.seances import Seance, Siegeant


class Convocation(TenantModel):
    """One version of the convocation of a séance, with the delay as it was computed."""

    class Nature(models.TextChoices):
        INITIALE = "initiale", "Convocation"
        RECTIFICATIVE = "rectificative", "Convocation rectificative"

    seance = TenantForeignKey(Seance, related_name="convocations")
    version = models.PositiveSmallIntegerField("version", default=1)
    nature = models.CharField(
        "nature", max_length=14, choices=Nature, default=Nature.INITIALE, db_default="initiale"
    )
    motif = models.TextField("motif de la rectification", blank=True, db_default="")
    # What changed since the version before, in the sentences that the élus read.
    changements = models.JSONField("ce qui change", default=list, db_default=[])
    # What this version announced, to compare the next one with (regles/rectification.py).
    annonce = models.JSONField("ce qui est annoncé", default=dict, db_default={})
    sent_at = models.DateTimeField("envoyée le")
    auteur = models.CharField("auteur", max_length=200)
    texte = models.TextField("texte")
    delai_requis = models.PositiveSmallIntegerField("jours francs exigés", null=True)
    francs = models.SmallIntegerField("jours francs laissés", null=True)
    pdf = TenantForeignKey(Fichier, null=True, related_name="+")
    ics = TenantForeignKey(Fichier, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "seance", "version"],
                name="convocation_version_unique",
                violation_error_message="Cette convocation est déjà partie.",
            )
        ]

    def __str__(self) -> str:
        return f"Convocation de {self.seance}"


class Remise(TenantModel):
    """The ledger row of one person for one convocation; the message itself is an ``Envoi``."""

    class Qualite(models.TextChoices):
        TITULAIRE = "titulaire", "Titulaire"
        SUPPLEANT = "suppleant", "Suppléant, pour information"
        INVITE = "invite", "Invité"

    convocation = TenantForeignKey(Convocation, related_name="remises")
    elu = TenantForeignKey(Elu, null=True, blank=True, related_name="remises")
    personne = models.CharField("personne extérieure", max_length=160, blank=True, db_default="")
    envoi = TenantForeignKey(Envoi, related_name="remises")
    qualite = models.CharField(max_length=10, choices=Qualite)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "convocation", "elu"], name="remise_unique"
            ),
            models.CheckConstraint(
                condition=Q(elu__isnull=False, personne="")
                | (Q(elu__isnull=True) & ~Q(personne="")),
                name="remise_elu_ou_personne",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.elu or self.personne} : {self.envoi.get_etat_display()}"


class Diffusion(TenantModel):
    """Documents due to the municipal councillors who do not sit (CNV-15).

    The act writes this one row; the clock writes a ``Copie`` and a message for each of
    them, thousands at times, until ``achevee_at``.
    """

    class Nature(models.TextChoices):
        CONVOCATION = "convocation", "Convocation et notes de synthèse"
        LISTE = "liste", "Liste des délibérations"
        PROCES_VERBAL = "proces_verbal", "Procès-verbal"
        AVIS = "avis", "Avis de la conférence des maires"

    seance = TenantForeignKey(Seance, related_name="diffusions")
    nature = models.CharField("nature", max_length=14, choices=Nature)
    # Names what is sent: the same thing is not sent round twice.
    cle = models.CharField(max_length=100)
    objet = models.CharField("objet", max_length=250)
    texte = models.TextField("texte")
    pieces = models.JSONField(default=list, help_text="Nom, type et SHA-256 de chaque pièce.")
    demandee_at = models.DateTimeField("demandée le")
    achevee_at = models.DateTimeField("tous les messages écrits le", null=True, blank=True)
    fermee_at = models.DateTimeField("page fermée le", null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "cle"],
                name="diffusion_unique",
                violation_error_message="Ces documents ont déjà été transmis.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_nature_display()}, {self.seance}"


class Copie(TenantModel):
    """The copy that one municipal councillor receives (CNV-15)."""

    diffusion = TenantForeignKey(Diffusion, related_name="copies")
    elu = TenantForeignKey(Elu, related_name="copies")
    envoi = TenantForeignKey(Envoi, related_name="copies")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "diffusion", "elu"], name="copie_unique"
            )
        ]

    def __str__(self) -> str:
        return str(self.elu)


class Lien(TenantModel):
    """The personal link of a message: it opens one dossier, to one person, without password.

    Only the SHA-256 of its secret is kept. It serves to read and answer one convocation,
    nothing else; it expires, and it can be revoked.
    """

    remise = TenantForeignKey(Remise, related_name="liens")
    empreinte = models.CharField(max_length=64, editable=False)
    expire_at = models.DateTimeField("expire le")
    revoque_at = models.DateTimeField("révoqué le", null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "empreinte"], name="lien_empreinte_unique"
            )
        ]

    def __str__(self) -> str:
        return f"Lien de {self.remise}"


class Reponse(TenantModel):
    """What a member says of his coming. Append-only: the last one counts, all of them show."""

    class Choix(models.TextChoices):
        PRESENT = "present", "Présent"
        DISTANCE = "distance", "Présent à distance"
        SUPPLEANT = "suppleant", "Représenté par son suppléant"
        POUVOIR = "pouvoir", "Donne pouvoir"
        EXCUSE = "excuse", "Excusé"
        ABSENT = "absent", "Absent"

    class Voie(models.TextChoices):
        LIEN = "lien", "Par le lien du message"
        COMPTE = "compte", "Depuis son compte"
        SERVICE = "service", "Notée par le service"

    seance = TenantForeignKey(Seance, related_name="reponses")
    siegeant = TenantForeignKey(Siegeant, related_name="reponses")
    remise = TenantForeignKey(Remise, null=True, blank=True, related_name="reponses")
    choix = models.CharField("réponse", max_length=10, choices=Choix)
    mandataire = TenantForeignKey(Siegeant, null=True, blank=True, related_name="reponses_pour")
    voie = models.CharField("voie", max_length=8, choices=Voie)
    commentaire = models.CharField("précision", max_length=300, blank=True)
    at = models.DateTimeField("reçue le")
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        verbose_name = "réponse"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(choix="pouvoir", mandataire__isnull=False)
                | (~Q(choix="pouvoir") & Q(mandataire=None)),
                name="reponse_mandataire",
                violation_error_message="Nommez la personne à qui le pouvoir est donné.",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["intercommunalite", "seance", "siegeant", "-id"], name="reponse_derniere"
            )
        ]

    def __str__(self) -> str:
        return f"{self.siegeant} : {self.get_choix_display()}"
