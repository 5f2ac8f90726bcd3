"""Questions and vœux: where each may be heard, who may sign, what is still owed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from governance.models import Acces, Intercommunalite
from governance.regles import Manquement
from instances.models import Instance, Question, Seance
from instances.permissions import SERVICES
from instances.queries.composition import parametres
from instances.queries.demandes import elu_de, membres
from instances.regles import questions as regles

Etat, Nature = Question.Etat, Question.Nature
A_INSCRIRE = (Nature.ORALE, Nature.VOEU, Nature.POLITIQUE_GENERALE)


@dataclass(frozen=True, kw_only=True)
class QuestionVue:
    """One question as its page and the list read it."""

    question: Question
    seance: Seance | None
    retard: tuple[Manquement, ...] = ()
    manquements: tuple[Manquement, ...] = ()
    signatures: int = 0
    requises: int = 0

    @property
    def attend_inscription(self) -> bool:
        return self.question.etat == Etat.RECUE and self.question.nature in A_INSCRIRE

    @property
    def attend_reponse(self) -> bool:
        questions = self.question.nature in (Nature.ORALE, Nature.ECRITE)
        closes = (Etat.RETIREE, Etat.IRRECEVABLE, Etat.REPONDUE)
        return questions and self.question.etat not in closes and not self.question.reponse

    @property
    def etat(self) -> tuple[str, str]:
        """Tone and word."""
        if self.retard:
            return "stop", "Réponse en retard"
        if self.question.etat == Etat.RECUE and self.manquements:
            return "warn", "Signatures à réunir"
        ton = {Etat.RECUE: "time", Etat.INSCRITE: "accent", Etat.REPONDUE: "ok", Etat.TRAITEE: "ok"}
        etat = Etat(self.question.etat)
        return ton.get(etat, ""), str(etat.label)


class Depot:
    """The conseil of one intercommunalité at one moment: what may be deposited, and for when."""

    def __init__(self, intercommunalite: Intercommunalite, at: datetime) -> None:
        self.intercommunalite, self.at, self.jour = intercommunalite, at, localdate(at)

    @cached_property
    def conseil(self) -> Instance | None:
        conseils = self.intercommunalite.instances.filter(type_instance__modele="conseil")
        conseil: Instance | None = conseils.au(self.jour).order_by("pk").first()
        return conseil

    @cached_property
    def reglement(self) -> regles.Reglement:
        reglement = parametres(self.intercommunalite, self.jour)
        return regles.Reglement(
            orale_heures=reglement.questions_orales_heures,
            voeu_heures=reglement.voeux_heures,
            ecrite_jours=reglement.questions_ecrites_jours,
            debat_fraction=reglement.debat_politique_fraction,
        )

    @cached_property
    def membres(self) -> frozenset[int]:
        if self.conseil is None:
            return frozenset()
        sieges = membres(self.conseil, self.jour)
        return frozenset(s.elu for s in sieges if isinstance(s.elu, int))

    @cached_property
    def seances(self) -> list[Seance]:
        """Those of the conseil that a question may still reach, the nearest first."""
        if self.conseil is None:
            return []
        ouvertes = (Seance.Etat.PREPARATION, Seance.Etat.CONVOQUEE)
        a_venir = self.conseil.seances.filter(etat__in=ouvertes, starts_at__gt=self.at)
        return list(a_venir.select_related("instance").order_by("starts_at", "pk"))

    @cached_property
    def debats_tenus(self) -> list[date]:
        """Held, or already announced for a séance to come (QST-04)."""
        debats = self.intercommunalite.questions.filter(
            nature=Nature.POLITIQUE_GENERALE, etat__in=[Etat.INSCRITE, Etat.TRAITEE]
        )
        return [localdate(q.seance.starts_at) for q in debats.select_related("seance") if q.seance]

    def recevable(self, question: Question, seance: Seance) -> bool:
        nature = regles.Nature(question.nature)
        if nature is regles.Nature.POLITIQUE_GENERALE:
            return question.recue_at < seance.starts_at
        return regles.recevable_en_seance(
            nature, recue=question.recue_at, seance=seance.starts_at, reglement=self.reglement
        )

    def seance_de(self, question: Question) -> Seance | None:
        """Late for one, it goes to the next by itself (QST-02)."""
        if question.etat != Etat.RECUE:
            return question.seance
        if question.nature not in A_INSCRIRE:
            return None
        return next((s for s in self.seances if self.recevable(question, s)), None)

    def debat(self, question: Question) -> tuple[Manquement, ...]:
        if question.nature != Nature.POLITIQUE_GENERALE:
            return ()
        seance = self.seance_de(question)
        return regles.debat_de_politique_generale(
            signataires=len(self.signataires(question)),
            membres=len(self.membres),
            on=localdate(seance.starts_at) if seance else self.jour,
            debats_tenus=self.debats_tenus,
            fraction=self.reglement.debat_fraction,
        )

    def signataires(self, question: Question) -> set[int]:
        """Its author and whoever signed with him, as far as they still sit."""
        return {question.auteur_id, *(s.elu_id for s in question.signataires.all())} & self.membres

    def vue(self, question: Question) -> QuestionVue:
        ecrite = question.nature == Nature.ECRITE and question.etat == Etat.RECUE
        return QuestionVue(
            question=question,
            seance=self.seance_de(question),
            retard=regles.retard(
                localdate(question.recue_at), self.reglement, on=self.jour,
                repondue=not ecrite or bool(question.reponse),
            ),
            manquements=self.debat(question) if question.etat == Etat.RECUE else (),
            signatures=len(self.signataires(question)),
            requises=regles.signatures_requises(len(self.membres), self.reglement.debat_fraction),
        )  # fmt: skip


def avec_details(questions: QuerySet[Question]) -> QuerySet[Question]:
    return questions.select_related("auteur", "seance__instance", "point").prefetch_related(
        "signataires__elu"
    )


def lisibles(acces: Acces) -> QuerySet[Question]:
    """The services read all of them; an élu his own, and the demands that he may sign."""
    toutes = avec_details(acces.intercommunalite.questions.order_by("-recue_at", "-pk"))
    if acces.role in SERVICES:
        return toutes
    if elu_de(acces) is None:
        return toutes.none()
    return toutes.filter(Q(auteur__acces=acces) | Q(nature=Nature.POLITIQUE_GENERALE))


def vues(
    questions: Iterable[Question], intercommunalite: Intercommunalite, at: datetime
) -> list[QuestionVue]:
    depot = Depot(intercommunalite, at)
    return [depot.vue(q) for q in questions]
