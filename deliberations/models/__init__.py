"""What is decided: projets, scrutins, délibérations."""

from deliberations.models.actes import Deliberation
from deliberations.models.debats import Amendement, Appel, DemandeScrutin, Voix
from deliberations.models.proces_verbal import Passage, ProcesVerbal
from deliberations.models.projets import (
    Circuit,
    DelegationVisa,
    EtapeVisa,
    ModeleTexte,
    PieceProjet,
    Projet,
    Visa,
)
from deliberations.models.scrutins import (
    BureauDeVote,
    Candidat,
    Comptage,
    Correction,
    Scrutin,
    Tour,
    Vote,
)

__all__ = [
    "Amendement",
    "Appel",
    "BureauDeVote",
    "Candidat",
    "Circuit",
    "Comptage",
    "Correction",
    "DelegationVisa",
    "Deliberation",
    "DemandeScrutin",
    "EtapeVisa",
    "ModeleTexte",
    "Passage",
    "PieceProjet",
    "ProcesVerbal",
    "Projet",
    "Scrutin",
    "Tour",
    "Visa",
    "Voix",
    "Vote",
]
