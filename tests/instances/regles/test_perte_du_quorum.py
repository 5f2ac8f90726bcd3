"""QUO-08: what the règlement asks for once the quorum is lost, nothing while it holds."""

import pytest

from instances.regles.perte_du_quorum import Suite, consequence, examen, reprise, suite
from instances.regles.reglement.catalogue_seances import PERTE_DU_QUORUM
from instances.regles.seance import PointEvalue

STRICTES = (Suite.ATTENDRE, Suite.SUSPENDRE_PUIS_LEVER, Suite.LEVER)
LIBRES = (None, Suite.POURSUIVRE)


def salle(presents: int) -> PointEvalue:
    return PointEvalue(
        numero="ouverture", rang=1, en_exercice=5, quorum_requis=3, presents=presents,
        votants_max=presents, pouvoirs=0, quorum_atteint=presents >= 3,
    )  # fmt: skip


@pytest.mark.regle("QUO-08")
def test_every_choice_of_the_catalogue_has_a_consequence():
    assert set(PERTE_DU_QUORUM) == {s.value for s in Suite}
    assert suite(None) is suite("") is None
    phrases = {consequence(salle(2), s) for s in (*STRICTES, *LIBRES)}
    assert len(phrases) == 5
    assert all(p.startswith("Le quorum n’est plus réuni (2 pour 3)") for p in phrases)


@pytest.mark.regle("QUO-08")
def test_with_the_quorum_in_the_room_nothing_is_said_nor_refused():
    for voulue in (*STRICTES, *LIBRES):
        assert consequence(salle(3), voulue) == ""
        assert not examen(salle(3), voulue)
        assert not reprise(salle(3), voulue)


@pytest.mark.regle("QUO-08", "QUO-04")
def test_a_report_that_came_up_with_the_quorum_is_finished():
    assert "le rapport 1.2 s’achève" in consequence(salle(2), None, en_discussion="1.2")


@pytest.mark.regle("QUO-08")
def test_only_a_reglement_that_says_so_stops_what_is_not_voted():
    for voulue in STRICTES:
        assert [m.regle for m in examen(salle(2), voulue) if m.bloquant] == ["QUO-08"]
        assert [m.regle for m in reprise(salle(2), voulue) if m.bloquant] == ["QUO-08"]
    for voulue in LIBRES:
        assert not examen(salle(2), voulue)
        assert not reprise(salle(2), voulue)
