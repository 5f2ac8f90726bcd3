"""Instances are data: types made by each intercommunalité, bodies, nominations, règlement."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from governance.db import TenantForeignKey
from governance.tenancy import TenantModel, cle_tenant
from instances.models.composition import Elu, Perimetre, PeriodeQuerySet, periode_ordonnee


class TypeInstance(TenantModel):
    """What a body is and by which rules it meets; made from a ready-made model, then tuned."""

    class Nature(models.TextChoices):
        DELIBERANTE = "deliberante", "Délibérante"
        CONSULTATIVE = "consultative", "Consultative"
        DEBAT = "debat", "Débat, sans décision ni avis formel"

    class Quorum(models.TextChoices):
        MAJORITE = "majorite_en_exercice", "Majorité des membres en exercice"
        PLUS_DE_LA_MOITIE = "plus_de_la_moitie", "Plus de la moitié des voix délibératives"
        FIXE = "fixe", "Nombre fixe de présents"
        AUCUN = "aucun", "Aucun quorum"

    class Suppleance(models.TextChoices):
        AUCUNE = "aucune", "Aucune"
        COMMUNE = "suppleant_de_commune", "Suppléant de la commune à un seul siège"
        NOMME = "suppleant_nomme", "Suppléant nommé"
        MAIRE = "designe_par_le_maire", "Remplaçant désigné par le maire"

    class Periode(models.TextChoices):
        MOIS = "mois", "par mois"
        TRIMESTRE = "trimestre", "par trimestre"
        SEMESTRE = "semestre", "par semestre"
        AN = "an", "par an"

    intercommunalite = cle_tenant("types_instance")
    code = models.SlugField("identifiant", max_length=40)
    nom = models.CharField("nom", max_length=120)
    modele = models.CharField("modèle d’origine", max_length=40)
    nature = models.CharField("nature", max_length=12, choices=Nature)
    publique = models.BooleanField("séances publiques", default=False)
    quorum_regle = models.CharField("quorum", max_length=24, choices=Quorum)
    quorum_fixe = models.PositiveSmallIntegerField("nombre de présents", null=True, blank=True)
    pouvoirs = models.BooleanField("pouvoirs admis", default=False)
    suppleance = models.CharField("suppléance", max_length=24, choices=Suppleance)
    delai_francs = models.PositiveSmallIntegerField(
        "délai de convocation, en jours francs", null=True, blank=True
    )
    frequence = models.PositiveSmallIntegerField("réunions au moins", null=True, blank=True)
    frequence_periode = models.CharField(max_length=10, choices=Periode, blank=True)
    # The law asks for it of the conseil alone (CNV-15): other bodies may choose it.
    copie_municipale = models.BooleanField(
        "convocation transmise aux conseillers municipaux", default=False, db_default=False
    )
    nommee = models.BooleanField("composition nominative", default=False)
    provenance = models.TextField("source", blank=True)

    class Meta:
        verbose_name = "type d’instance"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "code"],
                name="type_instance_code_unique",
                violation_error_message="Un type d’instance porte déjà cet identifiant.",
            ),
            models.CheckConstraint(
                condition=~Q(quorum_regle="fixe") | Q(quorum_fixe__gte=1),
                name="type_instance_quorum_fixe",
                violation_error_message="Indiquez le nombre de présents exigé.",
            ),
            models.CheckConstraint(
                condition=~Q(nature="deliberante") | ~Q(quorum_regle__in=["aucun", "fixe"]),
                name="type_instance_deliberante_quorum",
                violation_error_message=(
                    "Une instance délibérante exige la majorité de ses membres en exercice "
                    "(CGCT, art. L. 2121-17)."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.nom


class RegleComposition(TenantModel):
    """Who sits by right, and with which of the three rights: quorum, vote, parole."""

    intercommunalite = cle_tenant("regles_composition")
    type_instance = TenantForeignKey(TypeInstance, on_delete=models.CASCADE, related_name="regles")
    source = models.CharField("membres de droit", max_length=40)
    compte_quorum = models.BooleanField("compte pour le quorum", default=True)
    vote = models.BooleanField("vote", default=True)
    parole = models.BooleanField("prend la parole", default=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "type_instance", "source"],
                name="regle_composition_unique",
            )
        ]

    def __str__(self) -> str:
        return self.source


class Instance(TenantModel):
    """A body that meets: the conseil, a commission, the comité of one secteur."""

    type_instance = TenantForeignKey(TypeInstance, related_name="instances")
    nom = models.CharField("nom", max_length=160)
    nom_dans_la_phrase = models.CharField(
        "nom dans les actes", max_length=160, blank=True, help_text="« le Conseil de Communauté »"
    )
    perimetre = TenantForeignKey(Perimetre, null=True, blank=True, related_name="instances")
    lieu = models.CharField("lieu habituel", max_length=200, blank=True)
    starts_on = models.DateField("créée le", null=True, blank=True)
    ends_on = models.DateField("supprimée le", null=True, blank=True)
    provenance = models.TextField("acte ou source", blank=True)

    objects = PeriodeQuerySet.as_manager()

    class Meta:
        permissions: ClassVar = [
            ("gerer_seances", "Préparer, convoquer et conduire les séances de l’instance")
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "nom", "starts_on"],
                name="instance_nom_unique",
                violation_error_message="Une instance porte déjà ce nom à cette date.",
            ),
            periode_ordonnee("instance_periode"),
        ]

    def __str__(self) -> str:
        return self.nom


class Nomination(TenantModel):
    """A seat given by name: members of a commission, of the CAO, persons from outside."""

    class Qualite(models.TextChoices):
        TITULAIRE = "titulaire", "Titulaire"
        SUPPLEANT = "suppleant", "Suppléant"
        PRESIDENT = "president", "Président"
        VICE_PRESIDENT = "vice_president", "Vice-président"
        ANIMATEUR = "animateur", "Animateur"
        INVITE = "invite", "Invité"

    instance = TenantForeignKey(Instance, related_name="nominations")
    elu = TenantForeignKey(Elu, null=True, blank=True, related_name="nominations")
    personne = models.CharField("personne extérieure", max_length=160, blank=True)
    courriel = models.EmailField("adresse électronique", blank=True, db_default="")
    qualite = models.CharField("qualité", max_length=16, choices=Qualite)
    supplee = TenantForeignKey("self", null=True, blank=True, related_name="suppleants")
    compte_quorum = models.BooleanField("compte pour le quorum", default=True)
    vote = models.BooleanField("vote", default=True)
    parole = models.BooleanField("prend la parole", default=True)
    starts_on = models.DateField("depuis le", null=True, blank=True)
    ends_on = models.DateField("jusqu’au", null=True, blank=True)
    acte = models.CharField("acte de désignation", max_length=200, blank=True)
    # Asked of the conseil de développement alone, which mirrors the ages of the territory (CDV-01).
    annee_naissance = models.PositiveSmallIntegerField("année de naissance", null=True, blank=True)

    objects = PeriodeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(elu__isnull=False, personne="")
                | (Q(elu__isnull=True) & ~Q(personne="")),
                name="nomination_elu_ou_personne",
                violation_error_message="Nommez un élu ou une personne extérieure, pas les deux.",
            ),
            periode_ordonnee("nomination_periode"),
        ]

    def __str__(self) -> str:
        return f"{self.elu or self.personne} ({self.get_qualite_display()})"


class ReglementInterieur(TenantModel):
    """One version of the règlement: dated parameters, read with ``regles.reglement``."""

    intercommunalite = cle_tenant("reglements")
    version = models.PositiveSmallIntegerField("version")
    starts_on = models.DateField("en vigueur depuis le")
    ends_on = models.DateField("jusqu’au", null=True, blank=True)
    adopte_on = models.DateField("adopté le", null=True, blank=True)
    acte = models.CharField("délibération", max_length=200, blank=True)
    valeurs = models.JSONField("paramètres", default=dict)
    provenances = models.JSONField("sources des paramètres", default=dict)

    objects = PeriodeQuerySet.as_manager()

    class Meta:
        verbose_name = "règlement intérieur"
        verbose_name_plural = "règlements intérieurs"
        ordering: ClassVar = ["-starts_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intercommunalite", "version"], name="reglement_version_unique"
            ),
            models.UniqueConstraint(
                fields=["intercommunalite", "starts_on"],
                name="reglement_date_unique",
                violation_error_message="Une version entre déjà en vigueur ce jour-là.",
            ),
            periode_ordonnee("reglement_periode"),
        ]

    def __str__(self) -> str:
        return f"Règlement intérieur, version {self.version}"
