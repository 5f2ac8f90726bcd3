from datetime import UTC, date, datetime, timedelta

import pytest

from governance.regles import Gravite
from instances.regles.questions import (
    TYPES,
    Nature,
    Reglement,
    debat_de_politique_generale,
    delai_du_reglement,
    depot,
    inscription,
    recevable_en_seance,
    reponse,
    reponse_due,
    retard,
    retrait,
    sans_vote,
    signature,
    signatures_requises,
)

SEANCE = datetime(2026, 12, 10, 17, 0, tzinfo=UTC)
JOUR = date(2026, 12, 10)


@pytest.mark.regle("QST-02")
@pytest.mark.parametrize(
    ("heures", "gravite"),
    [
        (None, None), (24, None), (25, Gravite.ALERTE), (48, Gravite.ALERTE),
        (71, Gravite.ALERTE), (72, Gravite.BLOQUANT),
    ],
)  # fmt: skip
def test_a_reglement_may_ask_for_a_day_not_for_three(heures, gravite):
    trouves = delai_du_reglement(heures)
    assert [m.gravite for m in trouves] == ([gravite] if gravite else [])


@pytest.mark.regle("QST-02", "VOE-01")
@pytest.mark.parametrize("nature", [Nature.ORALE, Nature.VOEU])
@pytest.mark.parametrize(("avant", "admise"), [(49, True), (48, True), (47, False)])
def test_a_late_question_or_voeu_goes_to_the_next_seance(nature, avant, admise):
    reglement = Reglement(orale_heures=48, voeu_heures=48)
    recue = SEANCE - timedelta(hours=avant)
    assert recevable_en_seance(nature, recue=recue, seance=SEANCE, reglement=reglement) is admise


@pytest.mark.regle("QST-01")
def test_without_a_delay_a_question_is_asked_in_seance():
    assert recevable_en_seance(Nature.ORALE, recue=SEANCE, seance=SEANCE, reglement=Reglement())


@pytest.mark.regle("QST-01", "QST-04", "VOE-01")
@pytest.mark.parametrize("nature", Nature)
def test_only_a_voeu_is_put_to_the_vote(nature):
    assert sans_vote(nature) is (nature is not Nature.VOEU)


@pytest.mark.regle("QST-03")
@pytest.mark.parametrize(("jours", "due"), [(21, date(2026, 12, 31)), (31, date(2027, 1, 10))])
def test_a_written_answer_is_owed_within_the_days_of_the_reglement(jours, due):
    reglement = Reglement(ecrite_jours=jours)
    assert reponse_due(JOUR, reglement) == due
    assert not retard(JOUR, reglement, on=due, repondue=False)
    assert retard(JOUR, reglement, on=due + timedelta(days=1), repondue=False)
    assert not retard(JOUR, reglement, on=due + timedelta(days=1), repondue=True)


@pytest.mark.regle("QST-04")
@pytest.mark.parametrize(("signataires", "membres", "admis"), [(12, 128, False), (13, 128, True)])
def test_one_tenth_of_the_members_obtains_a_general_debate(signataires, membres, admis):
    trouves = debat_de_politique_generale(
        signataires=signataires, membres=membres, on=JOUR, debats_tenus=[]
    )
    assert (not trouves) is admis


@pytest.mark.regle("QST-04")
@pytest.mark.parametrize(
    ("tenu", "gravites"),
    [
        (date(2026, 1, 15), [Gravite.BLOQUANT]),
        (date(2025, 12, 20), [Gravite.ALERTE]),
        (date(2025, 12, 1), []),
    ],
)
def test_one_general_debate_a_civil_year(tenu, gravites):
    trouves = debat_de_politique_generale(signataires=13, membres=128, on=JOUR, debats_tenus=[tenu])
    assert [m.gravite for m in trouves] == gravites


@pytest.mark.regle("QST-01", "VOE-01")
@pytest.mark.parametrize(
    ("nature", "membre", "texte", "attendus"),
    [
        (Nature.ORALE, True, "Quand ?", []),
        (Nature.ORALE, False, "Quand ?", ["QST-01"]),
        (Nature.ORALE, True, "  ", ["QST-01"]),
        (Nature.VOEU, False, "", ["QST-01", "VOE-01"]),
    ],
)
def test_any_member_deposits_a_text(nature, membre, texte, attendus):
    assert [m.regle for m in depot(nature=nature, membre=membre, texte=texte)] == attendus


@pytest.mark.regle("QST-04")
@pytest.mark.parametrize(
    ("change", "refuse"),
    [
        ({}, False), ({"nature": "orale"}, True), ({"ouverte": False}, True),
        ({"membre": False}, True), ({"deja": True}, True),
    ],
)  # fmt: skip
def test_a_member_signs_a_demand_for_a_debate_once(change, refuse):
    faits = {"nature": "politique", "ouverte": True, "membre": True, "deja": False}
    assert bool(signature(**(faits | change))) is refuse


@pytest.mark.regle("QST-02", "QST-03", "VOE-01")
@pytest.mark.parametrize(
    ("nature", "etat", "recevable", "conseil", "regles"),
    [
        (Nature.ORALE, "recue", True, True, []),
        (Nature.ORALE, "recue", False, True, ["QST-02"]),
        (Nature.VOEU, "recue", False, True, ["VOE-01"]),
        (Nature.VOEU, "inscrite", True, True, ["VOE-01"]),
        (Nature.ECRITE, "recue", True, True, ["QST-02"]),
        (Nature.POLITIQUE_GENERALE, "recue", True, False, ["QST-02"]),
    ],
)
def test_what_came_in_time_is_inscribed_to_a_seance_of_the_conseil(
    nature, etat, recevable, conseil, regles
):
    trouves = inscription(nature, etat=etat, recevable=recevable, conseil=conseil)
    assert [m.regle for m in trouves] == regles


@pytest.mark.regle("QST-03")
@pytest.mark.parametrize(
    ("nature", "etat", "texte", "refuse"),
    [
        ("ecrite", "recue", "Oui.", False), ("orale", "traitee", "Oui.", False),
        ("ecrite", "recue", " ", True), ("ecrite", "retiree", "Oui.", True),
        ("voeu", "recue", "Oui.", True),
    ],
)  # fmt: skip
def test_questions_are_answered_and_voeux_are_not(nature, etat, texte, refuse):
    assert bool(reponse(nature=nature, etat=etat, texte=texte)) is refuse


def test_only_what_has_no_outcome_is_withdrawn():
    assert [e for e in ("recue", "inscrite", "traitee", "retiree") if not retrait(etat=e)] == [
        "recue", "inscrite",
    ]  # fmt: skip


@pytest.mark.regle("QST-01", "VOE-01")
def test_a_voeu_alone_is_inscribed_as_something_to_vote():
    votes = {"deliberation", "avis", "election"}
    assert {n: TYPES[n] in votes for n in TYPES} == {n: not sans_vote(n) for n in TYPES}


@pytest.mark.regle("QST-04")
@pytest.mark.parametrize(("fraction", "requises"), [(10, 13), (20, 7), (5, 13)])
def test_a_reglement_may_ask_fewer_members_for_a_general_debate(fraction, requises):
    assert signatures_requises(128, fraction) == requises
