from dataclasses import replace
from datetime import date, timedelta

import pytest

from governance.regles import Gravite
from sectors.regles.avis_communes import (
    Avis,
    Sens,
    accord_au_bureau,
    expiration,
    manquements,
    sens_acquis,
)

TRANSMIS = date(2026, 9, 15)
LIMITE = date(2026, 12, 15)
LENDEMAIN = LIMITE + timedelta(days=1)
ATTENDU = Avis(numero="3", commune="Harnes", transmis_le=TRANSMIS)
CONTRE = replace(ATTENDU, sens=Sens.DEFAVORABLE)


@pytest.mark.regle("MAJ-02")
@pytest.mark.parametrize(
    "transmis, limite",
    [
        (TRANSMIS, LIMITE),
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2026, 10, 1), date(2027, 1, 1)),
        (date(2026, 12, 31), date(2027, 3, 31)),
    ],
)
def test_three_months_run_from_date_to_date(transmis, limite):
    assert expiration(transmis) == limite


@pytest.mark.regle("MAJ-02")
@pytest.mark.parametrize(
    "avis, on, acquis",
    [
        (ATTENDU, LIMITE, None),
        (ATTENDU, LENDEMAIN, Sens.FAVORABLE),
        (replace(CONTRE, rendu_le=date(2026, 10, 1)), date(2026, 10, 1), Sens.DEFAVORABLE),
        (replace(CONTRE, rendu_le=date(2026, 10, 1)), date(2026, 9, 30), None),
        (replace(CONTRE, rendu_le=LIMITE), LENDEMAIN, Sens.DEFAVORABLE),
        (replace(CONTRE, rendu_le=LENDEMAIN), LENDEMAIN, Sens.FAVORABLE),
        (replace(ATTENDU, transmis_le=None), date(2030, 1, 1), None),
    ],
)
def test_silence_speaks_the_day_after_and_a_late_opinion_says_nothing(avis, on, acquis):
    assert sens_acquis(avis, on) == acquis


@pytest.mark.regle("MAJ-01")
@pytest.mark.regle("MAJ-02")
@pytest.mark.regle("MAJ-05")
@pytest.mark.parametrize(
    "avis, seance, attendus",
    [
        (replace(ATTENDU, transmis_le=None), LENDEMAIN, [("MAJ-01", Gravite.BLOQUANT)]),
        (ATTENDU, LIMITE, [("MAJ-02", Gravite.BLOQUANT)]),
        (ATTENDU, LENDEMAIN, [("MAJ-02", Gravite.INFO)]),
        (replace(CONTRE, rendu_le=LENDEMAIN), LENDEMAIN, [("MAJ-02", Gravite.INFO)]),
        (replace(CONTRE, rendu_le=TRANSMIS), LIMITE, [("MAJ-03", Gravite.INFO)]),
        (replace(CONTRE, sens=Sens.FAVORABLE, rendu_le=TRANSMIS), LIMITE, []),
        (
            replace(ATTENDU, sens=Sens.FAVORABLE, rendu_le=TRANSMIS, modifie_le=LIMITE),
            LIMITE,
            [("MAJ-05", Gravite.ALERTE)],
        ),
        (replace(CONTRE, sens=Sens.FAVORABLE, rendu_le=LIMITE, modifie_le=TRANSMIS), LIMITE, []),
    ],
)
def test_deliberating_before_the_opinion_is_illegal(avis, seance, attendus):
    trouves = manquements([avis], seance=seance)
    assert [(m.regle, m.gravite) for m in trouves] == attendus
    assert all(m.points == ("3",) for m in trouves)


@pytest.mark.regle("MAJ-07")
@pytest.mark.parametrize(
    ("sens", "engagement", "dit"),
    [
        (None, True, [("MAJ-07", False)]),
        (Sens.DEFAVORABLE, True, [("MAJ-07", False)]),
        (Sens.FAVORABLE, True, []),
        (None, False, []),
    ],
)
def test_a_charter_may_engage_the_bureau_to_wait_for_the_mayor(sens, engagement, dit):
    rendu = TRANSMIS + timedelta(days=5) if sens else None
    avis = replace(ATTENDU, sens=sens, rendu_le=rendu)
    trouves = accord_au_bureau([avis], engagement=engagement, on=TRANSMIS + timedelta(days=20))
    assert [(m.regle, m.bloquant) for m in trouves] == dit
