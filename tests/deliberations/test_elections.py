"""An election held in the console: candidates, two blind counts, three rounds, the extrait."""

from typing import Any

import pytest
from django.utils import timezone

from deliberations import actions, documents
from deliberations import actions_elections as actes
from deliberations.actions_corrections import reprendre_le_vote
from deliberations.models import Candidat, Deliberation, Scrutin, Tour, Vote
from deliberations.queries.elections import Nom, election_de
from deliberations.regles.depouillement import Releve
from governance.models import AuditEntry
from governance.regles import RegleViolee
from instances.actions import tenue as tenir
from instances.models import Point, Seance
from instances.queries.faits import faits_de
from instances.regles.seance import evaluer_point
from tests import distribution
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
