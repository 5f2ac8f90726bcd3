"""The letters of a version in one file to print: address page, then the convocation.

Each letter begins on the front of a sheet, and so does its convocation: printed on both
sides, the file parts at the address pages.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pikepdf
from django.template.loader import render_to_string

from governance import pdf, stockage
from governance.models import Envoi
from instances.documents import jour_nu, nom_de_fichier
from instances.models import Convocation, Seance
from instances.queries.suivi import PERDUS

FEUILLE = "css/plis.css"


@dataclass(frozen=True, kw_only=True, slots=True)
class Pli:
    destinataire: str
    adresse: str


def plis_de(convocation: Convocation) -> list[Pli]:
    """Who asked for paper, and who must be handed what his mail server refused."""
    envois = Envoi.objects.filter(
        intercommunalite_id=convocation.intercommunalite_id, remises__convocation=convocation
    ).order_by("remises__id")
    return [
        Pli(
            destinataire=envoi.destinataire,
            adresse=envoi.adresse if envoi.canal == Envoi.Canal.PAPIER else "En main propre",
        )
        for envoi in envois
        if a_imprimer(envoi)
    ]


def a_imprimer(envoi: Envoi) -> bool:
    return envoi.canal == Envoi.Canal.PAPIER or envoi.etat in PERDUS


def rendre_le_lot(convocation: Convocation, plis: Sequence[Pli]) -> bytes:
    """One PDF for the printer; the convocation in it is the stored one, byte for byte drawn."""
    assert convocation.pdf is not None  # a version without its PDF has no letter to print
    seance = convocation.seance
    lot = pikepdf.new()
    with pikepdf.open(io.BytesIO(stockage.lire(convocation.pdf))) as lettre:
        adresses = render_to_string(
            "documents/plis.html",
            {
                "plis": plis,
                "seance": seance,
                "convocation": convocation,
                "intercommunalite": seance.intercommunalite,
                "jour": jour_nu(seance.starts_at),
                "pages": len(lettre.pages),
                "auteur": seance.intercommunalite.nom,
            },
        )
        with pikepdf.open(io.BytesIO(pdf.rendre(adresses, feuille=FEUILLE))) as pages:
            for page in pages.pages:
                lot.pages.append(page)
                _verso(lot)
                lot.pages.extend(lettre.pages)
                _verso(lot)
        return _octets(lot)


def rendre_les_avis(seance: Seance, envois: Iterable[Envoi]) -> bytes:
    """Notices of a report or a cancellation: the address in the window, the text under it."""
    contexte = {
        "envois": envois,
        "seance": seance,
        "intercommunalite": seance.intercommunalite,
        "auteur": seance.intercommunalite.nom,
    }
    lot = pikepdf.new()
    lettres = pdf.rendre(render_to_string("documents/avis.html", contexte), feuille=FEUILLE)
    with pikepdf.open(io.BytesIO(lettres)) as pages:
        for page in pages.pages:
            lot.pages.append(page)
            _verso(lot)
        return _octets(lot)


def _verso(lot: pikepdf.Pdf) -> None:
    if len(lot.pages) % 2:
        lot.add_blank_page(page_size=(595.28, 841.89))


def _octets(lot: pikepdf.Pdf) -> bytes:
    sortie = io.BytesIO()
    lot.save(sortie)
    return sortie.getvalue()


def nom_du_lot(convocation: Convocation) -> str:
    return f"plis-{nom_de_fichier(convocation.seance, 'pdf')}"
