"""What must be recalled to whom, and when: the database holds it, the clock only reads it."""

from datetime import time
from typing import ClassVar

from django.db import models

from governance.db import TenantForeignKey
from governance.models import Acces, Envoi
from governance.tenancy import TenantModel, cle_tenant
from instances.models.composition import Elu
from instances.models.seances import Seance


class ReglageRappels(TenantModel):
    """How one intercommunalité wants to be reminded. Zero day means never."""

    intercommunalite = cle_tenant("reglages_rappels")
    limite_jours = models.PositiveSmallIntegerField(
        "avant le dernier jour d’envoi, en jours", default=3
    )
    non_ouverte_jours = models.PositiveSmallIntegerField(
        "relancer qui n’a pas ouvert sa convocation, après (jours)", default=2
    )
    reponse_jours = models.PositiveSmallIntegerField(
        "demander la réponse manquante, avant la séance (jours)", default=2
    )
    visas = models.BooleanField("rappeler les visas attendus", default=True)
    calme_debut = models.TimeField("heures calmes, de", default=time(20))
    calme_fin = models.TimeField("à", default=time(7, 30))
    recapitulatif = models.TimeField("heure du récapitulatif", default=time(8))
    fin_de_semaine = models.BooleanField("aussi le samedi et le dimanche", default=False)

    class Meta:
        verbose_name = "réglage des rappels"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["intercommunalite"], name="reglage_rappels_unique")
        ]

    def __str__(self) -> str:
        return f"Rappels de {self.intercommunalite}"


class Rappel(TenantModel):
    """One thing to recall to one person. ``cle`` names it: it is never recalled twice.

    Rows due to the same person at the same hour leave in one message.
    """

    class Nature(models.TextChoices):
        LIMITE_PROCHE = "limite_proche", "Dernier jour d’envoi proche"
        LIMITE_PASSEE = "limite_passee", "Dernier jour d’envoi passé"
        NON_OUVERTE = "non_ouverte", "Convocation non ouverte"
        REPONSE = "reponse", "Réponse attendue"
        VISA = "visa", "Visa attendu"
        RETOUR = "retour", "Message revenu"
        DEMANDE = "demande", "Réunion demandée"
        QUESTION = "question", "Réponse écrite due"
        ALERTE = "alerte", "Alerte en attente"
        PACTE = "pacte", "Pacte de gouvernance"

    cle = models.CharField(max_length=200)
    nature = models.CharField("nature", max_length=14, choices=Nature)
    seance = TenantForeignKey(Seance, null=True, blank=True, related_name="rappels")
    acces = TenantForeignKey(Acces, null=True, blank=True, related_name="rappels")
    elu = TenantForeignKey(Elu, null=True, blank=True, related_name="rappels")
    phrase = models.TextField("phrase")
    chemin = models.CharField("page", max_length=250, blank=True)
    due_at = models.DateTimeField("à partir de")
    # Empty while due. With no envoi, the reason had gone before the hour came.
    traite_at = models.DateTimeField("traité le", null=True, blank=True)
    envoi = TenantForeignKey(Envoi, null=True, blank=True, related_name="rappels")
    # When the reason went: what is not extinguished is still to be done, recalled or not.
    eteint_at = models.DateTimeField("éteint le", null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["intercommunalite", "cle"], name="rappel_unique"),
            models.CheckConstraint(
                condition=models.Q(acces__isnull=False, elu=None)
                | models.Q(acces=None, elu__isnull=False),
                name="rappel_une_personne",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id"], name="rappel_du", condition=models.Q(traite_at=None)
            ),
            models.Index(
                fields=["intercommunalite", "acces"],
                name="rappel_a_faire",
                condition=models.Q(eteint_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_nature_display()} : {self.acces or self.elu}"
