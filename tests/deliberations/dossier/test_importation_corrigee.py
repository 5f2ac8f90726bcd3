"""What a correction in the rows changes of what is exported, and what is refused."""

import datetime as dt

import pytest
from django.utils import timezone

from deliberations.dossier.exportation import exporter
from deliberations.dossier.format import vers_json
from deliberations.dossier.importation import DossierRefuse
from deliberations.models import Deliberation, Scrutin
from governance.models import AuditEntry
from instances.models import Pouvoir, Presence, Siegeant
from tests.deliberations.dossier import test_importation
from tests.deliberations.dossier.dossiers import dossier
from tests.deliberations.dossier.test_importation import _importer, _relue, besancon

pytestmark = pytest.mark.django_db
_dedans = test_importation._dedans
epci = test_importation.epci


# A correction in the rows is what is exported --------------------------------------------


def test_what_is_corrected_in_the_rows_is_exported_and_the_rest_stays_printed(epci):
    seance = _importer(epci, besancon())
    point = seance.points.get(numero="0.2")
    Scrutin.objects.filter(point=point).update(pour=106, contre=1)
    Deliberation.objects.filter(point=point).update(signataire="Jean-Louis FOUSSERET")
    Pouvoir.objects.filter(mandant__elu__nom="AVIS").update(
        mandataire=seance.siegeants.get(elu__nom="JAVAUX")
    )
    Presence.objects.filter(siegeant__elu__nom="PESEUX").update(
        debut_point=seance.points.get(numero="0.4")
    )
    Presence.objects.filter(siegeant__elu__nom="ZEHAF").delete()
    Siegeant.objects.filter(elu__nom="ZEHAF").update(annonce="excuse")
    lu, exporte = vers_json(besancon()), vers_json(exporter(_relue(seance)))
    vote = exporte["points"][0]["votes"][0]
    assert (vote["pour"], vote["contre"], vote["abstention"]) == (106, 1, 1)
    assert (vote["unanimite"], vote["mention"]) == (False, "Rapport adopté à la majorité")
    signature = exporte["points"][0]["signatures"][0]
    assert signature["nom"] == "Jean-Louis FOUSSERET"
    assert signature["mention"] == "Pour extrait conforme,"
    assert exporte["pouvoirs"][0]["mandataire"] == "javaux-thomas"
    assert exporte["pouvoirs"][0]["mandataire_imprime"] == "T. JAVAUX"
    assert {"membre": "peseux-sophie", "depuis": {"rapport": "0.4", "inclus": True}} in [
        {"membre": p["membre"], "depuis": p["depuis"] and {k: p["depuis"][k] for k in
         ("rapport", "inclus")}} for p in exporte["presences"]
    ]  # fmt: skip
    assert len(exporte["presences"]) == 84
    assert [e["membre"] for e in exporte["excuses"]] == ["zehaf-marie"]
    for cle in ("source", "intercommunalite", "instance", "membres", "absents", "seance"):
        assert exporte[cle] == lu[cle]


def test_a_new_row_joins_what_the_document_said(epci):
    seance = _importer(epci, dossier())
    garnier = seance.siegeants.get(elu__nom="GARNIER")
    ligne = Presence.objects.create(
        intercommunalite=epci, seance=seance, siegeant=garnier,
        debut_at=dt.datetime(2026, 11, 19, 17, 40, tzinfo=dt.UTC),
    )  # fmt: skip
    assert timezone.localtime(ligne.debut_at).hour == 18
    (*anciennes, nouvelle) = vers_json(exporter(_relue(seance)))["presences"]
    assert len(anciennes) == 5
    assert nouvelle["membre"] == "garnier"
    assert nouvelle["depuis"]["heure"] == "18:40"


# Refusals ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changements", "chemin", "extrait"),
    [
        ({"seance": None}, "$.seance.date", "Indiquez le jour"),
        ({"instance": {"nom": "Comité des fêtes"}}, "$.instance.nom", "Comité des fêtes"),
        ({"presences.0.membre": "ZORRO"}, "$.presences[0].membre", "COH-11"),
        ({"membres.1.nom": "CARON", "pouvoirs.0.mandant": "CARON"}, "$.pouvoirs[0].mandant",
         "COH-12"),
        ({"pouvoirs.0.jusqua": {"rapport": "9.9"}}, "$.pouvoirs[0].jusqua", "COH-04"),
        ({"presences.0.depuis": {"deliberation": "X"}}, "$.presences[0].depuis", "COH-04"),
        ({"ordre_de_passage": ["3", "3"]}, "$.ordre_de_passage[1]", "COH-15"),
        ({"points.1.numero": "2.1"}, "$.points[1].numero", "COH-15"),
        ({"points.1.deliberation": "2026-101"}, "$.points[1].deliberation", "COH-15"),
        ({"points.0.votes.0.mode": "secret"}, "$.points[0].votes[0].voix", "SCR-07"),
        ({"points.0.titre": "a" * 401}, "$.points[0].titre", "400 caractères"),
        ({"en_exercice": 40000}, "$.en_exercice", "32767"),
        ({"secretaires": ["PERSONNE"]}, "$.secretaires[0]", "COH-11"),
        ({"points.0.deports": [{"membre": "X"}]}, "$.points[0].deports[0].membre", "COH-11"),
    ],
)  # fmt: skip
def test_what_has_no_place_is_refused_with_its_path_and_nothing_is_written(
    epci, changements, chemin, extrait
):
    with pytest.raises(DossierRefuse) as refus:
        _importer(epci, dossier(changements))
    assert chemin in [e.chemin for e in refus.value.erreurs]
    assert any(extrait in e.message for e in refus.value.erreurs)
    assert not epci.seances.exists()
    assert not epci.elus.exists()
    assert not AuditEntry.objects.exists()


def test_a_number_already_in_the_register_is_refused(epci):
    _importer(epci, dossier())
    with pytest.raises(DossierRefuse) as refus:
        _importer(epci, dossier({"seance.lieu": "Ailleurs"}))
    assert [e.chemin for e in refus.value.erreurs] == [
        "$.points[0].deliberation", "$.points[1].deliberation", "$.points[2].deliberation",
    ]  # fmt: skip
    assert epci.seances.count() == 1
