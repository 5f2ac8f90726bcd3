"""What an act requires as it is drafted, voted, numbered and copied out.

CGCT, art. R. 2121-9 : « Les délibérations du conseil municipal sont inscrites [...] par ordre
de date, sur un registre » ; « [...] chacune porte un numéro d'ordre » inside its séance.
"""

from governance.regles import Manquement
from instances.regles.faits import TypePoint

ARTICLE_REGISTRE = "CGCT, art. R. 2121-9"
ARTICLE_VOTE = "CGCT, art. L. 2121-20"


def redaction(*, etat_de_la_seance: str, numerotee: bool) -> list[Manquement]:
    """A draft may change until its act is numbered; what was voted is then what it says."""
    if numerotee:
        return [
            Manquement(
                regle="REG-06",
                article=ARTICLE_REGISTRE,
                message=(
                    "Cette délibération est numérotée\u00a0: son texte ne change plus. Une "
                    "correction demande une nouvelle délibération."
                ),
            )
        ]
    if etat_de_la_seance in ("annulee", "reportee"):
        return [
            Manquement(
                regle="ODJ-01", message="Cette séance n’a pas lieu\u00a0: rien n’y est délibéré."
            )
        ]
    return []


def en_discussion(*, etat: str) -> list[Manquement]:
    if etat == "en_discussion":
        return []
    message = "Mettez d’abord ce rapport en discussion, puis aux voix."
    return [Manquement(regle="ODJ-05", article=ARTICLE_VOTE, message=message)]


def mise_aux_voix(*, etat: str, nature: str) -> list[Manquement]:
    trouves = en_discussion(etat=etat)
    if TypePoint(nature) is TypePoint.ELECTION:
        trouves.append(
            Manquement(
                regle="SCR-03",
                article="CGCT, art. L. 2121-21",
                message=(
                    "Une nomination se fait au scrutin secret, personne par personne\u00a0: elle "
                    "ne se proclame pas par pour et contre."
                ),
            )
        )
    if TypePoint(nature) in (TypePoint.DEBAT, TypePoint.INFORMATION):
        trouves.append(
            Manquement(
                regle="BUR-05",
                message="Ce point se débat sans vote\u00a0: concluez-le sans mettre aux voix.",
            )
        )
    return trouves


def sans_appel_ouvert(*, appel: bool) -> list[Manquement]:
    """Voices are coming in: they are counted by closing the vote, not beside it."""
    if not appel:
        return []
    message = "Un vote est ouvert sur ce rapport\u00a0: achevez-le, ou abandonnez-le d’abord."
    return [Manquement(regle="VOT-08", message=message)]


def numerotation(*, etat_de_la_seance: str, actes: int, numerotes: int) -> list[Manquement]:
    trouves = []
    if etat_de_la_seance != "levee":
        trouves.append(
            Manquement(
                regle="REG-01",
                article=ARTICLE_REGISTRE,
                message="Levez la séance avant de numéroter ses délibérations.",
            )
        )
    if numerotes:
        trouves.append(
            Manquement(
                regle="REG-01",
                article=ARTICLE_REGISTRE,
                message="Les délibérations de cette séance sont déjà numérotées.",
            )
        )
    if not actes:
        trouves.append(
            Manquement(regle="REG-01", message="Cette séance n’a donné lieu à aucune délibération.")
        )
    return trouves


def extrait(*, numero: str) -> list[Manquement]:
    if numero:
        return []
    return [
        Manquement(
            regle="REG-01",
            article=ARTICLE_REGISTRE,
            message="Numérotez les délibérations de la séance avant d’en établir les extraits.",
        )
    ]
