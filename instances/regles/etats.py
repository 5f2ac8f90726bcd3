"""The states of a séance and of its points, and which act is possible in each.

CGCT, art. L. 2121-10 : « Toute convocation est faite par le maire. Elle indique les questions
portées à l'ordre du jour. » Once sent, it binds: what is deliberated is what was announced.

CGCT, art. L. 2121-17 : the quorum is needed « valablement » for each deliberation; a séance that
cannot go on is suspended, then closed, and its points are left « non examinés » (QUO-08).
"""

from enum import StrEnum

from governance.regles import Manquement, exiger

ARTICLE = "CGCT, art. L. 2121-10 et L. 2121-17"


class EtatSeance(StrEnum):
    PREPARATION = "preparation"
    CONVOQUEE = "convoquee"
    OUVERTE = "ouverte"
    SUSPENDUE = "suspendue"
    LEVEE = "levee"
    REPORTEE = "reportee"
    ANNULEE = "annulee"


class EtatPoint(StrEnum):
    INSCRIT = "inscrit"
    EN_DISCUSSION = "en_discussion"
    TRAITE = "traite"
    AJOURNE = "ajourne"
    RETIRE = "retire"
    RENVOYE = "renvoye"
    NON_EXAMINE = "non_examine"


_S = EtatSeance
_P = EtatPoint

# Acts that move a séance: (state, act) -> next state. Any pair not listed is refused.
SEANCE: dict[tuple[EtatSeance, str], EtatSeance] = {
    (_S.PREPARATION, "convoquer"): _S.CONVOQUEE,
    (_S.CONVOQUEE, "convoquer"): _S.CONVOQUEE,
    (_S.CONVOQUEE, "rectifier"): _S.CONVOQUEE,
    (_S.CONVOQUEE, "ouvrir"): _S.OUVERTE,
    (_S.OUVERTE, "suspendre"): _S.SUSPENDUE,
    (_S.SUSPENDUE, "reprendre"): _S.OUVERTE,
    (_S.OUVERTE, "lever"): _S.LEVEE,
    (_S.SUSPENDUE, "lever"): _S.LEVEE,
    (_S.CONVOQUEE, "constater_carence"): _S.LEVEE,
    (_S.OUVERTE, "constater_carence"): _S.LEVEE,
    (_S.SUSPENDUE, "constater_carence"): _S.LEVEE,
    (_S.CONVOQUEE, "reporter"): _S.REPORTEE,
    (_S.PREPARATION, "annuler"): _S.ANNULEE,
    (_S.CONVOQUEE, "annuler"): _S.ANNULEE,
}

# Acts that leave a séance where it is, and the states that allow them.
EN_PLACE: dict[str, frozenset[EtatSeance]] = {
    "modifier": frozenset({_S.PREPARATION}),
    "inscrire_point": frozenset({_S.PREPARATION, _S.CONVOQUEE}),
    # Once convened, what changes waits for a convocation rectificative (CNV-13).
    "modifier_point": frozenset({_S.PREPARATION, _S.CONVOQUEE}),
    "deplacer_point": frozenset({_S.PREPARATION, _S.CONVOQUEE, _S.OUVERTE, _S.SUSPENDUE}),
    "retirer_point": frozenset({_S.PREPARATION, _S.CONVOQUEE, _S.OUVERTE, _S.SUSPENDUE}),
    "repondre": frozenset({_S.CONVOQUEE}),
    "emarger": frozenset({_S.CONVOQUEE, _S.OUVERTE, _S.SUSPENDUE}),
    "conduire": frozenset({_S.OUVERTE}),
    "clore_point": frozenset({_S.OUVERTE, _S.SUSPENDUE}),
    "rediger": frozenset({_S.OUVERTE, _S.SUSPENDUE, _S.LEVEE}),
}

POINT: dict[tuple[EtatPoint, str], EtatPoint] = {
    (_P.INSCRIT, "mettre_en_discussion"): _P.EN_DISCUSSION,
    (_P.AJOURNE, "mettre_en_discussion"): _P.EN_DISCUSSION,
    (_P.INSCRIT, "retirer"): _P.RETIRE,
    (_P.AJOURNE, "retirer"): _P.RETIRE,
    (_P.EN_DISCUSSION, "retirer"): _P.RETIRE,
    (_P.INSCRIT, "ajourner"): _P.AJOURNE,
    (_P.EN_DISCUSSION, "ajourner"): _P.AJOURNE,
    (_P.EN_DISCUSSION, "renvoyer"): _P.RENVOYE,
    (_P.EN_DISCUSSION, "traiter"): _P.TRAITE,
    (_P.INSCRIT, "laisser"): _P.NON_EXAMINE,
    (_P.EN_DISCUSSION, "laisser"): _P.NON_EXAMINE,
}

LIBELLES_SEANCE: dict[EtatSeance, str] = {
    _S.PREPARATION: "en préparation",
    _S.CONVOQUEE: "convoquée",
    _S.OUVERTE: "ouverte",
    _S.SUSPENDUE: "suspendue",
    _S.LEVEE: "levée",
    _S.REPORTEE: "reportée",
    _S.ANNULEE: "annulée",
}

LIBELLES_POINT: dict[EtatPoint, str] = {
    _P.INSCRIT: "inscrit",
    _P.EN_DISCUSSION: "en discussion",
    _P.TRAITE: "traité",
    _P.AJOURNE: "ajourné",
    _P.RETIRE: "retiré",
    _P.RENVOYE: "renvoyé en commission",
    _P.NON_EXAMINE: "non examiné",
}

# What to do instead, by act. The state in which the act was refused opens the sentence.
_QUE_FAIRE: dict[str, str] = {
    "modifier": (
        "sa date, son heure et son lieu figurent dans la convocation envoyée. Reportez-la, ou "
        "envoyez une convocation rectificative"
    ),
    "convoquer": "elle n’a plus à être convoquée. Préparez une nouvelle séance",
    "rectifier": "une rectificative part entre la convocation et l’ouverture",
    "constater_carence": "le défaut de quorum se constate entre la convocation et la levée",
    "ouvrir": "seule une séance convoquée peut être ouverte",
    "suspendre": "seule une séance ouverte peut être suspendue",
    "reprendre": "seule une séance suspendue peut reprendre",
    "lever": "seule une séance ouverte ou suspendue peut être levée",
    "reporter": "seule une séance convoquée et non ouverte peut être reportée",
    "annuler": "une séance ouverte se lève, elle ne s’annule plus",
    "inscrire_point": "son ordre du jour est arrêté. Inscrivez l’affaire à la séance suivante",
    "modifier_point": "ses rapports ne changent plus. Amendez celui-ci en séance, ou retirez-le",
    "deplacer_point": "son ordre du jour ne change plus",
    "retirer_point": "son ordre du jour ne change plus",
    "repondre": "les réponses sont closes. Prévenez le service des assemblées",
    "emarger": "les présences se relèvent entre la convocation et la levée",
    "conduire": "ouvrez-la, ou reprenez-la, avant de conduire les débats",
    "clore_point": "un rapport reçoit une issue entre l’ouverture et la levée",
    "rediger": "une délibération se rédige à partir de l’ouverture",
}

_APRES_CONVOCATION = frozenset(
    {"rectifier", "ouvrir", "emarger", "conduire", "clore_point", "reporter", "constater_carence"}
)


def actes_possibles(etat: EtatSeance | str) -> frozenset[str]:
    """What the page may offer for a séance in this state."""
    actuel = EtatSeance(etat)
    mouvements = {acte for depart, acte in SEANCE if depart is actuel}
    return frozenset(mouvements | {a for a, etats in EN_PLACE.items() if actuel in etats})


def etat_suivant(etat: EtatSeance | str, acte: str) -> EtatSeance:
    """Where the act leads. Raises ``RegleViolee`` when the state does not allow it."""
    exiger_etat(etat, acte)
    return SEANCE.get((EtatSeance(etat), acte), EtatSeance(etat))


def manquements(etat: EtatSeance | str, acte: str) -> tuple[Manquement, ...]:
    actuel = EtatSeance(etat)
    if acte not in _QUE_FAIRE:
        raise ValueError(f"acte inconnu d’une séance\u00a0: {acte}")
    if acte in actes_possibles(actuel):
        return ()
    message = f"La séance est {LIBELLES_SEANCE[actuel]}\u00a0: {_QUE_FAIRE[acte]}."
    if actuel is EtatSeance.PREPARATION and acte in _APRES_CONVOCATION:
        message = "La séance est en préparation\u00a0: envoyez d’abord la convocation."
    return (Manquement(regle="ETA-01", article=ARTICLE, message=message),)


def exiger_etat(etat: EtatSeance | str, acte: str) -> None:
    """Raises ``RegleViolee``."""
    exiger(manquements(etat, acte))


def point_suivant(etat: EtatPoint | str, acte: str) -> EtatPoint:
    """Raises ``RegleViolee``."""
    exiger(manquements_du_point(etat, acte))
    return POINT[EtatPoint(etat), acte]


def manquements_du_point(
    etat: EtatPoint | str, acte: str, *, numero: str = ""
) -> tuple[Manquement, ...]:
    actuel = EtatPoint(etat)
    if acte not in {a for _, a in POINT}:
        raise ValueError(f"acte inconnu d’un point\u00a0: {acte}")
    if (actuel, acte) in POINT:
        return ()
    if acte == "mettre_en_discussion":
        suite = "il ne revient pas en discussion dans cette séance"
    elif actuel in (EtatPoint.INSCRIT, EtatPoint.AJOURNE):
        suite = "mettez-le d’abord en discussion"
    else:
        suite = "son sort est déjà fixé"
    sujet = f"Le rapport {numero}" if numero else "Ce point"
    return (
        Manquement(
            regle="ETA-02",
            article=ARTICLE,
            message=f"{sujet} est {LIBELLES_POINT[actuel]}\u00a0: {suite}.",
            points=(numero,) if numero else (),
        ),
    )
