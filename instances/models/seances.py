"""When they meet: the séance, its members as frozen on the day, its ordre du jour."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from governance.db import TenantForeignKey
from governance.models import Fichier
from governance.tenancy import TenantModel, cle_tenant
from instances.models.composition import Commune, Elu
from instances.models.instances import Instance


class SeanceQuerySet(models.QuerySet["Seance"]):
    def a_venir(self) -> "SeanceQuerySet":
        return self.filter(etat__in=["preparation", "convoquee", "ouverte", "suspendue"])

    def tenues(self) -> "SeanceQuerySet":
        """Those that lacked their quorum from the start were convened, not held."""
        return self.filter(etat="levee").exclude(ouverte_at=None, carence_at__isnull=False)


class Seance(TenantModel):
    """A meeting of one body. Its number names it in addresses; its state moves by table."""

    class Etat(models.TextChoices):
        PREPARATION = "preparation", "En préparation"
        CONVOQUEE = "convoquee", "Convoquée"
        OUVERTE = "ouverte", "Ouverte"
        SUSPENDUE = "suspendue", "Suspendue"
        LEVEE = "levee", "Levée"
        REPORTEE = "reportee", "Reportée"
        ANNULEE = "annulee", "Annulée"

    numero = models.PositiveIntegerField("numéro")
    instance = TenantForeignKey(Instance, related_name="seances")
    etat = models.CharField("état", max_length=12, choices=Etat, default=Etat.PREPARATION)
    starts_at = models.DateTimeField("date et heure")
    lieu = models.CharField("lieu", max_length=250, blank=True)
    visioconference = models.BooleanField("en visioconférence", default=False)
    urgence = models.BooleanField("urgence", default=False)
    urgence_motif = models.TextField("motif de l’urgence", blank=True)
    premiere_seance = TenantForeignKey(
        "self", null=True, blank=True, related_name="secondes_seances"
    )
    # The séance that was convened for another day, of which this one is the new date.
    report_de = TenantForeignKey("self", null=True, blank=True, related_name="reports")
    # Who asked for this meeting to be held, when it was not the président alone (CNV-16).
    demande = TenantForeignKey(
        "instances.DemandeReunion", null=True, blank=True, related_name="seances"
    )
    # The room as counted when the quorum lacked, at the opening or later (CNV-11, QUO-08).
    carence_at = models.DateTimeField("défaut de quorum constaté à", null=True, blank=True)
    carence_presents = models.PositiveSmallIntegerField("présents alors", null=True, blank=True)
    report_motif = models.TextField("motif du report", blank=True, db_default="")
    effectif_legal = models.PositiveSmallIntegerField("effectif légal", null=True, blank=True)
    en_exercice = models.PositiveSmallIntegerField("membres en exercice", null=True, blank=True)
    ouverte_at = models.DateTimeField("ouverte à", null=True, blank=True)
    levee_at = models.DateTimeField("levée à", null=True, blank=True)
    # Counts the acts of the séance (governance.db.lock): screens ask for what changed.
    revision = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    dossier = models.JSONField("mentions publiées", null=True, blank=True)
    provenance = models.CharField("source", max_length=250, blank=True)

    objects = SeanceQuerySet.as_manager()

    class Meta:
        verbose_name = "séance"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "numero"], name="seance_numero_unique"
            ),
            models.CheckConstraint(
                condition=Q(levee_at=None)
                | Q(ouverte_at=None)
                | Q(levee_at__gte=models.F("ouverte_at")),
                name="seance_heures",
                violation_error_message="La séance est levée avant d’être ouverte.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["intercommunalite", "-starts_at", "-id"], name="seance_recente")
        ]

    def __str__(self) -> str:
        return f"{self.instance} du {self.starts_at:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("instances:seance-detail", args=[self.intercommunalite.slug, self.numero])


class Siegeant(TenantModel):
    """One seat of the séance and who holds it: composition as it stood when convened."""

    class Annonce(models.TextChoices):
        ABSENT = "absent", "Absent"
        EXCUSE = "excuse", "Excusé"

    seance = TenantForeignKey(Seance, on_delete=models.CASCADE, related_name="siegeants")
    elu = TenantForeignKey(Elu, null=True, blank=True, related_name="sieges")
    personne = models.CharField("personne extérieure", max_length=160, blank=True)
    suppleant = TenantForeignKey(Elu, null=True, blank=True, related_name="sieges_supplees")
    commune = models.CharField("commune", max_length=120, blank=True)
    qualite = models.CharField("qualité", max_length=120, blank=True)
    compte_quorum = models.BooleanField("compte pour le quorum", default=True)
    vote = models.BooleanField("vote", default=True)
    parole = models.BooleanField("prend la parole", default=True)
    # Sent by a mayor: votes on the points for which he is invited, and on no other (SEC-03).
    sur_invitation = models.BooleanField("sur invitation", default=False, db_default=False)
    courriel = models.EmailField("adresse électronique", blank=True, db_default="")
    annonce = models.CharField("annoncé", max_length=8, choices=Annonce, blank=True)
    ordre = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["ordre", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "seance", "elu"],
                condition=Q(elu__isnull=False),
                name="siegeant_unique",
            )
        ]

    def __str__(self) -> str:
        return str(self.elu or self.personne)


class Point(TenantModel):
    """A matter on the ordre du jour: its report number is not its rank of passage (ODJ-05)."""

    class Type(models.TextChoices):
        DELIBERATION = "deliberation", "Délibération"
        ELECTION = "election", "Élection ou désignation"
        AVIS = "avis", "Avis"
        DEBAT = "debat", "Débat"
        INFORMATION = "information", "Information"

    class Personnes(models.TextChoices):
        EXECUTIF = "executif", "Président, vice-président ou autre membre du bureau"
        NOMINATION = "nomination", "Autre nomination ou désignation"
        LISTE = "liste", "Listes, à la proportionnelle (commission d’appel d’offres)"

    class Usage(models.TextChoices):
        URGENCE = "urgence", "Vote sur l’urgence"
        SECRETAIRE = "secretaire", "Désignation du secrétaire de séance"
        PROCES_VERBAL = "proces_verbal", "Arrêt du procès-verbal de la séance précédente"
        DELEGATIONS = "delegations", "Compte rendu du bureau et des délégations"
        QUESTIONS = "questions", "Questions diverses"
        ALERTE = "alerte", "Droit d’alerte"
        NOMBRE = "nombre", "Nombre de vice-présidents et d’autres membres du bureau"
        CHARTE = "charte", "Lecture de la charte de l’élu local"

    class Fonction(models.TextChoices):
        """What is held by whoever is elected on the point: the mandat to open follows."""

        PRESIDENT = "president", "Président"
        VICE_PRESIDENT = "vice_president", "Vice-président"
        BUREAU = "bureau", "Autre membre du bureau"
        TITULAIRE = "titulaire", "Membre titulaire d’une instance"
        SUPPLEANT = "suppleant", "Membre suppléant d’une instance"
        REPRESENTANT = "representant", "Représentant dans un organisme"

    class Matiere(models.TextChoices):
        BUDGET = "budget", "Budget, taux, tarifs, taxes et redevances"
        COMPTES = "comptes", "Approbation du compte administratif ou du CFU"
        MISE_EN_DEMEURE = "mise_en_demeure", "Suites d’une mise en demeure (L. 1612-15)"
        STATUTS = "statuts", "Composition, fonctionnement et durée de l’intercommunalité"
        ADHESION = "adhesion", "Adhésion à un établissement public"
        SERVICE_PUBLIC = "service_public", "Délégation de la gestion d’un service public"
        ORIENTATIONS = "orientations", "Aménagement, équilibre social de l’habitat, ville"
        DEBAT_BUDGETAIRE = "dob", "Débat d’orientation budgétaire"
        INTERET_COMMUNAUTAIRE = "interet_commun", "Définition de l’intérêt communautaire"
        PACTE_DEBAT = "pacte_debat", "Débat sur l’élaboration d’un pacte de gouvernance"
        DEVELOPPEMENT = "developpement", "Débat sur le conseil de développement et la participation"
        PACTE = "pacte", "Adoption du pacte de gouvernance"

    class Affaire(models.TextChoices):
        COMMANDE_PUBLIQUE = "commande_publique", "Attribution d’un contrat de la commande publique"
        GARANTIE = "garantie", "Garantie d’emprunt"
        SUBVENTION = "subvention", "Subvention ou autre aide"
        DESIGNATION = "designation", "Désignation ou rémunération d’un représentant"
        BUDGET = "budget", "Budget, contribution prévue par les statuts"
        DEPENSE_OBLIGATOIRE = "depense_obligatoire", "Dépense obligatoire"
        AUTRE = "autre", "Autre décision qui le concerne"

    class Etat(models.TextChoices):
        INSCRIT = "inscrit", "Inscrit"
        EN_DISCUSSION = "en_discussion", "En discussion"
        TRAITE = "traite", "Traité"
        AJOURNE = "ajourne", "Ajourné"
        RETIRE = "retire", "Retiré"
        RENVOYE = "renvoye", "Renvoyé"
        NON_EXAMINE = "non_examine", "Non examiné"

    seance = TenantForeignKey(Seance, on_delete=models.CASCADE, related_name="points")
    numero = models.CharField("numéro du rapport", max_length=20)
    rang = models.PositiveSmallIntegerField("ordre de passage")
    titre = models.CharField("titre", max_length=400, blank=True)
    type = models.CharField("nature", max_length=14, choices=Type, default=Type.DELIBERATION)
    # Empty where the source does not say: read then as the stricter of the two (SCR-05).
    scrutin_de_personnes = models.CharField(
        "personnes à élire", max_length=12, choices=Personnes, blank=True
    )
    postes = models.PositiveSmallIntegerField("postes à pourvoir", default=1)
    fonction = models.CharField(
        "fonction à pourvoir", max_length=14, choices=Fonction, blank=True, db_default=""
    )
    # The rank of the first post: a vice-présidence left vacant is filled at its own (ELE-05).
    premier_rang = models.PositiveSmallIntegerField("rang", null=True, blank=True)
    instance_visee = TenantForeignKey(
        Instance, null=True, blank=True, related_name="points_de_designation"
    )
    # Of the point that fixes them: the numbers put to the vote (ELE-04).
    vice_presidents = models.PositiveSmallIntegerField(null=True, blank=True)
    autres_membres = models.PositiveSmallIntegerField(null=True, blank=True)
    rubrique = models.CharField("rubrique", max_length=160, blank=True)
    commission = models.CharField("commission", max_length=200, blank=True)
    rapporteur = TenantForeignKey(Elu, null=True, blank=True, related_name="rapports")
    rapporteur_libelle = models.CharField("rapporteur, tel qu’imprimé", max_length=200, blank=True)
    note_de_synthese = models.TextField("note explicative de synthèse", blank=True)
    usage = models.CharField(
        "point d’usage", max_length=14, choices=Usage, blank=True, db_default=""
    )
    matiere = models.CharField(
        "matière réservée au conseil", max_length=16, choices=Matiere, blank=True, db_default=""
    )
    # Effects on one member commune alone call for its opinion first (MAJ-01).
    commune_concernee = TenantForeignKey(
        Commune, null=True, blank=True, related_name="points_concernes"
    )
    # Named by the report, and said not to be alone concerned: not asked again.
    commune_ecartee = TenantForeignKey(Commune, null=True, blank=True, related_name="+")
    # The version of the convocation that announced the point: its own delay runs from there.
    convocation = TenantForeignKey(
        "instances.Convocation", null=True, blank=True, related_name="points_annonces"
    )
    reprise_de = TenantForeignKey("self", null=True, blank=True, related_name="reprises")
    communique_on = models.DateField("projet communiqué le", null=True, blank=True)
    place_a_la_main = models.BooleanField("placé à la main", default=False, db_default=False)
    budget_primitif = models.BooleanField("budget primitif", default=False)
    compte_administratif = models.BooleanField("compte administratif ou CFU", default=False)
    # Which body is concerned, and what is decided of it: the register then answers (INT-06).
    organisme = models.CharField("organisme concerné", max_length=200, blank=True, db_default="")
    affaire = models.CharField(
        "ce qui en est décidé", max_length=20, choices=Affaire, blank=True, db_default=""
    )
    etat = models.CharField("état", max_length=14, choices=Etat, default=Etat.INSCRIT)
    mis_en_discussion_at = models.DateTimeField(null=True, blank=True)
    traite_at = models.DateTimeField(null=True, blank=True)
    # Why it ended without a vote: the procès-verbal says it.
    issue_motif = models.CharField("motif de l’issue", max_length=300, blank=True, db_default="")

    class Meta:
        ordering: ClassVar = ["rang"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "seance", "numero"],
                name="point_numero_unique",
                violation_error_message="Un rapport porte déjà ce numéro dans cette séance.",
            ),
            models.UniqueConstraint(
                fields=["intercommunalite", "seance", "rang"],
                name="point_rang_unique",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(postes__gte=1),
                name="point_un_poste",
                violation_error_message="Un scrutin pourvoit au moins un poste.",
            ),
            models.UniqueConstraint(
                fields=["intercommunalite", "seance"],
                condition=Q(etat="en_discussion"),
                name="point_un_en_discussion",
                violation_error_message="Un autre point est déjà en discussion.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.numero} {self.titre}".strip()


class Annexe(TenantModel):
    """A document joined to a point, as the élus received it."""

    class Defaut(models.TextChoices):
        PROTEGE = "protege", "Protégé par un mot de passe"
        ILLISIBLE = "illisible", "Ne s’ouvre pas"

    point = TenantForeignKey(Point, on_delete=models.CASCADE, related_name="annexes")
    fichier = TenantForeignKey(Fichier, related_name="annexes")
    titre = models.CharField("titre", max_length=200)
    nom = models.CharField("nom du fichier", max_length=200)
    # Found when it was joined: whoever convenes is told before the document leaves (QST-05).
    defaut = models.CharField(
        "défaut de lecture", max_length=10, choices=Defaut, blank=True, db_default=""
    )

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.titre


class Presidence(TenantModel):
    """Who presides, one after the other, and from which point."""

    class Election(models.TextChoices):
        UNANIMITE = "unanimite", "À l’unanimité, à main levée"
        SECRET = "secret", "Au scrutin secret"

    seance = TenantForeignKey(Seance, on_delete=models.CASCADE, related_name="presidences")
    elu = TenantForeignKey(Elu, null=True, blank=True, related_name="presidences")
    qualite = models.CharField("qualité", max_length=160, blank=True)
    ordre = models.PositiveSmallIntegerField(default=0)
    debut_point = TenantForeignKey(Point, null=True, blank=True, related_name="+")
    # Elected by the conseil for the accounts of its président (SEA-02).
    election = models.CharField(
        "élu par le conseil", max_length=10, choices=Election, blank=True, db_default=""
    )
    voix = models.PositiveSmallIntegerField("voix obtenues", null=True, blank=True)
    exprimes = models.PositiveSmallIntegerField("suffrages exprimés", null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["ordre"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "seance", "ordre"], name="presidence_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.elu}, {self.qualite}"


class Secretaire(TenantModel):
    """A member named to keep the minutes of this séance (SEA-01)."""

    intercommunalite = cle_tenant("secretaires")
    seance = TenantForeignKey(Seance, on_delete=models.CASCADE, related_name="secretaires")
    elu = TenantForeignKey(Elu, related_name="secretariats")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "seance", "elu"], name="secretaire_unique"
            )
        ]

    def __str__(self) -> str:
        return str(self.elu)
