"""The floor, interruptions, closed doors and incidents, as acts of a séance."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import timezone

from governance.models import AuditEntry
from governance.regles import RegleViolee
from instances.actions import huis_clos, incidents, parole, suspensions, tenue
from instances.models import Incident, Intervention, Suspension
from instances.queries.ecrans import huis_clos_en_cours
from instances.queries.parole import Paroles
from tests import distribution
from tests.seances_tenues import Tenue, installer

pytestmark = pytest.mark.django_db


@pytest.fixture
def t() -> Iterator[Tenue]:
    """1.2 is in discussion before four members of five."""
    t = installer(distribution.monter())
    with t.scene.entrer():
        t.ouvrir("marc", "paul", "camille", "fatou")
        t.passer("1.1")
        t.discuter("1.2")
        yield t


def refus(acte: Callable[..., Any], *args: Any, **kwargs: Any) -> list[str]:
    with pytest.raises(RegleViolee) as refuse:
        acte(*args, **kwargs)
    return [m.regle for m in refuse.value.manquements if m.bloquant]


def regler(t: Tenue, **valeurs: Any) -> None:
    reglement = t.scene.intercommunalite.reglements.get()
    reglement.valeurs |= valeurs
    reglement.save()


def demander(t: Tenue, nom: str, **autres: Any) -> Intervention:
    return parole.demander_parole(t.point("1.2"), siegeant=t.siege(nom), **t.qui(**autres))


def paroles(t: Tenue) -> Paroles:
    return Paroles(t.seance, t.point("1.2"))


# The floor ----------------------------------------------------------------------------------


@pytest.mark.regle("SEA-05")
def test_giving_the_floor_ends_the_turn_before_and_counts_it(t: Tenue) -> None:
    regler(t, intervention_minutes=5)
    camille, fatou = demander(t, "camille"), demander(t, "fatou")
    debut = timezone.now()
    parole.donner_parole(camille, **t.qui(at=debut))
    parole.donner_parole(fatou, **t.qui(at=debut + dt.timedelta(minutes=6)))
    lues = paroles(t)
    assert lues.en_cours is not None
    assert lues.en_cours.tour.qui == "Mme Fatou DIOP"
    assert lues.en_cours.minutes == 5
    assert lues.personnes == [("Mme Camille ROUSSEL", dt.timedelta(minutes=6))]
    fin = AuditEntry.objects.get(verbe="parole_finir")
    assert "a dépassé son temps de parole" in fin.donnees["alertes"][0]


@pytest.mark.regle("SEA-05")
def test_the_president_speaks_without_limit_and_has_the_order_he_wants(t: Tenue) -> None:
    regler(t, intervention_minutes=5, ordre_orateurs="inscription")
    demander(t, "camille")
    fatou = demander(t, "fatou")
    paul = demander(t, "paul")
    parole.avancer_demande(paul, **t.qui())
    assert next(o.tour.qui for o in paroles(t).file) == "M. Paul GIRARD"
    parole.donner_parole(fatou, **t.qui())
    assert AuditEntry.objects.get(verbe="parole_donner").donnees["alertes"]
    parole.donner_parole(paul, **t.qui())
    en_cours = paroles(t).en_cours
    assert en_cours is not None
    assert en_cours.secondes is None


@pytest.mark.regle("SEA-05")
def test_a_personal_matter_is_heard_first_within_its_own_time(t: Tenue) -> None:
    regler(t, fait_personnel_minutes=2)
    demander(t, "camille")
    demander(t, "fatou", nature="fait_personnel")
    premier = paroles(t).file[0]
    assert (premier.tour.qui, premier.minutes) == ("Mme Fatou DIOP", 2)


@pytest.mark.regle("SEA-05")
def test_one_asks_once_and_from_the_room(t: Tenue) -> None:
    camille = demander(t, "camille")
    assert refus(demander, t, "camille") == ["SEA-05"]
    assert refus(demander, t, "jeanne") == ["SEA-05"]
    parole.retirer_demande(camille, **t.qui())
    assert refus(parole.donner_parole, camille, **t.qui()) == ["SEA-05"]
    assert demander(t, "camille").ordre == 2


@pytest.mark.regle("SEA-08", "SEA-09")
def test_an_outsider_or_an_agent_speaks_when_invited(t: Tenue) -> None:
    invite = parole.demander_parole(t.point("1.2"), personne="La trésorière", **t.qui())
    assert (
        "l’invite à parler" in AuditEntry.objects.get(verbe="parole_demander").donnees["alertes"][0]
    )
    parole.donner_parole(invite, **t.qui())
    parole.ecrire_teneur(invite, teneur="Rappelle l’échéance.", **t.qui())
    assert str(Intervention.objects.get()) == "La trésorière"


def test_the_suppleant_who_sits_speaks_under_his_own_name(t: Tenue) -> None:
    t.part("fatou")
    t.arrive_hugo()
    assert str(demander(t, "fatou")) == "M. Hugo MOREL"


# Interruptions ------------------------------------------------------------------------------


@pytest.mark.regle("SEA-06")
def test_the_president_suspends_and_the_rows_keep_the_hours(t: Tenue) -> None:
    suspensions.suspendre(t.seance, motif="Pause", **t.qui())
    ligne = Suspension.objects.get()
    assert (ligne.point_id, ligne.fin_at, ligne.demandeurs) == (t.point("1.2").pk, None, None)
    suspensions.reprendre(t.seance, **t.qui())
    ligne.refresh_from_db()
    assert ligne.fin_at is not None


@pytest.mark.regle("SEA-06")
@pytest.mark.parametrize(("pour", "contre", "etat"), [(3, 1, "suspendue"), (2, 2, "ouverte")])
def test_what_members_ask_is_put_to_the_vote(t: Tenue, pour: int, contre: int, etat: str) -> None:
    suspensions.voter_suspension(t.seance, demandeurs=2, pour=pour, contre=contre, **t.qui())
    assert t.seance.etat == etat
    assert Suspension.objects.get().rejetee is (etat == "ouverte")


@pytest.mark.regle("SEA-06")
def test_more_hands_than_members_are_a_mistake(t: Tenue) -> None:
    vote = {"demandeurs": 2, "pour": 4, "contre": 1}
    assert refus(suspensions.voter_suspension, t.seance, **vote, **t.qui()) == ["SEA-06"]


@pytest.mark.regle("SEA-06", "QUO-04", "QUO-08")
def test_the_quorum_is_counted_again_as_the_seance_resumes(t: Tenue) -> None:
    suspensions.suspendre(t.seance, **t.qui())
    t.part("camille")
    t.part("fatou")
    assert refus(suspensions.reprendre, t.seance, **t.qui()) == ["SEA-06"]
    tenue.laisser_non_examine(t.point("1.2"), motif="Quorum perdu", **t.qui())
    suspensions.reprendre(t.seance, **t.qui())
    alertes = AuditEntry.objects.get(verbe="seance_reprendre").donnees["alertes"]
    assert "aucun rapport ne peut être délibéré" in alertes[0]
    assert refus(t.discuter, "1.3") == ["QUO-04"]


# Closed doors -------------------------------------------------------------------------------


def fermer(t: Tenue, **autres: Any) -> Any:
    return huis_clos.voter_huis_clos(t.seance, **{"demande": "president", **autres}, **t.qui())


@pytest.mark.regle("HUC-01", "HUC-02")
@pytest.mark.parametrize(("pour", "ferme"), [(2, False), (3, True)])
def test_the_doors_close_by_the_majority_of_those_present_or_represented(
    t: Tenue, pour: int, ferme: bool
) -> None:
    ligne = fermer(t, pour=pour)
    assert (ligne.decide, ligne.votants, ligne.point_id) == (ferme, 4, t.point("1.2").pk)
    assert huis_clos_en_cours(t.seance, t.point("1.2")) is ferme


@pytest.mark.regle("HUC-01")
def test_a_represented_member_raises_the_majority(t: Tenue) -> None:
    t.clore("1.2", "ajourne")
    t.pouvoir("jeanne", "marc")
    t.discuter("1.3")
    assert fermer(t, pour=3).votants == 5
    assert set(refus(fermer, t, pour=6)) == {"HUC-01", "HUC-02"}


@pytest.mark.regle("HUC-01")
def test_five_members_ask_not_four(t: Tenue) -> None:
    assert refus(fermer, t, demande="membres", demandeurs=4, pour=3) == ["HUC-01"]
    assert fermer(t, demande="membres", demandeurs=5, pour=3).decide


@pytest.mark.regle("HUC-02")
def test_the_doors_open_with_the_next_report_or_at_once(t: Tenue) -> None:
    ligne = fermer(t, pour=4)
    t.clore("1.2", "ajourne")
    ligne.refresh_from_db()
    assert ligne.fin_at is not None
    t.discuter("1.3")
    fermer(t, pour=4, toute_la_seance=True)
    assert huis_clos_en_cours(t.seance, None)
    huis_clos.finir_huis_clos(t.seance, **t.qui())
    assert not huis_clos_en_cours(t.seance, t.point("1.3"))


# Incidents, the end -------------------------------------------------------------------------


@pytest.mark.regle("SEA-04")
def test_an_incident_is_a_line_of_the_record(t: Tenue) -> None:
    incidents.noter_incident(
        t.seance, nature="rappel", recit="Rappelé à l’ordre.", siegeant=t.siege("marc"), **t.qui()
    )
    assert Incident.objects.get().point_id == t.point("1.2").pk


@pytest.mark.regle("VOT-09")
def test_what_is_left_is_left_for_a_reason(t: Tenue) -> None:
    point = t.point("1.3")
    assert refus(tenue.laisser_non_examine, point, motif=" ", **t.qui()) == ["VOT-09"]
    tenue.laisser_non_examine(point, motif="Il est minuit.", **t.qui())
    assert refus(tenue.laisser_non_examine, point, motif="Encore.", **t.qui()) == ["ODJ-05"]
    assert t.point("1.3").issue_motif == "Il est minuit."
