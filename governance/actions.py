"""Every write of the common ground: intercommunalités, accesses, tokens, settings."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from governance import audit, groupes, invitations, regles_acces, stockage, tenancy
from governance.db import lock
from governance.images import type_du_logo
from governance.models import Acces, Intercommunalite, Jeton, User
from governance.regles import exiger


@dataclass(frozen=True, kw_only=True)
class Identite:
    """What an intercommunalité is when it joins the software."""

    slug: str
    nom: str
    nom_court: str
    nature: str
    siren: str
    departement: str
    fuseau: str = "Europe/Paris"
    droit_local: bool = False
    population: int | None = None
    est_demonstration: bool = False


@dataclass(frozen=True, kw_only=True)
class Demande:
    """Whom an access is opened for, and as what."""

    email: str
    prenom: str
    nom: str
    role: str
    fonction: str = ""


def creer_intercommunalite(
    identite: Identite, *, by: User | None, at: datetime
) -> Intercommunalite:
    """Provision a tenant. Only a command calls this: no page creates intercommunalités."""
    with tenancy.ordonnanceur():
        intercommunalite = Intercommunalite(**asdict(identite))
        intercommunalite.full_clean()
        intercommunalite.save()
    with tenancy.entrer(intercommunalite, by):
        audit.record("intercommunalite_creer", intercommunalite, by=by, at=at)
    return intercommunalite


@transaction.atomic
def ouvrir_acces(
    intercommunalite: Intercommunalite, demande: Demande, *, by: User | None, at: datetime
) -> Acces:
    """Open an access, or open again one that was closed; a new account receives its link."""
    user, nouveau = _compte(demande)
    ferme = intercommunalite.acces.exclude(ferme_at=None).filter(user=user).first()
    acces = ferme or Acces(intercommunalite=intercommunalite, user=user)
    acces.role, acces.fonction = demande.role, demande.fonction
    acces.ouvert_at, acces.ferme_at, acces.instances_choisies = at, None, False
    acces.full_clean()
    acces.save()
    audit.record("acces_ouvrir", acces, by=by, at=at, role=acces.role)
    invitations.inviter(acces, nouveau=nouveau, at=at)
    return acces


def _compte(demande: Demande) -> tuple[User, bool]:
    """The account of this address. Names already chosen by their owner are left alone."""
    email = demande.email.strip().lower()
    user = User.objects.filter(email=email).first()
    if user is not None:
        return user, not user.has_usable_password()
    user = User(email=email, first_name=demande.prenom, last_name=demande.nom)
    user.set_unusable_password()
    user.full_clean(exclude=["password"])
    user.save()
    return user, True


@transaction.atomic
def modifier_acces(acces: Acces, *, role: str, fonction: str, by: User, at: datetime) -> Acces:
    """Change the role; charges on chosen instances do not outlive the role that allows them."""
    lock(acces.intercommunalite)
    lock(acces)
    avant = {"role": acces.role, "fonction": acces.fonction}
    exiger(regles_acces.changement(_changement(acces, apres=role, by=by)))
    if role != acces.role and acces.instances_choisies:
        groupes.retirer(acces)
        acces.instances_choisies = False
    acces.role, acces.fonction = role, fonction
    acces.full_clean()
    acces.save()
    audit.record("acces_modifier", acces, by=by, at=at, avant=avant, role=role)
    return acces


@transaction.atomic
def fermer_acces(acces: Acces, *, by: User, at: datetime) -> Acces:
    """Close the access with its tokens and charges. The account keeps its other accesses."""
    lock(acces.intercommunalite)
    lock(acces)
    if acces.ferme_at is not None:
        return acces
    exiger(regles_acces.changement(_changement(acces, apres=None, by=by)))
    groupes.retirer(acces)
    acces.jetons.filter(revoque_at=None).update(revoque_at=at)
    acces.ferme_at, acces.instances_choisies = at, False
    acces.save(update_fields=["ferme_at", "instances_choisies"])
    audit.record("acces_fermer", acces, by=by, at=at)
    return acces


def _changement(acces: Acces, *, apres: str | None, by: User) -> regles_acces.Changement:
    autres = acces.intercommunalite.acces.en_vigueur().exclude(pk=acces.pk)
    return regles_acces.Changement(
        avant=acces.role,
        apres=apres,
        autres_administrateurs=autres.filter(role=Acces.Role.ADMINISTRATEUR).count(),
        le_sien=acces.user_id == by.pk,
    )


@transaction.atomic
def creer_jeton(acces: Acces, *, libelle: str, by: User | None, at: datetime) -> tuple[Jeton, str]:
    """Draw a token. The secret is in the answer and nowhere else: only its SHA-256 is kept."""
    secret = Jeton.nouveau()
    jeton = Jeton(
        intercommunalite=acces.intercommunalite,
        acces=acces,
        libelle=libelle,
        empreinte=Jeton.condenser(secret),
        cree_at=at,
    )
    jeton.full_clean()
    jeton.save()
    audit.record("jeton_creer", jeton, by=by, at=at, compte=str(acces.user))
    return jeton, secret


@transaction.atomic
def revoquer_jeton(jeton: Jeton, *, by: User, at: datetime) -> Jeton:
    lock(jeton)
    if jeton.revoque_at is None:
        jeton.revoque_at = at
        jeton.save(update_fields=["revoque_at"])
        audit.record("jeton_revoquer", jeton, by=by, at=at)
    return jeton


@transaction.atomic
def modifier_parametres(
    intercommunalite: Intercommunalite,
    *,
    by: User,
    at: datetime,
    logo: bytes | None = None,
    **champs: Any,
) -> Intercommunalite:
    """Change name, colour, logo, size of documents, numbering. ``logo``: bytes of a new one."""
    lock(intercommunalite)
    avant = {nom: str(getattr(intercommunalite, nom)) for nom in champs}
    for nom, valeur in champs.items():
        setattr(intercommunalite, nom, valeur)
    plafond = settings.TAILLE_MAX_FICHIER // (1024 * 1024)
    exiger(
        [
            *regles_acces.gabarit(intercommunalite.gabarit_numero),
            *regles_acces.piece(megaoctets=intercommunalite.taille_max_piece, plafond=plafond),
        ]
    )
    if logo is not None:
        intercommunalite.logo = stockage.deposer(intercommunalite, logo, type_du_logo(logo))
    intercommunalite.full_clean()
    intercommunalite.save()
    audit.record("parametres_modifier", intercommunalite, by=by, at=at, avant=avant)
    return intercommunalite
