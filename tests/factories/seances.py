"""Séances and what is decided there, in the shape of the application’s own rows."""

import datetime as dt

import factory
from django.utils import timezone

from deliberations import models as deliberations
from instances import models as instances
from tests.factories.socle import MANDAT_DEPUIS, Locale, lie

# Séances ------------------------------------------------------------------------------


class SeanceFactory(Locale):
    class Meta:
        model = instances.Seance

    numero = factory.Sequence(lambda n: n + 100)
    instance = lie("InstanceFactory")
    starts_at = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=20))
    lieu = "Maison de l’intercommunalité, salle des séances"


class SiegeantFactory(Locale):
    class Meta:
        model = instances.Siegeant

    seance = lie("SeanceFactory")
    elu = lie("EluFactory")
    commune = "Brumeval"


class PointFactory(Locale):
    class Meta:
        model = instances.Point

    seance = lie("SeanceFactory")
    numero = factory.Sequence(lambda n: f"9.{n}")
    rang = factory.Sequence(lambda n: n % 30_000 + 1)
    titre = "Fonds de concours aux communes"
    note_de_synthese = "Le fonds soutient les projets des communes."


class AnnexeFactory(Locale):
    class Meta:
        model = instances.Annexe

    point = lie("PointFactory")
    fichier = lie("FichierFactory")
    titre = "Plan de financement"
    nom = "plan.pdf"


class PresidenceFactory(Locale):
    class Meta:
        model = instances.Presidence

    seance = lie("SeanceFactory")
    elu = lie("EluFactory")
    qualite = "Président"


class SecretaireFactory(Locale):
    class Meta:
        model = instances.Secretaire

    seance = lie("SeanceFactory")
    elu = lie("EluFactory")


class ConvocationFactory(Locale):
    class Meta:
        model = instances.Convocation

    seance = lie("SeanceFactory")
    sent_at = factory.LazyFunction(timezone.now)
    auteur = "Le Président"
    texte = "Vous êtes convoqué."


class RemiseFactory(Locale):
    class Meta:
        model = instances.Remise

    convocation = lie("ConvocationFactory")
    elu = lie("EluFactory")
    envoi = lie("EnvoiFactory")
    qualite = "titulaire"


class PresenceFactory(Locale):
    class Meta:
        model = instances.Presence

    siegeant = lie("SiegeantFactory")
    seance = factory.SelfAttribute("siegeant.seance")


class PouvoirFactory(Locale):
    class Meta:
        model = instances.Pouvoir

    mandant = lie("SiegeantFactory")
    mandataire = lie("SiegeantFactory", seance=factory.SelfAttribute("..mandant.seance"))
    seance = factory.SelfAttribute("mandant.seance")


class DeportFactory(Locale):
    class Meta:
        model = instances.Deport

    point = lie("PointFactory")
    siegeant = lie("SiegeantFactory", seance=factory.SelfAttribute("..point.seance"))
    motif = "interet"
    confirme_at = factory.LazyFunction(timezone.now)


# Délibérations ------------------------------------------------------------------------


class ProjetFactory(Locale):
    class Meta:
        model = deliberations.Projet

    point = lie("PointFactory")
    titre = "Fonds de concours aux communes : attribution"
    dispositif = "Le Conseil attribue les fonds de concours."


class DeliberationFactory(Locale):
    class Meta:
        model = deliberations.Deliberation

    point = lie("PointFactory")
    seance = factory.SelfAttribute("point.seance")
    numero_ordre = factory.Sequence(lambda n: n % 30_000 + 1)
    numero = factory.Sequence(lambda n: f"2026-{n:04d}")
    titre = "Fonds de concours aux communes"
    etat = "adoptee"
    adoptee_on = MANDAT_DEPUIS


class ScrutinFactory(Locale):
    class Meta:
        model = deliberations.Scrutin

    point = lie("PointFactory")
    mode = "ordinaire"
    pour, contre, abstention = 3, 0, 0


class VoteFactory(Locale):
    class Meta:
        model = deliberations.Vote

    scrutin = lie("ScrutinFactory")
    siegeant = lie("SiegeantFactory", seance=factory.SelfAttribute("..scrutin.point.seance"))
    sens = "contre"


class TourFactory(Locale):
    class Meta:
        model = deliberations.Tour

    scrutin = lie("ScrutinFactory", mode="secret")
    numero = 1


class BureauDeVoteFactory(Locale):
    class Meta:
        model = deliberations.BureauDeVote

    point = lie("PointFactory")


class CandidatFactory(Locale):
    class Meta:
        model = deliberations.Candidat

    tour = lie("TourFactory")
    libelle = "Liste unique"
