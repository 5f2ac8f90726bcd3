"""What the console shows of a vote with its voices: the register, or what opens one."""

from typing import Any

from django.utils.timezone import now

from deliberations.forms_appels import SENS, ClotureForm, OuvrirVoteForm
from deliberations.queries.appels import Registre
from deliberations.queries.conduite import Console
from deliberations.queries.votes import appel_ouvert, demandes_de
from deliberations.regles.demandes import mode_impose
from instances.queries.telephone import vote_electronique

RIEN = {"registre": None, "cloture": None, "ouvrir_vote": None, "electronique_admis": False}


def contexte_de_l_appel(console: Console, cloture: ClotureForm | None = None) -> dict[str, Any]:
    point, seance = console.courant, console.seance
    if point is None or console.vote is None:
        return {"sens": SENS, **RIEN}
    appel = appel_ouvert(point)
    if appel is None:
        admis = vote_electronique(console.reglement)
        usage = "public" if seance.visioconference else "ordinaire"
        mode = mode_impose(demandes_de(point)) or usage
        form = OuvrirVoteForm(initial={"mode": mode, "electronique": admis})
        return {"sens": SENS, **RIEN, "ouvrir_vote": form, "electronique_admis": admis}
    appel.point = point
    cloture = cloture or ClotureForm()
    registre = Registre(appel, at=now(), sans_voix=cloture.choisi, faits=console.faits)
    return {"sens": SENS, **RIEN, "registre": registre, "cloture": cloture}
