"""The pages of an election: two counts that nobody sees, lists, and what each refusal says."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from deliberations import actions_elections as actes
from deliberations.dossier.exportation import exporter
from deliberations.models import Candidat, Comptage, Deliberation, Tour
from deliberations.queries.elections import resultats
from deliberations.regles.depouillement import Releve
from governance.models import AuditEntry
from governance.regles import RegleViolee
from instances.actions import suspensions
from instances.models import Point
from tests import factories as f
from tests.deliberations import test_elections
from tests.deliberations.test_elections import cles, declarer, en_election, tour
from tests.lecture_pdf import texte as texte_du_pdf
from tests.seances_tenues import Tenue

pytestmark = pytest.mark.django_db
scene = test_elections.scene
tenue = test_elections.tenue


# Pages -------------------------------------------------------------------------------------


class Salle:
    """What Odile does on the page: every statement is kept, none travels with the page."""

    def __init__(self, client, tenue: Tenue) -> None:
        self.client, self.tenue = client, tenue
        client.force_login(tenue.scene.odile.user)
        with tenue.scene.entrer():
            self.pk = tenue.point("1.2").pk

    def url(self, suite: str = "") -> str:
        return self.tenue.scene.url(f"seances/1/conduite/points/{self.pk}/election/{suite}")

    def geste(self, geste: str, **champs: Any) -> Any:
        with f.portee_nette():
            return self.client.post(self.url(), {"geste": geste, **champs})

    def candidats(self) -> dict[str, int]:
        with self.tenue.scene.entrer():
            return cles(self.tenue)

    def relever(self, par: str, voix: dict[str, int], **papiers: int) -> Any:
        connus = self.candidats()
        lus = {"blancs": 0, "nuls": 0, "enveloppes": sum(voix.values())} | papiers
        return self.geste(
            "relever", par=par, **lus, **{f"voix_{connus[n]}": v for n, v in voix.items()}
        )


@pytest.fixture
def salle(client, tenue) -> Salle:
    return Salle(client, tenue)


def texte(reponse) -> str:
    lu = BeautifulSoup(reponse.content, "html.parser").get_text(" ")
    return " ".join(lu.replace("\u00a0", " ").split())


@pytest.mark.regle("ELE-02")
def test_the_second_count_is_blind_and_the_result_is_said_before_the_click(salle):
    assert salle.geste("ajouter", nom="Camille").status_code == 200
    assert salle.geste("ajouter", nom="tissot").status_code == 200
    premier = salle.relever("Line", {"camille": 3, "marc": 1}, blancs=1, enveloppes=5)
    assert "Second relevé" in texte(premier)
    saisies = BeautifulSoup(premier.content, "html.parser").select("input[type=number]")
    assert {c.get("value") for c in saisies if c["name"].startswith(("voix", "env"))} == {None}
    ecart = salle.relever("Paul", {"camille": 4, "marc": 1})
    assert ecart.status_code == 422
    assert "Mme Camille ROUSSEL : 3 au premier relevé, 4 au second." in texte(ecart)
    accord = salle.relever("Paul", {"camille": 3, "marc": 1}, blancs=1, enveloppes=5)
    phrase = "Mme Camille ROUSSEL, 3 voix, est proclamée élue : majorité absolue 3."
    assert phrase in texte(accord)
    with salle.tenue.scene.entrer():
        assert Tour.objects.get().votants is None
    suite = salle.geste("proclamer")
    assert suite.status_code == 302
    with f.portee_nette():
        page = salle.client.get(suite["Location"])
    assert phrase in texte(page)
    assert "cinq jours" in texte(page)


def test_a_count_begun_survives_a_name_found_in_the_urn(salle):
    salle.geste("ajouter", nom="Camille")
    salle.relever("Line", {"camille": 5})
    assert "Second relevé" in texte(salle.geste("ajouter", nom="Jeanne"))
    assert "5 au premier relevé, 4 au second" in texte(
        salle.relever("Paul", {"camille": 4, "jeanne": 1})
    )
    assert "Premier relevé" in texte(salle.geste("recommencer"))


@pytest.mark.parametrize(
    ("nom", "phrase"),
    [
        ("", "obligatoire"),
        ("Dupont", "Aucun membre de l’instance"),
        ("a", "désigne plusieurs membres"),
    ],
)
def test_a_name_that_leads_to_nobody_is_refused_and_kept(salle, nom, phrase):
    reponse = salle.geste("ajouter", nom=nom)
    assert reponse.status_code == 422
    assert phrase in texte(reponse)


def test_a_count_that_does_not_add_up_is_refused_before_the_second(salle):
    salle.geste("ajouter", nom="Camille")
    reponse = salle.relever("Line", {"camille": 4}, enveloppes=5)
    assert reponse.status_code == 422
    assert "Blancs, nuls et voix font 4, pour 5 enveloppes" in texte(reponse)
    assert "Premier relevé" in texte(reponse)


@pytest.mark.regle("ELE-02", "SCR-07")
def test_two_people_count_on_two_machines(salle):
    salle.geste("ajouter", nom="Camille")
    salle.relever("Line", {"camille": 4}, nuls=1, enveloppes=5)
    ailleurs = Salle(Client(), salle.tenue)
    with f.portee_nette():
        page = ailleurs.client.get(salle.tenue.scene.url("seances/1/conduite/"))
    assert "Second relevé" in texte(page)
    champs = BeautifulSoup(page.content, "html.parser").select("#vote input[type=number]")
    assert all(not champ.get("value") for champ in champs)
    assert "Line" not in texte(page)
    accord = ailleurs.relever("Samir", {"camille": 4}, nuls=1, enveloppes=5)
    assert "Les deux relevés concordent" in texte(accord)
    assert salle.geste("proclamer").status_code == 302
    with salle.tenue.scene.entrer():
        assert Tour.objects.get().scrutateurs == "Line et Samir"
        assert not Comptage.objects.exists()
        entree = AuditEntry.objects.filter(verbe="releve_noter").first()
        assert entree.donnees == {"rang": 1, "par": "Line"}


def test_counting_again_after_a_difference_replaces_the_statement_of_its_author(salle):
    salle.geste("ajouter", nom="Camille")
    salle.relever("Line", {"camille": 4}, nuls=1, enveloppes=5)
    assert salle.relever("Samir", {"camille": 5}).status_code == 422
    accord = salle.relever("line", {"camille": 5})
    assert "Les deux relevés concordent" in texte(accord)


def test_a_candidate_taken_off_takes_the_count_with_him(salle):
    for nom in ("Camille", "Marc"):
        salle.geste("ajouter", nom=nom)
    salle.relever("Line", {"camille": 4, "marc": 1})
    page = salle.geste(f"retirer:{salle.candidats()['marc']}")
    assert "Premier relevé" in texte(page)


def test_nothing_is_noted_while_the_seance_is_suspended(salle):
    salle.geste("ajouter", nom="Camille")
    with salle.tenue.scene.entrer():
        suspensions.suspendre(salle.tenue.seance, **salle.tenue.qui())
    reponse = salle.geste("ajouter", nom="Jeanne")
    assert reponse.status_code == 422
    assert "reprenez-la pour voter" in texte(reponse)
    assert set(salle.candidats()) == {"camille"}


def test_a_candidate_withdraws(salle):
    salle.geste("ajouter", nom="Camille")
    salle.geste("ajouter", nom="Jeanne")
    reponse = salle.geste(f"retirer:{salle.candidats()['camille']}")
    assert reponse.status_code == 200
    assert set(salle.candidats()) == {"jeanne"}


def test_the_papers_of_the_election_are_printed(salle):
    salle.geste("ajouter", nom="Camille")
    with f.portee_nette():
        bulletins = texte_du_pdf(salle.client.get(salle.url("bulletins.pdf")).content)
    assert bulletins.count("Mme Camille ROUSSEL") == 8
    assert bulletins.count("Nom et prénom") == 8
    with f.portee_nette():
        feuille = texte_du_pdf(salle.client.get(salle.url("depouillement.pdf")).content)
    assert "Mme Jeanne PETIT" in feuille
    assert "pouvoir porté par M. Paul GIRARD" in " ".join(feuille.split())
    assert "M. Marc TISSOT" in feuille


@pytest.mark.regle("SCR-06")
def test_a_nomination_without_a_vote_is_read_then_the_next_report_comes_up(client, scene):
    salle = Salle(client, en_election(scene, personnes="nomination"))
    salle.geste("ajouter", nom="Mme Zoé LUNE", exterieur="on")
    reponse = salle.geste("sans_vote")
    assert reponse.status_code == 302
    with f.portee_nette():
        page = texte(client.get(reponse["Location"]))
    assert "Mme Zoé LUNE est nommée sans vote : candidature unique." in page
    with scene.entrer():
        assert Point.objects.get(numero="1.3", seance=scene.seance).etat == "en_discussion"


@pytest.mark.regle("SCR-05")
def test_the_show_of_hands_asks_for_one_count_only(client, scene):
    salle = Salle(client, en_election(scene, personnes="nomination"))
    salle.geste("ajouter", nom="Camille")
    salle.geste("ajouter", nom="Marc")
    assert salle.geste("renoncer", pour=5, contre=0, abstention=0).status_code == 302
    connus = salle.candidats()
    voix = {f"voix_{connus['camille']}": 3, f"voix_{connus['marc']}": 1}
    reponse = salle.geste("relever", **voix)
    assert "est proclamée élue : majorité absolue 3." in texte(reponse)
    assert salle.geste("proclamer").status_code == 302


def test_the_panel_of_the_executive_offers_neither_shortcut(salle):
    page = texte(salle.geste("ajouter", nom="Camille"))
    assert "Nommer sans vote" not in page
    assert "Renoncer au scrutin secret" not in page


def test_another_report_is_no_election(salle, scene):
    with scene.entrer():
        salle.pk = salle.tenue.point("1.3").pk
    reponse = salle.geste("ajouter", nom="Camille")
    assert reponse.status_code == 302


# Lists -------------------------------------------------------------------------------------


@pytest.mark.regle("ELE-07", "SCR-03")
def test_a_commission_is_elected_by_lists_in_one_round(client, scene):
    salle = Salle(client, en_election(scene, personnes="liste", postes=3))
    salle.geste("ajouter", nom="Liste A", membres="Mme Anne ROY\nM. Jean LOUP\nM. Luc NOIR")
    salle.geste("ajouter", nom="Liste B", membres="M. Bruno PETIT")
    with f.portee_nette():
        bulletins = texte_du_pdf(salle.client.get(salle.url("bulletins.pdf")).content)
    assert bulletins.count("M. Jean LOUP") == bulletins.count("Liste A") == 8
    assert "Nom et prénom" not in bulletins
    for par in ("Line", "Samir"):
        reponse = salle.relever(par, {"Liste A": 3, "Liste B": 2})
    assert "Liste A, 3 voix, 2 sièges (Mme Anne ROY, M. Jean LOUP) ; Liste B, 2 voix" in texte(
        reponse
    )
    assert salle.geste("proclamer").status_code == 302
    with scene.entrer():
        assert dict(Candidat.objects.values_list("libelle", "sieges")) == {
            "Liste A": 2, "Liste B": 1,
        }  # fmt: skip
        assert Point.objects.get(numero="1.2", seance=scene.seance).etat == Point.Etat.TRAITE
        pk = Deliberation.objects.get().pk
    with f.portee_nette():
        page = texte(client.get(scene.url(f"deliberations/{pk}/")))
    assert "Mme Anne ROY, M. Jean LOUP et M. Bruno PETIT sont proclamés élus." in page


@pytest.mark.regle("ELE-07")
def test_a_list_has_names(client, scene):
    salle = Salle(client, en_election(scene, personnes="liste", postes=3))
    reponse = salle.geste("ajouter", nom="Liste A", membres="")
    assert reponse.status_code == 422
    assert salle.candidats() == {}


@pytest.mark.regle("SCR-06", "ELE-07")
def test_a_single_list_takes_every_seat_without_a_vote(client, scene):
    salle = Salle(client, en_election(scene, personnes="liste", postes=2))
    salle.geste("ajouter", nom="Liste A", membres="Mme Anne ROY\nMme Lou ROY\nM. Luc NOIR")
    assert salle.geste("sans_vote").status_code == 302
    with scene.entrer():
        (resultat,) = resultats(Point.objects.get(numero="1.2", seance=scene.seance))
        assert resultat.conclusion.startswith("Mme Anne ROY et Mme Lou ROY sont nommées sans vote")


@pytest.mark.regle("ELE-07", "ELE-01")
def test_lists_and_posts_are_not_mixed_up(tenue):
    with tenue.scene.entrer():
        declarer(tenue, "camille")
        lu = {"enveloppes": 0, "voix": {}}
        with pytest.raises(RegleViolee, match="n’élit pas des listes"):
            actes.proclamer_listes(
                tenue.point("1.2"), Releve(**lu, par="a"), Releve(**lu, par="b"), **tenue.qui()
            )
        Point.objects.filter(pk=tenue.point("1.2").pk).update(scrutin_de_personnes="liste")
        with pytest.raises(RegleViolee, match="à la proportionnelle"):
            tour(tenue, {"camille": 5})


def test_an_election_held_here_goes_out_in_the_dossier(tenue):
    with tenue.scene.entrer():
        declarer(tenue, "camille", "marc")
        tour(tenue, {"camille": 2, "marc": 2}, blancs=1)
        tour(tenue, {"camille": 4, "marc": 1})
        dossier = exporter(tenue.seance)
        (election,) = next(p for p in dossier.points if p.numero == "1.2").elections
        assert election.mode == "secret"
        assert [(t.tour, t.votants, t.elus) for t in election.tours] == [
            (1, 5, ()),
            (2, 5, ("Camille Roussel",)),
        ]
