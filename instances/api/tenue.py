"""The séance being held, through the API: it opens, members come and go, points come up."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from governance.api import RefusSerializer, valeurs
from governance.permissions import require
from instances.actions import pointages, suspensions
from instances.actions import tenue as actions
from instances.api.entrees import (
    ArriveeEntree,
    CloreEntree,
    DepartEntree,
    OuvrirEntree,
    PouvoirEntree,
)
from instances.api.seances import point_de, seance_de, seance_lue
from instances.api.sorties import (
    PointSerializer,
    PouvoirSerializer,
    PresenceSerializer,
    SeanceSerializer,
    SiegeantSerializer,
)
from instances.models import Siegeant
from instances.permissions import can_conduire, can_donner_pouvoir

TENUE, PRESENCE = ["Tenue de la séance"], ["Présence et pouvoirs"]
SEANCE_OU_REFUS = {200: SeanceSerializer, 422: RefusSerializer}
POINT_OU_REFUS = {200: PointSerializer, 422: RefusSerializer}


def siegeant_de(seance: Any, siegeant: Siegeant) -> Siegeant:
    """The seat, if it is one of this séance."""
    trouve: Siegeant = get_object_or_404(seance.siegeants.select_related("elu"), pk=siegeant.pk)
    trouve.seance = seance
    return trouve


class OuvrirSeance(APIView):
    @extend_schema(
        summary="Ouvrir la séance", tags=TENUE, request=OuvrirEntree, responses=SEANCE_OU_REFUS
    )
    def post(self, request: Any, numero: int) -> Response:
        seance = seance_de(request, numero)
        require(can_conduire(request.acces, seance))
        champs = valeurs(request, OuvrirEntree)
        actions.ouvrir(seance, by=request.user, at=now(), **champs)
        return Response(SeanceSerializer(seance).data)


class SuspendreSeance(APIView):
    @extend_schema(
        summary="Suspendre la séance", tags=TENUE, request=None, responses=SEANCE_OU_REFUS
    )
    def post(self, request: Any, numero: int) -> Response:
        seance = seance_de(request, numero)
        require(can_conduire(request.acces, seance))
        suspensions.suspendre(seance, by=request.user, at=now())
        return Response(SeanceSerializer(seance).data)


class ReprendreSeance(APIView):
    @extend_schema(
        summary="Reprendre la séance", tags=TENUE, request=None, responses=SEANCE_OU_REFUS
    )
    def post(self, request: Any, numero: int) -> Response:
        seance = seance_de(request, numero)
        require(can_conduire(request.acces, seance))
        suspensions.reprendre(seance, by=request.user, at=now())
        return Response(SeanceSerializer(seance).data)


class LeverSeance(APIView):
    @extend_schema(summary="Lever la séance", tags=TENUE, request=None, responses=SEANCE_OU_REFUS)
    def post(self, request: Any, numero: int) -> Response:
        seance = seance_de(request, numero)
        require(can_conduire(request.acces, seance))
        actions.lever(seance, by=request.user, at=now())
        return Response(SeanceSerializer(seance).data)


class DiscuterPoint(APIView):
    @extend_schema(
        summary="Mettre un point en discussion", tags=TENUE, request=None, responses=POINT_OU_REFUS
    )
    def post(self, request: Any, pk: int) -> Response:
        point = point_de(request, pk)
        require(can_conduire(request.acces, point.seance))
        actions.mettre_en_discussion(point, by=request.user, at=now())
        return Response(PointSerializer(point).data)


class ClorePoint(APIView):
    @extend_schema(
        summary="Clore un point sans vote", tags=TENUE, request=CloreEntree,
        responses=POINT_OU_REFUS,
    )  # fmt: skip
    def post(self, request: Any, pk: int) -> Response:
        point = point_de(request, pk)
        require(can_conduire(request.acces, point.seance))
        champs = valeurs(request, CloreEntree)
        actions.clore_point(point, by=request.user, at=now(), **champs)
        return Response(PointSerializer(point).data)


class Siegeants(APIView):
    @extend_schema(
        summary="Sièges de la séance", tags=PRESENCE, responses=SiegeantSerializer(many=True)
    )
    def get(self, request: Any, numero: int) -> Response:
        sieges = seance_lue(request, numero).siegeants.select_related("elu")
        return Response({"resultats": SiegeantSerializer(sieges, many=True).data})


class Presences(APIView):
    @extend_schema(
        summary="Présences, par intervalles", tags=PRESENCE, responses=PresenceSerializer(many=True)
    )
    def get(self, request: Any, numero: int) -> Response:
        presences = seance_lue(request, numero).presences.select_related("debut_point", "fin_point")
        return Response({"resultats": PresenceSerializer(presences, many=True).data})

    @extend_schema(
        summary="Noter une arrivée", tags=PRESENCE, request=ArriveeEntree,
        responses={201: PresenceSerializer, 422: RefusSerializer},
    )  # fmt: skip
    def post(self, request: Any, numero: int) -> Response:
        seance = seance_de(request, numero)
        require(can_conduire(request.acces, seance))
        champs = valeurs(request, ArriveeEntree)
        siegeant = siegeant_de(seance, champs.pop("siegeant"))
        presence = pointages.arriver(siegeant, by=request.user, at=now(), **champs)
        return Response(PresenceSerializer(presence).data, status=201)


class Departs(APIView):
    @extend_schema(
        summary="Noter un départ", tags=PRESENCE, request=DepartEntree,
        responses={204: None, 422: RefusSerializer},
    )  # fmt: skip
    def post(self, request: Any, numero: int) -> Response:
        seance = seance_de(request, numero)
        require(can_conduire(request.acces, seance))
        siegeant = siegeant_de(seance, valeurs(request, DepartEntree)["siegeant"])
        pointages.partir(siegeant, by=request.user, at=now())
        return Response(status=204)


class Pouvoirs(APIView):
    @extend_schema(summary="Pouvoirs donnés", tags=PRESENCE, responses=PouvoirSerializer(many=True))
    def get(self, request: Any, numero: int) -> Response:
        pouvoirs = seance_lue(request, numero).pouvoirs.select_related("debut_point", "fin_point")
        return Response({"resultats": PouvoirSerializer(pouvoirs, many=True).data})

    @extend_schema(
        summary="Donner un pouvoir", tags=PRESENCE, request=PouvoirEntree,
        responses={201: PouvoirSerializer, 422: RefusSerializer},
    )  # fmt: skip
    def post(self, request: Any, numero: int) -> Response:
        seance = seance_de(request, numero)
        champs = valeurs(request, PouvoirEntree)
        for role in ("mandant", "mandataire"):
            champs[role] = siegeant_de(seance, champs[role])
        require(can_donner_pouvoir(request.acces, champs["mandant"]))
        pouvoir = actions.donner_pouvoir(seance, by=request.user, at=now(), **champs)
        return Response(PouvoirSerializer(pouvoir).data, status=201)


class RevoquerPouvoir(APIView):
    @extend_schema(
        summary="Révoquer un pouvoir", tags=PRESENCE, request=None,
        responses={200: PouvoirSerializer, 422: RefusSerializer},
    )  # fmt: skip
    def post(self, request: Any, pk: int) -> Response:
        pouvoirs = request.intercommunalite.pouvoirs.select_related(
            "seance__instance", "mandant__elu", "mandant__seance__instance"
        )
        pouvoir = get_object_or_404(pouvoirs, pk=pk)
        require(
            can_donner_pouvoir(request.acces, pouvoir.mandant or Siegeant(seance=pouvoir.seance))
        )
        actions.revoquer_pouvoir(pouvoir, by=request.user, at=now())
        return Response(PouvoirSerializer(pouvoir).data)
