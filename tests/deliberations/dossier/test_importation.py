"""A dossier becomes rows that the application computes with, and comes back to the letter."""

import datetime as dt
import json
from typing import Any

import pytest

from deliberations.dossier.arbre import Dossier
from deliberations.dossier.controle import controler
from deliberations.dossier.exportation import exporter
from deliberations.dossier.format import depuis_json, lire, vers_json
from deliberations.dossier.importation import importer
from deliberations.models import Candidat, Deliberation, Scrutin, Vote
from governance import tenancy
from governance.compteurs import prochain
from governance.demo.donnees import SEANCE_DE_2018
from governance.models import AuditEntry
from instances.models import Elu, Mandat, Seance
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


# Dossiers at the edge -------------------------------------------------------------------

VOTES = [
    {
        "mode": "ordinaire",
        "resultat": "adoptee",
        "pour": 5,
        "contre": 1,
        "abstention": 0,
        "ne_prend_pas_part": 0,
        "voix": [{"membre": "D. DUVAL", "sens": "contre"}],
    },
    {
        "mode": "public",
        "demandeurs": 2,
        "resultat": "rejetee",
        "pour": 1,
        "contre": 1,
        "voix": [{"membre": "alban", "sens": "pour"}, {"membre": "GARNIER", "sens": "contre"}],
    },
    {"mode": "secret", "pour": 4, "contre": 1, "blancs": 1, "nuls": 0, "votants": 6},
    {"mode": "assentiment", "mention": "Adopté par assentiment", "resultat": "adoptee"},
    {"mode": None, "voix_du_president": "pour", "majorite": "comptes", "voix": []},
]
ELECTIONS = [
    {"mode": "secret", "regle": "majoritaire", "sieges": 1, "objet": "Élection du 3e VP", "tours": [
        {"tour": 1, "votants": 6, "blancs": 1, "nuls": 0, "exprimes": 5, "elus": [],
         "candidats": [{"nom": "Bruno BERNARD", "voix": 2, "naissance": "1961-02-03"},
                       {"nom": "Un inconnu", "voix": 3}]},
        {"tour": 2, "ne_prennent_pas_part": 1, "elus": ["Bruno BERNARD"],
         "candidats": [{"nom": "Bruno BERNARD", "voix": None}]},
        {"tour": 2, "candidats": None}]},
    {"regle": "proportionnelle", "tours": [
        {"tour": 1, "candidats": [{"nom": "Liste Alban", "voix": 4, "sieges": 3}]}]},
    {"objet": "Désignation sans tour"},
]  # fmt: skip
INTERVALLES = [
    {"membre": "alban", "jusqua": {"deliberation": "2026-101"}},
    {"membre": "alban", "depuis": {"rapport": "1.2", "inclus": False}},
    {"membre": "B. BERNARD", "depuis": {"heure": "18:40"}, "jusqua": {"heure": "19:10"}},
    {"membre": "caron", "depuis": {"heure": "18:40", "inclus": False}, "a_distance": True},
    {"membre": "duval", "depuis": {}, "jusqua": {"rapport": "1.2", "inclus": False}},
    {"membre": "evrard", "depuis": {"rapport": "1.1", "inclus": True}, "jusqua": {}},
    {"membre": "fabre", "represente_par": {"prenom": "Zoé", "nom": "ZED"}},
]
POUVOIRS = [
    {"mandant": "garnier", "mandataire": "alban", "date": "2026-11-18"},
    {"mandant": None, "mandataire": "B. BERNARD", "mandant_imprime": "illisible"},
    {"mandant": "fabre", "mandataire": None, "depuis": {"rapport": "1.1"}},
    {"mandant": None, "mandataire": None, "mandataire_imprime": "?"},
    {"mandant": "caron", "mandataire": "caron"},
    {"mandant": "duval", "mandataire": "evrard", "jusqua": {"deliberation": "2026-102"}},
]
RIEN: dict[str, Any] = {
    "format": "hemicycle/dossier-de-seance", "version": 1, "seance": {"date": "2019-03-04"},
}  # fmt: skip
LIMITES: dict[str, dict[str, Any]] = {
    "plain": dossier(),
    "nothing_but_a_day": RIEN,
    "empty_lists": RIEN | {
        cle: [] for cle in ("convocations", "membres", "presences", "absents", "excuses",
                            "pouvoirs", "presidences", "secretaires", "points")
    },
    "only_a_list_of_names": RIEN | {
        "presences": [{"membre": "Mme Anne ALBAN"}, {"membre": "BERNARD"}],
        "excuses": [{"membre": "Chloé CARON", "motif": "souffrante"}],
        "secretaires": ["A. ALBAN"],
    },
    "unknown_lists": dossier({"presences": None, "pouvoirs": None, "absents": None}),
    "intervals": dossier({"presences": INTERVALLES, "absents": [], "excuses": []}),
    "pouvoirs": dossier({"pouvoirs": POUVOIRS}),
    "partial_absences": dossier({
        "absents": [{"membre": "fabre", "depuis": {"rapport": "1.1"}}],
        "excuses": [{"membre": "garnier"}, {"membre": "alban", "jusqua": {"heure": "18:10"}}],
    }),
    "ballots": dossier({"points.0.votes": VOTES, "points.1.elections": ELECTIONS}),
    "withdrawals": dossier({
        "points.0.deports": [{"membre": "alban", "motif": "comptes", "sorti": True},
                             {"membre": "caron"}, {"membre": "caron", "motif": "l1111_6"}],
        "points.1.retire": True, "points.2.comptes": True,
    }),
    "accounts_and_vacancies": dossier({
        "points.0.comptes": True, "president": "A. ALBAN", "points.1.en_exercice": 6,
        "points.2.reprise": True, "seance.seconde_convocation": None,
    }),
    "totals_without_lists": dossier({
        "presences": None, "pouvoirs": None, "points.0.totaux": {"presents": 5, "pouvoirs": 1},
    }),
    "midnight": dossier({"seance.levee": "00:20", "seance.date_levee": "2026-11-20",
                         "points.2.heure": "00:05"}),
    "misprints": dossier({"seance.levee": "17:00", "seance.date_imprimee": "Lundi",
                          "membres.1.id": "alban-2", "membres.1.prenom": "Anne",
                          "membres.1.nom": "ALBAN", "membres.1.commune": "Commune A",
                          "presences.1.membre": "alban-2", "points.0.votes.0.voix": [],
                          "secretaires": ["alban", "alban"]}),
    "two_open_presences": dossier({"presences": [
        {"membre": "alban", "depuis": {"rapport": "1.1"}}, {"membre": "alban"},
        {"membre": "alban", "jusqua": {}}]}),
    "outside_the_order": dossier({"ordre_de_passage": ["1.1", "1.2", "3", "8", "2026-101"]}),
    "no_order_no_numbers": dossier({"ordre_de_passage": None, "points": [
        {"numero": "2"}, {}, {"deliberation": "D1", "rang": 7}]}),
    "acts": dossier({
        "points.0.signatures": [{"nom": "A. ALBAN", "qualite": "Le Président"}, {"date": None}],
        "points.0.timbre": {"recu_imprime": "Reçu le 21 NOV.", "recu_le": "2026-11-21"},
        "points.0.publication": {"date": "2026-11-22", "mode": "en ligne"},
        "points.0.annexes": [{"titre": "Plan"}], "points.1.dispositif": "Le conseil approuve.",
        "points.1.totaux": {"presents": 5}, "points.2.titre_deliberation": "Budget",
        "convocations": [{"date": None, "canal": "postal"}, {"date": "2026-11-10",
                         "destinataires": ["alban"], "urgence": True}],
    }),
}  # fmt: skip


@pytest.mark.parametrize("cas", LIMITES)
def test_import_then_export_then_import_changes_nothing(epci, cas):
    lu = _lu(LIMITES[cas])
    exporte = exporter(_relue(_importer(epci, lu)))
    assert _texte(exporte) == _texte(lu)
    autre = _epci()
    with tenancy.entrer(autre):
        assert _texte(exporter(_relue(_importer(autre, exporte)))) == _texte(lu)


def _relue(seance: Seance) -> Seance:
    return Seance.objects.get(pk=seance.pk)


@pytest.mark.parametrize(
    "cas",
    [
        "plain", "nothing_but_a_day", "only_a_list_of_names", "unknown_lists", "intervals",
        "pouvoirs", "partial_absences", "ballots", "midnight", "misprints",
        "accounts_and_vacancies", "totals_without_lists",
        "two_open_presences", "no_order_no_numbers",
    ],
)  # fmt: skip
def test_rows_are_judged_as_the_document_is(epci, cas):
    lu = _lu(LIMITES[cas])
    du_document = controler(lu).points
    des_lignes = _evaluer(_importer(epci, lu))
    assert [_chiffres(p) for p in des_lignes] == [_chiffres(p) for p in du_document]


def _chiffres(point: PointEvalue) -> tuple[Any, ...]:
    return (
        point.rang, point.en_exercice, point.quorum_requis, point.presents, point.pouvoirs,
        point.votants_max, point.quorum_atteint,
    )  # fmt: skip


# What is written, and what is not --------------------------------------------------------


def test_names_become_people_without_mandate_nor_birth_date(epci):
    seance = _importer(epci, besancon())
    assert (seance.etat, seance.provenance[:20]) == ("levee", "Extrait du Registre ")
    elus = Elu.objects.filter(intercommunalite=epci)
    assert elus.count() == 128 + 4
    assert not elus.exclude(naissance=None, courriel="", fictif=False).exists()
    assert set(elus.values_list("provenance", flat=True)) == {seance.provenance}
    assert not Mandat.objects.filter(intercommunalite=epci).exists()
    assert not epci.communes.exists()
    assert seance.presences.filter(suppleant__isnull=False).count() == 4


def test_an_elu_of_the_same_commune_is_recognised_and_no_other(epci):
    aval = CommuneFactory(intercommunalite=epci, nom="Commune B")
    connu = EluFactory(intercommunalite=epci, civilite="", prenom="Bruno", nom="Bernard")
    MandatFactory(intercommunalite=epci, elu=connu, commune=aval)
    homonyme = EluFactory(intercommunalite=epci, civilite="", prenom="Anne", nom="ALBAN")
    MandatFactory(intercommunalite=epci, elu=homonyme, commune=aval)
    autre = _epci()
    with tenancy.entrer(autre):
        EluFactory(intercommunalite=autre, civilite="", prenom="Chloé", nom="CARON")
    seance = _importer(epci, dossier())
    siegent = {s.elu.nom: s.elu for s in seance.siegeants.select_related("elu")}
    assert siegent["Bernard"] == connu
    assert siegent["ALBAN"] != homonyme
    assert all(e.intercommunalite_id == epci.pk for e in siegent.values())


def test_two_dossiers_of_one_conseil_share_its_people(epci):
    _importer(epci, dossier())
    suivant = dossier({"seance.date": "2026-11-20", "points": []})
    _importer(epci, suivant)
    assert Elu.objects.filter(intercommunalite=epci).count() == 7


def test_the_same_dossier_twice_is_one_seance(epci):
    seance = _importer(epci, besancon())
    assert _importer(epci, besancon()) == seance
    assert epci.seances.count() == 1
    assert AuditEntry.objects.filter(verbe="dossier_importer").count() == 1


def test_the_act_and_its_vote_stand_in_the_register(epci):
    seance = _importer(epci, besancon())
    acte = Deliberation.objects.get(seance=seance)
    assert (acte.numero, acte.numero_ordre, acte.etat) == ("2018/004514", None, "adoptee")
    assert acte.recue_en_prefecture_on == dt.date(2018, 12, 21)
    assert (acte.signataire, acte.signataire_fonction) == ("Gabriel BAULIEU", "1er Vice-Président")
    scrutin = Scrutin.objects.get(point=acte.point)
    assert (scrutin.pour, scrutin.contre, scrutin.abstention, scrutin.mode) == (107, 0, 1, "")
    assert not seance.convocations.exists()


@pytest.mark.regle("SCR-07")
def test_a_ballot_keeps_voices_named_only_where_the_law_lets_it(epci):
    _importer(epci, LIMITES["ballots"])
    assert Vote.objects.filter(scrutin__mode="secret").count() == 0
    portes = Vote.objects.filter(scrutin__mode="public").values_list("sens", "par_mandataire")
    assert set(portes) == {("pour", False), ("contre", True)}
    assert set(Candidat.objects.values_list("libelle", "proclame_elu", "voix")) == {
        ("Bruno BERNARD", False, 2), ("Un inconnu", False, 3), ("Bruno BERNARD", True, None),
        ("Liste Alban", None, 4),
    }  # fmt: skip


def test_a_seance_still_to_come_is_not_said_to_be_held(epci):
    a_venir = RIEN | {"seance": {"date": "2027-01-10"}, "ordre_de_passage": ["1"]}
    seance = _importer(epci, a_venir)
    assert (seance.etat, seance.points.get().etat) == ("preparation", "inscrit")
    convoquee = a_venir | {"convocations": [{"date": "2027-01-02"}]}
    assert _importer(epci, convoquee).etat == "convoquee"


@pytest.mark.regle("REG-01")
def test_the_next_number_follows_those_given_elsewhere(epci):
    _importer(epci, dossier())
    assert prochain(epci.pk, "deliberations/2026") == 104
    _importer(epci, RIEN | {"points": [{"deliberation": "2019-7"}, {"deliberation": "hors"}]})
    assert prochain(epci.pk, "deliberations/2026") == 105
