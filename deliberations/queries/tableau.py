"""The dashboard: what is due, what comes next, which acts wait. The same reads for every role."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from deliberations.models import Deliberation, Visa
from deliberations.queries.projets import a_viser
from governance.models import Acces
from instances.models import Remise, Reponse, Seance
from instances.permissions import can_convoquer, instances_en_charge, seances_lisibles
from instances.queries import agenda
from instances.queries.agenda import AConvoquer
from instances.queries.convocation import Preparation
from instances.queries.delai import Horloge, horloge
from instances.queries.reponses import mes_reponses
from instances.queries.suivi import Revenus, revenus
from instances.queries.telephone import Gestes, gestes_du_telephone

EN_LETTRES = ("", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
ACTES_AFFICHES = 8


@dataclass(frozen=True, kw_only=True)
class ConvocationRecue:
    """The latest version that one élu received, and what is expected of him."""

    remise: Remise
    reponse: Reponse | None
    # Once the séance is held: what he does there from his phone.
    telephone: Gestes | None

    @property
    def attendue(self) -> bool:
        """A suppléant answers only for himself; once open, nobody does."""
        titulaire = self.remise.qualite == Remise.Qualite.TITULAIRE
        return titulaire and self.remise.convocation.seance.etat == Seance.Etat.CONVOQUEE


@dataclass(frozen=True, kw_only=True)
class Tableau:
    at: datetime
    a_venir: list[Seance]
    a_convoquer: list[AConvoquer]
    actes: list[Deliberation]
    nombre_d_actes: int
    convocations: list[ConvocationRecue]
    revenus: list[Revenus]
    a_viser: list[Visa]

    @property
    def suivante(self) -> AConvoquer | None:
        """The next to convene: the clock is its own.

        A delay presses more than its absence; a day gone by can no longer be convened.
        """
        possibles = [c for c in self.a_convoquer if c.seance.starts_at > self.at]
        return min(possibles, key=lambda c: c.limite is None, default=None)

    @property
    def pressantes(self) -> list[AConvoquer]:
        """The others that the clock will not wait for."""
        return [
            c
            for c in self.a_convoquer
            if c is not self.suivante and c.reste is not None and c.reste <= 0
        ]

    @property
    def phrase(self) -> str:
        """« Deux séances à convoquer, dont une aujourd’hui ; trois actes en attente. »"""
        parties = [p for p in (self._convocations, self._actes) if p]
        if not parties:
            return "Rien n’est à faire aujourd’hui."
        phrase = "\u00a0; ".join(parties)
        return f"{phrase[0].upper()}{phrase[1:]}."

    @property
    def _convocations(self) -> str:
        n = len(self.a_convoquer)
        if not n:
            return ""
        aujourd_hui = sum(c.reste == 0 for c in self.a_convoquer)
        debut = f"{en_lettres(n)} séance{'s' if n > 1 else ''} à convoquer"
        if not aujourd_hui:
            return debut
        return f"{debut}, {'' if n == 1 else f'dont {en_lettres(aujourd_hui)} '}aujourd’hui"

    @property
    def _actes(self) -> str:
        n = self.nombre_d_actes
        if not n:
            return ""
        return f"{'un' if n == 1 else en_lettres(n)} acte{'s' if n > 1 else ''} en attente"


def en_lettres(nombre: int) -> str:
    """A feminine count, in letters up to ten."""
    return EN_LETTRES[nombre] if 0 < nombre < len(EN_LETTRES) else str(nombre)


def tableau(acces: Acces, at: datetime) -> Tableau:
    jour = localdate(at)
    a_venir = agenda.seances_a_venir(seances_lisibles(acces, jour))
    en_charge = [s for s in a_venir if can_convoquer(acces, s)]
    attendus = actes_en_attente(acces)
    actes = list(attendus[: ACTES_AFFICHES + 1])
    nombre = len(actes) if len(actes) <= ACTES_AFFICHES else attendus.count()
    return Tableau(
        at=at,
        a_venir=a_venir,
        a_convoquer=agenda.a_convoquer(en_charge, acces.intercommunalite, jour),
        actes=actes[:ACTES_AFFICHES],
        nombre_d_actes=nombre,
        convocations=convocations_recues(acces),
        revenus=revenus(en_charge) if en_charge else [],
        a_viser=a_viser(acces, jour),
    )


def actes_en_attente(acces: Acces) -> QuerySet[Deliberation]:
    """To number, then to copy out, in the séances that this access runs."""
    actes: QuerySet[Deliberation] = acces.intercommunalite.deliberations.filter(
        Q(numero="") | Q(extrait=None), seance__etat=Seance.Etat.LEVEE
    )
    en_charge = instances_en_charge(acces)
    if en_charge is not None:
        actes = actes.filter(seance__instance__in=en_charge)
    return actes.select_related("seance__instance", "point").order_by(
        "adoptee_on", "point__rang", "pk"
    )


def convocations_recues(acces: Acces) -> list[ConvocationRecue]:
    """What the élu of this access received for séances still to be held, and what he answered."""
    remises = acces.intercommunalite.remises.filter(elu__acces=acces)
    remises = remises.exclude(convocation__seance__etat__in=agenda.CLOSES)
    lues = remises.select_related(
        "convocation__seance__instance", "convocation__pdf", "convocation__ics"
    ).order_by("convocation__seance__starts_at", "convocation__version")
    dernieres = {r.convocation.seance_id: r for r in lues}
    reponses = mes_reponses(acces, dernieres)
    gestes = gestes_du_telephone(acces, [r.convocation.seance for r in dernieres.values()])
    return [
        ConvocationRecue(remise=r, reponse=reponses.get(s), telephone=gestes.get(s))
        for s, r in dernieres.items()
    ]


def delai_et_preparation(due: AConvoquer, at: datetime) -> tuple[Horloge, Preparation]:
    preparation = Preparation(seance=due.seance, at=at)
    return horloge(due.seance, at, preparation.contexte), preparation
