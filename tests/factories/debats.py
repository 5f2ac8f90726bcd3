"""Rows of what happens in the room: speakers, interruptions, amendments, voices, PV."""

import hashlib

import factory
from django.utils import timezone

from deliberations import models as deliberations
from instances import models as instances
from tests.factories.socle import MANDAT_DEPUIS, Locale, UserFactory, lie

MAINTENANT = factory.LazyFunction(timezone.now)


class InteretFactory(Locale):
    class Meta:
        model = instances.Interet

    elu = lie("EluFactory")
    organisme = "Société publique des transports"
    nature = "societe_publique"
    declare_on = MANDAT_DEPUIS


class InterventionFactory(Locale):
    class Meta:
        model = instances.Intervention

    point = lie("PointFactory")
    siegeant = lie("SiegeantFactory", seance=factory.SelfAttribute("..point.seance"))
    ordre = factory.Sequence(lambda n: n % 30_000 + 1)
    demandee_at = MAINTENANT


class SuspensionFactory(Locale):
    class Meta:
        model = instances.Suspension

    seance = lie("SeanceFactory")
    debut_at = MAINTENANT


class HuisClosFactory(Locale):
    class Meta:
        model = instances.HuisClos

    seance = lie("SeanceFactory")
    demande = "president"
    pour, votants, decide = 5, 6, True
    debut_at = MAINTENANT


class IncidentFactory(Locale):
    class Meta:
        model = instances.Incident

    seance = lie("SeanceFactory")
    nature = "rappel"
    recit = "Le président rappelle un auditeur à l’ordre."
    at = MAINTENANT
    by = factory.SubFactory(UserFactory)


class EmargementFactory(Locale):
    class Meta:
        model = instances.Emargement

    siegeant = lie("SiegeantFactory")
    seance = factory.SelfAttribute("siegeant.seance")
    at = MAINTENANT
    by = factory.SubFactory(UserFactory)


class QuestionFactory(Locale):
    class Meta:
        model = instances.Question

    nature = "orale"
    auteur = lie("EluFactory")
    objet = "Tournées de collecte"
    texte = "Quand les tournées reprendront-elles ?"
    recue_at = MAINTENANT


class SignataireQuestionFactory(Locale):
    class Meta:
        model = instances.SignataireQuestion

    question = lie("QuestionFactory", nature="politique")
    elu = lie("EluFactory")
    at = MAINTENANT


class AmendementFactory(Locale):
    class Meta:
        model = deliberations.Amendement

    point = lie("PointFactory")
    numero = factory.Sequence(lambda n: n % 30_000 + 1)
    auteur = lie("SiegeantFactory", seance=factory.SelfAttribute("..point.seance"))
    texte = "Remplacer « deux » par « trois »."
    ordre = 1
    depose_at = MAINTENANT


class DemandeScrutinFactory(Locale):
    class Meta:
        model = deliberations.DemandeScrutin

    point = lie("PointFactory")
    mode = "public"
    demandeurs, presents, admise = 2, 6, True
    at = MAINTENANT


class AppelFactory(Locale):
    class Meta:
        model = deliberations.Appel

    point = lie("PointFactory")
    mode = "public"
    ouvert_at = MAINTENANT


class VoixFactory(Locale):
    class Meta:
        model = deliberations.Voix

    appel = lie("AppelFactory")
    siegeant = lie("SiegeantFactory", seance=factory.SelfAttribute("..appel.point.seance"))
    sens = "pour"
    voie = "telephone"
    at = MAINTENANT
    by = factory.SubFactory(UserFactory)


class ProcesVerbalFactory(Locale):
    class Meta:
        model = deliberations.ProcesVerbal

    seance = lie("SeanceFactory")


class PassageFactory(Locale):
    class Meta:
        model = deliberations.Passage

    proces_verbal = lie("ProcesVerbalFactory")
    modifie_at = MAINTENANT
    by = factory.SubFactory(UserFactory)


class AbonnementFactory(Locale):
    class Meta:
        model = instances.Abonnement

    class Params:
        secret = factory.Sequence(lambda n: f"agenda-{n}")

    acces = lie("AccesFactory")
    empreinte = factory.LazyAttribute(lambda o: hashlib.sha256(o.secret.encode()).hexdigest())
    cree_at = MAINTENANT


class EcranFactory(Locale):
    class Meta:
        model = instances.Ecran

    class Params:
        secret = factory.Sequence(lambda n: f"ecran-{n}")

    seance = lie("SeanceFactory")
    empreinte = factory.LazyAttribute(lambda o: hashlib.sha256(o.secret.encode()).hexdigest())
    cree_at = MAINTENANT


class ComptageFactory(Locale):
    class Meta:
        model = deliberations.Comptage

    point = lie("PointFactory")
    objet = "texte:"
    rang = 1
    par = "Line"
    enveloppes = 5
    at = MAINTENANT


class CorrectionFactory(Locale):
    class Meta:
        model = deliberations.Correction

    point = lie("PointFactory")
    objet = "Rapport rouvert"
    motif = "Clos par erreur."
    at = MAINTENANT
    by = factory.SubFactory(UserFactory)
