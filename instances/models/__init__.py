"""Who sits and when they meet."""

from instances.models.composition import (
    Commune,
    Elu,
    Mandat,
    Perimetre,
    PerimetreCommune,
    PreferenceCanal,
    RepartitionSieges,
)
from instances.models.convocations import Convocation, Remise
from instances.models.instances import (
    Instance,
    Nomination,
    RegleComposition,
    ReglementInterieur,
    TypeInstance,
)
from instances.models.presences import Deport, Pouvoir, Presence
from instances.models.seances import Annexe, Point, Presidence, Seance, Secretaire, Siegeant

__all__ = [
    "Annexe",
    "Commune",
    "Convocation",
    "Deport",
    "Elu",
    "Instance",
    "Mandat",
    "Nomination",
    "Perimetre",
    "PerimetreCommune",
    "Point",
    "Pouvoir",
    "PreferenceCanal",
    "Presence",
    "Presidence",
    "RegleComposition",
    "ReglementInterieur",
    "Remise",
    "RepartitionSieges",
    "Seance",
    "Secretaire",
    "Siegeant",
    "TypeInstance",
]
