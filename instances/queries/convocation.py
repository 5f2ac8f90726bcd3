"""Before the dispatch: what is about to leave, and what stands against it."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from django.db.models import QuerySet
from django.utils.timezone import get_current_timezone, localdate, localtime

from governance.regles import Manquement, par_gravite
from instances.models import Point, Seance
from instances.queries import composition
from instances.queries.composition import SiegeDetaille
from instances.queries.delai import contexte_du_delai
from instances.queries.destinataires import (
    Destinataire,
    Qualite,
    Signataire,
    destinataires,
    signataire,
)
from instances.queries.seances import point_vu
from instances.regles import convocation as regles
from instances.regles import jours_francs
from instances.regles.dates_en_lettres import compte
from instances.regles.jours_francs import Contexte, Delai

# Two points are known by what they announce: no column says it, their title must.
_URGENCE = re.compile(r"\burgence\b", re.IGNORECASE)
_DELEGATIONS = re.compile(r"\bcompte[ -]rendu\b.*\b(bureau|délégation|décisions)", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Preparation:
    """A séance about to be convened at a moment: read once, shown, judged, then frozen."""

    seance: Seance
    at: datetime

    @property
    def jour(self) -> date:
        return localdate(self.seance.starts_at)

    @property
    def aujourd_hui(self) -> date:
        return jours_francs.date_locale(self.at, get_current_timezone())

    @cached_property
    def sieges(self) -> tuple[SiegeDetaille, ...]:
        return composition.sieges_detailles(self.seance.instance, self.jour)

    @cached_property
    def destinataires(self) -> tuple[Destinataire, ...]:
        return tuple(destinataires(self.seance.intercommunalite, self.sieges, self.aujourd_hui))

    @cached_property
    def signataire(self) -> Signataire | None:
        return signataire(self.seance.intercommunalite, self.aujourd_hui)

    @cached_property
    def contexte(self) -> Contexte:
        return contexte_du_delai(self.seance)

    @property
    def delai(self) -> Delai | None:
        return jours_francs.delai_requis(self.contexte)

    @property
    def francs(self) -> int:
        return jours_francs.francs(self.aujourd_hui, self.jour)

    @property
    def phrase(self) -> str:
        """What the click will do, said before it."""
        plis = sum(d.papier for d in self.destinataires)
        courriels = len(self.destinataires) - plis
        depart = compte(courriels, "message partira", "messages partiront")
        if not plis:
            return f"{depart} aussitôt. Cet envoi ne se fait qu’une fois."
        return (
            f"{depart} aussitôt\u00a0; {compte(plis, 'pli sera', 'plis seront')} à remettre sur "
            "papier. Cet envoi ne se fait qu’une fois."
        )

    @property
    def personnes_exterieures(self) -> list[str]:
        """Seats without an élu: no address is known, the service tells them itself."""
        return [s.nom for s in self.sieges if s.elu is None]


# What stands against the dispatch ------------------------------------------------------


def controles(seance: Seance, at: datetime) -> tuple[Manquement, ...]:
    """Everything at once, shown before the click and refused after it."""
    return controles_de(Preparation(seance=seance, at=at))


def controles_de(preparation: Preparation) -> tuple[Manquement, ...]:
    return par_gravite(regles.manquements(faits_de_convocation(preparation)))


def faits_de_convocation(preparation: Preparation) -> regles.Faits:
    seance = preparation.seance
    reprises = _numeros_repris(seance)
    return regles.Faits(
        contexte=preparation.contexte,
        conseil=seance.instance.type_instance.modele == "conseil",
        envoi=preparation.aujourd_hui,
        heure=localtime(seance.starts_at).time(),
        lieu=seance.lieu,
        signataire=preparation.signataire.nom if preparation.signataire else "",
        affaires=tuple(_affaire(p, reprises) for p in _points(seance)),
        destinataires=tuple(map(_vu_par_la_regle, preparation.destinataires)),
        suppleants_attendus=frozenset(str(s.suppleant) for s in preparation.sieges if s.suppleant),
        urgence_motif=seance.urgence_motif,
        visio=_visio(seance, preparation.jour) if seance.visioconference else None,
        derniere_reunion=_derniere_reunion(seance),
    )


def _points(seance: Seance) -> QuerySet[Point]:
    return seance.points.exclude(etat=Point.Etat.RETIRE).order_by("rang")


def _affaire(point: Point, reprises: frozenset[str]) -> regles.Affaire:
    return regles.Affaire(
        point=replace(
            point_vu(point),
            urgence=bool(_URGENCE.search(point.titre)),
            compte_rendu_des_delegations=bool(_DELEGATIONS.search(point.titre)),
        ),
        note_de_synthese=bool(point.note_de_synthese.strip()),
        budget_primitif=point.budget_primitif,
        reprise=point.numero in reprises,
    )


def _vu_par_la_regle(personne: Destinataire) -> regles.Destinataire:
    return regles.Destinataire(
        nom=str(personne.elu),
        papier=personne.papier,
        papier_demande_le=personne.canal.demande_on,
        adresse=personne.adresse,
        suppleant=personne.qualite == Qualite.SUPPLEANT,
    )


def _numeros_repris(seance: Seance) -> frozenset[str]:
    """What a second convocation takes up again from the first séance (CNV-11)."""
    if seance.premiere_seance is None:
        return frozenset()
    return frozenset(seance.premiere_seance.points.values_list("numero", flat=True))


def _visio(seance: Seance, jour: date) -> regles.Visio:
    """A meeting held in one place this semester settles the question; its lack does not yet."""
    reglement = composition.parametres(seance.intercommunalite, jour)
    premier_mois = 1 if jour.month <= 6 else 7
    en_salle = seance.instance.seances.tenues().filter(
        visioconference=False,
        starts_at__year=jour.year,
        starts_at__month__range=(premier_mois, premier_mois + 5),
    )
    return regles.Visio(
        prevue_au_reglement=bool(reglement.visioconference),
        presentiel_du_semestre=True if en_salle.exists() else None,
    )


def _derniere_reunion(seance: Seance) -> date | None:
    tenues = seance.instance.seances.tenues().filter(starts_at__lt=seance.starts_at)
    derniere = tenues.order_by("-starts_at").values_list("starts_at", flat=True).first()
    return localdate(derniere) if derniere else None
