"""Two journeys: a third of the mayors obtain their conférence; an avis reaches its report."""

import datetime as dt
import os
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from instances.actions.rappels import prevoir
from tests import distribution
from tests import factories as f
from tests.navigateur import BUREAU, TABLETTE, TELEPHONE, se_connecter

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]


def voir(page: "Page", nom: str) -> None:
    """« HEMICYCLE_CAPTURES » names a folder where each step leaves an image."""
    dossier = os.environ.get("HEMICYCLE_CAPTURES")
    if dossier:
        page.screenshot(path=f"{dossier}/{nom}.png", full_page=True)


@pytest.fixture
def scene(transactional_db) -> distribution.Scene:
    """Six mayors, a conférence, and a comité that meets today."""
    scene = distribution.monter()
    champs = {"intercommunalite": scene.intercommunalite}
    with scene.entrer():
        for nom in ("Combe", "Val", "Mont"):
            commune = f.CommuneFactory(**champs, nom=nom)
            f.MandatFactory(**champs, nature="maire", commune=commune, elu=f.EluFactory(**champs))
        _instance(scene, "conference_des_maires", "Conférence des maires", "maires")
        secteur = f.PerimetreFactory(**champs, nom="Plateau", nature="secteur")
        for nom in ("Brumeval", "Orsans"):
            f.PerimetreCommuneFactory(**champs, perimetre=secteur, commune=scene.communes[nom])
        adjoint = f.EluFactory(**champs, civilite="Mme", prenom="Ève", nom="Lorin")
        f.MandatFactory(**champs, elu=adjoint, nature="adjoint", commune=scene.communes["Brumeval"])
        comite = _instance(
            scene, "comite_de_secteur", "Comité du plateau", "conseillers_communautaires",
            perimetre=secteur,
        )  # fmt: skip
        reunion = f.SeanceFactory(
            **champs, instance=comite, numero=7,
            starts_at=timezone.now() - dt.timedelta(hours=3),
        )  # fmt: skip
        f.PointFactory(
            **champs, seance=reunion, numero="1", rang=1, type="avis", titre="Plan de mobilité"
        )
    return scene


def _instance(scene, modele, nom, source, **champs):
    ici = scene.intercommunalite
    genre = f.TypeInstanceFactory(
        intercommunalite=ici, code=modele, modele=modele, nature="consultative", publique=False,
        quorum_regle="aucun",
    )  # fmt: skip
    f.RegleCompositionFactory(
        intercommunalite=ici, type_instance=genre, source=source, compte_quorum=False
    )
    return f.InstanceFactory(intercommunalite=ici, type_instance=genre, nom=nom, **champs)


def ouvrir(ouvrir_page: Callable[..., "Page"], scene, qui: str, taille) -> "Page":
    page = ouvrir_page(taille)
    # A client each: signing in on another's would close his session.
    se_connecter(page, Client(), scene.acces[qui].user)
    return page


@pytest.mark.regle("CDM-02")
def test_a_third_of_the_mayors_obtain_their_conference(ouvrir_page, scene):
    from playwright.sync_api import expect

    marc = ouvrir(ouvrir_page, scene, "marc", TELEPHONE)
    marc.goto(scene.url("territoire/"))
    voir(marc, "territoire-telephone")
    marc.get_by_role("link", name="Conférence des maires").click()
    marc.get_by_role("link", name="Demander une réunion").click()
    marc.get_by_label("Pourquoi réunir la conférence").fill("Les tarifs de l’eau divergent.")
    marc.get_by_label("Ordre du jour demandé").fill("Tarifs de l’eau")
    voir(marc, "conference-demander-telephone")
    marc.get_by_role("button", name="Ouvrir la demande").click()
    expect(marc.get_by_text("1 signature sur 2")).to_be_visible()
    paul = ouvrir(ouvrir_page, scene, "paul", TABLETTE)
    paul.goto(scene.url("territoire/"))
    voir(paul, "territoire-attentes-tablette")
    paul.get_by_role("link", name="Lire la demande").click()
    paul.get_by_role("button", name="Signer cette demande").click()
    expect(paul.get_by_text("le président est appelé à convoquer").first).to_be_visible()
    with scene.entrer():
        prevoir(scene.intercommunalite, timezone.now())
    paul.goto(scene.url(""))
    expect(paul.get_by_text("par un tiers des maires").first).to_be_visible()
    odile = ouvrir(ouvrir_page, scene, "odile", BUREAU)
    odile.goto(scene.url("territoire/conference/"))
    voir(odile, "conference-bureau")
    odile.get_by_role("link", name="Voir la demande").click()
    odile.get_by_role("link", name="Fixer la séance").click()
    jour = timezone.localdate() + dt.timedelta(days=20)
    odile.get_by_role("textbox", name="Jour").fill(jour.isoformat())
    odile.get_by_role("textbox", name="Heure").fill("18:00")
    odile.get_by_role("button", name="Créer la séance").click()
    expect(odile.get_by_role("heading", level=1)).to_contain_text("Conférence des maires")
    odile.goto(scene.url("territoire/conference/"))
    expect(odile.get_by_text("1 sur 4 cette année")).to_be_visible()
    expect(odile.get_by_text("Séance fixée")).to_be_visible()


@pytest.mark.regle("SEC-02")
def test_a_comite_votes_an_avis_that_reaches_the_report(ouvrir_page, scene):
    from playwright.sync_api import expect

    marc = ouvrir(ouvrir_page, scene, "marc", TELEPHONE)
    marc.goto(scene.url("territoire/reunions-de-comite/7/"))
    expect(marc.get_by_text("4 votants")).to_be_visible()
    marc.get_by_role("link", name="Envoyer un élu de ma commune").click()
    marc.get_by_label("Élu de votre commune").select_option(label="Mme Ève LORIN")
    marc.get_by_label("Domaine dont il est chargé").fill("Mobilités")
    marc.get_by_role("button", name="L’inviter").click()
    expect(marc.get_by_text("5 votants")).to_be_visible()
    voir(marc, "comite-telephone")
    odile = ouvrir(ouvrir_page, scene, "odile", BUREAU)
    odile.goto(scene.url("territoire/reunions-de-comite/7/"))
    odile.get_by_role("link", name="Choisir le rapport").click()
    odile.get_by_role("button", name="Choisir").click()
    odile.get_by_role("link", name="Noter l’avis").click()
    odile.get_by_label("Favorable", exact=True).check()
    odile.get_by_label(re.compile("^Pour")).fill("9")
    odile.get_by_role("button", name="Enregistrer l’avis").click()
    expect(odile.get_by_text("9 voix notées pour 5 votants").first).to_be_visible()
    odile.get_by_label(re.compile("^Pour")).fill("4")
    odile.get_by_label(re.compile("^Contre")).fill("1")
    odile.get_by_role("button", name="Enregistrer l’avis").click()
    expect(odile.get_by_text("parvenu à")).to_be_visible()
    voir(odile, "comite-bureau")
    odile.goto(scene.url(f"seances/1/points/{scene.points[2].pk}/"))
    avis = odile.get_by_role("region", name="Avis")
    expect(avis.get_by_text("Comité du plateau", exact=True)).to_be_visible()
    expect(avis.get_by_text("4 pour, 1 contre")).to_be_visible()
