"""Clauses that no machine applies: said to whoever must, at the moment when they serve.

A règlement tells where a convocation is posted, how a contract is consulted, what is read aloud.
The software neither checks nor blocks it: it says it on the page where the act is done.
"""

from collections.abc import Iterator, Mapping

from instances.regles.dates_en_lettres import compte
from instances.regles.reglement.parametres import Parametres

AFFICHAGE = {
    "siege": "Affichez la convocation au siège.",
    "siege_et_communes_membres": (
        "Affichez la convocation au siège et demandez-le à chaque commune membre."
    ),
    "portee_au_public": "Portez la convocation à la connaissance du public.",
}
CALENDRIER = {
    "echange_mensuel": (
        "Le calendrier s’échange chaque mois avec les communes\u00a0: importez les leurs."
    ),
    "calendrier_annuel": "Un calendrier indicatif de l’année est communiqué aux membres.",
}
SECRETAIRE = {
    "nomme_sur_proposition": "Le secrétaire est nommé sur proposition du président.",
    "tournant": "Le secrétariat tourne\u00a0: ne reprenez pas celui de la dernière séance.",
}
ORDRE = {
    "accord_du_conseil": "L’ordre des rapports ne change qu’avec l’accord du conseil.",
    "accord_de_la_majorite": "L’ordre des rapports ne change qu’avec l’accord de la majorité.",
}
POUVOIRS = {
    "president_avant": "Les pouvoirs sont remis au président avant la séance.",
    "secretariat_avant_ou_president_au_debut": (
        "Les pouvoirs sont remis au secrétariat avant la séance, ou au président à son début."
    ),
}
DEPART = {
    "vaut_abstention": "Qui sort pendant la discussion d’un point est réputé s’abstenir sur lui.",
    "verifie_le_quorum": "À chaque départ, vérifiez le quorum.",
}
AMENDEMENTS = {
    "discussion_rejet_ou_renvoi": (
        "Le conseil discute un amendement, le rejette, ou le renvoie en commission."
    ),
    "votes_avant_le_texte": "Les amendements se votent avant le texte.",
}
CONTENU = {
    "integral": "Le procès-verbal reprend les débats en entier.",
    "synthese": "Le procès-verbal donne la teneur des discussions.",
}


def avant_l_envoi(reglement: Parametres) -> list[str]:
    """On the page of the convocation (CNV-14)."""
    return [
        *_dite(AFFICHAGE, reglement.convocation_affichee),
        *_contrats(reglement),
    ]


def _contrats(reglement: Parametres) -> Iterator[str]:
    """CGCT, art. L. 2121-12: a contract and its papers may be consulted."""
    lieu, heures = reglement.consultation_contrats, reglement.consultation_contrats_heures
    if lieu:
        yield f"Les projets de contrat se consultent {lieu}."
    if heures:
        yield (
            f"Pour consulter un projet de contrat, un membre le demande {compte(heures, 'heure')} "
            "avant."
        )


def du_calendrier(reglement: Parametres) -> list[str]:
    return list(_dite(CALENDRIER, reglement.calendrier_concerte))


def en_seance(reglement: Parametres) -> list[str]:
    """On the console, where the séance is run."""
    return [
        *_presence(reglement),
        *_dite(POUVOIRS, reglement.depot_pouvoir),
        *_dite(SECRETAIRE, reglement.secretaire),
        *_lecture(reglement),
        *_dite(ORDRE, reglement.modifier_ordre),
        *_rapports(reglement),
        *_dite(AMENDEMENTS, reglement.amendements),
        *_dite(DEPART, reglement.depart_en_seance),
        *_questions(reglement),
        *_enregistrement(reglement),
    ]


def au_proces_verbal(reglement: Parametres) -> list[str]:
    return [*_dite(CONTENU, reglement.pv_contenu), *_enregistrement(reglement)]


def _dite(phrases: Mapping[str, str], valeur: str | None) -> Iterator[str]:
    if valeur is not None and valeur in phrases:
        yield phrases[valeur]


def _presence(reglement: Parametres) -> Iterator[str]:
    if reglement.presence_signature:
        depart = " et en partant" if reglement.signature_depart else ""
        yield f"Chaque membre signe la feuille de présence en arrivant{depart}."


def _lecture(reglement: Parametres) -> Iterator[str]:
    if reglement.lecture_deliberations:
        yield "Les délibérations de la séance précédente sont lues."


def _rapports(reglement: Parametres) -> Iterator[str]:
    """A limit on what is presented aloud, never on what is decided."""
    nombre, minutes = reglement.rapports_presentes, reglement.presentation_minutes
    if nombre:
        yield f"{compte(nombre, 'rapport présenté', 'rapports présentés')} par commission, au plus."
    if minutes:
        yield f"Un rapport se présente en {compte(minutes, 'minute')}."


def _questions(reglement: Parametres) -> Iterator[str]:
    if reglement.questions_orales_debat is not None:
        suite = "peut ouvrir un débat" if reglement.questions_orales_debat else "ne se débat pas"
        yield f"Une question orale {suite}."


def _enregistrement(reglement: Parametres) -> Iterator[str]:
    if reglement.enregistrement_audio:
        yield "La séance est enregistrée\u00a0: prévenez-en l’assistance."
