"""The house's own rules, held by the suite: where things go, how long they are, what is written."""

import ast
import inspect
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.core import checks
from django.urls import URLPattern, get_resolver

from governance import verbes

RACINE = Path(__file__).resolve().parent.parent
APPLICATIONS = ("governance", "instances", "deliberations", "sectors")
MODULES = sorted(
    fichier
    for application in APPLICATIONS
    for fichier in (RACINE / application).rglob("*.py")
    if "migrations" not in fichier.parts
)
GABARITS = sorted((RACINE / "templates").rglob("*.html"))
# Edges of the application: they start from the intercommunalité of the request.
BORDS = ("views", "forms", "api", "tasks", "admin")
LONGUEURS = {"module": 400, "fonction": 30, "vue": 12}


def nom(fichier: Path) -> str:
    return str(fichier.relative_to(RACINE))


@cache
def arbre(fichier: Path) -> ast.Module:
    return ast.parse(fichier.read_text(encoding="utf-8"))


def fonctions(fichier: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for noeud in ast.walk(arbre(fichier)):
        if isinstance(noeud, ast.FunctionDef | ast.AsyncFunctionDef):
            yield noeud


def longueur(fonction: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of what it does: neither its signature nor its docstring, one argument a line."""
    corps = fonction.body
    if ast.get_docstring(fonction, clean=False) is not None and len(corps) > 1:
        corps = corps[1:]
    return (corps[-1].end_lineno or 0) - corps[0].lineno + 1


def est_du_bord(fichier: Path, *noms: str) -> bool:
    relatif = fichier.relative_to(RACINE).parts[1:]
    return any(partie in noms or partie.removesuffix(".py") in noms for partie in relatif)


@cache
def vues() -> frozenset[tuple[str, str]]:
    """Module and name of every view that an address leads to; of a class, its methods."""
    trouvees = set()
    for motif in _motifs(get_resolver().url_patterns):
        classe = getattr(motif.callback, "view_class", None) or getattr(motif.callback, "cls", None)
        vue = inspect.unwrap(motif.callback)
        noms = [m for m in ("get", "post") if classe and m in vars(classe)] or [vue.__name__]
        trouvees |= {((classe or vue).__module__, nom_lu) for nom_lu in noms}
    return frozenset(trouvees)


def _motifs(motifs: list) -> Iterator[URLPattern]:
    for motif in motifs:
        if isinstance(motif, URLPattern):
            yield motif
        else:
            yield from _motifs(motif.url_patterns)


def est_une_vue(fichier: Path, fonction: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    module = ".".join(fichier.relative_to(RACINE).with_suffix("").parts)
    return (module, fonction.name) in vues()


# Lengths -----------------------------------------------------------------------------------


@pytest.mark.parametrize("fichier", MODULES, ids=nom)
def test_a_module_is_read_in_one_sitting(fichier):
    lignes = fichier.read_text(encoding="utf-8").count("\n")
    assert lignes <= LONGUEURS["module"]


@pytest.mark.parametrize("fichier", MODULES, ids=nom)
def test_a_function_fits_on_a_screen(fichier):
    longues = {f.name: longueur(f) for f in fonctions(fichier) if longueur(f) > 30}
    assert longues == {}


def test_a_view_has_four_gestures():
    longues = {
        f"{nom(fichier)}:{f.name}": longueur(f)
        for fichier in MODULES
        for f in fonctions(fichier)
        if est_une_vue(fichier, f) and longueur(f) > LONGUEURS["vue"]
    }
    assert longues == {}


# Where things go ---------------------------------------------------------------------------


def test_edges_never_start_from_all_the_rows():
    """``Model.objects`` in a view would start from every intercommunalité.

    ``.none()`` is the empty list that a form holds until it knows whose choices to offer.
    """
    tenant = {m.__name__ for m in apps.get_models() if m._meta.app_label in APPLICATIONS}
    motif = re.compile(rf"\b({'|'.join(sorted(tenant))})\.objects\b(?!\.none\(\))")
    fautes = [
        f"{nom(fichier)} : {trouve.group()}"
        for fichier in MODULES
        if est_du_bord(fichier, *BORDS)
        for trouve in motif.finditer(fichier.read_text(encoding="utf-8"))
    ]
    assert fautes == []


def test_rules_know_neither_django_nor_the_clock():
    for fichier in MODULES:
        if "regles" not in fichier.parts and fichier.name != "regles.py":
            continue
        texte = fichier.read_text(encoding="utf-8")
        assert not re.search(r"^\s*(from|import) django", texte, re.M), nom(fichier)
        assert not re.search(r"\b(datetime\.now|date\.today|timezone\.now)\(", texte), nom(fichier)


def test_the_scope_is_entered_where_tenancy_says():
    """Beside tenancy itself: the drains of mail and seals, provisioning and the demo's loader."""
    admis = {
        "governance/tenancy.py", "governance/mail.py", "governance/retours.py",
        "governance/local/essai_d_envoi.py", "governance/management/commands/bench_envoi.py",
        "deliberations/mesures/salle.py", "instances/actions/diffuser.py",
        "governance/echeances.py",
        "governance/actions.py", "governance/views.py", "governance/preuve/file.py",
    }  # fmt: skip
    entrees = {
        nom(fichier)
        for fichier in MODULES
        if re.search(r"tenancy\.(entrer|ordonnanceur|compte)\(", fichier.read_text("utf-8"))
    }
    ailleurs = {f for f in entrees - admis if not f.startswith(("governance/demo/",))}
    assert {f for f in ailleurs if "/management/" not in f} == set()


def test_every_write_of_an_action_takes_who_and_when():
    """Public functions of ``actions`` say ``by`` and ``at``: keyword-only, never read inside."""
    fautes = []
    for fichier in MODULES:
        if not est_du_bord(fichier, "actions"):
            continue
        for f in arbre(fichier).body:
            publique = isinstance(f, ast.FunctionDef) and not f.name.startswith("_")
            if publique and "audit.record" in ast.unparse(f):
                mots = {a.arg for a in f.args.kwonlyargs}
                if not {"by", "at"} <= mots:
                    fautes.append(f"{nom(fichier)}:{f.name}")
    assert fautes == []


def test_django_finds_nothing_to_say_of_the_models_and_settings():
    assert checks.run_checks() == []


# Acts, journal, documentation --------------------------------------------------------------


def actes_journalises() -> Iterator[tuple[str, str, str]]:
    """Module, function and verb of every ``audit.record``; « {…} » stands for any word."""
    for fichier in MODULES:
        for f in arbre(fichier).body:
            if isinstance(f, ast.FunctionDef):
                for appel in ast.walk(f):
                    if isinstance(appel, ast.Call) and ast.unparse(appel.func) == "audit.record":
                        yield nom(fichier), f.name, _verbe(appel.args[0])


def _verbe(noeud: ast.expr) -> str:
    if isinstance(noeud, ast.JoinedStr):
        return "".join(str(m.value) if isinstance(m, ast.Constant) else "{}" for m in noeud.values)
    assert isinstance(noeud, ast.Constant), ast.unparse(noeud)
    return str(noeud.value)


def test_every_verb_reads_in_french_in_the_journal():
    connus = set(verbes.LIBELLES)
    sans_libelle = {v for _, _, v in actes_journalises() if "{}" not in v} - connus
    assert sans_libelle == set()
    for _, _, verbe in actes_journalises():
        if "{}" in verbe:
            motif = re.compile(re.escape(verbe).replace(r"\{\}", r"\w+"))
            assert any(motif.fullmatch(connu) for connu in connus), verbe


def test_every_act_has_its_page():
    """docs/actes: a page names in backticks the functions it describes."""
    nommes = {
        mot
        for page in (RACINE / "docs" / "actes").glob("*.md")
        for mot in re.findall(r"\w+", " ".join(re.findall(r"`([^`]+)`", page.read_text("utf-8"))))
    }
    nommes |= {page.stem.replace("-", "_") for page in (RACINE / "docs" / "actes").glob("*.md")}
    publics = {(m, f) for m, f, _ in actes_journalises() if not f.startswith("_")}
    assert {f"{m}:{f}" for m, f in publics if f not in nommes} == set()


@pytest.mark.parametrize(
    "page", sorted((RACINE / "docs" / "actes").glob("*.md")), ids=lambda p: p.stem
)
def test_a_page_says_who_when_rules_effects_refusals(page):
    texte = page.read_text(encoding="utf-8")
    for partie in ("Qui", "Quand", "Règles", "Effets", "Refus"):
        assert re.search(rf"(\*\*{partie}\b|^#+ {partie}\b)", texte, re.M), partie


def test_the_glossary_knows_every_model():
    glossaire = (RACINE / "docs" / "glossaire.md").read_text(encoding="utf-8")
    modeles = {m.__name__ for m in apps.get_models() if m._meta.app_label in APPLICATIONS}
    assert {m for m in modeles if f"`{m}`" not in glossaire} == set()


# Templates ---------------------------------------------------------------------------------


@pytest.mark.parametrize("gabarit", GABARITS, ids=lambda g: str(g.relative_to(RACINE)))
def test_a_template_holds_no_code_and_calls_no_other_site(gabarit):
    texte = gabarit.read_text(encoding="utf-8")
    assert not re.search(r"<style\b|\sstyle=|\son\w+=\"", texte)
    assert not re.search(r"<script(?![^>]*\b(src|type=\"application/json\"))", texte)
    assert not re.search(r"(src|href)=\"(https?:)?//(?![^\"]*\"[^>]*rel=\"external\")", texte)
    assert not re.search(r"\.objects\b|\{%\s*load i18n\s*%\}.*\{%\s*trans\b", texte)


@pytest.mark.parametrize("gabarit", GABARITS, ids=lambda g: str(g.relative_to(RACINE)))
def test_a_fragment_receives_everything_through_only(gabarit):
    """A fragment that reads its surroundings breaks when it moves."""
    texte = gabarit.read_text(encoding="utf-8")
    inclus = re.findall(r"{%\s*include\s+\"([^\"]+)\"([^%]*)%}", texte)
    ouverts = [nom_lu for nom_lu, suite in inclus if not suite.rstrip().endswith("only")]
    # allauth's own pieces, and the demo's login list which needs the CSRF token.
    assert [n for n in ouverts if not n.startswith(("account/", "mfa/", "allauth/"))] == []


def test_nothing_committed_names_a_machine_or_a_forbidden_promise():
    """Neither a path of somebody's machine, nor a marker of work left for later."""
    motif = re.compile(r"/(?:root|home/\w+)/|\bT[O]DO\b|\bF[I]XME\b|\bX[X]X\b")
    for fichier in [*MODULES, *GABARITS, *(RACINE / "docs").rglob("*.md")]:
        assert not motif.search(fichier.read_text(encoding="utf-8")), nom(fichier)
