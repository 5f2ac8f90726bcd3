"""Undo is an act that corrects: the former result stays, the reason goes to the procès-verbal."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from deliberations import actions
from deliberations import actions_elections as elections
from deliberations.actions_amendements import deposer_amendement, fixer_le_sort
from deliberations.actions_corrections import (
    remettre,
    remettre_amendement,
    reprendre_le_vote,
    rouvrir,
)
from deliberations.actions_proces_verbal import ouvrir_proces_verbal
from deliberations.models import Amendement, Correction, Deliberation, Scrutin
from deliberations.queries.corrections import Corrigible
from deliberations.queries.elections import Nom, election_de
from deliberations.queries.proces_verbal import verbal_de
from deliberations.regles.depouillement import Releve
from deliberations.regles.majorite import Sens
from deliberations.regles.proclamation import Saisie
from deliberations.regles.questions import TEXTE, Nature, Question
from governance.models import AuditEntry
from governance.regles import RegleViolee
from instances.actions import huis_clos, parole
from instances.models import HuisClos, Point
from tests import distribution
from tests.deliberations.test_conduite_pages import page, poster, texte
from tests.seances_tenues import Tenue, installer

pytestmark = pytest.mark.django_db
POURQUOI = "Erreur de saisie"


@pytest.fixture
def t() -> Iterator[Tenue]:
    """1.2 is in discussion: Marc, Paul, Camille and Fatou present, Jeanne by Marc."""
    t = installer(distribution.monter())
    with t.scene.entrer():
        t.pouvoir("jeanne", "marc")
        t.ouvrir("marc", "paul", "camille", "fatou")
        t.passer("1.1")
        t.discuter("1.2")
        yield t


def voter(t: Tenue, question: Question = TEXTE, **saisie: Any) -> Scrutin:
    return actions.proclamer(t.point("1.2"), Saisie(**saisie), question=question, **t.qui())


def reprendre(t: Tenue, motif: str = POURQUOI) -> Point:
    return reprendre_le_vote(t.point("1.2"), motif=motif, **t.qui())


def deposer(t: Tenue) -> Amendement:
    return deposer_amendement(
        t.point("1.2"), auteur=t.siege("camille"), texte="Remplacer deux par trois.", **t.qui()
    )


def refus(acte: Callable[..., Any], objet: Any, motif: str = POURQUOI, **qui: Any) -> list[str]:
    with pytest.raises(RegleViolee) as refuse:
        acte(objet, motif=motif, **qui)
    return [m.regle for m in refuse.value.manquements]


def du_verbal(t: Tenue, numero: str = "1.2") -> Any:
    verbal = verbal_de(ouvrir_proces_verbal(t.seance, **t.qui()))
    return next(p for p in verbal.points if p.point.numero == numero)


# Votes --------------------------------------------------------------------------------------


@pytest.mark.regle("VOT-09", "AMD-02")
def test_a_vote_on_an_amendment_is_taken_again_and_the_text_waits_for_it(t: Tenue) -> None:
    deposer(t)
    premier = voter(t, Question(nature=Nature.AMENDEMENT, amendement=1))
    reprendre(t)
    premier.refresh_from_db()
    assert (premier.annule_motif, Amendement.objects.get().etat) == (POURQUOI, "depose")
    with pytest.raises(RegleViolee):
        voter(t)
    voter(t, Question(nature=Nature.AMENDEMENT, amendement=1))
    assert Amendement.objects.get().etat == "adopte"


@pytest.mark.regle("VOT-09", "AMD-03", "AMD-05")
@pytest.mark.parametrize(
    "question",
    [
        Question(nature=Nature.RENVOI, motif="Chiffrage"),
        Question(nature=Nature.COMMISSION, amendement=1),
    ],
)
def test_a_report_sent_back_by_a_vote_comes_back_with_it(t: Tenue, question: Question) -> None:
    deposer(t)
    voter(t, question)
    assert t.point("1.2").etat in {"renvoye", "ajourne"}
    assert refus(rouvrir, t.point("1.2"), **t.qui()) == ["ODJ-05"]
    reprendre(t)
    assert (t.point("1.2").etat, t.point("1.2").issue_motif) == ("en_discussion", "")
    assert Amendement.objects.get().etat == "depose"


@pytest.mark.regle("VOT-09", "SEA-07")
def test_the_votes_of_a_report_are_taken_again_from_the_last(t: Tenue) -> None:
    separe = Question(nature=Nature.VOTE_SEPARE, partie="Article 2")
    voter(t, separe)
    voter(t, Question(nature=Nature.PARTIE, partie="Article 2"))
    voter(t)
    for reste in (2, 1, 0):
        reprendre(t)
        assert Scrutin.objects.en_vigueur().count() == reste
    assert not Deliberation.objects.exists()
    assert refus(reprendre_le_vote, t.point("1.2"), **t.qui()) == ["VOT-09"]


@pytest.mark.regle("PVB-02", "VOT-09")
def test_the_proces_verbal_prints_the_vote_annulled_and_why(t: Tenue) -> None:
    voter(t, non_nommees={Sens.CONTRE: 4})
    reprendre(t, "Deux mains oubliées")
    assert not du_verbal(t).scrutins[0].conclut
    voter(t)
    annule, second = du_verbal(t).scrutins
    assert annule.annulation.endswith("vote repris\u00a0: Deux mains oubliées")
    assert "1 pour, 4 contre" in annule.chiffres
    assert (second.annulation, second.conclut) == ("", True)


@pytest.mark.regle("ELE-01", "VOT-09")
def test_a_round_that_elected_nobody_is_held_again_with_its_candidates(t: Tenue) -> None:
    Point.objects.filter(numero="1.2", seance=t.seance).update(
        type="election", scrutin_de_personnes="executif"
    )
    noms = [Nom(elu=t.scene.elus[n]) for n in ("camille", "marc")]
    elections.declarer_candidatures(t.point("1.2"), noms, **t.qui())
    for _ in range(2):
        _tour(t, 2, 2)
    assert [tour.numero for tour in election_de(t.point("1.2")).tenus] == [1, 2]
    reprendre(t)
    election = election_de(t.point("1.2"))
    assert ([x.numero for x in election.tenus], election.rang) == ([1], 2)
    assert [str(c) for c in election.candidats] == ["Mme Camille ROUSSEL", "M. Marc TISSOT"]
    assert [c.voix for c in election.tenus[0].candidats.all()] == [2, 2]
    _tour(t, 3, 1)
    assert t.point("1.2").etat == "traite"
    annule, valable = du_verbal(t).scrutins
    assert POURQUOI in annule.annulation
    assert valable.phrase == "Mme Camille ROUSSEL est proclamée élue."


def _tour(t: Tenue, *voix: int) -> None:
    candidats = election_de(t.point("1.2")).candidats
    lu = {"enveloppes": 5, "blancs": 1}
    lu["voix"] = {c.pk: n for c, n in zip(candidats, voix, strict=True)}
    releves = (Releve(**lu, par="Line"), Releve(**lu, par="Samir"))
    elections.proclamer_tour(t.point("1.2"), *releves, **t.qui())


# Reports ------------------------------------------------------------------------------------


@pytest.mark.regle("ODJ-05", "PVB-02")
@pytest.mark.parametrize("etat", ["ajourne", "renvoye", "retire"])
def test_a_report_ended_by_mistake_is_opened_again(t: Tenue, etat: str) -> None:
    point = t.point("1.2")
    rang = point.rang
    t.clore("1.2", etat)
    assert refus(rouvrir, t.point("1.2"), " ", **t.qui()) == ["VOT-09"]
    assert t.point("1.2").etat == etat
    rouvrir(t.point("1.2"), motif=POURQUOI, **t.qui())
    assert (t.point("1.2").etat, t.point("1.2").rang) == ("en_discussion", rang)
    assert voter(t).issue == "adoptee"
    assert any(POURQUOI in fait for fait in du_verbal(t).faits)
    assert AuditEntry.objects.filter(verbe="point_rouvrir").exists()


@pytest.mark.regle("ODJ-05")
def test_a_report_is_not_opened_while_another_is_discussed(t: Tenue) -> None:
    assert refus(rouvrir, t.point("1.1"), **t.qui()) == ["ODJ-05"]
    assert refus(rouvrir, t.point("1.2"), **t.qui()) == ["ODJ-05"]


@pytest.mark.regle("ODJ-05", "QUO-04")
def test_a_report_others_followed_comes_up_again_unless_presences_hang_on_it(t: Tenue) -> None:
    t.part("fatou")
    t.clore("1.2", "ajourne")
    rouvrir(t.point("1.2"), motif=POURQUOI, **t.qui())
    t.clore("1.2", "ajourne")
    t.discuter("1.3")
    t.clore("1.3", "ajourne")
    assert refus(rouvrir, t.point("1.2"), **t.qui()) == ["ODJ-05"]
    rouvrir(t.point("1.1"), motif=POURQUOI, **t.qui())
    assert t.point("1.1").etat == "inscrit"
    assert t.discuter("1.1").rang > t.point("1.3").rang


@pytest.mark.regle("ODJ-05", "POU-05")
def test_a_report_opened_by_mistake_goes_back_and_bounds_follow(t: Tenue) -> None:
    t.clore("1.2", "ajourne")
    rangs = {p.numero: p.rang for p in t.seance.points.all()}
    dernier = Point.objects.create(
        intercommunalite_id=t.scene.intercommunalite.pk, seance=t.seance, numero="1.9", rang=99,
        titre="Voirie",
    )  # fmt: skip
    t.discuter("1.9")
    t.part("fatou")
    t.arrivent("jeanne")
    remettre(t.point("1.9"), motif=POURQUOI, **t.qui())
    dernier.refresh_from_db()
    assert (dernier.etat, dernier.mis_en_discussion_at) == ("inscrit", None)
    assert {p.numero: p.rang for p in t.seance.points.exclude(numero="1.9")} == rangs
    assert dernier.rang > rangs["1.3"]
    t.discuter("1.3")
    presents = set(t.seance.presences.filter(fin_point=None).values_list("siegeant", flat=True))
    assert t.sieges["fatou"].pk not in presents
    scrutin = actions.proclamer(t.point("1.3"), Saisie(), **t.qui())
    assert (scrutin.presents, scrutin.pouvoirs) == (4, 0)  # Jeanne came, Fatou left


@pytest.mark.regle("ODJ-05")
def test_a_report_on_which_somebody_spoke_does_not_go_back(t: Tenue) -> None:
    demande = parole.demander_parole(t.point("1.2"), siegeant=t.siege("marc"), **t.qui())
    parole.donner_parole(demande, **t.qui())
    assert refus(remettre, t.point("1.2"), **t.qui()) == ["ODJ-05"]
    assert not Correction.objects.exists()


# The rest -----------------------------------------------------------------------------------


@pytest.mark.regle("AMD-01", "AMD-02")
def test_an_amendment_settled_too_soon_awaits_its_vote_again(t: Tenue) -> None:
    amendement = deposer(t)
    assert refus(remettre_amendement, amendement, **t.qui()) == ["AMD-02"]
    fixer_le_sort(amendement, sort="irrecevable", raison="Hors sujet", **t.qui())
    remettre_amendement(amendement, motif="C’était le 2", **t.qui())
    assert (amendement.etat, amendement.raison) == ("depose", "")
    assert any("C’était le 2" in fait for fait in du_verbal(t).faits)


@pytest.mark.regle("HUC-02")
def test_a_vote_of_the_huis_clos_is_annulled_and_told(t: Tenue) -> None:
    ferme = huis_clos.voter_huis_clos(t.seance, demande="president", pour=5, **t.qui())
    assert refus(huis_clos.annuler_huis_clos, ferme, "", **t.qui()) == ["HUC-02"]
    huis_clos.annuler_huis_clos(ferme, motif="Mauvais rapport", **t.qui())
    assert HuisClos.objects.get().fin_at is not None
    assert refus(huis_clos.annuler_huis_clos, ferme, **t.qui()) == ["HUC-02"]
    verbal = verbal_de(ouvrir_proces_verbal(t.seance, **t.qui()))
    assert any("Mauvais rapport" in fait.phrase for fait in verbal.deroulement)


def test_the_console_offers_what_may_be_put_right(client: Any, t: Tenue) -> None:
    pk = t.point("1.2").pk
    assert "Remettre ce rapport à sa place" in texte(page(client, t))
    sans = poster(client, t, f"points/{pk}/rouvrir/", {"motif": ""})
    assert sans.status_code == 422
    assert poster(client, t, f"points/{pk}/rouvrir/", {"motif": POURQUOI}).status_code == 302
    vue = texte(page(client, t))
    assert "Rouvrir ce rapport" in vue  # 1.1, closed without a vote
    with t.scene.entrer():
        seance = t.seance
        corriger = Corrigible(seance, list(seance.points.all()), None)
        assert [p.numero for p, _ in corriger.rouvrables] == ["1.1"]
