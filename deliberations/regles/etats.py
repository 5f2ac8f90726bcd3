"""The life of an act, and the day from which it is executory.

CGCT, art. L. 2131-1, I : « Les actes pris par les autorités communales sont exécutoires de plein
droit dès qu'il a été procédé à la publicité de ces actes […] ainsi qu'à la transmission au
représentant de l'Etat dans le département » of those that article L. 2131-2 submits to it.

An act is never unwritten: once voted it moves forward, or is withdrawn by another act (REG-06).
"""

from datetime import date
from enum import StrEnum

from governance.regles import Manquement, exiger

ARTICLE = "CGCT, art. L. 2131-1 et L. 5211-3"
ARTICLE_REGISTRE = "CGCT, art. L. 2121-23"


class EtatActe(StrEnum):
    PROJET = "projet"
    ADOPTEE = "adoptee"
    REJETEE = "rejetee"
    SIGNEE = "signee"
    TRANSMISE = "transmise"
    PUBLIEE = "publiee"
    EXECUTOIRE = "executoire"
    RETIREE = "retiree"


_E = EtatActe

ACTE: dict[tuple[EtatActe, str], EtatActe] = {
    (_E.PROJET, "adopter"): _E.ADOPTEE,
    (_E.PROJET, "rejeter"): _E.REJETEE,
    (_E.ADOPTEE, "signer"): _E.SIGNEE,
    (_E.SIGNEE, "transmettre"): _E.TRANSMISE,
    (_E.SIGNEE, "publier"): _E.PUBLIEE,
    (_E.TRANSMISE, "publier"): _E.EXECUTOIRE,
    (_E.PUBLIEE, "transmettre"): _E.EXECUTOIRE,
    (_E.SIGNEE, "retirer"): _E.RETIREE,
    (_E.TRANSMISE, "retirer"): _E.RETIREE,
    (_E.PUBLIEE, "retirer"): _E.RETIREE,
    (_E.EXECUTOIRE, "retirer"): _E.RETIREE,
}

LIBELLES: dict[EtatActe, str] = {
    _E.PROJET: "à l’état de projet",
    _E.ADOPTEE: "adoptée",
    _E.REJETEE: "rejetée",
    _E.SIGNEE: "signée",
    _E.TRANSMISE: "transmise",
    _E.PUBLIEE: "publiée",
    _E.EXECUTOIRE: "exécutoire",
    _E.RETIREE: "retirée",
}

_INFINITIFS = {
    "adopter": "être adoptée",
    "rejeter": "être rejetée",
    "signer": "être signée",
    "transmettre": "être transmise",
    "publier": "être publiée",
    "retirer": "être retirée",
}


def manquements(etat: EtatActe | str, acte: str) -> tuple[Manquement, ...]:
    actuel = EtatActe(etat)
    if acte not in _INFINITIFS:
        raise ValueError(f"acte inconnu d’une délibération\u00a0: {acte}")
    if (actuel, acte) in ACTE:
        return ()
    return (
        Manquement(
            regle="REG-06",
            article=ARTICLE_REGISTRE,
            message=(
                f"Cette délibération est {LIBELLES[actuel]}\u00a0: elle ne peut pas "
                f"{_INFINITIFS[acte]}."
            ),
        ),
    )


def etat_suivant(etat: EtatActe | str, acte: str) -> EtatActe:
    """Raises ``RegleViolee``."""
    exiger(manquements(etat, acte))
    return ACTE[EtatActe(etat), acte]


def executoire_depuis(
    *, publiee: date | None, recue: date | None, transmissible: bool = True
) -> date | None:
    """EXE-01: publication or notification, and receipt by the préfet where the act goes to him."""
    if publiee is None:
        return None
    if not transmissible:
        return publiee
    return None if recue is None else max(publiee, recue)
