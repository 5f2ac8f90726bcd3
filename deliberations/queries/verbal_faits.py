"""What happened in the room beside the votes, point by point or hour by hour, in sentences."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.timezone import localtime

from deliberations.regles.scrutin import accorder
from instances.models import HuisClos, Incident, Pointage, Presidence, Question, Seance, Suspension
from instances.queries.deports import phrase_du_deport

GESTES = {
    Pointage.Geste.ARRIVE: "arrive",
    Pointage.Geste.PART: "quitte la séance",
    Pointage.Geste.SUPPLEANT: "prend le siège",
    Pointage.Geste.TITULAIRE: "reprend son siège",
    Pointage.Geste.DISTANCE: "rejoint la séance à distance",
}


@dataclass(frozen=True, kw_only=True)
class Fait:
    """Something that happened between two points, at its hour."""

    at: datetime
    phrase: str


@dataclass(frozen=True, kw_only=True)
class FaitsDuVerbal:
    """``deroulement``: what no point holds, in the order it happened."""

    par_point: dict[int, list[str]]
    deroulement: list[Fait]


def faits_du_verbal(seance: Seance) -> FaitsDuVerbal:
    gestes = _gestes(seance)
    par_point: dict[int, list[str]] = defaultdict(list)
    elues = _elues(seance)
    for presidence in elues:
        if presidence.debut_point_id is not None:
            par_point[presidence.debut_point_id].append(_election(presidence))
    for geste in gestes:
        if geste.point_id is not None:
            par_point[geste.point_id].append(_phrase_du_geste(geste))
    deports = seance.intercommunalite.deports.filter(point__seance=seance)
    for deport in deports.exclude(confirme_at=None).select_related("siegeant__elu").order_by("pk"):
        par_point[deport.point_id].append(phrase_du_deport(deport))
    for question in _questions(seance):
        if question.point_id is not None:
            par_point[question.point_id].append(_question(question))
    for correction in seance.intercommunalite.corrections.filter(point__seance=seance):
        heure = _heure(correction.at)
        par_point[correction.point_id].append(
            f"{correction.objet} à {heure}\u00a0: {correction.motif}"
        )
    return FaitsDuVerbal(par_point=par_point, deroulement=_deroulement(seance, gestes, elues))


def _deroulement(seance: Seance, gestes: list[Pointage], elues: list[Presidence]) -> list[Fait]:
    faits = [
        # Before the opening, a gesture is the list of those present and nothing more.
        *(
            Fait(at=g.at, phrase=_phrase_du_geste(g))
            for g in gestes
            if g.point_id is None and seance.ouverte_at is not None and g.at > seance.ouverte_at
        ),
        *(_suspension(s) for s in seance.suspensions.all()),
        *_huis_clos(seance),
        *(_incident(i) for i in seance.incidents.select_related("siegeant__elu")),
        *(
            Fait(at=seance.ouverte_at or seance.starts_at, phrase=_election(p))
            for p in elues
            if p.debut_point_id is None
        ),
    ]
    return sorted(faits, key=lambda fait: fait.at)


def _gestes(seance: Seance) -> list[Pointage]:
    """Arrivals and departures as noted; a corrected gesture is left out."""
    lus = list(seance.pointages.select_related("siegeant__elu", "suppleant").order_by("id"))
    corriges = {g.corrige_id for g in lus if g.corrige_id}
    return [g for g in lus if g.pk not in corriges and g.geste != Pointage.Geste.CORRECTION]


def _phrase_du_geste(geste: Pointage) -> str:
    qui = (
        f"{geste.suppleant}, suppléant de {geste.siegeant}," if geste.suppleant else geste.siegeant
    )
    return f"{qui} {GESTES[Pointage.Geste(geste.geste)]}"


def _elues(seance: Seance) -> list[Presidence]:
    return list(seance.presidences.exclude(election="").select_related("elu"))


def _election(presidence: Presidence) -> str:
    """For the accounts of its président, the conseil elects who presides (SEA-02)."""
    voix = ""
    if presidence.voix is not None and presidence.exprimes is not None:
        exprimes = accorder(presidence.exprimes, "suffrage exprimé", "suffrages exprimés")
        voix = f", {presidence.voix} voix sur {exprimes}"
    e = "e" if str(presidence.elu).startswith("Mme") else ""
    comment = presidence.get_election_display().lower()
    return (
        f"{presidence.elu} est élu{e} président{e} de séance par le conseil, {comment}{voix} "
        "(CGCT, art. L. 2121-14)"
    )


def _questions(seance: Seance) -> list[Question]:
    return list(
        seance.questions.filter(Q(point__seance=seance)).select_related("auteur").order_by("pk")
    )


def _question(question: Question) -> str:
    """What was asked, and the substance of the answer given (QST-01)."""
    posee = f"{question.get_nature_display()} de {question.auteur}, «\u00a0{question.objet}\u00a0»"
    texte = f"\u00a0: {question.texte.strip()}" if question.texte.strip() else ""
    reponse = question.reponse.strip()
    return f"{posee}{texte}" + (f" Réponse\u00a0: {reponse}" if reponse else "")


def _suspension(suspension: Suspension) -> Fait:
    qui = ""
    if suspension.demandeurs:
        qui = f", demandée par {accorder(suspension.demandeurs, 'membre', 'membres')}"
    if suspension.pour is not None and suspension.contre is not None:
        qui += f" et mise aux voix ({suspension.pour} pour, {suspension.contre} contre)"
    motif = f"\u00a0: {suspension.motif}" if suspension.motif else ""
    if suspension.rejetee:
        return Fait(at=suspension.debut_at, phrase=f"Suspension{qui}, rejetée{motif}")
    fin = f", reprise à {_heure(suspension.fin_at)}" if suspension.fin_at else ""
    return Fait(at=suspension.debut_at, phrase=f"Séance suspendue{qui}{fin}{motif}")


def _huis_clos(seance: Seance) -> Iterator[Fait]:
    for vote in seance.huis_clos.select_related("point"):
        qui = "le président"
        if vote.demande == HuisClos.Demande.MEMBRES:
            qui = accorder(vote.demandeurs or 0, "membre", "membres")
        sur = f", sur le point {vote.point.numero}" if vote.point else ""
        issue = "décidé" if vote.decide else "rejeté"
        phrase = (
            f"Huis clos demandé par {qui}{sur}\u00a0: {vote.pour} voix sur {vote.votants}, {issue}"
        )
        if vote.annule_at is not None:
            phrase += f". Vote annulé à {_heure(vote.annule_at)}\u00a0: {vote.annule_motif}"
        elif vote.decide and vote.fin_at is not None:
            phrase += f", jusqu’à {_heure(vote.fin_at)}"
        yield Fait(at=vote.debut_at, phrase=phrase)


def _incident(incident: Incident) -> Fait:
    qui = f", {incident.siegeant}" if incident.siegeant else ""
    phrase = f"{incident.get_nature_display()}{qui}\u00a0: {incident.recit}"
    return Fait(at=incident.at, phrase=phrase)


def _heure(at: datetime) -> str:
    return f"{localtime(at):%H\u00a0h\u00a0%M}"
