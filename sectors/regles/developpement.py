"""The conseil de développement: what it is asked, what it takes up itself, the report it owes.

CGCT, art. L. 5211-10-1 : « Un conseil de développement est mis en place dans les établissements
publics de coopération intercommunale à fiscalité propre de plus de 50 000 habitants. […] Le
conseil de développement est consulté sur l'élaboration du projet de territoire, sur les documents
de prospective et de planification […]. Il peut donner son avis ou être consulté sur toute autre
question relative à ce périmètre. […] Le conseil de développement établit un rapport d'activité,
qui est examiné et débattu par l'organe délibérant de l'établissement public. »

« Il peut donner son avis » reads as a right to take a matter up by itself: a règlement that says
so only confirms it.
"""

from collections.abc import Collection
from datetime import date

from governance.regles import Gravite, Manquement
from instances.regles.dates_en_lettres import jour_en_lettres

ARTICLE = "CGCT, art. L. 5211-10-1"


def autosaisine(*, clause: bool | None) -> tuple[Manquement, ...]:
    """The law lets it give its opinion; a règlement that forbids it is told, and gives way."""
    if clause is not False:
        return ()
    message = (
        "Le règlement écarte l’autosaisine\u00a0: la loi laisse pourtant le conseil de "
        "développement donner son avis sur toute question du territoire."
    )
    return (_manquement(message, gravite=Gravite.ALERTE),)


def saisine(*, recue_on: date, aujourd_hui: date) -> tuple[Manquement, ...]:
    if recue_on <= aujourd_hui:
        return ()
    return (_manquement("Cette saisine n’est pas encore reçue.", champ="recue_on"),)


def avis(*, recue_on: date, rendu_on: date, deja: bool) -> tuple[Manquement, ...]:
    """Given once; an opinion does not come before the question."""
    if deja:
        return (_manquement("L’avis est déjà rendu\u00a0: il ne change plus."),)
    if rendu_on < recue_on:
        message = f"L’avis ne précède pas la saisine du {jour_en_lettres(recue_on)}."
        return (_manquement(message, champ="rendu_on"),)
    return ()


def rapport(*, annee: int, on: date) -> tuple[Manquement, ...]:
    if annee <= on.year:
        return ()
    message = "Un rapport d’activité porte sur une année commencée."
    return (_manquement(message, champ="annee"),)


def rapport_du(
    *, creee_on: date | None, debattus: Collection[int], remis: Collection[int], on: date
) -> tuple[Manquement, ...]:
    """The report of the year before, handed in then debated by the conseil (CDV-01)."""
    annee = on.year - 1
    if creee_on is not None and creee_on.year > annee:
        return ()
    if annee in debattus:
        return ()
    message = (
        f"Le rapport d’activité {annee} attend son débat\u00a0: inscrivez-le à une séance du "
        "conseil."
        if annee in remis
        else f"Le rapport d’activité {annee} n’est pas remis\u00a0: demandez-le au conseil de "
        "développement, le conseil en débat."
    )
    return (_manquement(message, gravite=Gravite.ALERTE),)


def _manquement(
    message: str, *, champ: str = "", gravite: Gravite = Gravite.BLOQUANT
) -> Manquement:
    return Manquement(
        regle="CDV-01", article=ARTICLE, message=message, champ=champ, gravite=gravite
    )
