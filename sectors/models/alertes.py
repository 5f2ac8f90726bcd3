"""The droit d'alerte: a mayor, or a comité through its élu, is heard by the Bureau."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from governance.db import TenantForeignKey
from governance.models import Acces, Envoi, Fichier, User
from governance.tenancy import TenantModel, cle_tenant
from instances.models import Commune, Elu, Instance, Perimetre, Point


class Alerte(TenantModel):
    """One alert, from the draft that its author types to the answer given back (ALR-01 to 08)."""

    class Etat(models.TextChoices):
        BROUILLON = "brouillon", "Brouillon"
        SAISIE = "saisie", "Déposée"
        INCOMPLETE = "incomplete", "À compléter"
        RECEVABLE = "recevable", "Recevable"
        INSCRITE = "inscrite", "Inscrite à l’ordre du jour"
        DEBATTUE = "debattue", "Débattue"
        SUITE_DONNEE = "suite_donnee", "Suites en cours"
        CLOSE = "close", "Close"
        RETIREE = "retiree", "Retirée par son auteur"

    class Cause(models.TextChoices):
        SITUATION = "situation", "Une situation"
        DECISION = "decision", "Une décision"

    class Grief(models.TextChoices):
        INEQUITABLE = "inequitable", "Particulièrement inéquitable"
        ATTEINTE = "atteinte", "Susceptible de porter une atteinte grave"

    numero = models.PositiveIntegerField("numéro")
    auteur = TenantForeignKey(Elu, related_name="alertes")
    # Set when the comité decided it: its élu files in its name (ALR-02).
    comite = TenantForeignKey(Instance, null=True, blank=True, related_name="alertes")
    point_du_comite = TenantForeignKey(Point, null=True, blank=True, related_name="alertes_issues")
    commune = TenantForeignKey(Commune, null=True, blank=True, related_name="alertes")
    perimetre = TenantForeignKey(Perimetre, null=True, blank=True, related_name="alertes")
    # Empty in a draft that has just been opened; filing asks for it (ALR-04).
    objet = models.CharField("objet", max_length=250, blank=True)
    cause = models.CharField("ce qui est en cause", max_length=10, choices=Cause, blank=True)
    grief = models.CharField("motif", max_length=12, choices=Grief, blank=True)
    expose = models.TextField("exposé des faits", blank=True, max_length=3000)
    attente = models.CharField("ce qui est demandé", max_length=300, blank=True)
    audition = models.BooleanField("demande à être entendu", default=True)
    etat = models.CharField("état", max_length=14, choices=Etat, default=Etat.BROUILLON)
    enregistree_at = models.DateTimeField("enregistrée le")
    deposee_at = models.DateTimeField("déposée le", null=True, blank=True)
    # The request as it was filed: rendered once, never again.
    courrier = TenantForeignKey(Fichier, null=True, blank=True, related_name="+")
    recevable_at = models.DateTimeField("recevable le", null=True, blank=True)
    manque = models.TextField("ce qui manque", blank=True)
    point = TenantForeignKey(Point, null=True, blank=True, related_name="alertes")
    debattue_at = models.DateTimeField("débattue le", null=True, blank=True)
    debat = models.TextField("teneur du débat", blank=True)
    close_at = models.DateTimeField("close le", null=True, blank=True)
    restitution = models.TextField("réponse rendue", blank=True)
    retiree_at = models.DateTimeField("retirée le", null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "numero"], name="alerte_numero_unique"
            ),
            models.CheckConstraint(
                condition=Q(etat="brouillon", deposee_at=None)
                | Q(etat="retiree")
                | (~Q(etat="brouillon") & Q(deposee_at__isnull=False)),
                name="alerte_deposee",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["intercommunalite", "etat", "-id"], name="alerte_par_etat")
        ]

    def __str__(self) -> str:
        return self.objet or f"Alerte n° {self.numero}"


class PieceAlerte(TenantModel):
    """A document in support of an alert."""

    intercommunalite = cle_tenant("pieces_alertes")
    alerte = TenantForeignKey(Alerte, on_delete=models.CASCADE, related_name="pieces")
    fichier = TenantForeignKey(Fichier, related_name="pieces_alertes")
    nom = models.CharField("nom du fichier", max_length=200)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.nom


class DestinataireAlerte(TenantModel):
    """To whom an alert went: the Président and the élus de secteur, both required (ALR-04)."""

    class Qualite(models.TextChoices):
        PRESIDENT = "president", "Président"
        ELU_DE_SECTEUR = "elu_de_secteur", "Élu de secteur"

    intercommunalite = cle_tenant("destinataires_alertes")
    alerte = TenantForeignKey(Alerte, on_delete=models.CASCADE, related_name="destinataires")
    elu = TenantForeignKey(Elu, related_name="alertes_recues")
    qualite = models.CharField("qualité", max_length=16, choices=Qualite)
    envoi = TenantForeignKey(Envoi, null=True, blank=True, related_name="alertes")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "alerte", "elu"], name="destinataire_alerte_unique"
            )
        ]

    def __str__(self) -> str:
        return str(self.elu)


class SignataireAlerte(TenantModel):
    """A mayor asked to join the alert, where the règlement wants several; signed once dated."""

    intercommunalite = cle_tenant("signataires_alertes")
    alerte = TenantForeignKey(Alerte, on_delete=models.CASCADE, related_name="signataires")
    elu = TenantForeignKey(Elu, related_name="alertes_signees")
    at = models.DateTimeField("signée le", null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "alerte", "elu"],
                name="signataire_alerte_unique",
                violation_error_message="Ce maire a déjà signé.",
            )
        ]

    def __str__(self) -> str:
        return str(self.elu)


class SuiteAlerte(TenantModel):
    """What was decided to do after the debate: by whom, for when, and whether it was done."""

    intercommunalite = cle_tenant("suites_alertes")
    alerte = TenantForeignKey(Alerte, on_delete=models.CASCADE, related_name="suites")
    quoi = models.TextField("suite")
    responsable = TenantForeignKey(Acces, null=True, blank=True, related_name="suites_alertes")
    responsable_libelle = models.CharField("responsable", max_length=160)
    avant_on = models.DateField("pour le")
    faite_on = models.DateField("faite le", null=True, blank=True)
    bilan = models.TextField("ce qui a été fait", blank=True)

    class Meta:
        ordering: ClassVar = ["avant_on", "id"]

    def __str__(self) -> str:
        return self.quoi


class EvenementAlerte(TenantModel):
    """The timeline of an alert, as its author reads it. Append-only."""

    intercommunalite = cle_tenant("evenements_alertes")
    alerte = TenantForeignKey(Alerte, related_name="evenements")
    at = models.DateTimeField("quand")
    etat = models.CharField("état", max_length=14, choices=Alerte.Etat)
    phrase = models.TextField("ce qui s’est passé")
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        ordering: ClassVar = ["at", "id"]

    def __str__(self) -> str:
        return self.phrase
