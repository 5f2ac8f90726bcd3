"""A gesture sent twice is done once; screens ask often, and are answered for little."""

import time
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from governance import redites
from governance.models import Geste
from instances.actions import ecrans
from instances.models import Ecran, HuisClos, Presence
from tests import distribution
from tests import factories as f
from tests.deliberations.test_conduite_pages import HTMX, page, poster, soupe, texte
from tests.seances_tenues import NOMS, Tenue, installer

pytestmark = pytest.mark.django_db
MOUVEMENTS = st.lists(st.tuples(st.sampled_from(NOMS), st.sampled_from(["arrivee", "depart"])))


@pytest.fixture
def t() -> Tenue:
    return installer(distribution.monter())


@pytest.fixture
def ouverte(t: Tenue) -> Tenue:
    with t.scene.entrer():
        t.ouvrir("marc", "paul", "camille")
        t.passer("1.1")
        t.discuter("1.2")
    return t


def pointer(client: Any, t: Tenue, nom: str, mouvement: str, cle: object) -> Any:
    chemin = f"membres/{t.sieges[nom].pk}/"
    entetes = {**HTMX, "HC-Geste": str(cle)}
    return poster(client, t, chemin, {"mouvement": mouvement}, headers=entetes)


def etat(t: Tenue) -> list[Any]:
    return list(Presence.objects.order_by("id").values())


def test_the_same_key_answers_what_is_there_and_changes_nothing(client: Any, t: Tenue) -> None:
    cle = uuid.uuid4()
    assert pointer(client, t, "marc", "arrivee", cle).status_code == 200
    reponse = pointer(client, t, "marc", "arrivee", cle)
    assert reponse.status_code == 200
    bouton = soupe(reponse).find(id=f"membre-{t.sieges['marc'].pk}")
    assert bouton["aria-pressed"] == "true"
    with t.scene.entrer():
        assert Presence.objects.count() == Geste.objects.count() == 1


def test_what_is_only_noted_of_a_vote_answers_the_same_when_sent_again(
    client: Any, ouverte: Tenue
) -> None:
    """The answer was lost: without its exceptions, the next one would count that voice « pour »."""
    t, entetes = ouverte, {**HTMX, "HC-Geste": str(uuid.uuid4())}
    champs = {"nom": "Camille", "geste": "ajouter:contre", "objet_renvoi": "Chiffrer"}
    with t.scene.entrer():
        chemin = f"points/{t.point('1.2').pk}/vote/"
    for _ in range(2):
        lue = soupe(poster(client, t, chemin, champs, headers=entetes))
        assert lue.select_one(".exceptions .chip span").text == "Mme Camille ROUSSEL"
        assert lue.find(id="objet-renvoi")["value"] == "Chiffrer"
    proclame = {**entetes, "HC-Geste": str(uuid.uuid4())}
    for _ in range(2):
        assert (
            poster(client, t, chemin, {"geste": "proclamer"}, headers=proclame).status_code == 200
        )
    with t.scene.entrer():
        assert t.point("1.2").scrutins.count() == 1


def test_a_console_knows_that_another_one_notes_a_vote(client: Any, ouverte: Tenue) -> None:
    """Who, never what; forgotten as soon as it notes nothing, and of no use to the screens."""
    t, etat = ouverte, ouverte.scene.url("seances/1/conduite/etat/")
    clients = {nom: Client() for nom in ("odile", "diane")}
    for nom, lui in clients.items():
        lui.force_login(t.scene.acces[nom].user)
    with f.portee_nette():
        avant = clients["diane"].get(etat, headers=HTMX)
        clients["odile"].get(etat, headers={**HTMX, "HC-Saisie": "oui"})
        suivi = {**HTMX, "If-None-Match": avant["ETag"]}
        pendant = clients["diane"].get(etat, headers=suivi)
        assert "Odile Marchand note un vote" in texte(pendant)
        assert "note un vote" not in texte(clients["odile"].get(etat, headers=HTMX))
        assert "note un vote" not in texte(clients["diane"].get(etat, headers=HTMX))


def test_a_refused_gesture_leaves_its_key_free(client: Any, t: Tenue) -> None:
    cle = uuid.uuid4()
    assert pointer(client, t, "marc", "depart", cle).status_code == 422
    with t.scene.entrer():
        assert not Geste.objects.exists()
        t.arrivent("marc")
    assert pointer(client, t, "marc", "depart", cle).status_code == 200


def test_a_key_that_is_none_is_ignored(client: Any, t: Tenue) -> None:
    assert pointer(client, t, "marc", "arrivee", "n’importe quoi").status_code == 200
    with t.scene.entrer():
        assert not Geste.objects.exists()


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(gestes=MOUVEMENTS)
def test_gestures_sent_twice_leave_the_presences_of_gestures_sent_once(
    t: Tenue, gestes: list[tuple[str, str]]
) -> None:
    client, cles = Client(), [uuid.uuid4() for _ in gestes]
    for (nom, mouvement), cle in zip(gestes, cles, strict=True):
        pointer(client, t, nom, mouvement, cle)
        with t.scene.entrer():
            avant = etat(t)
        faite = pointer(client, t, nom, mouvement, cle)
        with t.scene.entrer():
            assert etat(t) == avant, faite


# The state asked every few seconds -----------------------------------------------------------


def test_nothing_new_is_a_304_for_little(client: Any, ouverte: Tenue) -> None:
    lue = page(client, ouverte, "etat/", headers=HTMX)
    version = lue.headers["ETag"]
    entetes = {**HTMX, "If-None-Match": version}
    client.force_login(ouverte.scene.odile.user)
    with f.portee_nette(), CaptureQueriesContext(connection) as captees:
        adresse = ouverte.scene.url("seances/1/conduite/etat/")
        assert client.get(adresse, headers=entetes).status_code == 304
    seances = [q["sql"] for q in captees.captured_queries if "instances_seance" in q["sql"]]
    assert len(seances) == 1
    assert not [q for q in captees.captured_queries if q["sql"].startswith(("UPDATE", "INSERT"))]
    with ouverte.scene.entrer():
        ouverte.arrivent("fatou")
    nouvelle = page(client, ouverte, "etat/", headers=entetes)
    assert (nouvelle.status_code, nouvelle.headers["ETag"] != version) == (200, True)
    assert "4 présents" in texte(nouvelle)


# The room's screen ---------------------------------------------------------------------------


def ecran(t: Tenue, suite: str = "", secret: str | None = None, **entetes: str) -> Any:
    with t.scene.entrer():
        secret = secret or ecrans.ouvrir_ecran(t.seance, **t.qui())
    with f.portee_nette():
        return Client().get(t.scene.url(f"public/ecran/{secret}/{suite}"), headers=entetes)


def test_the_screen_shows_the_point_the_quorum_and_no_name(ouverte: Tenue) -> None:
    lue = texte(ecran(ouverte))
    assert "Quorum atteint 3 sur 5, quorum 3" in lue
    assert "ROUSSEL" not in lue


def test_a_poll_of_the_screen_is_one_query_without_session(ouverte: Tenue) -> None:
    with ouverte.scene.entrer():
        secret = ecrans.ouvrir_ecran(ouverte.seance, **ouverte.qui())
    version = ecran(ouverte, "etat/", secret).headers["ETag"]
    with CaptureQueriesContext(connection) as captees:
        reponse = ecran(ouverte, "etat/", secret, **{"If-None-Match": version})
    assert reponse.status_code == 304
    lues = [q["sql"] for q in captees.captured_queries if "instances_" in q["sql"]]
    assert len(lues) == 1
    assert not [q for q in captees.captured_queries if "django_session" in q["sql"]]


def test_a_full_room_asks_the_database_once(
    ouverte: Tenue, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Within half a second the screens are told the same, and another address is not."""
    memoire = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    settings.CACHES = {**settings.CACHES, "redites": memoire}
    monkeypatch.setattr(redites, "DUREE", 60)
    with ouverte.scene.entrer():
        secret = ecrans.ouvrir_ecran(ouverte.seance, **ouverte.qui())
    premiere = ecran(ouverte, "etat/", secret)
    with CaptureQueriesContext(connection) as captees:
        encore = ecran(ouverte, "etat/", secret)
        sue = ecran(ouverte, "etat/", secret, **{"If-None-Match": premiere.headers["ETag"]})
    assert not [q for q in captees.captured_queries if "instances_" in q["sql"]]
    assert (encore.status_code, encore.content) == (200, premiere.content)
    assert encore.headers["Cache-Control"] == premiere.headers["Cache-Control"]
    assert (sue.status_code, sue.content) == (304, b"")
    assert ecran(ouverte, "etat/", f"{secret}x").status_code == 404


def test_what_is_said_again_is_soon_forgotten(
    ouverte: Tenue, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    memoire = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    settings.CACHES = {**settings.CACHES, "redites": memoire}
    monkeypatch.setattr(redites, "DUREE", 0.05)
    with ouverte.scene.entrer():
        secret = ecrans.ouvrir_ecran(ouverte.seance, **ouverte.qui())
    avant = ecran(ouverte, "etat/", secret)
    with ouverte.scene.entrer():
        ouverte.arrivent("fatou")
    time.sleep(0.1)
    apres = ecran(ouverte, "etat/", secret)
    assert apres.headers["ETag"] != avant.headers["ETag"]
    assert "4 sur 5" in texte(apres)


@pytest.mark.regle("SCR-07")
@pytest.mark.parametrize("mode", ["public", "ordinaire", "secret"])
def test_names_show_after_a_public_scrutin_alone(ouverte: Tenue, mode: str) -> None:
    champs = {"intercommunalite": ouverte.scene.intercommunalite}
    with ouverte.scene.entrer():
        point = ouverte.point("1.2")
        point.etat = "traite"
        point.save()
        scrutin = f.ScrutinFactory(
            **champs, point=point, mode=mode, issue="adoptee", proclame_at=ouverte.qui()["at"]
        )
        if mode != "secret":
            f.VoteFactory(**champs, scrutin=scrutin, siegeant=ouverte.siege("camille"))
    assert ("ROUSSEL" in texte(ecran(ouverte))) is (mode == "public")


@pytest.mark.regle("HUC-02")
def test_behind_closed_doors_the_screen_says_that_alone(ouverte: Tenue) -> None:
    with ouverte.scene.entrer():
        huis = HuisClos.objects.create(
            intercommunalite=ouverte.scene.intercommunalite, seance=ouverte.seance,
            demande="president", pour=3, votants=3, decide=True, debut_at=ouverte.qui()["at"],
        )  # fmt: skip
    lue = soupe(ecran(ouverte)).select_one("#ecran").text
    assert "Huis clos" in lue
    assert "Quorum" not in lue
    assert "1.2" not in lue
    with ouverte.scene.entrer():
        HuisClos.objects.filter(pk=huis.pk).update(fin_at=ouverte.qui()["at"])
    assert "Quorum" in texte(ecran(ouverte))


def test_the_link_is_shown_once_and_closed_at_once(client: Any, ouverte: Tenue) -> None:
    cree = soupe(poster(client, ouverte, "ecran/"))
    adresse = cree.find(id="lien")["value"]
    secret = adresse.rstrip("/").rsplit("/", 1)[1]
    assert secret not in page(client, ouverte, "ecran/").content.decode()
    assert ecran(ouverte, secret=secret).status_code == 200
    with ouverte.scene.entrer():
        pk = Ecran.objects.get().pk
    assert poster(client, ouverte, f"ecrans/{pk}/revoquer/").status_code == 302
    assert ecran(ouverte, secret=secret).status_code == 404
    assert ecran(ouverte, "etat/", secret).status_code == 404
