"""Secret addresses of calendars: what a calendar application subscribes to, without account."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from governance.db import TenantForeignKey
from governance.models import Acces
from governance.tenancy import TenantModel


class Abonnement(TenantModel):
    """The address of one person's séances, or of those of a public; open until it is revoked.

    Only the SHA-256 of its secret is kept: renewed, it is another address.
    """

    class Public(models.TextChoices):
        HABITANTS = "habitants", "Habitants et presse"
        MAIRES = "maires", "Maires"
        MUNICIPAUX = "conseils_municipaux", "Conseils municipaux"

    acces = TenantForeignKey(Acces, null=True, blank=True, related_name="abonnements")
    public = models.CharField("public", max_length=20, choices=Public, blank=True)
    empreinte = models.CharField(max_length=64, editable=False)
    cree_at = models.DateTimeField("créé le")
    revoque_at = models.DateTimeField("révoqué le", null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "empreinte"], name="abonnement_empreinte_unique"
            ),
            models.UniqueConstraint(
                fields=["intercommunalite", "acces", "public"],
                condition=Q(revoque_at=None),
                nulls_distinct=False,
                name="abonnement_ouvert_unique",
                violation_error_message="Une adresse est déjà ouverte.",
            ),
            models.CheckConstraint(
                condition=Q(acces=None) & ~Q(public="") | Q(acces__isnull=False, public=""),
                name="abonnement_personne_ou_public",
            ),
        ]

    def __str__(self) -> str:
        return str(self.acces.user) if self.acces else self.get_public_display()
