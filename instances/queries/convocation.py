"""Before the dispatch: what is about to leave, and what stands against it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
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
    signature,
)
from instances.queries.renouvellement import (
    Renouvellement,
    installe_par,
    president_sortant,
    sieges_recents,
)
from instances.queries.reponses import prevision
from instances.queries.seances import point_vu
from instances.queries.seconde import manquements as de_la_premiere
from instances.regles import convocation as regles
from instances.regles import derogations, jours_francs
from instances.regles.annexes import OCTETS_PAR_MO
from instances.regles.dates_en_lettres import compte
from instances.regles.derogations import Accordee
from instances.regles.jours_francs import Contexte, Delai
from instances.regles.rapports import Affaire
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
        invites = (
            self.seance.invites.select_related("elu") if self.reperes["invites_convies"] else ()
        )
        ici = self.seance.intercommunalite
        return tuple(destinataires(ici, self.sieges, self.aujourd_hui, invites))

    @cached_property
    def installation(self) -> Renouvellement | None:
        """The renewal that this séance opens, when it is the first one."""
        return installe_par(self.seance, self.jour) if self.reperes["sieges_recents"] else None

    @cached_property
    def signataire(self) -> Signataire | None:
        """The président; the outgoing one convenes the séance of installation (INS-02)."""
        ici = self.seance.intercommunalite
        if self.installation:
            return signature(president_sortant(ici, self.installation))
        return signataire(ici, self.aujourd_hui)

    @cached_property
    def contexte(self) -> Contexte:
        return contexte_du_delai(
            self.seance, self.reglement, installation=self.installation is not None
        )

    @cached_property
    def reglement(self) -> Parametres:
        return composition.parametres(self.seance.intercommunalite, self.jour)

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """What the convocation will announce, in the ordre de passage."""
        annonces = self.seance.points.exclude(etat=Point.Etat.RETIRE).order_by("rang")
        avis = Avis.objects.filter(point=OuterRef("pk"))
        return tuple(
            annonces.select_related("rapporteur", "reprise_de").annotate(a_un_avis=Exists(avis))
        )

    @cached_property
    def reperes(self) -> Mapping[str, Any]:
        """One query says what is there to read further: most séances have none of it."""
        return reperes(self.seance)

    @cached_property
    def derogations(self) -> tuple[Derogation, ...]:
        if not self.reperes["derogations_accordees"]:
            return ()
        return tuple(self.seance.derogations.select_related("by"))

    @cached_property
    def constates(self) -> tuple[Manquement, ...]:
        """What stands against the dispatch, whatever was granted."""
        return (
            *regles.manquements(faits_de_convocation(self)),
            *de_la_premiere(self.seance),
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
        """Seats without an élu nor an address: the service tells them itself."""
        return [s.nom for s in self.sieges if s.elu is None and not _joignable(s)]


def _joignable(siege: SiegeDetaille) -> bool:
    return siege.nomination is not None and bool(siege.nomination.courriel)


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
        lieu_habituel=_lieu_habituel(preparation),
        signataire=preparation.signataire.nom if preparation.signataire else "",
        affaires=tuple(_affaires(preparation)),
        destinataires=tuple(_vus_par_la_regle(preparation)),
        suppleants_attendus=frozenset(str(s.suppleant) for s in preparation.sieges if s.suppleant),
        urgence_motif=seance.urgence_motif,
        visio=_visio(preparation) if seance.visioconference else None,
        avis_attendu=bool(preparation.reglement.avis_de_commission) and _est_un_conseil(seance),
        prevision=_prevision(preparation),
        derniere_reunion=_derniere_reunion(preparation),
    )


def reperes(seance: Seance) -> Mapping[str, Any]:
    ici, cle = seance.intercommunalite, OuterRef("pk")
    avant = ici.seances.tenues().filter(
        instance=OuterRef("instance"), starts_at__lt=OuterRef("starts_at")
    )
    dits = {
        "derniere_reunion": Subquery(avant.order_by("-starts_at").values("starts_at")[:1]),
        "pieces_en_defaut": Exists(_en_defaut(seance).filter(point__seance=cle)),
        "invites_convies": Exists(ici.invites.filter(seance=cle)),
        "invites_sans_adresse": Exists(_sans_adresse(ici.invites.filter(seance=cle))),
        "derogations_accordees": Exists(ici.derogations.filter(seance=cle)),
        "reponses_recues": Exists(ici.reponses.filter(seance=cle)),
        "sieges_recents": Exists(sieges_recents(ici, localdate(seance.starts_at))),
    }
    lus: Mapping[str, Any] = ici.seances.filter(pk=seance.pk).annotate(**dits).values(*dits).get()
    return lus


# The reports ---------------------------------------------------------------------------


def _affaires(preparation: Preparation) -> Iterator[Affaire]:
    premiere = preparation.seance.premiere_seance_id
    pieces = _pieces_en_defaut(preparation)
    siegent = {e.pk for s in preparation.sieges for e in (s.elu, s.suppleant) if e is not None}
    for point in preparation.points:
        lourdes, illisibles = _titres(pieces.get(point.pk, ()))
        exterieur = point.rapporteur is not None and point.rapporteur.pk not in siegent
        yield Affaire(
            point=point_vu(point),
            note_de_synthese=bool(point.note_de_synthese.strip()),
            budget_primitif=point.budget_primitif,
            reprise=premiere is not None and _reprend(point, premiere),
            executif=point.scrutin_de_personnes == Point.Personnes.EXECUTIF,
            avis=point.a_un_avis,  # type: ignore[attr-defined]  # annotated by Preparation.points
            communique_le=point.communique_on,
            rapporteur_exterieur=str(point.rapporteur) if exterieur else "",
            pieces_lourdes=lourdes,
            pieces_illisibles=illisibles,
        )


def _reprend(point: Point, premiere: int) -> bool:
    """Whether the point is one that the first séance left (CNV-11)."""
    return point.reprise_de is not None and point.reprise_de.seance_id == premiere


def _en_defaut(seance: Seance) -> QuerySet[Annexe]:
    """Too large since the limit was lowered, or found unreadable when they were joined."""
    plafond = seance.intercommunalite.taille_max_piece * OCTETS_PAR_MO
    annexes: QuerySet[Annexe] = seance.intercommunalite.annexes.filter(
        Q(fichier__taille__gt=plafond) | ~Q(defaut="")
    )
    return annexes


def _pieces_en_defaut(preparation: Preparation) -> Mapping[int, Sequence[Annexe]]:
    par_point = defaultdict(list)
    if preparation.reperes["pieces_en_defaut"]:
        for annexe in _en_defaut(preparation.seance).filter(point__seance=preparation.seance):
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
    if preparation.reperes["invites_sans_adresse"]:
        invites = preparation.seance.invites.select_related("elu")
        yield from map(_invite_vu, _sans_adresse(invites))


def _sans_adresse(invites: QuerySet[Invite]) -> QuerySet[Invite]:
    return invites.filter(Q(elu=None) | Q(elu__courriel=""), courriel="")


def _membre_vu(personne: Destinataire) -> regles.Destinataire:
    return regles.Destinataire(
        nom=personne.nom,
        objet=f"elu/{personne.elu.pk}" if personne.elu else "",
        papier=personne.papier,
        papier_demande_le=personne.canal.demande_on,
        adresse=personne.adresse,
        suppleant=personne.qualite == Qualite.SUPPLEANT,
    )


def _invite_vu(invite: Invite) -> regles.Destinataire:
    return regles.Destinataire(nom=str(invite), objet=f"invite/{invite.pk}", invite=True)


# The séance ----------------------------------------------------------------------------


def _lieu_habituel(preparation: Preparation) -> str:
    """Of the body; for the conseil, else that of the règlement (CNV-18)."""
    instance = preparation.seance.instance
    if instance.lieu or not _est_un_conseil(preparation.seance):
        return instance.lieu
    return preparation.reglement.lieu_habituel or ""


def _est_un_conseil(seance: Seance) -> bool:
    return seance.instance.type_instance.modele == "conseil"


def _visio_prevue(preparation: Preparation) -> bool:
    """The règlement says it apart for the conseil and for the other bodies (CNV-19, CNV-20)."""
    reglement = preparation.reglement
    if _est_un_conseil(preparation.seance):
        return bool(reglement.visioconference)
    return bool(reglement.visioconference_bureau)


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
        prevue_au_reglement=_visio_prevue(preparation),
        presentiel_du_semestre=True if en_salle.exists() else None,
    )


def _prevision(preparation: Preparation) -> regles.Prevision | None:
    """Only once somebody answered: before the dispatch, nobody was asked."""
    if not preparation.reperes["reponses_recues"]:
        return None
    lue = prevision(preparation.seance)
    return regles.Prevision(
        presents=lue.presents + lue.distance + lue.supplees,
        quorum=lue.quorum or 0,
        sans_reponse=lue.sans_reponse,
    )


def _derniere_reunion(preparation: Preparation) -> date | None:
    derniere = preparation.reperes["derniere_reunion"]
    return localdate(derniere) if derniere else None
