"""Any dossier at all: refused with nothing written, or given back to the letter."""

import datetime as dt
import json
from typing import Any, get_args, get_origin

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

from deliberations.dossier import arbre
from deliberations.dossier.arbre import Borne, Dossier
from deliberations.dossier.exportation import exporter
from deliberations.dossier.format import vers_json
from deliberations.dossier.importation import DossierRefuse, importer
from deliberations.dossier.lecture import champs
from governance import tenancy
from instances.models import Seance
from instances.queries.faits import faits_de
from instances.regles.seance import evaluer
from tests.deliberations.dossier import test_format as au_hasard
from tests.factories import InstanceFactory, IntercommunaliteFactory, TypeInstanceFactory

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)
# Shrinking a tree of this size takes minutes of database: the failing dossier is printed as is.
AU_HASARD = settings(
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
CLES, RAPPORTS = ("a", "b", "c", "d"), ("1", "2", "3", "4")
MEMBRES = tuple(
    arbre.Membre(id=cle, prenom=f"P{cle}", nom=f"NOM{cle}".upper(), commune=f"Commune {cle}")
    for cle in CLES
)
cles = st.sampled_from(CLES)
# References that are known, so that most dossiers have a place; all the rest is at random.
CHOISIS: dict[tuple[type, str], st.SearchStrategy[Any]] = {
    (Dossier, "membres"): st.just(MEMBRES),
    (Dossier, "instance"): st.none(),
    (Dossier, "president"): st.none() | cles,
    (Dossier, "secretaires"): st.none() | st.lists(cles, max_size=3).map(tuple),
    (Dossier, "ordre_de_passage"): st.permutations(RAPPORTS).map(tuple),
    (arbre.Seance, "date"): st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)),
    (Borne, "rapport"): st.none() | st.sampled_from(RAPPORTS),
    (Borne, "deliberation"): st.none(),
    (arbre.Pouvoir, "mandant"): st.none() | cles,
    (arbre.Pouvoir, "mandataire"): st.none() | cles,
    (arbre.Vote, "voix"): st.none() | st.just(()),
}


def arbres(attendu: Any) -> st.SearchStrategy[Any]:
    if get_origin(attendu) is tuple:
        return st.lists(arbres(get_args(attendu)[0]), max_size=2).map(tuple)
    if attendu in au_hasard.SIMPLES or not hasattr(attendu, "__dataclass_fields__"):
        return au_hasard.arbres(attendu)
    return st.builds(attendu, **{c.nom: _champ(attendu, c) for c in champs(attendu)})


def _champ(classe: type, champ: Any) -> st.SearchStrategy[Any]:
    if (classe, champ.nom) in CHOISIS:
        return CHOISIS[classe, champ.nom]
    if champ.nom == "membre":
        return cles
    if "constante" in champ.metadata:
        return st.just(champ.metadata["constante"])
    valeur = st.deferred(lambda: arbres(champ.type))
    if classe is Dossier and champ.nom == "seance":
        return valeur
    return st.none() | valeur if champ.nullable else valeur


def _places(lu: Dossier) -> bool:
    numeros = [p.numero for p in lu.points or () if p.numero is not None]
    actes = [p.deliberation for p in lu.points or () if p.deliberation is not None]
    return len(set(numeros)) == len(numeros) and len(set(actes)) == len(actes)


@pytest.fixture
def epci():
    epci = IntercommunaliteFactory()
    genre = TypeInstanceFactory(intercommunalite=epci, code="conseil")
    InstanceFactory(intercommunalite=epci, type_instance=genre, starts_on=None)
    return epci


@settings(AU_HASARD, max_examples=30)
@given(lu=arbres(Dossier).filter(_places))
def test_a_dossier_with_known_names_comes_back_to_the_letter(epci, lu):
    with tenancy.entrer(epci), transaction.atomic():
        seance = Seance.objects.get(pk=importer(epci, lu, by=None, at=AT).pk)
        assert _texte(exporter(seance)) == _texte(lu)
        examines = seance.points.exclude(etat="retire")
        assert len(evaluer(faits_de(seance))) == examines.count()
        transaction.set_rollback(True)


@settings(AU_HASARD, max_examples=25)
@given(lu=au_hasard.dossiers)
def test_whatever_is_refused_leaves_nothing_behind(epci, lu):
    with tenancy.entrer(epci), transaction.atomic():
        try:
            seance = importer(epci, lu, by=None, at=AT)
        except DossierRefuse:
            event("refusé")
            assert not epci.seances.exists()
            assert not epci.elus.exists()
        else:
            event("importé")
            assert _texte(exporter(Seance.objects.get(pk=seance.pk))) == _texte(lu)
        transaction.set_rollback(True)


def _texte(lu: Dossier) -> str:
    return json.dumps(vers_json(lu), sort_keys=True)
