"""What the panel of the vote shows: the state being noted, and the result it would give."""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import Any

from deliberations.actions_comptages import noter_releve, recommencer_le_compte
from deliberations.forms_amendements import (
    AmendementForm,
    DemandeForm,
    IssueForm,
    OrdreForm,
    SortForm,
)
from deliberations.forms_vote import VoteForm
from deliberations.models import Amendement, DemandeScrutin
from deliberations.queries.conduite import Console
from deliberations.queries.votes import debat_de
from deliberations.regles import exigences, proclamation, questions
from deliberations.regles.demandes import mode_impose
from deliberations.regles.majorite import Issue, ModeScrutin, voix_preponderante
from deliberations.regles.scrutin import phrase
from governance.errors import essayer
from instances.models import Point
from instances.queries.composition import cle_de_famille


class AvantLeVote:
    """What comes before the text is voted: amendments, demands, and the forms that note them.

    A form that came back refused takes the place of the blank one, opened.
    """

    def __init__(self, console: Console, formulaires: dict[str, Any]) -> None:
        self.console, self.point, self.refus = console, console.courant, formulaires

    def _form(self, nom: str, vide: Callable[[], Any]) -> Any:
        return self.refus.get(nom) or vide()

    @cached_property
    def amendements(self) -> list[Amendement]:
        return list(self.point.amendements.all()) if self.point else []

    @property
    def adoptes(self) -> list[int]:
        """The text to be voted is the amended one."""
        return [a.numero for a in self.amendements if a.etat == Amendement.Etat.ADOPTE]

    @property
    def en_attente(self) -> list[Amendement]:
        return [a for a in self.amendements if a.etat == Amendement.Etat.DEPOSE]

    @cached_property
    def demandes(self) -> list[DemandeScrutin]:
        return list(self.point.demandes_scrutin.all()) if self.point else []

    @cached_property
    def amendement(self) -> Any:
        return self._form("amendement", lambda: AmendementForm(None, console=self.console))

    @cached_property
    def sort(self) -> Any:
        return self._form("sort", SortForm)

    @cached_property
    def demande(self) -> Any:
        return self._form("demande", DemandeForm)

    @cached_property
    def issue(self) -> Any:
        return self._form("issue", IssueForm)

    @cached_property
    def ordre(self) -> Any:
        return self._form("ordre", lambda: OrdreForm(None, console=self.console))


def compter(form: VoteForm, *, by: Any, at: Any) -> bool:
    """What the buttons of a count write; a statement refused stays in its form."""
    if form.geste == "recommencer":
        recommencer_le_compte(form.point, by=by, at=at)
        return True
    releve = form.comptage
    return releve.is_valid() and bool(
        essayer(releve, noter_releve, form.point, form.objet, releve.releve(), by=by, at=at)
    )


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
    decompte = proclamation.compter(assemblee, saisie)
    manquements = [
        *questions.manquements(form.question, _debat(form)),
        *proclamation.manquements(assemblee, saisie),
    ]
    bloque = any(m.bloquant for m in manquements)
    resultat = None if bloque else proclamation.resultat(assemblee, saisie)
    alertes = exigences.alertes(saisie.exigence, pour=decompte.pour) if resultat else ()
    panneau = {
        "modes": MODES,
        # More exceptions than voters: nobody is left to vote for, and the refusal says why.
        "decompte": replace(decompte, pour=max(decompte.pour, 0)),
        "manquements_du_vote": [*manquements, *alertes, *saisie.exigence.engagements],
        "verdict": _verdict(resultat, saisie),
        "partage": any(m.regle == "VOT-04" for m in manquements)
        or bool((form.data or {}).get("voix_du_president")),
        **_mis_aux_voix(form, saisie),
        **_salle(assemblee),
    }
    return {"vote": form, "panneau": panneau}


def _mis_aux_voix(form: VoteForm, saisie: proclamation.Saisie) -> dict[str, Any]:
    """On what the vote is taken, and by which majority and mode."""
    votants = len(form.assemblee.votants)
    return {
        "question": form.question,
        "amendement": _amendement(form),
        "majorite": exigences.annonce(saisie.exigence, votants=votants),
        "exigence": saisie.exigence,
        "mode_impose": mode_impose(form.demandes),
        "groupes": form.groupes,
        "votable": form.point.type in (Point.Type.DELIBERATION, Point.Type.AVIS),
    }


def _salle(assemblee: proclamation.Assemblee) -> dict[str, Any]:
    public, secret = proclamation.seuils(assemblee.presents)
    return {
        "votants": sorted((assemblee.noms[pk] for pk in assemblee.votants), key=cle_de_famille),
        "nombre_de_votants": len(assemblee.votants),
        "nombre_de_pouvoirs": len(assemblee.votants - assemblee.presents),
        "partis": [assemblee.noms[pk] for pk in assemblee.partis & assemblee.votants],
        "seuil_public": public,
        "seuil_secret": secret,
    }


def _amendement(form: VoteForm) -> Amendement | None:
    """Whose words are put to the vote: read where the vote is noted."""
    numero = form.question.amendement
    return next((a for a in form.point.amendements.all() if a.numero == numero), None)


def _debat(form: VoteForm) -> questions.Debat:
    """Read again with the règlement, for what it rules."""
    return debat_de(form.point, form.question) if form.question.procedure else form.debat


def _verdict(
    resultat: proclamation.Resultat | None, saisie: proclamation.Saisie
) -> dict[str, str] | None:
    if resultat is None:
        return None
    majorite = saisie.exigence.majorite
    texte = phrase(resultat.decompte, resultat.issue, majorite).removesuffix(",")
    sans_partage = saisie.comptes or saisie.exigence.qualifiee
    adopte = resultat.issue is Issue.ADOPTEE
    return {
        "mot": "Adopté" if adopte else "Rejeté",
        "phrase": f"{texte[0].lower()}{texte[1:]}.",
        "preponderante": "oui" if _preponderante(resultat) and not sans_partage else "",
    }


def _preponderante(resultat: proclamation.Resultat) -> bool:
    """The chair's voice is unknown at a secret ballot: there it never decides."""
    return voix_preponderante(
        pour=resultat.decompte.pour,
        contre=resultat.decompte.contre,
        secret=False,
        voix_du_president=resultat.voix_du_president,
    )
