"""A dossier becomes rows that the application computes with, and comes back to the letter."""

import datetime as dt
import json
from typing import Any

import pytest
from django.utils import timezone

from deliberations.dossier.arbre import Dossier
from deliberations.dossier.controle import controler
from deliberations.dossier.exportation import exporter
from deliberations.dossier.format import depuis_json, lire, vers_json
from deliberations.dossier.importation import DossierRefuse, importer
from deliberations.models import Candidat, Deliberation, Scrutin, Vote
from governance import tenancy
from governance.demo.donnees import SEANCE_DE_2018
from governance.models import AuditEntry
from instances.models import Elu, Mandat, Pouvoir, Presence, Seance, Siegeant
from instances.queries.faits import faits_de
from instances.regles.seance import PointEvalue, evaluer
from tests.deliberations.dossier.dossiers import dossier
from tests.factories import (
    CommuneFactory,
    EluFactory,
    InstanceFactory,
    IntercommunaliteFactory,
    MandatFactory,
    TypeInstanceFactory,
)

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def epci():
    return _epci()


def _epci():
    epci = IntercommunaliteFactory()
    genre = TypeInstanceFactory(intercommunalite=epci, code="conseil")
    InstanceFactory(
        intercommunalite=epci,
        type_instance=genre,
        nom="Conseil communautaire",
        nom_dans_la_phrase="le Conseil de Communauté",
        starts_on=None,
    )
    return epci


@pytest.fixture(autouse=True)
def _dedans(epci):
    with tenancy.entrer(epci):
        yield


def _lu(valeurs: Any) -> Dossier:
    lecture = depuis_json(valeurs)
    assert lecture.dossier is not None, lecture.erreurs
    return lecture.dossier


def _importer(epci: Any, valeurs: Any) -> Seance:
    return importer(epci, valeurs if isinstance(valeurs, Dossier) else _lu(valeurs), by=None, at=AT)


def _texte(lu: Dossier) -> bytes:
    return json.dumps(vers_json(lu), sort_keys=True, ensure_ascii=False).encode()


def _evaluer(seance: Seance) -> tuple[PointEvalue, ...]:
    return evaluer(faits_de(Seance.objects.get(pk=seance.pk)))


def besancon() -> Dossier:
    lu = lire(SEANCE_DE_2018.read_bytes()).dossier
    assert lu is not None
    return lu


def test_the_conseil_of_2018_gives_the_figures_of_its_document(epci):
    seance = _importer(epci, besancon())
    points = _evaluer(seance)
    assert len(points) == 93
    assert points == controler(besancon()).points
    point = next(p for p in points if p.numero == "0.2")
    assert (point.en_exercice, point.quorum_requis, point.presents) == (128, 65, 84)
    assert (point.pouvoirs, point.votants_max) == (24, 108)


def test_the_conseil_of_2018_comes_back_to_the_letter(epci):
    seance = _importer(epci, besancon())
    exporte = exporter(Seance.objects.get(pk=seance.pk))
    assert _texte(exporte) == _texte(besancon())
