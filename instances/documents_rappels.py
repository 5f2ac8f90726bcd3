"""What a reminder prints: one message, its lines under the words of each nature."""

from collections.abc import Sequence

from django.conf import settings
from django.template.loader import render_to_string

from governance.models import Intercommunalite
from instances.documents import jour_nu, lien_personnel
from instances.models import Rappel
from instances.queries.rappels import Nature, par_nature
from instances.regles.dates_en_lettres import compte


def objet(intercommunalite: Intercommunalite, rappels: Sequence[Rappel]) -> str:
    """What presses is told before the message is opened."""
    seance = rappels[0].seance
    if rappels[0].elu_id and seance is not None:
        return f"Rappel\u00a0: {seance.instance} du {jour_nu(seance.starts_at)}"
    natures = {rappel.nature for rappel in rappels}
    presse = next((n for n in (Nature.LIMITE_PASSEE, Nature.LIMITE_PROCHE) if n in natures), None)
    fin = f", {presse.label.lower()}" if presse else ""
    return f"{compte(len(rappels), 'rappel')} ({intercommunalite.nom_court}){fin}"


def corps(intercommunalite: Intercommunalite, rappels: Sequence[Rappel]) -> str:
    premier = rappels[0]
    racine = settings.ADRESSE_PUBLIQUE.rstrip("/")
    groupes = [
        (
            nature,
            [{"phrase": r.phrase, "lien": f"{racine}{r.chemin}" if r.acces_id else ""} for r in rs],
        )
        for nature, rs in par_nature(rappels)
    ]
    personnel = lien_personnel(premier.seance) if premier.elu_id and premier.seance else ""
    contexte = {
        "destinataire": premier.acces.user if premier.acces else premier.elu,
        "intercommunalite": intercommunalite,
        "groupes": groupes,
        "lien_personnel": personnel,
    }
    return render_to_string("emails/rappels.txt", contexte)
