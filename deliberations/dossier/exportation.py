"""Writing a séance back as a dossier: held here or imported, its rows are what is exported."""

from deliberations.dossier.arbre import FORMAT, VERSION, Dossier
from deliberations.dossier.format import depuis_json
from deliberations.dossier.fusion import fusionner, nu
from deliberations.dossier.releve import entete, relever
from instances.models import Seance

# Lists kept once the séance is open: until then they are unknown, not empty.
TENUES = ("presences", "absents", "excuses", "pouvoirs", "presidences", "secretaires")


def exporter(seance: Seance) -> Dossier:
    """For an imported séance, the source wherever rows have not been corrected since."""
    releve = relever(seance)
    importe = seance.dossier
    if importe is None:
        tues = dict.fromkeys(TENUES) if seance.ouverte_at is None else {}
        valeurs = {"format": FORMAT, "version": VERSION, **entete(seance), **nu(releve), **tues}
    else:
        valeurs = fusionner(importe["source"], importe["releve"], releve, importe["cles"])
    lecture = depuis_json(valeurs)
    if lecture.dossier is None:
        raise ValueError(f"Le dossier de la séance {seance.numero} est illisible.", lecture.erreurs)
    return lecture.dossier
