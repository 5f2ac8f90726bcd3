"""Where an alert stands, as its author reads it: what was done, what comes next."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from deliberations.models import Passage
from instances.models import Elu, Instance, Point
from sectors.models import Alerte

Etat = Alerte.Etat


@dataclass(frozen=True, kw_only=True, slots=True)
class Etape:
    """``classe``: done, now or next, as the line of life draws it."""

    titre: str
    phrase: str
    at: datetime | None
    classe: str


# What an alert goes through, with the sentence of what is still to come.
A_VENIR = (
    (Etat.SAISIE, "Déposée", "Accusé de réception immédiat, daté."),
    (Etat.RECEVABLE, "Recevable", "Sur la forme seulement : auteur, motif, destinataires."),
    (
        Etat.INSCRITE,
        "Inscrite au Bureau",
        "Au premier Bureau encore ouvert.",
    ),
    (Etat.DEBATTUE, "Débattue en Bureau", "L’auteur y est entendu ; aucun vote n’est pris."),
    (Etat.SUITE_DONNEE, "Suites données", "Un responsable, une échéance."),
    (Etat.CLOSE, "Réponse rendue", "À l’auteur et aux élus de secteur."),
)
RANGS = {etat: rang for rang, (etat, _, _) in enumerate(A_VENIR)} | {Etat.INCOMPLETE: 0}


def etapes(alerte: Alerte) -> list[Etape]:
    """The events so far, then the steps that remain; none once it is withdrawn."""
    evenements = list(alerte.evenements.all())
    passees = [
        Etape(titre=str(e.get_etat_display()), phrase=e.phrase, at=e.at, classe="is-done")
        for e in evenements
    ]
    if alerte.etat == Etat.RETIREE:
        return passees
    atteint = RANGS[Etat(alerte.etat)]
    suites = [
        Etape(titre=titre, phrase=phrase, at=None, classe="is-next")
        for rang, (_, titre, phrase) in enumerate(A_VENIR)
        if rang > atteint
    ]
    if passees and suites:
        derniere = passees[-1]
        passees[-1] = Etape(
            titre=derniere.titre, phrase=derniere.phrase, at=derniere.at, classe="is-now"
        )
    return [*passees, *suites]


def comites_de(elu: Elu, on: date) -> QuerySet[Instance]:
    """The comités for which this élu may act: those of the sectors he represents that day."""
    secteurs = elu.secteurs_representes.au(on).filter(starts_on__isnull=False)
    comites: QuerySet[Instance] = elu.intercommunalite.instances.au(on).filter(
        type_instance__modele="comite_de_secteur", perimetre__in=secteurs.values("perimetre")
    )
    return comites


def points_des_comites(comites: QuerySet[Instance]) -> QuerySet[Point]:
    """What those comités have dealt with: the alert names the point where it was decided."""
    traites = Point.objects.filter(seance__instance__in=comites, etat=Point.Etat.TRAITE)
    return traites.select_related("seance__instance").order_by("-seance__starts_at", "rang")


def texte_du_debat(alerte: Alerte) -> str:
    """What the procès-verbal already says of its point: typed once, handed over (ALR-06)."""
    passage = Passage.objects.filter(point=alerte.point).exclude(point=None).first()
    return passage.texte if passage else ""
