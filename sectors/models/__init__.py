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
from sectors.models.developpement import RapportDuDeveloppement, SaisineDuDeveloppement
from sectors.models.dossiers import (
    AlternativeDEtape,
    Dossier,
    EtapeDuSchema,
    PassageDeDossier,
)
from sectors.models.expression import (
    EspaceDExpression,
    NumeroDuBulletin,
    Rubrique,
    TexteDExpression,
)
from sectors.models.missions import Mission, RemplacementEnCommission, SignataireMission
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
    "AlternativeDEtape",
    "AvisCommune",
    "Consultation",
    "DestinataireAlerte",
    "Destination",
    "Dossier",
    "EluDeSecteur",
    "EspaceDExpression",
    "EtapeDuSchema",
    "EvenementAlerte",
    "FondDeCarte",
    "InvitationDuMaire",
    "Mission",
    "NumeroDuBulletin",
    "PassageDeDossier",
    "PieceAlerte",
    "RapportDeSecteur",
    "RapportDuDeveloppement",
    "ReglementPropre",
    "Remplacement",
    "RemplacementEnCommission",
    "Rubrique",
    "SaisineDuDeveloppement",
    "SignataireAlerte",
    "SignataireMission",
    "SuiteAlerte",
    "TexteDExpression",
]
