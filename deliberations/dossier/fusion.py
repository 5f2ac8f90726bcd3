"""A source and the rows made from it: what the rows say today wins where they have changed.

Three trees of JSON values meet: ``source``, the dossier as imported; ``avant``, what the rows
said right after the import; ``apres``, what they say now. Where the last two agree, the source
speaks, in its own words. Pure.

A list of rows is a list of objects carrying ``CLE``; ``cles`` says, by the path of the list in
the source, which row answers for each of its items.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

CLE = "_cle"
# One value in several keys: half of an old bound and half of a new one would name nothing.
D_UN_BLOC = frozenset({"depuis", "jusqua", "suppleant", "represente_par"})

Cles: TypeAlias = Mapping[str, Sequence[str | None]]


def fusionner(source: Any, avant: Any, apres: Any, cles: Cles, chemin: str = "") -> Any:
    if avant == apres:
        return source
    if est_liste_de_lignes(avant) or est_liste_de_lignes(apres):
        return _lignes(source, avant or [], apres or [], cles, chemin)
    if isinstance(avant, dict) and isinstance(apres, dict) and not _d_un_bloc(chemin):
        return _objet(source or {}, avant, apres, cles, chemin)
    return nu(apres)


def nu(valeur: Any) -> Any:
    """Without the keys of the rows."""
    if isinstance(valeur, dict):
        return {cle: nu(v) for cle, v in valeur.items() if cle != CLE}
    return [nu(v) for v in valeur] if isinstance(valeur, list) else valeur


def est_liste_de_lignes(valeur: Any) -> bool:
    return isinstance(valeur, list) and any(isinstance(v, dict) and CLE in v for v in valeur)


def _d_un_bloc(chemin: str) -> bool:
    return chemin.rpartition(".")[2] in D_UN_BLOC


def _objet(
    source: dict[str, Any], avant: dict[str, Any], apres: dict[str, Any], cles: Cles, chemin: str
) -> dict[str, Any]:
    fusionne = dict(source)
    for cle in {**avant, **apres}:
        if cle != CLE:
            ici = f"{chemin}.{cle}" if chemin else cle
            fusionne[cle] = fusionner(source.get(cle), avant.get(cle), apres.get(cle), cles, ici)
    return fusionne


def _lignes(source: Any, avant: Any, apres: Any, cles: Cles, chemin: str) -> list[Any]:
    """Items keep their place; a row deleted takes its item away, a new or changed one joins."""
    if source is None:
        return [nu(ligne) for ligne in apres]
    anciennes = {ligne[CLE]: ligne for ligne in avant}
    actuelles = {ligne[CLE]: ligne for ligne in apres}
    connues = cles.get(chemin, [])
    fusionnees = []
    for i, element in enumerate(source):
        cle = connues[i] if i < len(connues) else None
        if cle is None or cle not in anciennes:
            fusionnees.append(element)
        elif cle in actuelles:
            fusionnees.append(
                fusionner(element, anciennes[cle], actuelles[cle], cles, f"{chemin}.{i}")
            )
    nouvelles = [a for c, a in actuelles.items() if c not in connues and a != anciennes.get(c)]
    return fusionnees + [nu(ligne) for ligne in nouvelles]
