"""Rows of the territory: élus de secteur, alerts and what surrounds them."""

import datetime as dt

import factory
from django.utils import timezone

from sectors import models as sectors
from tests.factories.socle import MANDAT_DEPUIS, Locale, lie

MAINTENANT = factory.LazyFunction(timezone.now)


class EluDeSecteurFactory(Locale):
    class Meta:
        model = sectors.EluDeSecteur

    perimetre = lie("PerimetreFactory")
    elu = lie("EluFactory")
    qualite = "titulaire"
    starts_on = MANDAT_DEPUIS


class AlerteFactory(Locale):
    class Meta:
        model = sectors.Alerte

    numero = factory.Sequence(lambda n: n + 1)
    auteur = lie("EluFactory")
    objet = "Desserte scolaire du plateau"
    cause = "decision"
    grief = "atteinte"
    expose = "L’arrêt du centre est supprimé depuis la rentrée."
    enregistree_at = MAINTENANT


class PieceAlerteFactory(Locale):
    class Meta:
        model = sectors.PieceAlerte

    alerte = lie("AlerteFactory")
    fichier = lie("FichierFactory")
    nom = "courrier.pdf"


class DestinataireAlerteFactory(Locale):
    class Meta:
        model = sectors.DestinataireAlerte

    alerte = lie("AlerteFactory")
    elu = lie("EluFactory")
    qualite = "president"


class SignataireAlerteFactory(Locale):
    class Meta:
        model = sectors.SignataireAlerte

    alerte = lie("AlerteFactory")
    elu = lie("EluFactory")
    at = MAINTENANT


class SuiteAlerteFactory(Locale):
    class Meta:
        model = sectors.SuiteAlerte

    alerte = lie("AlerteFactory")
    quoi = "Rétablir l’arrêt du centre"
    responsable_libelle = "Direction des mobilités"
    avant_on = MANDAT_DEPUIS + dt.timedelta(days=60)


class EvenementAlerteFactory(Locale):
    class Meta:
        model = sectors.EvenementAlerte

    alerte = lie("AlerteFactory")
    at = MAINTENANT
    etat = "saisie"
    phrase = "Alerte déposée."
