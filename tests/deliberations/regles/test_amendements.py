import pytest

from deliberations.regles.amendements import (
    Amendement,
    Sort,
    avant_le_texte,
    depot,
    en_attente,
    mise_aux_voix,
    renvoi_ajourne,
)

PROCHE = Amendement(numero=1, ordre=2)
LOIN = Amendement(numero=2, ordre=1)
VOTE = Amendement(numero=3, ordre=3, sort=Sort.REJETE)


@pytest.mark.regle("AMD-01")
@pytest.mark.parametrize(
    ("etat", "texte", "refus"),
    [
        ("en_discussion", "Remplacer deux par trois.", 0),
        ("inscrit", "Remplacer deux par trois.", 0),
        ("en_discussion", "  ", 1),
        ("traite", "Remplacer deux par trois.", 1),
    ],
)
def test_an_amendment_is_deposited_until_the_vote_in_writing(etat, texte, refus):
    assert len(depot(etat_du_point=etat, texte=texte)) == refus


@pytest.mark.regle("AMD-04")
def test_the_furthest_from_the_text_is_voted_first():
    assert [a.numero for a in en_attente([PROCHE, VOTE, LOIN])] == [2, 1]
    assert mise_aux_voix(LOIN, [PROCHE, LOIN]) == ()
    alerte = mise_aux_voix(PROCHE, [PROCHE, LOIN])
    assert [(m.regle, m.bloquant) for m in alerte] == [("AMD-04", False)]


@pytest.mark.regle("AMD-02")
def test_the_text_waits_for_every_amendment():
    assert [m.bloquant for m in avant_le_texte([PROCHE, LOIN])] == [True]
    assert "Amendements 2, 1" in avant_le_texte([PROCHE, LOIN])[0].message
    assert avant_le_texte([VOTE]) == ()


@pytest.mark.regle("AMD-02")
def test_an_amendment_is_voted_once():
    assert [m.bloquant for m in mise_aux_voix(VOTE, [VOTE, LOIN])] == [True]


@pytest.mark.regle("AMD-03")
@pytest.mark.parametrize("sort", Sort)
def test_only_a_renvoi_adjourns_the_report(sort):
    assert renvoi_ajourne(sort) is (sort is Sort.RENVOYE)
