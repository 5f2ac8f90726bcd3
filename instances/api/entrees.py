"""What the API takes in: typed values, choices from the intercommunalité of the request."""

from typing import Any

from rest_framework import serializers

from governance.api import Choix
from instances.models import Point


class SeanceEntree(serializers.Serializer[Any]):
    instance = Choix("instances", help_text="Identifiant de l’instance.")
    starts_at = serializers.DateTimeField(help_text="Date et heure, avec leur fuseau.")
    lieu = serializers.CharField(max_length=250, required=False)
    visioconference = serializers.BooleanField(default=False)
    urgence = serializers.BooleanField(default=False)
    urgence_motif = serializers.CharField(required=False, allow_blank=True)


class MotifEntree(serializers.Serializer[Any]):
    motif = serializers.CharField(help_text="Il figure au journal.")


class PointEntree(serializers.Serializer[Any]):
    numero = serializers.CharField(max_length=20, help_text="Numéro du rapport, comme 1.1.10.")
    titre = serializers.CharField(max_length=400)
    type = serializers.ChoiceField(choices=Point.Type.choices, default=Point.Type.DELIBERATION)
    scrutin_de_personnes = serializers.ChoiceField(
        choices=Point.Personnes.choices,
        required=False,
        allow_blank=True,
        help_text="Pour une élection : qui est à élire.",
    )
    postes = serializers.IntegerField(min_value=1, max_value=200, required=False)
    rubrique = serializers.CharField(max_length=160, required=False, allow_blank=True)
    commission = serializers.CharField(max_length=200, required=False, allow_blank=True)
    rapporteur = Choix("elus", required=False, allow_null=True)
    note_de_synthese = serializers.CharField(required=False, allow_blank=True)
    usage = serializers.ChoiceField(
        choices=Point.Usage.choices,
        required=False,
        allow_blank=True,
        help_text="Ce que la séance porte d’usage ; sa place en découle.",
    )
    matiere = serializers.ChoiceField(
        choices=Point.Matiere.choices,
        required=False,
        allow_blank=True,
        help_text="Ce que la loi réserve au conseil.",
    )


class DeplacerEntree(serializers.Serializer[Any]):
    vers = serializers.IntegerField(min_value=1, help_text="Nouveau rang de passage.")


class RectifierEntree(serializers.Serializer[Any]):
    motif = serializers.CharField()
    heure = serializers.TimeField(required=False)
    lieu = serializers.CharField(max_length=250, required=False)


class ReporterEntree(serializers.Serializer[Any]):
    motif = serializers.CharField()
    starts_at = serializers.DateTimeField(help_text="Nouveau jour et nouvelle heure.")


class CloreEntree(serializers.Serializer[Any]):
    etat = serializers.ChoiceField(choices=["traite", "ajourne", "renvoye", "retire"])


class OuvrirEntree(serializers.Serializer[Any]):
    president = Choix("elus", help_text="Qui préside.")
    qualite = serializers.CharField(max_length=160, help_text="Comme « Président ».")
    secretaires = serializers.ListField(child=Choix("elus"), help_text="Secrétaires de séance.")


class ArriveeEntree(serializers.Serializer[Any]):
    siegeant = Choix("siegeants", help_text="Siège occupé.")
    suppleant = Choix("elus", required=False, allow_null=True, default=None)


class DepartEntree(serializers.Serializer[Any]):
    siegeant = Choix("siegeants", help_text="Siège quitté.")


class PouvoirEntree(serializers.Serializer[Any]):
    mandant = Choix("siegeants", help_text="Qui donne pouvoir.")
    mandataire = Choix("siegeants", help_text="Qui le reçoit.")
    date_du_pouvoir = serializers.DateField(required=False, allow_null=True, default=None)
