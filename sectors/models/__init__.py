"""The territory's voice: what the communes are asked, what they answer, what they alert of."""

from sectors.models.alertes import (
    Alerte,
    DestinataireAlerte,
    EvenementAlerte,
    PieceAlerte,
    SignataireAlerte,
    SuiteAlerte,
)
from sectors.models.consultations import AvisCommune, Consultation
from sectors.models.secteurs import EluDeSecteur

__all__ = [
    "Alerte",
    "AvisCommune",
    "Consultation",
    "DestinataireAlerte",
    "EluDeSecteur",
    "EvenementAlerte",
    "PieceAlerte",
    "SignataireAlerte",
    "SuiteAlerte",
]
