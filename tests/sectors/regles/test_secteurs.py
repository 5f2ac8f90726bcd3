from datetime import date

import pytest

from sectors.regles.secteurs import (
    Candidat,
    Participant,
    Qualite,
    avis_adopte,
    designation,
    invitations,
    pouvoir,
    rapports_dus,
    referent,
    vote,
)

CONSEILLER = Participant(nom="A", qualite=Qualite.CONSEILLER, commune="Brumeval")
MAIRE = Participant(nom="B", qualite=Qualite.MAIRE, commune="Orsans")
INVITE = Participant(
    nom="C", qualite=Qualite.INVITE, commune="Orsans",
    domaines=frozenset({"eau"}), invite_par_le_maire=True,
)  # fmt: skip


@pytest.mark.regle("SEC-03")
@pytest.mark.parametrize(
    ("participant", "domaine", "attendu"),
    [
        (CONSEILLER, "eau", True),
        (INVITE, "eau", True),
        (INVITE, "voirie", False),
        (Participant(nom="D", qualite=Qualite.INVITE, commune="Orsans"), "eau", False),
    ],
)
def test_a_councillor_votes_and_a_guest_only_in_his_field(participant, domaine, attendu):
    assert vote(participant, domaine=domaine) is attendu


@pytest.mark.regle("SEC-04")
@pytest.mark.parametrize("parametre", [True, False])
def test_the_mayor_who_is_no_councillor_votes_if_the_reglement_says_so(parametre):
    assert vote(MAIRE, domaine="eau", maire_vote=parametre) is parametre


@pytest.mark.regle("SEC-01", "SEC-03")
def test_the_central_city_is_a_sector_that_does_not_vote():
    assert not vote(CONSEILLER, domaine="eau", ville_centre=True)


@pytest.mark.regle("SEC-03")
def test_one_invited_voter_per_commune():
    autre = Participant(
        nom="E", qualite=Qualite.INVITE, commune="Orsans",
        domaines=frozenset({"eau"}), invite_par_le_maire=True,
    )  # fmt: skip
    assert [m.regle for m in invitations([INVITE, autre, CONSEILLER], domaine="eau")] == ["SEC-03"]
    assert not list(invitations([INVITE, CONSEILLER], domaine="eau"))


@pytest.mark.regle("SEC-05")
@pytest.mark.parametrize(
    ("mandant", "mandataire", "deja", "admis", "bloquants"),
    [
        (INVITE, CONSEILLER, 0, True, []),
        (CONSEILLER, INVITE, 0, False, []),
        (CONSEILLER, CONSEILLER, 0, True, [False]),
        (CONSEILLER, CONSEILLER, 0, False, [True]),
        (INVITE, CONSEILLER, 1, True, [True]),
    ],
)
def test_crossed_pouvoirs_one_per_holder(mandant, mandataire, deja, admis, bloquants):
    trouves = pouvoir(mandant, mandataire, deja_portes=deja, non_croise_admis=admis)
    assert [m.bloquant for m in trouves] == bloquants


@pytest.mark.regle("SEC-03")
@pytest.mark.parametrize(("pour", "contre", "adopte"), [(3, 2, True), (2, 2, False), (0, 0, False)])
def test_the_voices_expressed_decide(pour, contre, adopte):
    assert avis_adopte(pour=pour, contre=contre) is adopte


@pytest.mark.regle("SEC-07")
@pytest.mark.parametrize(
    ("bureau", "secteur", "elu", "deja", "refus"),
    [
        (True, True, True, (), 0),
        (False, True, True, (), 1),
        (True, False, True, (), 1),
        (True, True, False, (), 1),
        (True, True, True, ("F",), 1),
    ],
)
def test_the_elu_de_secteur_comes_from_the_bureau_and_from_the_sector(
    bureau, secteur, elu, deja, refus
):
    candidat = Candidat(nom="F", membre_du_bureau=bureau, issu_du_secteur=secteur)
    trouves = designation(candidat, predesigne=True, elu=elu, deja=deja)
    assert len([m for m in trouves if m.bloquant]) == refus


@pytest.mark.regle("SEC-07")
def test_a_designation_without_the_sector_is_told():
    candidat = Candidat(nom="F", membre_du_bureau=True, issu_du_secteur=True)
    assert [m.bloquant for m in designation(candidat, predesigne=False, elu=True)] == [False]


@pytest.mark.regle("SEC-06")
def test_a_referent_is_a_titulaire_for_one_competence():
    assert referent(titulaire=True, competence="eau") == ()
    assert referent(titulaire=False, competence="eau")
    assert referent(titulaire=True, competence=" ")


@pytest.mark.regle("SEC-07")
def test_reports_are_a_faculty_counted_by_the_year():
    tenus = [date(2026, 3, 1), date(2025, 12, 1)]
    assert rapports_dus(tenus, on=date(2026, 11, 24), par_an=2) == 1
    assert rapports_dus([], on=date(2026, 11, 24), par_an=2) == 2
