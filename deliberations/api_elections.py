"""The API of elections: rounds and results to read, candidates and rounds to note, mandats."""

from collections.abc import Callable
from typing import Any

from django.utils.timezone import now
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from deliberations import actions_elections, actions_investiture
from deliberations.models import Candidat, Scrutin, Tour
from deliberations.queries.elections import Nom, election_de
from deliberations.regles.depouillement import Releve
from governance.api import Choix, RefusSerializer, valeurs
from governance.permissions import require
from instances.api.seances import point_de
from instances.models import Interet, Point
from instances.permissions import can_conduire, can_lire_seance

ELECTIONS = ["Élections"]


class CandidatSerializer(serializers.ModelSerializer[Candidat]):
    nom = serializers.CharField(source="__str__")

    class Meta:
        model = Candidat
        fields = ("id", "elu", "nom", "membres", "voix", "sieges", "proclame_elu")


class TourSerializer(serializers.ModelSerializer[Tour]):
    """A round still to be held has candidates and no figures."""

    candidats = CandidatSerializer(many=True)

    class Meta:
        model = Tour
        fields = (
            "numero", "votants", "blancs", "nuls", "exprimes", "scrutateurs", "proclame_at",
            "candidats",
        )  # fmt: skip


class ScrutinDePersonnesSerializer(serializers.ModelSerializer[Scrutin]):
    tours = TourSerializer(many=True)

    class Meta:
        model = Scrutin
        fields = ("id", "ordre", "objet", "mode", "presents", "pouvoirs", "proclame_at", "tours")


class ElectionSerializer(serializers.Serializer[Any]):
    personnes = serializers.CharField()
    postes = serializers.IntegerField(source="point.postes")
    restants = serializers.IntegerField(help_text="Postes encore à pourvoir.")
    fonction = serializers.CharField(source="point.fonction")
    scrutins = ScrutinDePersonnesSerializer(source="de_personnes", many=True)


class NomEntree(serializers.Serializer[Any]):
    elu = Choix("elus", required=False, allow_null=True, default=None)
    libelle = serializers.CharField(
        max_length=200, required=False, default="", help_text="Personne extérieure, ou liste."
    )
    membres = serializers.CharField(
        required=False, default="", help_text="D’une liste : un nom par ligne."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if bool(attrs["elu"]) == bool(attrs["libelle"]):
            raise serializers.ValidationError("Indiquez un élu, ou un libellé, pas les deux.")
        return attrs


class CandidaturesEntree(serializers.Serializer[Any]):
    candidats = NomEntree(many=True, help_text="La liste entière ; elle remplace la précédente.")


class VoixObtenuesEntree(serializers.Serializer[Any]):
    candidat = serializers.IntegerField(min_value=1, max_value=2**63 - 1)
    voix = serializers.IntegerField(min_value=0, max_value=9999)


class ReleveEntree(serializers.Serializer[Any]):
    par = serializers.CharField(max_length=120, help_text="Qui a compté.")
    enveloppes = serializers.IntegerField(min_value=0, max_value=9999)
    blancs = serializers.IntegerField(min_value=0, max_value=9999, default=0)
    nuls = serializers.IntegerField(min_value=0, max_value=9999, default=0)
    voix = VoixObtenuesEntree(many=True)


class TourEntree(serializers.Serializer[Any]):
    premier = ReleveEntree(help_text="Relevé de la première personne.")
    second = ReleveEntree(help_text="Relevé de la seconde, comptée à part.")
    plus_age = serializers.IntegerField(
        min_value=1, max_value=2**63 - 1, required=False, allow_null=True, default=None,
        help_text="Candidat le plus âgé, à égalité sans date de naissance connue.",
    )  # fmt: skip


class InvestirEntree(serializers.Serializer[Any]):
    nature = serializers.ChoiceField(
        choices=Interet.Organisme.choices, required=False, default="",
        help_text="D’un organisme où l’on représente l’intercommunalité.",
    )  # fmt: skip


def releve_de(lu: dict[str, Any]) -> Releve:
    voix = {v["candidat"]: v["voix"] for v in lu["voix"]}
    return Releve(
        enveloppes=lu["enveloppes"], blancs=lu["blancs"], nuls=lu["nuls"], voix=voix, par=lu["par"]
    )


def _lue(point: Point) -> Response:
    return Response(ElectionSerializer(election_de(point)).data)


def _conduit(request: Any, pk: int) -> Point:
    point = point_de(request, pk)
    require(can_conduire(request.acces, point.seance))
    return point


class UneElection(APIView):
    @extend_schema(
        summary="Tours et résultats d’une élection", tags=ELECTIONS, responses=ElectionSerializer
    )
    def get(self, request: Any, pk: int) -> Response:
        point = point_de(request, pk)
        require(can_lire_seance(request.acces, point.seance))
        return _lue(point)


class Candidatures(APIView):
    @extend_schema(
        summary="Noter les candidats du tour à venir", tags=ELECTIONS, request=CandidaturesEntree,
        responses={200: ElectionSerializer, 422: RefusSerializer},
    )  # fmt: skip
    def post(self, request: Any, pk: int) -> Response:
        point, lus = _conduit(request, pk), valeurs(request, CandidaturesEntree)["candidats"]
        noms = [Nom(elu=n["elu"], libelle=n["libelle"], membres=n["membres"]) for n in lus]
        actions_elections.declarer_candidatures(point, noms, by=request.user, at=now())
        return _lue(point)


class ProclamerTour(APIView):
    @extend_schema(
        summary="Proclamer un tour, d’après deux relevés", tags=ELECTIONS, request=TourEntree,
        responses={200: ElectionSerializer, 422: RefusSerializer},
    )  # fmt: skip
    def post(self, request: Any, pk: int) -> Response:
        point, lus = _conduit(request, pk), valeurs(request, TourEntree)
        proclamer: Callable[..., Any] = actions_elections.proclamer_tour
        if election_de(point).par_listes:
            proclamer = actions_elections.proclamer_listes
        proclamer(
            point, releve_de(lus["premier"]), releve_de(lus["second"]), plus_age=lus["plus_age"],
            by=request.user, at=now(),
        )  # fmt: skip
        return _lue(point)


class Investir(APIView):
    @extend_schema(
        summary="Ouvrir les mandats d’une élection proclamée", tags=ELECTIONS,
        request=InvestirEntree, responses={200: ElectionSerializer, 422: RefusSerializer},
    )  # fmt: skip
    def post(self, request: Any, pk: int) -> Response:
        point, champs = _conduit(request, pk), valeurs(request, InvestirEntree)
        actions_investiture.investir(point, by=request.user, at=now(), **champs)
        return _lue(point)
