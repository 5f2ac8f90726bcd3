import pytest

from instances.regles.huis_clos import (
    Demande,
    decide,
    majorite_requise,
    manquements,
    trop_de_voix,
)


@pytest.mark.regle("HUC-01")
@pytest.mark.parametrize(("demandeurs", "admis"), [(3, False), (4, False), (5, True), (9, True)])
def test_five_members_ask_not_three_as_in_communes(demandeurs, admis):
    demande = Demande(par_le_president=False, demandeurs=demandeurs)
    assert (not list(manquements(demande))) is admis


@pytest.mark.regle("HUC-01")
def test_the_president_asks_alone():
    assert not list(manquements(Demande(par_le_president=True)))


@pytest.mark.regle("HUC-01")
@pytest.mark.parametrize(
    ("pour", "presents", "representes", "ferme"),
    [(6, 10, 1, True), (5, 10, 0, False), (6, 10, 0, True), (5, 8, 2, False), (6, 8, 2, True)],
)
def test_the_majority_counts_those_represented_and_abstentions_against(
    pour, presents, representes, ferme
):
    assert decide(pour=pour, presents=presents, representes=representes) is ferme
    assert majorite_requise(presents, representes) == (presents + representes) // 2 + 1


def test_more_voices_than_voters_is_a_mistake():
    with pytest.raises(ValueError, match="plus de voix"):
        decide(pour=12, presents=10, representes=1)


@pytest.mark.regle("HUC-02", "HUC-03")
@pytest.mark.parametrize(
    "demande",
    [
        Demande(par_le_president=True, publique=False),
        Demande(par_le_president=True, deja_ferme=True),
    ],
)
def test_what_is_not_public_or_already_closed_is_not_closed_again(demande):
    assert [m.regle for m in manquements(demande)] == ["HUC-02"]


@pytest.mark.regle("CNV-19")
def test_members_afar_are_a_warning_not_a_refusal():
    (alerte,) = manquements(Demande(par_le_president=True, a_distance=2))
    assert (alerte.regle, alerte.bloquant) == ("CNV-19", False)


@pytest.mark.regle("HUC-01")
@pytest.mark.parametrize(("pour", "refuse"), [(11, False), (12, True)])
def test_more_voices_than_voters_are_refused_before_they_are_counted(pour, refuse):
    assert bool(trop_de_voix(pour=pour, presents=10, representes=1)) is refuse
