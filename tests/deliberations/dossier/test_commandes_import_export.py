"""``dossier_importer`` and ``dossier_exporter`` as a clerk runs them."""

import datetime as dt
import json

import pytest
from django.core.management import CommandError, call_command

from deliberations.dossier.exportation import exporter
from deliberations.dossier.format import lire, vers_json
from deliberations.dossier.importation import importer
from governance import tenancy
from governance.demo.donnees import SEANCE_DE_2018
from instances.models import Presence, Seance
from instances.queries.faits import faits_de
from instances.regles.seance import evaluer
from tests.deliberations.dossier.dossiers import dossier
from tests.factories import (
    CommuneFactory,
    ConvocationFactory,
    DeportFactory,
    EluFactory,
    InstanceFactory,
    IntercommunaliteFactory,
    PointFactory,
    PouvoirFactory,
    PresenceFactory,
    PresidenceFactory,
    ProjetFactory,
    ScrutinFactory,
    SeanceFactory,
    SecretaireFactory,
    SiegeantFactory,
    TypeInstanceFactory,
    VoteFactory,
)

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def epci():
    return _epci("val-de-brume")


def _epci(slug):
    epci = IntercommunaliteFactory(slug=slug)
    genre = TypeInstanceFactory(intercommunalite=epci, code="conseil")
    InstanceFactory(
        intercommunalite=epci, type_instance=genre, nom="Conseil communautaire", starts_on=None
    )
    return epci


def _numero(epci):
    with tenancy.entrer(epci):
        return Seance.objects.get(intercommunalite=epci).numero


def test_a_file_goes_in_and_the_same_file_comes_out(epci, tmp_path, capsys):
    call_command("dossier_importer", str(SEANCE_DE_2018), intercommunalite=epci.slug)
    dit = capsys.readouterr().out
    assert f"Séance n°\u00a0{_numero(epci)}" in dit
    assert "Aucune anomalie." in dit
    sortie = tmp_path / "sortie.json"
    call_command(
        "dossier_exporter", intercommunalite=epci.slug, seance=_numero(epci), sortie=str(sortie)
    )
    voisine = _epci("val-d-aval")
    call_command("dossier_importer", str(sortie), intercommunalite=voisine.slug)
    capsys.readouterr()
    call_command("dossier_exporter", intercommunalite=voisine.slug, seance=_numero(voisine))
    assert capsys.readouterr().out.encode() == sortie.read_bytes()
    assert lire(sortie.read_bytes()) == lire(SEANCE_DE_2018.read_bytes())


def test_anomalies_do_not_stop_an_import_and_are_told(epci, tmp_path, capsys):
    fichier = tmp_path / "dossier.json"
    fichier.write_text(json.dumps(dossier({"seance.levee": "17:00"})), encoding="utf-8")
    call_command("dossier_importer", str(fichier), intercommunalite=epci.slug)
    assert "COH-14" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("contenu", "extrait"),
    [
        ("{", "$\u00a0: Ce n’est pas du JSON"),
        (json.dumps(dossier({"seance.date": "2026-02-30"})), "$.seance.date\u00a0: Le jour"),
        (json.dumps(dossier({"secretaires": ["X"]})), "$.secretaires[0]\u00a0: «\u00a0X\u00a0»"),
    ],
)
def test_errors_are_listed_with_their_path_and_nothing_is_written(
    epci, tmp_path, capsys, contenu, extrait
):
    fichier = tmp_path / "dossier.json"
    fichier.write_text(contenu, encoding="utf-8")
    with pytest.raises(SystemExit) as sortie:
        call_command("dossier_importer", str(fichier), intercommunalite=epci.slug)
    assert sortie.value.code == 1
    dit = capsys.readouterr()
    assert extrait in dit.err
    assert dit.out == ""
    with tenancy.entrer(epci):
        assert not epci.seances.exists()


def test_an_unknown_seance_or_place_is_said_in_french(epci, tmp_path):
    with pytest.raises(CommandError, match="Aucune séance n°\u00a07"):
        call_command("dossier_exporter", intercommunalite=epci.slug, seance=7)
    call_command("dossier_importer", str(SEANCE_DE_2018), intercommunalite=epci.slug)
    with pytest.raises(CommandError, match="ne peut être écrit"):
        call_command(
            "dossier_exporter", intercommunalite=epci.slug, seance=_numero(epci),
            sortie=str(tmp_path / "absent" / "x.json"),
        )  # fmt: skip


def test_a_seance_held_here_is_exported_and_judged_the_same_once_imported(epci):
    with tenancy.entrer(epci):
        _tenue(epci)
        seance = Seance.objects.get(intercommunalite=epci)
        sorti, evalues = exporter(seance), evaluer(faits_de(seance))
    valeurs = vers_json(sorti)
    assert valeurs["source"]["nature"] == "logiciel"
    assert valeurs["convocations"][0]["date"] == "2026-11-12"
    assert valeurs["points"][0]["votes"][0]["voix"][0]["sens"] == "contre"
    assert valeurs["points"][0]["dispositif"] == "Le Conseil approuve."
    voisine = _epci("val-d-aval")
    with tenancy.entrer(voisine):
        reprise = importer(voisine, sorti, by=None, at=AT)
        assert vers_json(exporter(Seance.objects.get(pk=reprise.pk))) == valeurs
        assert evaluer(faits_de(reprise)) == evalues
        assert Presence.objects.filter(seance=reprise).count() == 2


def _tenue(epci):
    """Two members present, one represented, a withdrawal, a vote against."""
    CommuneFactory(intercommunalite=epci, nom="Brumeval")
    ouverte = dt.datetime(2026, 11, 19, 17, 0, tzinfo=dt.UTC)
    seance = SeanceFactory(
        intercommunalite=epci, instance=epci.instances.get(), starts_at=ouverte, numero=1,
        etat="levee", ouverte_at=ouverte, levee_at=ouverte + dt.timedelta(hours=2), en_exercice=3,
    )  # fmt: skip
    commun = {"intercommunalite": epci}
    a, b, c = (
        SiegeantFactory(**commun, seance=seance, elu=EluFactory(**commun), ordre=n)
        for n in (1, 2, 3)
    )
    points = [
        PointFactory(**commun, seance=seance, numero=f"1.{n}", rang=n, etat="traite")
        for n in (1, 2)
    ]
    ConvocationFactory(**commun, seance=seance, sent_at=ouverte - dt.timedelta(days=7))
    PresenceFactory(**commun, seance=seance, siegeant=a)
    PresenceFactory(**commun, seance=seance, siegeant=b, fin_point=points[0])
    PouvoirFactory(**commun, seance=seance, mandant=c, mandataire=a)
    PresidenceFactory(**commun, seance=seance, elu=a.elu)
    SecretaireFactory(**commun, seance=seance, elu=b.elu)
    DeportFactory(**commun, point=points[1], siegeant=a)
    ProjetFactory(**commun, point=points[0], dispositif="Le Conseil approuve.")
    scrutin = ScrutinFactory(
        **commun, point=points[0], mode="ordinaire", pour=2, contre=1, abstention=0,
        ne_prend_pas_part=0, issue="adoptee",
    )  # fmt: skip
    VoteFactory(**commun, scrutin=scrutin, siegeant=b, sens="contre")


def test_a_seance_in_preparation_says_nothing_of_who_came(epci):
    with tenancy.entrer(epci):
        seance = SeanceFactory(intercommunalite=epci, instance=epci.instances.get())
        PointFactory(intercommunalite=epci, seance=seance, numero="1", rang=1)
        valeurs = vers_json(exporter(seance))
    assert (valeurs["presences"], valeurs["pouvoirs"], valeurs["secretaires"]) == (None,) * 3
    assert valeurs["ordre_de_passage"] == ["1"]
