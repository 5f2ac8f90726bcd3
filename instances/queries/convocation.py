"""Before the dispatch: what is about to leave, and what stands against it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import get_current_timezone, localdate, localtime

from governance.regles import Manquement, par_gravite
from instances.models import Annexe, Avis, Derogation, Invite, Point, Seance
from instances.queries import composition
from instances.queries.composition import SiegeDetaille
from instances.queries.controles import des_applications
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
from instances.regles import derogations, jours_francs
from instances.regles.annexes import OCTETS_PAR_MO
from instances.regles.dates_en_lettres import compte
from instances.regles.derogations import Accordee
from instances.regles.jours_francs import Contexte, Delai
from instances.regles.reglement import Parametres


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
        return contexte_du_delai(self.seance, self.reglement)

    @cached_property
    def reglement(self) -> Parametres:
        return composition.parametres(self.seance.intercommunalite, self.jour)

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """What the convocation will announce, in the ordre de passage."""
        annonces = self.seance.points.exclude(etat=Point.Etat.RETIRE).order_by("rang")
        avis = Avis.objects.filter(point=OuterRef("pk"))
        return tuple(annonces.select_related("rapporteur").annotate(a_un_avis=Exists(avis)))

    @cached_property
    def derogations(self) -> tuple[Derogation, ...]:
        return tuple(self.seance.derogations.select_related("by"))

    @cached_property
    def constates(self) -> tuple[Manquement, ...]:
        """What stands against the dispatch, whatever was granted."""
        return (
            *regles.manquements(faits_de_convocation(self)),
            *des_applications(self),
        )

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
    return controles_de(Preparation(seance=seance, at=at))


def controles_de(preparation: Preparation) -> tuple[Manquement, ...]:
    """Everything at once, shown before the click and refused after it.

    What a derogation covers no longer blocks: it says who answers for it.
    """
    accordees = map(accordee, preparation.derogations)
    return par_gravite(derogations.couvrir(preparation.constates, accordees))


def derogations_utilisees(preparation: Preparation) -> list[Derogation]:
    """Those that cover a breach which is still there, as it was worded."""
    return [
        d for d in preparation.derogations if any(map(accordee(d).couvre, preparation.constates))
    ]


def accordee(derogation: Derogation) -> Accordee:
    return Accordee(
        regle=derogation.regle,
        manquement=derogation.manquement,
        motif=derogation.motif,
        par=derogation.by.get_full_name() or derogation.by.email,
        le=localdate(derogation.at),
    )


def faits_de_convocation(preparation: Preparation) -> regles.Faits:
    seance = preparation.seance
    return regles.Faits(
        contexte=preparation.contexte,
        conseil=_est_un_conseil(seance),
        envoi=preparation.aujourd_hui,
        heure=localtime(seance.starts_at).time(),
        lieu=seance.lieu,
        signataire=preparation.signataire.nom if preparation.signataire else "",
        affaires=tuple(_affaires(preparation)),
        destinataires=tuple(_vus_par_la_regle(preparation)),
        suppleants_attendus=frozenset(str(s.suppleant) for s in preparation.sieges if s.suppleant),
        urgence_motif=seance.urgence_motif,
        visio=_visio(preparation) if seance.visioconference else None,
        avis_attendu=bool(preparation.reglement.avis_de_commission) and _est_un_conseil(seance),
        derniere_reunion=_derniere_reunion(seance),
    )


# The reports ---------------------------------------------------------------------------


def _affaires(preparation: Preparation) -> Iterator[regles.Affaire]:
    reprises = _numeros_repris(preparation.seance)
    pieces = _pieces_en_defaut(preparation.seance)
    siegent = {e.pk for s in preparation.sieges for e in (s.elu, s.suppleant) if e is not None}
    for point in preparation.points:
        lourdes, illisibles = _titres(pieces.get(point.pk, ()))
        exterieur = point.rapporteur is not None and point.rapporteur.pk not in siegent
        yield regles.Affaire(
            point=point_vu(point),
            note_de_synthese=bool(point.note_de_synthese.strip()),
            budget_primitif=point.budget_primitif,
            reprise=point.numero in reprises,
            executif=point.scrutin_de_personnes == Point.Personnes.EXECUTIF,
            avis=point.a_un_avis,  # type: ignore[attr-defined]  # annotated by Preparation.points
            communique_le=point.communique_on,
            rapporteur_exterieur=str(point.rapporteur) if exterieur else "",
            pieces_lourdes=lourdes,
            pieces_illisibles=illisibles,
        )


def _pieces_en_defaut(seance: Seance) -> Mapping[int, Sequence[Annexe]]:
    """Too large since the limit was lowered, or found unreadable when they were joined."""
    plafond = seance.intercommunalite.taille_max_piece * OCTETS_PAR_MO
    annexes = seance.intercommunalite.annexes.filter(point__seance=seance)
    par_point = defaultdict(list)
    for annexe in annexes.filter(Q(fichier__taille__gt=plafond) | ~Q(defaut="")):
        par_point[annexe.point_id].append(annexe)
    return par_point


def _titres(annexes: Sequence[Annexe]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (
        tuple(a.titre for a in annexes if not a.defaut),
        tuple(a.titre for a in annexes if a.defaut),
    )


# The people ----------------------------------------------------------------------------


def _vus_par_la_regle(preparation: Preparation) -> Iterator[regles.Destinataire]:
    for personne in preparation.destinataires:
        if personne.qualite != Qualite.INVITE:
            yield _membre_vu(personne)
    sans_adresse = preparation.seance.invites.select_related("elu").filter(
        Q(elu=None) | Q(elu__courriel=""), courriel=""
    )
    yield from map(_invite_vu, sans_adresse)


def _membre_vu(personne: Destinataire) -> regles.Destinataire:
    return regles.Destinataire(
        nom=str(personne.elu),
        objet=f"elu/{personne.elu.pk}",
        papier=personne.papier,
        papier_demande_le=personne.canal.demande_on,
        adresse=personne.adresse,
        suppleant=personne.qualite == Qualite.SUPPLEANT,
    )


def _invite_vu(invite: Invite) -> regles.Destinataire:
    return regles.Destinataire(nom=str(invite), objet=f"invite/{invite.pk}", invite=True)


# The séance ----------------------------------------------------------------------------


def _est_un_conseil(seance: Seance) -> bool:
    return seance.instance.type_instance.modele == "conseil"


def _numeros_repris(seance: Seance) -> frozenset[str]:
    """What a second convocation takes up again from the first séance (CNV-11)."""
    if seance.premiere_seance is None:
        return frozenset()
    return frozenset(seance.premiere_seance.points.values_list("numero", flat=True))


def _visio(preparation: Preparation) -> regles.Visio:
    """A meeting held in one place this semester settles the question; its lack does not yet."""
    seance, jour = preparation.seance, preparation.jour
    premier_mois = 1 if jour.month <= 6 else 7
    en_salle = seance.instance.seances.tenues().filter(
        visioconference=False,
        starts_at__year=jour.year,
        starts_at__month__range=(premier_mois, premier_mois + 5),
    )
    return regles.Visio(
        prevue_au_reglement=bool(preparation.reglement.visioconference),
        presentiel_du_semestre=True if en_salle.exists() else None,
    )


def _derniere_reunion(seance: Seance) -> date | None:
    tenues = seance.instance.seances.tenues().filter(starts_at__lt=seance.starts_at)
    derniere = tenues.order_by("-starts_at").values_list("starts_at", flat=True).first()
    return localdate(derniere) if derniere else None
