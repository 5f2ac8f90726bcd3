"""Notices on paper of a report or a cancellation: one file to print, one day to date them."""

import io

import pikepdf
import pytest
from django.utils.timezone import localdate, now

from governance.models import Envoi
from governance.regles import RegleViolee
from instances import documents_postaux
from instances.actions.convoquer import convoquer
from instances.actions.prevenir import deposer_avis
from instances.actions.seances import annuler_seance
from instances.queries.prevenus import prevenus
from tests import factories as f
from tests.distribution import monter

A_TEMPS = now()


@pytest.fixture
def scene(db):
    """A convened séance, one member on paper, then called off."""
    scene = monter()
    with scene.entrer():
        f.PreferenceCanalFactory(
            intercommunalite=scene.intercommunalite, elu=scene.elus["marc"], canal="papier",
            adresse="12 place de la Mairie\n25000 Brumeval", demande_on=localdate(A_TEMPS),
        )  # fmt: skip
        signe = {"by": scene.odile.user, "at": A_TEMPS}
        convoquer(scene.seance, **signe)
        annuler_seance(scene.seance, motif="Salle inondée", **signe)
        yield scene


def test_a_notice_on_paper_is_printed_then_dated_once(scene):
    seance, signe = scene.seance, {"by": scene.odile.user, "at": A_TEMPS}
    (pli,) = filter(documents_postaux.a_imprimer, prevenus(seance))
    assert "Le fichier joint" not in pli.corps
    octets = documents_postaux.rendre_les_avis(seance, [pli])
    with pikepdf.open(io.BytesIO(octets)) as lot:
        assert len(lot.pages) == 2
    jour = localdate(A_TEMPS)
    assert deposer_avis(seance, on=jour, **signe) == 1
    pli.refresh_from_db()
    assert pli.etat == Envoi.Etat.DEPOSE
    with pytest.raises(RegleViolee):
        deposer_avis(seance, on=jour, **signe)


def test_the_page_says_who_was_told(scene, client):
    client.force_login(scene.odile.user)
    adresse = scene.url("seances/1/prevenus/")
    html = client.get(adresse).content.decode()
    assert "12 place de la Mairie" in html
    assert "Imprimer 1" in html
    assert client.get(f"{adresse}plis.pdf").content.startswith(b"%PDF")
    assert client.post(adresse, {"on": "rien"}).status_code == 422
    assert client.post(adresse, {"on": localdate(A_TEMPS).isoformat()}).status_code in (302, 422)
