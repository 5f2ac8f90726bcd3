"""What a convocation announced, kept with its version, against what is prepared now (CNV-13)."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils.timezone import localdate, localtime

from governance.regles import Manquement, par_gravite
from instances.models import Convocation, Point, Seance
from instances.queries.attente import en_attente
from instances.queries.controles import des_applications
from instances.queries.convocation import Preparation, accordee, faits_de_convocation
from instances.regles import derogations, rectification
from instances.regles.dates_en_lettres import jour_en_lettres
from instances.regles.rectification import Annonce, Ecart, PointAnnonce


def annonce_de(seance: Seance, points: Iterable[Point] | None = None) -> Annonce:
    """The séance as a convocation leaving now would tell it. Three queries."""
    if points is None:
        points = seance.points.exclude(etat=Point.Etat.RETIRE).order_by("rang")
        points = points.select_related("rapporteur").prefetch_related("annexes__fichier")
    return Annonce(
        debut=localtime(seance.starts_at),
        lieu=seance.lieu,
        visioconference=seance.visioconference,
        points=tuple(map(_point, points)),
    )


def _point(point: Point) -> PointAnnonce:
    note = point.note_de_synthese.strip()
    return PointAnnonce(
        cle=point.pk,
        numero=point.numero,
        titre=point.titre,
        nature=point.type,
        rapporteur=point.rapporteur_libelle or str(point.rapporteur or ""),
        note=hashlib.sha256(note.encode()).hexdigest() if note else "",
        annexes=tuple((a.titre, a.fichier.sha256) for a in point.annexes.all()),
    )


def en_donnees(annonce: Annonce) -> dict[str, Any]:
    return asdict(annonce) | {"debut": annonce.debut.isoformat()}


def _lue(donnees: dict[str, Any]) -> Annonce:
    points = tuple(
        PointAnnonce(**p | {"annexes": tuple((titre, sha) for titre, sha in p["annexes"])})
        for p in donnees["points"]
    )
    debut = localtime(datetime.fromisoformat(donnees["debut"]))
    return Annonce(**donnees | {"debut": debut, "points": points})


@dataclass(frozen=True, kw_only=True)
class Revision:
    """A séance already convened, and what a rectificative leaving now would change."""

    preparation: Preparation
    derniere: Convocation
    premiere: Convocation
    motif: str = ""

    @property
    def seance(self) -> Seance:
        return self.preparation.seance

    @cached_property
    def ecart(self) -> Ecart:
        apres = annonce_de(self.seance)
        if self.derniere.annonce:
            return Ecart(avant=_lue(self.derniere.annonce), apres=apres)
        # Sent before versions kept what they announced: only what is added can be told.
        nouveaux = set(en_attente(self.seance).values_list("pk", flat=True))
        gardes = tuple(p for p in apres.points if p.cle not in nouveaux)
        return Ecart(avant=replace(apres, points=gardes), apres=apres)

    @cached_property
    def changements(self) -> tuple[str, ...]:
        return rectification.changements(self.ecart)

    @property
    def jusqu_a(self) -> date | None:
        return rectification.jusqu_a(self.preparation.contexte)

    @property
    def depassee(self) -> bool:
        limite = self.jusqu_a
        return limite is not None and self.preparation.aujourd_hui > limite

    @property
    def echeance(self) -> str:
        """Until when a correction is lawful, said at all times."""
        limite = self.jusqu_a
        if limite is None:
            return "Aucun délai n’est fixé\u00a0: une rectificative part jusqu’à l’ouverture."
        quand = jour_en_lettres(limite, repere=self.preparation.aujourd_hui)
        if not self.depassee:
            return (
                "Un rapport à délibérer peut encore s’ajouter\u00a0: la rectificative part au plus "
                f"tard le {quand}."
            )
        return (
            f"Depuis le {quand}, plus aucun rapport à délibérer ne s’ajoute. L’heure, le lieu, une "
            "correction ou un retrait s’annoncent encore."
        )

    @cached_property
    def manquements(self) -> tuple[Manquement, ...]:
        """Shown before the click and refused after it; a derogation covers here as elsewhere."""
        trouves = (
            *rectification.manquements(
                faits_de_convocation(self.preparation),
                self.ecart,
                premier_envoi=localdate(self.premiere.sent_at),
                motif=self.motif,
            ),
            *des_applications(self.preparation),
        )
        accordees = map(accordee, self.preparation.derogations)
        return par_gravite(derogations.couvrir(trouves, accordees))


def revision(seance: Seance, at: datetime, *, motif: str = "") -> Revision | None:
    """``None`` before the first convocation."""
    versions = list(seance.convocations.order_by("version"))
    if not versions:
        return None
    return Revision(
        preparation=Preparation(seance=seance, at=at),
        derniere=versions[-1],
        premiere=versions[0],
        motif=motif,
    )
