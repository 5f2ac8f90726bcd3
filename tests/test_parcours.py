"""Odile carries a séance from its ordre du jour to an extrait of the register, in Chromium.

Everything is real: the login form, PostgreSQL under row security, the SMTP server, the PDF.
"""

import datetime as dt
import io
import re
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from governance import echeances
from governance.models import AuditEntry
from tests.boite import Boite, ouvrir_boite
from tests.distribution import Scene, monter
from tests.factories import MOT_DE_PASSE
from tests.navigateur import BUREAU, TABLETTE

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
# Two cores shared with the rest of the suite: slower than a clerk’s machine.
expect.set_options(timeout=15_000)
JOUR = timezone.localdate() + dt.timedelta(days=15)
RAPPORTS = (
    ("1.1.10", "Fonds de concours aux communes"),
    ("2.4", "Programme local de l’habitat"),
    ("3C", "Plan de mobilité"),
)
ACTES = (
    "seance_creer", "point_inscrire", "point_deplacer", "point_modifier", "annexe_joindre",
    "projet_rediger", "seance_convoquer", "presence_arriver", "presence_partir", "pouvoir_donner",
    "seance_ouvrir", "point_mettre_en_discussion", "scrutin_proclamer", "seance_suspendre",
    "seance_reprendre", "seance_lever", "seance_numeroter", "extrait_etablir",
)  # fmt: skip


@pytest.fixture
def boite(settings: Any) -> Iterator[Boite]:
    with ouvrir_boite(settings) as ouverte:
        yield ouverte


class Odile:
    """What she does with the mouse and the keyboard, by the words that she reads."""

    def __init__(self, page: Page, scene: Scene) -> None:
        self.page, self.scene = page, scene

    def se_connecter(self) -> None:
        self.page.goto(self.scene.url())
        self.page.get_by_label("Courriel").fill(self.scene.odile.user.email)
        self.page.get_by_label("Mot de passe", exact=True).fill(MOT_DE_PASSE)
        self.cliquer("Se connecter")
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Tableau de bord")

    def cliquer(self, nom: str | re.Pattern[str], *, dans: Locator | None = None) -> None:
        (dans or self.page).get_by_role("button", name=nom).click()

    def suivre(self, nom: str | re.Pattern[str]) -> None:
        self.page.get_by_role("link", name=nom).first.click()

    def lire(self, texte: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_text(texte).first).to_be_visible()

    def creer_la_seance(self) -> None:
        self.suivre("Séances")
        self.suivre("Créer une séance")
        self.page.get_by_label("Instance").select_option(label="Conseil communautaire")
        self.page.get_by_label("Jour", exact=True).fill(JOUR.isoformat())
        self.page.get_by_label("Heure").fill("18:30")
        # Her own numbering, without the points that open every séance.
        for usage in (
            self.page.get_by_role("group", name="Points de chaque séance")
            .get_by_role("checkbox", checked=True)
            .all()[::-1]
        ):
            usage.uncheck()
        self.cliquer("Créer la séance")
        self.lire("Séance créée.")

    def inscrire(self, numero: str, titre: str) -> None:
        self.suivre("Ajouter un rapport")
        self.page.get_by_label("Numéro du rapport").fill(numero)
        self.page.get_by_label("Titre").fill(titre)
        self.page.get_by_label("Délibération", exact=True).check()
        self.cliquer("Enregistrer le rapport")
        self.lire(f"Rapport {numero} inscrit.")
        self.revenir()

    def revenir(self) -> None:
        self.page.goto(self.seance)

    @property
    def seance(self) -> str:
        return self.scene.url("seances/3/")

    def completer(self, numero: str, titre: str) -> None:
        self.suivre(titre)
        self.suivre("Rédiger la note")
        self.page.get_by_label("Note explicative de synthèse").fill(f"Pourquoi le {numero}.")
        self.cliquer("Enregistrer le rapport")
        self.suivre("Rédiger le projet")
        self.page.get_by_label("Exposé").fill("I. Contexte\n\nLes communes l’ont demandé.")
        self.page.get_by_label("Dispositif").fill(f"Le conseil approuve : {titre}.")
        self.cliquer("Enregistrer le projet")
        self.lire("Les communes l’ont demandé.")

    def joindre(self, nom: str) -> None:
        self.page.get_by_label("Document").set_input_files(
            {"name": nom, "mimeType": "application/pdf", "buffer": page_blanche()}
        )
        self.cliquer("Joindre la pièce")
        self.lire(f"Pièce jointe : {nom.removesuffix('.pdf')}")

    def pointer(self, nom: str, geste: str) -> None:
        bouton = self.page.get_by_role("button", name=re.compile(f"{nom}.*{geste}", re.S))
        bouton.click()
        expect(self.page.locator("#annonce")).to_contain_text(nom)

    def excepter(self, nom: str, colonne: str) -> None:
        self.page.get_by_label("Noter une exception").fill(nom)
        self.cliquer(f"Ajouter une voix : {colonne}")
        attendu = f"{nom}." if nom else "une voix non nommée"
        expect(self.page.locator("#annonce")).to_contain_text(attendu)

    def decompte(self) -> list[str]:
        return self.page.locator(".tally dd").all_inner_texts()


@pytest.mark.parametrize("taille", [BUREAU, TABLETTE], ids=["bureau", "tablette"])
def test_from_the_ordre_du_jour_to_the_extrait(
    ouvrir_page: Callable[..., Page], boite: Boite, taille: tuple[int, int]
) -> None:
    scene = monter()
    odile = Odile(ouvrir_page(taille), scene)
    odile.se_connecter()
    preparer(odile)
    convoquer(odile, boite)
    tenir(odile)
    texte = etablir(odile)
    assert "Fonds de concours aux communes" in texte
    assert "Mme Camille ROUSSEL" in texte
    assert "1 contre, 1 abstention" in texte.replace("\u00a0", " ")
    assert "Mme Fatou DIOP représentée par M. Hugo" in texte
    assert "Le conseil approuve" in texte
    le_journal_dit_tout(odile)


def preparer(odile: Odile) -> None:
    odile.creer_la_seance()
    for numero, titre in RAPPORTS:
        odile.inscrire(numero, titre)
    odile.cliquer("Monter le rapport 3C")
    expect(odile.page.locator(".odj .no")).to_have_text(["1.1.10", "3C", "2.4"])
    odile.revenir()
    expect(odile.page.get_by_role("heading", name="Prête à partir")).to_be_visible()
    odile.lire(re.compile(r"\d\sblocages?"))
    for numero, titre in RAPPORTS:
        odile.completer(numero, titre)
        if numero == "1.1.10":
            odile.joindre("Tableau des subventions.pdf")
        odile.revenir()
    odile.lire("Rien ne bloque")


def convoquer(odile: Odile, boite: Boite) -> None:
    odile.suivre("Vérifier et convoquer")
    odile.page.get_by_role("button", name="Envoyer la convocation").dblclick()
    odile.lire(re.compile(r"\d+\smessages en cours"))
    echeances.drainer()
    echeances.drainer()
    elus = sorted(elu.courriel for elu in odile.scene.elus.values())
    assert boite.destinataires == elus
    pieces = [piece.get_content_type() for piece in boite.recus[0].iter_attachments()]
    assert pieces == ["application/pdf", "text/calendar"]
    convocation = next(boite.recus[0].iter_attachments()).get_content()
    assert "Plan de mobilité" in lire_pdf(convocation)
    assert "DTSTART" in list(boite.recus[0].iter_attachments())[1].get_content()


def tenir(odile: Odile) -> None:
    odile.page.goto(f"{odile.seance}conduite/")
    for nom in ("Marc TISSOT", "Paul GIRARD", "Camille ROUSSEL"):
        odile.pointer(nom, "Arrive")
    odile.page.get_by_label("Secrétaires de séance").select_option(label="Mme Camille ROUSSEL")
    odile.cliquer("Déclarer la séance ouverte")
    odile.lire("attendez les arrivées")
    odile.pointer("Hugo MOREL", "Arrive")
    donner_pouvoir(odile)
    odile.page.get_by_label("Secrétaires de séance").select_option(label="Mme Camille ROUSSEL")
    odile.cliquer("Déclarer la séance ouverte")
    odile.lire("La séance est ouverte.")
    voter(odile)
    odile.suivre("Lever la séance")
    odile.cliquer("Lever la séance")
    odile.lire("La séance est levée.")


def donner_pouvoir(odile: Odile) -> None:
    odile.page.locator("summary", has_text="Noter un pouvoir").click()
    odile.page.get_by_label("Mandant").select_option(label="M. Rémi COLIN")
    odile.page.get_by_label("Mandataire").select_option(label="Mme Camille ROUSSEL")
    odile.page.get_by_label("Daté du").fill("2026-01-05")
    odile.cliquer("Noter le pouvoir")
    odile.lire("Le pouvoir est noté.")


def voter(odile: Odile) -> None:
    odile.cliquer("Mettre en discussion le 1.1.10")
    odile.excepter("M. Marc TISSOT", "contre")
    odile.excepter("", "abstention")
    assert odile.decompte() == ["3", "1", "1", "0"]
    odile.cliquer("Proclamer et passer au 3C")
    odile.lire(re.compile(r"Rapport 1\.1\.10\s: adopté"))
    odile.pointer("Jeanne PETIT", "Arrive")
    expect(odile.page.locator(".tally dd").first).to_have_text("6")
    odile.cliquer("Proclamer et passer au 2.4")
    odile.lire(re.compile(r"Rapport 3C\s: adopté"))
    odile.cliquer("Suspendre")
    odile.lire("Suspendue")
    odile.cliquer("Reprendre la séance")
    # The answer must be there before the next tap, or it lands on the page that leaves.
    expect(odile.page.get_by_role("button", name="Suspendre")).to_be_visible()
    odile.pointer("Marc TISSOT", "Part")
    odile.cliquer("Proclamer le résultat")
    odile.lire("L’ordre du jour est épuisé")


def etablir(odile: Odile) -> str:
    odile.cliquer("Numéroter les 3 délibérations")
    odile.cliquer(re.compile("^Établir l’extrait de la délibération .*1$"))
    lien = odile.page.get_by_role("link", name="Lire l’extrait (PDF)")
    reponse = odile.page.request.get(lien.get_attribute("href"))
    assert reponse.headers["content-type"] == "application/pdf"
    return lire_pdf(reponse.body())


def le_journal_dit_tout(odile: Odile) -> None:
    with odile.scene.entrer():
        notes = set(AuditEntry.objects.values_list("verbe", flat=True))
    assert set(ACTES) - notes == set()
    odile.page.goto(odile.scene.url("journal/"))
    odile.lire("Extrait")


def page_blanche() -> bytes:
    """A PDF that opens: readiness reads what is joined."""
    sortie, document = io.BytesIO(), pikepdf.new()
    document.add_blank_page()
    document.save(sortie)
    return sortie.getvalue()


def lire_pdf(octets: bytes) -> str:
    lu = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=octets, capture_output=True, check=True
    )
    return lu.stdout.decode()
