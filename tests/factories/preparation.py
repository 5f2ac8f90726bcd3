"""Rows of what surrounds a convocation: drafts, visas, answers, reminders, opinions."""

import datetime as dt

import factory
from django.utils import timezone

from deliberations import models as deliberations
from governance import models as governance
from instances import models as instances
from sectors import models as sectors
from tests.factories.socle import MANDAT_DEPUIS, Locale, UserFactory, lie


class GesteFactory(Locale):
    class Meta:
        model = governance.Geste

    cle = factory.Sequence(lambda n: f"geste-{n}")
    by = factory.SubFactory(UserFactory)


class DiffusionFactory(Locale):
    class Meta:
        model = instances.Diffusion

    seance = lie("SeanceFactory")
    nature = "convocation"
    cle = factory.Sequence(lambda n: f"convocation/{n}/1")
    objet = "Convocation transmise pour information"
    texte = "Madame, Monsieur,"
    demandee_at = factory.LazyFunction(timezone.now)


class CopieFactory(Locale):
    class Meta:
        model = instances.Copie

    diffusion = lie("DiffusionFactory")
    elu = lie("EluFactory")
    envoi = lie("EnvoiFactory")


class LienFactory(Locale):
    class Meta:
        model = instances.Lien

    remise = lie("RemiseFactory")
    empreinte = factory.Sequence(lambda n: f"{n:064x}")
    expire_at = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=20))


class ReponseFactory(Locale):
    class Meta:
        model = instances.Reponse

    siegeant = lie("SiegeantFactory")
    seance = factory.SelfAttribute("siegeant.seance")
    choix = "present"
    voie = "compte"
    at = factory.LazyFunction(timezone.now)


class DemandeReunionFactory(Locale):
    class Meta:
        model = instances.DemandeReunion

    instance = lie("InstanceFactory")
    origine = "membres"
    recue_on = factory.LazyFunction(timezone.localdate)
    motif = "Débattre de la collecte des déchets."
    ordre_du_jour = "Tournées de collecte"


class SignataireDemandeFactory(Locale):
    class Meta:
        model = instances.SignataireDemande

    demande = lie("DemandeReunionFactory")
    elu = lie("EluFactory")
    at = factory.LazyFunction(timezone.now)


class InviteFactory(Locale):
    class Meta:
        model = instances.Invite

    seance = lie("SeanceFactory")
    personne = "Nora Blin"
    qualite = "Trésorière"
    courriel = factory.Sequence(lambda n: f"invitee{n}@exemple.fr")


class DerogationFactory(Locale):
    class Meta:
        model = instances.Derogation

    seance = lie("SeanceFactory")
    regle = "CNV-09"
    manquement = "Le rapport 1.2 est sans note explicative de synthèse."
    motif = "Le dossier complet tient lieu de note."
    at = factory.LazyFunction(timezone.now)
    by = factory.SubFactory(UserFactory)


class AvisFactory(Locale):
    class Meta:
        model = instances.Avis

    point = lie("PointFactory")
    instance = lie("InstanceFactory")
    sens = "favorable"
    rendu_on = MANDAT_DEPUIS


class ReunionMunicipaleFactory(Locale):
    class Meta:
        model = instances.ReunionMunicipale

    commune = lie("CommuneFactory")
    titre = "Conseil municipal"
    starts_at = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=10))


class PointageFactory(Locale):
    class Meta:
        model = instances.Pointage

    siegeant = lie("SiegeantFactory")
    seance = factory.SelfAttribute("siegeant.seance")
    geste = "arrive"
    at = factory.LazyFunction(timezone.now)


class ReglageRappelsFactory(Locale):
    class Meta:
        model = instances.ReglageRappels


class RappelFactory(Locale):
    class Meta:
        model = instances.Rappel

    cle = factory.Sequence(lambda n: f"limite_proche/{n}")
    nature = "limite_proche"
    acces = lie("AccesFactory")
    phrase = "Le dernier jour d’envoi est jeudi."
    due_at = factory.LazyFunction(timezone.now)


class CircuitFactory(Locale):
    class Meta:
        model = deliberations.Circuit

    nom = factory.Sequence(lambda n: f"Circuit {n}")


class EtapeVisaFactory(Locale):
    class Meta:
        model = deliberations.EtapeVisa

    circuit = lie("CircuitFactory")
    ordre = factory.Sequence(lambda n: n % 30_000 + 1)
    libelle = "Direction"
    viseur = lie("AccesFactory")


class DelegationVisaFactory(Locale):
    class Meta:
        model = deliberations.DelegationVisa

    titulaire = lie("AccesFactory")
    delegue = lie("AccesFactory")
    starts_on = MANDAT_DEPUIS
    ends_on = MANDAT_DEPUIS + dt.timedelta(days=30)


class VisaFactory(Locale):
    class Meta:
        model = deliberations.Visa

    projet = lie("ProjetFactory")
    tour = 1
    ordre = factory.Sequence(lambda n: n % 30_000 + 1)
    libelle = "Direction"
    viseur = lie("AccesFactory")
    delai_jours = 3


class PieceProjetFactory(Locale):
    class Meta:
        model = deliberations.PieceProjet

    projet = lie("ProjetFactory")
    fichier = lie("FichierFactory")
    titre = "Plan de financement"
    nom = "plan.pdf"


class ModeleTexteFactory(Locale):
    class Meta:
        model = deliberations.ModeleTexte

    champ = "visas"
    nom = factory.Sequence(lambda n: f"Modèle {n}")
    corps = "Vu le code général des collectivités territoriales ;"


class ConsultationFactory(Locale):
    class Meta:
        model = sectors.Consultation

    fondement = "l5211_57"
    objet = "Implantation d’une déchèterie"
    delai_mois = 3
    silence_favorable = True
    ouverte_at = factory.LazyFunction(timezone.now)


class AvisCommuneFactory(Locale):
    class Meta:
        model = sectors.AvisCommune

    consultation = lie("ConsultationFactory")
    commune = lie("CommuneFactory")
    transmis_on = factory.LazyFunction(timezone.localdate)
