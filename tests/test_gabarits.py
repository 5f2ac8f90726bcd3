"""Templates: every one compiles and shows every variable; nothing inline; every symbol exists."""

import re
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Engine, engines

from governance.composants import exemples
from governance.navigation import Lien, Navigation

RACINE = Path(__file__).resolve().parent.parent
GABARITS = sorted((RACINE / "templates").rglob("*.html"))
NOMS = [str(g.relative_to(RACINE / "templates")) for g in GABARITS]
FEUILLES = sorted((RACINE / "static/css").rglob("*.css"))


@pytest.fixture(scope="module")
def moteur() -> Engine:
    """The project’s own engine, except that an undefined variable shows."""
    projet = engines["django"].engine
    return Engine(
        dirs=projet.dirs,
        app_dirs=True,
        libraries=projet.libraries,
        builtins=projet.builtins,
        string_if_invalid="⟦%s⟧",
    )


def rendre(moteur: Engine, nom: str, **contexte: Any) -> BeautifulSoup:
    html = moteur.get_template(nom).render(Context({"csrf_token": "jeton", **contexte}))
    assert "⟦" not in html, re.findall("⟦.*?⟧", html)
    return BeautifulSoup(html, "html5lib")


@pytest.mark.parametrize("gabarit", GABARITS, ids=NOMS)
def test_nothing_is_inline(gabarit: Path) -> None:
    source = gabarit.read_text()
    assert not re.search(r"\sstyle\s*=", source), "un style en ligne"
    assert "<style" not in source
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", source), "un gestionnaire en ligne"
    for attributs, corps in re.findall(r"<script([^>]*)>(.*?)</script>", source, re.S):
        assert "src=" in attributs or 'type="application/json"' in attributs
        assert not (corps.strip() and "src=" in attributs)
    assert "javascript:" not in source
    assert not re.search(r"""(?:src=|<link[^>]*href=)"(?:https?:)?//""", source), "une ressource"


@pytest.mark.parametrize("gabarit", GABARITS, ids=NOMS)
def test_french_is_typeset(gabarit: Path) -> None:
    texte = re.sub(r"\{[%#{].*?[%#}]\}|<[^>]*>", " ", gabarit.read_text(), flags=re.S)
    assert not re.search(r"\b[cdjlmnst]'[a-zéèêàâhA-Z]", texte), "une apostrophe droite"


@pytest.mark.parametrize("nom", NOMS)
def test_every_template_compiles(moteur: Engine, nom: str) -> None:
    moteur.get_template(nom)


def test_every_icon_exists() -> None:
    dessines = set(
        re.findall(r'id="i-([\w-]+)"', (RACINE / "templates/components/_symboles.html").read_text())
    )
    employes = {nom for g in GABARITS for nom in re.findall(r'\{% icone "([\w-]+)"', g.read_text())}
    assert employes <= dessines


def test_no_colour_outside_the_tokens() -> None:
    for feuille in FEUILLES:
        if feuille.name in {"tokens.css", "print.css"}:
            continue
        assert not re.search(r"#[0-9a-f]{3,8}\b(?!\w)", feuille.read_text().replace("#refus", ""))


def test_every_class_of_the_shared_templates_is_styled() -> None:
    css = " ".join(f.read_text() for f in FEUILLES)
    styles = set(re.findall(r"\.([a-z][\w-]*)", css))
    communs = [g for n, g in zip(NOMS, GABARITS, strict=True) if "/" not in n or "components" in n]
    for gabarit in communs:
        source = re.sub(r"\{[%{].*?[%}]\}", " ", gabarit.read_text(), flags=re.S)
        for valeur in re.findall(r'class="([^"]*)"', source):
            absentes = {c for c in valeur.split() if not c.endswith("-")} - styles
            assert not absentes, f"{gabarit.name} : {absentes}"


def composants(moteur: Engine) -> BeautifulSoup:
    return rendre(moteur, "demo/composants.html", **exemples())


def test_the_style_guide_shows_every_component_with_sound_references(moteur: Engine) -> None:
    page = composants(moteur)
    identifiants = [e["id"] for e in page.select("[id]")]
    assert len(identifiants) == len(set(identifiants))
    for attribut in ("aria-labelledby", "aria-describedby", "for"):
        for element in page.select(f"[{attribut}]"):
            assert set(element[attribut].split()) <= set(identifiants), element
    for symbole in page.select("use"):
        assert symbole["href"].lstrip("#") in identifiants
    assert len(page.select("h1, main, #annonce")) == 3


def test_headings_do_not_skip_a_level(moteur: Engine) -> None:
    niveaux = [int(h.name[1]) for h in composants(moteur).select("main :is(h1, h2, h3, h4)")]
    assert niveaux[0] == 1
    assert all(b <= a + 1 for a, b in pairwise(niveaux))


def test_every_button_and_field_has_a_name(moteur: Engine) -> None:
    page = composants(moteur)
    for bouton in page.select("button, a[href]"):
        assert bouton.get_text(strip=True) or bouton.get("aria-label"), bouton
    for champ in page.select("input:not([type=hidden]), select, textarea"):
        assert page.select_one(f'label[for="{champ["id"]}"]'), champ


def test_a_refused_field_tells_why_beside_it_and_at_the_head(moteur: Engine) -> None:
    page = composants(moteur)
    champ = page.select_one("#id_refuse-jour")
    assert champ is not None
    assert champ["aria-invalid"] == "true"
    erreur = page.select_one("#id_refuse-jour_error")
    assert erreur is not None
    assert "calendrier" in erreur.get_text()
    assert page.select_one('[data-hc-refus] a[href="#id_refuse-jour"]')
    assert champ["value"] == "2019-02-31"


def test_base_holds_with_no_context_at_all(moteur: Engine) -> None:
    page = rendre(moteur, "500.html")
    assert page.html is not None
    assert page.html["lang"] == "fr"
    assert page.select_one("main#contenu h1")


def test_base_shows_whose_page_it_is(moteur: Engine) -> None:
    page = rendre(
        moteur,
        "404.html",
        intercommunalite=SimpleNamespace(
            slug="pays", nom_court="Pays d’Agout", couleur="#0a5c36", logo_id=None
        ),
        navigation=Navigation(
            principale=[Lien(libelle="Séances", url="/pays/seances/", courant=True)],
        ),
    )
    assert page.title is not None
    assert page.title.get_text() == "Page introuvable – Pays d’Agout – Hémicycle"
    assert page.select_one('link[href="/pays/couleur.css?0a5c36"]')
    assert page.select_one('nav a[aria-current="page"]')


def test_a_refusal_names_every_breach_with_its_article(moteur: Engine) -> None:
    page = rendre(moteur, "_refus.html", manquements=exemples()["manquements"])
    refus = page.select_one("[data-hc-refus][tabindex='-1']")
    assert refus is not None
    textes = [li.get_text(" ", strip=True) for li in refus.select(".checks > li")]
    assert len(textes) == 3
    assert textes[0].startswith("Bloquant")
    assert "CNV-06" in textes[0]
