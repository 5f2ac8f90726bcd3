"""Dossiers, missions, bulletin and the calendar of a year, seen on a phone and on a desk."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests import distribution
from tests import factories as f
from tests.navigateur import BUREAU, TELEPHONE, anomalies_axe, se_connecter

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]


def voir(page: Page, nom: str) -> None:
    assert anomalies_axe(page) == [], nom
    if dossier := os.environ.get("HEMICYCLE_CAPTURES"):
        page.screenshot(path=Path(dossier) / f"{nom}.png", full_page=True)


def _compter_les_signes(page: Page, adresse: str) -> None:
    """At each key for the eyes; aloud after a pause, and only near the end."""
    page.goto(adresse)
    zone = page.get_by_label("Texte", exact=True)
    plafond = int(page.locator("[data-plafond]").get_attribute("data-plafond") or 0)
    zone.fill("x" * 10)
    expect(page.get_by_text(f"Il reste {plafond - 10} signes sur {plafond}.")).to_be_visible()
    dit = page.locator("[data-hc-compteur] [role='status']")
    zone.fill("x" * (plafond + 2))
    expect(page.locator("[data-hc-signes]")).to_have_text("2 signes de trop.")
    expect(dit).to_be_empty()
    expect(dit).to_have_text("2 signes de trop.")
    voir(page, "texte-telephone")


def test_a_clerk_follows_a_dossier_and_opens_an_issue(
    ouvrir_page: Callable[..., Page], client: Any
) -> None:
    scene = distribution.monter()
    with scene.entrer():
        ici = scene.intercommunalite
        champs = {"intercommunalite": ici}
        for temps, genre in (
            ("travail", scene.commission.type_instance),
            ("decision", scene.conseil.type_instance),
            ("mise_en_oeuvre", None),
        ):
            f.EtapeDuSchemaFactory(
                **champs, temps=temps, type_instance=genre, avis=temps == "travail"
            )
        dossier = f.DossierFactory(**champs)
        mission = f.MissionFactory(**champs)
        f.SignataireMissionFactory(**champs, mission=mission, elu=scene.elus["marc"])
        espace = f.EspaceDExpressionFactory(**champs)
        rubrique = f.RubriqueFactory(**champs, espace=espace, nom="Plateau")
        numero = f.NumeroDuBulletinFactory(**champs, rang=1)
        texte = f.TexteDExpressionFactory(**champs, numero=numero, rubrique=rubrique)
    page = ouvrir_page(TELEPHONE)
    se_connecter(page, client, scene.odile.user)
    page.goto(scene.url(f"territoire/dossiers/{dossier.numero}/"))
    expect(page.get_by_text("À inscrire à une séance")).to_be_visible()
    voir(page, "dossier-telephone")
    page.get_by_label("Étape", exact=True).select_option(index=1)
    page.get_by_label("Fait le").fill(f"{timezone.localdate():%Y-%m-%d}")
    page.get_by_role("button", name="Noter", exact=True).click()
    expect(page.get_by_text("son avis reste à noter")).to_be_visible()
    for chemin, nom in (
        (f"territoire/missions/{mission.numero}/", "mission-telephone"),
        ("territoire/expression/", "expression-telephone"),
        ("territoire/bulletin/1/", "numero-telephone"),
        ("territoire/developpement/", "developpement-telephone"),
        ("calendrier/annee/", "calendrier-annuel-telephone"),
    ):
        page.goto(scene.url(chemin))
        voir(page, nom)
    _compter_les_signes(page, scene.url(f"territoire/bulletin/1/textes/{texte.pk}/"))
    page.goto(scene.url("calendrier/abonnements/"))
    page.get_by_role("button", name="Créer mon adresse").click()
    expect(page.get_by_label("Adresse de mes séances")).to_have_value(re.compile(r"seances\.ics$"))
    voir(page, "agenda-telephone")
    page.set_viewport_size({"width": BUREAU[0], "height": BUREAU[1]})
    for chemin, nom in (
        ("calendrier/annee/", "calendrier-annuel-bureau"),
        (f"territoire/dossiers/{dossier.numero}/", "dossier-bureau"),
        ("territoire/schema/", "schema-bureau"),
    ):
        page.goto(scene.url(chemin))
        voir(page, nom)
