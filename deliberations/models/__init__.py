"""What is decided: projets, scrutins, délibérations."""

from deliberations.models.actes import Deliberation
from deliberations.models.projets import (
    Circuit,
    DelegationVisa,
    EtapeVisa,
    ModeleTexte,
    Projet,
    Visa,
)
from deliberations.models.scrutins import Candidat, Scrutin, Tour, Vote

__all__ = [
    "Candidat",
    "Circuit",
    "DelegationVisa",
    "Deliberation",
    "EtapeVisa",
    "ModeleTexte",
    "Projet",
    "Scrutin",
    "Tour",
    "Visa",
    "Vote",
]
