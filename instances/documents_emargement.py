"""The feuille d'émargement: one line a seat, signed on arrival and on leaving, with its code.

A working paper, rendered on demand: what is kept is the sheet once signed.
"""

from collections.abc import Callable
from dataclasses import dataclass

import segno
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from governance import pdf
from instances.models import Seance, Siegeant
from instances.queries.composition import cle_de_nom

Adresse = Callable[[Siegeant | None], str]


@dataclass(frozen=True, kw_only=True)
class Ligne:
    siegeant: Siegeant
    qr: SafeString
    pouvoir_a: str


def qr_en_svg(adresse: str, titre: str) -> SafeString:
    """The code as an inline drawing: no network, no image file. Its title says what it opens."""
    code = segno.make(adresse, error="m")
    dessin = code.svg_inline(scale=4, border=2, light="#fff", omitsize=True, title=titre)
    return mark_safe(dessin)  # noqa: S308 – drawn by segno, which escapes its title


def render_feuille(seance: Seance, adresse: Adresse) -> bytes:
    """``adresse``: where the code of a seat leads, in this installation."""
    contexte = {
        "intercommunalite": seance.intercommunalite,
        "auteur": seance.intercommunalite.nom,
        "instance": seance.instance,
        "seance": seance,
        "communes": _par_commune(seance, adresse),
    }
    return pdf.rendre(render_to_string("documents/emargement.html", contexte))


def _par_commune(seance: Seance, adresse: Adresse) -> list[tuple[str, list[Ligne]]]:
    pouvoirs = seance.pouvoirs.filter(revoque_at=None, fin_point=None, fin_at=None)
    porteurs = {p.mandant_id: str(p.mandataire) for p in pouvoirs.select_related("mandataire__elu")}
    groupes: dict[str, list[Ligne]] = {}
    for siegeant in seance.siegeants.select_related("elu", "suppleant"):
        ligne = Ligne(
            siegeant=siegeant,
            qr=qr_en_svg(adresse(siegeant), f"Code de {siegeant}"),
            pouvoir_a=porteurs.get(siegeant.pk, ""),
        )
        groupes.setdefault(siegeant.commune or "Autres membres", []).append(ligne)
    return [(nom, groupes[nom]) for nom in sorted(groupes, key=cle_de_nom)]
