"""Demands for a meeting: who signed, by when it is held, what nobody has convened yet."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.timezone import localdate

from governance.models import Acces, Intercommunalite
from governance.regles import Manquement
from instances.models import DemandeReunion, Elu, Instance, Seance
from instances.permissions import SERVICES
from instances.queries import composition
from instances.queries.agenda import instances_du_membre
from instances.queries.delai import delai_de_l_instance
from instances.regles import demandes as regles
from instances.regles.composition import Siege
from instances.regles.demandes import Regime, regime_de
from instances.regles.reglement import Parametres

HORS_DE_CAUSE = (Seance.Etat.ANNULEE, Seance.Etat.REPORTEE)


@dataclass(frozen=True, kw_only=True)
class DemandeVue:
    """One demand as its page and the dashboard read it."""

    demande: DemandeReunion
    vue: regles.Demande
    regime: Regime
    delai: int | None
    aujourd_hui: date
    membres: frozenset[int]
    seances: tuple[Seance, ...] = ()
    manquements: tuple[Manquement, ...] = field(default=())

    @property
    def verdict(self) -> str:
        return regles.verdict(self.vue, self.regime)

    @property
    def oblige(self) -> bool:
        return regles.fondee(self.vue, self.regime)

    @property
    def requises(self) -> int:
        return regles.signatures_requises(self.vue.en_exercice, self.regime)

    @property
    def limite(self) -> date:
        return regles.date_limite(self.vue, self.regime)

    @property
    def limite_envoi(self) -> date:
        return regles.date_limite_envoi(self.vue, self.delai, self.regime)

    @property
    def reste(self) -> int:
        return (self.limite_envoi - self.aujourd_hui).days

    @property
    def etat(self) -> tuple[str, str]:
        """Tone and word."""
        if self.demande.classee_at:
            return "", "Classée"
        if self.manquements:
            return ("stop", "Délai d’envoi passé") if self.reste < 0 else ("time", "À convoquer")
        if self.seances:
            return "ok", "Séance fixée"
        return "warn", "Signatures à réunir"


def membres(instance: Instance, on: date) -> tuple[Siege, ...]:
    """The base of « le tiers », and who may sign: the members in exercise (CNV-16, GEN-06)."""
    return _membres(composition.composition(instance, on))


def _membres(sieges: Iterable[Siege]) -> tuple[Siege, ...]:
    """A body without quorum counts those who vote."""
    tous = tuple(sieges)
    return tuple(s for s in tous if s.compte_quorum) or tuple(s for s in tous if s.vote)


def vues(demandes: Iterable[DemandeReunion], at: datetime) -> list[DemandeVue]:
    """Each day that a demand was received is loaded once, and the règlement of today."""
    lues, aujourd_hui = list(demandes), localdate(at)
    if not lues:
        return []
    ici = lues[0].intercommunalite
    reglement = composition.parametres(ici, aujourd_hui)
    journees = {jour: composition.journee(ici, jour) for jour in {d.recue_on for d in lues}}
    trouvees = []
    for demande in lues:
        demande.instance.intercommunalite = ici
        delai = delai_de_l_instance(demande.instance, aujourd_hui, reglement)
        trouvees.append(
            _vue(
                demande,
                journees[demande.recue_on],
                regime(demande.origine, reglement),
                delai=delai.jours if delai else None,
                aujourd_hui=aujourd_hui,
            )
        )
    return trouvees


def regime(origine: str, reglement: Parametres) -> Regime:
    """What the law and the règlement of the day ask of a demand (CNV-16, CDM-02)."""
    return regime_de(
        origine,
        maires_sur=reglement.conference_maires_demande,
        maires_par_an=reglement.conference_maires_demandes_an,
    )


def _vue(
    demande: DemandeReunion,
    journee: composition.Journee,
    regime: Regime,
    *,
    delai: int | None,
    aujourd_hui: date,
) -> DemandeVue:
    sieges = _membres(journee.composition(demande.instance))
    elus = frozenset(s.elu for s in sieges if isinstance(s.elu, int))
    signataires = {s.elu_id for s in demande.signataires.all()} & elus
    seances = tuple(s for s in demande.seances.all() if s.etat not in HORS_DE_CAUSE)
    vue = regles.Demande(
        origine=demande.origine,
        recue=demande.recue_on,
        motif=demande.motif,
        objet=demande.ordre_du_jour,
        en_exercice=len(sieges),
        signataires=len(signataires),
        avant=demande.avant_on,
        tenues=_tenues(demande) if regime.par_an else 0,
    )
    reunions = [localdate(s.starts_at) for s in seances]
    ouverte = demande.classee_at is None
    return DemandeVue(
        demande=demande, vue=vue, regime=regime, delai=delai, aujourd_hui=aujourd_hui,
        membres=elus, seances=seances,
        manquements=regles.manquements(
            vue, reunions, aujourd_hui=aujourd_hui, delai=delai, regime=regime
        ) if ouverte else (),
    )  # fmt: skip


def _tenues(demande: DemandeReunion) -> int:
    """Meetings of the civil year that other demands of the same kind obtained."""
    seances = demande.instance.seances.filter(
        demande__origine=demande.origine, starts_at__year=demande.recue_on.year
    )
    return seances.exclude(etat__in=HORS_DE_CAUSE).exclude(demande=demande.pk).count()


def vue_sans_signature(demande: DemandeReunion) -> regles.Demande:
    """One that is being typed, before anybody signed it."""
    return regles.Demande(
        origine=demande.origine,
        recue=demande.recue_on,
        motif=demande.motif,
        objet=demande.ordre_du_jour,
        en_exercice=len(membres(demande.instance, demande.recue_on)),
        avant=demande.avant_on,
    )


def vue(demande: DemandeReunion, at: datetime) -> DemandeVue:
    [lue] = vues([demande], at)
    return lue


def avec_details(demandes: QuerySet[DemandeReunion]) -> QuerySet[DemandeReunion]:
    return demandes.select_related("instance__type_instance", "intercommunalite").prefetch_related(
        "signataires__elu", "seances"
    )


def lisibles(acces: Acces) -> QuerySet[DemandeReunion]:
    """Latest first: the services read all of them, a member those of his bodies."""
    demandes = avec_details(acces.intercommunalite.demandes_reunion.order_by("-recue_on", "-pk"))
    if acces.role in SERVICES:
        return demandes
    return demandes.filter(instance__in=instances_du_membre(acces, localdate()))


def ouvertes(intercommunalite: Intercommunalite, at: datetime) -> list[DemandeVue]:
    """What may still ask for a meeting: read by the dashboard and the reminders."""
    return _encore(avec_details(intercommunalite.demandes_reunion.all()), at)


def _encore(demandes: QuerySet[DemandeReunion], at: datetime) -> list[DemandeVue]:
    encore = demandes.filter(classee_at=None).exclude(seances__etat=Seance.Etat.LEVEE)
    return vues(encore.order_by("recue_on", "pk"), at)


def alertes(intercommunalite: Intercommunalite, at: datetime) -> list[DemandeVue]:
    """The demands that bind and that no meeting answers in time."""
    return [lue for lue in ouvertes(intercommunalite, at) if lue.manquements]


def alertes_lisibles(acces: Acces, at: datetime) -> list[DemandeVue]:
    """Of those that this reader may read: a demand is the business of its body (DIV-03)."""
    return [lue for lue in _encore(lisibles(acces), at) if lue.manquements]


def elu_de(acces: Acces) -> Elu | None:
    elu: Elu | None = acces.intercommunalite.elus.filter(acces=acces).first()
    return elu
