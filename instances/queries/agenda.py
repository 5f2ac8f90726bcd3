"""What meets and when: séances to come, to convene and past, and each reader's own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate

from governance.models import Acces, Intercommunalite
from governance.queries import Page
from instances.models import Point, Seance
from instances.queries import composition
from instances.queries.convocation import Preparation
from instances.queries.delai import contexte_du_delai
from instances.queries.faits import regime_de
from instances.regles import composition as regles
from instances.regles import jours_francs
from instances.regles.dates_en_lettres import compte, jour_en_lettres
from instances.regles.faits import Point as PointVu
from instances.regles.faits import TypePoint
from instances.regles.quorum import quorum_requis
from instances.regles.reglement import Parametres, parametres

Etat = Seance.Etat
CLOSES = (Etat.LEVEE, Etat.REPORTEE, Etat.ANNULEE)
PAR_PAGE = 30


def instances_du_membre(acces: Acces, on: date) -> frozenset[int]:
    """Bodies where the élu of this access sits that day, as titulaire or as suppléant."""
    ici = acces.intercommunalite
    elus = set(ici.elus.filter(acces=acces).values_list("pk", flat=True))
    if not elus:
        return frozenset()
    journee = composition.journee(ici, on)
    instances = ici.instances.au(on).select_related("type_instance")
    return frozenset(
        instance.pk
        for instance in instances
        if any(elus & {s.elu, s.suppleant} for s in journee.composition(instance))
    )


def avec_details(seances: QuerySet[Seance]) -> QuerySet[Seance]:
    """What a list prints of each séance, whatever their number."""
    return seances.select_related(
        "instance__type_instance", "instance__intercommunalite", "intercommunalite"
    ).annotate(nombre_de_points=Count("points", filter=~Q(points__etat=Point.Etat.RETIRE)))


def seances_a_venir(seances: QuerySet[Seance]) -> list[Seance]:
    lignes = avec_details(seances).exclude(etat__in=CLOSES)
    return list(lignes.order_by("starts_at", "pk"))


def page_des_seances_passees(seances: QuerySet[Seance], *, avant: str | None) -> Page[Seance]:
    """Latest first, by date then by key; the cursor is the last séance that was shown."""
    lignes = avec_details(seances).filter(etat__in=CLOSES)
    if avant and avant.isdecimal() and len(avant) < 19:
        repere = seances.filter(pk=int(avant)).values_list("starts_at", "pk").first()
        if repere:
            jour, cle = repere
            lignes = lignes.filter(Q(starts_at__lt=jour) | Q(starts_at=jour, pk__lt=cle))
    rendues = list(lignes.order_by("-starts_at", "-pk")[: PAR_PAGE + 1])
    suivante = rendues[PAR_PAGE - 1].pk if len(rendues) > PAR_PAGE else None
    return Page(lignes=rendues[:PAR_PAGE], suivante=suivante)


# What is due to the clock -------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class AConvoquer:
    """A séance in preparation and the last day to send; ``None`` where nothing fixes a delay."""

    seance: Seance
    limite: date | None
    aujourd_hui: date

    @property
    def reste(self) -> int | None:
        return (self.limite - self.aujourd_hui).days if self.limite else None

    @property
    def ton(self) -> str:
        if self.reste is None:
            return "accent"
        return "stop" if self.reste < 0 else "time"

    @property
    def mot(self) -> str:
        """Beside the séance in a list: « Dernier jour d’envoi », « 4 jours pour convoquer »."""
        if self.reste is None:
            return "À convoquer, sans délai fixé"
        if self.reste < 0:
            return "Délai de convocation échu"
        if self.reste == 0:
            return "À convoquer aujourd’hui"
        return f"À convoquer, reste {compte(self.reste, 'jour')}"

    @property
    def jour_limite(self) -> str:
        return jour_en_lettres(self.limite, repere=self.aujourd_hui) if self.limite else ""


def a_convoquer(
    seances: Iterable[Seance], intercommunalite: Intercommunalite, aujourd_hui: date
) -> list[AConvoquer]:
    """Those in preparation, the most pressing first. One query, whatever their number."""
    preparees = [s for s in seances if s.etat == Etat.PREPARATION]
    if not preparees:
        return []
    versions = list(intercommunalite.reglements.order_by("-starts_on"))

    def reglement(jour: date) -> Parametres:
        version = next(
            (v for v in versions if v.starts_on <= jour and not (v.ends_on and v.ends_on < jour)),
            None,
        )
        return parametres(version.valeurs if version else {}, jour)

    lignes = [
        AConvoquer(seance=s, limite=_limite(s, reglement), aujourd_hui=aujourd_hui)
        for s in preparees
    ]
    return sorted(
        lignes, key=lambda li: (li.limite or localdate(li.seance.starts_at), li.seance.pk)
    )


def _limite(seance: Seance, reglement: Callable[[date], Parametres]) -> date | None:
    jour = localdate(seance.starts_at)
    delai = jours_francs.delai_requis(contexte_du_delai(seance, reglement(jour)))
    return jours_francs.dernier_jour_d_envoi(jour, delai) if delai else None


# Who is expected --------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Effectifs:
    """``None`` where the documents do not say."""

    en_exercice: int | None
    quorum: int | None

    @property
    def phrase(self) -> str:
        if not self.en_exercice:
            return ""
        phrase = f"{compte(self.en_exercice, 'membre')} en exercice"
        return f"{phrase}, quorum à {self.quorum}." if self.quorum else f"{phrase}."


def effectifs(seance: Seance, preparation: Preparation) -> Effectifs:
    """Frozen when the convocation left; before, what the day of the séance will give."""
    en_exercice = seance.en_exercice
    if seance.etat == Etat.PREPARATION:
        en_exercice = regles.effectifs(s.siege for s in preparation.sieges).en_exercice
    delibere = PointVu(numero="", rang=1, type=TypePoint.DELIBERATION)
    quorum = quorum_requis(regime_de(seance, preparation.reglement), delibere, en_exercice)
    return Effectifs(en_exercice=en_exercice, quorum=quorum)


# The ordre du jour --------------------------------------------------------------------------


def points_de(seance: Seance) -> list[Point]:
    """In the ordre de passage, each with the number of its annexes."""
    points = seance.points.annotate(nombre_d_annexes=Count("annexes")).defer("note_de_synthese")
    points = points.annotate(a_une_note=~Q(note_de_synthese=""))
    return list(points.order_by("rang"))


def rubriques_connues(seance: Seance) -> list[str]:
    """Those of this body's séances, to type the same words each time."""
    points = seance.intercommunalite.points.filter(seance__instance=seance.instance_id)
    return sorted(set(points.exclude(rubrique="").values_list("rubrique", flat=True)))
