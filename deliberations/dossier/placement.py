"""What rows cannot hold: each refusal with its JSON path. A contradiction alone is no refusal.

A name that is nobody's or several members' (COH-11, COH-12), a bound that the ordre de passage
does not hold (COH-04), a number borne twice (COH-15), a séance without a day, a name beside a
secret ballot (SCR-07), a number or a text beyond what the registers keep.
"""

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from deliberations.dossier import arbre
from deliberations.dossier.lecture import Erreur
from deliberations.dossier.traduction import Traduction
from deliberations.regles.majorite import ModeScrutin

ENTIER_MAX = 32_767
LONGUEURS: dict[type, dict[str, int]] = {
    arbre.Seance: {"lieu": 250},
    arbre.Membre: {"prenom": 80, "nom": 80, "commune": 120, "fonction": 120},
    arbre.Personne: {"prenom": 80, "nom": 80},
    arbre.Presidence: {"qualite": 160},
    arbre.Point: {
        "numero": 20,
        "titre": 400,
        "titre_deliberation": 400,
        "deliberation": 40,
        "commission": 200,
        "rapporteur": 100,
        "qualite_rapporteur": 95,
    },
    arbre.Vote: {"objet": 300},
    arbre.Election: {"objet": 300},
    arbre.Candidat: {"nom": 200},
    arbre.Signature: {"qualite": 200, "nom": 200, "fonction": 200},
}


def erreurs(dossier: arbre.Dossier, traduction: Traduction) -> tuple[Erreur, ...]:
    return (
        *_sans_jour(dossier),
        *_demesure(dossier, "$"),
        *_noms(dossier, traduction),
        *_bornes(dossier, traduction),
        *_numeros(dossier, traduction),
        *_noms_au_scrutin_secret(dossier),
    )


def _sans_jour(dossier: arbre.Dossier) -> Iterator[Erreur]:
    if dossier.seance is None or dossier.seance.date is None:
        yield Erreur(
            chemin="$.seance.date",
            message="Indiquez le jour de la séance\u00a0: sans lui, elle n’a pas de place.",
        )


def _demesure(valeur: Any, chemin: str) -> Iterator[Erreur]:
    """Numbers and texts longer than their column, wherever they are."""
    if isinstance(valeur, tuple):
        for i, element in enumerate(valeur):
            yield from _demesure(element, f"{chemin}[{i}]")
    elif isinstance(valeur, int) and valeur > ENTIER_MAX:
        yield Erreur(chemin=chemin, message=f"Ce nombre dépasse {ENTIER_MAX}\u00a0: vérifiez-le.")
    elif is_dataclass(valeur):
        limites = LONGUEURS.get(type(valeur), {})
        for champ in fields(valeur):
            ici, contenu = f"{chemin}.{champ.name}", getattr(valeur, champ.name)
            yield from _demesure(contenu, ici)
            if contenu is not None and champ.name in limites:
                yield from _trop_long(contenu, limites[champ.name], ici)


def _trop_long(texte: str, limite: int, chemin: str) -> Iterator[Erreur]:
    if len(texte) > limite:
        yield Erreur(
            chemin=chemin,
            message=f"Ce texte dépasse {limite} caractères\u00a0: abrégez-le.",
        )


def _noms(dossier: arbre.Dossier, traduction: Traduction) -> Iterator[Erreur]:
    for chemin, reference in references(dossier):
        trouves = traduction.annuaire.chercher(reference)
        if len(trouves) == 1:
            continue
        if trouves:
            noms = " ou ".join(traduction.annuaire.nom(t.membre) for t in trouves)
            suite = f"peut désigner {noms}\u00a0: précisez lequel (COH-12)."
        else:
            suite = "n’est le nom d’aucun membre du dossier\u00a0: corrigez-le (COH-11)."
        yield Erreur(chemin=chemin, message=f"«\u00a0{reference}\u00a0» {suite}")


def references(dossier: arbre.Dossier) -> Iterator[tuple[str, str]]:
    """Every mention of a member, with its path."""
    if dossier.president is not None:
        yield "$.president", dossier.president
    for liste in ("presences", "absents", "excuses", "presidences"):
        for i, element in enumerate(getattr(dossier, liste) or ()):
            yield f"$.{liste}[{i}].membre", element.membre
    for i, pouvoir in enumerate(dossier.pouvoirs or ()):
        for role in ("mandant", "mandataire"):
            if (nom := getattr(pouvoir, role)) is not None:
                yield f"$.pouvoirs[{i}].{role}", nom
    for i, secretaire in enumerate(dossier.secretaires or ()):
        yield f"$.secretaires[{i}]", secretaire
    yield from _references_des_points(dossier)


def _references_des_points(dossier: arbre.Dossier) -> Iterator[tuple[str, str]]:
    for i, point in enumerate(dossier.points or ()):
        for j, deport in enumerate(point.deports or ()):
            yield f"$.points[{i}].deports[{j}].membre", deport.membre
        for j, vote in enumerate(point.votes or ()):
            for k, voix in enumerate(vote.voix or ()):
                yield f"$.points[{i}].votes[{j}].voix[{k}].membre", voix.membre


def _bornes(dossier: arbre.Dossier, traduction: Traduction) -> Iterator[Erreur]:
    for liste in ("presences", "absents", "excuses", "pouvoirs", "presidences"):
        for i, element in enumerate(getattr(dossier, liste) or ()):
            for cote in ("depuis", "jusqua"):
                if nomme := traduction.reperes.hors_ordre(getattr(element, cote)):
                    yield Erreur(
                        chemin=f"$.{liste}[{i}].{cote}",
                        message=(
                            f"Cette borne, {nomme}, ne figure pas dans l’ordre de passage\u00a0: "
                            "corrigez-la (COH-04)."
                        ),
                    )


def _numeros(dossier: arbre.Dossier, traduction: Traduction) -> Iterator[Erreur]:
    ordre = dossier.ordre_de_passage or ()
    numeros = [(f"$.ordre_de_passage[{i}]", numero) for i, numero in enumerate(ordre)]
    yield from _en_double(numeros, "Le rapport")
    for chemin, numero in numeros:
        yield from _trop_long(numero, LONGUEURS[arbre.Point]["numero"], chemin)
    points = list(enumerate(dossier.points or ()))
    yield from _en_double([(f"$.points[{i}].numero", p.numero) for i, p in points], "Le rapport")
    actes = [(f"$.points[{i}].deliberation", p.deliberation) for i, p in points]
    yield from _en_double(actes, "La délibération")


def _en_double(numeros: Sequence[tuple[str, str | None]], quoi: str) -> Iterator[Erreur]:
    vus: dict[str, str] = {}
    for chemin, numero in numeros:
        if numero is not None and numero in vus:
            yield Erreur(
                chemin=chemin,
                message=f"{quoi} {numero} figure déjà en {vus[numero]}\u00a0: corrigez (COH-15).",
            )
        vus.setdefault(numero or "", chemin)


def _noms_au_scrutin_secret(dossier: arbre.Dossier) -> Iterator[Erreur]:
    for i, point in enumerate(dossier.points or ()):
        for j, vote in enumerate(point.votes or ()):
            if vote.mode is ModeScrutin.SECRET and vote.voix:
                yield Erreur(
                    chemin=f"$.points[{i}].votes[{j}].voix",
                    message=(
                        "Un scrutin secret ne garde le nom de personne\u00a0: retirez ces voix "
                        "(SCR-07, CGCT, art. L. 2121-21)."
                    ),
                )
