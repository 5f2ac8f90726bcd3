"""What the journal's page says: acts in French, and the address of what is older."""

from typing import Any

from django import template
from django.utils.http import urlencode

from governance import verbes

register = template.Library()


@register.filter
def libelle_du_verbe(verbe: str) -> str:
    return verbes.libelle(verbe)


@register.simple_tag
def suite_du_journal(
    adresse: str, page: Any, objet: Any, avant: str | None
) -> dict[str, str | None]:
    """By key: from an older page, « plus récents » goes back to the first one."""
    filtre = {"objet": str(objet)} if objet else {}
    debut = f"{adresse}?{urlencode(filtre)}" if filtre else adresse
    anciens = None
    if page.suivante is not None:
        anciens = f"{adresse}?{urlencode({**filtre, 'avant': page.suivante})}"
    return {"recents": debut if avant else None, "anciens": anciens}
