"""Presence as a timeline: intervals bounded by points, from which quorum and voters follow."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from governance.db import TenantForeignKey
from governance.models import User
from governance.tenancy import TenantModel
from instances.models.composition import Elu
from instances.models.seances import Point, Seance, Siegeant


class Intervalle(TenantModel):
    """Bounds in the ordre de passage; none means from the opening, or to the end.

    A bound is a point, included or not, or an hour when that is all the source says. Neither
    point nor hour, and « not included »: a bound that exists and that nobody can place.
    """

    debut_point = TenantForeignKey(Point, null=True, blank=True, related_name="+")
    debut_inclus = models.BooleanField(default=True)
    debut_at = models.DateTimeField(null=True, blank=True)
    fin_point = TenantForeignKey(Point, null=True, blank=True, related_name="+")
    fin_inclus = models.BooleanField(default=True)
    fin_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class Presence(Intervalle):
    """A seat occupied from a point to another, by its titulaire or by the suppléant."""

    seance = TenantForeignKey(Seance, on_delete=models.CASCADE, related_name="presences")
    siegeant = TenantForeignKey(Siegeant, on_delete=models.CASCADE, related_name="presences")
    suppleant = TenantForeignKey(Elu, null=True, blank=True, related_name="suppleances")
    a_distance = models.BooleanField("à distance", default=False)

    class Meta:
        verbose_name = "présence"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "siegeant"],
                condition=Q(fin_point=None, fin_at=None),
                name="presence_une_ouverte",
                violation_error_message="Ce membre est déjà noté présent.",
            )
        ]

    def __str__(self) -> str:
        return str(self.suppleant or self.siegeant)


class Pouvoir(Intervalle):
    """A vote given in writing: the mandant gives, the mandataire holds (POU-01 to POU-13)."""

    class Voie(models.TextChoices):
        PAPIER = "papier", "Écrit remis ou posté"
        SEANCE = "seance", "Écrit remis en séance"
        COURRIEL = "courriel", "Courriel, son auteur étant certain"
        COMPTE = "compte", "Compte du membre"

    seance = TenantForeignKey(Seance, on_delete=models.CASCADE, related_name="pouvoirs")
    mandant = TenantForeignKey(Siegeant, null=True, related_name="pouvoirs_donnes")
    mandataire = TenantForeignKey(Siegeant, null=True, related_name="pouvoirs_recus")
    date_du_pouvoir = models.DateField("daté du", null=True, blank=True)
    recu_at = models.DateTimeField("reçu le", null=True, blank=True)
    # The writing itself names the meeting that follows a want of quorum (POU-07).
    vaut_report = models.BooleanField(
        "vaut pour la réunion de report", default=False, db_default=False
    )
    revoque_at = models.DateTimeField("révoqué le", null=True, blank=True)
    # How the writing came: an e-mail counts once its author is certain (POU-01).
    recu_par = models.CharField("reçu par", max_length=10, choices=Voie, blank=True, db_default="")
    # The day of the medical document, seen by the service and never kept (POU-04).
    maladie_on = models.DateField("maladie constatée le", null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(mandant__isnull=False) | Q(mandataire__isnull=False),
                name="pouvoir_quelqu_un",
            ),
            models.CheckConstraint(
                condition=Q(mandant=None) | Q(mandataire=None) | ~Q(mandant=models.F("mandataire")),
                name="pouvoir_a_un_autre",
                violation_error_message="On ne se donne pas pouvoir à soi-même.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mandant or '?'} à {self.mandataire or '?'}"


class Pointage(TenantModel):
    """One gesture of the clerk on one seat. Append-only: a mistake is another gesture.

    Presences are what the gestures leave; ``corrige`` names the gesture that this one undoes.
    """

    class Geste(models.TextChoices):
        ARRIVE = "arrive", "Arrive"
        PART = "part", "Part"
        SUPPLEANT = "suppleant", "Le suppléant siège"
        TITULAIRE = "titulaire", "Le titulaire reprend son siège"
        DISTANCE = "distance", "Rejoint à distance"
        CORRECTION = "correction", "Correction"

    seance = TenantForeignKey(Seance, on_delete=models.CASCADE, related_name="pointages")
    siegeant = TenantForeignKey(Siegeant, on_delete=models.CASCADE, related_name="pointages")
    geste = models.CharField("geste", max_length=12, choices=Geste)
    point = TenantForeignKey(Point, null=True, blank=True, related_name="pointages")
    suppleant = TenantForeignKey(Elu, null=True, blank=True, related_name="+")
    corrige = TenantForeignKey("self", null=True, blank=True, related_name="corrections")
    motif = models.CharField("motif", max_length=200, blank=True)
    at = models.DateTimeField("noté à")
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    # The presences of the seat before the gesture: what a correction gives back.
    avant = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["intercommunalite", "seance", "-id"], name="pointage_recent")
        ]

    def __str__(self) -> str:
        return f"{self.siegeant} : {self.get_geste_display()}"


class Emargement(TenantModel):
    """A member says that he is there, from his own phone. Nothing counts before the clerk says so.

    What is confirmed becomes a gesture of the log; what is set aside stays here, with its hour.
    """

    seance = TenantForeignKey(Seance, on_delete=models.CASCADE, related_name="emargements")
    siegeant = TenantForeignKey(Siegeant, on_delete=models.CASCADE, related_name="emargements")
    suppleant = TenantForeignKey(Elu, null=True, blank=True, related_name="+")
    at = models.DateTimeField("annoncé à")
    # Nobody: said from the personal link, which names a seat and no account.
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    traite_at = models.DateTimeField("traité à", null=True, blank=True)
    retenu = models.BooleanField("confirmé", default=False, db_default=False)

    class Meta:
        verbose_name = "arrivée annoncée"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "siegeant"],
                condition=Q(traite_at=None),
                name="emargement_un_en_attente",
                violation_error_message="Cette arrivée est déjà annoncée.",
            )
        ]

    def __str__(self) -> str:
        return str(self.suppleant or self.siegeant)


class Deport(TenantModel):
    """A member who does not take part in one point because of an interest (INT-01 to INT-06)."""

    class Motif(models.TextChoices):
        INTERET = "interet", "Intérêt personnel (CGCT, art. L. 2131-11)"
        REPRESENTANT = "l1111_6", "Représentant désigné (CGCT, art. L. 1111-6)"
        COMPTES = "comptes", "Président, au vote de ses comptes (CGCT, art. L. 2121-14)"

    point = TenantForeignKey(Point, on_delete=models.CASCADE, related_name="deports")
    siegeant = TenantForeignKey(Siegeant, on_delete=models.CASCADE, related_name="deports")
    motif = models.CharField("motif", max_length=10, choices=Motif)
    # Empty while only proposed by the register of interests: the member has not said so.
    confirme_at = models.DateTimeField("confirmé à", null=True, blank=True)
    sorti = models.BooleanField("a quitté la salle", default=False, db_default=False)
    raison = models.CharField("au titre de", max_length=250, blank=True, db_default="")

    class Meta:
        verbose_name = "déport"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "point", "siegeant"],
                name="deport_unique",
                violation_error_message="Ce déport est déjà noté.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.siegeant} au {self.point.numero}"
