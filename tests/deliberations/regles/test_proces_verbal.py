from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from deliberations.regles.proces_verbal import (
    Contenu,
    PointDuVerbal,
    a_publier_avant,
    arret,
    manquements,
    publication,
)

POINT = PointDuVerbal(
    numero="1.1", delibere=True, traite=True, resultat=True, rapport=True, teneur=True
)
COMPLET = Contenu(
    debut=datetime(2026, 12, 10, 17, tzinfo=UTC),
    fin=datetime(2026, 12, 10, 20, tzinfo=UTC),
    president="M. Paul GIRARD",
    presents=70,
    secretaires=1,
    quorum_constate=True,
    points=(POINT,),
)


def test_a_complete_record_lacks_nothing():
    assert manquements(COMPLET) == ()


@pytest.mark.regle("PVB-02")
@pytest.mark.parametrize(
    ("champ", "valeur", "dit"),
    [
        ("debut", None, "heures"),
        ("fin", None, "heures"),
        ("president", " ", "président"),
        ("presents", 0, "présents"),
        ("secretaires", 0, "secrétaire"),
        ("quorum_constate", False, "quorum"),
        ("points", (), "ordre du jour"),
        ("points", (replace(POINT, resultat=False),), "scrutin"),
        ("points", (replace(POINT, rapport=False),), "rapport"),
        ("points", (replace(POINT, teneur=False),), "discussions"),
        ("points", (replace(POINT, public=True),), "noms"),
    ],
)
def test_each_mandatory_content_is_asked_for(champ, valeur, dit):
    (manque,) = manquements(replace(COMPLET, **{champ: valeur}))
    assert manque.bloquant
    assert dit in manque.message


@pytest.mark.regle("PVB-02")
def test_a_point_that_was_not_dealt_with_needs_neither_result_nor_debate():
    retire = replace(POINT, traite=False, resultat=False, teneur=False)
    assert manquements(replace(COMPLET, points=(retire,))) == ()


@pytest.mark.regle("PVB-01")
@pytest.mark.parametrize(
    ("etat", "le", "meme", "suivante", "attendu"),
    [
        ("redaction", date(2027, 1, 14), True, True, []),
        ("propose", date(2027, 1, 14), True, False, [False]),
        ("arrete", date(2027, 1, 14), True, True, [True]),
        ("redaction", date(2027, 1, 14), False, True, [True]),
        ("redaction", date(2026, 12, 10), True, True, [True]),
    ],
)
def test_it_is_arrested_by_the_same_body_at_its_next_seance(etat, le, meme, suivante, attendu):
    trouves = arret(
        etat=etat,
        seance_on=date(2026, 12, 10),
        arret_on=le,
        meme_instance=meme,
        suivante=suivante,
    )
    assert [m.bloquant for m in trouves] == attendu


@pytest.mark.regle("PVB-03")
@pytest.mark.parametrize(("jour", "alerte"), [(21, False), (22, True)])
def test_it_is_published_within_the_week(jour, alerte):
    arrete = date(2027, 1, 14)
    assert a_publier_avant(arrete) == date(2027, 1, 21)
    assert bool(publication(arrete_on=arrete, publie_on=None, on=date(2027, 1, jour))) is alerte
    assert not publication(arrete_on=arrete, publie_on=arrete, on=date(2027, 1, jour))
