"""Calendar files: what a commune's says, and how ours is written.

``recurring-ical-events`` expands the series of RFC 5545, with their exceptions; leaving it
would mean expanding them ourselves over ``icalendar`` and ``dateutil``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import icalendar
import recurring_ical_events
from django.conf import settings
from django.utils.timezone import get_current_timezone, localtime

from governance import mail
from governance.models import Intercommunalite
from governance.regles import Manquement, RegleViolee
from instances.models import ReunionMunicipale, Seance

REUNIONS_MAX = 500
# A council never meets by the hour: such a series is a mistake, or an attack.
TROP_FREQUENT = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})


@dataclass(frozen=True, kw_only=True, slots=True)
class EvenementLu:
    """One meeting of the file, each occurrence of a series being one."""

    uid: str
    titre: str
    debut: datetime
    fin: datetime | None
    annulee: bool


def lire(octets: bytes, *, du: datetime, au: datetime) -> list[EvenementLu]:
    """The meetings of the file between two instants. Refused when it is not a calendar."""
    try:
        calendrier = icalendar.Calendar.from_ical(octets)
        _refuser_l_excessif(calendrier)
        lus = recurring_ical_events.of(calendrier, skip_bad_series=True).between(du, au)
        evenements = list(_evenements(lus))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError) as erreur:
        raise _illisible("Ce fichier n’est pas un calendrier .ics lisible.") from erreur
    if len(evenements) > REUNIONS_MAX:
        raise _illisible(f"Ce calendrier compte plus de {REUNIONS_MAX} réunions à venir.")
    return evenements


def _refuser_l_excessif(calendrier: Any) -> None:
    for evenement in calendrier.walk("VEVENT"):
        series = evenement.get("RRULE", [])
        for serie in series if isinstance(series, list) else [series]:
            if TROP_FREQUENT & set(serie.get("FREQ", ())):
                raise _illisible("Une réunion de ce calendrier se répète chaque heure ou plus.")


def _illisible(phrase: str) -> RegleViolee:
    return RegleViolee([Manquement(regle="CNV-23", message=phrase, champ="fichier")])


def _evenements(lus: Iterable[Any]) -> Iterator[EvenementLu]:
    for lu in lus:
        uid = str(lu.get("UID", "")).strip()
        if not uid:
            continue
        fin = lu.get("DTEND")
        yield EvenementLu(
            uid=uid[:250],
            titre=(_ligne(lu.get("SUMMARY", "")) or "Conseil municipal")[:200],
            debut=_instant(lu["DTSTART"].dt),
            fin=_instant(fin.dt) if fin is not None else None,
            annulee=str(lu.get("STATUS", "")).upper() == "CANCELLED",
        )


def _ligne(texte: object) -> str:
    return " ".join(str(texte).replace("\x00", "").split())


def _instant(valeur: date | datetime) -> datetime:
    """A day without hour is the whole day; a floating hour is that of the territory."""
    moment = valeur if isinstance(valeur, datetime) else datetime.combine(valeur, time())
    return moment if moment.tzinfo else moment.replace(tzinfo=get_current_timezone())


# Ours -----------------------------------------------------------------------------------


def ecrire(
    intercommunalite: Intercommunalite,
    seances: Iterable[Seance],
    *,
    at: datetime,
    reunions: Iterable[ReunionMunicipale] = (),
) -> bytes:
    """A feed to subscribe to: same UID as the entry sent with the convocation."""
    calendrier = icalendar.Calendar()
    calendrier.add("prodid", "-//Hemicycle//FR")
    calendrier.add("version", "2.0")
    calendrier.add("method", "PUBLISH")
    calendrier.add("x-wr-calname", f"Séances, {intercommunalite.nom_court}")
    calendrier.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for seance in seances:
        calendrier.add_component(_evenement(intercommunalite, seance, at))
    for reunion in reunions:
        calendrier.add_component(_reunion(intercommunalite, reunion, at))
    calendrier.add_missing_timezones()
    return bytes(calendrier.to_ical())


def _evenement(intercommunalite: Intercommunalite, seance: Seance, at: datetime) -> Any:
    close = seance.etat in {Seance.Etat.ANNULEE, Seance.Etat.REPORTEE}
    evenement = icalendar.Event()
    evenement.add("uid", f"seance-{seance.pk}-{intercommunalite.siren}@{mail.domaine()}")
    evenement.add("dtstamp", at.astimezone(UTC))
    evenement.add("dtstart", localtime(seance.starts_at, get_current_timezone()))
    evenement.add("summary", f"{seance.instance.nom} ({intercommunalite.nom_court})")
    evenement.add("location", seance.lieu)
    adresse = settings.ADRESSE_PUBLIQUE.rstrip("/")
    evenement.add("url", f"{adresse}{seance.get_absolute_url()}")
    evenement.add("status", "CANCELLED" if close else "CONFIRMED")
    return evenement


def _reunion(intercommunalite: Intercommunalite, reunion: ReunionMunicipale, at: datetime) -> Any:
    """A municipal council, as its commune publishes it: without address on our side."""
    evenement = icalendar.Event()
    evenement.add("uid", f"reunion-{reunion.pk}-{intercommunalite.siren}@{mail.domaine()}")
    evenement.add("dtstamp", at.astimezone(UTC))
    evenement.add("dtstart", localtime(reunion.starts_at, get_current_timezone()))
    if reunion.ends_at is not None:
        evenement.add("dtend", localtime(reunion.ends_at, get_current_timezone()))
    evenement.add("summary", f"{reunion.titre}, {reunion.commune}")
    evenement.add("status", "CANCELLED" if reunion.annulee else "CONFIRMED")
    return evenement
