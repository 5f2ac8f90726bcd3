"""What was sent, to whom, through which channel: frozen when sent."""

from typing import ClassVar

from django.db import models

from governance.db import TenantForeignKey
from governance.models import Envoi, Fichier
from governance.tenancy import TenantModel
from instances.models.composition import Elu
from instances.models.seances import Seance


class Convocation(TenantModel):
    """One version of the convocation of a séance, with the delay as it was computed."""

    seance = TenantForeignKey(Seance, related_name="convocations")
    version = models.PositiveSmallIntegerField("version", default=1)
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
    elu = TenantForeignKey(Elu, related_name="remises")
    envoi = TenantForeignKey(Envoi, related_name="remises")
    qualite = models.CharField(max_length=10, choices=Qualite)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "convocation", "elu"], name="remise_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.elu} : {self.envoi.get_etat_display()}"
