"""What the demonstration shows of the territory's voice."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from governance import tenancy
from governance.demo.chargement import charger
from sectors.models import Alerte
from sectors.queries import dossiers

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_a_mayor_of_the_demonstration_follows_alerts_in_each_state():
    charger("grand-besancon", at=AT)
    ici = tenancy.trouver("grand-besancon")
    with tenancy.entrer(ici):
        etats = Counter(ici.alertes.values_list("etat", flat=True))
        assert etats == {"brouillon": 1, "inscrite": 1, "suite_donnee": 1, "close": 1}
        inscrite = ici.alertes.get(etat=Alerte.Etat.INSCRITE)
        assert inscrite.point.seance.starts_at > AT
        assert ici.elus_de_secteur.count() == 16
        assert ici.textes_d_expression.count() == 9
        etapes = dossiers.schema(ici)
        assert all(attend for _, attend in dossiers.attentes(list(ici.dossiers.all()), etapes))
