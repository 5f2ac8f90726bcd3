"""Finding a member from the name that a document prints.

Published lists abbreviate (« A. GROSPERRIN », « YM. DAHOUI ») and mistype; two members may
share a surname. A reference is first an identifier of the dossier, then a printed name; when
several members answer to it, nobody is chosen.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from deliberations.dossier.arbre import Dossier, Membre, Personne

CIVILITES = frozenset({"m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Reconnu:
    """A seat, and whether the name is that of its suppléant."""

    membre: str
    par_suppleant: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class _Fiche:
    reconnu: Reconnu
    prenom: tuple[str, ...]
    nom: tuple[str, ...]

    @property
    def initiales(self) -> str:
        return "".join(mot[0] for mot in self.prenom)


def mots(texte: str | None) -> tuple[str, ...]:
    """Words without accents, case or punctuation: « Jean-Noël » becomes jean, noel."""
    decompose = unicodedata.normalize("NFKD", texte or "")
    nu = "".join(lettre for lettre in decompose if not unicodedata.combining(lettre))
    return tuple(re.findall(r"[^\W_]+", nu.casefold()))


class Annuaire:
    """The members of one dossier, and the suppléants it names."""

    def __init__(self, dossier: Dossier) -> None:
        self.membres = {m.id: m for m in dossier.membres or ()}
        self._fiches: dict[tuple[str, ...], list[_Fiche]] = {}
        self._connus: dict[str, tuple[Reconnu, ...]] = {}
        for membre in self.membres.values():
            self._ajouter(membre, Reconnu(membre=membre.id))
            if membre.suppleant is not None:
                self._ajouter(membre.suppleant, Reconnu(membre=membre.id, par_suppleant=True))
        for presence in dossier.presences or ():
            if presence.represente_par is not None:
                for reconnu in self.chercher(presence.membre):
                    suppleant = Reconnu(membre=reconnu.membre, par_suppleant=True)
                    self._ajouter(presence.represente_par, suppleant)
        self._connus.clear()

    def _ajouter(self, personne: Membre | Personne, reconnu: Reconnu) -> None:
        fiche = _Fiche(reconnu=reconnu, prenom=mots(personne.prenom), nom=mots(personne.nom))
        famille = self._fiches.setdefault(fiche.nom, [])
        if fiche not in famille:
            famille.append(fiche)

    def nom(self, cle: str) -> str:
        membre = self.membres.get(cle)
        return cle if membre is None else nom_complet(membre)

    def chercher(self, reference: str) -> tuple[Reconnu, ...]:
        """Nobody, one, or several: the closest reading of the name that finds anyone."""
        if reference not in self._connus:
            self._connus[reference] = self._chercher(reference)
        return self._connus[reference]

    def _chercher(self, reference: str) -> tuple[Reconnu, ...]:
        if reference in self.membres:
            return (Reconnu(membre=reference),)
        ecrits = mots(reference)
        for lecture in (_nom_entier, _initiales_exactes, _debut_du_prenom, _nom_seul):
            if trouves := tuple(dict.fromkeys(self._lire(ecrits, lecture))):
                return trouves
        return ()

    def _lire(
        self, ecrits: tuple[str, ...], lecture: Callable[[tuple[str, ...], _Fiche], bool]
    ) -> Iterator[Reconnu]:
        for coupe in range(len(ecrits)):
            for avant, nom in ((ecrits[:coupe], ecrits[coupe:]), _inverse(ecrits, coupe)):
                for fiche in self._fiches.get(nom, ()):
                    if lecture(avant, fiche):
                        yield fiche.reconnu


def _inverse(ecrits: tuple[str, ...], coupe: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """« GROSPERRIN Arnaud » as well as « Arnaud GROSPERRIN »."""
    return (ecrits[-coupe:], ecrits[:-coupe]) if coupe else ((), ())


def _sans_civilite(avant: tuple[str, ...]) -> tuple[str, ...]:
    return avant[1:] if avant and avant[0] in CIVILITES else avant


def _nom_entier(avant: tuple[str, ...], fiche: _Fiche) -> bool:
    return bool(fiche.prenom) and fiche.prenom in (avant, _sans_civilite(avant))


def _initiales_exactes(avant: tuple[str, ...], fiche: _Fiche) -> bool:
    return bool(avant) and "".join(avant) == fiche.initiales


def _debut_du_prenom(avant: tuple[str, ...], fiche: _Fiche) -> bool:
    """« J. LEUBA » for Jean-Sébastien, « Jean LEUBA » as well."""
    utile = _sans_civilite(avant) or avant
    if not utile or not fiche.prenom:
        return False
    return fiche.initiales.startswith("".join(utile)) or fiche.prenom[: len(utile)] == utile


def _nom_seul(avant: tuple[str, ...], fiche: _Fiche) -> bool:
    return not _sans_civilite(avant)


def nom_complet(personne: Membre | Personne) -> str:
    """As printed: the civilité only when the document gives one."""
    parties = (personne.civilite, personne.prenom, personne.nom)
    return " ".join(partie for partie in parties if partie)


def membres_cites(dossier: Dossier) -> tuple[Membre, ...] | None:
    """Where a document has no list of members, whoever it lists as present or absent is one."""
    listes = (dossier.presences, dossier.absents, dossier.excuses)
    if all(liste is None for liste in listes):
        return None
    cites = dict.fromkeys(cite.membre for liste in listes for cite in liste or ())
    return tuple(_membre_cite(imprime) for imprime in cites)


def _membre_cite(imprime: str) -> Membre:
    """« M. Jacques GROSPERRIN »: the surname is in capitals, or else the last word."""
    restants = imprime.split()
    premier = mots(restants[0])
    civilite = restants.pop(0) if len(restants) > 1 and CIVILITES.issuperset(premier) else None
    capitales = [mot for mot in restants if mot.isupper() and len(mot) > 2]
    nom = capitales or restants[-1:]
    prenom = " ".join(mot for mot in restants if mot not in nom)
    return Membre(id=imprime, civilite=civilite, prenom=prenom or None, nom=" ".join(nom))
