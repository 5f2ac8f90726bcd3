"""Bad input gets a French sentence and loses nothing typed: never a crash, at any address."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils.timezone import localdate

from governance.models import Intercommunalite
from tests import factories as f
from tests.adresses import adresses, objets_de
from tests.distribution import Scene, monter
from tests.seances_tenues import installer

pytestmark = pytest.mark.django_db
ABSURDES = ("\x00", "31/02/2027 <script>é</script>", "9" * 40)
ANGLAIS = re.compile(r"\b(This field|Enter a valid|required\.|Select a valid|Ensure this)\b")
STATUTS = frozenset({200, 204, 302, 403, 404, 405, 422})
# What views read without a form.
CHAMPS_LIBRES = {
    "geste", "etat", "mouvement", "suppleant", "sens", "rang", "avant", "page", "q", "jour",
    "exception", "sans_nom_contre", "secretaires", "instance", "tri", "demandeurs", "cle",
}  # fmt: skip


@pytest.fixture
def scene() -> Scene:
    return monter()


def soupe(reponse: Any) -> BeautifulSoup:
    return BeautifulSoup(reponse.content, "html.parser")


def texte(reponse: Any) -> str:
    return " ".join(soupe(reponse).text.replace("\u00a0", " ").replace("\u202f", " ").split())


def pages(client: Any, adresses_lues: list[str]) -> Iterator[BeautifulSoup]:
    for adresse in adresses_lues:
        with f.portee_nette():
            reponse = client.get(adresse)
        fermer(reponse)
        if reponse.status_code == 200 and reponse.headers["Content-Type"].startswith("text/html"):
            yield soupe(reponse)


def fermer(reponse: Any) -> None:
    """A file is closed once read; ``close()`` would close the database of the test with it."""
    if reponse.streaming:
        assert reponse.getvalue()


def toutes(scene: Scene) -> list[str]:
    objets = objets_de(scene, "odile")
    # The draft of a convocation takes no value, and draws a PDF each time.
    sauf = ("api-", "instances:convocation-apercu", "instances:rectification-apercu")
    return [a.remplir(scene.slug, objets) for a in adresses() if not a.nom.startswith(sauf)]


# Any address, anything ---------------------------------------------------------------------


@pytest.mark.long
def test_whatever_is_sent_to_any_address_is_answered_in_french(scene):
    """The names are those of every field of every page; the values make no sense."""
    lieux = toutes(scene)
    odile, adele = Client(), Client()
    odile.force_login(scene.odile.user)
    adele.force_login(scene.adele.user)
    noms = {
        champ["name"]
        for client in (odile, adele)
        for page in pages(client, lieux)
        for champ in page.select("form [name]")
        if champ["name"] != "csrfmiddlewaretoken"
    }
    assert len(noms) > 40
    for rang, lieu in enumerate(lieux):
        # What is read is read alike everywhere: one absurdity an address, each in its turn.
        lu = ABSURDES[rang % len(ABSURDES)]
        statut = repondre(odile.get, lieu, dict.fromkeys(sorted(CHAMPS_LIBRES), lu))
        client = adele if statut == 403 else odile
        for absurde in ABSURDES:
            repondre(client.post, lieu, dict.fromkeys(sorted(noms | CHAMPS_LIBRES), absurde))


def repondre(methode: Any, lieu: str, champs: dict[str, str]) -> int:
    with f.portee_nette():
        reponse = methode(lieu, champs)
    fermer(reponse)
    assert reponse.status_code in STATUTS, f"{lieu} {champs} : {reponse.status_code}"
    if reponse.headers["Content-Type"].startswith("text/html"):
        assert not ANGLAIS.search(reponse.content.decode()), f"{lieu} {champs}"
    return int(reponse.status_code)


@pytest.mark.parametrize("nombre", [0, 10**9, 10**30])
def test_a_number_that_leads_nowhere_is_a_page_not_found(client, scene, nombre):
    client.force_login(scene.odile.user)
    numerotees = [a for a in adresses() if "<int:" in a.motif and not a.nom.startswith("api-")]
    assert len(numerotees) > 30
    for adresse in numerotees:
        motif = re.sub(r"<int:\w+>", str(nombre), adresse.motif)
        with f.portee_nette():
            reponse = client.get(scene.url(re.sub(r"<slug:\w+>", "rien", motif)))
        fermer(reponse)
        assert reponse.status_code in {403, 404, 405}, adresse.nom
        assert "Hémicycle" in reponse.content.decode() or reponse.status_code == 405


# The list of the clerk ---------------------------------------------------------------------


def envoyer(client: Any, scene: Scene, chemin: str, **champs: Any) -> Any:
    client.force_login(scene.odile.user)
    with f.portee_nette():
        return client.post(scene.url(chemin), champs)


def valeur(reponse: Any, champ: str) -> str:
    lu = soupe(reponse).find(id=f"id_{champ}")
    assert lu is not None, champ
    choisie = lu.select_one("option[selected]")
    return str(choisie["value"] if choisie else lu.get("value") or lu.text.strip())


@pytest.mark.parametrize(
    ("chemin", "champ", "faux", "phrase"),
    [
        ("seances/creer/", "jour", "2027-02-30", "Ce jour n’existe pas"),
        ("seances/1/modifier/", "heure", "26:70", "Cette heure n’existe pas"),
        ("composition/communes/ajouter/", "starts_on", "2026-13-01", "date"),
        ("composition/elus/ajouter/", "courriel", "camille@", "adresse e-mail valide"),
    ],
)
def test_an_impossible_value_comes_back_as_it_was_typed(client, scene, chemin, champ, faux, phrase):
    reponse = envoyer(client, scene, chemin, **{champ: faux})
    assert reponse.status_code == 422
    assert valeur(reponse, champ) == faux
    assert phrase.lower() in texte(reponse).lower()


@pytest.mark.parametrize(
    ("nom", "octets", "phrase"),
    [
        ("plan.pdf", b"MZ\x90\x00 programme", "plan.pdf"),
        ("photo.png", b"%PDF-1.7", "photo.png"),
        ("virus.exe", b"MZ", "exe"),
        ("vide.pdf", b"", "est vide"),
        ("gros.pdf", b"%PDF-1.7" + b"0" * (1024 * 1024), "1 Mo"),
    ],
)
def test_an_annex_that_cannot_be_read_is_refused_and_its_title_kept(
    client, scene, nom, octets, phrase
):
    with scene.entrer():
        Intercommunalite.objects.filter(pk=scene.intercommunalite.pk).update(taille_max_piece=1)
    reponse = envoyer(
        client, scene, f"seances/1/points/{scene.points[1].pk}/annexes/joindre/",
        titre="Plan des liaisons", fichier=SimpleUploadedFile(nom, octets),
    )  # fmt: skip
    assert reponse.status_code == 422
    assert valeur(reponse, "titre") == "Plan des liaisons"
    assert phrase in texte(reponse)


def test_a_pouvoir_to_somebody_absent_then_a_second_one(client, scene):
    tenue = installer(scene)
    with scene.entrer():
        tenue.ouvrir("marc", "paul", "camille")
    sieges = {nom: siege.pk for nom, siege in tenue.sieges.items()}
    chemin = "seances/1/conduite/pouvoirs/"
    ecrit = {"date_du_pouvoir": f"{localdate():%Y-%m-%d}", "recu_par": "papier"}
    absent = envoyer(
        client, scene, chemin, **ecrit, mandant=sieges["fatou"], mandataire=sieges["jeanne"]
    )
    assert absent.status_code == 422
    assert valeur(absent, "mandant") == str(sieges["fatou"])
    assert "présent" in texte(absent)
    premier = envoyer(
        client, scene, chemin, **ecrit, mandant=sieges["fatou"], mandataire=sieges["paul"]
    )
    assert premier.status_code == 302
    second = envoyer(
        client, scene, chemin, **ecrit, mandant=sieges["jeanne"], mandataire=sieges["paul"]
    )
    assert second.status_code == 422
    assert valeur(second, "mandant") == str(sieges["jeanne"])
    assert "Paul GIRARD porte" in texte(second)


def test_a_vote_that_does_not_add_up_keeps_every_number(client, scene):
    tenue = installer(scene)
    with scene.entrer():
        tenue.ouvrir("marc", "paul", "camille")
        tenue.passer("1.1")
        point = tenue.discuter("1.2")
    comptes = {
        "voix_1": "7", "voix_2": "2", "blancs": "1", "nuls": "", "enveloppes": "3", "par": "Line",
        "demandeurs": "3",
    }  # fmt: skip
    for geste in ("relever", "proclamer"):
        reponse = envoyer(
            client, scene, f"seances/1/conduite/points/{point.pk}/vote/",
            mode="secret", geste=geste, **comptes,
        )  # fmt: skip
        assert reponse.status_code in {200, 422}
        assert {champ: valeur(reponse, champ) for champ in comptes} == comptes
        assert "Le résultat n’est pas encore proclamable" in texte(reponse)
    with scene.entrer():
        assert tenue.point("1.2").etat == "en_discussion"


@pytest.mark.parametrize(
    "contenu",
    [b"", b"{", b"\xff\xfe\x00", b"[]", b'{"version": 99}', b'{"seance": {"date": "2018-02-31"}}',
     b"[" * 20_000, b'{"a": 1e999}', b'{"a": NaN}'],
)  # fmt: skip
@pytest.mark.parametrize("commande", ["dossier_importer", "dossier_controler"])
def test_a_malformed_dossier_says_where_and_changes_nothing(
    scene, tmp_path: Path, capsys, commande, contenu
):
    fichier = tmp_path / "dossier.json"
    fichier.write_bytes(contenu)
    ou = ["--intercommunalite", scene.slug] if commande == "dossier_importer" else []
    with f.portee_nette(), pytest.raises(SystemExit) as sortie:
        call_command(commande, *ou, str(fichier))
    assert sortie.value.code != 0
    lu = capsys.readouterr()
    assert "$" in lu.err + lu.out
    with scene.entrer():
        assert scene.intercommunalite.seances.count() == 2
