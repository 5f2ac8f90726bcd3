#!/usr/bin/env python3
"""Vérifie un dossier de preuve, sans Hémicycle : « python3 verifier.py [dossier] ».

Il faut Python 3.9 ou plus récent et la commande « openssl ». Le programme dit que le dossier
est intact, ou nomme chaque pièce modifiée, absente ou ajoutée. Il n’écrit rien.
"""

from __future__ import annotations

import calendar
import hashlib
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SOMMAIRE, CHAINE, EVENEMENTS = "sommaire.json", "chaine.jsonl", "evenements.json"
FORMAT = "hemicycle.preuve/1"
ORIGINE = "0" * 64
HEURE = re.compile(r"Time stamp: (\w{3} +\d+ \d\d:\d\d:\d\d)(?:\.\d+)? (\d{4}) GMT")
# Le chemin d’une pièce, et ce qui lui est arrivé.
Faute = tuple[str, str]


def empreinte(octets: bytes) -> str:
    return hashlib.sha256(octets).hexdigest()


def canonique(valeur: Any) -> bytes:
    texte = json.dumps(valeur, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return texte.encode()


def lire(fichier: Path) -> Any:
    """Ce que dit un fichier JSON ; rien s’il est absent ou illisible (le sommaire le nommera)."""
    try:
        return json.loads(fichier.read_bytes())
    except (OSError, ValueError):
        return None


def octets(fichier: Path) -> bytes:
    return fichier.read_bytes() if fichier.is_file() else b""


def fautes_du_sommaire(dossier: Path) -> Iterator[Faute]:
    """Chaque fichier du dossier a l’empreinte que le sommaire lui donne, et nul autre n’y est."""
    sommaire = lire(dossier / SOMMAIRE)
    fichiers = sommaire.get("fichiers") if isinstance(sommaire, dict) else None
    if not isinstance(fichiers, dict):
        yield SOMMAIRE, "absent ou illisible"
        return
    seul = {"format": FORMAT, "fichiers": fichiers, "empreinte": empreinte(canonique(fichiers))}
    if octets(dossier / SOMMAIRE) != canonique(seul):
        yield SOMMAIRE, "modifié : il ne porte plus sa propre empreinte"
        return
    for chemin, attendu in sorted(fichiers.items()):
        lu = dossier / chemin
        if not lu.is_file():
            yield chemin, "absent"
        elif [empreinte(lu.read_bytes()), lu.stat().st_size] != attendu:
            yield chemin, "modifié : son empreinte n’est plus celle du sommaire"
    presents = {p.relative_to(dossier).as_posix() for p in dossier.rglob("*") if p.is_file()}
    for chemin in sorted(presents - set(fichiers) - {SOMMAIRE}):
        yield chemin, "ajouté : le sommaire ne le connaît pas"


def fautes_de_la_chaine(dossier: Path) -> Iterator[Faute]:
    """Chaque maillon porte l’empreinte du précédent, du premier au dernier, sans lacune."""
    precedent = ORIGINE
    for rang, ligne in enumerate(octets(dossier / CHAINE).splitlines(), 1):
        try:
            maillon = json.loads(ligne)
            suite = (maillon["rang"], maillon["precedent"])
        except (ValueError, KeyError, TypeError):
            yield CHAINE, f"maillon {rang} illisible"
            return
        if suite != (rang, precedent):
            yield CHAINE, f"chaîne rompue au maillon {rang} : il ne suit pas le précédent"
            return
        precedent = empreinte(ligne)


def fautes_du_scelle(dossier: Path, scelle: Path) -> Iterator[Faute]:
    """Le manifeste est celui du maillon, le maillon est dans la chaîne, le jeton le date."""
    nom = scelle.relative_to(dossier).as_posix()
    maillon = lire(scelle / "maillon.json")
    if not isinstance(maillon, dict):
        yield f"{nom}/maillon.json", "absent ou illisible"
        return
    if maillon.get("manifeste") != empreinte(octets(scelle / "manifeste.json")):
        yield f"{nom}/manifeste.json", "modifié : le maillon de la chaîne en scelle un autre"
    lignes = octets(dossier / CHAINE).splitlines()
    rang = maillon.get("rang")
    connu = isinstance(rang, int) and 0 < rang <= len(lignes) and lignes[rang - 1]
    if connu != octets(scelle / "maillon.json"):
        yield f"{nom}/maillon.json", "modifié : ce n’est pas le maillon que porte la chaîne"
    if (scelle / "jeton.tsr").is_file() and not jeton_valide(scelle):
        yield f"{nom}/jeton.tsr", "ne date pas ce maillon, ou vient d’une autre autorité"


def jeton_valide(scelle: Path) -> bool:
    """Vérifié au jour du jeton : le certificat de l’autorité peut avoir expiré depuis."""
    if instant(scelle) is None:
        return False
    return openssl(
        "ts", "-verify", "-data", "maillon.json", "-in", "jeton.tsr", "-CAfile", "autorite.pem",
        "-attime", str(instant(scelle)), ou=scelle,
    ) is not None  # fmt: skip


def instant(scelle: Path) -> int | None:
    texte = openssl("ts", "-reply", "-in", "jeton.tsr", "-text", ou=scelle) or ""
    lue = HEURE.search(texte)
    if lue is None:
        return None
    date = time.strptime(f"{lue[1]} {lue[2]} UTC", "%b %d %H:%M:%S %Y %Z")
    return calendar.timegm(date)


def openssl(*arguments: str, ou: Path) -> str | None:
    fini = subprocess.run(["openssl", *arguments], capture_output=True, cwd=ou, check=False)
    return fini.stdout.decode("utf-8", "replace") if fini.returncode == 0 else None


def fautes_des_pieces(dossier: Path, scelles: list[Path]) -> Iterator[Faute]:
    """Les fichiers que les manifestes scellés décrivent, et les événements qu’ils ont vus."""
    registre = lire(dossier / EVENEMENTS)
    evenements = registre.get("evenements") if isinstance(registre, dict) else None
    connus = {canonique(e) for e in evenements} if isinstance(evenements, list) else set()
    for scelle in scelles:
        manifeste = lire(scelle / "manifeste.json")
        for piece in manifeste.get("fichiers", []):
            lu = octets(dossier / piece["chemin"])
            if [empreinte(lu), len(lu)] != [piece["sha256"], piece["taille"]]:
                yield piece["chemin"], "ce n’est pas le fichier que le manifeste scelle"
        if any(canonique(e) not in connus for e in manifeste.get("evenements", [])):
            yield EVENEMENTS, f"un événement scellé dans {scelle.name} y est modifié ou absent"


def constats(dossier: Path, scelles: list[Path]) -> Iterator[str]:
    """Ce que le dossier établit, une fois reconnu intact."""
    for scelle in scelles:
        maillon = lire(scelle / "maillon.json")
        debut = f"{maillon['nature']} ({maillon['cle']}), maillon {maillon['rang']}"
        if not (scelle / "jeton.tsr").is_file():
            yield f"{debut} : SANS HORODATAGE, l’autorité n’avait pas encore répondu."
            continue
        quand = time.strftime("%d/%m/%Y à %H:%M:%S UTC", time.gmtime(instant(scelle)))
        sujet = openssl(
            "x509", "-in", "autorite.pem", "-noout", "-subject", "-nameopt",
            "sep_comma_plus_space,utf8", ou=scelle,
        )  # fmt: skip
        nom = (sujet or "").strip().removeprefix("subject=")
        yield f"{debut} : horodaté le {quand}, sous l’autorité « {nom} »."
        if "sans valeur" in nom:
            yield "    Cette autorité est une autorité d’essai : sa date ne prouve rien."


def fautes_du_dossier(dossier: Path, scelles: list[Path]) -> Iterator[Faute]:
    """Ce que le sommaire dénonce d’abord ; s’il est d’accord, ce que dénoncent les scellés."""
    vues = list(fautes_du_sommaire(dossier))
    yield from vues
    if any(chemin != SOMMAIRE for chemin, _ in vues):
        return
    if not scelles:
        yield "scelles", "aucun scellé dans ce dossier"
    vues = list(fautes_de_la_chaine(dossier))
    for scelle in scelles:
        vues += fautes_du_scelle(dossier, scelle)
    yield from vues or fautes_des_pieces(dossier, scelles)


def verifier(dossier: Path) -> int:
    scelles = sorted(p.parent for p in dossier.glob("scelles/*/maillon.json"))
    fautes = list(fautes_du_dossier(dossier, scelles))
    if fautes:
        print("DOSSIER ALTÉRÉ")
        for chemin, phrase in fautes:
            print(f"  - {chemin} : {phrase}.")
        return 1
    print("DOSSIER VALIDE")
    for constat in constats(dossier, scelles):
        print(f"  - {constat}")
    return 0


if __name__ == "__main__":
    try:
        ici = Path(sys.argv[1] if len(sys.argv) > 1 else __file__).resolve()
        sys.exit(verifier(ici if ici.is_dir() else ici.parent))
    except FileNotFoundError as manque:
        sys.exit(f"Vérification impossible : la commande « {manque.filename} » est absente.")
