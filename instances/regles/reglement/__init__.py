"""The règlement intérieur: what each intercommunalité may decide, and what it may not.

CGCT, art. L. 2121-8 : « Dans les communes de 1 000 habitants et plus, le conseil municipal
établit son règlement intérieur dans les six mois qui suivent son installation. Le règlement
intérieur précédemment adopté continue à s'appliquer jusqu'à l'établissement du nouveau
règlement. »
"""

from instances.regles.reglement.catalogue import CATALOGUE, par_section
from instances.regles.reglement.parametres import Parametres, parametres
from instances.regles.reglement.types import (
    SECTIONS,
    Droit,
    Duree,
    Frequence,
    Parametre,
    Section,
    Type,
)
from instances.regles.reglement.verdicts import Etat, Verdict, manquements, verdict

__all__ = [
    "CATALOGUE",
    "SECTIONS",
    "Droit",
    "Duree",
    "Etat",
    "Frequence",
    "Parametre",
    "Parametres",
    "Section",
    "Type",
    "Verdict",
    "manquements",
    "par_section",
    "parametres",
    "verdict",
]
