"""The procès-verbal as the séance wrote it: arrivals, votes, amendments, incidents, speakers.

A fixed number of queries whatever the length of the séance; the clerk only adds the substance.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from deliberations.models import Deliberation, ProcesVerbal, Projet
from deliberations.queries.verbal_faits import Fait, FaitsDuVerbal, faits_du_verbal
from deliberations.queries.verbal_scrutins import ScrutinVu, scrutins_par_point
from deliberations.regles import proces_verbal as regles
from governance.regles import Manquement
from instances.models import Seance
from instances.models.seances import Point
from instances.queries.faits import faits_de
from instances.queries.invites import invites_presents
from instances.regles.faits import TypePoint
from instances.regles.seance import PointEvalue, evaluer

Etat = Point.Etat


@dataclass(frozen=True, kw_only=True)
class PointVerbalise:
    point: Point
    evalue: PointEvalue | None
    faits: list[str]
    scrutins: list[ScrutinVu]
    interventions: list[Any]
    amendements: list[Any]
    demandes: list[Any]
    reponses: int
    projet: Projet | None
    deliberation: Deliberation | None
    teneur: str

    @property
    def rapport(self) -> list[str]:
        """The report on which it was decided, as it was written (PVB-02)."""
        textes = [self.point.note_de_synthese]
        if self.projet is not None:
            textes += [self.projet.expose or self.projet.resume]
        return [texte for texte in textes if texte.strip()]

    @property
    def dispositif(self) -> str:
        return self.projet.dispositif.strip() if self.projet and self.deliberation else ""


@dataclass(frozen=True, kw_only=True)
class Verbal:
    """The whole record, in the order of passage."""

    seance: Seance
    points: list[PointVerbalise]
    ouverture: str
    deroulement: list[Fait]
    invites: list[str]

    @property
    def quorum(self) -> PointEvalue | None:
        """As it stood when the séance first deliberated; nothing is required of a debate."""
        evalues = (p.evalue for p in self.points)
        return next((e for e in evalues if e and e.quorum_requis and e.presents is not None), None)

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
    faits, scrutins = faits_du_verbal(seance), scrutins_par_point(seance)
    return Verbal(
        seance=seance,
        points=[
            _verbalise(point, evalues.get(point.rang), faits, scrutins, teneurs)
            for point in _points(seance)
        ],
        ouverture=teneurs.get(None, ""),
        deroulement=faits.deroulement,
        invites=_invites(seance),
    )


def _verbalise(
    point: Point,
    evalue: PointEvalue | None,
    faits: FaitsDuVerbal,
    scrutins: dict[int, list[ScrutinVu]],
    teneurs: dict[int | None, str],
) -> PointVerbalise:
    return PointVerbalise(
        point=point,
        evalue=evalue,
        faits=faits.par_point.get(point.pk, []),
        scrutins=scrutins.get(point.pk, []),
        interventions=[i for i in point.interventions.all() if i.debut_at],
        amendements=list(point.amendements.all()),
        demandes=list(point.demandes_scrutin.all()),
        reponses=sum(bool(q.reponse.strip()) for q in point.questions.all()),
        projet=next(iter(point.projets.all()), None),
        deliberation=next(iter(point.deliberations.all()), None),
        teneur=teneurs.get(point.pk, ""),
    )


def _points(seance: Seance) -> Iterable[Point]:
    return (
        # Withdrawn in séance, with an hour: the record says it; withdrawn before, it never came.
        seance.points.exclude(etat=Etat.RETIRE, traite_at=None)
        .select_related("rapporteur")
        .prefetch_related(
            "interventions__siegeant__elu",
            "amendements__auteur__elu",
            "demandes_scrutin",
            "questions",
            "projets",
            "deliberations",
        )
        .order_by("rang")
    )


def _invites(seance: Seance) -> list[str]:
    """Who came without a voice: guests noted present, seats that neither vote nor count
    (SEA-08). Whom a mayor sends to vote sits among the members (SEC-03)."""
    invites = [
        ", ".join(filter(None, [str(i), i.qualite, f"pour le {i.point.numero}" if i.point else ""]))
        for i in invites_presents(seance)
    ]
    sieges = seance.siegeants.exclude(Q(vote=True) | Q(compte_quorum=True))
    venus = sieges.filter(presences__isnull=False).select_related("elu").distinct()
    return [*invites, *map(str, venus)]


def _vu_par_la_regle(lu: PointVerbalise) -> regles.PointDuVerbal:
    publics = [s for s in lu.scrutins if s.public]
    texte = bool(lu.teneur.strip()) or any(i.teneur.strip() for i in lu.interventions)
    return regles.PointDuVerbal(
        numero=lu.point.numero,
        delibere=TypePoint(lu.point.type).delibere,
        traite=lu.point.etat == Etat.TRAITE,
        resultat=any(s.conclut for s in lu.scrutins),
        rapport=bool(lu.rapport or lu.dispositif),
        teneur=texte or lu.reponses > 0,
        public=bool(publics),
        noms_des_votants=bool(publics) and all(s.noms for s in publics),
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
