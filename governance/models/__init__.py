"""The common ground: whose rows these are, who acts, what was done, what was stored and sent."""

from governance.models.acces import FUSEAUX, Acces, Intercommunalite, Jeton, User, UserManager
from governance.models.courrier import Envoi, EnvoiEvenement
from governance.models.journal import AuditEntry, Compteur, Fichier, Geste
from governance.models.preuve import Maillon, Scelle

__all__ = [
    "FUSEAUX",
    "Acces",
    "AuditEntry",
    "Compteur",
    "Envoi",
    "EnvoiEvenement",
    "Fichier",
    "Geste",
    "Intercommunalite",
    "Jeton",
    "Maillon",
    "Scelle",
    "User",
    "UserManager",
]
