"""The bundle of evidence, and the verifier that needs nothing of ours."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from governance.models import Intercommunalite
from governance.preuve import dossier, file
from governance.preuve import verifier as verificateur
from governance.preuve.manifeste import canonique, empreinte
from tests.governance import test_preuve
from tests.governance.test_preuve import AT, DOCUMENT, sceller

autorite = test_preuve.autorite
ici = test_preuve.ici


# The bundle, and its verifier --------------------------------------------------------------


def assembler(ici: Intercommunalite) -> bytes:
    """Three links; the second describes a document and the third has seen an event."""
    evenement = {"destinataire": "Camille Roussel", "etat": "remis"}
    piece = {
        "chemin": "documents/a.pdf", "sha256": empreinte(DOCUMENT), "taille": len(DOCUMENT),
    }  # fmt: skip
    sceller(ici, "avant")
    scelles = [
        sceller(ici, "envoi", fichiers=[piece]),
        sceller(ici, "remises", evenements=[evenement]),
    ]
    file.vider(ici.pk)
    for scelle in scelles:
        scelle.refresh_from_db()
    pieces = {
        "documents/a.pdf": DOCUMENT,
        "evenements.json": canonique({"evenements": [evenement]}),
    }
    return dossier.assembler(scelles, pieces, date=AT)


@pytest.fixture
def deplie(ici: Intercommunalite, autorite: None, tmp_path: Path) -> Path:
    zipfile.ZipFile(io.BytesIO(assembler(ici))).extractall(tmp_path / "dossier")
    return tmp_path / "dossier"


def verifier(deplie: Path) -> tuple[int, str]:
    """As a clerk does: the script of the folder, no Hémicycle on the path."""
    fini = subprocess.run(
        [sys.executable, "-I", "verifier.py"],
        cwd=deplie, env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return fini.returncode, fini.stdout + fini.stderr


def refaire_le_sommaire(deplie: Path) -> None:
    """What a forger does next."""
    lus = {
        p.relative_to(deplie).as_posix(): p.read_bytes()
        for p in deplie.rglob("*")
        if p.is_file() and p.name != "sommaire.json"
    }
    (deplie / "sommaire.json").write_bytes(dossier.sommaire(lus))


def alterer(fichier: Path) -> None:
    octets = bytearray(fichier.read_bytes())
    octets[len(octets) // 2] ^= 1
    fichier.write_bytes(octets)


@pytest.mark.regle("PRV-04")
def test_an_untouched_bundle_is_valid_and_says_what_it_holds(deplie: Path) -> None:
    code, texte = verifier(deplie)
    assert code == 0, texte
    assert texte.startswith("DOSSIER VALIDE")
    assert "Autorité d’essai, sans valeur" in texte
    assert "sa date ne prouve rien" in texte


@pytest.mark.regle("PRV-04")
def test_one_byte_altered_in_any_file_names_that_file_and_no_other(deplie: Path) -> None:
    fichiers = sorted(p for p in deplie.rglob("*") if p.is_file() and p.name != "verifier.py")
    assert len(fichiers) == 13
    for fichier in fichiers:
        octets = fichier.read_bytes()
        alterer(fichier)
        code, texte = verifier(deplie)
        nom = fichier.relative_to(deplie).as_posix()
        assert code == 1, nom
        assert [ligne.split(" : ")[0] for ligne in texte.splitlines()[1:]] == [f"  - {nom}"]
        fichier.write_bytes(octets)
    assert verifier(deplie)[0] == 0


@pytest.mark.regle("PRV-04")
def test_each_byte_of_the_summary_counts(deplie: Path) -> None:
    """It is short, and vouches for the rest: no byte of it may move unseen."""
    sommaire = deplie / "sommaire.json"
    octets = sommaire.read_bytes()
    for rang in range(0, len(octets), 7):
        sommaire.write_bytes(octets[:rang] + bytes([octets[rang] ^ 2]) + octets[rang + 1 :])
        assert next(verificateur.fautes_du_sommaire(deplie))[0] == "sommaire.json", rang
    sommaire.write_bytes(octets)
    assert list(verificateur.fautes_du_sommaire(deplie)) == []


@pytest.mark.regle("PRV-04")
def test_a_file_removed_or_added_is_named(deplie: Path) -> None:
    (deplie / "documents" / "a.pdf").unlink()
    (deplie / "documents" / "b.pdf").write_bytes(DOCUMENT)
    _, texte = verifier(deplie)
    assert "documents/a.pdf : absent" in texte
    assert "documents/b.pdf : ajouté" in texte


@pytest.mark.regle("PRV-04")
@pytest.mark.parametrize(
    "chemin, mot",
    [
        ("documents/a.pdf", "documents/a.pdf : ce n’est pas le fichier que le manifeste scelle"),
        ("evenements.json", "evenements.json : un événement scellé dans 02-essai"),
        ("scelles/01-essai/manifeste.json", "scelles/01-essai/manifeste.json : modifié"),
        ("scelles/01-essai/autorite.pem", "scelles/01-essai/jeton.tsr : ne date pas"),
    ],
)
def test_a_forger_who_redoes_the_summary_is_found_by_the_seals(
    deplie: Path, chemin: str, mot: str
) -> None:
    alterer(deplie / chemin)
    refaire_le_sommaire(deplie)
    code, texte = verifier(deplie)
    assert code == 1
    assert mot in texte


@pytest.mark.regle("PRV-04")
def test_the_stamp_of_another_seal_does_not_date_this_one(deplie: Path) -> None:
    """Bytes outside the signature may move without harm: here the signed hash is another."""
    autre = (deplie / "scelles" / "02-essai" / "jeton.tsr").read_bytes()
    (deplie / "scelles" / "01-essai" / "jeton.tsr").write_bytes(autre)
    refaire_le_sommaire(deplie)
    code, texte = verifier(deplie)
    assert code == 1
    assert "scelles/01-essai/jeton.tsr : ne date pas ce maillon" in texte


@pytest.mark.regle("PRV-04")
def test_a_broken_chain_is_named_at_its_link(deplie: Path) -> None:
    lignes = (deplie / "chaine.jsonl").read_bytes().splitlines()
    premier = json.loads(lignes[0]) | {"cle": "autre"}
    lignes[0] = canonique(premier)
    (deplie / "chaine.jsonl").write_bytes(b"\n".join([*lignes, b""]))
    refaire_le_sommaire(deplie)
    code, texte = verifier(deplie)
    assert code == 1
    assert "chaîne rompue au maillon 2" in texte


@pytest.mark.regle("PRV-04")
def test_a_whole_chain_rewritten_no_longer_matches_the_stamps(deplie: Path) -> None:
    """The document swapped, and manifest, links and summary redone after it."""
    (deplie / "documents" / "a.pdf").write_bytes(b"%PDF-1.7 autre")
    scelle = deplie / "scelles" / "01-essai"
    manifeste = json.loads((scelle / "manifeste.json").read_bytes())
    manifeste["fichiers"][0] |= {"sha256": empreinte(b"%PDF-1.7 autre"), "taille": 14}
    (scelle / "manifeste.json").write_bytes(canonique(manifeste))
    lignes = [json.loads(x) for x in (deplie / "chaine.jsonl").read_bytes().splitlines()]
    lignes[1]["manifeste"] = empreinte(canonique(manifeste))
    lignes[2]["precedent"] = empreinte(canonique(lignes[1]))
    (scelle / "maillon.json").write_bytes(canonique(lignes[1]))
    (deplie / "scelles" / "02-essai" / "maillon.json").write_bytes(canonique(lignes[2]))
    chaine_refaite = b"".join(canonique(ligne) + b"\n" for ligne in lignes)
    (deplie / "chaine.jsonl").write_bytes(chaine_refaite)
    refaire_le_sommaire(deplie)
    code, texte = verifier(deplie)
    assert code == 1
    assert "scelles/01-essai/jeton.tsr : ne date pas ce maillon" in texte
    assert "scelles/02-essai/jeton.tsr : ne date pas ce maillon" in texte


@pytest.mark.regle("PRV-03")
def test_a_bundle_without_its_stamp_says_so(ici: Intercommunalite, tmp_path: Path) -> None:
    archive = assembler(ici)
    zipfile.ZipFile(io.BytesIO(archive)).extractall(tmp_path)
    code, texte = verifier(tmp_path)
    assert code == 0
    assert texte.count("SANS HORODATAGE") == 2
