"""The circuit of visas: what a draft may go through, who signs, and by when.

No law asks for it: each intercommunalité organises its own (« schéma décisionnel », BUR-08). What
the law asks, that nothing be voted but what was prepared, rests on the text being the one that
was visé: it is locked while it goes round, and a change afterwards annuls the visas.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from governance.regles import Gravite, Manquement

ARTICLE = "Organisation interne, circuit de visas"
NIVEAUX_MAXIMUM = 8


class EtatProjet(StrEnum):
    REDACTION = "redaction"
    EN_VISA = "en_visa"
    RETOURNE = "retourne"
    VISE = "vise"
    ABANDONNE = "abandonne"


_E = EtatProjet

PROJET: dict[tuple[EtatProjet, str], EtatProjet] = {
    (_E.REDACTION, "rediger"): _E.REDACTION,
    (_E.RETOURNE, "rediger"): _E.RETOURNE,
    (_E.REDACTION, "lancer"): _E.EN_VISA,
    (_E.RETOURNE, "lancer"): _E.EN_VISA,
    (_E.EN_VISA, "viser"): _E.EN_VISA,
    (_E.EN_VISA, "achever"): _E.VISE,
    (_E.EN_VISA, "retourner"): _E.RETOURNE,
    (_E.EN_VISA, "reprendre"): _E.REDACTION,
    (_E.VISE, "reprendre"): _E.REDACTION,
    (_E.ABANDONNE, "reprendre"): _E.REDACTION,
    (_E.REDACTION, "abandonner"): _E.ABANDONNE,
    (_E.RETOURNE, "abandonner"): _E.ABANDONNE,
    (_E.VISE, "abandonner"): _E.ABANDONNE,
    (_E.REDACTION, "inscrire"): _E.REDACTION,
    (_E.EN_VISA, "inscrire"): _E.EN_VISA,
    (_E.RETOURNE, "inscrire"): _E.RETOURNE,
    (_E.VISE, "inscrire"): _E.VISE,
}

LIBELLES: dict[EtatProjet, str] = {
    _E.REDACTION: "en rédaction",
    _E.EN_VISA: "en cours de visa",
    _E.RETOURNE: "retourné à son auteur",
    _E.VISE: "visé",
    _E.ABANDONNE: "abandonné",
}

_CONSEILS: dict[tuple[EtatProjet, str], str] = {
    (_E.EN_VISA, "rediger"): "reprenez-le pour en changer le texte, les visas seront redemandés",
    (_E.VISE, "rediger"): "reprenez-le pour en changer le texte, ce qui annule les visas donnés",
    (_E.EN_VISA, "abandonner"): "reprenez-le d’abord",
}
_INFINITIFS = {
    "rediger": "modifié",
    "lancer": "envoyé au visa",
    "viser": "visé",
    "retourner": "retourné",
    "reprendre": "repris",
    "abandonner": "abandonné",
    "inscrire": "inscrit à un ordre du jour",
}


def manquements(etat: EtatProjet | str, acte: str) -> tuple[Manquement, ...]:
    """Why the act is not possible in that state; nothing when it is."""
    actuel = EtatProjet(etat)
    if (actuel, acte) in PROJET:
        return ()
    suite = _CONSEILS.get((actuel, acte), f"il ne peut pas être {_INFINITIFS[acte]}")
    return (_refus(f"Ce projet est {LIBELLES[actuel]}\u00a0: {suite}."),)


def suivant(etat: EtatProjet | str, acte: str) -> EtatProjet:
    return PROJET[EtatProjet(etat), acte]


def redaction(etat: EtatProjet | str, *, en_seance: bool) -> tuple[Manquement, ...]:
    """Once the séance is open the text is the assembly's: the circuit no longer holds it."""
    return () if en_seance else manquements(etat, "rediger")


def lancement(
    etat: EtatProjet | str, *, niveaux: int | None, titre: str, dispositif: str
) -> tuple[Manquement, ...]:
    """``niveaux``: of the circuit chosen; ``None`` when there is no circuit."""
    trouves = list(manquements(etat, "lancer"))
    if niveaux is None:
        trouves.append(_refus("Choisissez le circuit que suivra ce projet.", champ="circuit"))
    elif not niveaux:
        trouves.append(_refus("Ce circuit n’a aucun niveau\u00a0: ajoutez-en un.", champ="circuit"))
    if not titre.strip():
        trouves.append(_refus("Donnez un titre au projet avant de l’envoyer au visa."))
    if not dispositif.strip():
        trouves.append(_refus("Rédigez le dispositif\u00a0: c’est lui que l’on vise."))
    return tuple(trouves)


# Who signs -----------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Absence:
    """``titulaire`` is away from one day to another, both included; ``delegue`` signs instead."""

    titulaire: int
    delegue: int
    du: date
    au: date

    def couvre(self, jour: date) -> bool:
        return self.du <= jour <= self.au


def titulaires_de(personne: int, absences: Iterable[Absence], jour: date) -> frozenset[int]:
    """For whom a person may sign that day: oneself, and those who left it to them.

    A delegate who is away in turn delegates their own visas, not those received.
    """
    recues = {a.titulaire for a in absences if a.delegue == personne and a.couvre(jour)}
    return frozenset(recues | {personne})


def signature(
    *,
    etat: EtatProjet | str,
    attendu: bool,
    viseur: int,
    pour: frozenset[int],
    acte: str = "viser",
    commentaire: str = "",
) -> tuple[Manquement, ...]:
    """The visa awaited alone is given, once, by its holder or the delegate of the day."""
    trouves = list(manquements(etat, acte))
    if not trouves and not attendu:
        trouves.append(_refus("Ce visa n’est pas attendu\u00a0: un autre niveau vise d’abord."))
    if viseur not in pour:
        trouves.append(_refus("Ce visa revient à une autre personne\u00a0: elle seule le donne."))
    if acte == "retourner" and not commentaire.strip():
        trouves.append(
            _refus("Dites à l’auteur ce qu’il doit reprendre.", champ="commentaire"),
        )
    return tuple(trouves)


def circuit(niveaux: Iterable[tuple[str, int]]) -> tuple[Manquement, ...]:
    """Each level has a name and a person; at most eight, a draft would not come back."""
    poses = list(niveaux)
    if not poses:
        return (_refus("Un circuit compte au moins un niveau."),)
    if len(poses) > NIVEAUX_MAXIMUM:
        return (_refus(f"Un circuit compte au plus {NIVEAUX_MAXIMUM} niveaux."),)
    return ()


# By when -------------------------------------------------------------------------------------


def echeance(depart: date, delai_jours: int) -> date:
    """The last civil day, the one of arrival not counted."""
    return depart + timedelta(days=delai_jours)


def en_retard(due_on: date | None, jour: date) -> bool:
    return due_on is not None and jour > due_on


# On an ordre du jour -------------------------------------------------------------------------


def inscription(etat: EtatProjet | str, *, inscrit: bool) -> tuple[Manquement, ...]:
    if inscrit:
        return (_refus("Ce projet est déjà inscrit à un ordre du jour."),)
    return manquements(etat, "inscrire")


def avant_convocation(etat: EtatProjet | str, *, numero: str) -> tuple[Manquement, ...]:
    """A draft that follows a circuit and is not visé: the clerk decides, and is told."""
    actuel = EtatProjet(etat)
    if actuel is _E.VISE:
        return ()
    return (
        Manquement(
            regle="BUR-08",
            article=ARTICLE,
            gravite=Gravite.ALERTE,
            message=(
                f"Le projet du rapport {numero} est {LIBELLES[actuel]}\u00a0: il n’a pas tous "
                "ses visas."
            ),
            points=(numero,),
        ),
    )


def _refus(message: str, champ: str = "") -> Manquement:
    return Manquement(regle="BUR-08", article=ARTICLE, message=message, champ=champ)
