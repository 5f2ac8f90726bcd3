"""Where an alert stands, as its author reads it: what was done, what comes next."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from deliberations.models import Passage
from governance.models import Acces
from instances.models import Elu, Instance, Point
from instances.queries.composition import parametres
from instances.queries.rappels import Contexte
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
    (Etat.CLOSE, "Réponse rendue", "À l’auteur et aux destinataires."),
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


def service(contexte: Contexte) -> list[Acces]:
    """Who prepares the body that hears alerts."""
    ici = contexte.intercommunalite
    formation = parametres(ici, contexte.jour).alerte_formation
    instances = ici.instances.au(contexte.jour).order_by("pk")
    bureau: Instance | None = (
        instances.filter(type_instance__modele=formation).first() or instances.first()
    )
    return contexte.responsables(bureau) if bureau else []


def responsables(alerte: Alerte) -> QuerySet[Acces]:
    """Who may be asked to answer for a suite: any account that is open."""
    acces = alerte.intercommunalite.acces.en_vigueur().filter(user__is_active=True)
    lus: QuerySet[Acces] = acces.select_related("user")
    return lus.order_by("user__last_name", "user__first_name", "pk")


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
