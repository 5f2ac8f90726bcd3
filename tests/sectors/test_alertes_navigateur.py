"""A mayor alerts and follows it to the answer; a comité votes one, which its élu files.

On a phone and on a desk; the clerk holds the séances in the console and carries the alert on.
"""

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from instances.actions import pointages, tenue
from instances.models import Seance
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
        secteur = f.PerimetreFactory(intercommunalite=ici, nom="Plateau", nature="secteur")
        f.PerimetreCommuneFactory(
            intercommunalite=ici, perimetre=secteur, commune=scene.communes["Brumeval"]
        )
        f.EluDeSecteurFactory(intercommunalite=ici, perimetre=secteur, elu=scene.elus["fatou"])
        _seance(scene, "bureau", "Bureau", dt.timedelta(days=15))
    return scene


def _seance(
    scene: distribution.Scene, modele: str, nom: str, dans: dt.timedelta, **champs: Any
) -> Seance:
    ici = scene.intercommunalite
    genre = f.TypeInstanceFactory(
        intercommunalite=ici, code=modele, nom=nom, modele=modele, nature="consultative",
        quorum_regle="aucun", publique=False,
    )  # fmt: skip
    instance = f.InstanceFactory(intercommunalite=ici, type_instance=genre, nom=nom, **champs)
    seance: Seance = f.SeanceFactory(
        intercommunalite=ici, instance=instance, starts_at=timezone.now() + dans
    )
    return seance


def ouvrir_la_seance(scene: distribution.Scene, seance: Seance) -> None:
    """Convened, and three of its members in the room."""
    champs = {"intercommunalite": scene.intercommunalite, "seance": seance}
    qui = {"by": scene.odile.user, "at": timezone.now()}
    with scene.entrer():
        Seance.objects.filter(pk=seance.pk).update(etat="convoquee", starts_at=timezone.now())
        for rang, nom in enumerate(("paul", "fatou", "camille")):
            siege = f.SiegeantFactory(**champs, elu=scene.elus[nom], ordre=rang)
            pointages.arriver(siege, **qui)
        seance.refresh_from_db()
        tenue.ouvrir(
            seance, president=scene.elus["paul"], qualite="Président", secretaires=[], **qui
        )


@pytest.mark.parametrize("taille", [TELEPHONE, BUREAU], ids=["telephone", "bureau"])
def test_a_mayor_alerts_and_is_answered(
    ouvrir_page: Callable[..., Page], client: Any, taille: tuple[int, int]
) -> None:
    scene = installer()
    maire = ouvrir_page(taille)
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
    expect(odile.get_by_text("une fois le point traité en séance")).to_be_visible()
    alertes = odile.url
    with scene.entrer():
        seance = scene.intercommunalite.seances.get(instance__nom="Bureau")
    ouvrir_la_seance(scene, seance)
    odile.goto(scene.url(f"seances/{seance.numero}/conduite/"))
    odile.get_by_role("button", name="Mettre en discussion").click()
    odile.get_by_role("button", name="Clore le rapport").click()
    expect(odile.locator("#messages")).to_contain_text("Point clos.")
    odile.goto(alertes)
    odile.get_by_role("link", name="Noter le débat").click()
    odile.get_by_label("Teneur du débat").fill("Le vice-président propose le maintien.")
    odile.get_by_role("button", name="Enregistrer").click()
    odile.get_by_role("link", name="Décider une suite").click()
    odile.get_by_role("button", name="Enregistrer").click()
    expect(odile.get_by_text("Écrivez ce qui sera fait.").first).to_be_visible()
    expect(odile.get_by_text("Nommez qui en répond.").first).to_be_visible()
    odile.get_by_label("Suite décidée").fill("Maintenir l’arrêt du centre")
    odile.get_by_label("Responsable").select_option(label=str(scene.samir))
    odile.get_by_label("Service ou personne").fill("Direction des mobilités")
    voir(odile, "alerte-suite-bureau")
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


@pytest.mark.regle("ALR-02")
@pytest.mark.parametrize("taille", [TELEPHONE, BUREAU], ids=["telephone", "bureau"])
def test_a_comite_votes_an_alert_in_seance_and_its_elu_files_it(
    ouvrir_page: Callable[..., Page], taille: tuple[int, int]
) -> None:
    scene = installer()
    champs = {"intercommunalite": scene.intercommunalite}
    with scene.entrer():
        secteur = scene.intercommunalite.perimetres.get(nom="Plateau")
        f.EluDeSecteurFactory(
            **champs, perimetre=secteur, elu=scene.elus["marc"], qualite="suppleant"
        )
        reunion = _seance(
            scene, "comite_de_secteur", "Comité du plateau", dt.timedelta(), perimetre=secteur
        )
        f.PointFactory(
            **champs, seance=reunion, numero="1", rang=1, type="avis",
            titre="Alerter sur le captage",
        )  # fmt: skip
    ouvrir_la_seance(scene, reunion)
    odile = ouvrir_page(BUREAU)
    se_connecter(odile, Client(), scene.odile.user)
    odile.goto(scene.url(f"seances/{reunion.numero}/conduite/"))
    odile.get_by_role("button", name="Mettre en discussion").click()
    odile.get_by_role("button", name="Proclamer").click()
    expect(odile.get_by_text("L’ordre du jour est épuisé")).to_be_visible()

    elu = ouvrir_page(taille)
    se_connecter(elu, Client(), scene.marc.user)
    elu.goto(scene.url("territoire/alertes/"))
    elu.get_by_role("button", name="Exercer le droit d’alerte").click()
    elu.get_by_label("du comité de secteur, qui l’a décidé").check()
    elu.get_by_role("combobox", name="Comité de secteur").select_option(label="Comité du plateau")
    elu.get_by_label("Objet de l’alerte").fill("Captage à sec")
    elu.get_by_label("Une situation").check()
    elu.get_by_label("porter une atteinte grave").check()
    elu.get_by_label("Exposé des faits").fill("Le captage du plateau ne suffit plus.")
    elu.get_by_role("button", name="Relire et déposer").click()
    expect(elu.get_by_text("la séance du comité qui a décidé").first).to_be_visible()
    elu.get_by_role("link", name="Compléter").click()
    elu.get_by_label("Point de la séance du comité").select_option(label="1 Alerter sur le captage")
    elu.get_by_role("button", name="Relire et déposer").click()
    elu.get_by_role("button", name="Déposer l’alerte").click()
    expect(elu.get_by_text("au nom de Comité du plateau")).to_be_visible()
    expect(elu.get_by_text("Inscrite à l’ordre du jour").first).to_be_visible()
    voir(elu, f"alerte-du-comite-{taille[0]}")
