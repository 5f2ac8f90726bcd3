"""A small dossier that says nothing wrong, to break one thing at a time."""

from copy import deepcopy
from typing import Any

from deliberations.dossier.controle import Controle, controler
from deliberations.dossier.format import depuis_json

NOMS = ("ALBAN", "BERNARD", "CARON", "DUVAL", "EVRARD", "FABRE", "GARNIER")
PRENOMS = ("Anne", "Bruno", "Chloé", "Denis", "Élise", "Franck", "Gaëlle")

DOSSIER: dict[str, Any] = {
    "format": "hemicycle/dossier-de-seance",
    "version": 1,
    "instance": {"nom": "Conseil communautaire", "type": "conseil", "pouvoir_en_seance": True},
    "seance": {
        "date": "2026-11-19",
        "date_imprimee": "Jeudi 19 novembre 2026",
        "ouverture": "18:00",
        "levee": "20:00",
    },
    "convocations": [{"date": "2026-11-12", "canal": "electronique"}],
    "effectif_legal": 7,
    "en_exercice": 7,
    "president": "alban",
    "membres": [
        {"id": nom.lower(), "prenom": prenom, "nom": nom, "commune": f"Commune {nom[0]}"}
        for nom, prenom in zip(NOMS, PRENOMS, strict=True)
    ],
    "presences": [{"membre": nom.lower()} for nom in NOMS[:5]],
    "absents": [{"membre": "fabre"}],
    "excuses": [{"membre": "garnier"}],
    "pouvoirs": [{"mandant": "garnier", "mandataire": "alban"}],
    "totaux": {"presents": 5, "absents": 2, "excuses": 1, "pouvoirs": 1, "votants": 6},
    "presidences": [{"membre": "alban", "qualite": "Président"}],
    "secretaires": ["bernard"],
    "ordre_de_passage": ["2.1", "1.1", "1.2", "3"],
    "points": [
        {
            "numero": "2.1",
            "type": "deliberation",
            "deliberation": "2026-101",
            "heure": "18:05",
            "rapporteur": "Chloé CARON",
            "votes": [
                {
                    "mode": "ordinaire",
                    "phrase": "À la majorité des suffrages exprimés, 1 contre,",
                    "mention": "Rapport adopté à la majorité",
                    "resultat": "adoptee",
                    "pour": 5,
                    "contre": 1,
                    "abstention": 0,
                    "ne_prend_pas_part": 0,
                    "voix": [{"membre": "D. DUVAL", "sens": "contre"}],
                }
            ],
        },
        {"numero": "1.1", "type": "deliberation", "deliberation": "2026-102", "heure": "18:40"},
        {"numero": "1.2", "type": "deliberation", "deliberation": "2026-103", "heure": "19:10"},
        {"numero": "3", "type": "debat"},
    ],
}


def dossier(changements: dict[str, Any] | None = None) -> dict[str, Any]:
    """A copy with some values replaced: ``{"seance.date": …, "points.0.votes.0.pour": …}``."""
    copie = deepcopy(DOSSIER)
    for chemin, valeur in (changements or {}).items():
        *parents, cle = chemin.split(".")
        noeud: Any = copie
        for parent in parents:
            noeud = noeud[int(parent)] if isinstance(noeud, list) else noeud[parent]
        if isinstance(noeud, list):
            noeud[int(cle) :] = (
                [valeur]
                if cle.isdigit() and int(cle) == len(noeud)
                else [
                    valeur,
                    *noeud[int(cle) + 1 :],
                ]
            )
        else:
            noeud[cle] = valeur
    return copie


def juger(valeurs: dict[str, Any]) -> Controle:
    lecture = depuis_json(valeurs)
    assert lecture.dossier is not None, lecture.erreurs
    return controler(lecture.dossier)
