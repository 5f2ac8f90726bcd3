"""Prepares the machine: Debian packages, virtualenv, fonts. Standard library only.

Run by the Makefile with the system’s Python, before anything is installed; a second run
compares stamps and ends at once. Debian’s python3 comes without ensurepip: the virtualenv is
made without pip, and pip, run straight from its wheel, installs uv, which installs the rest.
"""

import ctypes
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent.parent
VENV = RACINE / ".venv"
PYTHON = VENV / "bin" / "python"
VERROU = RACINE / "requirements.txt"
EMPREINTE = VENV / "hemicycle.empreinte"
POLICES = RACINE / "static" / "polices"
ROUES_DEBIAN = Path("/usr/share/python-wheels")
OPENTYPE = Path("/usr/share/fonts/opentype")

BIBLIOTHEQUES = {
    "libpango-1.0-0": "libpango-1.0.so.0",
    "libpangoft2-1.0-0": "libpangoft2-1.0.so.0",
    "libharfbuzz-subset0": "libharfbuzz-subset.so.0",
}
POLICES_DEBIAN = {
    "fonts-inter": OPENTYPE / "inter",
    "fonts-linuxlibertine": OPENTYPE / "linux-libertine",
}
PROGRAMMES_DEMO = {"redis-server": "redis-server", "openssl": "openssl"}
PROGRAMMES_ESSAIS = {**PROGRAMMES_DEMO, "chromium": "chromium", "poppler-utils": "pdftotext"}
# The names that static/css/tokens.css asks for.
SOURCES_DES_POLICES = {
    "inter-regular": "inter/Inter-Regular.otf",
    "inter-medium": "inter/Inter-Medium.otf",
    "inter-semibold": "inter/Inter-SemiBold.otf",
    "libertine-regular": "linux-libertine/LinLibertine_R.otf",
    "libertine-semibold": "linux-libertine/LinLibertine_RZ.otf",
}
CONVERTIR = (
    "import sys; from fontTools.ttLib import TTFont; f = TTFont(sys.argv[1]);"
    " f.flavor = 'woff2'; f.save(sys.argv[2])"
)


def dire(phrase: str) -> None:
    print(f"→ {phrase}", flush=True)


def bibliotheque_presente(nom: str) -> bool:
    try:
        ctypes.CDLL(nom)
    except OSError:
        return False
    return True


def paquets_manquants(usage: str) -> list[str]:
    """Debian packages whose contents are absent, however the machine got its software."""
    manquants = [p for p, lib in BIBLIOTHEQUES.items() if not bibliotheque_presente(lib)]
    manquants += [p for p, dossier in POLICES_DEBIAN.items() if not dossier.is_dir()]
    programmes = PROGRAMMES_ESSAIS if usage == "test" else PROGRAMMES_DEMO
    manquants += [p for p, programme in programmes.items() if not shutil.which(programme)]
    if not PYTHON.exists() and roue_de_pip() is None:
        manquants.append("python3-pip-whl")
    return manquants


def prefixe_administrateur() -> "list[str] | None":
    """What precedes apt-get; None where nobody may install."""
    if shutil.which("apt-get") is None:
        return None
    if os.getuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    muet = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if muet.returncode == 0 else None


def installer_les_paquets(paquets: Sequence[str]) -> bool:
    prefixe = prefixe_administrateur()
    if prefixe is None:
        return False
    dire(f"Installation des paquets du système : {' '.join(paquets)}")
    apt = [*prefixe, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    subprocess.run([*apt, "update"], stdout=subprocess.DEVNULL, check=False)
    commande = [*apt, "install", "--no-install-recommends", *paquets]
    return subprocess.run(commande, stdout=subprocess.DEVNULL, check=False).returncode == 0


def exiger_les_paquets(usage: str) -> None:
    manquants = paquets_manquants(usage)
    if not manquants or (installer_les_paquets(manquants) and not paquets_manquants(usage)):
        return
    encore = paquets_manquants(usage)
    if usage == "demo" and encore == ["redis-server"]:
        dire("Redis n’est pas installable ici : une boucle simple fera le travail à sa place.")
        return
    sudo = "" if os.getuid() == 0 else "sudo "
    ligne = f"{sudo}apt-get update && {sudo}apt-get install --no-install-recommends"
    sys.exit(
        "Il manque des paquets du système. Tapez cette ligne, puis relancez la commande :\n\n"
        f"    {ligne} {' '.join(encore)}\n"
    )


def roue_de_pip() -> "Path | None":
    """pip as a wheel: bundled with Python, or in Debian’s python3-pip-whl."""
    dossiers = [ROUES_DEBIAN]
    module = importlib.util.find_spec("ensurepip")
    if module is not None and module.origin is not None:
        dossiers.insert(0, Path(module.origin).parent / "_bundled")
    for dossier in dossiers:
        roues = sorted(dossier.glob("pip-*.whl"))
        if roues:
            return roues[-1]
    return None


def empreinte_attendue() -> str:
    somme = hashlib.sha256(VERROU.read_bytes())
    return f"{sys.version_info.major}.{sys.version_info.minor} {somme.hexdigest()}"


def strophe(nom: str, lignes: Iterable[str]) -> str:
    """One package of the lock, with its hashes."""
    gardees: list[str] = []
    for ligne in lignes:
        if gardees and not ligne.startswith((" ", "\t")):
            break
        if gardees or ligne.startswith(f"{nom}=="):
            gardees.append(ligne)
    return "\n".join(gardees) + "\n"


def installer_uv(roue: Path) -> None:
    lignes = VERROU.read_text(encoding="utf-8").splitlines()
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as fichier:
        fichier.write(strophe("uv", lignes))
        fichier.flush()
        pip = [str(PYTHON), str(roue / "pip"), "install", "--quiet", "--require-hashes"]
        pip += ["--disable-pip-version-check", "--no-deps", "-r", fichier.name]
        subprocess.run(pip, check=True)


def installer_les_dependances() -> None:
    """uv reads no pip configuration: where an address is set for pip only, pip does the work."""
    uv = [str(VENV / "bin" / "uv"), "pip", "sync", "--quiet", "--require-hashes"]
    environnement = dict(os.environ, UV_PYTHON_DOWNLOADS="never")
    fini = subprocess.run(
        [*uv, "--python", str(PYTHON), str(VERROU)], env=environnement, check=False
    )
    if fini.returncode == 0:
        return
    dire("uv n’a pas abouti ; pip reprend l’installation, plus lentement.")
    roue = roue_de_pip()
    if roue is None:
        sys.exit("Les dépendances n’ont pas pu être installées (voir ci-dessus).")
    pip = [str(PYTHON), str(roue / "pip"), "install", "--quiet", "--require-hashes", "--no-deps"]
    if subprocess.run([*pip, "-r", str(VERROU)], check=False).returncode != 0:
        sys.exit("Les dépendances n’ont pas pu être installées (voir ci-dessus).")


def faire_le_venv() -> None:
    attendue = empreinte_attendue()
    if PYTHON.exists() and EMPREINTE.exists() and EMPREINTE.read_text("utf-8") == attendue:
        return
    dire("Préparation de l’environnement Python (.venv)")
    if PYTHON.exists() and not version_du_venv_convient():
        shutil.rmtree(VENV)
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(VENV)], check=True)
    if not (VENV / "bin" / "uv").exists():
        roue = roue_de_pip()
        if roue is None:
            sys.exit("pip est introuvable : installez le paquet python3-pip-whl.")
        installer_uv(roue)
    installer_les_dependances()
    EMPREINTE.write_text(attendue, encoding="utf-8")


def version_du_venv_convient() -> bool:
    lue = (VENV / "pyvenv.cfg").read_text(encoding="utf-8")
    trouvee = re.search(r"^version\s*=\s*(\d+\.\d+)", lue, re.MULTILINE)
    ici = f"{sys.version_info.major}.{sys.version_info.minor}"
    return trouvee is not None and trouvee.group(1) == ici


def faire_les_polices() -> None:
    """The page’s fonts come from Debian’s packages, in the format that browsers download."""
    a_faire = {
        OPENTYPE / source: POLICES / f"{nom}.woff2"
        for nom, source in SOURCES_DES_POLICES.items()
        if not (POLICES / f"{nom}.woff2").exists()
    }
    if not a_faire:
        return
    dire("Conversion des polices (static/polices)")
    POLICES.mkdir(parents=True, exist_ok=True)
    for source, cible in a_faire.items():
        provisoire = cible.with_suffix(f".{os.getpid()}")
        subprocess.run([str(PYTHON), "-c", CONVERTIR, str(source), str(provisoire)], check=True)
        provisoire.rename(cible)


def main(arguments: Sequence[str]) -> None:
    usage = arguments[0] if arguments else "demo"
    if sys.version_info < (3, 11):
        sys.exit("Hémicycle demande Python 3.11 ou plus récent (make PYTHON=python3.11 …).")
    exiger_les_paquets(usage)
    faire_le_venv()
    faire_les_polices()


if __name__ == "__main__":
    main(sys.argv[1:])
