"""The séance of 17 December 2018 held again in the console: at every point, the figures printed.

Each bound of the published extrait becomes the gesture that a clerk would have made there, in
the order of passage; what the console shows is then read and compared, ninety-three times.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from deliberations.dossier import arbre
from deliberations.dossier.format import lire
from deliberations.dossier.importation import importer
from deliberations.dossier.traduction import traduire
from deliberations.models import Scrutin
from governance.demo.donnees import SEANCE_DE_2018
from instances.models import Pouvoir, Seance, Siegeant
from instances.queries.faits import faits_de
from instances.regles.seance import PointEvalue, evaluer
from tests import factories as f
from tests.distribution import Scene, monter
from tests.navigateur import se_connecter

pytestmark = [pytest.mark.rejeu, pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
# Two cores shared with the rest of the suite.
expect.set_options(timeout=30_000)
# A form of the console sent as the page would send it, without reading the page that follows.
ENVOYER = """async ([gestes]) => {
  const formulaires = gestes.map(({ bouton, champs }) => {
    const noeud = document.querySelector(bouton);
    const donnees = new FormData(noeud.form, noeud);
    for (const [nom, valeur] of Object.entries(champs)) donnees.set(nom, valeur);
    return { url: noeud.form.action, corps: new URLSearchParams(donnees) };
  });
  for (const { url, corps } of formulaires) {
    const reponse = await fetch(url, { method: "POST", body: corps, redirect: "manual" });
    if (reponse.type !== "opaqueredirect") throw new Error(`${url} ${reponse.status}`);
  }
}"""


class Greffe:
    """The clerk at the console, who reads the dossier aloud, one point after the other."""

    def __init__(self, page: Page, scene: Scene, dossier: arbre.Dossier, seance: Seance) -> None:
        self.page, self.scene, self.seance = page, scene, seance
        self.presences, self.pouvoirs = dossier.presences or (), dossier.pouvoirs or ()
        self.ordre = dossier.ordre_de_passage or ()
        sieges = seance.siegeants.select_related("elu", "suppleant").order_by("ordre")
        membres = dossier.membres or ()
        self.sieges: dict[str | None, Siegeant] = dict(
            zip((m.id for m in membres), sieges, strict=True)
        )

    def nom(self, membre: str | None) -> str:
        return str(self.sieges[membre].elu)

    def entrer(self) -> None:
        # The first page of a cold process is slow, and half an hour of taps goes in one go.
        self.page.set_default_timeout(60_000)
        se_connecter(self.page, Client(), self.scene.odile.user)
        self.page.goto(self.scene.url(f"seances/{self.seance.numero}/conduite/"))

    # Before the opening: what the clerk taps for half an hour, in one go.
    def noter_ceux_qui_sont_la(self) -> None:
        arrivees = [
            {"bouton": self.bouton(p), "champs": {}} for p in self.presences if not p.depuis
        ]
        ecrits = [
            {"bouton": "#noter-un-pouvoir button", "champs": self.ecrit(p)}
            for p in self.pouvoirs
            if not p.depuis
        ]
        self.page.evaluate(ENVOYER, [[*arrivees, *ecrits]])
        self.page.reload()

    def bouton(self, presence: arbre.Presence) -> str:
        siege = self.sieges[presence.membre]
        par_suppleant = presence.represente_par is not None
        return f"#suppleant-{siege.suppleant_id}" if par_suppleant else f"#membre-{siege.pk}"

    def ecrit(self, pouvoir: arbre.Pouvoir) -> dict[str, str]:
        return {
            "mandant": str(self.sieges[pouvoir.mandant].pk),
            "mandataire": str(self.sieges[pouvoir.mandataire].pk),
            "date_du_pouvoir": timezone.localdate().isoformat(),
        }

    def ouvrir(self, president: str, secretaire: str) -> None:
        for libelle, membre in (("Président", president), ("Secrétaires", secretaire)):
            choix = self.page.get_by_label(f"{libelle} de séance")
            choix.select_option(label=self.nom(membre))
        self.cliquer("Déclarer la séance ouverte")
        self.cliquer(f"Mettre en discussion le {self.ordre[0]}")

    def cliquer(self, nom: str | re.Pattern[str]) -> None:
        self.page.get_by_role("button", name=nom).click()

    # During a point.
    def noter_les_mouvements(self, numero: str) -> None:
        """What starts here, what ended with the point before, what ends here, what follows."""
        for pouvoir in self.finis(self.pouvoirs, self.voisin(numero, -1)):
            self.revoquer(self.nom(pouvoir.mandant))
        for presence in self.presences:
            if presence.depuis and presence.depuis.rapport == numero:
                self.pointer(presence, present="true")
        for presence in self.finis(self.presences, numero):
            self.pointer(presence, present="false")
        for pouvoir in self.pouvoirs:
            if pouvoir.depuis and pouvoir.depuis.rapport == self.voisin(numero, 1):
                self.donner(pouvoir)

    @staticmethod
    def finis(lignes: Iterable[Any], numero: str | None) -> list[Any]:
        return [x for x in lignes if x.jusqua and x.jusqua.rapport == numero]

    def voisin(self, numero: str, pas: int) -> str | None:
        place = self.ordre.index(numero) + pas
        return self.ordre[place] if 0 <= place < len(self.ordre) else None

    def pointer(self, presence: arbre.Presence, *, present: str) -> None:
        bouton = self.page.locator(self.bouton(presence))
        bouton.click()
        expect(bouton).to_have_attribute("aria-pressed", present)

    def revoquer(self, mandant: str) -> None:
        self.cliquer(re.compile(f"Révoquer le pouvoir de {mandant}"))
        expect(self.page.locator(".pouvoirs-liste")).not_to_contain_text(f"{mandant} à")

    def donner(self, pouvoir: arbre.Pouvoir) -> None:
        self.page.locator("summary", has_text="Noter un pouvoir").click()
        for champ, valeur in self.ecrit(pouvoir).items():
            entree = self.page.locator(f"#noter-un-pouvoir [name={champ}]")
            (entree.fill if champ == "date_du_pouvoir" else entree.select_option)(valeur)
        self.cliquer("Noter le pouvoir")
        expect(self.page.locator(".pouvoirs-liste")).to_contain_text(self.nom(pouvoir.mandant))

    def presider(self, membre: str) -> None:
        panneau = self.page.locator("#presidence")
        panneau.locator("summary").click()
        panneau.get_by_label("Nouveau président").select_option(label=self.nom(membre))
        self.cliquer("Confier la présidence")
        expect(panneau).to_contain_text(self.nom(membre))

    def lire(self, attendu: PointEvalue) -> None:
        """Présents, quorum, pouvoirs and votants, as they stand on the page."""
        quorum, vote = self.page.locator("#quorum"), self.page.locator("#vote")
        expect(vote.locator(".point-now .no")).to_have_text(attendu.numero)
        expect(quorum.locator("h2")).to_have_text(f"Quorum du {attendu.numero}")
        expect(quorum.locator(".big")).to_have_text(f"{attendu.presents} sur {attendu.en_exercice}")
        expect(quorum).to_contain_text(f"Il en faut {attendu.quorum_requis} :")
        expect(quorum.locator("header .state")).to_contain_text("Atteint")
        expect(vote.locator("footer")).to_contain_text(
            f"{attendu.votants_max} voix pour {attendu.votants_max} votants, "
            f"dont {attendu.pouvoirs} pouvoirs."
        )

    def decompte(self) -> tuple[int, ...]:
        return tuple(map(int, self.page.locator(".tally dd").all_inner_texts()))

    def proclamer(self, numero: str) -> None:
        suivant = self.voisin(numero, 1)
        self.cliquer(f"Proclamer et passer au {suivant}" if suivant else "Proclamer le résultat")

    def lever(self) -> None:
        expect(self.page.locator("#centre")).to_contain_text("L’ordre du jour est épuisé")
        self.page.get_by_role("link", name="Lever la séance").click()
        self.cliquer("Lever la séance")
        expect(self.page.get_by_text("La séance est levée.")).to_be_visible()


def convoquer(scene: Scene, dossier: arbre.Dossier) -> Seance:
    """The same members and the same ordre du jour, for today; nobody is noted present."""
    modele = importer(scene.intercommunalite, dossier, by=None, at=timezone.now())
    seance: Seance = f.SeanceFactory(
        intercommunalite=scene.intercommunalite, instance=modele.instance, numero=50,
        etat="convoquee", en_exercice=modele.en_exercice,
        starts_at=timezone.now() - dt.timedelta(minutes=5),
    )  # fmt: skip
    sieges, points = list(modele.siegeants.all()), list(modele.points.all())
    for siege in sieges:
        siege.pk, siege.seance, siege.annonce = None, seance, ""
    for point in points:
        point.pk, point.seance, point.etat = None, seance, "inscrit"
    seance.siegeants.bulk_create(sieges)
    seance.points.bulk_create(points)
    return seance


def voix(vote: Any) -> tuple[int, ...]:
    return vote.pour, vote.contre, vote.abstention, vote.ne_prend_pas_part


@pytest.mark.regle("QUO-04")
@pytest.mark.regle("EXT-02")
def test_the_console_shows_at_every_point_the_figures_of_the_dossier(
    ouvrir_page: Callable[..., Page],
) -> None:
    dossier = lire(SEANCE_DE_2018.read_bytes()).dossier
    assert dossier is not None
    attendus, (publie,) = evaluer(traduire(dossier).faits), (dossier.points or ())[0].votes
    scene = monter()
    with scene.entrer():
        seance = convoquer(scene, dossier)
        greffe = Greffe(ouvrir_page(), scene, dossier, seance)
    greffe.entrer()
    greffe.noter_ceux_qui_sont_la()
    provisoire, president = dossier.presidences or ()
    greffe.ouvrir(provisoire.membre, *(dossier.secretaires or ()))
    for attendu in attendus:
        greffe.noter_les_mouvements(attendu.numero)
        if attendu.numero == "3.1":
            greffe.presider(president.membre)
        greffe.lire(attendu)
        if attendu.numero == "0.2":
            # Whoever leaves while it is discussed counts there, and abstains: the one printed.
            assert greffe.decompte() == voix(publie) == (107, 0, 1, 0)
        greffe.proclamer(attendu.numero)
    greffe.lever()
    with scene.entrer():
        assert evaluer(faits_de(Seance.objects.get(pk=seance.pk))) == attendus
        proclames = Scrutin.objects.filter(point__seance=seance)
        assert proclames.filter(issue="adoptee").count() == len(attendus) == 93
        assert voix(proclames.get(point__numero="0.2")) == voix(publie)
        assert Pouvoir.objects.filter(seance=seance).count() == 27
