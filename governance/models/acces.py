"""Whose rows these are, and who acts: intercommunalités, accounts, accesses, tokens."""

import hashlib
import secrets
from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from governance.db import TenantForeignKey
from governance.tenancy import TenantModel, cle_tenant
from governance.validators import siren_valide, slug_libre

FUSEAUX = [
    ("Europe/Paris", "Paris (Hexagone et Corse)"),
    ("America/Guadeloupe", "Guadeloupe"),
    ("America/Martinique", "Martinique"),
    ("America/Cayenne", "Guyane"),
    ("Indian/Reunion", "La Réunion"),
    ("Indian/Mayotte", "Mayotte"),
    ("America/Miquelon", "Saint-Pierre-et-Miquelon"),
    ("Pacific/Noumea", "Nouvelle-Calédonie"),
    ("Pacific/Tahiti", "Polynésie française"),
]


class Intercommunalite(models.Model):
    """The tenant. Its slug comes first in every path; its time zone rules every delay."""

    class Nature(models.TextChoices):
        COMMUNAUTE_COMMUNES = "communaute_communes", "Communauté de communes"
        COMMUNAUTE_AGGLOMERATION = "communaute_agglomeration", "Communauté d’agglomération"
        COMMUNAUTE_URBAINE = "communaute_urbaine", "Communauté urbaine"
        METROPOLE = "metropole", "Métropole"

    slug = models.SlugField("identifiant dans l’adresse", max_length=40, validators=[slug_libre])
    nom = models.CharField("nom officiel", max_length=200)
    nom_court = models.CharField("nom d’usage", max_length=80)
    nature = models.CharField("nature juridique", max_length=30, choices=Nature)
    siren = models.CharField("numéro SIREN", max_length=9, validators=[siren_valide])
    departement = models.CharField(
        "département",
        max_length=3,
        validators=[RegexValidator(r"^(0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-8]|98[678])$")],
    )
    fuseau = models.CharField("fuseau horaire", max_length=40, choices=FUSEAUX)
    droit_local = models.BooleanField("droit local d’Alsace-Moselle", default=False)
    population = models.PositiveIntegerField("population", null=True, blank=True)
    couleur = models.CharField(
        "couleur", max_length=7, default="#4b3168", validators=[RegexValidator("^#[0-9a-f]{6}$")]
    )
    # Composite with the tenant's own id: laid by hand in the first migration.
    logo = TenantForeignKey("governance.Fichier", null=True, blank=True, related_name="+")
    taille_max_piece = models.PositiveSmallIntegerField("taille d’une pièce, en Mo", default=20)
    gabarit_numero = models.CharField(
        "numéro des délibérations", max_length=60, default="{annee}-{numero:03d}"
    )
    est_demonstration = models.BooleanField("démonstration", default=False)

    class Meta:
        verbose_name = "intercommunalité"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["slug"], name="intercommunalite_slug_unique"),
            models.UniqueConstraint(
                fields=["siren"],
                name="intercommunalite_siren_unique",
                violation_error_message="Ce SIREN est déjà celui d’une intercommunalité.",
            ),
        ]

    def __str__(self) -> str:
        return self.nom_court


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **champs: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **champs)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractUser):
    """An account. It opens nothing by itself: its ``Acces`` do, one per intercommunalité."""

    username = None  # type: ignore[assignment]  # the e-mail is the name
    email = models.EmailField("adresse électronique", max_length=254, unique=True)
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    USERNAME_FIELD = "email"

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "compte"
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="user_email_unique")]

    def __str__(self) -> str:
        return self.get_full_name() or self.email


class AccesQuerySet(models.QuerySet["Acces"]):
    def en_vigueur(self) -> "AccesQuerySet":
        return self.filter(ferme_at=None)


class Acces(TenantModel):
    """What one account is in one intercommunalité. docs/roles.md says what each role may do."""

    class Role(models.TextChoices):
        ADMINISTRATEUR = "administrateur", "Administrateur"
        ASSEMBLEES = "assemblees", "Service des assemblées"
        DIRECTION = "direction", "Direction"
        ELU = "elu", "Élu"
        MAIRE = "maire", "Maire"
        LECTEUR = "lecteur", "Lecteur"
        COMMUNE = "commune", "Secrétariat de commune"

    intercommunalite = cle_tenant("acces")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="acces")
    role = models.CharField("rôle", max_length=20, choices=Role)
    fonction = models.CharField("fonction affichée", max_length=120, blank=True)
    instances_choisies = models.BooleanField(
        "limité à certaines instances",
        default=False,
        help_text="Le compte n’agit alors que dans les instances dont il a la charge.",
    )
    ouvert_at = models.DateTimeField("ouvert le", default=timezone.now)
    ferme_at = models.DateTimeField("fermé le", null=True, blank=True)

    objects = AccesQuerySet.as_manager()

    class Meta:
        verbose_name = "accès"
        verbose_name_plural = "accès"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "user"],
                name="acces_unique",
                violation_error_message="Ce compte a déjà un accès à cette intercommunalité.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"


class Jeton(TenantModel):
    """A token of the API: one account, one intercommunalité. Only its SHA-256 is kept."""

    acces = TenantForeignKey(Acces, related_name="jetons")
    libelle = models.CharField("libellé", max_length=80)
    empreinte = models.CharField(max_length=64, editable=False)
    cree_at = models.DateTimeField(default=timezone.now)
    revoque_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "empreinte"], name="jeton_empreinte_unique"
            )
        ]

    def __str__(self) -> str:
        return self.libelle

    @staticmethod
    def nouveau() -> str:
        return "hc_" + secrets.token_urlsafe(32)

    @staticmethod
    def condenser(secret: str) -> str:
        return hashlib.sha256(secret.encode()).hexdigest()

    @staticmethod
    def presente(request: Any) -> str | None:
        """The token that a call to the API shows in its ``Authorization`` header, if any."""
        schema, _, secret = request.headers.get("Authorization", "").partition(" ")
        return secret.strip() if schema.lower() in {"jeton", "bearer"} else None

    @classmethod
    def acces_ouvert(cls, intercommunalite: Intercommunalite, secret: str) -> Acces | None:
        jeton = (
            cls.objects.filter(
                intercommunalite=intercommunalite,
                empreinte=cls.condenser(secret),
                revoque_at=None,
                acces__ferme_at=None,
                acces__user__is_active=True,
            )
            .select_related("acces__user")
            .first()
        )
        return jeton.acces if jeton else None
