import pytest

from deliberations.regles.depouillement import Releve
from deliberations.regles.listes import Liste, manquements, phrase, repartir

A, B, C = 1, 2, 3
LISTES = {
    A: Liste(nom="Liste A", membres=("Mme Anne ROY", "M. Jean LOUP", "M. Luc NOIR", "M. Guy SEC")),
    B: Liste(nom="Liste B", membres=("M. Bruno PETIT",)),
    C: Liste(nom="Liste C", membres=("Mme Chloé BLANC",)),
}


def releve(**voix: int) -> Releve:
    connues = {"a": A, "b": B, "c": C}
    lues = {connues[nom]: n for nom, n in voix.items()}
    return Releve(enveloppes=sum(lues.values()), voix=lues)


@pytest.mark.regle("ELE-07")
@pytest.mark.parametrize(
    ("voix", "sieges", "attendus"),
    [
        ({"a": 62, "b": 38}, 5, {A: 3, B: 2}),
        ({"a": 80, "b": 15, "c": 5}, 5, {A: 4, B: 1, C: 0}),
        ({"a": 100}, 5, {A: 5}),
        ({"a": 50, "b": 30, "c": 20}, 4, {A: 2, B: 1, C: 1}),
    ],
)
def test_seats_go_to_the_highest_remainders(voix, sieges, attendus):
    repartition = repartir(releve(**voix), sieges)
    assert dict(repartition.sieges) == attendus
    assert manquements(repartition, LISTES) == []


@pytest.mark.regle("ELE-07", "MEM-09")
def test_equal_remainders_and_voices_ask_for_the_eldest():
    compte = releve(a=40, b=40)
    repartition = repartir(compte, 5)
    (refus,) = manquements(repartition, LISTES)
    assert refus.champ == "plus_age"
    assert "Liste A, Liste B" in refus.message
    assert dict(repartir(compte, 5, B).sieges) == {A: 2, B: 3}
    assert repartir(compte, 5, C).a_departager == (A, B)


@pytest.mark.regle("ELE-07")
def test_one_name_does_not_settle_a_tie_of_three_for_two_seats():
    compte = releve(a=30, b=30, c=30)
    assert dict(repartir(compte, 4, C).sieges) == {A: 1, B: 1, C: 2}
    assert repartir(compte, 5, C).a_departager == (A, B, C)


@pytest.mark.regle("ELE-07")
def test_no_expressed_voice_gives_no_seat():
    (refus,) = manquements(repartir(releve(a=0, b=0), 5), LISTES)
    assert "Votez à nouveau" in refus.message


@pytest.mark.regle("ELE-07")
def test_the_sentence_names_those_elected_and_a_short_list_leaves_its_seat_empty():
    compte = releve(a=62, b=38)
    dit = phrase(repartir(compte, 5), compte, {A: LISTES[A], B: LISTES[B]})
    assert dit == (
        "Liste A, 62 voix, 3 sièges (Mme Anne ROY, M. Jean LOUP, M. Luc NOIR) ; "
        "Liste B, 38 voix, 2 sièges (M. Bruno PETIT)."
    )
