"""Every parameter of the règlement, in the order in which a page shows them."""

from instances.regles.reglement import (
    catalogue_convocation as avant,
)
from instances.regles.reglement import (
    catalogue_instances as ailleurs,
)
from instances.regles.reglement import (
    catalogue_seances as pendant,
)
from instances.regles.reglement.catalogue_alerte import ALERTE
from instances.regles.reglement.types import Parametre, Section

CATALOGUE: dict[str, Parametre] = {
    parametre.code: parametre
    for section in (
        avant.CONVOCATION,
        avant.ORDRE_DU_JOUR,
        pendant.SEANCE,
        pendant.QUORUM_ET_POUVOIRS,
        pendant.VOTES,
        pendant.PROCES_VERBAL,
        ailleurs.BUREAU,
        ailleurs.COMMISSIONS,
        ailleurs.MAIRES_ET_TERRITOIRE,
        ALERTE,
        ailleurs.DIVERS,
    )
    for parametre in section
}


def par_section() -> dict[Section, tuple[Parametre, ...]]:
    return {s: tuple(p for p in CATALOGUE.values() if p.section is s) for s in Section}
