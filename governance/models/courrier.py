"""What was sent: one row per message, and what happened to it."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from governance.db import TenantForeignKey
from governance.tenancy import TenantModel, cle_tenant


class Envoi(TenantModel):
    """One message to one person: at once the queue and the ledger of what was sent.

    ``idem`` names what is sent to whom: nobody receives the same thing twice. Only the
    state moves; content and address are frozen when the row is written.
    """

    class Etat(models.TextChoices):
        A_ENVOYER = "a_envoyer", "À envoyer"
        REMIS = "remis", "Remis au serveur de messagerie"
        DIFFERE = "differe", "Différé"
        REFUSE = "refuse", "Adresse refusée"
        SUR_PAPIER = "sur_papier", "À remettre sur papier"
        DEPOSE = "depose", "Déposé à la poste ou remis en main propre"
        RETOURNE = "retourne", "Revenu non distribué"

    class Canal(models.TextChoices):
        COURRIEL = "courriel", "Courriel"
        PAPIER = "papier", "Papier"

    class Priorite(models.IntegerChoices):
        STATUTAIRE = 0, "Ce que la loi date"
        COPIE = 1, "Pour information"

    idem = models.CharField(max_length=200)
    canal = models.CharField(max_length=10, choices=Canal)
    destinataire = models.CharField(max_length=200)
    adresse = models.TextField()
    objet = models.CharField(max_length=250)
    corps = models.TextField()
    pieces = models.JSONField(default=list, help_text="Nom, type et SHA-256 de chaque pièce.")
    message_id = models.CharField(max_length=200, blank=True)
    etat = models.CharField(max_length=12, choices=Etat, default=Etat.A_ENVOYER)
    # A convocation never waits behind copies.
    priorite = models.PositiveSmallIntegerField(
        choices=Priorite, default=Priorite.STATUTAIRE, db_default=0
    )
    due_at = models.DateTimeField("à partir de", default=timezone.now)
    bail_until = models.DateTimeField("réservé jusqu’à", null=True, blank=True)
    tentatives = models.PositiveSmallIntegerField(default=0)
    reponse = models.TextField("réponse du serveur", blank=True)
    sent_at = models.DateTimeField("remis le", null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["intercommunalite", "idem"], name="envoi_unique")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id"],
                name="envoi_du",
                condition=models.Q(etat__in=["a_envoyer", "differe"]),
            ),
            # What comes back names the message, not the intercommunalité.
            models.Index(
                fields=["message_id"],
                name="envoi_par_message",
                condition=~models.Q(message_id=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.objet} → {self.destinataire}"


class EnvoiEvenement(TenantModel):
    """What happened to a message, in order; append-only, it is evidence."""

    intercommunalite = cle_tenant("envoi_evenements")
    envoi = TenantForeignKey(Envoi, related_name="evenements")
    at = models.DateTimeField(db_default=models.functions.Now())
    etat = models.CharField(max_length=12)
    detail = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["intercommunalite", "envoi", "id"], name="evenement_par_envoi")
        ]

    def __str__(self) -> str:
        return f"{self.etat} ({self.at})"
