"""Seven matters that the organe délibérant cannot delegate (BUR-02).

CGCT, art. L. 5211-10 : « Le président, les vice-présidents ayant reçu délégation ou le bureau dans
son ensemble peuvent recevoir délégation d'une partie des attributions de l'organe délibérant à
l'exception : » of the budget, the accounts, the answers to a formal notice, the statutes, the
membership of another establishment, the delegation of a public service, and the orientations
of planning, housing and city policy.
"""

from collections.abc import Iterator

from governance.regles import Manquement
from instances.regles.faits import TypePoint

ARTICLE = "CGCT, art. L. 5211-10, 1° à 7°"

# In the order of the article.
RESERVEES: dict[str, str] = {
    "budget": "le vote du budget, des taux, tarifs, taxes ou redevances",
    "comptes": "l’approbation du compte administratif ou du compte financier unique",
    "mise_en_demeure": "les suites budgétaires d’une mise en demeure",
    "statuts": "la composition, le fonctionnement ou la durée de l’intercommunalité",
    "adhesion": "l’adhésion à un établissement public",
    "service_public": "la délégation de la gestion d’un service public",
    "orientations": "les orientations d’aménagement, d’habitat ou de politique de la ville",
}


def reservee(
    *, numero: str, type_de_point: TypePoint, matiere: str, conseil: bool
) -> Iterator[Manquement]:
    """``conseil``: the organe délibérant itself, which alone decides of them."""
    if conseil or not type_de_point.delibere or matiere not in RESERVEES:
        return
    yield Manquement(
        regle="BUR-02",
        article=ARTICLE,
        message=(
            f"Le rapport {numero} porte sur {RESERVEES[matiere]}\u00a0: le conseil seul en décide. "
            "Portez-le devant le conseil, ou inscrivez-le ici pour débat."
        ),
        points=(numero,),
        champ="matiere",
    )
