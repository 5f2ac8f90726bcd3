"""What was done and what was stored: acts, documents, series of numbers, gestures received."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from governance.models.acces import User
from governance.tenancy import TenantModel, cle_tenant


class AuditEntry(TenantModel):
    """One act, recorded in its own transaction. The database refuses to change or remove it."""

    intercommunalite = cle_tenant("audit")
    at = models.DateTimeField("quand", db_default=models.functions.Now())
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    verbe = models.CharField("acte", max_length=60)
    objet_type = models.CharField(max_length=60)
    objet_id = models.BigIntegerField()
    libelle = models.CharField("objet", max_length=300)
    donnees = models.JSONField(default=dict)

    class Meta:
        verbose_name = "acte journalisé"
        indexes: ClassVar = [
            models.Index(fields=["intercommunalite", "-id"], name="audit_recent"),
            models.Index(
                fields=["intercommunalite", "objet_type", "objet_id"], name="audit_par_objet"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verbe} : {self.libelle}"


class Fichier(TenantModel):
    """Bytes kept by their SHA-256 in the tenant's private folder; written once, never again."""

    sha256 = models.CharField(max_length=64)
    taille = models.PositiveIntegerField("taille en octets")
    type_mime = models.CharField(max_length=100)
    cree_at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["intercommunalite", "sha256"], name="fichier_unique"),
            models.CheckConstraint(
                condition=models.Q(sha256__regex="^[0-9a-f]{64}$"), name="fichier_sha256"
            ),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def chemin(self) -> Any:
        """Where the bytes are. Two letters of the hash spread the files over folders."""
        dossier = settings.DOCUMENTS / str(self.intercommunalite_id) / self.sha256[:2]
        return dossier / self.sha256


class Compteur(TenantModel):
    """The last number given in a series: taken under lock, so that no number is lost or doubled."""

    serie = models.CharField(max_length=60)
    dernier = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["intercommunalite", "serie"], name="compteur_unique")
        ]

    def __str__(self) -> str:
        return f"{self.serie} : {self.dernier}"


class Geste(TenantModel):
    """A gesture already done: a browser that sends it again after a cut changes nothing."""

    cle = models.CharField(max_length=64)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["intercommunalite", "cle"], name="geste_unique")
        ]

    def __str__(self) -> str:
        return self.cle
