"""The panel of an election: every button is one act, or one more thing noted on the page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from deliberations import actions_elections as actes
from deliberations import documents_elections
from deliberations.actions_comptages import noter_releve, recommencer_le_compte
from deliberations.forms_election import Panneau
from deliberations.models import Candidat
from deliberations.queries.conduite import Console
from deliberations.queries.elections import Nom
from deliberations.regles import depouillement, listes
from deliberations.regles.nominations import Personnes
from deliberations.regles.questions import Question, lire
from deliberations.views import conduite
from deliberations.views.vote import AvantLeVote, contexte_du_vote
from governance.errors import essayer
from governance.gestes import une_fois
from governance.remise import servir
from instances.models import Point, Seance


@require_POST
@une_fois(conduite.console_de)
def election_noter(request: Any, numero: int, pk: int) -> HttpResponse:
    seance = conduite.seance_conduite(request, numero)
    console, point = Console(seance), conduite.point_de(seance, pk)
    if console.courant != point or point.type != Point.Type.ELECTION:
        messages.warning(request, "Cette élection n’est plus en discussion.")
        return conduite.console_de(request, numero)
    geste, _, objet = request.POST.get("geste", "").partition(":")
    panneau = Panneau(console, request.POST, geste)
    if GESTES.get(geste, _rien)(request, panneau, objet):
        return conduite.console_de(request, numero)
    return _montrer(request, seance, panneau)


def _montrer(request: Any, seance: Seance, panneau: Panneau) -> HttpResponse:
    """The page as it stands now: the fragment alone when it is what was asked for."""
    if not request.htmx:
        return conduite.page(request, seance, election=panneau)
    console = Console(seance)
    contexte = {
        "seance": seance,
        "election": panneau,
        "suivant": None,
        "avant": AvantLeVote(console, {}),
        **contexte_du_vote(console, None),
    }
    status = 422 if panneau.errors else 200
    return render(request, "deliberations/_vote.html", contexte, status=status)


def _rien(request: Any, panneau: Panneau, objet: str) -> bool:
    return False


def _ajouter(request: Any, panneau: Panneau, objet: str) -> bool:
    form = panneau.candidature
    if form.is_valid():
        _declarer(request, panneau, [*_declares(panneau), form.cleaned_data["candidat"]])
    return False


def _retirer(request: Any, panneau: Panneau, objet: str) -> bool:
    panneau.candidature.full_clean()
    panneau.candidature.errors.clear()
    restent = [c for c in panneau.election.candidats if str(c.pk) != objet]
    _declarer(request, panneau, _noms(restent))
    return False


def _declares(panneau: Panneau) -> list[Nom]:
    return _noms(panneau.election.candidats)


def _noms(candidats: list[Candidat]) -> list[Nom]:
    return [Nom(elu=c.elu, libelle=c.libelle, membres=c.membres) for c in candidats]


def _declarer(request: Any, panneau: Panneau, noms: list[Nom]) -> None:
    form = panneau.candidature
    fait = essayer(
        form, actes.declarer_candidatures, panneau.point, noms, by=request.user, at=now()
    )
    if fait is not None:
        panneau.relire()


def _relever(request: Any, panneau: Panneau, objet: str) -> bool:
    """A count that does not add up is refused at once, before anybody else counts."""
    form = panneau.saisie
    if form.is_valid() and essayer(
        form, noter_releve, panneau.point, panneau.objet, form.releve(), secret=panneau.secret,
        by=request.user, at=now(),
    ):  # fmt: skip
        panneau.relire()
    return False


def _recommencer(request: Any, panneau: Panneau, objet: str) -> bool:
    recommencer_le_compte(panneau.point, by=request.user, at=now())
    panneau.relire()
    return False


def _proclamer(request: Any, panneau: Panneau, objet: str) -> bool:
    form = panneau.proclamation
    if len(panneau.releves) < 2 or not form.is_valid():
        return False
    action, dire = _proclamation(panneau)
    resultat = essayer(
        form,
        action,
        panneau.point,
        *panneau.releves,
        plus_age=form.cleaned_data["plus_age"],
        by=request.user,
        at=now(),
    )
    if resultat is None:
        return False
    messages.success(request, dire(resultat))
    if panneau.election.personnes is Personnes.EXECUTIF and resultat.elu is not None:
        messages.info(request, AFFICHAGE)
    _suivre(request, panneau)
    return True


def _proclamation(panneau: Panneau) -> tuple[Callable[..., Any], Callable[[Any], str]]:
    """The act that fits the report, and how its result is said; read before the rows change."""
    election, releves = panneau.election, panneau.releves
    if election.par_listes:
        lues = election.listes
        return actes.proclamer_listes, lambda r: listes.phrase(r, releves[0], lues)
    personnes = election.personnes_du_tour
    return actes.proclamer_tour, lambda r: depouillement.phrase(r, personnes)


AFFICHAGE = (
    "Affichez le résultat dans les vingt-quatre heures\u00a0: le délai de protestation est de "
    "cinq jours (CGCT, art. L. 2122-13 et D. 2122-2)."
)


def _nommer(request: Any, panneau: Panneau, objet: str) -> bool:
    form, noms = panneau.sans_vote, [str(c) for c in panneau.election.candidats]
    if not form.is_valid():
        return False
    scrutin = essayer(
        form,
        actes.nommer_sans_vote,
        panneau.point,
        **form.cleaned_data,
        by=request.user,
        at=now(),
    )
    if scrutin is None:
        return False
    messages.success(request, depouillement.sans_vote(noms))
    _suivre(request, panneau)
    return True


def _renoncer(request: Any, panneau: Panneau, objet: str) -> bool:
    form = panneau.renonciation
    if not form.is_valid():
        return False
    scrutin = essayer(
        form,
        actes.renoncer_au_secret,
        panneau.point,
        **form.cleaned_data,
        by=request.user,
        at=now(),
    )
    if scrutin is None:
        return False
    if scrutin.issue == scrutin.Issue.ADOPTEE:
        messages.success(request, "À l’unanimité, le vote a lieu à main levée.")
    else:
        messages.warning(request, "Il n’y a pas unanimité\u00a0: le scrutin reste secret.")
    return True


def _suivre(request: Any, panneau: Panneau) -> None:
    """The next report comes up by itself once no post is left to fill."""
    panneau.point.refresh_from_db()
    if panneau.point.etat == Point.Etat.TRAITE:
        conduite.passer_au_suivant(request, panneau.console)


GESTES: dict[str, Callable[[Any, Panneau, str], bool]] = {
    "ajouter": _ajouter,
    "retirer": _retirer,
    "relever": _relever,
    "recommencer": _recommencer,
    "proclamer": _proclamer,
    "sans_vote": _nommer,
    "renoncer": _renoncer,
}


@require_GET
@never_cache
def election_bulletins(request: Any, numero: int, pk: int) -> HttpResponse:
    """Sheets of eight ballots: one per candidate, or « Pour » and « Contre » of a text."""
    point = conduite.point_de(conduite.seance_conduite(request, numero), pk)
    octets = documents_elections.render_bulletins(point, _question(request))
    return servir(octets, f"bulletins-{point.pk}.pdf")


@require_GET
@never_cache
def election_depouillement(request: Any, numero: int, pk: int) -> HttpResponse:
    """The tally sheet, and the list where each voter signs."""
    point = conduite.point_de(conduite.seance_conduite(request, numero), pk)
    octets = documents_elections.render_depouillement(point, _question(request))
    return servir(octets, f"depouillement-{point.pk}.pdf")


def _question(request: Any) -> Question:
    """Of a report: its text, or what comes before it."""
    return lire(request.GET.get("question", ""))
