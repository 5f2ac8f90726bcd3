"""Proclaimed after the opinion of the commune alone concerned: its majority, and what is told."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from deliberations import actions
from deliberations.queries.majorites import exigence_de
from deliberations.regles.majorite import Majorite, Sens
from deliberations.regles.proclamation import Saisie
from governance.models import AuditEntry
from instances.models import Point, Seance
from tests import distribution
from tests import factories as f
from tests.seances_tenues import Tenue, installer

pytestmark = pytest.mark.django_db


@pytest.fixture
def t() -> Any:
    """1.2 bears on one commune alone; five members, all present."""
    scene = distribution.monter()
    t = installer(scene)
    with scene.entrer():
        t.ouvrir("marc", "paul", "camille", "fatou", "jeanne")
        t.passer("1.1")
        point = t.discuter("1.2")
        commune = f.CommuneFactory(intercommunalite=scene.intercommunalite, nom="Corvelle-sur-Ru")
        Point.objects.filter(pk=point.pk).update(commune_concernee=commune)
        yield t


def donner_avis(t: Tenue, sens: str, *, il_y_a: int = 30) -> None:
    ici, point = t.scene.intercommunalite, t.point("1.2")
    aujourd_hui = localdate(timezone.now())
    consultation = f.ConsultationFactory(
        intercommunalite=ici, point=point, fondement="l5211_57", delai_mois=3,
        silence_favorable=True,
    )  # fmt: skip
    f.AvisCommuneFactory(
        intercommunalite=ici, consultation=consultation, commune=point.commune_concernee,
        transmis_on=aujourd_hui - dt.timedelta(days=il_y_a), sens=sens,
        delibere_on=aujourd_hui - dt.timedelta(days=10) if sens else None,
    )  # fmt: skip


@pytest.mark.regle("MAJ-03", "MAJ-06")
def test_sixty_per_cent_fail_after_an_unfavourable_opinion(t: Tenue) -> None:
    donner_avis(t, "defavorable")
    exigence = exigence_de(t.point("1.2"))
    assert (exigence.majorite, exigence.base) == (Majorite.DEUX_TIERS_DES_MEMBRES, 5)
    assert [m.regle for m in exigence.engagements] == ["MAJ-06"]
    contre = dict.fromkeys((t.sieges["camille"].pk, t.sieges["fatou"].pk), Sens.CONTRE)
    scrutin = actions.proclamer(t.point("1.2"), Saisie(exceptions=contre), **t.qui())
    assert (scrutin.pour, scrutin.contre, scrutin.issue) == (3, 2, "rejetee")
    assert (scrutin.majorite, scrutin.base) == ("deux_tiers_des_membres", 5)
    entree = AuditEntry.objects.get(verbe="scrutin_proclamer")
    assert entree.donnees["majorite"] == "deux_tiers_des_membres"


@pytest.mark.regle("MAJ-03")
def test_the_other_count_of_the_members_is_written_down_when_it_reverses_the_result(
    t: Tenue,
) -> None:
    donner_avis(t, "defavorable")
    Seance.objects.update(effectif_legal=7)
    un = {t.sieges["camille"].pk: Sens.CONTRE}
    scrutin = actions.proclamer(t.point("1.2"), Saisie(exceptions=un), **t.qui())
    assert (scrutin.pour, scrutin.issue) == (4, "adoptee")
    dites = AuditEntry.objects.get(verbe="scrutin_proclamer").donnees["alertes"]
    assert any("effectif légal de 7 sièges" in phrase for phrase in dites)
