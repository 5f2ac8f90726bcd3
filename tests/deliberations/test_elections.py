"""An election held in the console: candidates, two blind counts, three rounds, the extrait."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from deliberations import actions, documents
from deliberations import actions_elections as actes
from deliberations.actions_corrections import reprendre_le_vote
from deliberations.dossier.exportation import exporter
from deliberations.models import Candidat, Comptage, Deliberation, Scrutin, Tour, Vote
from deliberations.queries.elections import Nom, election_de, resultats
from deliberations.regles.depouillement import Releve
from governance.models import AuditEntry
from governance.regles import RegleViolee
from instances.actions import suspensions
from instances.actions import tenue as tenir
from instances.models import Point, Seance
from instances.queries.faits import faits_de
from instances.regles.seance import evaluer_point
from tests import distribution
from tests import factories as f
from tests.lecture_pdf import texte as texte_du_pdf
from tests.seances_tenues import Tenue, installer

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> distribution.Scene:
    return distribution.monter()


@pytest.fixture
def tenue(scene) -> Tenue:
    return en_election(scene)


def en_election(scene, *, personnes: str = "executif", postes: int = 1) -> Tenue:
    """Point 1.2 elects somebody; Marc, Paul, Camille and Fatou are there, Jeanne is represented."""
    tenue = installer(scene)
    with scene.entrer():
        Point.objects.filter(pk=scene.points[1].pk).update(
            type="election", scrutin_de_personnes=personnes, postes=postes
        )
        tenue.ouvrir("marc", "paul", "camille", "fatou")
        tenue.pouvoir("jeanne", "paul")
        tenue.passer("1.1")
        tenue.discuter("1.2")
    return tenue


def declarer(tenue: Tenue, *noms: str | Nom) -> dict[str, int]:
    """The candidates of the round, by their short name, once written."""
    elus = tenue.scene.elus
    proposes = [n if isinstance(n, Nom) else Nom(elu=elus[n]) for n in noms]
    actes.declarer_candidatures(tenue.point("1.2"), proposes, **tenue.qui())
    return cles(tenue)


def cles(tenue: Tenue) -> dict[str, int]:
    par_elu = {elu.pk: nom for nom, elu in tenue.scene.elus.items()}
    candidats = election_de(tenue.point("1.2")).candidats
    return {par_elu.get(c.elu_id, c.libelle): c.pk for c in candidats}


def tour(tenue: Tenue, voix: dict[str, int], *, plus_age: str = "", **autres: Any) -> Any:
    connus = cles(tenue)
    blancs = autres.pop("blancs", 0)
    lu = {
        "voix": {connus[nom]: n for nom, n in voix.items()},
        "blancs": blancs,
        "enveloppes": sum(voix.values()) + blancs,
    } | autres
    return actes.proclamer_tour(
        tenue.point("1.2"), Releve(**lu, par="Line"), Releve(**lu, par="Samir"),
        plus_age=connus.get(plus_age), **tenue.qui(),
    )  # fmt: skip


def naitre(tenue: Tenue, **jours: str) -> None:
    for nom, jour in jours.items():
        tenue.scene.intercommunalite.elus.filter(pk=tenue.scene.elus[nom].pk).update(naissance=jour)


# Acts --------------------------------------------------------------------------------------


@pytest.mark.regle("ELE-01", "ELE-02", "SCR-03")
def test_an_absolute_majority_elects_at_once_and_the_deliberation_is_born(tenue):
    with tenue.scene.entrer():
        declarer(tenue, "camille", "marc")
        resultat = tour(tenue, {"camille": 3, "marc": 1}, blancs=1)
        assert (resultat.elu, resultat.majorite) == (Candidat.objects.get(proclame_elu=True).pk, 3)
        scrutin = Scrutin.objects.get()
        assert (scrutin.mode, scrutin.presents, scrutin.pouvoirs) == ("secret", 4, 1)
        assert scrutin.proclame_at
        ligne = Tour.objects.get()
        assert (ligne.votants, ligne.blancs, ligne.nuls, ligne.exprimes) == (5, 1, 0, 4)
        assert tenue.point("1.2").etat == Point.Etat.TRAITE
        assert Deliberation.objects.get().etat == "adoptee"
        entree = AuditEntry.objects.get(verbe="tour_proclamer")
        assert entree.donnees["scrutateurs"] == ["Line", "Samir"]
        assert "est proclamée élue" in entree.donnees["phrase"]


@pytest.mark.regle("SCR-07")
def test_no_row_ties_a_person_to_a_choice(tenue):
    with tenue.scene.entrer():
        declarer(tenue, "camille")
        tour(tenue, {"camille": 5})
        assert not Vote.objects.exists()
        for modele in (Scrutin, Tour, Candidat):
            liens = {c.related_model for c in modele._meta.fields if c.is_relation}
            assert not {m for m in liens if m.__name__ == "Siegeant"}
        entrees = AuditEntry.objects.filter(verbe="tour_proclamer")
        assert not any("votants" in e.donnees for e in entrees)


@pytest.mark.regle("ELE-01")
def test_three_rounds_then_a_relative_majority(tenue):
    with tenue.scene.entrer():
        declarer(tenue, "camille", "marc", "fatou")
        for rang in (1, 2):
            assert tour(tenue, {"camille": 2, "marc": 2, "fatou": 1}).elu is None
            election = election_de(tenue.point("1.2"))
            assert election.rang == rang + 1
            assert len(election.candidats) == 3
        assert tenue.point("1.2").etat == Point.Etat.EN_DISCUSSION
        assert tour(tenue, {"camille": 2, "marc": 1, "fatou": 1}).elu is not None
        assert [t.numero for t in Tour.objects.all()] == [1, 2, 3]


@pytest.mark.regle("ELE-01", "MEM-09")
def test_a_tie_at_the_third_round_goes_to_the_eldest(tenue):
    with tenue.scene.entrer():
        naitre(tenue, camille="1970-01-01", marc="1980-01-01")
        declarer(tenue, "camille", "marc")
        for _ in range(2):
            assert tour(tenue, {"camille": 2, "marc": 2}, blancs=1).elu is None
        resultat = tour(tenue, {"camille": 2, "marc": 2}, blancs=1)
        assert resultat.a_l_age
        assert Candidat.objects.get(proclame_elu=True).elu == tenue.scene.elus["camille"]


@pytest.mark.regle("MEM-09")
def test_a_missing_date_of_birth_is_asked_for_by_name(tenue):
    with tenue.scene.entrer():
        naitre(tenue, camille="1970-01-01")
        declarer(tenue, "camille", "marc")
        tenue.scene.intercommunalite.elus.filter(pk=tenue.scene.elus["marc"].pk).update(
            naissance=None
        )
        for _ in range(2):
            tour(tenue, {"camille": 2, "marc": 2})
        with pytest.raises(RegleViolee, match="Marc TISSOT"):
            tour(tenue, {"camille": 2, "marc": 2})
        assert election_de(tenue.point("1.2")).rang == 3
        tour(tenue, {"camille": 2, "marc": 2}, plus_age="marc")
        assert Candidat.objects.get(proclame_elu=True).elu == tenue.scene.elus["marc"]


@pytest.mark.regle("ELE-01")
def test_there_is_no_fourth_round(tenue):
    with tenue.scene.entrer():
        declarer(tenue, "camille")
        for _ in range(3):
            assert tour(tenue, {"camille": 0}, blancs=5).elu is None
        with pytest.raises(RegleViolee, match="Ajournez"):
            declarer(tenue, "camille")
        assert tenue.clore("1.2", "ajourne").etat == Point.Etat.AJOURNE


@pytest.mark.regle("ELE-03")
def test_somebody_who_did_not_stand_and_is_away_may_be_elected(tenue):
    with tenue.scene.entrer():
        premiers = declarer(tenue, "camille")
        suite = declarer(tenue, "camille", "jeanne")
        assert suite["camille"] == premiers["camille"]
        assert tour(tenue, {"camille": 1, "jeanne": 4}).elu == suite["jeanne"]


@pytest.mark.regle("ELE-01")
def test_an_outsider_does_not_enter_the_executive(tenue):
    with tenue.scene.entrer():
        with pytest.raises(RegleViolee, match="n’est pas membre"):
            declarer(tenue, Nom(libelle="Mme Zoé LUNE"))
        assert not Scrutin.objects.exists()


@pytest.mark.regle("VOT-08", "ELE-02")
@pytest.mark.parametrize(
    ("second", "regle"),
    [
        ({"par": "Samir", "enveloppes": 6}, "ELE-02"),
        ({"par": "Line"}, "ELE-02"),
        ({"par": "Samir", "nuls": 1}, "ELE-02"),
    ],
)
def test_counts_that_disagree_proclaim_nothing(tenue, second, regle):
    with tenue.scene.entrer():
        connus = declarer(tenue, "camille", "marc")
        voix = {connus["camille"]: 4, connus["marc"]: 1}
        un = {"enveloppes": 5, "voix": voix, "par": "Line"}
        with pytest.raises(RegleViolee) as refus:
            actes.proclamer_tour(
                tenue.point("1.2"), Releve(**un), Releve(**(un | second)), **tenue.qui()
            )
        assert {m.regle for m in refus.value.manquements} == {regle}
        assert Tour.objects.get().votants is None
        assert not AuditEntry.objects.filter(verbe="tour_proclamer").exists()


@pytest.mark.regle("VOT-08", "POU-10")
def test_more_envelopes_than_voices_are_refused(tenue):
    with tenue.scene.entrer():
        declarer(tenue, "camille")
        with pytest.raises(RegleViolee, match="6 enveloppes pour 5 votants"):
            tour(tenue, {"camille": 6})
        assert tour(tenue, {"camille": 5}).elu is not None


@pytest.mark.regle("ELE-01")
def test_one_scrutin_per_post_then_the_point_is_settled(scene):
    tenue = en_election(scene, postes=2)
    with scene.entrer():
        declarer(tenue, "camille", "marc", "fatou")
        tour(tenue, {"camille": 5, "marc": 0, "fatou": 0})
        election = election_de(tenue.point("1.2"))
        assert [str(c) for c in election.elus] == [str(scene.elus["camille"])]
        assert set(cles(tenue)) == {"marc", "fatou"}
        assert not Deliberation.objects.exists()
        tour(tenue, {"fatou": 4, "marc": 1})
        assert tenue.point("1.2").etat == Point.Etat.TRAITE
        assert [s.objet for s in Scrutin.objects.all()] == ["Poste 1 sur 2", "Poste 2 sur 2"]


@pytest.mark.regle("SCR-06")
def test_one_candidacy_per_post_is_named_without_a_vote(scene):
    tenue = en_election(scene, personnes="nomination", postes=2)
    with scene.entrer():
        declarer(tenue, "camille")
        with pytest.raises(RegleViolee, match="1 candidature pour 2 postes"):
            actes.nommer_sans_vote(tenue.point("1.2"), **tenue.qui())
        declarer(tenue, "camille", Nom(libelle="M. Luc HORS"))
        actes.nommer_sans_vote(tenue.point("1.2"), **tenue.qui())
        assert Candidat.objects.filter(proclame_elu=True).count() == 2
        assert Scrutin.objects.get().mode == ""
        assert tenue.point("1.2").etat == Point.Etat.TRAITE


@pytest.mark.regle("SCR-06")
def test_a_single_list_fills_every_post(scene):
    tenue = en_election(scene, personnes="nomination", postes=5)
    with scene.entrer():
        declarer(tenue, Nom(libelle="Liste d’union"))
        actes.nommer_sans_vote(tenue.point("1.2"), liste_unique=True, **tenue.qui())
        assert tenue.point("1.2").etat == Point.Etat.TRAITE


@pytest.mark.regle("SCR-05", "SCR-06")
def test_the_executive_is_voted_in_secret_even_alone(tenue):
    with tenue.scene.entrer():
        declarer(tenue, "camille")
        with pytest.raises(RegleViolee, match="même si une seule personne"):
            actes.nommer_sans_vote(tenue.point("1.2"), **tenue.qui())
        with pytest.raises(RegleViolee, match="même à l’unanimité"):
            actes.renoncer_au_secret(
                tenue.point("1.2"), pour=5, contre=0, abstention=0, **tenue.qui()
            )
        assert Scrutin.objects.count() == 1


@pytest.mark.regle("SCR-05")
@pytest.mark.parametrize(
    ("voix", "mode"), [((5, 0, 0), "ordinaire"), ((4, 0, 1), "secret"), ((4, 1, 0), "secret")]
)
def test_hands_are_raised_only_when_nobody_minds(scene, voix, mode):
    tenue = en_election(scene, personnes="nomination")
    pour, contre, abstention = voix
    with scene.entrer():
        connus = declarer(tenue, "camille", "marc")
        actes.renoncer_au_secret(
            tenue.point("1.2"), pour=pour, contre=contre, abstention=abstention, **tenue.qui()
        )
        election = election_de(tenue.point("1.2"))
        assert election.ouvert is not None
        assert (election.ouvert.mode, election.main_levee) == (mode, mode == "ordinaire")
        compte = {connus["camille"]: 3, connus["marc"]: 2}
        lu = Releve(enveloppes=5, voix=compte, par="Line")
        if mode == "secret":
            with pytest.raises(RegleViolee, match="deux personnes"):
                actes.proclamer_tour(tenue.point("1.2"), lu, lu, **tenue.qui())
        else:
            actes.proclamer_tour(tenue.point("1.2"), lu, lu, **tenue.qui())
            assert tenue.point("1.2").etat == Point.Etat.TRAITE


@pytest.mark.regle("CNV-19")
def test_a_secret_ballot_is_refused_from_a_distance(tenue):
    with tenue.scene.entrer():
        declarer(tenue, "camille")
        Seance.objects.filter(pk=tenue.seance.pk).update(visioconference=True)
        with pytest.raises(RegleViolee, match="visioconférence"):
            tour(tenue, {"camille": 5})


@pytest.mark.regle("QUO-12")
def test_a_quorum_lost_between_two_rounds_is_recorded(tenue):
    with tenue.scene.entrer():
        declarer(tenue, "camille", "marc")
        tour(tenue, {"camille": 2, "marc": 2})
        tenue.part("marc")
        tenue.part("fatou")
        tour(tenue, {"camille": 2, "marc": 1})
        alertes = [
            e.donnees["alertes"]
            for e in AuditEntry.objects.filter(verbe="tour_proclamer").order_by("pk")
        ]
        assert alertes == [[], ["QUO-12"]]


def test_an_election_taken_again_leaves_the_former_written(tenue):
    with tenue.scene.entrer():
        declarer(tenue, "camille")
        tour(tenue, {"camille": 5})
        reprendre_le_vote(tenue.point("1.2"), motif="Bulletins mal lus", **tenue.qui())
        assert not Deliberation.objects.exists()
        assert election_de(tenue.point("1.2")).scrutins == []
        declarer(tenue, "marc")
        tour(tenue, {"marc": 5})
        assert [s.annule_at is None for s in Scrutin.objects.all()] == [False, True]


def test_an_election_put_off_has_no_result_to_take_again(tenue):
    with tenue.scene.entrer():
        declarer(tenue, "camille")
        tenue.clore("1.2", "ajourne")
        with pytest.raises(RegleViolee, match="Aucun résultat"):
            reprendre_le_vote(tenue.point("1.2"), motif="Erreur", **tenue.qui())


def test_the_extrait_prints_the_rounds_and_who_is_elected(tenue):
    with tenue.scene.entrer():
        declarer(tenue, "camille", "marc")
        tour(tenue, {"camille": 2, "marc": 2}, blancs=1)
        tour(tenue, {"camille": 4, "marc": 1})
        tenir.clore_point(tenue.point("1.3"), etat="retire", **tenue.qui())
        tenue.lever()
        actions.numeroter(tenue.seance, by=tenue.scene.odile.user, at=timezone.now())
        acte = Deliberation.objects.get()
        evalue = evaluer_point(faits_de(acte.seance), acte.point.rang)
        lu = " ".join(texte_du_pdf(documents.render_extrait(acte, evalue)).split())
    assert "5 enveloppes, 1 blanc" in lu
    assert "majorité absolue 3" in lu
    assert "Mme Camille ROUSSEL est proclamée élue." in lu
    assert "Abstention" not in lu
    assert "dans les cinq jours de l’élection" in lu


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
