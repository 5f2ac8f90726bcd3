"""After a general renewal: which séance installs the conseil, who signs, what falls due."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from instances.queries import renouvellement
from instances.queries.convocation import Preparation
from instances.queries.delai import horloge
from instances.regles import renouvellement as regles
from tests import factories as f
from tests.distribution import monter

RENOUVELLEMENT = date(2026, 3, 15)
PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.regle("INS-02")
@pytest.mark.parametrize(
    ("debuts", "attendu"),
    [
        ([RENOUVELLEMENT] * 3 + [date(2027, 1, 4)], RENOUVELLEMENT),
        ([RENOUVELLEMENT, date(2027, 1, 4)], None),
        ([None, None, RENOUVELLEMENT], None),
        ([], None),
    ],
)
def test_a_renewal_is_the_day_most_seats_began(debuts, attendu):
    assert regles.debut_commun(debuts) == attendu


@pytest.mark.regle("INS-02")
@pytest.mark.parametrize(
    ("seance", "election", "attendu"),
    [
        (date(2026, 4, 17), None, True),
        (date(2026, 4, 17), date(2026, 4, 17), True),
        (date(2026, 4, 18), date(2026, 4, 17), False),
        (date(2026, 3, 14), None, False),
        (date(2026, 9, 1), None, False),
    ],
)
def test_the_conseil_is_installed_once(seance, election, attendu):
    assert regles.est_une_installation(seance, RENOUVELLEMENT, election) is attendu


@pytest.mark.regle("INS-01")
def test_the_last_maire_elected_counts_among_those_of_the_renewal():
    elections = [date(2020, 5, 23), date(2026, 3, 20), date(2026, 3, 27), date(2028, 6, 1), None]
    assert regles.elections_du_printemps(RENOUVELLEMENT, elections) == [
        date(2026, 3, 20), date(2026, 3, 27),
    ]  # fmt: skip


@pytest.fixture
def scene(db):
    """Seats renewed in March 2026, one maire elected after the second round, no président yet."""
    scene = monter()
    with scene.entrer():
        ici = scene.intercommunalite
        ici.mandats.filter(nature="conseiller_communautaire").update(starts_on=RENOUVELLEMENT)
        ici.mandats.filter(nature="president").update(
            starts_on=date(2020, 7, 9), ends_on=RENOUVELLEMENT - timedelta(days=1)
        )
        ici.mandats.filter(nature="maire").update(starts_on=date(2026, 3, 22))
        f.MandatFactory(
            intercommunalite=ici, elu=scene.elus["camille"], nature="maire",
            commune=scene.elus["camille"].mandats.exclude(commune=None).first().commune,
            starts_on=date(2026, 3, 27),
        )  # fmt: skip
        scene.seance.starts_at = datetime(2026, 5, 4, 18, tzinfo=PARIS)
        scene.seance.save()
        yield scene


AVANT = datetime(2026, 4, 20, 9, tzinfo=PARIS)


@pytest.mark.regle("INS-02")
def test_the_outgoing_president_convenes_at_five_clear_days(scene):
    preparation = Preparation(seance=scene.seance, at=AVANT)
    assert preparation.installation is not None
    assert "CE, 22 juillet 2015" in horloge(scene.seance, AVANT, preparation.contexte).article
    assert preparation.signataire is not None
    assert preparation.signataire.nom == str(scene.elus["paul"])
    regles_dites = {m.regle for m in preparation.constates}
    assert {"INS-01", "INS-04"} <= regles_dites
    assert "CNV-01" not in regles_dites


@pytest.mark.regle("INS-02")
def test_the_next_seance_is_an_ordinary_one(scene):
    ici = scene.intercommunalite
    ici.mandats.filter(nature="president").update(starts_on=date(2026, 4, 24), ends_on=None)
    assert Preparation(seance=scene.seance, at=AVANT).installation is None
    ici.mandats.filter(nature="president").update(starts_on=date(2020, 7, 9))
    f.SeanceFactory(
        intercommunalite=ici, instance=scene.seance.instance, numero=90, etat="levee",
        starts_at=datetime(2026, 4, 24, 18, tzinfo=PARIS),
        levee_at=datetime(2026, 4, 24, 20, tzinfo=PARIS),
    )  # fmt: skip
    assert Preparation(seance=scene.seance, at=AVANT).installation is None


def _echeancier(ici, on):
    return renouvellement.echeancier(ici, renouvellement.renouvellement(ici, on), on)


@pytest.mark.regle("INS-05")
def test_the_schedule_is_dated_from_the_installation(scene):
    ici = scene.intercommunalite
    (premiere,) = _echeancier(ici, AVANT.date())
    assert premiere.echeance.le == date(2026, 4, 24)
    assert premiere.mot == "Reste 4\u00a0jours"
    ici.mandats.filter(nature="president").update(starts_on=date(2026, 4, 24), ends_on=None)
    lignes = _echeancier(ici, date(2026, 8, 1))
    assert [li.mot for li in lignes if not li.echeance.regle.startswith("PAC")] == [
        "Fait", "Date passée, à vérifier", "Reste 84\u00a0jours",
    ]  # fmt: skip
    assert _echeancier(ici, date(2027, 4, 1)) == []
