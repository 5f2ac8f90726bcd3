"""Reads of the droit d'alerte: what the règlement opens, to whom it goes, where each stands."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from governance.models import Intercommunalite
from governance.regles import Manquement
from instances.models import Commune, Elu, Mandat, Perimetre, Point, Seance
from instances.queries.composition import parametres, president
from instances.regles.types_de_point import types_admis
from sectors.models import Alerte, EluDeSecteur
from sectors.regles import alertes as regles

OUVERTES = (Alerte.Etat.RECEVABLE, Alerte.Etat.INSCRITE)
# A point that ends so was not debated; a séance that ends so was not held.
NON_DEBATTUS = (Point.Etat.RETIRE, Point.Etat.NON_EXAMINE, Point.Etat.RENVOYE)
NON_TENUES = (Seance.Etat.ANNULEE, Seance.Etat.REPORTEE)


def regime(intercommunalite: Intercommunalite, on: date) -> regles.Regime:
    """The droit d'alerte as the règlement of that day writes it."""
    reglement = parametres(intercommunalite, on)
    return regles.Regime(
        ouvert=reglement.droit_alerte,
        auteurs=regles.AUTEURS[reglement.alerte_auteurs],
        seuil_maires=reglement.alerte_seuil_maires,
        via_elu_de_secteur=reglement.alerte_maire_via_elu_secteur,
        aux_elus_de_secteur=reglement.alerte_destinataires == regles.AUX_ELUS_DE_SECTEUR,
        annuel=reglement.alerte_seuil_an,
        objet=reglement.alerte_objet or "",
        effet=reglement.alerte_effet,
        patience=reglement.alerte_patience_jours,
    )


def commune_du_maire(elu: Elu, on: date) -> Commune | None:
    mandat = elu.mandats.filter(nature=Mandat.Nature.MAIRE).au(on).select_related("commune").first()
    return mandat.commune if mandat else None


def secteur_de(commune: Commune | None, on: date) -> Perimetre | None:
    """The sector that the commune belongs to that day."""
    if commune is None:
        return None
    rattachements = commune.rattachements.au(on).select_related("perimetre")
    en_vigueur = Q(perimetre__ends_on=None) | Q(perimetre__ends_on__gte=on)
    rattachement = rattachements.filter(
        en_vigueur, perimetre__nature=Perimetre.Nature.SECTEUR
    ).first()
    return rattachement.perimetre if rattachement else None


def elus_du_secteur(perimetre: Perimetre | None, on: date) -> list[EluDeSecteur]:
    """Titulaire first, then suppléant: both receive the alert (ALR-04)."""
    if perimetre is None:
        return []
    elus = EluDeSecteur.objects.filter(perimetre=perimetre, starts_on__isnull=False).au(on)
    return list(elus.select_related("elu").order_by("-qualite"))


def demande_de(alerte: Alerte, on: date) -> regles.Demande:
    """The alert as the rules see it, on the day it is filed."""
    ici, auteur = alerte.intercommunalite, alerte.auteur
    commune = commune_du_maire(auteur, on)
    representants = elus_du_secteur(alerte.perimetre, on)
    debut = date(on.year, 1, 1)
    deposees = ici.alertes.filter(auteur=auteur, deposee_at__date__gte=debut)
    signees = alerte.signataires.exclude(elu=auteur).exclude(at=None)
    maires = ici.mandats.filter(nature=Mandat.Nature.MAIRE, commune=alerte.commune).au(on)
    return regles.Demande(
        auteur=regles.Auteur(
            maire_de=commune.nom if commune else "",
            elu_de_secteur=any(r.elu_id == auteur.pk for r in representants),
        ),
        au_nom_du_comite=alerte.comite_id is not None,
        decidee_en_comite=alerte.point_du_comite_id is not None,
        commune=alerte.commune.nom if alerte.commune else "",
        maire_signe=signees.filter(elu__in=maires.values("elu")).exists(),
        objet=alerte.objet,
        expose=alerte.expose,
        grief=alerte.grief,
        president=president(ici, on) is not None,
        elus_de_secteur=bool(representants),
        signataires=(commune is not None) + signees.count(),
        deja_cette_annee=deposees.exclude(pk=alerte.pk).count(),
    )


def manquements(alerte: Alerte, at: datetime) -> tuple[Manquement, ...]:
    """What stands against filing it now; shown before the click, refused after it."""
    on = localdate(at)
    return regles.manquements(demande_de(alerte, on), regime(alerte.intercommunalite, on))


def seances_ouvertes(intercommunalite: Intercommunalite, at: datetime) -> QuerySet[Seance]:
    """The séances of the formation that hears alerts, whose convocation has not left (ALR-05)."""
    formation = parametres(intercommunalite, localdate(at)).alerte_formation
    return (
        intercommunalite.seances.filter(
            instance__type_instance__modele=formation,
            etat=Seance.Etat.PREPARATION,
            starts_at__gte=at,
        )
        .select_related("instance__type_instance", "intercommunalite")
        .order_by("starts_at", "pk")
    )


def type_du_point(seance: Seance, at: datetime) -> str:
    """By what the règlement makes of an alert, within what that body may handle."""
    effet = regime(seance.intercommunalite, localdate(at)).effet
    return regles.type_du_point(effet, types_admis(seance.instance.type_instance.nature))


def maires_a_solliciter(alerte: Alerte, on: date) -> QuerySet[Elu]:
    """The other mayors in office, not asked yet."""
    maires = alerte.intercommunalite.mandats.filter(nature=Mandat.Nature.MAIRE).au(on)
    deja = alerte.signataires.values("elu")
    elus: QuerySet[Elu] = alerte.intercommunalite.elus.filter(mandats__in=maires)
    return elus.exclude(pk=alerte.auteur_id).exclude(pk__in=deja).order_by("nom", "prenom")


def seance_d_inscription(intercommunalite: Intercommunalite, at: datetime) -> Seance | None:
    """The next of them, if somebody has opened one."""
    seances = {s.numero: s for s in seances_ouvertes(intercommunalite, at)}
    choisie = regles.seance_d_inscription(
        [regles.SeanceOuverte(numero=n, jour=localdate(s.starts_at)) for n, s in seances.items()],
        on=localdate(at),
    )
    return seances[choisie.numero] if choisie else None


def retard(alerte: Alerte, on: date) -> tuple[Manquement, ...]:
    """The visible clock of an alert that nobody has put on an ordre du jour (ALR-05)."""
    if alerte.etat != Alerte.Etat.RECEVABLE or alerte.recevable_at is None:
        return ()
    depuis = localdate(alerte.recevable_at)
    patience = regime(alerte.intercommunalite, on).patience
    return regles.retard(recevable_on=depuis, on=on, patience=patience)


def perdue(point: Point) -> bool:
    """Its séance did not, or will not, debate it (ALR-05).

    Adjourned, it may still come back in the same séance; withdrawn from one in preparation, it
    waits for that one to be convened, else it would go back there.
    """
    etat = point.seance.etat
    if etat in NON_TENUES:
        return True
    if etat == Seance.Etat.LEVEE:
        return point.etat != Point.Etat.TRAITE
    return etat != Seance.Etat.PREPARATION and point.etat in NON_DEBATTUS


def retirable(alerte: Alerte) -> bool:
    return "retirer" in regles.actes_possibles(alerte.etat)


# What the services do next, by state; nothing where the clock or the author acts.
_ATTENDUS = {
    Alerte.Etat.INCOMPLETE: "completer",
    Alerte.Etat.INSCRITE: "debattre",
    Alerte.Etat.DEBATTUE: "suite",
    Alerte.Etat.SUITE_DONNEE: "suite",
}


def acte_attendu(alerte: Alerte) -> str:
    acte = _ATTENDUS.get(Alerte.Etat(alerte.etat), "")
    return "" if acte == "debattre" and not point_traite(alerte) else acte


def point_traite(alerte: Alerte) -> bool:
    """Read anew: the séance goes on beside whoever looks at the alert."""
    traites = alerte.intercommunalite.points.filter(etat=Point.Etat.TRAITE)
    return bool(traites.filter(alertes=alerte).exists())


@dataclass(frozen=True, kw_only=True, slots=True)
class Bilan:
    """What came of the alerts of a period. Durations are whole days, medians."""

    deposees: int
    par_etat: dict[str, int]
    jours_jusqu_au_debat: float | None
    jours_jusqu_a_la_cloture: float | None
    suites_tenues: int
    suites: int


def bilan(alertes: Iterable[Alerte]) -> Bilan:
    """Statistics for the intercommunalité: how many, how long, what came of them."""
    lues = [a for a in alertes if a.deposee_at is not None]
    suites = [s for a in lues for s in a.suites.all()]
    return Bilan(
        deposees=len(lues),
        par_etat=dict(Counter(str(a.get_etat_display()) for a in lues)),
        jours_jusqu_au_debat=_mediane(lues, "debattue_at"),
        jours_jusqu_a_la_cloture=_mediane(lues, "close_at"),
        suites_tenues=sum(s.faite_on is not None for s in suites),
        suites=len(suites),
    )


def _mediane(alertes: Iterable[Alerte], champ: str) -> float | None:
    durees = [
        (localdate(getattr(a, champ)) - localdate(a.deposee_at)).days
        for a in alertes
        if getattr(a, champ) is not None
    ]
    return median(durees) if durees else None
