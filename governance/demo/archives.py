"""Import the séances that a public document states, each from its dossier de séance."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from deliberations.dossier import format as dossiers
from deliberations.dossier.importation import DossierRefuse, importer
from governance.demo.donnees import DOSSIER
from governance.models import Intercommunalite


def importer_les_dossiers(
    intercommunalite: Intercommunalite, donnees: Mapping[str, Any], *, at: datetime
) -> None:
    """Raises ``DossierRefuse``: a dossier that ships with us must be readable."""
    for nom in donnees["dossiers"]:
        lecture = dossiers.lire((DOSSIER / nom).read_bytes())
        if lecture.dossier is None:
            raise DossierRefuse(lecture.erreurs)
        importer(intercommunalite, lecture.dossier, by=None, at=at)
