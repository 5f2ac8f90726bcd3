"""What happens in the room besides votes: who speaks, what interrupts, who may be concerned."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from governance.db import TenantForeignKey
from governance.models import User
from governance.tenancy import TenantModel, cle_tenant
from instances.models.composition import Elu, PeriodeQuerySet, periode_ordonnee
from instances.models.seances import Point, Seance, Siegeant


class Interet(TenantModel):
    """An entry of the register of interests: what an élu holds elsewhere, and how (MEM-11)."""

    class Organisme(models.TextChoices):
        GROUPEMENT = "groupement", "Autre groupement de collectivités"
        ACTION_SOCIALE = "action_sociale", "CCAS, CIAS ou caisse des écoles"
        SOCIETE_PUBLIQUE = "societe_publique", "Société d’économie mixte, SPL ou SEMOP"
        PUBLIC = "public", "Autre organisme public"
        ASSOCIATION = "association", "Association"
        ENTREPRISE = "entreprise", "Entreprise"
        PERSONNEL = "personnel", "Intérêt personnel ou familial"

    elu = TenantForeignKey(Elu, related_name="interets")
    organisme = models.CharField("organisme ou affaire", max_length=200)
    nature = models.CharField("nature", max_length=16, choices=Organisme)
    qualite = models.CharField("à quel titre", max_length=160, blank=True)
    designe = models.BooleanField("désigné par l’intercommunalité", default=False)
    par_la_loi = models.BooleanField("désigné en application de la loi", default=False)
    remunere = models.BooleanField("rémunération ou avantages particuliers", default=False)
    starts_on = models.DateField("depuis le", null=True, blank=True)
    ends_on = models.DateField("jusqu’au", null=True, blank=True)
    declare_on = models.DateField("déclaré le")

    objects = PeriodeQuerySet.as_manager()

    class Meta:
        verbose_name = "intérêt déclaré"
        constraints: ClassVar = [periode_ordonnee("interet_periode")]

    def __str__(self) -> str:
        return f"{self.elu} : {self.organisme}"


class Intervention(TenantModel):
    """A turn to speak: asked for, given, ended; its substance goes into the procès-verbal."""

    class Nature(models.TextChoices):
        RAPPORT = "rapport", "Présentation du rapport"
        INTERVENTION = "intervention", "Intervention"
        REPONSE = "reponse", "Réponse"
        FAIT_PERSONNEL = "fait_personnel", "Fait personnel"
        RAPPEL_AU_REGLEMENT = "rappel_reglement", "Rappel au règlement"

    point = TenantForeignKey(Point, on_delete=models.CASCADE, related_name="interventions")
    siegeant = TenantForeignKey(Siegeant, null=True, blank=True, related_name="interventions")
    personne = models.CharField("personne extérieure", max_length=160, blank=True)
    nature = models.CharField("nature", max_length=16, choices=Nature, default=Nature.INTERVENTION)
    ordre = models.PositiveSmallIntegerField("ordre")
    demandee_at = models.DateTimeField("demandée à")
    debut_at = models.DateTimeField("commencée à", null=True, blank=True)
    fin_at = models.DateTimeField("finie à", null=True, blank=True)
    renoncee_at = models.DateTimeField("retirée à", null=True, blank=True)
    teneur = models.TextField("teneur", blank=True)

    class Meta:
        ordering: ClassVar = ["ordre", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(siegeant__isnull=False) | ~Q(personne=""),
                name="intervention_quelqu_un",
            ),
            models.CheckConstraint(
                condition=Q(fin_at=None) | Q(fin_at__gte=F("debut_at")),
                name="intervention_heures",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["intercommunalite", "point", "ordre"], name="intervention_par_point"
            )
        ]

    def __str__(self) -> str:
        return str(self.personne or self.siegeant)


class Suspension(TenantModel):
    """The séance interrupted, and resumed; the quorum is checked anew when it is (SEA-06)."""

    seance = TenantForeignKey(Seance, on_delete=models.CASCADE, related_name="suspensions")
    point = TenantForeignKey(Point, null=True, blank=True, related_name="suspensions")
    debut_at = models.DateTimeField("suspendue à")
    fin_at = models.DateTimeField("reprise à", null=True, blank=True)
    demandeurs = models.PositiveSmallIntegerField("membres la demandant", null=True, blank=True)
    motif = models.CharField("motif", max_length=200, blank=True)
    # Asked for by members: voted, and kept when refused, for the procès-verbal to say it.
    pour = models.PositiveSmallIntegerField(null=True, blank=True)
    contre = models.PositiveSmallIntegerField(null=True, blank=True)
    rejetee = models.BooleanField("rejetée", default=False, db_default=False)

    class Meta:
        ordering: ClassVar = ["debut_at"]

    def __str__(self) -> str:
        return f"Suspension à {self.debut_at:%H:%M}"


class HuisClos(TenantModel):
    """A vote to exclude public and press, and the span it covers (HUC-01 to HUC-03)."""

    class Demande(models.TextChoices):
        PRESIDENT = "president", "Président"
        MEMBRES = "membres", "Membres"

    intercommunalite = cle_tenant("huis_clos")
    seance = TenantForeignKey(Seance, on_delete=models.CASCADE, related_name="huis_clos")
    point = TenantForeignKey(Point, null=True, blank=True, related_name="huis_clos")
    demande = models.CharField("demandé par", max_length=10, choices=Demande)
    demandeurs = models.PositiveSmallIntegerField("membres le demandant", null=True, blank=True)
    pour = models.PositiveSmallIntegerField("pour")
    votants = models.PositiveSmallIntegerField("présents ou représentés")
    decide = models.BooleanField("décidé")
    debut_at = models.DateTimeField("à partir de")
    fin_at = models.DateTimeField("jusqu’à", null=True, blank=True)
    annule_at = models.DateTimeField("vote annulé à", null=True, blank=True)
    annule_motif = models.CharField("motif", max_length=300, blank=True, db_default="")

    class Meta:
        verbose_name = "huis clos"
        verbose_name_plural = "huis clos"
        ordering: ClassVar = ["debut_at"]

    def __str__(self) -> str:
        return f"Huis clos à {self.debut_at:%H:%M}"


class Incident(TenantModel):
    """An incident of the séance, as the président's police records it (SEA-04). Append-only."""

    class Nature(models.TextChoices):
        RAPPEL_A_L_ORDRE = "rappel", "Rappel à l’ordre"
        RETRAIT_DE_PAROLE = "retrait", "Retrait de la parole"
        EXPULSION = "expulsion", "Expulsion d’un auditeur"
        INFRACTION = "infraction", "Infraction, procureur saisi"
        AUTRE = "autre", "Autre incident"

    seance = TenantForeignKey(Seance, related_name="incidents")
    point = TenantForeignKey(Point, null=True, blank=True, related_name="incidents")
    siegeant = TenantForeignKey(Siegeant, null=True, blank=True, related_name="incidents")
    nature = models.CharField("nature", max_length=10, choices=Nature)
    recit = models.TextField("récit")
    at = models.DateTimeField("à")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering: ClassVar = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.get_nature_display()} à {self.at:%H:%M}"


class Question(TenantModel):
    """A question or a vœu of a member, with the delay of the règlement (QST, VOE-01)."""

    class Nature(models.TextChoices):
        ORALE = "orale", "Question orale"
        ECRITE = "ecrite", "Question écrite"
        VOEU = "voeu", "Vœu ou motion"
        POLITIQUE_GENERALE = "politique", "Débat de politique générale"

    class Etat(models.TextChoices):
        RECUE = "recue", "Reçue"
        INSCRITE = "inscrite", "Inscrite à une séance"
        REPONDUE = "repondue", "Répondue"
        TRAITEE = "traitee", "Traitée en séance"
        RETIREE = "retiree", "Retirée"
        IRRECEVABLE = "irrecevable", "Irrecevable"

    nature = models.CharField("nature", max_length=10, choices=Nature)
    auteur = TenantForeignKey(Elu, related_name="questions")
    objet = models.CharField("objet", max_length=250)
    texte = models.TextField("texte")
    etat = models.CharField("état", max_length=12, choices=Etat, default=Etat.RECUE)
    recue_at = models.DateTimeField("reçue le")
    accuse_at = models.DateTimeField("accusé de réception le", null=True, blank=True)
    reponse_avant_on = models.DateField("réponse due le", null=True, blank=True)
    seance = TenantForeignKey(Seance, null=True, blank=True, related_name="questions")
    point = TenantForeignKey(Point, null=True, blank=True, related_name="questions")
    reponse = models.TextField("réponse", blank=True)
    repondue_at = models.DateTimeField("répondue le", null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["intercommunalite", "-recue_at", "-id"], name="question_recente")
        ]

    def __str__(self) -> str:
        return self.objet


class SignataireQuestion(TenantModel):
    """A member who signs the demand for a debate beside its author, once (QST-04)."""

    intercommunalite = cle_tenant("signataires_questions")
    question = TenantForeignKey(Question, on_delete=models.CASCADE, related_name="signataires")
    elu = TenantForeignKey(Elu, related_name="questions_signees")
    at = models.DateTimeField("signée le")

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "question", "elu"],
                name="signataire_question_unique",
                violation_error_message="Cet élu a déjà signé cette demande.",
            )
        ]

    def __str__(self) -> str:
        return str(self.elu)


class Ecran(TenantModel):
    """The link of the room's screen: it shows one séance, without account, until revoked.

    Only the SHA-256 of its secret is kept.
    """

    seance = TenantForeignKey(Seance, on_delete=models.CASCADE, related_name="ecrans")
    empreinte = models.CharField(max_length=64, editable=False)
    cree_at = models.DateTimeField("créé le")
    revoque_at = models.DateTimeField("révoqué le", null=True, blank=True)

    class Meta:
        verbose_name = "écran public"
        verbose_name_plural = "écrans publics"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "empreinte"], name="ecran_empreinte_unique"
            )
        ]

    def __str__(self) -> str:
        return f"Écran de {self.seance}"
