"""An intercommunalité of two hundred members, each with an account, in a séance that is open."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from governance import tenancy
from governance.actions import Identite, creer_intercommunalite
from governance.models import Acces, Intercommunalite, User
from instances.actions.ecrans import ouvrir_ecran
from instances.models import (
    Elu,
    Instance,
    Point,
    Presence,
    Presidence,
    ReglementInterieur,
    Seance,
    Siegeant,
    TypeInstance,
)

IDENTITE = Identite(
    slug="mesure-des-votes",
    nom="Mesure des votes",
    nom_court="Mesure",
    nature="communaute_communes",
    siren="999999980",
    departement="25",
    est_demonstration=True,
)
RAPPORTS = 5
# The cookie and the field say the same: what a page would have carried.
JETON = "j" * 32
BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True, kw_only=True)
class Membre:
    """Somebody at the other end of the network: a seat, and the cookie of a session."""

    siege: int
    session: str

    @property
    def cookie(self) -> str:
        return f"{settings.SESSION_COOKIE_NAME}={self.session}; csrftoken={JETON}"


@dataclass(frozen=True, kw_only=True)
class Salle:
    ici: Intercommunalite
    seance: Seance
    secretariat: Membre
    membres: list[Membre]
    secret: str
    points: list[int]

    def url(self, suite: str) -> str:
        return f"/{self.ici.slug}/{suite}"


def preparer(combien: int) -> Salle:
    """A new séance each time: the former ones stay in the demonstration, out of the way."""
    ici = tenancy.trouver(IDENTITE.slug) or creer_intercommunalite(
        IDENTITE, by=None, at=timezone.now()
    )
    with tenancy.entrer(ici):
        elus = _elus(ici, combien)
        seance = _seance(ici, elus)
        clerc = _compte("secretariat@mesure.exemple")
        Acces.objects.get_or_create(
            intercommunalite=ici, user=clerc, defaults={"role": Acces.Role.ADMINISTRATEUR}
        )
        secret = ouvrir_ecran(seance, by=clerc, at=timezone.now())
        sieges = dict(seance.siegeants.values_list("elu_id", "pk"))
        membres = [
            Membre(siege=sieges[elu.pk], session=_session(elu.acces.user))
            for elu in elus
            if elu.acces
        ]
        return Salle(
            ici=ici,
            seance=seance,
            secretariat=Membre(siege=0, session=_session(clerc)),
            membres=membres,
            secret=secret,
            points=list(seance.points.order_by("rang").values_list("pk", flat=True)),
        )


def _compte(courriel: str) -> User:
    compte, nouveau = User.objects.get_or_create(email=courriel)
    if nouveau:
        compte.set_unusable_password()
        compte.save()
    return compte


def _session(compte: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(compte.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = compte.get_session_auth_hash()
    session.save()
    cle = session.session_key
    assert cle is not None  # it has just been saved
    return cle


def _elus(ici: Intercommunalite, combien: int) -> list[Elu]:
    deja = list(ici.elus.select_related("acces__user").order_by("pk")[:combien])
    for rang in range(len(deja), combien):
        acces = Acces.objects.create(
            intercommunalite=ici,
            user=_compte(f"membre-{rang}@mesure.exemple"),
            role=Acces.Role.ELU,
        )
        elu = Elu.objects.create(
            intercommunalite=ici, civilite="Mme", prenom="Élue", nom=f"Mesure {rang}", acces=acces
        )
        deja.append(elu)
    return deja


def _seance(ici: Intercommunalite, elus: Iterable[Elu]) -> Seance:
    """Laid as it stands once open: what leads there is measured elsewhere."""
    elus = list(elus)
    _reglement(ici)
    seance = Seance.objects.create(
        intercommunalite=ici,
        numero=ici.seances.count() + 1,
        instance=_conseil(ici),
        etat=Seance.Etat.OUVERTE,
        starts_at=timezone.now(),
        ouverte_at=timezone.now(),
        en_exercice=len(elus),
    )
    champs = {"intercommunalite": ici, "seance": seance}
    sieges = Siegeant.objects.bulk_create(
        Siegeant(**champs, elu=elu, commune="Mesure", ordre=rang) for rang, elu in enumerate(elus)
    )
    Presence.objects.bulk_create(Presence(**champs, siegeant=siege) for siege in sieges)
    Presidence.objects.create(**champs, elu=elus[0], qualite="Président", ordre=1)
    Point.objects.bulk_create(
        Point(
            **champs,
            numero=f"1.{rang}",
            rang=rang,
            titre=f"Rapport de mesure {rang}",
            type=Point.Type.DELIBERATION,
            etat=Point.Etat.EN_DISCUSSION if rang == 1 else Point.Etat.INSCRIT,
            mis_en_discussion_at=timezone.now() if rang == 1 else None,
        )
        for rang in range(1, RAPPORTS + 1)
    )
    return seance


def _conseil(ici: Intercommunalite) -> Instance:
    deja = ici.instances.first()
    if deja is not None:
        return deja
    genre = TypeInstance.objects.create(
        intercommunalite=ici,
        code=f"mesure-{secrets.token_hex(3)}",
        nom="Conseil de mesure",
        modele="conseil",
        nature="deliberante",
        publique=True,
        quorum_regle="majorite_en_exercice",
        pouvoirs=True,
    )
    return Instance.objects.create(
        intercommunalite=ici, type_instance=genre, nom="Conseil de mesure", starts_on=_depuis()
    )


def _reglement(ici: Intercommunalite) -> None:
    if not ici.reglements.exists():
        ReglementInterieur.objects.create(
            intercommunalite=ici,
            version=1,
            starts_on=_depuis(),
            valeurs={"mode_vote_defaut": "electronique"},
        )


def _depuis() -> date:
    return date(2026, 1, 1)
