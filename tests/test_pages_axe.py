"""axe on every page that has a name, and on what the names do not say: refusals, states.

Each page is looked at once here, at a width and a theme that change from page to page;
« make axe » looks at each of them at every width and theme.
"""

import datetime as dt
import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client
from django.urls import include, path, reverse

from governance.local.courrier import Boite
from governance.urls import urlpatterns as vrais
from instances.actions import pointages, tenue
from tests import factories as f
from tests.adresses import AT, adresses, objets_de
from tests.distribution import Scene, monter
from tests.navigateur import BUREAU, TABLETTE, TELEPHONE, anomalies_axe, se_connecter

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
urlpatterns = [path("demo/", include("governance.local.urls")), *vrais]
LARGEURS = (TELEPHONE, TABLETTE, BUREAU)
ASPECTS = list(itertools.product(LARGEURS, ("light", "dark")))
# Not pages to look at: data, images, documents, the fragment that htmx asks for.
SANS_PAGE = frozenset(
    {
        "couleur", "logo", "api-schema", "instances:convocation-suivi", "instances:annexe-lire",
        "instances:convocation-apercu", "instances:rectification-apercu",
        "instances:convocation-preuve", "instances:plis-imprimer", "instances:prevenus-imprimer",
        "instances:document-public",
        "deliberations:election-bulletins", "deliberations:election-depouillement",
        "deliberations:election-proces-verbal",
        "instances:emargement-feuille", "sectors:mission-rapport",
        # Pieces of a page that htmx puts in their place.
        "instances:demande-verdict", "deliberations:conduite-etat", "deliberations:voter-etat",
        "deliberations:ecran-etat",
        # Who sits at a séance convened: looked at below, once it is open.
        "instances:ma-parole",
        # Its mayor alone opens it, for a commission: looked at in its own journey.
        "sectors:remplacement-designer",
        "couleur-publique", "logo-public", "instances:reponses-suivre",
        *(f"instances:{d}-{p}" for d in ("dossier-public", "mon-dossier")
          for p in ("annexe", "pdf", "ics")),
        "instances:convocation-pdf", "instances:convocation-ics", "deliberations:extrait-lire",
    }
)  # fmt: skip
COMPTES = (
    "account_login", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key_done", "account_signup", "account_inactive",
)  # fmt: skip
COMPTES_CONNECTES = (
    "account_change_password", "account_logout", "account_reauthenticate", "mfa_index",
    "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn",
)  # fmt: skip
COMMUNES = ("accueil", "accessibilite", "donnees-personnelles", "aide", "demo-courrier")
LETTRE = b"Subject: Essai\r\nFrom: a@exemple.fr\r\nTo: b@exemple.fr\r\n\r\nBonjour.\r\n"
DEBORDENT = """() => [...document.body.querySelectorAll("*")]
  .filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .slice(0, 3).map((e) => e.outerHTML.slice(0, 120))"""
Visite = tuple[str, str]
ODILE, ADELE, MARC, PERSONNE = "odile", "adele", "marc", ""


@pytest.fixture
def en_demonstration(settings: Any, tmp_path: Any) -> str:
    """The pages of the demonstration are pages too; returns the key of one letter."""
    settings.DEMO, settings.ROOT_URLCONF, settings.DONNEES = True, __name__, tmp_path
    return Boite(tmp_path / "courrier").deposer(LETTRE)


@pytest.fixture
def visiter(ouvrir_page: Callable[..., Any], settings: Any) -> Callable[..., list[str]]:
    """Open an address as somebody, in one of the aspects; what axe finds there."""
    pages: dict[tuple[str, Any], Any] = {}
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 3600

    def visiter(
        scene: Scene, qui: str, adresse: str, aspect: Any, *, statut: int = 200
    ) -> list[str]:
        if (qui, aspect) not in pages:
            taille, theme = aspect
            pages[qui, aspect] = ouvrir_page(taille, color_scheme=theme, reduced_motion="reduce")
            if qui:
                client = Client()
                se_connecter(pages[qui, aspect], client, scene.acces[qui].user)
                _authentifie_a_l_instant(client)
        page = pages[qui, aspect]
        reponse = page.goto(adresse)
        largeur, theme = aspect[0][0], aspect[1]
        ou = f"{adresse} ({qui or 'sans compte'}, {largeur} px, {theme})"
        if qui and reverse("account_login") in page.url:
            return [f"{ou} : renvoie à la connexion"]
        if reponse.status != statut:
            return [f"{ou} : {reponse.status} au lieu de {statut}"]
        defauts = anomalies_axe(page)
        if page.evaluate("document.documentElement.scrollWidth") > largeur:
            defauts.append(f"déborde en largeur : {page.evaluate(DEBORDENT)}")
        return [f"{ou} : {defaut}" for defaut in defauts]

    return visiter


def _authentifie_a_l_instant(client: Any) -> None:
    """Pages that protect the account ask for the password again, unless it was just given."""
    session = client.session
    at = dt.datetime.now(dt.UTC).timestamp()
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": at}]
    session.save()


def pages_nommees(client: Any, scene: Scene) -> Iterator[Visite]:
    """Each named page of the intercommunalité, read by the first of four who may.

    Addresses that only receive a form answer 405 to who follows a link there.
    """
    objets = objets_de(scene, ODILE)
    restent = [
        a.remplir(scene.slug, objets)
        for a in adresses()
        if a.nom not in SANS_PAGE and "/api/" not in f"/{a.motif}"
    ]
    # The direction alone derogates.
    for qui in (ODILE, ADELE, MARC, "diane"):
        client.force_login(scene.acces[qui].user)
        lues = {adresse: _statut(client, adresse) for adresse in restent}
        restent = [adresse for adresse in restent if lues[adresse] == 403]
        yield from ((qui, a) for a, statut in lues.items() if statut not in {403, 405})
    assert restent == []


def _statut(client: Any, adresse: str) -> int:
    """A document or a calendar is no page: it counts with what only receives a form."""
    with f.portee_nette():
        reponse = client.get(adresse)
    html = reponse.headers.get("Content-Type", "").startswith("text/html")
    page = html and reponse.status_code != 204
    return int(reponse.status_code) if page or reponse.status_code == 403 else 405


def toutes(client: Any, scene: Scene, lettre: str) -> list[Visite]:
    return [
        *pages_nommees(client, scene),
        *((PERSONNE, reverse(nom)) for nom in COMPTES),
        *((ODILE, reverse(nom)) for nom in (*COMPTES_CONNECTES, *COMMUNES, "demo-composants")),
        (ODILE, reverse("demo-courrier-lettre", args=[lettre])),
        (ODILE, scene.url("api/documentation/")),
    ]


@pytest.mark.long
def test_every_page_at_one_width_and_theme(visiter, client, en_demonstration):
    scene = monter()
    visites = toutes(client, scene, en_demonstration)
    assert len(visites) > 60
    defauts: list[str] = []
    for rang, (qui, adresse) in enumerate(visites):
        defauts += visiter(scene, qui, adresse, ASPECTS[rang % len(ASPECTS)])
    assert not defauts, "\n".join(defauts)


@pytest.mark.axe_complet
@pytest.mark.parametrize("aspect", ASPECTS, ids=lambda a: f"{a[0][0]}-{a[1]}")
def test_every_page_at_every_width_and_theme(visiter, client, en_demonstration, aspect):
    scene = monter()
    defauts: list[str] = []
    for qui, adresse in toutes(client, scene, en_demonstration):
        defauts += visiter(scene, qui, adresse, aspect)
    assert not defauts, "\n".join(defauts)


# What names do not say ---------------------------------------------------------------------


def test_the_states_of_a_seance_and_the_refusals(visiter, client):
    """The pages of one séance from its preparation to its end, and the pages that say no."""
    scene = monter()
    aspects = itertools.cycle(ASPECTS)
    detail, conduite = scene.url("seances/1/"), scene.url("seances/1/conduite/")
    convocation, actes = scene.url("seances/1/convocation/"), scene.url("seances/1/deliberations/")

    def voir(*pages: str, statut: int = 200) -> list[str]:
        return [
            defaut
            for p in pages
            for defaut in visiter(scene, ODILE, p, next(aspects), statut=statut)
        ]

    defauts = voir(detail, convocation, conduite)
    sieges = convoquee(scene)
    defauts += voir(detail, conduite)
    ouverte(scene, sieges)
    defauts += voir(detail, conduite)
    scene.seance.points.filter(rang__lt=2).update(etat="traite")
    scene.seance.points.filter(rang=2).update(etat="en_discussion")
    defauts += voir(conduite, actes, scene.url("seances/1/conduite/lever/"))
    defauts += visiter(scene, MARC, scene.url("seances/1/ma-parole/"), ASPECTS[0])
    scene.intercommunalite.seances.filter(numero=1).update(etat="suspendue")
    defauts += voir(conduite)
    scene.intercommunalite.seances.filter(numero=1).update(etat="levee", levee_at=AT)
    defauts += voir(conduite, actes, detail)
    defauts += voir(scene.url("seances/99/"), statut=404)
    defauts += visiter(scene, "samir", scene.url("seances/creer/"), ASPECTS[1], statut=403)
    defauts += visiter(scene, PERSONNE, "/inconnue/", ASPECTS[0])
    assert not defauts, "\n".join(defauts)


def convoquee(scene: Scene) -> dict[str, Any]:
    with scene.entrer():
        scene.seance.etat = "convoquee"
        scene.seance.save()
        return {
            nom: f.SiegeantFactory(
                intercommunalite=scene.intercommunalite, seance=scene.seance, elu=elu, ordre=rang
            )
            for rang, (nom, elu) in enumerate(scene.elus.items())
            if nom != "hugo"
        }


def ouverte(scene: Scene, sieges: dict[str, Any]) -> None:
    by = scene.odile.user
    with scene.entrer():
        for nom in ("marc", "paul", "camille", "fatou"):
            pointages.arriver(sieges[nom], by=by, at=AT)
        tenue.donner_pouvoir(
            scene.seance, mandant=sieges["jeanne"], mandataire=sieges["paul"],
            date_du_pouvoir=None, by=by, at=AT,
        )  # fmt: skip
        tenue.ouvrir(
            scene.seance, president=scene.elus["paul"], qualite="président",
            secretaires=[scene.elus["camille"]], by=by, at=AT,
        )  # fmt: skip


POSTER = """(adresse) => {
  const form = document.createElement("form");
  Object.assign(form, {method: "post", action: adresse});
  form.append(document.querySelector("[name=csrfmiddlewaretoken]").cloneNode());
  document.body.append(form);
  form.submit();
}"""


def test_a_form_refused_and_a_page_that_says_no(page, client):
    scene = monter()
    se_connecter(page, client, scene.odile.user)
    page.goto(scene.url("seances/creer/"))
    page.get_by_role("button", name="Créer la séance").click()
    assert page.get_by_text("obligatoire").first.is_visible()
    assert anomalies_axe(page) == []
    with page.expect_navigation():
        page.evaluate(POSTER, scene.url("seances/1/conduite/suspendre/"))
    assert page.get_by_role("heading", level=1).is_visible()
    assert anomalies_axe(page) == []
