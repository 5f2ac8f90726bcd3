"""Outlines of communes as paths of a drawing: GeoJSON in, SVG out.

A simple equirectangular projection: a few dozen kilometres do not need a better one. A degree of
longitude is shortened by the cosine of the mean latitude, so that the shape is the one we know.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from math import cos, radians
from typing import Any

from governance.regles import Manquement, RegleViolee

LARGEUR = 600
CODES = ("code", "insee", "code_insee", "codgeo", "insee_com")
Anneau = list[tuple[float, float]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Carte:
    traces: dict[str, str]
    largeur: int
    hauteur: int


def lire(octets: bytes, *, codes: Collection[str]) -> Carte:
    """The outlines of the communes named by ``codes``; whatever else the file holds is left."""
    contours = {code: anneaux for code, anneaux in _contours(octets) if code in codes}
    if not contours:
        _refuser(
            "Aucune commune membre n’a été reconnue\u00a0: le fichier doit porter les codes INSEE "
            "(« code », « insee » ou « codgeo »)."
        )
    points = [p for anneaux in contours.values() for a in anneaux for p in a]
    ouest, est = min(x for x, _ in points), max(x for x, _ in points)
    sud, nord = min(y for _, y in points), max(y for _, y in points)
    serre = cos(radians((sud + nord) / 2))
    largeur, hauteur = (est - ouest) * serre, nord - sud
    if not largeur or not hauteur:
        _refuser("Ces contours sont vides.")
    echelle = LARGEUR / largeur

    def place(point: tuple[float, float]) -> str:
        x, y = (point[0] - ouest) * serre * echelle, (nord - point[1]) * echelle
        return f"{x:.1f} {y:.1f}"

    return Carte(
        traces={
            code: " ".join(f"M{' L'.join(map(place, a))}Z" for a in anneaux)
            for code, anneaux in contours.items()
        },
        largeur=LARGEUR,
        hauteur=round(hauteur * echelle),
    )


def _contours(octets: bytes) -> Iterator[tuple[str, list[Anneau]]]:
    try:
        lu = json.loads(octets)
        for element in lu["features"]:
            code = _code(element["properties"])
            anneaux = list(_anneaux(element["geometry"]))
            if code and anneaux:
                yield code, anneaux
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        _refuser("Ce fichier n’est pas un GeoJSON de communes\u00a0: rien n’a été gardé.")


def _code(proprietes: dict[str, Any]) -> str:
    minuscules = {str(nom).lower(): valeur for nom, valeur in proprietes.items()}
    return next((str(minuscules[nom]) for nom in CODES if minuscules.get(nom)), "")


def _anneaux(geometrie: dict[str, Any]) -> Iterable[Anneau]:
    polygones = geometrie["coordinates"]
    if geometrie["type"] == "Polygon":
        polygones = [polygones]
    elif geometrie["type"] != "MultiPolygon":
        return
    for polygone in polygones:
        for anneau in polygone:
            yield [(float(point[0]), float(point[1])) for point in anneau]


def _refuser(message: str) -> None:
    raise RegleViolee([Manquement(regle="PIE-01", message=message, champ="fichier")])
