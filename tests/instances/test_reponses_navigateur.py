"""From the mail to the clerk's table: link opened on a phone, document, receipt, pouvoir."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from governance import echeances, stockage
from tests import distribution
from tests import factories as f
from tests.boite import ouvrir_boite
from tests.instances.test_dossier_pages import LIEN
from tests.navigateur import BUREAU, anomalies_axe, se_connecter

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
TELEPHONE = (390, 844)


@pytest.mark.regle("CNV-08", "POU-01")
def test_a_member_reads_acknowledges_and_gives_a_pouvoir_from_the_mail(
    ouvrir_page: Callable[..., Any], settings: Any
) -> None:
    scene = distribution.monter()
    with scene.entrer():
        ici, pdf = scene.intercommunalite, b"%PDF-1.7 plan des liaisons"
        f.AnnexeFactory(
            intercommunalite=ici, point=scene.points[1], titre="Plan des liaisons",
            nom="plan.txt", fichier=stockage.deposer(ici, pdf, "text/plain"),
        )  # fmt: skip
    service = ouvrir_page(BUREAU)
    se_connecter(service, Client(), scene.odile.user)
    service.goto(scene.url("seances/1/convocation/"))
    service.get_by_role("button", name="Envoyer la convocation").click()
    with ouvrir_boite(settings) as boite:
        echeances.drainer()
        camille = scene.elus["camille"].courriel
        message = next(m for m in boite.recus if camille in m["To"])
    lien = LIEN.search(message.get_body().get_content())
    assert lien is not None

    telephone = ouvrir_page(TELEPHONE)
    with telephone.expect_response(re.compile("/ouvert/$")):
        telephone.goto(lien[1])
    assert anomalies_axe(telephone) == []
    assert telephone.evaluate("document.documentElement.scrollWidth") <= TELEPHONE[0]
    with telephone.expect_download():
        telephone.get_by_role("link", name="Plan des liaisons").click()
    telephone.get_by_role("button", name="J’accuse réception").click()
    expect(telephone.get_by_text("Réception accusée", exact=True)).to_be_visible()
    expect(telephone.get_by_label("À qui donnez-vous pouvoir")).to_be_hidden()
    telephone.get_by_label("Donne pouvoir").check()
    telephone.get_by_label("À qui donnez-vous pouvoir").select_option("M. Paul GIRARD")
    telephone.get_by_role("button", name="Enregistrer ma réponse").click()
    expect(telephone.get_by_text("Réponse enregistrée\u00a0: Donne pouvoir.")).to_be_visible()
    assert anomalies_axe(telephone) == []

    # The page of the service, left open, has followed by itself.
    expect(service.get_by_text("À confirmer", exact=True)).to_be_visible(timeout=20_000)
    assert anomalies_axe(service) == []
    service.get_by_role("link", name="Confirmer le pouvoir de Mme Camille ROUSSEL").click()
    for lu in ("Dossier ouvert", "Document ouvert", "Réception accusée"):
        expect(service.get_by_text(lu, exact=True)).to_be_visible()
    assert anomalies_axe(service) == []
    service.get_by_role("button", name="Enregistrer le pouvoir").click()
    expect(service.get_by_text("Pouvoir de Mme Camille ROUSSEL à M. Paul GIRARD")).to_be_visible()
    expect(service.get_by_text("À confirmer", exact=True)).to_have_count(0)
