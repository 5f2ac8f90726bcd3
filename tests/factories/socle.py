"""Rows for tests, in French names, and the small intercommunalité where the cast lives.

Every factory takes its ``intercommunalite`` and hands it to what it points to. Rows are
written as the application writes them: inside the tenant, under row security.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from governance import models as governance
from governance import tenancy
from governance.validators import cle_de_luhn
from instances import models as instances

MANDAT_DEPUIS = dt.date(2026, 4, 9)
MOT_DE_PASSE = "une phrase assez longue"


def siren(rang: int) -> str:
    """A SIREN of its own for each intercommunalité of the tests, control key included."""
    debut = f"{24_000_000 + rang:08d}"
    return next(f"{debut}{c}" for c in range(10) if cle_de_luhn(f"{debut}{c}"))


class Fabrique(DjangoModelFactory):
    class Meta:
        abstract = True
        skip_postgeneration_save = True


class Locale(Fabrique):
    """A row of one intercommunalité."""

    class Meta:
        abstract = True

    intercommunalite = factory.SubFactory("tests.factories.IntercommunaliteFactory")

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        ici = kwargs["intercommunalite"]
        dedans = nullcontext() if SUR_PLACE.get() == ici.pk else tenancy.entrer(ici)
        with dedans:
            return super()._create(model_class, *args, **kwargs)


SUR_PLACE: ContextVar[int | None] = ContextVar("sur_place", default=None)


@contextmanager
def sur_place(ici: governance.Intercommunalite) -> Iterator[None]:
    """Many rows of one intercommunalité: its scope is entered once, not for each of them."""
    with tenancy.entrer(ici):
        ailleurs = SUR_PLACE.set(ici.pk)
        try:
            yield
        finally:
            SUR_PLACE.reset(ailleurs)


def semer(fabrique: Any, lignes: Iterable[dict[str, Any]]) -> list[Any]:
    """Rows of one kind in one query, each told all that it points to."""
    return list(fabrique._meta.model.objects.bulk_create(fabrique.build(**li) for li in lignes))


def lie(fabrique: str, **champs: Any) -> factory.SubFactory:
    """What a row points to: in the same intercommunalité."""
    meme = factory.SelfAttribute("..intercommunalite")
    return factory.SubFactory(f"tests.factories.{fabrique}", intercommunalite=meme, **champs)


class IntercommunaliteFactory(Fabrique):
    class Meta:
        model = governance.Intercommunalite

    slug = factory.Sequence(lambda n: f"val-de-brume-{n}")
    nom = factory.LazyAttribute(lambda o: f"Communauté d’agglomération {o.nom_court}")
    nom_court = factory.Sequence(lambda n: f"Val-de-Brume {n}")
    nature = "communaute_agglomeration"
    siren = factory.Sequence(siren)
    departement = "25"
    fuseau = "Europe/Paris"

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        with tenancy.ordonnanceur():
            return super()._create(model_class, *args, **kwargs)


class UserFactory(Fabrique):
    class Meta:
        model = governance.User

    first_name = "Odile"
    last_name = factory.Sequence(lambda n: f"Marchand {n}")
    email = factory.Sequence(lambda n: f"compte{n}@exemple.fr")

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        kwargs.setdefault("password", MOT_DE_PASSE)
        return model_class.objects.create_user(*args, **kwargs)


class AccesFactory(Locale):
    class Meta:
        model = governance.Acces

    user = factory.SubFactory(UserFactory)
    role = "lecteur"


class JetonFactory(Locale):
    class Meta:
        model = governance.Jeton

    class Params:
        secret = factory.Sequence(lambda n: f"hc_secret-{n}")

    acces = lie("AccesFactory")
    libelle = "Tableur du service"
    empreinte = factory.LazyAttribute(lambda o: governance.Jeton.condenser(o.secret))


class AuditEntryFactory(Locale):
    class Meta:
        model = governance.AuditEntry

    at = factory.LazyFunction(timezone.now)
    verbe = "acces.ouvrir"
    objet_type = "governance.acces"
    objet_id = factory.Sequence(lambda n: n + 1)
    libelle = "Camille Roussel (Élu)"


class FichierFactory(Locale):
    """The row alone: a test that reads the bytes stores them with ``stockage.deposer``."""

    class Meta:
        model = governance.Fichier

    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    taille = 12
    type_mime = "application/pdf"


class CompteurFactory(Locale):
    class Meta:
        model = governance.Compteur

    serie = factory.Sequence(lambda n: f"serie-{n}")


class EnvoiFactory(Locale):
    class Meta:
        model = governance.Envoi

    idem = factory.Sequence(lambda n: f"envoi-{n}")
    canal = "courriel"
    destinataire = "Camille Roussel"
    adresse = "camille.roussel@exemple.fr"
    objet = "Convocation"
    corps = "Madame, vous êtes convoquée."


class EnvoiEvenementFactory(Locale):
    class Meta:
        model = governance.EnvoiEvenement

    envoi = lie("EnvoiFactory")
    etat = "remis"


class MaillonFactory(Locale):
    class Meta:
        model = governance.Maillon

    rang = factory.Sequence(lambda n: n + 1)
    nature = "convocation"
    cle = "convocation/1/1"
    at = factory.LazyFunction(timezone.now)
    manifeste = lie("FichierFactory")
    precedent = "0" * 64
    empreinte = "0" * 64


class ScelleFactory(Locale):
    class Meta:
        model = governance.Scelle

    nature = "convocation"
    cle = factory.Sequence(lambda n: f"convocation/{n}/1")
    prevu_at = factory.LazyFunction(timezone.now)
    due_at = factory.LazyFunction(timezone.now)


# Composition --------------------------------------------------------------------------


class CommuneFactory(Locale):
    class Meta:
        model = instances.Commune

    nom = factory.Sequence(lambda n: f"Brumeval {n}")
    code_insee = factory.Sequence(lambda n: f"25{100 + n % 900}")
    population = 1200


class SecretariatFactory(Locale):
    class Meta:
        model = instances.Secretariat

    acces = lie("AccesFactory")
    commune = lie("CommuneFactory")


class RepartitionSiegesFactory(Locale):
    class Meta:
        model = instances.RepartitionSieges

    commune = lie("CommuneFactory")
    sieges = 2
    starts_on = MANDAT_DEPUIS
    acte = "Arrêté préfectoral du 15 octobre 2025"


class PerimetreFactory(Locale):
    class Meta:
        model = instances.Perimetre

    nature = "secteur"
    nom = factory.Sequence(lambda n: f"Secteur {n}")
    starts_on = MANDAT_DEPUIS


class PerimetreCommuneFactory(Locale):
    class Meta:
        model = instances.PerimetreCommune

    perimetre = lie("PerimetreFactory")
    commune = lie("CommuneFactory")
    starts_on = MANDAT_DEPUIS


class EluFactory(Locale):
    class Meta:
        model = instances.Elu

    civilite = "Mme"
    prenom = "Camille"
    nom = factory.Sequence(lambda n: f"Roussel {n}")
    naissance = dt.date(1979, 3, 14)
    courriel = factory.Sequence(lambda n: f"elu{n}@exemple.fr")
    adresse = "3 rue du Lavoir, 25000 Brumeval"
    fictif = True


class PreferenceCanalFactory(Locale):
    class Meta:
        model = instances.PreferenceCanal

    elu = lie("EluFactory")
    canal = "papier"
    adresse = "3 rue du Lavoir, 25000 Brumeval"
    demande_on = MANDAT_DEPUIS


class MandatFactory(Locale):
    class Meta:
        model = instances.Mandat

    elu = lie("EluFactory")
    nature = "conseiller_communautaire"
    commune = lie("CommuneFactory")
    starts_on = MANDAT_DEPUIS


class TypeInstanceFactory(Locale):
    class Meta:
        model = instances.TypeInstance

    code = factory.Sequence(lambda n: f"conseil-{n}")
    nom = "Conseil communautaire"
    modele = "conseil"
    nature = "deliberante"
    publique = True
    quorum_regle = "majorite_en_exercice"
    pouvoirs = True
    suppleance = "suppleant_de_commune"


class RegleCompositionFactory(Locale):
    class Meta:
        model = instances.RegleComposition

    type_instance = lie("TypeInstanceFactory")
    source = "conseillers_communautaires"


class InstanceFactory(Locale):
    class Meta:
        model = instances.Instance

    type_instance = lie("TypeInstanceFactory")
    nom = factory.Sequence(lambda n: f"Conseil communautaire {n}")
    nom_dans_la_phrase = "le Conseil communautaire"
    lieu = "Maison de l’intercommunalité, salle des séances"
    starts_on = MANDAT_DEPUIS


class NominationFactory(Locale):
    class Meta:
        model = instances.Nomination

    instance = lie("InstanceFactory")
    elu = lie("EluFactory")
    qualite = "titulaire"
    starts_on = MANDAT_DEPUIS


class ReglementInterieurFactory(Locale):
    class Meta:
        model = instances.ReglementInterieur

    version = factory.Sequence(lambda n: n % 1000 + 1)
    starts_on = factory.LazyAttribute(lambda o: MANDAT_DEPUIS + dt.timedelta(days=o.version - 1))


def fabriques_par_modele() -> dict[type, type[Locale]]:
    """Every tenant model and its factory: a table without one fails test_etancheite."""

    def toutes(classe: type[Locale]) -> Iterator[type[Locale]]:
        for fille in classe.__subclasses__():
            yield fille
            yield from toutes(fille)

    return {f._meta.model: f for f in toutes(Locale) if not f._meta.abstract}


@contextmanager
def portee_nette() -> Iterator[None]:
    """Inside a test's one transaction, forget the scope that a request left behind it.

    Each real request has its own transaction, which forgets by itself.
    """
    with tenancy._portee(tenant="", user="", slug="", ordonnanceur=""):
        yield
