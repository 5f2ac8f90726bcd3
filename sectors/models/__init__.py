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
from sectors.models.secteurs import (
    Destination,
    EluDeSecteur,
    FondDeCarte,
    InvitationDuMaire,
    RapportDeSecteur,
    ReglementPropre,
    Remplacement,
)

__all__ = [
    "Alerte",
    "AvisCommune",
    "Consultation",
    "DestinataireAlerte",
    "Destination",
    "EluDeSecteur",
    "EvenementAlerte",
    "FondDeCarte",
    "InvitationDuMaire",
    "PieceAlerte",
    "RapportDeSecteur",
    "ReglementPropre",
    "Remplacement",
    "SignataireAlerte",
    "SuiteAlerte",
]
