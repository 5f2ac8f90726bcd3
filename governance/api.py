"""The API's common ground: tokens, keyset pages, its description and the page that shows it."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.fields import empty
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from governance.queries import paginer

TAILLE_MAX = 100
METHODES = ("get", "post", "put", "patch", "delete")


class JetonScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # untyped base
    target_class = "governance.jetons.JetonAuthentication"
    name = "jeton"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "« Jeton hc_… », créé depuis la page « Jetons » de votre compte.",
        }


class ManquementSerializer(serializers.Serializer[Any]):
    regle = serializers.CharField()
    gravite = serializers.ChoiceField(choices=["bloquant", "alerte", "info"])
    article = serializers.CharField()
    message = serializers.CharField()
    points = serializers.ListField(child=serializers.CharField())
    champ = serializers.CharField()


class RefusSerializer(serializers.Serializer[Any]):
    """What a 422 answers: every breach at once, in the words of the pages."""

    manquements = ManquementSerializer(many=True)


class ParCurseur(BasePagination):
    """Newest first, by key and never by number: « suivante » is the address of what is older."""

    def paginate_queryset(
        self, queryset: QuerySet[Any], request: Request, view: Any = None
    ) -> list[Any]:
        demandee = request.query_params.get("taille", "")
        taille = min(int(demandee), TAILLE_MAX) if demandee.isdecimal() else TAILLE_MAX
        self.request, self.page = (
            request,
            paginer(queryset, avant=request.query_params.get("avant"), taille=max(taille, 1)),
        )
        return self.page.lignes

    def get_paginated_response(self, data: Any) -> Response:
        suivante = None
        if self.page.suivante is not None:
            parametres = self.request.query_params.copy()
            parametres["avant"] = str(self.page.suivante)
            suivante = f"{self.request.path}?{parametres.urlencode()}"
        return Response({"resultats": data, "suivante": suivante})


CURSEUR = [
    OpenApiParameter("avant", int, description="Curseur : seules les lignes plus anciennes."),
    OpenApiParameter("taille", int, description="Lignes par page, 100 au plus."),
]


def page(
    request: Any, lignes: QuerySet[Any], serializer: type[serializers.BaseSerializer[Any]]
) -> Response:
    """One page of rows, written by their serializer."""
    pagination = ParCurseur()
    contexte = {"request": request, "acces": request.acces}
    rendues = pagination.paginate_queryset(lignes, request)
    return pagination.get_paginated_response(serializer(rendues, many=True, context=contexte).data)


def valeurs(request: Any, entree: type[serializers.Serializer[Any]]) -> dict[str, Any]:
    """What was sent, typed. Choice lists start from the intercommunalité of the request.

    Raises DRF's ``ValidationError``, answered as a 422.
    """
    saisie = entree(data=request.data, context={"intercommunalite": request.intercommunalite})
    saisie.is_valid(raise_exception=True)
    return dict(saisie.validated_data)


LE = OpenApiParameter("le", date, description="À cette date ; aujourd’hui par défaut.")


def jour(request: Any) -> date:
    """The day asked for. Raises DRF's ``ValidationError`` for a day that does not exist."""
    texte = request.query_params.get("le")
    if not texte:
        return localdate()
    lu: date = serializers.DateField().run_validation(texte)
    return lu


class Choix(serializers.IntegerField):
    """A row of this intercommunalité by its id; ``relation`` says where it is looked for."""

    def __init__(self, relation: str, **kwargs: Any) -> None:
        self.relation = relation
        super().__init__(min_value=1, max_value=2**63 - 1, **kwargs)

    def run_validation(self, data: Any = empty) -> Any:
        pk = super().run_validation(data)
        if pk is None:
            return None
        lignes = getattr(self.context["intercommunalite"], self.relation)
        ligne = lignes.filter(pk=pk).first()
        if ligne is None:
            raise serializers.ValidationError("Cet identifiant n’existe pas ici.", code="inconnu")
        return ligne


class Moi(APIView):
    """Who the token speaks for, and where."""

    @extend_schema(
        summary="À qui appartient ce jeton, et ce qu’il ouvre", tags=["Compte"],
        responses={200: dict},
    )  # fmt: skip
    def get(self, request: Any) -> Response:
        acces = request.acces
        return Response(
            {
                "intercommunalite": request.intercommunalite.slug,
                "nom": request.intercommunalite.nom,
                "compte": acces.user.email,
                "role": acces.role,
                "fuseau": request.intercommunalite.fuseau,
            }
        )


# Documentation ------------------------------------------------------------------------


def documentation(request: Any) -> HttpResponse:
    """The API described in a plain page: nothing to run, so nothing for the CSP to stop."""
    contexte = {"groupes": groupes(_description()), "slug": request.intercommunalite.slug}
    return render(request, "pages/api.html", contexte)


@cache
def _description() -> dict[str, Any]:
    generateur: Any = SchemaGenerator
    return dict(generateur().get_schema(request=None, public=True))


def groupes(description: dict[str, Any]) -> list[dict[str, Any]]:
    """Operations by subject, in the order of their paths."""
    par_sujet: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for operation in _operations(description):
        par_sujet[operation["sujet"]].append(operation)
    return [{"sujet": sujet, "operations": liste} for sujet, liste in par_sujet.items()]


def _operations(description: dict[str, Any]) -> Iterator[dict[str, Any]]:
    schemas = description.get("components", {}).get("schemas", {})
    for chemin, methodes in description["paths"].items():
        for methode in METHODES:
            if methode in methodes:
                operation = methodes[methode]
                yield {
                    "methode": methode.upper(),
                    "chemin": chemin,
                    "resume": operation.get("summary", ""),
                    "sujet": operation.get("tags", ["Divers"])[0],
                    "parametres": [
                        p for p in operation.get("parameters", []) if p["in"] == "query"
                    ],
                    "champs": list(_champs(operation, schemas)),
                    "reponses": sorted(operation["responses"]),
                }


def _champs(operation: dict[str, Any], schemas: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The fields of the body, with the words of their serializer."""
    contenu = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    nom = contenu.get("schema", {}).get("$ref", "").rpartition("/")[2]
    schema = schemas.get(nom, {})
    for champ, details in schema.get("properties", {}).items():
        yield {
            "nom": champ,
            "type": details.get("format") or details.get("type", "valeur"),
            "exige": champ in schema.get("required", []),
            "description": details.get("description") or details.get("title", ""),
        }
