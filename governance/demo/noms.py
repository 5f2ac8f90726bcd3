"""Invented people: fixed lists, no chance, so that two machines show the same names.

The surnames are made up from places and trades rather than taken from a directory: nobody in
the demonstration should be able to recognise a real élu.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date

DOMAINE = "exemple.invalid"


def _mots(texte: str) -> tuple[str, ...]:
    return tuple(texte.split())


FEMININS = _mots(
    "Adèle Agathe Alice Anaïs Aurore Béatrice Blanche Brigitte Capucine Céline Chloé Clarisse "
    "Constance Delphine Diane Édith Élodie Émilie Estelle Eugénie Fabienne Flavie Florence "
    "Ghislaine Hortense Ingrid Irène Isaure Josiane Laurence Léonie Louise Lydie Maëlle Margot "
    "Marthe Mathilde Nadège Noémie Odette Pauline Régine Rosalie Sabine Solène Suzanne Thérèse "
    "Viviane"
)
MASCULINS = _mots(
    "Achille Adrien Alban Amaury Anatole Armand Aubin Aurélien Barnabé Basile Bertrand Brice "
    "Cédric Célestin Damien Denis Edgar Émile Étienne Fabien Félix Fernand Florian Gaspard "
    "Germain Gilles Gontran Hector Hugo Isidore Joachim Jules Landry Léandre Lilian Marceau "
    "Maxence Melchior Norbert Octave Placide Raoul Rodrigue Sylvère Théodore Tristan Urbain "
    "Zacharie"
)
NOMS = _mots(
    "Aigremonde Aubelière Avranchet Barbezanne Bellegarance Berthovier Boisclairet Bonnavelle "
    "Bourdelane Brévannois Cabrespier Calvinhet Campsegret Carrouzet Castelvaire Champlorin "
    "Chantemesse Clairambel Combredane Corvisier Courtemanche Crèvemont Dampvallier Darmenton "
    "Delpuyroux Domergal Durandeau Entraigas Escoubès Espagnac Estivalière Fargevielle "
    "Fontanelier Fouquevert Framboisin Fréminville Galtaruc Garrivier Gentilhomme Gerbaudet "
    "Grandmaire Grattepanche Grimonprel Guillevaut Hautecombe Herbelin Houssemagne Jaligny "
    "Jonquerolle Labarthère Lacoustène Lamothier Lanterrois Larchevault Lavernhole Lescarboux "
    "Longeverne Malvezin Marquenterre Mascarelle Maufroid Mirandolle Montcharmin Montredonnet "
    "Moulinade Noirefontaine Ormancier Orsenval Paluelle Passavent Peyrebrune Pierrefiche "
    "Plantevigne Pontcharral Pradelier Puylagarde Quincerot Rabastenc Ravelonge Recoulade "
    "Ribauvenel Roquecave Rougemantel Sabatelle Salvagnet Sarrebourse Sauveplane Senneterre "
    "Sévignol Soubeyrac Tardivel Terrefort Tournevire Valdurenque Vauclairval Verdelhac "
    "Villardonne"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Identite:
    civilite: str
    prenom: str
    nom: str
    naissance: date

    @property
    def courriel(self) -> str:
        return f"{_sans_accent(self.prenom)}.{_sans_accent(self.nom)}@{DOMAINE}"


def identite(rang: int) -> Identite:
    """The ``rang``-th invented person. Women and men alternate; couples of names do not recur."""
    prenoms = MASCULINS if rang % 2 else FEMININS
    tour, place = divmod(rang, len(NOMS))
    return Identite(
        civilite="M." if rang % 2 else "Mme",
        prenom=prenoms[(rang // 2 + 7 * tour) % len(prenoms)],
        nom=NOMS[(place * 31) % len(NOMS)],
        naissance=date(1947 + rang * 13 % 51, 1 + rang * 5 % 12, 1 + rang * 11 % 28),
    )


def _sans_accent(texte: str) -> str:
    """Letters for an address: « Pierre-Éloi » gives « pierre-eloi »."""
    decompose = unicodedata.normalize("NFKD", texte).encode("ascii", "ignore").decode().lower()
    return "".join(c if c.isalnum() else "-" for c in decompose).strip("-")
