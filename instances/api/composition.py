"""Composition through the API: communes, élus, mandats, instances and their members."""

from typing import Any

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from governance.api import CURSEUR, LE, jour, page
from instances.api.sorties import (
    CommuneSerializer,
    EluSerializer,
    InstanceSerializer,
    MandatSerializer,
    MembreSerializer,
)
from instances.queries.composition import sieges_detailles

SUJET = ["Composition"]


class Communes(APIView):
    @extend_schema(
        summary="Communes membres", tags=SUJET, parameters=[LE, *CURSEUR],
        responses=CommuneSerializer(many=True),
    )  # fmt: skip
    def get(self, request: Any) -> Response:
        return page(request, request.intercommunalite.communes.au(jour(request)), CommuneSerializer)


class Elus(APIView):
    @extend_schema(
        summary="Élus et leurs mandats en vigueur", tags=SUJET, parameters=[LE, *CURSEUR],
        responses=EluSerializer(many=True),
    )  # fmt: skip
    def get(self, request: Any) -> Response:
        mandats = request.intercommunalite.mandats.au(jour(request)).order_by("pk")
        elus = request.intercommunalite.elus.prefetch_related(
            Prefetch("mandats", queryset=mandats, to_attr="en_vigueur")
        )
        return page(request, elus, EluSerializer)


class Mandats(APIView):
    @extend_schema(
        summary="Mandats en vigueur", tags=SUJET, parameters=[LE, *CURSEUR],
        responses=MandatSerializer(many=True),
    )  # fmt: skip
    def get(self, request: Any) -> Response:
        return page(request, request.intercommunalite.mandats.au(jour(request)), MandatSerializer)


class Instances(APIView):
    @extend_schema(
        summary="Instances", tags=SUJET, parameters=[LE, *CURSEUR],
        responses=InstanceSerializer(many=True),
    )  # fmt: skip
    def get(self, request: Any) -> Response:
        existantes = request.intercommunalite.instances.au(jour(request))
        return page(request, existantes.select_related("type_instance"), InstanceSerializer)


class Membres(APIView):
    @extend_schema(
        summary="Membres d’une instance", tags=SUJET, parameters=[LE],
        responses=MembreSerializer(many=True),
    )  # fmt: skip
    def get(self, request: Any, pk: int) -> Response:
        instances = request.intercommunalite.instances.select_related("type_instance")
        instance = get_object_or_404(instances, pk=pk)
        sieges = sieges_detailles(instance, jour(request))
        return Response({"resultats": MembreSerializer(sieges, many=True).data})
