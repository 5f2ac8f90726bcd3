"""Before the text: amendments, parts apart, demands for a ballot, what ends a report early."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import timezone

from deliberations import actions
from deliberations.actions_amendements import (
    demander_scrutin,
    deplacer_amendement,
    deposer_amendement,
    fixer_le_sort,
)
from deliberations.actions_appels import clore_appel, ouvrir_appel
from deliberations.actions_ordre import modifier_l_ordre
from deliberations.actions_voter import noter_dans_la_salle
from deliberations.forms_amendements import OrdreForm
from deliberations.models import Amendement, Appel, Deliberation, DemandeScrutin, Scrutin
from deliberations.queries.appels import Registre
from deliberations.queries.conduite import Console
from deliberations.queries.proces_verbal import Verbal, verbal_de
from deliberations.regles.majorite import ModeScrutin, Sens
from deliberations.regles.proclamation import Saisie
from deliberations.regles.questions import TEXTE, Nature, Question
from governance.models import AuditEntry
from governance.regles import RegleViolee
from instances.actions.tenue import clore_point
from instances.models import Point, Seance
from tests import distribution
from tests import factories as f
from tests.seances_tenues import Tenue, installer

pytestmark = pytest.mark.django_db
C, A = Sens.CONTRE, Sens.ABSTENTION


@pytest.fixture
def t() -> Iterator[Tenue]:
    """1.2 is in discussion: Marc, Paul (who presides), Camille, Fatou present, Jeanne by Marc."""
    scene = distribution.monter()
    t = installer(scene)
    with scene.entrer():
        t.pouvoir("jeanne", "marc")
        t.ouvrir("marc", "paul", "camille", "fatou")
        t.passer("1.1")
        t.discuter("1.2")
        yield t


def deposer(t: Tenue, auteur: str = "camille", texte: str = "Remplacer deux par trois.") -> Any:
    return deposer_amendement(t.point("1.2"), auteur=t.siege(auteur), texte=texte, **t.qui())


def voter(t: Tenue, question: Question = TEXTE, **saisie: Any) -> Scrutin:
    return actions.proclamer(t.point("1.2"), Saisie(**saisie), question=question, **t.qui())


def sur(nature: Nature, numero: int = 1, **autres: Any) -> Question:
    return Question(nature=nature, amendement=numero, **autres)


def contre(t: Tenue, *noms: str) -> dict[Any, Sens]:
    return {t.sieges[nom].pk: C for nom in noms}


def refus(acte: Callable[..., Any], *args: Any, **kwargs: Any) -> list[str]:
    avant = _etat()
    with pytest.raises(RegleViolee) as refuse:
        acte(*args, **kwargs)
    assert _etat() == avant
    return [m.regle for m in refuse.value.manquements]


def _etat() -> list[Any]:
    tables = (Scrutin, Deliberation, Point, Amendement, DemandeScrutin)
    return [list(m.objects.order_by("pk").values()) for m in tables] + [AuditEntry.objects.count()]


# Amendments ---------------------------------------------------------------------------------


@pytest.mark.regle("AMD-01", "AMD-02")
def test_the_text_waits_for_its_amendments(t: Tenue) -> None:
    amendement = deposer(t)
    assert (amendement.numero, amendement.ordre, amendement.etat) == (1, 1, "depose")
    assert refus(voter, t) == ["AMD-02"]
    scrutin = voter(t, sur(Nature.AMENDEMENT), exceptions=contre(t, "fatou"))
    assert (scrutin.amendement, scrutin.objet, scrutin.issue) == (
        amendement, "Amendement n° 1", "adoptee",
    )  # fmt: skip
    amendement.refresh_from_db()
    assert (amendement.etat, t.point("1.2").etat) == ("adopte", "en_discussion")
    assert not Deliberation.objects.exists()
    assert voter(t).amendement is None
    assert Deliberation.objects.get().etat == "adoptee"
    verbes = set(AuditEntry.objects.values_list("verbe", flat=True))
    assert {"amendement_deposer", "scrutin_proclamer"} <= verbes


@pytest.mark.regle("AMD-01")
def test_only_a_member_present_amends_with_a_text_before_the_vote(t: Tenue) -> None:
    assert refus(deposer, t, "jeanne") == ["AMD-01"]
    assert refus(deposer, t, texte="  ") == ["AMD-01"]
    voter(t)
    assert refus(deposer, t) == ["AMD-01"]


@pytest.mark.regle("AMD-04")
def test_the_clerk_puts_the_furthest_first_and_the_usage_is_said_when_it_is_not_followed(
    t: Tenue,
) -> None:
    deposer(t)
    second = deposer(t, "marc")
    voter(t, sur(Nature.AMENDEMENT, 2))
    donnees = AuditEntry.objects.filter(verbe="scrutin_proclamer").latest("pk").donnees
    assert "amendement 1" in donnees["alertes"][0]
    troisieme = deposer(t, "fatou")
    deplacer_amendement(troisieme, rang=1, **t.qui())
    en_attente = t.point("1.2").amendements.filter(etat="depose").values_list("numero", flat=True)
    assert list(en_attente) == [3, 1]
    assert refus(deplacer_amendement, second, rang=1, **t.qui()) == ["AMD-02"]


@pytest.mark.regle("AMD-02", "AMD-03")
def test_a_fate_without_vote_says_why_and_others_are_for_the_conseil(t: Tenue) -> None:
    amendement = deposer(t)
    assert refus(fixer_le_sort, amendement, sort="irrecevable", **t.qui()) == ["AMD-02"]
    assert refus(fixer_le_sort, amendement, sort="ecarte", raison="Non", **t.qui()) == ["AMD-03"]
    fixer_le_sort(amendement, sort="irrecevable", raison="Sans lien avec le rapport", **t.qui())
    assert refus(fixer_le_sort, amendement, sort="retire", **t.qui()) == ["AMD-02"]
    voter(t)


@pytest.mark.regle("AMD-03")
def test_the_conseil_sets_an_amendment_aside_or_keeps_it(t: Tenue) -> None:
    amendement = deposer(t)
    voter(t, sur(Nature.ECARTER), exceptions=contre(t, "marc", "jeanne", "camille"))
    amendement.refresh_from_db()
    assert amendement.etat == "depose"
    scrutin = voter(t, sur(Nature.ECARTER))
    amendement.refresh_from_db()
    assert (amendement.etat, scrutin.procedure) == ("ecarte", "ecarter")


@pytest.mark.regle("AMD-03")
def test_an_amendment_sent_to_a_commission_adjourns_the_report(t: Tenue) -> None:
    deposer(t)
    voter(t, sur(Nature.COMMISSION))
    point = t.point("1.2")
    assert (point.etat, point.issue_motif) == (
        "ajourne", "amendement n° 1 renvoyé en commission",
    )  # fmt: skip
    assert not Deliberation.objects.exists()


# Parts, and the report sent back ------------------------------------------------------------


@pytest.mark.regle("SEA-07")
def test_a_part_is_voted_apart_once_the_conseil_agreed_then_the_whole(t: Tenue) -> None:
    partie = Question(nature=Nature.PARTIE, partie="Article 3")
    assert refus(voter, t, partie) == ["SEA-07"]
    voter(t, Question(nature=Nature.VOTE_SEPARE, partie="Article 3"))
    assert refus(voter, t) == ["SEA-07"]
    assert voter(t, partie, exceptions=contre(t, "camille")).partie == "Article 3"
    assert refus(voter, t, partie) == ["SEA-07"]
    assert voter(t).partie == ""


@pytest.mark.regle("AMD-05")
def test_sent_back_to_study_by_the_majority_with_its_reason(t: Tenue) -> None:
    renvoi = Question(nature=Nature.RENVOI, motif="chiffrage incomplet")
    assert refus(voter, t, Question(nature=Nature.RENVOI)) == ["AMD-05"]
    voter(t, renvoi, exceptions=contre(t, "paul", "camille", "fatou"))
    assert t.point("1.2").etat == "en_discussion"
    voter(t, renvoi)
    point = t.point("1.2")
    assert (point.etat, point.issue_motif) == ("renvoye", "chiffrage incomplet")


# Demands ------------------------------------------------------------------------------------


def demander(t: Tenue, mode: ModeScrutin, demandeurs: int) -> DemandeScrutin:
    return demander_scrutin(t.point("1.2"), mode=mode, demandeurs=demandeurs, **t.qui())


@pytest.mark.regle("SCR-02", "SCR-03", "SCR-04", "PVB-02")
def test_a_demand_is_kept_and_imposes_its_mode_only_when_enough_ask(t: Tenue) -> None:
    assert demander(t, ModeScrutin.SECRET, 1).admise is False
    assert DemandeScrutin.objects.get().presents == 4
    assert demander(t, ModeScrutin.PUBLIC, 1).admise is True
    assert refus(voter, t) == ["SCR-02"]
    assert demander(t, ModeScrutin.SECRET, 2).admise is True
    assert refus(voter, t, mode=ModeScrutin.PUBLIC) == ["SCR-04"]
    assert refus(demander, t, ModeScrutin.PUBLIC, 5) == ["SCR-02"]


@pytest.mark.regle("SCR-02")
def test_the_public_ballot_asked_for_keeps_the_number_of_those_who_asked(t: Tenue) -> None:
    demander(t, ModeScrutin.PUBLIC, 2)
    scrutin = voter(t, mode=ModeScrutin.PUBLIC)
    assert (scrutin.demandeurs, scrutin.votes.count()) == (2, 5)


@pytest.mark.regle("CNV-19")
def test_a_secret_ballot_is_not_held_at_a_distance_and_the_report_may_be_put_off(
    t: Tenue,
) -> None:
    Seance.objects.update(visioconference=True)
    demander(t, ModeScrutin.SECRET, 2)
    assert refus(voter, t, mode=ModeScrutin.PUBLIC) == ["CNV-19"]
    t.clore("1.2", "ajourne")


# Majorities ---------------------------------------------------------------------------------


@pytest.mark.regle("MAJ-08")
def test_the_interet_communautaire_asks_for_two_thirds_of_the_expressed(t: Tenue) -> None:
    Point.objects.filter(numero="1.2").update(matiere="interet_commun")
    scrutin = voter(t, exceptions=contre(t, "camille", "fatou"))
    assert (scrutin.pour, scrutin.contre, scrutin.issue) == (3, 2, "rejetee")
    assert scrutin.majorite == "deux_tiers_des_exprimes"


# The ordre du jour --------------------------------------------------------------------------


@pytest.mark.regle("ODJ-04")
def test_the_conseil_agrees_to_change_the_order_and_the_numbers_stay(t: Tenue) -> None:
    assert "ODJ-04" in refus(
        modifier_l_ordre, t.point("1.3"), avant=t.point("1.2"), motif="Invité", **t.qui()
    )
    voter(t)
    premier = t.point("1.3")
    dernier = Point.objects.create(
        intercommunalite_id=premier.intercommunalite_id, seance=premier.seance, numero="1.9",
        rang=99, titre="Voirie",
    )  # fmt: skip
    assert refus(modifier_l_ordre, dernier, avant=premier, motif=" ", **t.qui()) == ["ODJ-04"]
    refuse = modifier_l_ordre(dernier, avant=premier, motif="Invité", contre=3, **t.qui())
    assert (refuse.issue, t.point("1.9").rang > t.point("1.3").rang) == ("rejetee", True)
    modifier_l_ordre(dernier, avant=premier, motif="Invité", **t.qui())
    assert t.point("1.9").rang < t.point("1.3").rang
    donnees = AuditEntry.objects.filter(verbe="ordre_modifier").latest("pk").donnees
    assert (donnees["motif"], donnees["avant"]) == ("Invité", "1.3")


# The procès-verbal --------------------------------------------------------------------------


@pytest.mark.regle("PVB-02", "AMD-02")
def test_the_proces_verbal_tells_what_came_before_the_text_and_why_a_report_left(
    t: Tenue,
) -> None:
    deposer(t)
    demander(t, ModeScrutin.SECRET, 1)
    voter(t, sur(Nature.AMENDEMENT), exceptions=contre(t, "fatou"))
    assert not _vu(t).contenu.points[-1].resultat
    voter(t)
    point, contenu = _vu(t).points[-1], _vu(t).contenu.points[-1]
    assert [s.phrase for s in point.scrutins] == [
        "Amendement n° 1\u00a0: adopté à la majorité", "Rapport adopté à l’unanimité",
    ]  # fmt: skip
    assert (contenu.resultat, len(point.demandes), len(point.amendements)) == (True, 1, 1)
    t.discuter("1.3")
    clore_point(t.point("1.3"), etat="retire", motif="Remis en octobre", **t.qui())
    assert [p.point.issue_motif for p in _vu(t).points][-1] == "Remis en octobre"


def _vu(t: Tenue) -> Verbal:
    seance = t.seance
    verbal = f.ProcesVerbalFactory(intercommunalite=seance.intercommunalite, seance=seance)
    lu = verbal_de(verbal)
    lu.points[:] = [p for p in lu.points if p.point.mis_en_discussion_at]
    verbal.delete()
    return lu


# The roll call ------------------------------------------------------------------------------


@pytest.mark.regle("SCR-02", "POU-05")
def test_members_are_called_in_order_each_answering_for_his_mandant_too(t: Tenue) -> None:
    demander(t, ModeScrutin.PUBLIC, 2)
    deposer(t)
    question = sur(Nature.AMENDEMENT)
    assert refus(ouvrir_appel, t.point("1.2"), mode=ModeScrutin.ORDINAIRE, **t.qui()) == [
        "AMD-02", "SCR-02",
    ]  # fmt: skip
    appel = ouvrir_appel(t.point("1.2"), question=question, **t.qui())
    assert refus(voter, t, question, mode=ModeScrutin.PUBLIC) == ["VOT-08"]
    appeles = []
    while (ligne := _registre(t, appel).appele) is not None:
        appeles.append((ligne.nom.split()[-1], bool(ligne.mandataire)))
        siege = t.seance.siegeants.get(pk=ligne.siege)
        noter_dans_la_salle(appel, siege, sens=Sens.POUR, voie="appel", **t.qui())
    assert appeles == [
        ("DIOP", False), ("GIRARD", False), ("ROUSSEL", False), ("TISSOT", False), ("PETIT", True),
    ]  # fmt: skip
    scrutin = clore_appel(appel, **t.qui())
    assert (scrutin.objet, scrutin.pour, scrutin.votes.count()) == ("Amendement n° 1", 5, 5)
    appel.refresh_from_db()
    assert (appel.scrutin, t.point("1.2").etat) == (scrutin, "en_discussion")


def _registre(t: Tenue, appel: Appel) -> Registre:
    appel = Appel.objects.get(pk=appel.pk)
    appel.point.seance = t.seance
    return Registre(appel, at=timezone.now())


@pytest.mark.regle("ODJ-04", "CNV-19")
def test_held_remotely_the_ordre_du_jour_is_changed_by_a_public_vote(t: Tenue) -> None:
    voter(t)
    Seance.objects.filter(pk=t.seance.pk).update(visioconference=True)
    avant = t.point("1.3")
    point = f.PointFactory(
        intercommunalite=t.scene.intercommunalite, seance=t.seance, numero="1.9", rang=99
    )
    champs = {"avant": avant.pk, "point": point.pk, "motif": "Invité"}
    champs["noms_contre"] = [t.sieges["marc"].pk]
    form = OrdreForm(champs, console=Console(t.seance))
    assert "contre" not in form.fields
    assert form.is_valid(), form.errors
    donnees = form.cleaned_data
    scrutin = modifier_l_ordre(donnees.pop("point"), **donnees, **t.qui())
    assert (scrutin.mode, scrutin.contre, scrutin.issue) == ("public", 1, "adoptee")
    assert scrutin.votes.get(sens="contre").siegeant == t.sieges["marc"]
    assert scrutin.votes.count() == scrutin.pour + 1
