"""Reads of the conférence des maires: who sits, what is asked, what it said, what it owes."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate

from governance.models import Acces, Intercommunalite
from governance.regles import Manquement
from instances.models import Elu, Instance, Mandat, Point, Question, Seance
from instances.queries import demandes
from instances.queries.composition import Journee, journee, parametres
from instances.queries.copies import Avancement, avancements
from instances.queries.demandes import DemandeVue
from instances.regles.demandes import Origine, Regime
from instances.regles.fractions import part
from instances.regles.mandats import Nature
from instances.regles.modeles_instances import BUREAU, CONFERENCE_DES_MAIRES
from instances.regles.reglement import Parametres
from sectors.models import ReglementPropre
from sectors.regles import maires as regles

# Proposed to whoever notes the question: no text fixes it.
JOURS_DE_REPONSE = 30


def conference_de(ici: Intercommunalite, on: date) -> Instance | None:
    instances = ici.instances.filter(type_instance__modele=CONFERENCE_DES_MAIRES.code).au(on)
    trouvee: Instance | None = instances.select_related("type_instance").first()
    return trouvee


@dataclass(frozen=True, kw_only=True)
class PointRendu:
    """One avis of the conférence, with its votes."""

    point: Point
    pour: int | None
    contre: int | None
    abstention: int | None

    @property
    def sens(self) -> str:
        if self.pour is None or self.contre is None:
            return "Examiné"
        return "Favorable" if self.pour > self.contre else "Défavorable"


def avis_de_la_seance(seance: Seance) -> list[PointRendu]:
    """What it was asked and dealt with; one voice per mayor, whatever the population."""
    points = seance.points.filter(type=Point.Type.AVIS, etat=Point.Etat.TRAITE)
    return [_rendu(point) for point in points.prefetch_related("scrutins").order_by("rang")]


def _rendu(point: Point) -> PointRendu:
    valables = [s for s in point.scrutins.all() if s.annule_at is None]
    dernier = max(valables, key=lambda s: s.ordre, default=None)
    return PointRendu(
        point=point,
        pour=dernier.pour if dernier else None,
        contre=dernier.contre if dernier else None,
        abstention=dernier.abstention if dernier else None,
    )


def cle_de_la_diffusion(seance: Seance) -> str:
    return f"avis/{seance.pk}"


@dataclass(frozen=True, kw_only=True)
class SeanceVue:
    """A séance of the conférence, what it said and what is still to be sent."""

    seance: Seance
    avis: int
    diffusion: Avancement | None

    @property
    def a_transmettre(self) -> bool:
        return bool(self.avis) and self.diffusion is None


@dataclass(frozen=True, kw_only=True)
class ConferenceVue:
    instance: Instance | None
    maires: int
    manquements: tuple[Manquement, ...]
    demandes: list[DemandeVue]
    tenues: int
    seances: list[SeanceVue]
    questions: list[Question]
    reponses: list[Question]
    regime: Regime
    reponse_ecrite: bool
    reglement: ReglementPropre | None
    aujourd_hui: date

    @property
    def par_an(self) -> int:
        return self.regime.par_an or 0

    @property
    def part(self) -> str:
        return part(self.regime.fraction)

    @property
    def en_retard(self) -> list[Question]:
        return [
            q
            for q in self.questions
            if q.reponse_avant_on and q.reponse_avant_on < self.aujourd_hui
        ]


def vue(ici: Intercommunalite, at: datetime) -> ConferenceVue:
    on = localdate(at)
    instance = conference_de(ici, on)
    jour = journee(ici, on)
    maires = {m.elu for m in jour.mandats if m.nature is Nature.MAIRE}
    reglement = parametres(ici, on)
    propre = instance.reglements_propres.first() if instance else None
    return ConferenceVue(
        instance=instance,
        maires=len(maires),
        manquements=(
            *_existence(ici, jour, instance, maires, on),
            *_reglement_propre(instance, propre, reglement, on),
        ),
        demandes=_demandes(instance, at) if instance else [],
        tenues=_tenues(instance, on) if instance else 0,
        seances=_seances(instance) if instance else [],
        questions=questions_ouvertes(instance) if instance else [],
        reponses=reponses_rendues(instance) if instance else [],
        regime=demandes.regime(Origine.MAIRES, reglement),
        reponse_ecrite=bool(reglement.conference_maires_reponse_ecrite),
        reglement=propre,
        aujourd_hui=on,
    )


def _existence(
    ici: Intercommunalite, jour: Journee, instance: Instance | None, maires: set[Any], on: date
) -> tuple[Manquement, ...]:
    """Owed where the bureau has not all the mayors (CDM-01)."""
    if not maires:
        return ()
    bureau = ici.instances.filter(type_instance__modele=BUREAU.code).au(on).first()
    au_bureau = {s.elu for s in jour.composition(bureau)} if bureau else set()
    return regles.existence(
        existe=instance is not None,
        obligatoire=regles.obligatoire(maires=maires, bureau=au_bureau),
    )


def _reglement_propre(
    instance: Instance | None, propre: ReglementPropre | None, reglement: Parametres, on: date
) -> tuple[Manquement, ...]:
    return regles.reglement_propre(
        prevu=bool(reglement.conference_maires_reglement_propre),
        reunie_on=premiere_reunion(instance) if instance else None,
        adopte=propre is not None,
        on=on,
    )


def _demandes(instance: Instance, at: datetime) -> list[DemandeVue]:
    ouvertes = instance.demandes.filter(classee_at=None).order_by("-recue_on", "-pk")
    return demandes.vues(demandes.avec_details(ouvertes), at)


def _tenues(instance: Instance, on: date) -> int:
    """Meetings on demand of the civil year: the limit counts those alone (CDM-02)."""
    seances = instance.seances.filter(demande__isnull=False, starts_at__year=on.year)
    return seances.exclude(etat__in=demandes.HORS_DE_CAUSE).count()


def _seances(instance: Instance) -> list[SeanceVue]:
    lues = instance.seances.exclude(etat__in=demandes.HORS_DE_CAUSE).order_by("-starts_at")[:8]
    return [_seance_vue(seance) for seance in lues]


def _seance_vue(seance: Seance) -> SeanceVue:
    levee = seance.etat == Seance.Etat.LEVEE
    envoyees = avancements(seance) if levee else []
    cle = cle_de_la_diffusion(seance)
    return SeanceVue(
        seance=seance,
        avis=len(avis_de_la_seance(seance)) if levee else 0,
        diffusion=next((a for a in envoyees if a.diffusion.cle == cle), None),
    )


def questions_ouvertes(instance: Instance) -> list[Question]:
    """Owed an answer in writing, the nearest day first."""
    questions = instance.intercommunalite.questions.filter(
        seance__instance=instance, reponse="", reponse_avant_on__isnull=False
    )
    return list(questions.select_related("auteur", "seance").order_by("reponse_avant_on", "pk"))


def reponses_rendues(instance: Instance) -> list[Question]:
    """What was answered stays readable, the latest first (CDM-03)."""
    questions = instance.intercommunalite.questions.filter(
        seance__instance=instance, repondue_at__isnull=False, reponse_avant_on__isnull=False
    )
    return list(questions.select_related("auteur").order_by("-repondue_at", "-pk")[:20])


def premiere_reunion(instance: Instance) -> date | None:
    """The day when it first met, or shall meet (CDM-05)."""
    seances = instance.seances.exclude(etat__in=demandes.HORS_DE_CAUSE)
    premiere = seances.order_by("starts_at").values_list("starts_at", flat=True).first()
    return localdate(premiere) if premiere else None


def maires(ici: Intercommunalite, on: date) -> QuerySet[Elu]:
    mandats = ici.mandats.filter(nature=Mandat.Nature.MAIRE).au(on)
    elus: QuerySet[Elu] = ici.elus.filter(pk__in=mandats.values("elu"))
    return elus.order_by("nom", "prenom")


def siege_a_la_conference(acces: Acces, on: date) -> bool:
    return mandats_a_la_conference(acces, on).exists()


def mandats_a_la_conference(acces: Acces, on: date) -> QuerySet[Mandat]:
    """What makes a mayor or the président of whom reads with this access."""
    natures = (Mandat.Nature.MAIRE, Mandat.Nature.PRESIDENT)
    mandats = acces.intercommunalite.mandats.filter(nature__in=natures, elu__acces=acces)
    tenus: QuerySet[Mandat] = mandats.au(on)
    return tenus
