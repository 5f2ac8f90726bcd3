"""What the panel of the vote shows: the state being noted, and the result it would give."""

from dataclasses import replace
from typing import Any

from deliberations.forms_vote import VoteForm
from deliberations.queries.conduite import Console
from deliberations.regles import proclamation
from deliberations.regles.majorite import Issue, ModeScrutin, voix_preponderante
from deliberations.regles.scrutin import phrase

MODES = [
    (ModeScrutin.ORDINAIRE, "Ordinaire"),
    (ModeScrutin.PUBLIC, "Public"),
    (ModeScrutin.SECRET, "Secret"),
]


def contexte_du_vote(console: Console, form: VoteForm | None) -> dict[str, Any]:
    if console.courant is None or console.vote is None:
        return {"vote": None, "panneau": None}
    form = form or VoteForm(None, point=console.courant, console=console)
    saisie, assemblee = form.saisie(), console.vote.assemblee
    manquements = proclamation.manquements(assemblee, saisie)
    decompte = proclamation.compter(assemblee, saisie)
    resultat = None if manquements else proclamation.resultat(assemblee, saisie)
    public, secret = proclamation.seuils(assemblee.presents)
    panneau = {
        "modes": MODES,
        # More exceptions than voters: nobody is left to vote for, and the refusal says why.
        "decompte": replace(decompte, pour=max(decompte.pour, 0)),
        "manquements_du_vote": manquements,
        "verdict": _verdict(resultat, comptes=saisie.comptes),
        "votants": sorted(str(assemblee.noms[pk]) for pk in assemblee.votants),
        "nombre_de_votants": len(assemblee.votants),
        "nombre_de_pouvoirs": len(assemblee.votants - assemblee.presents),
        "partis": [assemblee.noms[pk] for pk in assemblee.partis & assemblee.votants],
        "seuil_public": public,
        "seuil_secret": secret,
        "partage": any(m.regle == "VOT-04" for m in manquements)
        or bool((form.data or {}).get("voix_du_president")),
    }
    return {"vote": form, "panneau": panneau}


def _verdict(resultat: proclamation.Resultat | None, *, comptes: bool) -> dict[str, str] | None:
    if resultat is None:
        return None
    texte = phrase(resultat.decompte, resultat.issue).removesuffix(",")
    adopte = resultat.issue is Issue.ADOPTEE
    return {
        "mot": "Adopté" if adopte else "Rejeté",
        "phrase": f"{texte[0].lower()}{texte[1:]}.",
        "preponderante": "oui" if _preponderante(resultat) and not comptes else "",
    }


def _preponderante(resultat: proclamation.Resultat) -> bool:
    """The chair's voice is unknown at a secret ballot: there it never decides."""
    return voix_preponderante(
        pour=resultat.decompte.pour,
        contre=resultat.decompte.contre,
        secret=False,
        voix_du_president=resultat.voix_du_president,
    )
