"""Rows of dossiers, missions, replacements and the bulletin."""

import factory
from django.utils import timezone

from sectors import models as sectors
from tests.factories.socle import MANDAT_DEPUIS, Locale, lie

MAINTENANT = factory.LazyFunction(timezone.now)


class EtapeDuSchemaFactory(Locale):
    class Meta:
        model = sectors.EtapeDuSchema

    rang = factory.Sequence(lambda n: n + 1)
    temps = "travail"


class DossierFactory(Locale):
    class Meta:
        model = sectors.Dossier

    numero = factory.Sequence(lambda n: n + 1)
    titre = "Plan vélo du plateau"
    ouvert_at = MAINTENANT


class PassageDeDossierFactory(Locale):
    class Meta:
        model = sectors.PassageDeDossier

    dossier = lie("DossierFactory")
    etape = lie("EtapeDuSchemaFactory")


class MissionFactory(Locale):
    class Meta:
        model = sectors.Mission

    numero = factory.Sequence(lambda n: n + 1)
    objet = "L’eau potable dans les hameaux"
    recue_on = MANDAT_DEPUIS


class SignataireMissionFactory(Locale):
    class Meta:
        model = sectors.SignataireMission

    mission = lie("MissionFactory")
    elu = lie("EluFactory")
    at = MAINTENANT


class RemplacementEnCommissionFactory(Locale):
    class Meta:
        model = sectors.RemplacementEnCommission

    seance = lie("SeanceFactory")
    membre = lie("EluFactory")
    remplacant = lie("EluFactory")
    at = MAINTENANT


class EspaceDExpressionFactory(Locale):
    class Meta:
        model = sectors.EspaceDExpression

    rang = factory.Sequence(lambda n: n + 1)
    titre = "La parole aux secteurs"


class RubriqueFactory(Locale):
    class Meta:
        model = sectors.Rubrique

    espace = lie("EspaceDExpressionFactory")
    nom = factory.Sequence(lambda n: f"Secteur {n}")
    plafond = 1100


class NumeroDuBulletinFactory(Locale):
    class Meta:
        model = sectors.NumeroDuBulletin

    rang = factory.Sequence(lambda n: n + 1)
    avant_on = MANDAT_DEPUIS


class TexteDExpressionFactory(Locale):
    class Meta:
        model = sectors.TexteDExpression

    numero = lie("NumeroDuBulletinFactory")
    rubrique = lie("RubriqueFactory")
