"""Measure pages, computation and one PDF on the demonstration's data. A report, never a test."""

import re
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from weasyprint import HTML

from deliberations.documents import contexte_extrait
from deliberations.dossier.format import lire
from deliberations.dossier.traduction import traduire
from deliberations.models import Deliberation
from governance import pdf, tenancy
from governance.local import demonstration
from governance.models import User
from instances.queries.faits import faits_de
from instances.regles.seance import evaluer

DOSSIER = Path("governance/demo/donnees/grand-besancon-2018-12-17.json")
SLUG = "grand-besancon"
PAGES_MAX = 16


def chronometrer(geste: Callable[[], Any], *, fois: int) -> float:
    """The median, in milliseconds; a first run, not counted, warms what is kept."""
    geste()
    durees = []
    for _ in range(fois):
        debut = time.perf_counter()
        geste()
        durees.append((time.perf_counter() - debut) * 1000)
    return statistics.median(durees)


class Command(BaseCommand):
    help = "Mesure le temps et les requêtes des pages, le calcul d’une séance et un extrait PDF."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fois", type=int, default=5)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Les mesures se font sur la démonstration : « make bench ».")
        fois = options["fois"]
        self.mesurer_le_calcul(fois=fois)
        self.mesurer_les_pages(fois=fois)
        self.mesurer_un_extrait(fois=fois)

    def dire(self, quoi: str, mesure: str) -> None:
        self.stdout.write(f"{quoi:<64} {mesure}")

    def mesurer_le_calcul(self, *, fois: int) -> None:
        dossier = lire((settings.BASE_DIR / DOSSIER).read_bytes()).dossier
        if dossier is None:
            raise CommandError(f"{DOSSIER} ne se lit pas.")
        faits = traduire(dossier).faits
        duree = chronometrer(lambda: evaluer(faits), fois=fois)
        points = len(evaluer(faits))
        self.dire(f"Calcul de {points} points d’une séance", f"{duree:8.1f} ms (but : 20 ms)")

    def mesurer_les_pages(self, *, fois: int) -> None:
        client = Client(SERVER_NAME="localhost", raise_request_exception=False)
        groupe = next(g for g in demonstration.groupes() if g.slug == SLUG)
        client.force_login(
            User.objects.get(email__iexact=groupe.comptes[0].email),
            backend="django.contrib.auth.backends.ModelBackend",
        )
        for adresse in _adresses(client, f"/{SLUG}/"):
            statut, requetes = _compter(client, adresse)
            duree = chronometrer(partial(client.get, adresse), fois=fois)
            panne = "" if statut == 200 else f", réponse {statut}"
            self.dire(adresse, f"{duree:8.1f} ms {requetes:4d} requêtes{panne}")

    def mesurer_un_extrait(self, *, fois: int) -> None:
        with tenancy.entrer(tenancy.trouver(SLUG)):
            html = _html_d_un_extrait()
        if html is None:
            self.dire("Extrait PDF", "aucune délibération dans la démonstration")
            return
        ici = chronometrer(lambda: pdf.rendre(html), fois=fois)
        seul = chronometrer(lambda: _weasyprint_seul(html), fois=fois)
        self.dire("Extrait PDF", f"{ici:8.1f} ms, soit {ici / seul:.2f} × WeasyPrint (but : 1,3)")


def _compter(client: Client, adresse: str) -> tuple[int, int]:
    """Status of the page and queries it took. A wrapper counts whatever the log keeps."""
    nombre = 0

    def noter(executer: Any, *args: Any) -> Any:
        nonlocal nombre
        nombre += 1
        return executer(*args)

    with connection.execute_wrapper(noter):
        statut = client.get(adresse).status_code
    return statut, nombre


def _html_d_un_extrait() -> str | None:
    acte = Deliberation.objects.select_related("seance", "point").order_by("pk").first()
    if acte is None:
        return None
    evalues = {evalue.numero: evalue for evalue in evaluer(faits_de(acte.seance))}
    evalue = evalues[acte.point.numero]
    return render_to_string("documents/extrait.html", contexte_extrait(acte, evalue))


def _weasyprint_seul(html: str) -> bytes:
    """WeasyPrint as it comes: the same page and style sheet, no tags, nothing kept."""
    feuille = str(settings.BASE_DIR / "static" / pdf.FEUILLE)
    page = HTML(string=html, base_url=str(settings.BASE_DIR))
    contenu: bytes = page.write_pdf(stylesheets=[feuille])
    return contenu


def _adresses(client: Client, depart: str) -> Iterator[str]:
    """Pages of every shape that links reach, breadth first; one number stands for all."""
    attente, formes = [depart], {_forme(depart)}
    yield depart
    rang = 0
    while rang < len(attente) and len(attente) < PAGES_MAX:
        for lien in _liens(client, attente[rang], depart):
            if _forme(lien) not in formes and len(attente) < PAGES_MAX:
                formes.add(_forme(lien))
                attente.append(lien)
                yield lien
        rang += 1


def _liens(client: Client, adresse: str, racine: str) -> Iterator[str]:
    reponse = client.get(adresse)
    if not reponse.headers.get("Content-Type", "").startswith("text/html"):
        return
    for lien in BeautifulSoup(reponse.content, "html.parser").select("main a[href], nav a[href]"):
        cible = str(lien["href"]).split("#")[0].split("?")[0]
        if cible.startswith(racine):
            yield cible


def _forme(adresse: str) -> str:
    return re.sub(r"\d+", "N", adresse)
