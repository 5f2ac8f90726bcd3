"""Votes and délibérations through the API: as thin as the views, same actions."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from deliberations import actions
from deliberations.actions_corrections import reprendre_le_vote
from deliberations.models import Deliberation, Scrutin, Vote
from deliberations.queries import deliberations_de
from deliberations.regles.depouillement import CONTRE, POUR, Releve
from deliberations.regles.majorite import ModeScrutin, Sens
from deliberations.regles.proclamation import Saisie
from governance.api import CURSEUR, Choix, RefusSerializer, page, valeurs
from governance.models import Acces
from governance.permissions import require
from instances.api.entrees import MotifEntree
from instances.api.seances import point_de, seance_de, seance_lue
from instances.api.sorties import PointSerializer
from instances.permissions import can_conduire, can_preparer, seances_lisibles

VOTES, ACTES = ["Votes"], ["Délibérations"]


class VoteSerializer(serializers.ModelSerializer[Vote]):
    class Meta:
        model = Vote
        fields = ("siegeant", "sens", "par_mandataire")


class ScrutinSerializer(serializers.ModelSerializer[Scrutin]):
    """A total that nobody gave is null, never zero; a secret ballot has no names."""

    votes = VoteSerializer(many=True)

    class Meta:
        model = Scrutin
        fields = (
            "id", "point", "ordre", "mode", "pour", "contre", "abstention", "ne_prend_pas_part",
            "blancs", "nuls", "presents", "pouvoirs", "issue", "proclame_at", "annule_at", "votes",
        )  # fmt: skip


class DeliberationSerializer(serializers.ModelSerializer[Deliberation]):
    seance = serializers.IntegerField(source="seance.numero")
    rapport = serializers.CharField(source="point.numero")
    extrait_sha256 = serializers.CharField(source="extrait.sha256", allow_null=True, default=None)

    class Meta:
        model = Deliberation
        fields = (
            "id", "seance", "point", "rapport", "numero_ordre", "numero", "titre", "etat",
            "adoptee_on", "extrait_at", "extrait_sha256",
        )  # fmt: skip


class VoixEntree(serializers.Serializer[Any]):
    siegeant = Choix("siegeants", help_text="Siège dont la voix est notée.")
    sens = serializers.ChoiceField(choices=Vote.Sens.choices)


class ReleveDuTexteEntree(serializers.Serializer[Any]):
    par = serializers.CharField(max_length=120, help_text="Qui a compté.")
    enveloppes = serializers.IntegerField(min_value=0, max_value=9999)
    pour = serializers.IntegerField(min_value=0, max_value=9999)
    contre = serializers.IntegerField(min_value=0, max_value=9999)
    blancs = serializers.IntegerField(min_value=0, max_value=9999, default=0)
    nuls = serializers.IntegerField(min_value=0, max_value=9999, default=0)


class SaisieEntree(serializers.Serializer[Any]):
    mode = serializers.ChoiceField(choices=Scrutin.Mode.choices, default=Scrutin.Mode.ORDINAIRE)
    voix = VoixEntree(
        many=True, default=list, help_text="Voix nommées ; les autres votent pour à main levée."
    )
    releves = ReleveDuTexteEntree(
        many=True, default=list,
        help_text="D’un scrutin secret : les relevés de deux personnes, comptés à part.",
    )  # fmt: skip
    demandeurs = serializers.IntegerField(
        min_value=0, required=False, allow_null=True, default=None,
        help_text="Membres présents qui ont demandé ce mode.",
    )  # fmt: skip

    def validate_releves(self, lus: list[Any]) -> list[Any]:
        if len(lus) > 2:
            raise serializers.ValidationError("Deux relevés, un par personne.")
        return lus


def saisie_de(champs: dict[str, Any]) -> Saisie:
    return Saisie(
        mode=ModeScrutin(champs["mode"]),
        exceptions={v["siegeant"].pk: Sens(v["sens"]) for v in champs["voix"]},
        releves=tuple(_releve(lu) for lu in champs["releves"]),
        demandeurs=champs["demandeurs"],
    )


def _releve(lu: dict[str, Any]) -> Releve:
    voix = {POUR: lu.pop("pour"), CONTRE: lu.pop("contre")}
    return Releve(voix=voix, **lu)


def lisibles(acces: Acces) -> QuerySet[Deliberation]:
    """The acts of the séances that this account may read (DIV-03)."""
    return deliberations_de(acces.intercommunalite).filter(seance__in=seances_lisibles(acces))


class Scrutins(APIView):
    @extend_schema(
        summary="Scrutins d’une séance", tags=VOTES, responses=ScrutinSerializer(many=True)
    )
    def get(self, request: Any, numero: int) -> Response:
        seance = seance_lue(request, numero)
        scrutins = request.intercommunalite.scrutins.filter(point__seance=seance)
        lignes = scrutins.order_by("point__rang", "ordre").prefetch_related("votes")
        return Response({"resultats": ScrutinSerializer(lignes, many=True).data})


class Proclamer(APIView):
    @extend_schema(
        summary="Proclamer le vote du point en discussion", tags=VOTES, request=SaisieEntree,
        responses={201: ScrutinSerializer, 422: RefusSerializer},
    )  # fmt: skip
    def post(self, request: Any, pk: int) -> Response:
        point = point_de(request, pk)
        require(can_conduire(request.acces, point.seance))
        saisie = saisie_de(valeurs(request, SaisieEntree))
        scrutin = actions.proclamer(point, saisie, by=request.user, at=now())
        return Response(ScrutinSerializer(scrutin).data, status=201)


class ReprendreLeVote(APIView):
    @extend_schema(
        summary="Reprendre un vote avant la levée", tags=VOTES, request=MotifEntree,
        responses={200: PointSerializer, 422: RefusSerializer},
    )  # fmt: skip
    def post(self, request: Any, pk: int) -> Response:
        point = point_de(request, pk)
        require(can_conduire(request.acces, point.seance))
        champs = valeurs(request, MotifEntree)
        reprendre_le_vote(point, by=request.user, at=now(), **champs)
        return Response(PointSerializer(point).data)


class Deliberations(APIView):
    @extend_schema(
        summary="Délibérations", tags=ACTES, parameters=CURSEUR,
        responses=DeliberationSerializer(many=True),
    )  # fmt: skip
    def get(self, request: Any) -> Response:
        return page(request, lisibles(request.acces), DeliberationSerializer)


class UneDeliberation(APIView):
    @extend_schema(summary="Une délibération", tags=ACTES, responses=DeliberationSerializer)
    def get(self, request: Any, pk: int) -> Response:
        acte = get_object_or_404(lisibles(request.acces), pk=pk)
        return Response(DeliberationSerializer(acte).data)


class Numeroter(APIView):
    @extend_schema(
        summary="Numéroter les délibérations d’une séance levée", tags=ACTES, request=None,
        responses={200: DeliberationSerializer(many=True), 422: RefusSerializer},
    )  # fmt: skip
    def post(self, request: Any, numero: int) -> Response:
        seance = seance_de(request, numero)
        require(can_preparer(request.acces, seance))
        actions.numeroter(seance, by=request.user, at=now())
        actes = deliberations_de(request.intercommunalite).filter(seance=seance)
        lignes = actes.order_by("numero_ordre")
        return Response({"resultats": DeliberationSerializer(lignes, many=True).data})
