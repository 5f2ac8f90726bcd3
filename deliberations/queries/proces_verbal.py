"""The procès-verbal as the séance wrote it: arrivals, votes, amendments, incidents, speakers.

A fixed number of queries whatever the length of the séance; the clerk only adds the substance.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from deliberations.models import ProcesVerbal, Projet, Scrutin
from deliberations.regles import proces_verbal as regles
from deliberations.regles.majorite import Issue, Majorite
from deliberations.regles.scrutin import DE_QUOI, Decompte, mention
from governance.regles import Manquement
from instances.models import Pointage, Seance
from instances.models.seances import Point
from instances.queries.deports import phrase_du_deport
from instances.queries.faits import faits_de
from instances.regles.faits import TypePoint
from instances.regles.seance import PointEvalue, evaluer

Etat = Point.Etat


@dataclass(frozen=True, kw_only=True)
class ScrutinVu:
    """A vote, in words; names only where the mode lets them be written (SCR-02, SCR-07)."""

    scrutin: Scrutin
    phrase: str
    noms: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PointVerbalise:
    point: Point
    evalue: PointEvalue | None
    faits: list[str]
    scrutins: list[ScrutinVu]
    interventions: list[Any]
    amendements: list[Any]
    demandes: list[Any]
    projet: Projet | None
    teneur: str


@dataclass(frozen=True, kw_only=True)
class Verbal:
    """The whole record, in the order of passage."""

    seance: Seance
    points: list[PointVerbalise]
    ouverture: str
    incidents: list[Any]
    suspensions: list[Any]
    huis_clos: list[Any]

    @property
    def contenu(self) -> regles.Contenu:
        seance = self.seance
        presidence = seance.presidences.select_related("elu").order_by("ordre").first()
        return regles.Contenu(
            debut=seance.ouverte_at,
            fin=seance.levee_at,
            president=str(presidence.elu or "") if presidence else "",
            presents=seance.presences.count(),
            secretaires=seance.secretaires.count(),
            quorum_constate=any(p.evalue and p.evalue.presents is not None for p in self.points),
            points=tuple(map(_vu_par_la_regle, self.points)),
        )

    @property
    def manquements(self) -> tuple[Manquement, ...]:
        return regles.manquements(self.contenu)


def verbal_de(proces_verbal: ProcesVerbal) -> Verbal:
    seance = proces_verbal.seance
    evalues = {e.rang: e for e in evaluer(faits_de(seance))}
    teneurs = {p.point_id: p.texte for p in proces_verbal.passages.all()}
    faits = _gestes_par_point(seance)
    scrutins = _scrutins_par_point(seance)
    projets = {p.point_id: p for p in Projet.objects.filter(point__seance=seance)}
    points = _points(seance)
    return Verbal(
        seance=seance,
        points=[
            PointVerbalise(
                point=point,
                evalue=evalues.get(point.rang),
                faits=faits[point.pk],
                scrutins=scrutins[point.pk],
                interventions=[i for i in point.interventions.all() if i.debut_at],
                amendements=list(point.amendements.all()),
                demandes=list(point.demandes_scrutin.all()),
                projet=projets.get(point.pk),
                teneur=teneurs.get(point.pk, ""),
            )
            for point in points
        ],
        ouverture=teneurs.get(None, ""),
        incidents=list(seance.incidents.select_related("siegeant__elu", "point")),
        suspensions=list(seance.suspensions.select_related("point")),
        huis_clos=list(seance.huis_clos.select_related("point")),
    )


def _points(seance: Seance) -> Iterable[Point]:
    return (
        # Withdrawn in séance, with an hour: the record says it; withdrawn before, it never came.
        seance.points.exclude(etat=Etat.RETIRE, traite_at=None)
        .select_related("rapporteur")
        .prefetch_related(
            "interventions__siegeant__elu", "amendements__auteur__elu", "demandes_scrutin"
        )
        .order_by("rang")
    )


def _gestes_par_point(seance: Seance) -> dict[int | None, list[str]]:
    """Arrivals, departures and déports as noted; a corrected gesture is left out."""
    gestes = seance.pointages.select_related("siegeant__elu", "suppleant").order_by("id")
    lus = list(gestes)
    corriges = {g.corrige_id for g in lus if g.corrige_id}
    trouves: dict[int | None, list[str]] = defaultdict(list)
    for geste in lus:
        if geste.pk not in corriges and geste.geste != Pointage.Geste.CORRECTION:
            trouves[geste.point_id].append(_phrase_du_geste(geste))
    deports = seance.intercommunalite.deports.filter(point__seance=seance)
    for deport in deports.exclude(confirme_at=None).select_related("siegeant__elu").order_by("pk"):
        trouves[deport.point_id].append(phrase_du_deport(deport))
    return trouves


def _phrase_du_geste(geste: Pointage) -> str:
    qui = (
        f"{geste.suppleant}, suppléant de {geste.siegeant}," if geste.suppleant else geste.siegeant
    )
    quoi = {
        Pointage.Geste.ARRIVE: "arrive",
        Pointage.Geste.PART: "quitte la séance",
        Pointage.Geste.SUPPLEANT: "prend le siège",
        Pointage.Geste.TITULAIRE: "reprend son siège",
        Pointage.Geste.DISTANCE: "rejoint la séance à distance",
    }[Pointage.Geste(geste.geste)]
    return f"{qui} {quoi}"


def _scrutins_par_point(seance: Seance) -> dict[int, list[ScrutinVu]]:
    scrutins = (
        Scrutin.objects.filter(point__seance=seance, annule_at=None)
        .select_related("amendement")
        .prefetch_related("votes__siegeant__elu")
        .order_by("point_id", "ordre")
    )
    trouves: dict[int, list[ScrutinVu]] = defaultdict(list)
    for scrutin in scrutins:
        trouves[scrutin.point_id].append(_vu(scrutin))
    return trouves


def _vu(scrutin: Scrutin) -> ScrutinVu:
    noms: dict[str, list[str]] = {}
    if scrutin.mode != Scrutin.Mode.SECRET:
        for vote in scrutin.votes.all():
            noms.setdefault(str(vote.get_sens_display()), []).append(str(vote.siegeant))
    return ScrutinVu(scrutin=scrutin, phrase=_phrase(scrutin), noms=noms)


def _phrase(scrutin: Scrutin) -> str:
    if scrutin.pour is None or scrutin.contre is None or not scrutin.issue:
        return str(scrutin.get_issue_display() or scrutin.get_mode_display())
    decompte = Decompte(
        pour=scrutin.pour,
        contre=scrutin.contre,
        abstention=scrutin.abstention or 0,
        ne_prend_pas_part=scrutin.ne_prend_pas_part or 0,
        blancs=scrutin.blancs or 0,
        nuls=scrutin.nuls or 0,
    )
    dit = mention(decompte, Issue(scrutin.issue))
    if scrutin.majorite in DE_QUOI:
        dit += f", à la majorité {DE_QUOI[Majorite(scrutin.majorite)]}"
    return f"{scrutin.objet}\u00a0: {dit.removeprefix('Rapport ')}" if scrutin.objet else dit


def _vu_par_la_regle(lu: PointVerbalise) -> regles.PointDuVerbal:
    public = any(s.scrutin.mode == Scrutin.Mode.PUBLIC for s in lu.scrutins)
    texte = bool(lu.teneur.strip()) or any(i.teneur.strip() for i in lu.interventions)
    return regles.PointDuVerbal(
        numero=lu.point.numero,
        delibere=TypePoint(lu.point.type).delibere,
        traite=lu.point.etat == Etat.TRAITE,
        resultat=any(s.scrutin.sur_le_texte for s in lu.scrutins),
        rapport=bool(lu.projet or lu.point.note_de_synthese.strip()),
        teneur=texte,
        public=public,
        noms_des_votants=public
        and all(s.noms for s in lu.scrutins if s.scrutin.mode == Scrutin.Mode.PUBLIC),
    )


def proces_verbal_de(seance: Seance) -> ProcesVerbal | None:
    lus = seance.proces_verbaux.select_related("fichier", "arrete_seance__instance")
    return lus.prefetch_related("passages").first()


def a_arreter(seance: Seance) -> list[ProcesVerbal]:
    """What the same body has held and not yet arrested, oldest first: proposed by itself here."""
    verbaux = ProcesVerbal.objects.filter(
        seance__instance=seance.instance_id,
        seance__starts_at__lt=seance.starts_at,
        etat__in=[ProcesVerbal.Etat.REDACTION, ProcesVerbal.Etat.PROPOSE],
    )
    return list(verbaux.select_related("seance__instance").order_by("seance__starts_at"))


def seance_suivante(proces_verbal: ProcesVerbal) -> Seance | None:
    """The next séance of the body, held or to come: where it is to be arrested (PVB-01)."""
    seance = proces_verbal.seance
    suivantes: Any = seance.instance.seances.filter(starts_at__gt=seance.starts_at)
    tenues_ou_a_venir = suivantes.exclude(etat__in=[Seance.Etat.ANNULEE, Seance.Etat.REPORTEE])
    premiere: Seance | None = tenues_ou_a_venir.order_by("starts_at").first()
    return premiere
