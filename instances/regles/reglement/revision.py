"""Who may have the règlement revised, as it says itself (RGI-02)."""

from instances.regles.dates_en_lettres import compte
from instances.regles.fractions import Fraction, au_moins, part
from instances.regles.reglement.parametres import Parametres

DEMANDEURS = {
    "president_ou_un_tiers_en_exercice": (Fraction.TIERS, "du président, ou "),
    "un_quart_des_membres": (Fraction.QUART, ""),
}


def qui_revise(reglement: Parametres, en_exercice: int) -> str:
    """One sentence for the page of the règlement; empty where it says nothing."""
    lu = DEMANDEURS.get(reglement.modification_reglement or "")
    if lu is None:
        return ""
    fraction, president = lu
    nombre = compte(au_moins(fraction, en_exercice), "membre")
    return f"Il se révise à la demande {president}d’{part(fraction)} des membres\u00a0: {nombre}."
