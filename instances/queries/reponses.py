"""Who said what of his coming, and what it makes of the quorum (QUO-01, QUO-03)."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Max

from governance.models import Acces
from instances.models import Pouvoir, Reponse, Seance, Siegeant
from instances.queries.composition import parametres
from instances.queries.faits import regime_de
from instances.queries.pouvoirs import pouvoirs_de_suite
from instances.queries.seances import jour_de
from instances.regles import reponses as regles
from instances.regles.faits import Point as PointVu
from instances.regles.faits import Regime, TypePoint
from instances.regles.periodes import pouvoirs_par_mandataire
from instances.regles.quorum import quorum_requis
from instances.regles.reponses import Choix, Mandataire, Situation

TONS = {
    Choix.PRESENT: "ok",
    Choix.DISTANCE: "ok",
    Choix.SUPPLEANT: "ok",
    Choix.POUVOIR: "accent",
    Choix.EXCUSE: "warn",
    Choix.ABSENT: "warn",
}
VIENT, POUVOIR, ABSENT, SANS_REPONSE = "vient", "pouvoir", "absent", "sans_reponse"


def reponses_de(seance: Seance) -> dict[int, Reponse]:
    """The last answer of each seat: the one that counts. One query."""
    lues = seance.reponses.order_by("siegeant_id", "-id").distinct("siegeant_id")
    return {r.siegeant_id: r for r in lues.select_related("mandataire__elu", "siegeant__elu")}


def mes_reponses(acces: Acces, seances: Iterable[int]) -> dict[int, Reponse]:
    """The last answer of the élu of this access, by séance. One query."""
    lues = acces.intercommunalite.reponses.filter(
        seance__in=list(seances), siegeant__elu__acces=acces
    )
    derniere = lues.order_by("seance_id", "-id").distinct("seance_id")
    return {r.seance_id: r for r in derniere.select_related("mandataire__elu")}


def pouvoirs_en_vigueur(seance: Seance) -> dict[int, Pouvoir]:
    """Recorded pouvoirs, by who gives them."""
    pouvoirs = seance.pouvoirs.filter(revoque_at=None, fin_point=None, mandant__isnull=False)
    return {p.mandant_id: p for p in pouvoirs.select_related("mandataire__elu") if p.mandant_id}


# What one seat may answer -------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Repondant:
    """A seat about to answer: what it may say, and who could hold its pouvoir."""

    siege: Siegeant
    seance: Seance

    @cached_property
    def regime(self) -> Regime:
        return regime_de(self.seance)

    @cached_property
    def sieges(self) -> list[Siegeant]:
        return list(self.seance.siegeants.select_related("elu", "suppleant"))

    @cached_property
    def reponses(self) -> dict[int, Reponse]:
        return reponses_de(self.seance)

    @property
    def derniere(self) -> Reponse | None:
        return self.reponses.get(self.siege.pk)

    @cached_property
    def pouvoir(self) -> Pouvoir | None:
        return pouvoirs_en_vigueur(self.seance).get(self.siege.pk)

    @cached_property
    def charges(self) -> dict[int, dict[int, str]]:
        """By holder: givers and their names, declared or recorded."""
        noms = {s.pk: str(s) for s in self.sieges}
        donnes = {r.siegeant_id: r.mandataire_id for r in self.reponses.values()}
        donnes |= {m: p.mandataire_id for m, p in pouvoirs_en_vigueur(self.seance).items()}
        charges: dict[int, dict[int, str]] = {}
        for mandant, mandataire in donnes.items():
            if mandataire is not None:
                charges.setdefault(mandataire, {})[mandant] = noms[mandant]
        return charges

    @cached_property
    def situation(self) -> Situation:
        return Situation(
            nom=str(self.siege),
            vote=self.siege.vote,
            suppleant=str(self.siege.suppleant or ""),
            pouvoirs_admis=bool(self.regime.pouvoirs_admis),
            visioconference=bool(self.regime.visioconference),
            suppleance_avant_pouvoir=self.regime.suppleance_avant_pouvoir,
            porte=tuple(self.charges.get(self.siege.pk, {}).values()),
            suite=len(pouvoirs_de_suite(self.siege, self.seance)),
        )

    def mandataire(self, siege: Siegeant | None) -> Mandataire | None:
        if siege is None:
            return None
        dit = self.reponses.get(siege.pk)
        return Mandataire(
            nom=str(siege),
            vote=siege.vote,
            lui_meme=siege.pk == self.siege.pk,
            porte=self.porteur_de(siege),
            annonce=Choix(dit.choix) if dit else None,
        )

    def porteur_de(self, siege: Siegeant) -> tuple[str, ...]:
        """Whose pouvoirs this member holds already, ours apart."""
        autres = self.charges.get(siege.pk, {})
        return tuple(nom for mandant, nom in autres.items() if mandant != self.siege.pk)

    @property
    def plafond(self) -> int:
        return pouvoirs_par_mandataire(self.regime) or 1

    @property
    def suite(self) -> int:
        return parametres(self.seance.intercommunalite, jour_de(self.seance)).pouvoir_seances


# The forecast -------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Prevision:
    """Seats that count for the quorum, by what they said. Pouvoirs never make it."""

    attendus: int
    presents: int
    distance: int
    supplees: int
    pouvoirs: int
    excuses: int
    absents: int
    sans_reponse: int
    quorum: int | None
    suffit: bool | None

    @property
    def venus(self) -> int:
        return self.presents + self.distance + self.supplees

    @property
    def manquants(self) -> int:
        return self.attendus - self.venus - self.pouvoirs

    @property
    def phrase(self) -> str:
        if self.quorum == 0:
            return "Aucun quorum n’est exigé."
        if self.quorum is None:
            return "Le quorum de cette instance n’est pas connu."
        if self.suffit:
            return (
                f"Le quorum serait atteint\u00a0: {self.venus} annoncés pour {self.quorum} exigés."
            )
        if self.suffit is False:
            return (
                f"Le quorum ne serait pas atteint\u00a0: {self.venus} annoncés pour {self.quorum} "
                f"exigés, et {self.sans_reponse} sans réponse."
            )
        return (
            f"Encore incertain\u00a0: {self.venus} annoncés pour {self.quorum} exigés, "
            f"{self.sans_reponse} sans réponse."
        )

    @property
    def ton(self) -> str:
        return {True: "ok", False: "stop", None: "warn"}[self.suffit]


def prevision(seance: Seance) -> Prevision:
    """For the readiness and the clerk. Four queries, whatever the size of the council."""
    return _prevoir(seance, list(seance.siegeants.all()), reponses_de(seance))


def _prevoir(
    seance: Seance, sieges: Iterable[Siegeant], reponses: Mapping[int, Reponse]
) -> Prevision:
    attendus = [s for s in sieges if s.compte_quorum]
    dits = Counter(reponses[s.pk].choix for s in attendus if s.pk in reponses)
    delibere = PointVu(numero="", rang=1, type=TypePoint.DELIBERATION)
    en_exercice = seance.en_exercice or len(attendus)
    requis = quorum_requis(regime_de(seance), delibere, en_exercice)
    sans = len(attendus) - sum(dits.values())
    return Prevision(
        attendus=len(attendus),
        presents=dits[Choix.PRESENT],
        distance=dits[Choix.DISTANCE],
        supplees=dits[Choix.SUPPLEANT],
        pouvoirs=dits[Choix.POUVOIR],
        excuses=dits[Choix.EXCUSE],
        absents=dits[Choix.ABSENT],
        sans_reponse=sans,
        quorum=requis,
        suffit=regles.quorum_prevu(
            venus=sum(dits[c] for c in regles.AU_QUORUM), sans_reponse=sans, requis=requis
        ),
    )


# The clerk's table --------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Ligne:
    """One seat of the table. ``remarque``: what does not hold together any more."""

    siege: Siegeant
    reponse: Reponse | None
    filtre: str
    ton: str = ""
    mot: str = ""
    remarque: str = ""
    a_confirmer: bool = False


@dataclass(frozen=True, kw_only=True)
class Attendus:
    prevision: Prevision
    lignes: tuple[Ligne, ...]

    @property
    def a_confirmer(self) -> int:
        return sum(ligne.a_confirmer for ligne in self.lignes)


def attendus(seance: Seance) -> Attendus:
    """Who is expected: the forecast and each seat's word. Five queries."""
    sieges = list(seance.siegeants.select_related("elu", "suppleant"))
    reponses, pouvoirs = reponses_de(seance), pouvoirs_en_vigueur(seance)
    return Attendus(
        prevision=_prevoir(seance, sieges, reponses),
        lignes=tuple(_ligne(s, reponses, pouvoirs) for s in sieges),
    )


def _ligne(
    siege: Siegeant, reponses: Mapping[int, Reponse], pouvoirs: Mapping[int, Pouvoir]
) -> Ligne:
    reponse = reponses.get(siege.pk)
    if reponse is None:
        return Ligne(siege=siege, reponse=None, filtre=SANS_REPONSE, mot="Pas de réponse")
    choix = Choix(reponse.choix)
    return Ligne(
        siege=siege,
        reponse=reponse,
        filtre=POUVOIR
        if choix is Choix.POUVOIR
        else VIENT
        if choix in regles.AU_QUORUM
        else ABSENT,
        ton=TONS[choix],
        mot=reponse.get_choix_display(),
        remarque=_remarque(reponse, reponses),
        a_confirmer=choix is Choix.POUVOIR and siege.pk not in pouvoirs,
    )


def _remarque(reponse: Reponse, reponses: Mapping[int, Reponse]) -> str:
    dit = reponses.get(reponse.mandataire_id or 0)
    if dit is None or Choix(dit.choix) not in regles.SANS_VENIR:
        return ""
    return f"{reponse.mandataire} a répondu\u00a0: {dit.get_choix_display().lower()}"


def version_des_reponses(seance: Seance) -> str:
    """What an unchanged page is known by: two queries, and nothing is drawn again."""
    reponses = seance.reponses.aggregate(n=Max("id"))
    pouvoirs = seance.pouvoirs.aggregate(n=Max("id"), revoques=Count("revoque_at"))
    cle = f"{seance.pk}/{seance.etat}/{reponses['n']}/{pouvoirs['n']}/{pouvoirs['revoques']}"
    return f'"{hashlib.sha256(cle.encode()).hexdigest()[:24]}"'
