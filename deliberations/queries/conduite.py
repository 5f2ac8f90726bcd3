"""The console of a séance: one reading of its rows for everything the clerk sees.

A dozen queries whatever the number of members and points.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from deliberations.models import Passage, ProcesVerbal, Scrutin
from deliberations.queries import (
    VoteEnCours,
    faits_presents,
    resultats_par_point,
    vote_en_cours,
)
from deliberations.queries.proces_verbal import a_arreter
from governance.regles import Manquement
from governance.verbes import libelle
from instances.models import Incident, Point, Pointage, Pouvoir, Presence, Seance, Siegeant
from instances.queries.composition import cle_de_nom
from instances.queries.ecrans import huis_clos_en_cours
from instances.queries.faits import faits_de
from instances.queries.lignes import Lignes
from instances.queries.parole import Paroles
from instances.queries.pointages import GesteRecent, gestes_recents, points_alteres
from instances.queries.salle import suite_reglee
from instances.queries.seances import seance_commencee
from instances.regles import perte_du_quorum
from instances.regles.faits import Faits
from instances.regles.huis_clos import majorite_requise
from instances.regles.reglement.parametres import Parametres
from instances.regles.seance import PointEvalue, anomalies
from instances.regles.tenue import jour_convoque, quorum_a_l_ouverture


@dataclass(frozen=True, kw_only=True)
class LigneMembre:
    """One seat in the list of presences: who is on it, and what one button would do."""

    siegeant: Siegeant
    presence: Presence | None
    precision: str
    represente: bool
    parti: bool

    @property
    def present(self) -> bool:
        return self.presence is not None

    @property
    def nom(self) -> str:
        occupant = self.presence.suppleant if self.presence else None
        return str(occupant or self.siegeant)

    @property
    def etat(self) -> str:
        """For the filter of the list."""
        if self.present:
            return "present"
        return "parti" if self.parti else "absent"

    @property
    def a_distance(self) -> bool:
        return self.presence is not None and self.presence.a_distance

    @property
    def relais(self) -> str:
        """Who may take the seat instead: the suppléant, or the titulaire who comes back."""
        if self.presence is not None and self.presence.suppleant_id:
            return str(self.siegeant)
        return str(self.siegeant.suppleant or "")

    @property
    def relais_par_suppleant(self) -> bool:
        return self.presence is None or not self.presence.suppleant_id


@dataclass(frozen=True, kw_only=True)
class GroupeCommune:
    commune: str
    lignes: list[LigneMembre]

    @property
    def presents(self) -> int:
        return sum(ligne.present for ligne in self.lignes)


@dataclass(frozen=True, kw_only=True)
class LignePoint:
    """A point of the passage, with the result it ended with."""

    point: Point
    scrutin: Scrutin | None

    @property
    def passe(self) -> bool:
        return self.point.etat not in (Point.Etat.INSCRIT, Point.Etat.EN_DISCUSSION)


# Acts that change what the middle of the console shows.
CONDUITE = (
    "scrutin_proclamer", "scrutin_reprendre", "tour_proclamer", "listes_proclamer",
    "nommer_sans_vote", "point_traite", "point_ajourne",
    "point_retire", "point_renvoye", "seance_ouvrir", "seance_suspendre", "seance_reprendre",
    "seance_lever",
)  # fmt: skip


def resultats_alteres(pointage: Pointage) -> list[str]:
    """The results that stand although undoing this gesture changes who was there."""
    resultats = resultats_par_point(pointage.seance)
    return [
        f"rapport {point.numero}, {resultats[point.pk].get_issue_display().lower()}"
        for point in points_alteres(pointage)
        if point.pk in resultats
    ]


class Console:
    """Everything the page of a séance in progress shows, read once and on demand."""

    def __init__(self, seance: Seance) -> None:
        self.seance = seance

    @cached_property
    def lignes(self) -> Lignes:
        return Lignes(self.seance)

    @cached_property
    def faits(self) -> Faits:
        return faits_de(self.seance, self.lignes)

    @property
    def points(self) -> list[Point]:
        return self.lignes.points

    @cached_property
    def courant(self) -> Point | None:
        return next((p for p in self.points if p.etat == Point.Etat.EN_DISCUSSION), None)

    @cached_property
    def suivant(self) -> Point | None:
        return next((p for p in self.points if p.etat == Point.Etat.INSCRIT), None)

    @cached_property
    def passage(self) -> list[LignePoint]:
        resultats = resultats_par_point(self.seance)
        return [LignePoint(point=p, scrutin=resultats.get(p.pk)) for p in self.points]

    @cached_property
    def dernier(self) -> LignePoint | None:
        """The last result proclaimed: the one that may still be voted again."""
        proclames = [x for x in self.passage if x.scrutin and x.scrutin.proclame_at]
        return max(proclames, key=lambda x: x.scrutin.proclame_at, default=None)  # type: ignore[union-attr,arg-type,return-value]  # filtered on the line above

    @cached_property
    def vote(self) -> VoteEnCours | None:
        if self.courant is None:
            return None
        self.courant.seance = self.seance
        return vote_en_cours(self.courant, self.faits)

    @cached_property
    def quorum(self) -> PointEvalue:
        """Of the point in discussion, or as it would be if the séance opened now."""
        return self.vote.evalue if self.vote else quorum_a_l_ouverture(self._maintenant)

    @cached_property
    def quorum_perdu(self) -> str:
        """Said as soon as the room falls under the quorum, with what the règlement asks for."""
        if self.seance.etat not in (Seance.Etat.OUVERTE, Seance.Etat.SUSPENDUE):
            return ""
        tenu = self.courant is not None and self.quorum.quorum_atteint
        return perte_du_quorum.consequence(
            quorum_a_l_ouverture(self._maintenant),
            suite_reglee(self.seance, self.reglement),
            en_discussion=self.courant.numero if self.courant and tenu else "",
        )

    @cached_property
    def _maintenant(self) -> Faits:
        return faits_presents(self.faits, self.presents_ids)

    @cached_property
    def presents_ids(self) -> frozenset[int]:
        return frozenset(x.siegeant.pk for g in self.communes for x in g.lignes if x.present)

    @cached_property
    def suppleants(self) -> int:
        return sum(
            bool(x.presence and x.presence.suppleant_id) for g in self.communes for x in g.lignes
        )

    @cached_property
    def presents(self) -> int:
        return len(self.presents_ids)

    @cached_property
    def representes(self) -> int:
        return sum(x.represente for g in self.communes for x in g.lignes)

    @cached_property
    def absents(self) -> int:
        return sum(len(g.lignes) for g in self.communes) - self.presents - self.representes

    @cached_property
    def votants(self) -> list[tuple[int, str]]:
        """The seats that vote, by name: what the lists of the forms offer, without a query each."""
        sieges = [x.siegeant for g in self.communes for x in g.lignes if x.siegeant.vote]
        sieges.sort(key=lambda s: (cle_de_nom(s.elu.nom if s.elu else s.personne), s.pk))
        return [(siege.pk, str(siege)) for siege in sieges]

    @cached_property
    def pouvoirs(self) -> list[Pouvoir]:
        """Those that speak now."""
        return [p for p in self.lignes.pouvoirs if p.fin_point_id is None and p.fin_at is None]

    @cached_property
    def communes(self) -> list[GroupeCommune]:
        ouvertes, passees = self._presences()
        mandataires = {p.mandant_id: p for p in self.pouvoirs}
        groupes: dict[str, list[LigneMembre]] = {}
        for siegeant in self.lignes.siegeants:
            ligne = _ligne(siegeant, ouvertes, passees, mandataires)
            groupes.setdefault(siegeant.commune, []).append(ligne)
        noms = sorted(groupes, key=cle_de_nom)
        return [GroupeCommune(commune=nom, lignes=groupes[nom]) for nom in noms]

    def _presences(self) -> tuple[dict[int, Presence], dict[int, Presence]]:
        lignes = self.lignes.presences
        ouvertes = {p.siegeant_id: p for p in lignes if p.fin_point_id is None and p.fin_at is None}
        return ouvertes, {p.siegeant_id: p for p in lignes if p.siegeant_id not in ouvertes}

    @cached_property
    def paroles(self) -> Paroles:
        return Paroles(self.seance, self.courant)

    @cached_property
    def huis_clos(self) -> bool:
        return huis_clos_en_cours(self.seance, self.courant)

    @cached_property
    def voix_du_huis_clos(self) -> int:
        """How many voices close the doors (HUC-01)."""
        return majorite_requise(self.presents, self.representes)

    @cached_property
    def seuil_de_suspension(self) -> int | None:
        return self.reglement.suspension_demande

    @property
    def reglement(self) -> Parametres:
        return self.lignes.reglement

    @cached_property
    def incidents(self) -> list[Incident]:
        return list(self.seance.incidents.select_related("siegeant__elu"))

    @cached_property
    def restants(self) -> list[Point]:
        """Those without an outcome, the one in discussion among them."""
        sans_issue = (Point.Etat.INSCRIT, Point.Etat.EN_DISCUSSION)
        return [p for p in self.points if p.etat in sans_issue]

    @cached_property
    def note(self) -> str:
        """What is already written of the point in discussion, for the procès-verbal."""
        passages = Passage.objects.filter(proces_verbal__seance=self.seance, point=self.courant)
        return passages.values_list("texte", flat=True).first() or ""

    @cached_property
    def proces_verbaux(self) -> list[ProcesVerbal]:
        """Those that the point in discussion arrests (PVB-01)."""
        du_jour = self.courant is not None and self.courant.usage == Point.Usage.PROCES_VERBAL
        return a_arreter(self.seance) if du_jour else []

    @cached_property
    def gestes(self) -> list[GesteRecent]:
        return gestes_recents(self.seance)

    @cached_property
    def dernier_acte(self) -> str:
        """What was done last in the conduct of the reports, and by whom: for the other clerk."""
        actes = self.seance.intercommunalite.audit.filter(verbe__in=CONDUITE)
        acte = actes.select_related("by").order_by("-id").first()
        if acte is None or acte.by is None:
            return ""
        if acte.verbe == "scrutin_proclamer":
            return f"{acte.by} vient de proclamer ce vote."
        return f"{acte.by}\u00a0: {libelle(acte.verbe).lower()}."

    @cached_property
    def annonce_du_quorum(self) -> str:
        """Said aloud when it changes."""
        vu = self.quorum
        if not vu.quorum_requis or vu.presents is None:
            return ""
        mot = "atteint" if vu.quorum_atteint else "non atteint"
        dit = f"Quorum {mot}\u00a0: {vu.presents} pour {vu.quorum_requis}."
        return f"{dit} {self.quorum_perdu}".strip()

    @cached_property
    def commencee(self) -> bool:
        return seance_commencee(self.seance)

    @cached_property
    def preside(self) -> str:
        derniere = self.seance.presidences.select_related("elu").order_by("ordre").last()
        return str(derniere.elu) if derniere and derniere.elu else ""

    def alertes(self, jour: date) -> list[Manquement]:
        """What the clerk should see before declaring the séance open."""
        convoquee = self.seance.etat == Seance.Etat.CONVOQUEE
        return jour_convoque(self.faits, jour) if convoquee else []

    @cached_property
    def anomalies(self) -> tuple[Manquement, ...]:
        """What presence, pouvoirs and quorum show to be wrong, once the séance is open."""
        return anomalies(self.faits) if self.seance.ouverte_at and self.points else ()


def _ligne(
    siegeant: Siegeant,
    ouvertes: dict[int, Presence],
    passees: dict[int, Presence],
    mandataires: dict[int | None, Pouvoir],
) -> LigneMembre:
    presence = ouvertes.get(siegeant.pk)
    pouvoir = mandataires.get(siegeant.pk)
    return LigneMembre(
        siegeant=siegeant,
        presence=presence,
        precision=_precision(siegeant, presence, passees.get(siegeant.pk), pouvoir),
        represente=presence is None and pouvoir is not None,
        parti=siegeant.pk in passees,
    )


def _precision(
    siegeant: Siegeant, presence: Presence | None, passee: Presence | None, pouvoir: Pouvoir | None
) -> str:
    parties = [] if siegeant.vote else ["sans voix délibérative"]
    if presence is not None and presence.a_distance:
        parties.append("à distance")
    if presence is not None and presence.suppleant_id:
        parties.append(f"supplée {siegeant}")
    if presence is not None and presence.debut_point is not None:
        lien = "depuis le" if presence.debut_inclus else "après le"
        parties.append(f"{lien} {presence.debut_point.numero}")
    if presence is None and passee is not None and passee.fin_point is not None:
        lien = "après le" if passee.fin_inclus else "avant le"
        parties.append(f"parti {lien} {passee.fin_point.numero}")
    if presence is None and pouvoir is not None:
        parties.append(f"pouvoir à {_court(pouvoir.mandataire)}")
    return ", ".join(parties)


def _court(siegeant: Siegeant | None) -> str:
    if siegeant is None:
        return "un membre inconnu"
    return siegeant.elu.initiales_et_nom if siegeant.elu else siegeant.personne
