"""What the API answers about who sits and when they meet."""

from typing import Any

from rest_framework import serializers

from instances.models import (
    Commune,
    Convocation,
    Elu,
    Instance,
    Mandat,
    Point,
    Pouvoir,
    Presence,
    Remise,
    Reponse,
    Seance,
    Siegeant,
)
from instances.permissions import can_lire_coordonnees

COORDONNEES = ("naissance", "courriel", "adresse")


class CommuneSerializer(serializers.ModelSerializer[Commune]):
    class Meta:
        model = Commune
        fields = ("id", "nom", "code_insee", "population", "starts_on", "ends_on")


class MandatSerializer(serializers.ModelSerializer[Mandat]):
    class Meta:
        model = Mandat
        fields = (
            "id", "elu", "nature", "commune", "rang", "delegation", "starts_on", "ends_on",
        )  # fmt: skip


class EluSerializer(serializers.ModelSerializer[Elu]):
    """Date of birth and addresses only for those who convene and compose."""

    mandats = MandatSerializer(many=True, source="en_vigueur")

    class Meta:
        model = Elu
        fields = ("id", "civilite", "prenom", "nom", "groupe", *COORDONNEES, "mandats")

    def to_representation(self, instance: Elu) -> dict[str, Any]:
        donnees = super().to_representation(instance)
        if not can_lire_coordonnees(self.context["acces"]):
            for champ in COORDONNEES:
                del donnees[champ]
        return donnees


class InstanceSerializer(serializers.ModelSerializer[Instance]):
    type = serializers.CharField(source="type_instance.code")
    nature = serializers.CharField(source="type_instance.nature")

    class Meta:
        model = Instance
        fields = ("id", "nom", "type", "nature", "perimetre", "lieu", "starts_on", "ends_on")


class MembreSerializer(serializers.Serializer[Any]):
    """A seat on a day and its three rights."""

    elu = serializers.IntegerField(source="elu.pk", allow_null=True, default=None)
    nom = serializers.CharField()
    commune = serializers.CharField(source="commune.nom", allow_null=True, default=None)
    qualite = serializers.CharField()
    suppleant = serializers.IntegerField(source="suppleant.pk", allow_null=True, default=None)
    compte_quorum = serializers.BooleanField(source="siege.compte_quorum")
    vote = serializers.BooleanField(source="siege.vote")
    parole = serializers.BooleanField(source="siege.parole")


class SeanceSerializer(serializers.ModelSerializer[Seance]):
    class Meta:
        model = Seance
        fields = (
            "numero", "instance", "etat", "starts_at", "lieu", "visioconference", "urgence",
            "effectif_legal", "en_exercice", "ouverte_at", "levee_at",
        )  # fmt: skip


class PointSerializer(serializers.ModelSerializer[Point]):
    class Meta:
        model = Point
        fields = (
            "id", "numero", "rang", "titre", "type", "rubrique", "commission", "rapporteur",
            "note_de_synthese", "usage", "matiere", "etat",
        )  # fmt: skip


class RemiseSerializer(serializers.ModelSerializer[Remise]):
    """Where the message to one person stands; its address is not repeated here."""

    nom = serializers.CharField(source="envoi.destinataire")
    canal = serializers.CharField(source="envoi.canal")
    etat = serializers.CharField(source="envoi.etat")
    sent_at = serializers.DateTimeField(source="envoi.sent_at", allow_null=True)

    class Meta:
        model = Remise
        fields = ("id", "elu", "nom", "qualite", "canal", "etat", "sent_at")


class ConvocationSerializer(serializers.ModelSerializer[Convocation]):
    remises = RemiseSerializer(many=True)

    class Meta:
        model = Convocation
        fields = ("version", "sent_at", "auteur", "delai_requis", "francs", "remises")


class ReponseSerializer(serializers.ModelSerializer[Reponse]):
    """``mandataire``: the seat that receives the pouvoir."""

    membre = serializers.CharField(source="siegeant.__str__")

    class Meta:
        model = Reponse
        fields = ("siegeant", "membre", "choix", "mandataire", "voie", "commentaire", "at")


class SiegeantSerializer(serializers.ModelSerializer[Siegeant]):
    nom = serializers.CharField(source="__str__")

    class Meta:
        model = Siegeant
        fields = (
            "id", "elu", "nom", "commune", "qualite", "suppleant", "compte_quorum", "vote",
            "parole", "annonce",
        )  # fmt: skip


class IntervalleSerializer(serializers.ModelSerializer[Any]):
    """Bounds by report number; null from the opening, or to the end."""

    debut = serializers.CharField(source="debut_point.numero", allow_null=True, default=None)
    fin = serializers.CharField(source="fin_point.numero", allow_null=True, default=None)


BORNES = ("debut", "debut_inclus", "debut_at", "fin", "fin_inclus", "fin_at")


class PresenceSerializer(IntervalleSerializer):
    class Meta:
        model = Presence
        fields = ("id", "siegeant", "suppleant", "a_distance", *BORNES)


class PouvoirSerializer(IntervalleSerializer):
    class Meta:
        model = Pouvoir
        fields = ("id", "mandant", "mandataire", "date_du_pouvoir", "revoque_at", *BORNES)
