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


class RapportDeSecteurFactory(Locale):
    class Meta:
        model = sectors.RapportDeSecteur

    perimetre = lie("PerimetreFactory")
    elu = lie("EluFactory")
    presente_on = MANDAT_DEPUIS


class InvitationDuMaireFactory(Locale):
    class Meta:
        model = sectors.InvitationDuMaire

    invite = lie("InviteFactory")
    commune = lie("CommuneFactory")
    maire = lie("EluFactory")
    domaine = "Mobilités"
    at = MAINTENANT


class DestinationFactory(Locale):
    class Meta:
        model = sectors.Destination

    point = lie("PointFactory")
    vers = lie("PointFactory")


class RemplacementFactory(Locale):
    class Meta:
        model = sectors.Remplacement

    seance = lie("SeanceFactory")
    maire = lie("EluFactory")
    adjoint = lie("EluFactory")
    at = MAINTENANT


class ReglementPropreFactory(Locale):
    class Meta:
        model = sectors.ReglementPropre

    instance = lie("InstanceFactory")
    adopte_on = MANDAT_DEPUIS


class FondDeCarteFactory(Locale):
    class Meta:
        model = sectors.FondDeCarte

    traces = factory.LazyFunction(dict)
    largeur = 600
    hauteur = 400
    source = "Contours d’essai"
    depose_at = MAINTENANT


class AlternativeDEtapeFactory(Locale):
    class Meta:
        model = sectors.AlternativeDEtape

    etape = lie("EtapeDuSchemaFactory")
    type_instance = lie("TypeInstanceFactory")


class SaisineDuDeveloppementFactory(Locale):
    class Meta:
        model = sectors.SaisineDuDeveloppement

    instance = lie("InstanceFactory")
    origine = "saisine"
    objet = "Projet de territoire"
    recue_on = dt.date(2026, 9, 1)


class RapportDuDeveloppementFactory(Locale):
    class Meta:
        model = sectors.RapportDuDeveloppement

    instance = lie("InstanceFactory")
    annee = factory.Sequence(lambda n: 2000 + n)
    remis_on = dt.date(2026, 9, 1)
    fichier = lie("FichierFactory")
