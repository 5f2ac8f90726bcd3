"""A test client that refuses what a visitor would only half notice."""

import inspect
import re
from pathlib import Path
from typing import Any

import html5lib
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.template.base import Node
from django.test import Client

GABARITS = Path(__file__).resolve().parent.parent / "templates"
GESTIONNAIRE = re.compile(r"^on[a-z]+$")


class VariableInconnue(str):
    """Fails where one of our own templates prints a variable that nobody gave it."""

    def __mod__(self, variable: Any) -> str:
        gabarit = _gabarit_en_cours()
        if gabarit is None or not gabarit.is_relative_to(GABARITS):
            return ""
        raise AssertionError(f"{gabarit.relative_to(GABARITS)} : variable inconnue « {variable} »")


VARIABLE_INCONNUE = VariableInconnue("%s")


def _gabarit_en_cours() -> Path | None:
    cadre = inspect.currentframe()
    while cadre is not None:
        noeud = cadre.f_locals.get("self")
        origine = getattr(noeud, "origin", None)
        if isinstance(noeud, Node) and origine is not None:
            return Path(str(origine.name))
        cadre = cadre.f_back
    return None


def defauts_html(page: str) -> list[str]:
    """What is wrong in a page, in sentences: syntax, unrendered tags, inline code."""
    complete = page.lstrip().lower().startswith("<!doctype")
    analyseur = html5lib.HTMLParser(namespaceHTMLElements=False)
    (analyseur.parse if complete else analyseur.parseFragment)(page)
    defauts = [
        f"ligne {position[0]} : {code} {donnees}" for position, code, donnees in analyseur.errors
    ]
    defauts += [f"balise de gabarit non rendue : {reste}" for reste in re.findall(r"{[{%].*", page)]
    soupe = BeautifulSoup(page, "html.parser")
    for balise in soupe.find_all(True):
        interdits = [nom for nom in balise.attrs if GESTIONNAIRE.match(nom) or nom == "style"]
        defauts += [f"attribut « {nom} » interdit sur <{balise.name}>" for nom in interdits]
        code = balise.name == "script" and "src" not in balise.attrs
        donnees = "json" in str(balise.get("type", ""))
        if balise.name == "style" or (code and not donnees):
            defauts.append(f"<{balise.name}> en ligne")
    identifiants = [balise["id"] for balise in soupe.find_all(id=True)]
    doubles = {ident for ident in identifiants if identifiants.count(ident) > 1}
    return defauts + [f"identifiant répété : {ident}" for ident in sorted(doubles)]


class ClientControle(Client):
    def request(self, **request: Any) -> HttpResponse:
        reponse = super().request(**request)
        type_mime = reponse.headers.get("Content-Type", "")
        if type_mime.startswith("text/html") and not reponse.streaming:
            defauts = defauts_html(reponse.content.decode(reponse.charset))
            assert not defauts, f"{request.get('PATH_INFO')} : " + " ; ".join(defauts)
        return reponse
