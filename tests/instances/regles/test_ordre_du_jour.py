from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.regles import Gravite
from instances.regles.etats import EtatPoint, EtatSeance
from instances.regles.faits import TypePoint
from instances.regles.ordre_du_jour import (
    Inscription,
    PointVu,
    cle_de_tri,
    date_de_seance,
    deplacement,
    inscription,
    manquements,
    numero_suivant,
    numero_valide,
    retrait,
)


def point(numero="1.1", **valeurs):
    return PointVu(numero=numero, **valeurs)


def regles(trouves):
    return [m.regle for m in trouves]


@pytest.mark.regle("ODJ-05")
def test_report_numbers_sort_by_segments_and_figures_as_numbers():
    attendu = ["0.1", "0.2", "1.1", "1.1.1", "1.1.9", "1.1.10", "1.2", "2", "3", "3C", "4", "10"]
    assert sorted({*attendu}, key=cle_de_tri) == attendu


@pytest.mark.regle("ODJ-05")
@given(st.lists(st.lists(st.integers(0, 400), min_size=1, max_size=4), max_size=30))
def test_numeric_reports_sort_like_lists_of_integers(segments):
    numeros = [".".join(map(str, s)) for s in segments]
    tries = sorted(numeros, key=cle_de_tri)
    assert tries == [".".join(map(str, s)) for s in sorted(segments)]


@pytest.mark.regle("ODJ-05")
@pytest.mark.parametrize(
    "numero, valide",
    [
        ("1.1.10", True),
        ("3C", True),
        ("10", True),
        ("A-2", True),
        ("a" * 20, True),
        ("a" * 21, False),
        ("", False),
        ("1.", False),
        (".1", False),
        ("1..2", False),
        ("1 2", False),
        ("n° 3", False),
    ],
)
def test_a_report_number_is_figures_and_letters_between_points(numero, valide):
    assert numero_valide(numero) is valide
    refus = inscription(Inscription(point=point(numero)), [])
    assert regles(refus) == ([] if valide else ["ODJ-05"])


@pytest.mark.parametrize(
    "numero, suivant",
    [("5.2", "5.3"), ("1.1.9", "1.1.10"), ("3", "4"), ("3C", "3D"), ("", "1"), ("3Z", "3Z2")],
)
def test_the_next_number_is_proposed(numero, suivant):
    assert numero_suivant(numero) == suivant


@pytest.mark.regle("ODJ-05")
def test_two_reports_cannot_bear_the_same_number():
    assert regles(inscription(Inscription(point=point("3c")), [point("3C")])) == ["ODJ-05"]


@pytest.mark.regle("ODJ-01")
@pytest.mark.regle("ODJ-02")
@pytest.mark.regle("CNV-13")
@pytest.mark.parametrize(
    "etat, type_point, attendus",
    [
        (EtatSeance.PREPARATION, TypePoint.DELIBERATION, []),
        (EtatSeance.CONVOQUEE, TypePoint.DELIBERATION, [("CNV-13", False)]),
        (EtatSeance.CONVOQUEE, TypePoint.ELECTION, [("CNV-13", False)]),
        (EtatSeance.CONVOQUEE, TypePoint.DEBAT, [("ODJ-01", False)]),
        (EtatSeance.OUVERTE, TypePoint.DELIBERATION, [("ODJ-02", True)]),
        (EtatSeance.SUSPENDUE, TypePoint.DELIBERATION, [("ODJ-02", True)]),
        (EtatSeance.OUVERTE, TypePoint.INFORMATION, [("ODJ-01", False)]),
        (EtatSeance.LEVEE, TypePoint.DELIBERATION, [("ETA-01", True)]),
        (EtatSeance.ANNULEE, TypePoint.DEBAT, [("ETA-01", True)]),
    ],
)
def test_once_announced_nothing_to_decide_is_added(etat, type_point, attendus):
    demande = Inscription(point=point(type=type_point), etat_de_la_seance=etat)
    assert [(m.regle, m.bloquant) for m in inscription(demande, [])] == attendus


@pytest.mark.regle("BUR-05")
def test_the_reglement_may_refuse_urgent_points_to_a_bureau_debats():
    demande = Inscription(
        point=point(type=TypePoint.DEBAT),
        etat_de_la_seance=EtatSeance.CONVOQUEE,
        ajouts_admis=False,
    )
    assert [(m.regle, m.bloquant) for m in inscription(demande, [])] == [("BUR-05", True)]


@pytest.mark.regle("ODJ-03")
@pytest.mark.parametrize(
    "titre, type_point, refuse",
    [
        ("Questions diverses", TypePoint.DELIBERATION, True),
        ("Question diverse : achat d’un terrain", TypePoint.DELIBERATION, True),
        ("Questions diverses", TypePoint.INFORMATION, False),
        ("Diverses subventions", TypePoint.DELIBERATION, False),
    ],
)
def test_questions_diverses_decide_nothing(titre, type_point, refuse):
    refus = inscription(Inscription(point=point(titre=titre, type=type_point)), [])
    assert regles(refus) == (["ODJ-03"] if refuse else [])


@pytest.mark.regle("BUR-05")
def test_a_debating_body_takes_no_deliberation():
    demande = Inscription(
        point=point(), types_admis=frozenset({TypePoint.DEBAT, TypePoint.INFORMATION})
    )
    assert regles(inscription(demande, [])) == ["BUR-05"]


@pytest.mark.regle("CNV-02")
@pytest.mark.parametrize("avance, refuse", [(-1, True), (0, True), (1, False)])
def test_a_seance_is_set_in_the_future(avance, refuse):
    at = datetime(2026, 11, 24, 12, tzinfo=UTC)
    trouves = date_de_seance(starts_at=at + timedelta(minutes=avance), at=at)
    assert bool(trouves) is refuse


@pytest.mark.regle("ODJ-04")
@pytest.mark.parametrize(
    "etat, etat_point, vers, accord, attendus",
    [
        ("preparation", "inscrit", 3, None, []),
        ("preparation", "inscrit", 0, None, [("ODJ-05", True)]),
        ("preparation", "inscrit", 10, None, []),
        ("preparation", "inscrit", 11, None, [("ODJ-05", True)]),
        ("convoquee", "inscrit", 3, None, [("ODJ-04", False)]),
        ("ouverte", "inscrit", 3, True, []),
        ("ouverte", "inscrit", 3, False, [("ODJ-04", True)]),
        ("ouverte", "traite", 3, True, [("ODJ-04", True)]),
        ("levee", "inscrit", 3, None, [("ETA-01", True)]),
    ],
)
def test_the_order_changes_with_the_agreement_of_the_conseil(
    etat, etat_point, vers, accord, attendus
):
    trouves = deplacement(
        etat=etat, point=etat_point, vers=vers, total=10, accord_du_conseil=accord
    )
    assert [(m.regle, m.bloquant) for m in trouves] == attendus


@pytest.mark.regle("ODJ-04")
@pytest.mark.regle("ALR-05")
@pytest.mark.parametrize(
    "cas, etat, attendus",
    [
        (point(), "convoquee", []),
        (point(), "levee", [("ETA-01", True)]),
        (point(etat=EtatPoint.TRAITE), "ouverte", [("ODJ-04", True)]),
        (point(alerte=True), "convoquee", [("ALR-05", False)]),
    ],
)
def test_the_president_withdraws_alone_but_not_an_alert(cas, etat, attendus):
    assert [(m.regle, m.bloquant) for m in retrait(cas, etat)] == attendus


DELEGATIONS = point("0.1", rang=1, usage="delegations", type=TypePoint.INFORMATION)


@pytest.mark.regle("CNV-02")
@pytest.mark.regle("ODJ-08")
@pytest.mark.regle("CNV-10")
@pytest.mark.parametrize(
    "points, options, attendus",
    [
        ([], {}, ["CNV-02"]),
        ([point(etat=EtatPoint.RETIRE)], {}, ["CNV-02"]),
        ([DELEGATIONS, point(rang=2)], {}, []),
        ([point()], {}, ["ODJ-08"]),
        ([point()], {"conseil": False}, []),
        ([point()], {"regime_du_conseil": False}, []),
        ([DELEGATIONS, point(rang=2)], {"urgence": True}, ["CNV-10"]),
        ([point(rang=0, usage="urgence"), DELEGATIONS], {"urgence": True}, []),
        ([DELEGATIONS, point("3C", rang=2), point("3c", rang=3)], {}, ["ODJ-05"]),
    ],
)
def test_the_whole_ordre_du_jour_is_checked_at_once(points, options, attendus):
    assert regles(manquements(points, **options)) == attendus


@pytest.mark.regle("ODJ-08")
def test_a_missing_report_on_delegations_only_warns():
    (manquement,) = manquements([point()])
    assert manquement.gravite is Gravite.ALERTE


@pytest.mark.regle("BUR-02")
@pytest.mark.parametrize("matiere", ["budget", "comptes", "statuts", "orientations"])
@pytest.mark.parametrize(
    "type_point, conseil, refuse",
    [
        (TypePoint.DELIBERATION, False, True),
        (TypePoint.DELIBERATION, True, False),
        (TypePoint.DEBAT, False, False),
    ],
)
def test_what_the_conseil_cannot_delegate_no_bureau_decides(matiere, type_point, conseil, refuse):
    inscrit = point("1", rang=1, type=type_point, matiere=matiere)
    trouves = manquements([inscrit, DELEGATIONS], conseil=conseil)
    assert ["BUR-02" for m in trouves if m.bloquant] == ["BUR-02"] * refuse
    saisis = inscription(Inscription(point=inscrit, conseil=conseil), [])
    assert [m.champ for m in saisis] == ["matiere"] * refuse


@pytest.mark.regle("BUR-02")
def test_a_budget_debate_is_not_reserved():
    inscrit = point("1", rang=1, matiere="dob")
    assert inscription(Inscription(point=inscrit, conseil=False), []) == ()


@pytest.mark.regle("ODJ-02")
def test_a_vote_on_urgency_has_no_object_in_the_ordinary_delay():
    trouves = manquements([point(rang=0, usage="urgence"), DELEGATIONS])
    assert [(m.regle, m.bloquant) for m in trouves] == [("ODJ-02", False)]


@pytest.mark.regle("ODJ-03")
@pytest.mark.parametrize(
    "type_point, refuse", [(TypePoint.DELIBERATION, True), (TypePoint.INFORMATION, False)]
)
def test_questions_diverses_decide_nothing_whatever_their_title(type_point, refuse):
    divers = point("9", rang=9, titre="Divers", usage="questions", type=type_point)
    trouves = manquements([DELEGATIONS, divers])
    assert [m.regle for m in trouves] == ["ODJ-03"] * refuse
