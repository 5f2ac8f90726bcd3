"""One journey: a commune says no from its phone, and 60 % of the conseil no longer carry."""

import datetime as dt
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from instances.models import Point
from tests import distribution
from tests import factories as f
from tests.adresses import _un_pdf
from tests.navigateur import BUREAU, TELEPHONE, se_connecter
from tests.seances_tenues import Tenue, installer
from tests.sectors.test_maires_et_comites_navigateur import ouvrir, voir

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def t(transactional_db) -> Tenue:
    """Five members are there; 1.2 bears on Brumeval alone, whose opinion is awaited."""
    t = installer(distribution.monter(personnes=distribution.TOUS))
    champs = {"intercommunalite": t.scene.intercommunalite}
    with t.scene.entrer():
        t.ouvrir("marc", "paul", "camille", "fatou", "jeanne")
        t.passer("1.1")
        brumeval = t.scene.communes["Brumeval"]
        Point.objects.filter(pk=t.point("1.2").pk).update(commune_concernee=brumeval)
        f.AvisCommuneFactory(
            **champs, commune=brumeval,
            consultation=f.ConsultationFactory(**champs, point=t.point("1.2")),
            transmis_on=timezone.localdate() - dt.timedelta(days=30),
        )  # fmt: skip
        t.discuter("1.2")
    return t


@pytest.mark.regle("MAJ-03")
def test_an_unfavourable_avis_makes_sixty_per_cent_fail(
    ouvrir_page: Callable[..., "Page"], t: Tenue
) -> None:
    from playwright.sync_api import expect

    sylvie = ouvrir(ouvrir_page, t.scene, "sylvie", TELEPHONE)
    sylvie.goto(t.scene.url())
    voir(sylvie, "avis-liste-telephone")
    sylvie.get_by_role("link", name="Implantation d’une déchèterie").click()
    sylvie.get_by_role("link", name="Donner l’avis de Brumeval").click()
    sylvie.get_by_label("Défavorable").check()
    sylvie.get_by_label("Délibéré le").fill(timezone.localdate().isoformat())
    piece = {"name": "deliberation.pdf", "mimeType": "application/pdf", "buffer": _un_pdf()}
    sylvie.get_by_label("Délibération", exact=True).set_input_files(piece)
    voir(sylvie, "avis-repondre-telephone")
    sylvie.get_by_role("button", name="Donner cet avis").click()
    expect(sylvie.get_by_text("Avis enregistré.")).to_be_visible()
    expect(sylvie.get_by_role("link", name="Délibération de Brumeval")).to_be_visible()

    odile = ouvrir_page(BUREAU)
    se_connecter(odile, Client(), t.scene.odile.user)
    odile.goto(t.scene.url("seances/1/conduite/"))
    majorite = odile.locator("#majorite")
    expect(majorite).to_contain_text("deux tiers des membres du conseil, avis défavorable de Brume")
    expect(majorite).to_contain_text(re.compile(r"L\.\s5211-57"))
    for nom in ("Mme Camille ROUSSEL", "Mme Fatou DIOP"):
        odile.get_by_label("Noter une exception").fill(nom)
        odile.get_by_role("button", name="Ajouter une voix : contre").click()
        expect(odile.locator("#annonce")).to_contain_text(nom)
    expect(odile.locator(".tally dd").first).to_have_text("3")
    expect(odile.locator(".verdict")).to_contain_text("Rejeté")
    voir(odile, "avis-vote-bureau")
    odile.locator("#proclamer").click()
    expect(odile.get_by_text("rejeté (3 pour, 2 contre")).to_be_visible()
