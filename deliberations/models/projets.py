"""The text before the vote: drafts, the circuit of visas they go through, ready-made texts."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from governance.db import TenantForeignKey
from governance.models import Acces, Fichier
from governance.tenancy import TenantModel, cle_tenant
from instances.models import Elu, Instance, Point, Seance


class Circuit(TenantModel):
    """The visas that a draft needs, in order; an intercommunalité has as many as it wants."""

    nom = models.CharField("nom", max_length=120)
    instance = TenantForeignKey(Instance, null=True, blank=True, related_name="circuits")
    par_defaut = models.BooleanField("proposé par défaut", default=False)
    ferme_at = models.DateTimeField("retiré le", null=True, blank=True)

    class Meta:
        verbose_name = "circuit de visas"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "nom"],
                name="circuit_nom_unique",
                violation_error_message="Un circuit porte déjà ce nom.",
            ),
            models.UniqueConstraint(
                fields=["intercommunalite"],
                condition=Q(par_defaut=True),
                name="circuit_un_par_defaut",
                violation_error_message="Un autre circuit est déjà proposé par défaut.",
            ),
        ]

    def __str__(self) -> str:
        return self.nom


class EtapeVisa(TenantModel):
    """One level of a circuit: who signs, and within how many days."""

    intercommunalite = cle_tenant("etapes_visa")
    circuit = TenantForeignKey(Circuit, on_delete=models.CASCADE, related_name="etapes")
    ordre = models.PositiveSmallIntegerField("niveau")
    libelle = models.CharField("visa de", max_length=120)
    viseur = TenantForeignKey(Acces, related_name="etapes_visa")
    delai_jours = models.PositiveSmallIntegerField("délai, en jours", default=3)

    class Meta:
        ordering: ClassVar = ["ordre"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "circuit", "ordre"],
                name="etape_visa_unique",
                violation_error_message="Ce niveau existe déjà dans le circuit.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.ordre}. {self.libelle}"


class DelegationVisa(TenantModel):
    """Who signs in the place of somebody absent, for a time."""

    intercommunalite = cle_tenant("delegations_visa")
    titulaire = TenantForeignKey(Acces, related_name="delegations_donnees")
    delegue = TenantForeignKey(Acces, related_name="delegations_recues")
    starts_on = models.DateField("du")
    ends_on = models.DateField("au")

    class Meta:
        verbose_name = "délégation de visa"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="delegation_visa_periode",
                violation_error_message="La date de fin précède la date de début.",
            ),
            models.CheckConstraint(
                condition=~Q(titulaire=F("delegue")),
                name="delegation_visa_a_un_autre",
                violation_error_message="Choisissez une autre personne que vous-même.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delegue} pour {self.titulaire}"


class Projet(TenantModel):
    """The draft of a délibération: written, visé level by level, then inscribed as a point."""

    class Etat(models.TextChoices):
        REDACTION = "redaction", "En rédaction"
        EN_VISA = "en_visa", "En cours de visa"
        RETOURNE = "retourne", "Retourné"
        VISE = "vise", "Visé"
        ABANDONNE = "abandonne", "Abandonné"

    numero = models.PositiveIntegerField("numéro", null=True, blank=True)
    etat = models.CharField(
        "état", max_length=10, choices=Etat, default=Etat.REDACTION, db_default="redaction"
    )
    # A point erased while preparing leaves its text behind: it may be inscribed elsewhere.
    point = TenantForeignKey(
        Point, null=True, blank=True, on_delete=models.SET_NULL, related_name="projets"
    )
    # Where it goes, as long as it is not on an ordre du jour.
    instance = TenantForeignKey(Instance, null=True, blank=True, related_name="projets_prepares")
    seance_visee = TenantForeignKey(Seance, null=True, blank=True, related_name="projets_prevus")
    commission = TenantForeignKey(Instance, null=True, blank=True, related_name="projets_a_voir")
    rapporteur = TenantForeignKey(Elu, null=True, blank=True, related_name="projets")
    auteur = TenantForeignKey(Acces, null=True, blank=True, related_name="projets")
    matiere = models.CharField(
        "matière", max_length=16, choices=Point.Matiere, blank=True, db_default=""
    )
    note_de_synthese = models.TextField("note explicative de synthèse", blank=True, db_default="")
    titre = models.CharField("titre de la délibération", max_length=400, blank=True)
    inscription_budgetaire = models.TextField("inscription budgétaire", blank=True)
    resume = models.TextField("résumé", blank=True)
    visas = models.TextField("visas (vu…)", blank=True, db_default="")
    considerants = models.TextField("considérants", blank=True, db_default="")
    expose = models.TextField("exposé", blank=True)
    dispositif = models.TextField("dispositif", blank=True)
    circuit = TenantForeignKey(Circuit, null=True, blank=True, related_name="projets")
    # Counts the passages through the circuit: a draft sent back starts again.
    tour = models.PositiveSmallIntegerField(default=0, db_default=0)
    cree_at = models.DateTimeField("créé le", null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["intercommunalite", "point"], name="projet_unique"),
            models.UniqueConstraint(
                fields=["intercommunalite", "numero"], name="projet_numero_unique"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["intercommunalite", "etat", "-id"], name="projet_par_etat")
        ]

    def __str__(self) -> str:
        return self.titre or str(self.point or f"Projet {self.numero}")


class PieceProjet(TenantModel):
    """A document joined to a draft; it becomes an annexe of the point once inscribed."""

    intercommunalite = cle_tenant("pieces_projets")
    projet = TenantForeignKey(Projet, on_delete=models.CASCADE, related_name="pieces")
    fichier = TenantForeignKey(Fichier, related_name="pieces_projets")
    titre = models.CharField("titre", max_length=200)
    nom = models.CharField("nom du fichier", max_length=200)

    class Meta:
        verbose_name = "pièce d’un projet"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.titre


class Visa(TenantModel):
    """One visa expected of one draft: given, or refused with a comment; kept with its author."""

    class Etat(models.TextChoices):
        A_VENIR = "a_venir", "À venir"
        ATTENDU = "attendu", "Attendu"
        DONNE = "donne", "Visé"
        RETOURNE = "retourne", "Retourné"
        SANS_OBJET = "sans_objet", "Sans objet"

    projet = TenantForeignKey(Projet, on_delete=models.CASCADE, related_name="visas_demandes")
    tour = models.PositiveSmallIntegerField()
    ordre = models.PositiveSmallIntegerField("niveau")
    libelle = models.CharField("visa de", max_length=120)
    viseur = TenantForeignKey(Acces, related_name="visas_attendus")
    delai_jours = models.PositiveSmallIntegerField("délai, en jours")
    due_on = models.DateField("attendu le", null=True, blank=True)
    etat = models.CharField("état", max_length=10, choices=Etat, default=Etat.A_VENIR)
    vise_par = TenantForeignKey(Acces, null=True, blank=True, related_name="visas_donnes")
    vise_at = models.DateTimeField("visé le", null=True, blank=True)
    commentaire = models.TextField("commentaire", blank=True)

    class Meta:
        ordering: ClassVar = ["tour", "ordre"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "projet", "tour", "ordre"], name="visa_unique"
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["intercommunalite", "viseur", "due_on"],
                name="visa_attendu",
                condition=Q(etat="attendu"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.libelle} : {self.get_etat_display()}"


class ModeleTexte(TenantModel):
    """A ready-made text; « {séance} » and the like are filled when it is taken."""

    class Champ(models.TextChoices):
        NOTE = "note_de_synthese", "Note explicative de synthèse"
        VISAS = "visas", "Visas"
        CONSIDERANTS = "considerants", "Considérants"
        EXPOSE = "expose", "Exposé"
        DISPOSITIF = "dispositif", "Dispositif"

    intercommunalite = cle_tenant("modeles_texte")
    champ = models.CharField("pour", max_length=20, choices=Champ)
    nom = models.CharField("nom", max_length=120)
    corps = models.TextField("texte")

    class Meta:
        verbose_name = "modèle de texte"
        verbose_name_plural = "modèles de texte"
        ordering: ClassVar = ["champ", "nom"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "champ", "nom"],
                name="modele_texte_unique",
                violation_error_message="Un modèle porte déjà ce nom.",
            )
        ]

    def __str__(self) -> str:
        return self.nom
