"""What a secret ballot prints: ballots all alike, the tally sheet with its list of signatures.

Working papers, rendered on demand and never kept: the result is in the extrait.
"""

from typing import Any

from django.template.loader import render_to_string

from deliberations.queries import assemblee_au
from deliberations.queries.elections import delais_de, election_de, resultats
from deliberations.regles.depouillement import CHOIX, ORDINAUX
from deliberations.regles.nominations import Personnes
from deliberations.regles.questions import TEXTE, Question
from governance import pdf
from instances.models import Point, Presidence
from instances.queries.composition import cle_de_famille
from instances.queries.faits import faits_de

PAR_PLANCHE = 8
CASES = range(1, 11)


def render_bulletins(point: Point, question: Question = TEXTE) -> bytes:
    """One sheet per name, then one to write on: nobody has to be a candidate (ELE-03).

    A list is voted as a whole, and names its candidates in order (ELE-07); of a text, « Pour »
    and « Contre ».
    """
    papiers = _papiers(point, question)
    libre: list[Any] = [("", [])] if papiers["libre"] else []
    contexte = _contexte(point) | papiers
    contexte |= {"planches": [*papiers["choix"], *libre], "rangs": range(PAR_PLANCHE)}
    return pdf.rendre(render_to_string("documents/bulletins.html", contexte))


def render_depouillement(point: Point, question: Question = TEXTE) -> bytes:
    contexte = _contexte(point) | _papiers(point, question)
    contexte |= {"cases": CASES, "votants": emargement(point)}
    return pdf.rendre(render_to_string("documents/depouillement.html", contexte))


def _papiers(point: Point, question: Question) -> dict[str, Any]:
    """What may be on a paper. ``libre``: a name that nobody proposed too."""
    if point.type != Point.Type.ELECTION:
        choix: list[Any] = [(nom, []) for nom in CHOIX.values()]
        return {"choix": choix, "libre": False, "objet": question.libelle, "ordinal": ""}
    election = election_de(point)
    return {
        "choix": [(str(c), _lignes(c.membres)) for c in election.candidats],
        "libre": not election.par_listes,
        "objet": election.ouvert.objet if election.ouvert else "",
        "ordinal": ORDINAUX.get(election.rang, ""),
    }


def emargement(point: Point) -> list[dict[str, str]]:
    """Who votes, by name; whoever holds a pouvoir signs for the one who gave it (POU-10)."""
    assemblee = assemblee_au(point, faits_de(point.seance))
    pouvoirs = point.seance.pouvoirs.filter(revoque_at=None).select_related("mandataire__elu")
    porteurs = {p.mandant_id: str(p.mandataire or "") for p in pouvoirs}
    lignes = [
        {
            "nom": assemblee.noms[pk],
            "porteur": "" if pk in assemblee.presents else porteurs.get(int(pk), ""),
        }
        for pk in assemblee.votants
    ]
    return sorted(lignes, key=lambda ligne: cle_de_famille(ligne["nom"]))


def _contexte(point: Point) -> dict[str, Any]:
    seance = point.seance
    return {
        "point": point,
        "seance": seance,
        "instance": seance.instance,
        "intercommunalite": seance.intercommunalite,
        "auteur": seance.intercommunalite.nom,
    }


def render_proces_verbal(point: Point) -> bytes:
    """The procès-verbal of the election, to be signed: rounds, hours, who counted, who is elected.

    Rendered on demand until it is on paper with its signatures; the délibération is what is kept.
    """
    election = election_de(point)
    lus, bureau = resultats(point), point.bureaux_de_vote.first()
    executif = election.personnes is Personnes.EXECUTIF
    contexte = _contexte(point) | {
        "resultats": lus,
        "bureau": bureau,
        "assesseurs": _lignes(bureau.assesseurs) if bureau else [],
        "preside": _preside(point),
        "secretaires": [s.elu for s in point.seance.secretaires.select_related("elu")],
        "annexes": any((t.tour.nuls or 0) + (t.tour.blancs or 0) for r in lus for t in r.tours),
        "delais": delais_de(election) if executif else None,
        "executif": executif,
    }
    return pdf.rendre(render_to_string("documents/proces_verbal_election.html", contexte))


def _preside(point: Point) -> Presidence | None:
    """Who presided over this point: the last to take the chair before it, or at it."""
    presidences = point.seance.presidences.select_related("elu", "debut_point").order_by("ordre")
    avant = [p for p in presidences if p.debut_point is None or p.debut_point.rang <= point.rang]
    return avant[-1] if avant else None


def _lignes(texte: str) -> list[str]:
    return [ligne.strip() for ligne in texte.splitlines() if ligne.strip()]
