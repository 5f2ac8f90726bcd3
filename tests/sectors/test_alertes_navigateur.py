"""A mayor alerts from a phone, and follows it to the answer; the clerk carries it through."""

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests import distribution
from tests import factories as f
from tests.navigateur import BUREAU, TELEPHONE, anomalies_axe, se_connecter

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]


def voir(page: Page, nom: str) -> None:
    """axe at zero on each page; a picture of it where one is asked for."""
    assert anomalies_axe(page) == [], nom
    if dossier := os.environ.get("HEMICYCLE_CAPTURES"):
        page.screenshot(path=Path(dossier) / f"{nom}.png", full_page=True)


def installer() -> distribution.Scene:
    scene = distribution.monter()
    with scene.entrer():
        ici = scene.intercommunalite
        ici.reglements.update(valeurs={"droit_alerte": True})
        secteur = f.PerimetreFactory(intercommunalite=ici, nom="Plateau")
        f.PerimetreCommuneFactory(
            intercommunalite=ici, perimetre=secteur, commune=scene.communes["Brumeval"]
        )
        f.EluDeSecteurFactory(intercommunalite=ici, perimetre=secteur, elu=scene.elus["fatou"])
        genre = f.TypeInstanceFactory(
            intercommunalite=ici, code="bureau", nom="Bureau", modele="bureau"
        )
        f.SeanceFactory(
            intercommunalite=ici,
            instance=f.InstanceFactory(intercommunalite=ici, type_instance=genre, nom="Bureau"),
            starts_at=timezone.now() + dt.timedelta(days=15),
        )
    return scene


def test_a_mayor_alerts_from_a_phone_and_is_answered(
    ouvrir_page: Callable[..., Page], client: Any
) -> None:
    scene = installer()
    maire = ouvrir_page(TELEPHONE)
    se_connecter(maire, client, scene.marc.user)
    maire.goto(scene.url("territoire/"))
    voir(maire, "territoire-telephone")
    maire.get_by_role("link", name="Droit d’alerte").last.click()
    maire.get_by_role("button", name="Exercer le droit d’alerte").click()
    voir(maire, "alerte-vierge-telephone")
    maire.get_by_label("Objet de l’alerte").fill("Desserte scolaire du plateau")
    maire.get_by_label("Une décision").check()
    maire.get_by_label("Particulièrement inéquitable").check()
    expect(maire.locator("#gardee")).to_contain_text("Brouillon gardé")
    maire.get_by_role("button", name="Relire et déposer").click()
    expect(maire.get_by_text("Exposez les faits").first).to_be_visible()
    voir(maire, "alerte-incomplete-telephone")
    maire.get_by_role("link", name="Compléter").click()
    maire.get_by_label("Exposé des faits").fill("L’arrêt du centre est supprimé en janvier.")
    maire.get_by_role("button", name="Relire et déposer").click()
    voir(maire, "alerte-relue-telephone")
    maire.get_by_role("button", name="Déposer l’alerte").click()
    expect(maire.get_by_text("Inscrite à l’ordre du jour").first).to_be_visible()
    voir(maire, "alerte-deposee-telephone")
    _instruire(ouvrir_page, scene)
    maire.reload()
    expect(maire.get_by_text("L’arrêt est maintenu.")).to_be_visible()
    voir(maire, "alerte-close-telephone")


def _instruire(ouvrir_page: Callable[..., Page], scene: distribution.Scene) -> None:
    odile = ouvrir_page(BUREAU)
    # A client of her own: signing in on the mayor's would close his session.
    se_connecter(odile, Client(), scene.odile.user)
    odile.goto(scene.url("territoire/alertes/"))
    voir(odile, "alertes-bureau")
    odile.get_by_role("link", name="Desserte scolaire").click()
    voir(odile, "alerte-inscrite-bureau")
    odile.get_by_role("link", name="Noter le débat").click()
    odile.get_by_label("Teneur du débat").fill("Le vice-président propose le maintien.")
    odile.get_by_role("button", name="Enregistrer").click()
    odile.get_by_role("link", name="Décider une suite").click()
    odile.get_by_role("button", name="Enregistrer").click()
    expect(odile.get_by_text("Écrivez ce qui sera fait.").first).to_be_visible()
    odile.get_by_label("Suite décidée").fill("Maintenir l’arrêt du centre")
    odile.get_by_label("Responsable").fill("Direction des mobilités")
    odile.get_by_label("Pour le").fill("2027-01-31")
    odile.get_by_role("button", name="Enregistrer").click()
    odile.get_by_role("link", name="C’est fait").click()
    odile.get_by_label("Faite le").fill("2026-12-20")
    odile.get_by_role("button", name="Enregistrer").click()
    odile.get_by_role("link", name="Rendre la réponse et clore").click()
    odile.get_by_label("Réponse rendue").fill("L’arrêt est maintenu.")
    odile.get_by_role("button", name="Enregistrer").click()
    expect(odile.get_by_text("alerte close")).to_be_visible()
    voir(odile, "alerte-close-bureau")
