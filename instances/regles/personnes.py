"""What a file of persons and mandates must hold, one act at a time.

CGCT, art. L. 2121-10 (via L. 5211-1) : « Elle est transmise de manière dématérialisée ou, si les
conseillers municipaux en font la demande, adressée par écrit à leur domicile ou à une autre
adresse. »

CGCT, art. L. 5211-1 : « La démission est définitive dès sa réception par le président », who
tells the maire at once (MEM-06).
"""

from collections.abc import Iterator
from datetime import date

from governance.regles import Manquement
from instances.regles.dates_en_lettres import jour_en_lettres
from instances.regles.mandats import dernier_jour_apres_demission

ARTICLE_CANAL = "CGCT, art. L. 2121-10 et L. 5211-1"
ARTICLE_DEMISSION = "CGCT, art. L. 5211-1 et L. 2121-4"

DEMISSION = "demission"
MOTIFS_DE_FIN = {
    DEMISSION: "Démission reçue par le président",
    "fin_de_mandat": "Fin du mandat",
    "remplacement": "Remplacement décidé par le conseil",
    "deces": "Décès",
    "perte_du_mandat_municipal": "Perte du mandat municipal",
    "annulation": "Annulation de l’élection",
    "incompatibilite": "Incompatibilité",
    "autre": "Autre motif",
}


def dernier_jour(*, motif: str, jour: date) -> date:
    """``jour`` is the day of receipt of a démission, otherwise the last day itself."""
    return dernier_jour_apres_demission(jour) if motif == DEMISSION else jour


def fin_de_mandat(*, debut: date | None, deja: date | None, fin: date) -> tuple[Manquement, ...]:
    return tuple(_fin_de_mandat(debut, deja, fin))


def _fin_de_mandat(debut: date | None, deja: date | None, fin: date) -> Iterator[Manquement]:
    if deja is not None and deja <= fin:
        yield Manquement(
            regle="MEM-06",
            article=ARTICLE_DEMISSION,
            message=(
                f"Ce mandat a déjà pris fin le {jour_en_lettres(deja)}\u00a0: une démission reçue "
                "ne se reprend pas. Ouvrez un nouveau mandat s’il y a eu une nouvelle élection."
            ),
            champ="jour",
        )
    if debut is not None and fin < debut:
        yield Manquement(
            regle="COH-PERIODE",
            message=(
                f"Ce mandat a commencé le {jour_en_lettres(debut)}\u00a0: il ne peut pas avoir "
                "fini avant. Corrigez la date."
            ),
            champ="jour",
        )


def doublon(nom: str, *, existe: bool) -> tuple[Manquement, ...]:
    if not existe:
        return ()
    message = (
        f"{nom} figure déjà parmi les élus, avec la même date de naissance\u00a0: ouvrez sa fiche "
        "et ajoutez-lui un mandat."
    )
    return (Manquement(regle="COH-DOUBLON", message=message, champ="nom"),)


def retrait_de_commune(*, nom: str, fin: date | None, mandats_apres: int) -> tuple[Manquement, ...]:
    if fin is None or not mandats_apres:
        return ()
    mandats = f"{mandats_apres} mandats courent" if mandats_apres > 1 else "un mandat court"
    message = (
        f"{mandats[0].upper()}{mandats[1:]} encore pour {nom} après le "
        f"{jour_en_lettres(fin)}\u00a0: terminez-les d’abord."
    )
    return (Manquement(regle="COH-PERIODE", message=message, champ="ends_on"),)


def choix_du_canal(
    *,
    papier: bool,
    adresse: str,
    courriel: str,
    demande_on: date,
    aujourdhui: date,
    derniere_on: date | None,
) -> tuple[Manquement, ...]:
    moyen = _par_papier(adresse) if papier else _par_courriel(courriel)
    return (*moyen, *_date_de_la_demande(demande_on, aujourdhui, derniere_on))


def _par_papier(adresse: str) -> Iterator[Manquement]:
    if not adresse.strip():
        yield _canal("Indiquez l’adresse où porter les convocations sur papier.", "adresse")


def _par_courriel(courriel: str) -> Iterator[Manquement]:
    if not courriel:
        yield _canal("Ajoutez d’abord une adresse électronique à la fiche de l’élu.", "canal")


def _date_de_la_demande(
    demande_on: date, aujourdhui: date, derniere_on: date | None
) -> Iterator[Manquement]:
    if demande_on > aujourdhui:
        yield _canal("La demande ne peut pas être datée d’un jour à venir.", "demande_on")
    if derniere_on is not None and demande_on < derniere_on:
        yield _canal(
            f"Une demande plus récente existe, du {jour_en_lettres(derniere_on)}\u00a0: c’est elle "
            "qui s’applique.",
            "demande_on",
        )


def _canal(message: str, champ: str) -> Manquement:
    return Manquement(regle="CNV-03", article=ARTICLE_CANAL, message=message, champ=champ)
