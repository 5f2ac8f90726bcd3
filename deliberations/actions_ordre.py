"""The ordre du jour changed in séance: the président proposes, the conseil agrees (ODJ-04)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from deliberations.actions import enregistrer
from deliberations.models import Scrutin
from deliberations.queries import assemblee_au
from deliberations.regles import ordre as regles
from deliberations.regles import proclamation
from deliberations.regles.majorite import Issue, ModeScrutin, Sens
from deliberations.regles.proclamation import Saisie
from deliberations.regles.questions import Nature, Question
from governance import audit
from governance.db import lock
from governance.models import User
from governance.regles import Manquement, exiger
from instances.models import Point, Seance
from instances.queries.faits import faits_de
from instances.queries.seances import point_en_discussion
from instances.regles.etats import exiger_etat
from instances.regles.faits import Cle


@transaction.atomic
def modifier_l_ordre(
    point: Point,
    *,
    avant: Point,
    motif: str,
    contre: int = 0,
    abstention: int = 0,
    exceptions: Mapping[Cle, Sens] | None = None,
    voix_du_president: Sens | None = None,
    by: User,
    at: datetime,
) -> Scrutin:
    """Take a report before another, both still to come. Refused by the conseil, nothing moves.

    ``exceptions``: by name, as a séance held remotely votes in public (CNV-19).
    """
    seance = lock(point.seance)
    exiger_etat(seance.etat, "conduire")
    point.refresh_from_db()
    saisie = Saisie(
        mode=ModeScrutin.PUBLIC if seance.visioconference else ModeScrutin.ORDINAIRE,
        exceptions=exceptions or {},
        non_nommees={Sens.CONTRE: contre, Sens.ABSTENTION: abstention},
        voix_du_president=voix_du_president,
    )
    assemblee = assemblee_au(point, faits_de(seance))
    exiger(
        [
            *_manquements(seance, point, avant, motif),
            *proclamation.manquements(assemblee, saisie),
        ]
    )
    resultat = proclamation.resultat(assemblee, saisie)
    objet = f"le {point.numero} avant le {avant.numero}, {motif.strip()}"
    question = Question(nature=Nature.ORDRE, motif=objet)
    scrutin = enregistrer(point, saisie, resultat, assemblee, question=question, at=at)
    if resultat.issue is Issue.ADOPTEE:
        _placer(seance, point, avant)
    audit.record(
        "ordre_modifier", point, by=by, at=at, avant=avant.numero, motif=motif,
        issue=resultat.issue,
    )  # fmt: skip
    return scrutin


def _manquements(seance: Seance, point: Point, avant: Point, motif: str) -> tuple[Manquement, ...]:
    en_discussion = point_en_discussion(seance)
    return regles.modification(
        etats=(point.etat, avant.etat),
        rangs=(point.rang, avant.rang),
        motif=motif,
        en_discussion=en_discussion.numero if en_discussion else None,
    )


def _placer(seance: Seance, point: Point, avant: Point) -> None:
    """The others keep their order around it; the numbers of the reports never change (ODJ-05)."""
    lignes = [p for p in seance.points.order_by("rang") if p.pk != point.pk]
    lignes.insert(next(i for i, p in enumerate(lignes) if p.pk == avant.pk), point)
    for rang, ligne in enumerate(lignes, start=1):
        if ligne.rang != rang:
            seance.points.filter(pk=ligne.pk).update(rang=rang)
