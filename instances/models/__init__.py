"""Who sits and when they meet."""

from instances.models.abonnements import Abonnement
from instances.models.composition import (
    Commune,
    Elu,
    Mandat,
    Perimetre,
    PerimetreCommune,
    PreferenceCanal,
    RepartitionSieges,
    Secretariat,
)
from instances.models.convocations import (
    Convocation,
    Copie,
    Diffusion,
    Lien,
    Remise,
    Reponse,
)
from instances.models.debats import (
    Ecran,
    HuisClos,
    Incident,
    Interet,
    Intervention,
    Question,
    SignataireQuestion,
    Suspension,
)
from instances.models.instances import (
    Instance,
    Nomination,
    RegleComposition,
    ReglementInterieur,
    TypeInstance,
)
from instances.models.preparation import (
    Avis,
    DemandeReunion,
    Derogation,
    Invite,
    ReunionMunicipale,
    SignataireDemande,
)
from instances.models.presences import Deport, Emargement, Pointage, Pouvoir, Presence
from instances.models.rappels import Rappel, ReglageRappels
from instances.models.seances import Annexe, Point, Presidence, Seance, Secretaire, Siegeant

__all__ = [
    "Abonnement",
    "Annexe",
    "Avis",
    "Commune",
    "Convocation",
    "Copie",
    "DemandeReunion",
    "Deport",
    "Derogation",
    "Diffusion",
    "Ecran",
    "Elu",
    "Emargement",
    "HuisClos",
    "Incident",
    "Instance",
    "Interet",
    "Intervention",
    "Invite",
    "Lien",
    "Mandat",
    "Nomination",
    "Perimetre",
    "PerimetreCommune",
    "Point",
    "Pointage",
    "Pouvoir",
    "PreferenceCanal",
    "Presence",
    "Presidence",
    "Question",
    "Rappel",
    "ReglageRappels",
    "RegleComposition",
    "ReglementInterieur",
    "Remise",
    "RepartitionSieges",
    "Reponse",
    "ReunionMunicipale",
    "Seance",
    "Secretaire",
    "Secretariat",
    "Siegeant",
    "SignataireDemande",
    "SignataireQuestion",
    "Suspension",
    "TypeInstance",
]
