"""After the convocation: who said what, a correction, another day."""

from typing import Any

from django.utils.timezone import localtime, now
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from governance.api import RefusSerializer, valeurs
from governance.permissions import require
from instances.actions.rectifier import rectifier
from instances.actions.seances import reporter_seance
from instances.api.entrees import RectifierEntree, ReporterEntree
from instances.api.seances import seance_de
from instances.api.sorties import ConvocationSerializer, ReponseSerializer, SeanceSerializer
from instances.permissions import can_convoquer, can_preparer
from instances.queries.reponses import reponses_de

SUITES = ["Suites de la convocation"]


class Reponses(APIView):
    @extend_schema(
        summary="Dernière réponse de chaque membre", tags=SUITES,
        responses=ReponseSerializer(many=True),
    )  # fmt: skip
    def get(self, request: Any, numero: int) -> Response:
        seance = seance_de(request, numero)
        require(can_convoquer(request.acces, seance))
        lignes = sorted(reponses_de(seance).values(), key=lambda r: r.pk)
        return Response({"resultats": ReponseSerializer(lignes, many=True).data})


class RectifierConvocation(APIView):
    @extend_schema(
        summary="Envoyer une convocation rectificative", tags=SUITES, request=RectifierEntree,
        responses={201: ConvocationSerializer, 422: RefusSerializer},
    )  # fmt: skip
    def post(self, request: Any, numero: int) -> Response:
        seance = seance_de(request, numero)
        require(can_convoquer(request.acces, seance))
        gardes: dict[str, Any] = {"heure": localtime(seance.starts_at).time(), "lieu": seance.lieu}
        champs = gardes | valeurs(request, RectifierEntree)
        convocation = rectifier(seance, by=request.user, at=now(), **champs)
        return Response(ConvocationSerializer(convocation).data, status=201)


class ReporterSeance(APIView):
    @extend_schema(
        summary="Reporter une séance convoquée", tags=SUITES, request=ReporterEntree,
        responses={201: SeanceSerializer, 422: RefusSerializer},
    )  # fmt: skip
    def post(self, request: Any, numero: int) -> Response:
        seance = seance_de(request, numero)
        require(can_preparer(request.acces, seance))
        champs = valeurs(request, ReporterEntree)
        nouvelle = reporter_seance(seance, by=request.user, at=now(), **champs)
        return Response(SeanceSerializer(nouvelle).data, status=201)
