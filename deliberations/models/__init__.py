"""What is decided: projets, scrutins, délibérations."""

from deliberations.models.actes import Deliberation, Projet
from deliberations.models.scrutins import Candidat, Scrutin, Tour, Vote

__all__ = ["Candidat", "Deliberation", "Projet", "Scrutin", "Tour", "Vote"]
