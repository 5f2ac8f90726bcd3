"""Ready-made texts: the words between braces that are filled in when the text is taken."""

import re
from collections.abc import Mapping

from governance.regles import Manquement

CHAMPS = {
    "intercommunalite": "nom de l’intercommunalité",
    "instance": "instance qui délibère",
    "date_seance": "jour de la séance",
    "lieu_seance": "lieu de la séance",
    "titre": "titre de la délibération",
    "commission": "commission saisie",
    "rapporteur": "rapporteur",
    "commune": "commune du rapporteur",
    "president": "président",
}
_ENTRE_ACCOLADES = re.compile(r"\{([^{}]*)\}")


def inconnus(corps: str) -> tuple[str, ...]:
    """In the order they are met, once each."""
    trouves = (m.strip() for m in _ENTRE_ACCOLADES.findall(corps))
    return tuple(dict.fromkeys(m for m in trouves if m not in CHAMPS))


def manquements(corps: str) -> tuple[Manquement, ...]:
    reste = _ENTRE_ACCOLADES.sub("", corps)
    fautifs = [f"{{{mot}}}" for mot in inconnus(corps)]
    if "{" in reste or "}" in reste:
        fautifs.append("une accolade seule")
    if not fautifs:
        return ()
    connus = ", ".join(f"{{{nom}}}" for nom in CHAMPS)
    return (
        Manquement(
            regle="SAISIE",
            message=(
                f"Ce texte contient {', '.join(fautifs)}, que rien ne remplit. Les champs connus "
                f"sont\u00a0: {connus}."
            ),
            champ="corps",
        ),
    )


def remplir(corps: str, valeurs: Mapping[str, str]) -> str:
    """What is not known yet stays visible, so that nobody sends it unread."""

    def valeur(trouve: re.Match[str]) -> str:
        nom = trouve[1].strip()
        return valeurs.get(nom) or f"[{CHAMPS[nom]} à compléter]"

    return _ENTRE_ACCOLADES.sub(valeur, corps)
