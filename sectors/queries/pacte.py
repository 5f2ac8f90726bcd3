"""Where the pacte de gouvernance stands since the last renewal: debated, transmitted, adopted."""

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from governance.models import Intercommunalite
from instances.models import Point, Seance
from instances.queries.renouvellement import Renouvellement
from sectors.models import Consultation
from sectors.regles import pacte as regles

Matiere = Point.Matiere
SUJETS = {Matiere.PACTE_DEBAT: "pacte", Matiere.DEVELOPPEMENT: "developpement"}
PERDUS = (Point.Etat.RETIRE, Point.Etat.NON_EXAMINE, Point.Etat.RENVOYE)
NON_TENUES = (Seance.Etat.ANNULEE, Seance.Etat.REPORTEE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Pacte:
    """``inscrits``: subjects on an ordre du jour, dealt with or not. Days: ``None`` if not yet."""

    inscrits: frozenset[str]
    debattu_le: date | None
    transmis_le: date | None
    adopte_le: date | None

    @property
    def voulu(self) -> bool:
        """The conseil has debated it or the councils are asked: its term now matters."""
        return self.debattu_le is not None or self.transmis_le is not None


def lire(ici: Intercommunalite, lu: Renouvellement) -> Pacte:
    """Two queries."""
    points = ici.points.filter(
        matiere__in=(*SUJETS, Matiere.PACTE), seance__starts_at__date__gte=lu.tour or lu.debut
    )
    points = points.exclude(etat__in=PERDUS).exclude(seance__etat__in=NON_TENUES)
    lus = [
        (matiere, localdate(debut) if etat == Point.Etat.TRAITE else None)
        for matiere, etat, debut in points.order_by("seance__starts_at").values_list(
            "matiere", "etat", "seance__starts_at"
        )
    ]
    faits = {matiere: jour for matiere, jour in lus if jour is not None}
    consultation = derniere(ici, depuis=lu.tour or lu.debut)
    return Pacte(
        inscrits=frozenset(SUJETS[Matiere(m)] for m, _jour in lus if m in SUJETS),
        debattu_le=faits.get(Matiere.PACTE_DEBAT),
        transmis_le=localdate(consultation.ouverte_at) if consultation else None,
        adopte_le=faits.get(Matiere.PACTE),
    )


def derniere(ici: Intercommunalite, *, depuis: date | None) -> Consultation | None:
    """The last transmission of the draft: a substantial change starts everything again."""
    demandes = ici.consultations.filter(fondement=Consultation.Fondement.PACTE)
    if depuis is not None:
        demandes = demandes.filter(ouverte_at__date__gte=depuis)
    consultation: Consultation | None = demandes.order_by("ouverte_at", "pk").last()
    return consultation


def consultation_vue(consultation: Consultation | None) -> regles.Consultation | None:
    """As the rule looks at it. One query."""
    if consultation is None:
        return None
    avis = list(consultation.avis.values_list("commune__nom", "sens"))
    return regles.Consultation(
        transmis_on=localdate(consultation.ouverte_at),
        communes=tuple(nom for nom, _sens in avis),
        rendus=tuple(nom for nom, sens in avis if sens),
    )
