"""Who may be concerned by a point, from the register of interests, and under which regime.

CGCT, art. L. 2131-11 : « Sont illégales les délibérations auxquelles ont pris part un ou
plusieurs membres du conseil intéressés à l'affaire qui en fait l'objet, soit en leur nom
personnel, soit comme mandataires. »

CGCT, art. L. 1111-6: whoever sits in a body because the assembly sent him there is not
interested by that alone; he withdraws, all the same, from a few decisions about it. The list is
dated: since 24 December 2025 (loi n° 2025-1249) it shrank to public procurement for whoever is
not paid for the office; the paid one falls back under the common rule. Companies with public
capital keep the former list (art. L. 1524-5).

The register proposes; the member says (INT-06). In doubt the answer is « conseillé ».
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from instances.regles.faits import MotifDeport

LOI_3DS = date(2022, 2, 23)
LOI_2025 = date(2025, 12, 24)
ARTICLE_INTERET = "CGCT, art. L. 2131-11"
ARTICLE_REPRESENTANT = "CGCT, art. L. 1111-6"
ARTICLE_SOCIETE = "CGCT, art. L. 1524-5"


class Organisme(StrEnum):
    GROUPEMENT = "groupement"
    ACTION_SOCIALE = "action_sociale"
    SOCIETE_PUBLIQUE = "societe_publique"
    PUBLIC = "public"
    ASSOCIATION = "association"
    ENTREPRISE = "entreprise"
    PERSONNEL = "personnel"


class Affaire(StrEnum):
    """What the point decides about the body; « autre » is anything else."""

    COMMANDE_PUBLIQUE = "commande_publique"
    GARANTIE = "garantie"
    SUBVENTION = "subvention"
    DESIGNATION = "designation"
    BUDGET = "budget"
    DEPENSE_OBLIGATOIRE = "depense_obligatoire"
    AUTRE = "autre"


class Niveau(StrEnum):
    AUCUN = "aucun"
    CONSEILLE = "conseille"
    REQUIS = "requis"


@dataclass(frozen=True, kw_only=True, slots=True)
class Interet:
    organisme: Organisme
    designe: bool = False
    par_la_loi: bool = False
    remunere: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Conclusion:
    niveau: Niveau
    motif: MotifDeport | None = None
    article: str = ""
    raison: str = ""


RIEN = Conclusion(niveau=Niveau.AUCUN)
_LISTE_3DS = frozenset(
    {Affaire.COMMANDE_PUBLIQUE, Affaire.GARANTIE, Affaire.SUBVENTION, Affaire.DESIGNATION}
)
_HORS_LISTE = frozenset({Affaire.BUDGET, Affaire.DEPENSE_OBLIGATOIRE})
_DISPENSES = frozenset({Organisme.GROUPEMENT, Organisme.ACTION_SOCIALE})


def conclure(interet: Interet, affaire: Affaire, *, on: date) -> Conclusion:
    """What the register says of one member and one point (INT-01 to INT-04)."""
    if not interet.designe or interet.organisme is Organisme.PERSONNEL:
        return _commun(interet)
    if on < LOI_3DS:
        return _conseil("Avant le 23 février 2022, aucun texte ne protégeait le représentant.")
    if interet.organisme is Organisme.SOCIETE_PUBLIQUE:
        return _selon_la_liste(affaire, _LISTE_3DS, ARTICLE_SOCIETE)
    if on < LOI_2025:
        return _loi_3ds(interet, affaire)
    if interet.remunere:
        return Conclusion(
            niveau=Niveau.REQUIS,
            motif=MotifDeport.INTERET,
            article=ARTICLE_INTERET,
            raison="Représentant rémunéré\u00a0: la protection du représentant ne le couvre plus.",
        )
    return _selon_la_liste(affaire, frozenset({Affaire.COMMANDE_PUBLIQUE}), ARTICLE_REPRESENTANT)


def _loi_3ds(interet: Interet, affaire: Affaire) -> Conclusion:
    if interet.organisme in _DISPENSES:
        return RIEN
    if not interet.par_la_loi:
        return _conseil("Désigné sans texte qui l’impose\u00a0: la protection ne le couvre pas.")
    return _selon_la_liste(affaire, _LISTE_3DS, ARTICLE_REPRESENTANT)


def _selon_la_liste(affaire: Affaire, liste: frozenset[Affaire], article: str) -> Conclusion:
    if affaire in liste:
        return Conclusion(
            niveau=Niveau.REQUIS,
            motif=MotifDeport.L1111_6,
            article=article,
            raison="Représentant de l’intercommunalité, pour une décision que la loi réserve.",
        )
    if affaire in _HORS_LISTE:
        return RIEN
    return _conseil("Hors de la liste de la loi\u00a0: rien ne l’impose, la prudence le conseille.")


def _commun(interet: Interet) -> Conclusion:
    """Nobody sent him there: his own interest, distinct from that of all inhabitants (INT-03)."""
    niveau = Niveau.CONSEILLE if interet.organisme is Organisme.PUBLIC else Niveau.REQUIS
    return Conclusion(
        niveau=niveau,
        motif=MotifDeport.INTERET,
        article=ARTICLE_INTERET,
        raison="Intérêt déclaré, distinct de celui de la généralité des habitants.",
    )


def _conseil(raison: str) -> Conclusion:
    return Conclusion(
        niveau=Niveau.CONSEILLE,
        motif=MotifDeport.INTERET,
        article=ARTICLE_INTERET,
        raison=raison,
    )
