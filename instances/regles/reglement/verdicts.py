"""Is a clause of the règlement lawful, out of date, or against the law (GEN-02, RGI-03)?

The law prevails over the règlement, the règlement over a pact, a pact over custom. A value that
protects less than the law is refused, with the article it breaches; a value read in an old
règlement is kept « pour mémoire » and the law applies in its place.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from governance.regles import Gravite, Manquement
from instances.regles.reglement.catalogue import CATALOGUE
from instances.regles.reglement.types import (
    Droit,
    Duree,
    Frequence,
    Parametre,
    Type,
    Valeur,
    mesure,
)


class Etat(StrEnum):
    """« Caduque »: the law allowed it once. « Illégale »: it never did."""

    CONFORME = "conforme"
    CADUQUE = "caduque"
    ILLEGALE = "illegale"


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    code: str
    etat: Etat
    phrase: str
    regle: str = ""
    article: str = ""

    @property
    def conforme(self) -> bool:
        return self.etat is Etat.CONFORME


def verdict(code: str, valeur: Valeur, a_la_date: date) -> Verdict:
    """Raises ``KeyError`` for an unknown code, ``ValueError`` for a value of the wrong shape."""
    parametre = CATALOGUE[code]
    lue = parametre.lire(valeur)
    if _permise(lue, parametre.droit_le(a_la_date)):
        etat, phrase = Etat.CONFORME, "Conforme à la loi."
    else:
        etat = Etat.CADUQUE if _permise_avant(lue, parametre, a_la_date) else Etat.ILLEGALE
        phrase = _phrase(parametre, lue, a_la_date, etat)
    return Verdict(
        code=code,
        etat=etat,
        phrase=phrase,
        regle=parametre.regle,
        article=parametre.article,
    )


def manquements(
    valeurs: Mapping[str, Valeur], a_la_date: date, *, pour_memoire: Collection[str] = ()
) -> list[Manquement]:
    """Everything that stands against these values on that day, in the order of the catalogue.

    ``pour_memoire``: codes of historic clauses, kept as written: they warn and do not block.
    """
    trouves = [*_inconnus(valeurs)]
    for code, parametre in CATALOGUE.items():
        if valeurs.get(code) is not None:
            trouves += _du_parametre(parametre, valeurs[code], a_la_date, code in pour_memoire)
    return [*trouves, *_croises(valeurs)]


def _inconnus(valeurs: Mapping[str, Valeur]) -> Iterator[Manquement]:
    for code in valeurs:
        if code not in CATALOGUE:
            yield Manquement(
                regle="RGI-03",
                message=f"«\u00a0{code}\u00a0» n’est pas un paramètre connu\u00a0: retirez-le.",
                champ=code,
            )


def _du_parametre(
    parametre: Parametre, valeur: Valeur, a_la_date: date, pour_memoire: bool
) -> Iterator[Manquement]:
    try:
        rendu = verdict(parametre.code, valeur, a_la_date)
    except ValueError:
        yield _mal_forme(parametre)
        return
    droit, lue = parametre.droit_le(a_la_date), parametre.lire(valeur)
    if not rendu.conforme:
        yield Manquement(
            regle=parametre.regle,
            article=parametre.article,
            gravite=Gravite.ALERTE if pour_memoire else Gravite.BLOQUANT,
            message=rendu.phrase,
            champ=parametre.code,
        )
    elif _deconseillee(lue, droit):
        yield Manquement(
            regle=parametre.regle,
            article=parametre.article,
            gravite=Gravite.ALERTE,
            message=f"{parametre.libelle}\u00a0: {_en_lettres(parametre, lue)}. {parametre.aide}",
            champ=parametre.code,
        )


def _mal_forme(parametre: Parametre) -> Manquement:
    attendu = {
        Type.ENTIER: "un nombre entier",
        Type.BOOLEEN: "oui ou non",
        Type.CHOIX: "un des choix proposés",
        Type.TEXTE: "un texte",
        Type.LISTE: "une liste parmi les choix proposés",
        Type.FREQUENCE: "un nombre de réunions et une période",
        Type.DUREE: "un nombre et une unité de temps",
    }[parametre.type]
    return Manquement(
        regle="RGI-03",
        message=f"{parametre.libelle}\u00a0: indiquez {attendu}.",
        champ=parametre.code,
    )


def _croises(valeurs: Mapping[str, Valeur]) -> Iterator[Manquement]:
    """What two parameters say together."""
    delai = valeurs.get("delai_convocation_bureau")
    if valeurs.get("bureau_deliberant") is True and isinstance(delai, int) and delai < 5:
        yield Manquement(
            regle="BUR-04",
            article="CGCT, art. L. 2121-12 et L. 5211-10",
            message=(
                f"Délai de convocation du bureau\u00a0: {delai} jours francs. Un bureau qui "
                "délibère se convoque comme le conseil, cinq jours francs à l’avance."
            ),
            champ="delai_convocation_bureau",
        )
    ouverture = valeurs.get("ordre_ouverture")
    if isinstance(ouverture, list) and ouverture[:1] != ["quorum"]:
        yield Manquement(
            regle="ODJ-09",
            article="CGCT, art. L. 2121-17",
            message="La séance s’ouvre par le quorum\u00a0: placez-le en tête.",
            champ="ordre_ouverture",
        )


# --- Against the law of a day -----------------------------------------------------------------


def _permise(valeur: Valeur, droit: Droit) -> bool:
    if valeur is None:
        return True
    if not isinstance(valeur, Frequence | Duree | tuple) and valeur in droit.refuses:
        return False
    nombre = mesure(valeur)
    if nombre is None:
        return True
    return (droit.plancher is None or nombre >= droit.plancher) and (
        droit.plafond is None or nombre <= droit.plafond
    )


def _permise_avant(valeur: Valeur, parametre: Parametre, a_la_date: date) -> bool:
    """Was there a day, before this one, on which the law allowed it?"""
    debuts = [date.min, *(d.du for d in parametre.droit)]
    return any(_permise(valeur, parametre.droit_le(jour)) for jour in debuts if jour < a_la_date)


def _deconseillee(valeur: Valeur, droit: Droit) -> bool:
    nombre = mesure(valeur)
    au_dela = droit.alerte_au_dela
    if nombre is not None:
        return au_dela is not None and nombre > au_dela
    return not isinstance(valeur, Frequence | Duree | tuple) and valeur in droit.deconseilles


def _phrase(parametre: Parametre, valeur: Valeur, a_la_date: date, etat: Etat) -> str:
    reproche = "la loi ne le permet plus" if etat is Etat.CADUQUE else "la loi ne le permet pas"
    article = f" ({parametre.article})" if parametre.article else ""
    return (
        f"{parametre.libelle}\u00a0: «\u00a0{_en_lettres(parametre, valeur)}\u00a0», "
        f"{reproche}{article}. "
        f"{_ce_que_dit_la_loi(parametre, parametre.droit_le(a_la_date))}"
    )


def _ce_que_dit_la_loi(parametre: Parametre, droit: Droit) -> str:
    unite = f" {parametre.unite}" if parametre.unite else ""
    if droit.plancher is not None and droit.plancher == droit.plafond:
        return f"Elle fixe {droit.plancher}{unite}."
    if droit.plancher is not None:
        return f"Elle exige au moins {droit.plancher}{unite}."
    if droit.plafond is not None:
        return f"Elle admet au plus {droit.plafond}{unite}."
    permis = _ce_qui_reste(parametre, droit)
    return f"Choisissez «\u00a0{permis}\u00a0»." if permis else "Retirez cette clause."


def _ce_qui_reste(parametre: Parametre, droit: Droit) -> str:
    if parametre.type is Type.BOOLEEN:
        return "non" if True in droit.refuses else "oui"
    restants = [nom for cle, nom in (parametre.choix or {}).items() if cle not in droit.refuses]
    return "\u00a0», «\u00a0".join(restants)


def _en_lettres(parametre: Parametre, valeur: Valeur) -> str:
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, Frequence | Duree):
        lien = " par " if isinstance(valeur, Frequence) else " "
        return f"{valeur.nombre}{lien}{valeur.periode}"
    if parametre.choix and isinstance(valeur, str):
        return parametre.choix[valeur]
    return f"{valeur} {parametre.unite}".strip()
