"""A test client that refuses what a visitor would only half notice."""

import inspect
import re
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

import html5lib
from django.http import HttpResponse
from django.template.base import Node
from django.test import Client

GABARITS = Path(__file__).resolve().parent.parent / "templates"
JETON_CSRF = re.compile(r'(csrfmiddlewaretoken" value="|X-CSRFToken": ")\w+')
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


def defauts_html(page: str) -> tuple[str, ...]:
    """What is wrong in a page, in sentences: syntax, unrendered tags, inline code."""
    return _defauts(JETON_CSRF.sub(r"\1", page))


@lru_cache(maxsize=1024)
def _defauts(page: str) -> tuple[str, ...]:
    """A refusal is the same page at two hundred addresses: read once."""
    complete = page.lstrip().lower().startswith("<!doctype")
    analyseur = html5lib.HTMLParser(namespaceHTMLElements=False)
    arbre = (analyseur.parse if complete else analyseur.parseFragment)(page)
    defauts = [
        f"ligne {position[0]} : {code} {donnees}" for position, code, donnees in analyseur.errors
    ]
    defauts += [f"balise de gabarit non rendue : {reste}" for reste in re.findall(r"{[{%].*", page)]
    balises = [balise for balise in arbre.iter() if isinstance(balise.tag, str)]
    for balise in balises:
        nom = balise.tag.rpartition("}")[2]
        interdits = [attr for attr in balise.attrib if GESTIONNAIRE.match(attr) or attr == "style"]
        defauts += [f"attribut « {attr} » interdit sur <{nom}>" for attr in interdits]
        code = nom == "script" and balise.get("src") is None
        if nom == "style" or (code and "json" not in balise.get("type", "")):
            defauts.append(f"<{nom}> en ligne")
    identifiants = Counter(balise.get("id") for balise in balises)
    doubles = sorted(ident for ident, fois in identifiants.items() if ident and fois > 1)
    return (*defauts, *(f"identifiant répété : {ident}" for ident in doubles))


class ClientControle(Client):
    def request(self, **request: Any) -> HttpResponse:
        reponse = super().request(**request)
        type_mime = reponse.headers.get("Content-Type", "")
        if type_mime.startswith("text/html") and not reponse.streaming:
            defauts = defauts_html(reponse.content.decode(reponse.charset))
            assert not defauts, f"{request.get('PATH_INFO')} : " + " ; ".join(defauts)
        return reponse
