"""A vote while it is open: who has a voice in it, whose was received, and by which way."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Count, Max, Q, Subquery
from django.db.models.functions import JSONObject

from deliberations.models import Appel, Voix
from deliberations.queries import assemblee_au
from deliberations.queries.votes import cadrer, question_de_l_appel
from deliberations.regles import appels as regles
from deliberations.regles import proclamation
from deliberations.regles.majorite import Issue, ModeScrutin, Sens
from deliberations.regles.scrutin import Decompte, phrase
from deliberations.regles.voter import Droits
from governance.memoire import Memoire
from governance.regles import Manquement
from instances.models import Point, Seance
from instances.queries.composition import cle_de_famille
from instances.queries.faits import faits_de
from instances.regles.deports import deports_par_rang
from instances.regles.faits import Cle, Faits
from instances.regles.pouvoirs import pouvoirs_actifs

EN_COURS = Point.Etat.EN_DISCUSSION
OUVERT = Q(clos_at=None, abandonne_at=None)
# Read by every ballot, changed by arrivals and departures alone.
_DROITS: Memoire[Droits] = Memoire(16)
_APPELS: Memoire[Appel | None] = Memoire(16)
# A phone that has sent nothing after that time is worth a look.
SILENCE = timedelta(seconds=30)


def appel_de_la_seance(seance: Seance) -> Appel | None:
    """The vote now open, found in one query."""
    en_discussion = Q(point__seance=seance, point__etat=EN_COURS)
    appels = seance.intercommunalite.appels.filter(OUVERT & en_discussion)
    appel = appels.select_related("point").first()
    if appel is not None:
        appel.point.seance = seance
    return appel


def appel_lu(seance: Seance) -> Appel | None:
    """The same, read once per version of the séance: opening and closing both change it.

    Each caller has its own: the row is read anew, and held, before a voice is noted.
    """
    lu = _APPELS.lire((seance.pk, seance.revision), lambda: appel_de_la_seance(seance))
    return copy(lu)


def droits_au(point: Point, seance: Seance, faits: Faits | None = None) -> Droits:
    """Who votes on the point, and who gives each voice."""
    faits = faits or faits_de(seance)
    occupes = seance.presences.filter(fin_point=None, fin_at=None)
    lignes = occupes.values_list("siegeant_id", "suppleant_id", "siegeant__elu_id")
    return Droits(
        assemblee=assemblee_au(point, faits),
        mandataires={
            p.mandant: p.mandataire
            for p in pouvoirs_actifs(faits, point.rang)
            if p.mandant is not None and p.mandataire is not None
        },
        occupants={siege: suppleant or elu for siege, suppleant, elu in lignes},
        deportes=frozenset(d.membre for d in deports_par_rang(faits).get(point.rang, ())),
        confies=_confies(faits),
    )


def _confies(faits: Faits) -> dict[Cle, tuple[Cle, ...]]:
    lus: dict[Cle, tuple[Cle, ...]] = {}
    for p in faits.pouvoirs or ():
        if p.mandant is not None and p.mandataire is not None:
            lus[p.mandataire] = (*lus.get(p.mandataire, ()), p.mandant)
    return lus


def droits_lus(point: Point) -> Droits:
    """The same, read once per version of the séance: for voices, which change none of it."""
    cle = (point.seance_id, point.seance.revision, point.pk)
    return _DROITS.lire(cle, lambda: droits_au(point, point.seance))


def voix_recues(seance: Any, at: datetime) -> Any:
    """As a column of another query: what changes as voices come in, once a second at most.

    ``seance`` is the séance of the outer row. Nothing while no voice is asked for.
    """
    en_cours = Q(appel__clos_at=None, appel__abandonne_at=None, at__lt=at.replace(microsecond=0))
    lues = Voix.objects.filter(en_cours, appel__point__seance=seance, appel__point__etat=EN_COURS)
    marque = JSONObject(nombre=Count("pk"), derniere=Max("at"))
    return Subquery(lues.order_by().values("appel").annotate(marque=marque).values("marque")[:1])


def marque_des_voix(seance: Seance) -> str:
    """Of a séance read with its ``voix_recues``."""
    lues = getattr(seance, "voix_recues", None)
    if not lues:
        return ""
    derniere = datetime.fromisoformat(lues["derniere"])
    return f"-{lues['nombre']}-{derniere.timestamp():.6f}"


@dataclass(frozen=True, kw_only=True)
class LigneVoix:
    """One seat in the register of an open vote."""

    siege: int
    nom: str
    voix: Voix | None
    mandataire: str
    parti: bool
    sans_droit: bool

    @property
    def etat(self) -> str:
        """For the filter of the list."""
        if self.voix is not None:
            return "notee"
        return "parti" if self.parti else "attendue"


class Registre:
    """The open vote as the clerk follows it, and the result that closing it would give."""

    def __init__(
        self,
        appel: Appel,
        *,
        at: datetime,
        sans_voix: Sens | None = None,
        faits: Faits | None = None,
    ) -> None:
        self.appel, self.at, self.sans_voix, self.faits = appel, at, sans_voix, faits
        self.point, self.seance = appel.point, appel.point.seance

    @cached_property
    def droits(self) -> Droits:
        return droits_au(self.point, self.seance, self.faits)

    @cached_property
    def voix(self) -> dict[int, Voix]:
        return {v.siegeant_id: v for v in self.appel.voix.all()}

    @cached_property
    def recues(self) -> dict[Cle, Sens]:
        return {siege: Sens(v.sens) for siege, v in self.voix.items()}

    @cached_property
    def lignes(self) -> list[LigneVoix]:
        """Those still awaited first, each group by family name, as they are called."""
        sieges = {*self.droits.assemblee.votants, *self.recues}
        return sorted(
            map(self._ligne, sieges), key=lambda x: (x.voix is not None, cle_de_famille(x.nom))
        )

    def _ligne(self, siege: Cle) -> LigneVoix:
        droits, porteur = self.droits, self.droits.mandataires.get(siege)
        return LigneVoix(
            siege=int(siege),
            nom=droits.nom(siege),
            voix=self.voix.get(int(siege)),
            mandataire="" if porteur is None else droits.nom(porteur),
            parti=siege in droits.assemblee.partis,
            sans_droit=siege not in droits.assemblee.votants,
        )

    @cached_property
    def appele(self) -> LigneVoix | None:
        """Who is called next; each answers for his mandant right after himself."""
        attendues = (x for x in self.lignes if x.etat == "attendue")
        return min(
            attendues,
            key=lambda x: (cle_de_famille(x.mandataire or x.nom), bool(x.mandataire), x.nom),
            default=None,
        )

    @cached_property
    def muets(self) -> list[str]:
        """Those in the room, or represented, of whom no voice was noted."""
        assemblee = self.droits.assemblee
        restants = regles.muets(assemblee.votants, self.recues) - assemblee.partis
        return self._noms(restants)

    @cached_property
    def sans_droit(self) -> list[str]:
        """Whose voice was noted, then lost: it is told before the close, not dropped in silence."""
        perdues = self.recues.keys() - self.droits.assemblee.votants
        return self._noms(perdues)

    def _noms(self, sieges: Iterable[Cle]) -> list[str]:
        return sorted(map(self.droits.nom, sieges), key=cle_de_famille)

    @property
    def tarde(self) -> bool:
        """Whether those who said nothing should be called: their phone may be off."""
        return bool(self.muets) and self.at - self.appel.ouvert_at > SILENCE

    @property
    def nombre(self) -> int:
        return len(self.voix) - len(self.sans_droit)

    @property
    def votants(self) -> int:
        return len(self.droits.assemblee.votants)

    @cached_property
    def saisie(self) -> proclamation.Saisie:
        brute = regles.saisie(
            self.droits.assemblee,
            self.recues,
            mode=ModeScrutin(self.appel.mode),
            sans_voix=self.sans_voix,
        )
        return cadrer(self.point, brute, question_de_l_appel(self.appel))

    @cached_property
    def decompte(self) -> Decompte:
        """The voices received: nobody is counted before he, or the clerk, has said how."""
        votants = self.droits.assemblee.votants
        voix = [sens for siege, sens in self.recues.items() if siege in votants]
        return Decompte(**{str(sens): voix.count(sens) for sens in Sens})

    @cached_property
    def manquements(self) -> list[Manquement]:
        """What stands against closing now, as the act would say it."""
        assemblee = self.droits.assemblee
        attente = regles.cloture(assemblee, self.recues, sans_voix=self.sans_voix)
        return [*attente] or proclamation.manquements(assemblee, self.saisie)

    @cached_property
    def resultat(self) -> proclamation.Resultat | None:
        """What would be proclaimed now."""
        if any(m.bloquant for m in self.manquements):
            return None
        return proclamation.resultat(self.droits.assemblee, self.saisie)

    @property
    def verdict(self) -> dict[str, str] | None:
        """What the president would say: shown before he says it."""
        if self.resultat is None:
            return None
        texte = phrase(self.resultat.decompte, self.resultat.issue).removesuffix(",")
        mot = "Adopté" if self.resultat.issue is Issue.ADOPTEE else "Rejeté"
        return {"mot": mot, "phrase": f"{texte[0].lower()}{texte[1:]}."}
