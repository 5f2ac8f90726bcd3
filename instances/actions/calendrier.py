"""Acts on the calendars of the communes: a meeting typed, called off, or a file imported."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from governance import audit
from governance.db import lock
from governance.models import User
from governance.regles import Manquement, exiger
from instances import agendas
from instances.agendas import EvenementLu
from instances.models import Commune, ReunionMunicipale

HORIZON = timedelta(days=550)
# A meeting of this evening is still to be known.
VEILLE = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Importation:
    lues: int
    ajoutees: int
    changees: int


@transaction.atomic
def noter_reunion(
    commune: Commune,
    *,
    titre: str,
    starts_at: datetime,
    ends_at: datetime | None = None,
    by: User,
    at: datetime,
) -> ReunionMunicipale:
    """Write down a meeting of the municipal council (CNV-23)."""
    exiger(_duree(starts_at, ends_at))
    reunion = ReunionMunicipale(
        intercommunalite=commune.intercommunalite,
        commune=commune,
        titre=titre,
        starts_at=starts_at,
        ends_at=ends_at,
    )
    reunion.full_clean()
    reunion.save()
    audit.record("reunion_noter", reunion, by=by, at=at, starts_at=starts_at.isoformat())
    return reunion


def _duree(debut: datetime, fin: datetime | None) -> list[Manquement]:
    if fin is None or fin > debut:
        return []
    phrase = "La réunion finit avant d’avoir commencé."
    return [Manquement(regle="CNV-23", message=phrase, champ="fin")]


@transaction.atomic
def annuler_reunion(reunion: ReunionMunicipale, *, by: User, at: datetime) -> ReunionMunicipale:
    """Called off: it stays to be read, and collides with nothing any more."""
    lock(reunion)
    if reunion.annulee:
        return reunion
    reunion.annulee = True
    reunion.save(update_fields=["annulee"])
    audit.record("reunion_annuler", reunion, by=by, at=at)
    return reunion


@transaction.atomic
def importer_calendrier(commune: Commune, *, octets: bytes, by: User, at: datetime) -> Importation:
    """Bring the meetings to come of a .ics file; the same file brought again changes nothing.

    A meeting of the file that moved or left its series is called off at its former hour; those
    that the file does not know are left alone, it may be another calendar of the commune.
    """
    lock(commune)
    lus = agendas.lire(octets, du=at - VEILLE, au=at + HORIZON)
    connues = {
        (r.uid, r.starts_at): r
        for r in commune.reunions.filter(uid__in={e.uid for e in lus}, starts_at__gte=at - VEILLE)
    }
    nouvelles, changees = _rapprocher(commune, lus, connues)
    ReunionMunicipale.objects.bulk_create(nouvelles)
    ReunionMunicipale.objects.bulk_update(changees, ["titre", "ends_at", "annulee"])
    bilan = Importation(lues=len(lus), ajoutees=len(nouvelles), changees=len(changees))
    audit.record(
        "calendrier_importer", commune, by=by, at=at,
        ajoutees=bilan.ajoutees, changees=bilan.changees,
    )  # fmt: skip
    return bilan


def _rapprocher(
    commune: Commune,
    lus: Sequence[EvenementLu],
    connues: dict[tuple[str, datetime], ReunionMunicipale],
) -> tuple[list[ReunionMunicipale], list[ReunionMunicipale]]:
    nouvelles: dict[tuple[str, datetime], ReunionMunicipale] = {}
    changees = []
    restent = dict(connues)
    for lu in lus:
        cle = (lu.uid, lu.debut)
        valeurs = {"titre": lu.titre, "ends_at": lu.fin, "annulee": lu.annulee}
        deja = restent.pop(cle, None)
        if deja is None:
            nouvelles[cle] = ReunionMunicipale(
                intercommunalite=commune.intercommunalite,
                commune=commune, uid=lu.uid, starts_at=lu.debut, **valeurs,
            )  # fmt: skip
        elif any(getattr(deja, nom) != valeur for nom, valeur in valeurs.items()):
            for nom, valeur in valeurs.items():
                setattr(deja, nom, valeur)
            changees.append(deja)
    for disparue in restent.values():
        if not disparue.annulee:
            disparue.annulee = True
            changees.append(disparue)
    return list(nouvelles.values()), changees
