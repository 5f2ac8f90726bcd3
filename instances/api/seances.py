"""Séances, their ordre du jour and their convocations through the API."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from governance.api import CURSEUR, RefusSerializer, page, valeurs
from governance.permissions import require
from instances.actions import seances as actions
from instances.actions.convoquer import convoquer
from instances.actions.ouverture import creer_seance_ouverte
from instances.api.entrees import DeplacerEntree, MotifEntree, PointEntree, SeanceEntree
from instances.api.sorties import ConvocationSerializer, PointSerializer, SeanceSerializer
from instances.models import Point, Seance
from instances.permissions import (
    can_convoquer,
    can_gerer_seances,
    can_lire_seance,
    can_preparer,
    points_reserves,
    seances_lisibles,
)
from instances.queries.attente import en_attente

SEANCES, ODJ, CONVOCATIONS = ["Séances"], ["Ordre du jour"], ["Convocations"]


def seance_de(request: Any, numero: int) -> Seance:
    lignes = request.intercommunalite.seances.select_related("instance__type_instance")
    seance: Seance = get_object_or_404(lignes, numero=numero)
    seance.intercommunalite = request.intercommunalite
    return seance


def seance_lue(request: Any, numero: int) -> Seance:
    """The séance of this intercommunalité. One that may not be read is not there (DIV-03)."""
    seance = seance_de(request, numero)
    if not can_lire_seance(request.acces, seance):
        raise Http404
    return seance


def point_de(request: Any, pk: int) -> Point:
    lignes = request.intercommunalite.points.select_related("seance__instance__type_instance")
    point: Point = get_object_or_404(lignes, pk=pk)
    point.intercommunalite = point.seance.intercommunalite = request.intercommunalite
    return point


class Seances(APIView):
    @extend_schema(
        summary="Séances", tags=SEANCES, parameters=CURSEUR, responses=SeanceSerializer(many=True)
    )
    def get(self, request: Any) -> Response:
        return page(request, seances_lisibles(request.acces), SeanceSerializer)

    @extend_schema(
        summary="Créer une séance", tags=SEANCES, request=SeanceEntree,
        responses={201: SeanceSerializer, 422: RefusSerializer},
    )  # fmt: skip
    def post(self, request: Any) -> Response:
        champs = valeurs(request, SeanceEntree)
        instance = champs.pop("instance")
        require(can_gerer_seances(request.acces, instance))
        seance = creer_seance_ouverte(instance, usages=(), by=request.user, at=now(), **champs)
        return Response(SeanceSerializer(seance).data, status=201)


class UneSeance(APIView):
    @extend_schema(summary="Une séance", tags=SEANCES, responses=SeanceSerializer)
    def get(self, request: Any, numero: int) -> Response:
        return Response(SeanceSerializer(seance_lue(request, numero)).data)


class AnnulerSeance(APIView):
    @extend_schema(
        summary="Annuler une séance", tags=SEANCES, request=MotifEntree,
        responses={200: SeanceSerializer, 422: RefusSerializer},
    )  # fmt: skip
    def post(self, request: Any, numero: int) -> Response:
        seance = seance_de(request, numero)
        require(can_preparer(request.acces, seance))
        champs = valeurs(request, MotifEntree)
        actions.annuler_seance(seance, by=request.user, at=now(), **champs)
        return Response(SeanceSerializer(seance).data)


class OrdreDuJour(APIView):
    @extend_schema(
        summary="Points, dans l’ordre de passage", tags=ODJ, responses=PointSerializer(many=True)
    )
    def get(self, request: Any, numero: int) -> Response:
        seance = seance_lue(request, numero)
        points = seance.points.order_by("rang")
        if not can_preparer(request.acces, seance):
            points = points.exclude(pk__in=en_attente(seance).values("pk"))
            points = points.exclude(pk__in=points_reserves(request.acces, seance).values("pk"))
        return Response({"resultats": PointSerializer(points, many=True).data})

    @extend_schema(
        summary="Inscrire un point", tags=ODJ, request=PointEntree,
        responses={201: PointSerializer, 422: RefusSerializer},
    )  # fmt: skip
    def post(self, request: Any, numero: int) -> Response:
        seance = seance_de(request, numero)
        require(can_preparer(request.acces, seance))
        champs = valeurs(request, PointEntree)
        point = actions.inscrire_point(seance, by=request.user, at=now(), **champs)
        return Response(PointSerializer(point).data, status=201)


class DeplacerPoint(APIView):
    @extend_schema(
        summary="Changer le rang de passage d’un point", tags=ODJ, request=DeplacerEntree,
        responses={200: PointSerializer, 422: RefusSerializer},
    )  # fmt: skip
    def post(self, request: Any, pk: int) -> Response:
        point = point_de(request, pk)
        require(can_preparer(request.acces, point.seance))
        champs = valeurs(request, DeplacerEntree)
        point = actions.deplacer_point(point, by=request.user, at=now(), **champs)
        return Response(PointSerializer(point).data)


class RetirerPoint(APIView):
    @extend_schema(
        summary="Retirer un point", tags=ODJ, request=None,
        responses={204: None, 422: RefusSerializer},
    )  # fmt: skip
    def post(self, request: Any, pk: int) -> Response:
        point = point_de(request, pk)
        require(can_preparer(request.acces, point.seance))
        actions.retirer_point(point, by=request.user, at=now())
        return Response(status=204)


class Convocations(APIView):
    @extend_schema(
        summary="Convocations et l’état de chaque envoi", tags=CONVOCATIONS,
        responses=ConvocationSerializer(many=True),
    )  # fmt: skip
    def get(self, request: Any, numero: int) -> Response:
        seance = seance_de(request, numero)
        require(can_convoquer(request.acces, seance))
        convocations = seance.convocations.prefetch_related("remises__elu", "remises__envoi")
        return Response({"resultats": ConvocationSerializer(convocations, many=True).data})

    @extend_schema(
        summary="Convoquer : envoyer la convocation",
        tags=CONVOCATIONS,
        request=None,
        responses={201: ConvocationSerializer, 422: RefusSerializer},
    )
    def post(self, request: Any, numero: int) -> Response:
        seance = seance_de(request, numero)
        require(can_convoquer(request.acces, seance))
        convocation = convoquer(seance, by=request.user, at=now())
        return Response(ConvocationSerializer(convocation).data, status=201)
