"""The conférence des maires: when it exists, who may have it meet, how it gives its avis.

CGCT, art. L. 5211-11-3 : « La création d'une conférence des maires est obligatoire dans les
établissements publics de coopération intercommunale à fiscalité propre, sauf lorsque le bureau
de l'établissement public comprend déjà l'ensemble des maires des communes membres. La conférence
des maires est présidée par le président [...]. Elle se réunit, sur un ordre du jour déterminé, à
l'initiative du président [...] ou, dans la limite de quatre réunions par an, à la demande d'un
tiers des maires. »

The demand itself, its third and its yearly ceiling are counted with the demands of every body
(``instances.regles.demandes``); the président stays free to call other meetings.
"""

from collections.abc import Collection
from datetime import date

from governance.regles import Gravite, Manquement
from instances.regles.dates_en_lettres import jour_en_lettres

ARTICLE = "CGCT, art. L. 5211-11-3"


def obligatoire(*, maires: Collection[object], bureau: Collection[object]) -> bool:
    """Unless the bureau has all the mayors (CDM-01)."""
    return not set(maires) <= set(bureau)


def existence(*, existe: bool, obligatoire: bool) -> tuple[Manquement, ...]:
    if existe or not obligatoire:
        return ()
    message = (
        "La conférence des maires est obligatoire\u00a0: le bureau ne comprend pas tous les "
        "maires. Créez-la parmi les instances."
    )
    return (Manquement(regle="CDM-01", article=ARTICLE, message=message, gravite=Gravite.ALERTE),)


def reglement_propre(
    *, prevu: bool, reunie_on: date | None, adopte: bool, on: date
) -> tuple[Manquement, ...]:
    """Where the règlement promises one, it is drawn up at the first meeting (CDM-05)."""
    if not prevu or adopte or reunie_on is None:
        return ()
    jour = jour_en_lettres(reunie_on, repere=on)
    message = (
        f"La conférence élabore son propre règlement à sa première réunion, le {jour}\u00a0: "
        "préparez-le."
        if reunie_on >= on
        else f"La conférence s’est réunie le {jour} et son règlement n’est pas noté\u00a0: "
        "inscrivez-le à sa prochaine réunion."
    )
    return (
        Manquement(
            regle="CDM-05",
            article="Pacte de gouvernance",
            message=message,
            gravite=Gravite.ALERTE,
        ),
    )


def representant(*, adjoint: bool, meme_commune: bool, admis: bool) -> tuple[Manquement, ...]:
    """A mayor sends an adjoint where the règlement lets him (CDM-03)."""
    if admis and adjoint and meme_commune:
        return ()
    message = (
        "Un maire se fait représenter par un adjoint de sa commune."
        if admis
        else "Le règlement ne permet pas à un maire de se faire représenter."
    )
    return (Manquement(regle="CDM-03", article="Règlement intérieur", message=message),)


def convoquee(*, siege: bool) -> tuple[Manquement, ...]:
    """Who replaces a mayor is noted on the seat that the convocation gave him."""
    if siege:
        return ()
    message = "Ce maire n’est pas convoqué à cette séance\u00a0: attendez sa convocation."
    return (Manquement(regle="CDM-03", article="Règlement intérieur", message=message),)


def transmission(*, levee: bool, avis: int) -> tuple[Manquement, ...]:
    """The avis go to all the municipal councillors, once given, if there are any (CDM-04)."""
    if not levee:
        message = "La séance n’est pas levée\u00a0: ses avis ne sont pas encore arrêtés."
    elif not avis:
        message = "Cette séance n’a rendu aucun avis."
    else:
        return ()
    return (Manquement(regle="CDM-04", article="CGCT, art. L. 5211-40-2", message=message),)


def question_ouverte(*, seance_on: date, avant: date) -> tuple[Manquement, ...]:
    if avant >= seance_on:
        return ()
    message = "La réponse écrite suit la réunion\u00a0: donnez un jour à venir."
    return (
        Manquement(
            regle="CDM-03",
            article="Règlement intérieur",
            message=message,
            champ="reponse_avant_on",
        ),
    )


def reponse_ecrite(*, deja: bool) -> tuple[Manquement, ...]:
    """What every mayor has received does not change: what is added is another question."""
    if not deja:
        return ()
    message = (
        "Cette question a reçu sa réponse, que les maires ont en main\u00a0: elle ne change plus."
    )
    return (Manquement(regle="CDM-03", article="Règlement intérieur", message=message),)


def reponse_due(question_on: date, *, jours: int | None) -> date | None:
    """A question left open is answered in writing; the règlement says within how long (CDM-03)."""
    return None if jours is None else date.fromordinal(question_on.toordinal() + jours)
