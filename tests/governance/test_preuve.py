"""The chain of evidence and its time-stamps: sealed in order, stamped or said not to be."""

import datetime as dt
import http.server
import itertools
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from governance import echeances, environnement, tenancy
from governance.models import Intercommunalite, Maillon, Scelle
from governance.preuve import chaine, essai, file, horodatage
from governance.preuve.manifeste import canonique, empreinte
from tests import factories as f

AT = dt.datetime(2026, 12, 8, 9, 30, tzinfo=dt.UTC)
DOCUMENT = b"%PDF-1.7 convocation"


@pytest.fixture
def ici(db: None) -> Iterator[Intercommunalite]:
    intercommunalite = f.IntercommunaliteFactory()
    with tenancy.entrer(intercommunalite):
        yield intercommunalite


@pytest.fixture
def autorite(settings: Any) -> None:
    settings.HORODATAGE = essai.NOM


def sceller(ici: Intercommunalite, cle: str = "a", **faits: Any) -> Scelle:
    objet = chaine.Objet(nature="essai", cle=cle)
    return chaine.sceller(ici, objet, faits, at=AT)


# Manifest and chain ----------------------------------------------------------------------


def test_the_same_facts_give_the_same_bytes() -> None:
    assert canonique({"b": 1, "a": ["é", None, True]}) == '{"a":["é",null,true],"b":1}'.encode()
    assert canonique({"a": 1, "b": 2}) == canonique({"b": 2, "a": 1})


@pytest.mark.parametrize("valeur", [{"a": 1.5}, {1: "a"}, [AT], {"a": {"b": b"x"}}])
def test_what_has_several_spellings_is_refused(valeur: Any) -> None:
    with pytest.raises(TypeError):
        canonique(valeur)


@pytest.mark.regle("PRV-01")
def test_each_link_carries_the_hash_of_the_one_before(ici: Intercommunalite) -> None:
    for cle in "abc":
        sceller(ici, cle, objet=cle)
    maillons = list(ici.maillons.order_by("rang"))
    assert [m.rang for m in maillons] == [1, 2, 3]
    assert maillons[0].precedent == chaine.ORIGINE
    for avant, apres in itertools.pairwise(maillons):
        assert apres.precedent == avant.empreinte == empreinte(chaine.octets_du_maillon(avant))


@pytest.mark.regle("PRV-02")
@pytest.mark.parametrize(
    "phrase",
    [
        "UPDATE governance_maillon SET empreinte = precedent",
        "DELETE FROM governance_maillon",
        "UPDATE governance_scelle SET horodate_at = now()",
        "DELETE FROM governance_scelle",
        "UPDATE governance_scelle SET maillon_id = NULL",
    ],
)
@pytest.mark.parametrize("horodate", [True, False], ids=["horodaté", "en attente"])
def test_what_is_sealed_and_stamped_never_moves(
    ici: Intercommunalite, autorite: None, phrase: str, horodate: bool
) -> None:
    sceller(ici)
    if horodate:
        file.vider(ici.pk)
    elif "horodate_at" in phrase:
        phrase = "DELETE FROM governance_scelle"
    with pytest.raises(DatabaseError, match="ajout seul"), transaction.atomic():
        connection.cursor().execute(phrase)


@pytest.mark.regle("PRV-02")
def test_the_neighbour_sees_no_link_and_begins_its_own_chain(ici: Intercommunalite) -> None:
    sceller(ici)
    sceller(ici, "b")
    voisine = f.IntercommunaliteFactory()
    with tenancy.entrer(voisine):
        assert not Maillon.objects.exists()
        assert sceller(voisine).maillon.rang == 1
    assert Maillon.objects.count() == 2


def test_a_refused_act_leaves_no_link_and_no_gap(ici: Intercommunalite) -> None:
    sceller(ici)

    @transaction.atomic
    def refuse() -> None:
        sceller(ici, "perdu")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        refuse()
    assert sceller(ici, "b").maillon.rang == 2


@pytest.mark.regle("PRV-02")
@pytest.mark.django_db(transaction=True)
def test_acts_at_the_same_moment_take_turns_in_the_chain() -> None:
    intercommunalite = f.IntercommunaliteFactory()

    def agir(rang: int) -> None:
        with tenancy.entrer(intercommunalite):
            sceller(intercommunalite, f"acte-{rang}", rang=rang)
        connection.close()

    fils = [threading.Thread(target=agir, args=[rang]) for rang in range(8)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    with tenancy.entrer(intercommunalite):
        maillons = list(intercommunalite.maillons.order_by("rang"))
    assert [m.rang for m in maillons] == list(range(1, 9))
    assert [m.precedent for m in maillons[1:]] == [m.empreinte for m in maillons[:-1]]


# Time-stamps -----------------------------------------------------------------------------


@pytest.mark.regle("PRV-03")
def test_the_drain_obtains_the_stamp(ici: Intercommunalite, autorite: None) -> None:
    scelle = sceller(ici)
    assert echeances.drainer() == 1
    scelle.refresh_from_db()
    assert scelle.jeton is not None
    assert abs(timezone.now() - scelle.horodate_at) < dt.timedelta(minutes=1)
    assert scelle.erreur == ""
    assert echeances.drainer() == 0


@pytest.mark.regle("PRV-03")
def test_without_an_authority_the_seal_waits_and_says_why(ici: Intercommunalite) -> None:
    scelle = sceller(ici)
    assert echeances.drainer() == 0
    scelle.refresh_from_db()
    assert (scelle.jeton_id, scelle.tentatives) == (None, 1)
    assert "Aucune autorité" in scelle.erreur
    assert scelle.due_at > timezone.now()


class Autorite(http.server.BaseHTTPRequestHandler):
    """The test authority behind an address, as a real one would answer."""

    reponse: bytes | None = None

    def do_POST(self) -> None:
        demande = Path(self.server.dossier) / "demande.tsq"
        demande.write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
        octets = self.reponse or essai.repondre(demande)
        self.server.entetes.append(dict(self.headers))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(octets)

    def log_message(self, *args: Any) -> None:
        """Silent."""


@pytest.fixture
def service(tmp_path: Path, settings: Any, monkeypatch: Any) -> Iterator[Any]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    serveur = http.server.HTTPServer(("127.0.0.1", 0), Autorite)
    serveur.dossier, serveur.entetes = tmp_path, []
    fil = threading.Thread(target=serveur.serve_forever)
    fil.start()
    settings.HORODATAGE = f"http://cle:secret@127.0.0.1:{serveur.server_port}/tsa"
    settings.HORODATAGE_CERTIFICATS = str(essai.certificats())
    yield serveur
    serveur.shutdown()
    fil.join()
    serveur.server_close()


@pytest.mark.regle("PRV-03")
def test_an_authority_that_was_down_is_asked_again(
    ici: Intercommunalite, service: Any, settings: Any
) -> None:
    debout, settings.HORODATAGE = settings.HORODATAGE, "http://127.0.0.1:1/tsa"
    scelle = sceller(ici)
    echeances.drainer()
    scelle.refresh_from_db()
    assert scelle.jeton is None
    assert "refused" in scelle.erreur
    settings.HORODATAGE = debout
    assert echeances.drainer() == 0, "l’attente n’est pas écoulée"
    Scelle.objects.update(due_at=timezone.now())
    assert echeances.drainer() == 1
    scelle.refresh_from_db()
    assert scelle.jeton is not None
    assert service.entetes[0]["Content-Type"] == "application/timestamp-query"
    assert service.entetes[0]["Authorization"] == "Basic Y2xlOnNlY3JldA=="


@pytest.mark.regle("PRV-03")
@pytest.mark.parametrize("cas", ["illisible", "d’une autre demande"])
def test_a_reply_that_does_not_answer_is_no_stamp(
    ici: Intercommunalite, service: Any, monkeypatch: Any, cas: str
) -> None:
    autre = b"rien"
    if cas != "illisible":
        autre = horodatage.obtenir(b"autre chose").octets
    monkeypatch.setattr(Autorite, "reponse", autre)
    with pytest.raises(horodatage.HorodatageEnEchec):
        horodatage.obtenir(b"essai")


def test_a_clock_that_disagrees_is_no_stamp(
    autorite: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    demain = timezone.now() + dt.timedelta(days=1)
    monkeypatch.setattr(horodatage.timezone, "now", lambda: demain)
    with pytest.raises(horodatage.HorodatageEnEchec, match="cinq minutes"):
        horodatage.obtenir(b"essai")


def test_a_planned_seal_is_taken_when_its_hour_comes(
    ici: Intercommunalite, autorite: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(file._natures, "etat", lambda ici, cle, at: {"vu": cle})
    objet = chaine.Objet(nature="etat", cle="a")
    passe, futur = (timezone.now() + dt.timedelta(hours=h) for h in (-1, 1))
    chaine.prevoir(ici, objet, [passe, futur, passe])
    assert echeances.drainer() == 1
    pris, attendu = ici.scelles.order_by("prevu_at")
    assert pris.maillon is not None
    assert attendu.maillon is None


def test_a_seal_that_fails_holds_no_other(
    ici: Intercommunalite, autorite: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def panne(*_: Any) -> Any:
        raise ValueError("document altéré")

    monkeypatch.setitem(file._natures, "etat", panne)
    chaine.prevoir(ici, chaine.Objet(nature="etat", cle="a"), [AT - dt.timedelta(days=400)])
    scelle = sceller(ici)
    Scelle.objects.update(due_at=timezone.now() - dt.timedelta(hours=1))
    with pytest.raises(ExceptionGroup):
        echeances.drainer()
    echeances.drainer()
    scelle.refresh_from_db()
    assert scelle.jeton is not None


# Settings ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "valeurs, mot",
    [
        ({"HEMICYCLE_HORODATAGE": "essai"}, "réservée à la démonstration"),
        ({"HEMICYCLE_HORODATAGE": "ftp://exemple.invalid"}, "https://"),
        ({"HEMICYCLE_HORODATAGE": "https://exemple.invalid"}, "HEMICYCLE_HORODATAGE_CERTIFICATS"),
    ],
)
def test_an_authority_that_would_prove_nothing_is_refused(
    valeurs: dict[str, str], mot: str
) -> None:
    with pytest.raises(environnement.ConfigurationRefusee, match=mot):
        environnement.horodatage(environnement.Environnement(valeurs=valeurs), demo=False)


def test_the_demonstration_has_its_own_and_a_server_none_by_default() -> None:
    vide = environnement.Environnement(valeurs={})
    assert environnement.horodatage(vide, demo=True)[0] == essai.NOM
    assert environnement.horodatage(vide, demo=False) == ("", "")
