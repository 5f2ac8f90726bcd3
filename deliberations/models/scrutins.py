"""How it was voted: totals, and names only where the mode of scrutin allows them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from governance.db import TenantForeignKey
from governance.models import User
from governance.tenancy import TenantModel, cle_tenant
from instances.models import Elu, Point, Siegeant


class ScrutinQuerySet(models.QuerySet["Scrutin"]):
    def en_vigueur(self) -> "ScrutinQuerySet":
        """A vote taken again leaves the former out."""
        return self.filter(annule_at=None)

    def sur_le_texte(self) -> "ScrutinQuerySet":
        """The votes that end a point: neither an amendment, nor a part, nor a procedure."""
        return self.en_vigueur().filter(amendement=None, partie="", procedure="")


class Scrutin(TenantModel):
    """One vote on one point. A total that the source does not give is null, never zero."""

    class Mode(models.TextChoices):
        ORDINAIRE = "ordinaire", "Ordinaire, à main levée"
        PUBLIC = "public", "Public, par appel nominal"
        SECRET = "secret", "Secret"
        ASSENTIMENT = "assentiment", "Par assentiment"

    class Issue(models.TextChoices):
        ADOPTEE = "adoptee", "Adopté"
        REJETEE = "rejetee", "Rejeté"

    class Procedure(models.TextChoices):
        """What the conseil decides of its own debate; the text is not voted by it."""

        ECARTER = "ecarter", "Écarter l’amendement"
        COMMISSION = "commission", "Renvoyer l’amendement en commission"
        VOTE_SEPARE = "vote_separe", "Voter séparément une partie"
        RENVOI = "renvoi", "Renvoyer le rapport pour étude"
        ORDRE = "ordre", "Modifier l’ordre du jour"

    class Majorite(models.TextChoices):
        ORDINAIRE = "ordinaire", "Majorité absolue des suffrages exprimés"
        COMPTES = "comptes", "Comptes arrêtés, sauf majorité contre"
        DEUX_TIERS_DES_MEMBRES = "deux_tiers_des_membres", "Deux tiers des membres du conseil"
        DEUX_TIERS_DES_EXPRIMES = "deux_tiers_des_exprimes", "Deux tiers des suffrages exprimés"

    point = TenantForeignKey(Point, related_name="scrutins")
    ordre = models.PositiveSmallIntegerField(default=1)
    objet = models.CharField("objet", max_length=300, blank=True)
    # The vote on an amendment comes before the text, and never makes a délibération (AMD-02).
    amendement = TenantForeignKey(
        "deliberations.Amendement", null=True, blank=True, related_name="scrutins"
    )
    partie = models.CharField(
        "partie du texte", max_length=200, blank=True, db_default="", help_text="Vote séparé."
    )
    procedure = models.CharField(
        "décision de procédure", max_length=12, choices=Procedure, blank=True, db_default=""
    )
    mode = models.CharField("mode", max_length=12, choices=Mode, blank=True)
    majorite = models.CharField(
        "majorité requise", max_length=24, choices=Majorite, blank=True, db_default=""
    )
    # The members of the conseil, where the majority is reckoned on them (MAJ-03).
    base = models.PositiveSmallIntegerField("membres du conseil", null=True, blank=True)
    pour = models.PositiveSmallIntegerField(null=True, blank=True)
    contre = models.PositiveSmallIntegerField(null=True, blank=True)
    abstention = models.PositiveSmallIntegerField(null=True, blank=True)
    ne_prend_pas_part = models.PositiveSmallIntegerField(null=True, blank=True)
    blancs = models.PositiveSmallIntegerField(null=True, blank=True)
    nuls = models.PositiveSmallIntegerField(null=True, blank=True)
    presents = models.PositiveSmallIntegerField(null=True, blank=True)
    pouvoirs = models.PositiveSmallIntegerField(null=True, blank=True)
    demandeurs = models.PositiveSmallIntegerField(
        "membres demandant ce mode", null=True, blank=True
    )
    voix_du_president = models.CharField("voix du président", max_length=20, blank=True)
    issue = models.CharField("issue", max_length=10, choices=Issue, blank=True)
    proclame_at = models.DateTimeField("proclamé à", null=True, blank=True)
    # A vote taken again is a new row; the former one stays, out of the count.
    annule_at = models.DateTimeField("repris à", null=True, blank=True)
    annule_motif = models.CharField(
        "motif de la reprise", max_length=300, blank=True, db_default=""
    )

    objects = ScrutinQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["ordre"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "point", "ordre"],
                name="scrutin_ordre_unique",
                violation_error_message="Ce vote est déjà proclamé.",
            )
        ]

    def __str__(self) -> str:
        return f"Scrutin {self.ordre} sur {self.point.numero}"

    @property
    def sur_le_texte(self) -> bool:
        """As in the queryset: what ends the point."""
        return not (self.amendement_id or self.partie or self.procedure)


class Vote(TenantModel):
    """A voice that is named: the exceptions of a hand vote, every voice of a public one.

    None exists for a secret ballot: the action refuses it, and so does a trigger (SCR-07).
    """

    class Sens(models.TextChoices):
        POUR = "pour", "Pour"
        CONTRE = "contre", "Contre"
        ABSTENTION = "abstention", "Abstention"
        NE_PREND_PAS_PART = "ne_prend_pas_part", "Ne prend pas part au vote"

    scrutin = TenantForeignKey(Scrutin, on_delete=models.CASCADE, related_name="votes")
    siegeant = TenantForeignKey(Siegeant, related_name="votes")
    sens = models.CharField(max_length=20, choices=Sens)
    par_mandataire = models.BooleanField("exprimé par le mandataire", default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "scrutin", "siegeant"],
                name="vote_unique",
                violation_error_message="Ce membre a déjà une voix notée à ce scrutin.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.siegeant} : {self.get_sens_display()}"


class Tour(TenantModel):
    """One round of an election: totals as announced."""

    scrutin = TenantForeignKey(Scrutin, on_delete=models.CASCADE, related_name="tours")
    numero = models.PositiveSmallIntegerField()
    votants = models.PositiveSmallIntegerField(null=True, blank=True)
    blancs = models.PositiveSmallIntegerField(null=True, blank=True)
    nuls = models.PositiveSmallIntegerField(null=True, blank=True)
    exprimes = models.PositiveSmallIntegerField(null=True, blank=True)
    # Who counted, and when the result was said: the procès-verbal of the election tells it.
    scrutateurs = models.CharField(max_length=250, blank=True, db_default="")
    proclame_at = models.DateTimeField("proclamé à", null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["numero"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "scrutin", "numero"], name="tour_unique"
            ),
            models.CheckConstraint(condition=Q(numero__gte=1), name="tour_numero"),
        ]

    def __str__(self) -> str:
        return f"{self.numero}e tour"


class Candidat(TenantModel):
    """A person or a list with its voices in one round; no voter is tied to it."""

    tour = TenantForeignKey(Tour, on_delete=models.CASCADE, related_name="candidats")
    elu = TenantForeignKey(Elu, null=True, blank=True, related_name="candidatures")
    libelle = models.CharField(max_length=200, blank=True)
    voix = models.PositiveSmallIntegerField(null=True, blank=True)
    proclame_elu = models.BooleanField(null=True, blank=True)
    # Of a list alone: its names in order, one a line, and the seats it obtained (ELE-07).
    membres = models.TextField("candidats de la liste", blank=True)
    sieges = models.PositiveSmallIntegerField("sièges obtenus", null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.libelle or self.elu}"


class BureauDeVote(TenantModel):
    """Who watches over the elections of a point, and what its procès-verbal must also say."""

    intercommunalite = cle_tenant("bureaux_de_vote")
    point = TenantForeignKey(Point, on_delete=models.CASCADE, related_name="bureaux_de_vote")
    assesseurs = models.TextField("assesseurs", blank=True)
    assistance = models.TextField("assistance au vote", blank=True)
    observations = models.TextField("observations et réclamations", blank=True)
    affiche_at = models.DateTimeField("résultat affiché le", null=True, blank=True)

    class Meta:
        verbose_name = "bureau de vote"
        verbose_name_plural = "bureaux de vote"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "point"], name="bureau_de_vote_unique"
            )
        ]

    def __str__(self) -> str:
        return f"Bureau de vote, {self.point}"


class Comptage(TenantModel):
    """What one person counted of a secret ballot: totals, never a voter (SCR-07).

    Two people count, each on a machine of his own if they wish; the first statement waits here,
    unseen, for the second. Proclaimed, the result holds the figures and these rows go.
    """

    intercommunalite = cle_tenant("comptages")
    point = TenantForeignKey(Point, on_delete=models.CASCADE, related_name="comptages")
    # What is counted: a round of an election, or the question put to the vote.
    objet = models.CharField(max_length=250)
    rang = models.PositiveSmallIntegerField()
    par = models.CharField("compté par", max_length=120, blank=True)
    enveloppes = models.PositiveSmallIntegerField()
    blancs = models.PositiveSmallIntegerField(default=0)
    nuls = models.PositiveSmallIntegerField(default=0)
    voix = models.JSONField(default=dict)
    at = models.DateTimeField("noté à")

    class Meta:
        ordering: ClassVar = ["rang"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "point", "objet", "rang"], name="comptage_unique"
            ),
            models.CheckConstraint(condition=Q(rang__in=[1, 2]), name="comptage_deux_personnes"),
        ]

    def __str__(self) -> str:
        return f"Relevé {self.rang}, {self.par}"


class Correction(TenantModel):
    """A point opened or closed by mistake, an amendment settled too soon: put right, and why.

    Append-only; the procès-verbal prints it where it happened.
    """

    intercommunalite = cle_tenant("corrections")
    point = TenantForeignKey(Point, related_name="corrections")
    objet = models.CharField("ce qui est corrigé", max_length=200)
    motif = models.CharField("motif", max_length=300)
    at = models.DateTimeField("à")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.objet} : {self.motif}"
