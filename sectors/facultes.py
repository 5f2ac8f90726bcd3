"""Élus de secteur may tell the bureau of their sector, once or twice a year (SEC-07)."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from governance.models import Intercommunalite
from instances.queries.facultes import Faculte, inscrire
from instances.regles.dates_en_lettres import compte
from sectors.queries.secteurs import rapports_a_presenter


@inscrire
def rapports(ici: Intercommunalite, on: date) -> Iterator[Faculte]:
    for dus in rapports_a_presenter(ici, on):
        yield Faculte(
            qui=str(dus.perimetre),
            quoi=f"{compte(dus.restent, 'rapport possible', 'rapports possibles')} au Bureau, "
            f"{compte(dus.presentes, 'présenté', 'présentés')} cette année",
            avant=dus.avant,
            lien=reverse("sectors:secteur-detail", args=[ici.slug, dus.perimetre.pk]),
        )
