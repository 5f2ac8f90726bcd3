"""A report that names one member commune alone: a help to see the case of art. L. 5211-57.

The effects decide, not the words: what is found here is a question, never an answer (MAJ-01).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from governance.regles import Gravite, Manquement

ARTICLE = "CGCT, art. L. 5211-57"
ACCENTS = dict.fromkeys(range(0x300, 0x370))


def commune_nommee(
    textes: Iterable[str], communes: Mapping[int, str], *, sauf: Iterable[str] = ()
) -> int | None:
    """The key of the one commune that these texts name, if there is exactly one.

    ``sauf``: names of the intercommunalité, which often bears that of a commune.
    """
    texte = _simple(" \n ".join(textes))
    # Most names are not there at all: told by the words, without a regular expression each.
    mots = set(re.findall(r"\w+", texte))
    for nom in sorted(filter(None, sauf), key=len, reverse=True):
        if mots.issuperset(_mots(nom)):
            texte = re.sub(_motif(nom), " ", texte)
    trouvees = set()
    # The longest first: « Saint-Vit-le-Haut » does not name « Saint-Vit ».
    for cle, nom in sorted(communes.items(), key=lambda c: -len(c[1])):
        for ecrit in (nom, nom.upper()):
            if mots.issuperset(_mots(ecrit)):
                texte, fois = re.subn(_motif(ecrit), " ", texte)
                if fois:
                    trouvees.add(cle)
    return trouvees.pop() if len(trouvees) == 1 else None


def a_verifier(nommees: Iterable[tuple[str, str]]) -> Iterator[Manquement]:
    """``nommees``: report number and commune, where nobody has answered yet."""
    for numero, commune in nommees:
        yield Manquement(
            regle="MAJ-01",
            article=ARTICLE,
            gravite=Gravite.ALERTE,
            message=f"Le rapport {numero} ne nomme que {commune}\u00a0: dites s’il n’a d’effets "
            "que sur cette commune, dont le conseil municipal donnerait alors son avis.",
            points=(numero,),
            champ="commune_nommee",
        )


@cache
def _mots(nom: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", _simple(nom)))


@cache
def _motif(nom: str) -> str:
    """Its words in order, whatever joins them; capitals count, accents do not."""
    mots = _mots(nom)
    return r"\b" + r"[\s’'\-]+".join(map(re.escape, mots)) + r"\b" if mots else r"(?!)"


def _simple(texte: str) -> str:
    return unicodedata.normalize("NFKD", texte).translate(ACCENTS)
