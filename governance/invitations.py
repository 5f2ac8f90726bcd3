"""The message that follows a new access: where to log in, and how to choose a password."""

from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from governance import mail, tasks
from governance.models import Acces, Envoi, User


def inviter(acces: Acces, *, nouveau: bool, at: datetime) -> Envoi:
    """Write the message down; it leaves with the others, after the commit."""
    user = acces.user
    contexte = {
        "acces": acces,
        "intercommunalite": acces.intercommunalite,
        "nouveau": nouveau,
        "lien": lien_de_mot_de_passe(user) if nouveau else adresse(acces),
    }
    envoi = mail.preparer(
        acces.intercommunalite,
        idem=f"acces/{acces.pk}/{at.isoformat()}",
        destinataire=str(user),
        adresse=user.email,
        objet=f"Votre accès à Hémicycle, {acces.intercommunalite.nom_court}",
        corps=render_to_string("emails/acces_ouvrir.txt", contexte),
    )
    mail.inscrire([envoi])
    tasks.enqueue(tasks.tic)
    return envoi


def adresse(acces: Acces) -> str:
    return f"{settings.ADRESSE_PUBLIQUE.rstrip('/')}/{acces.intercommunalite.slug}/"


def lien_de_mot_de_passe(user: User) -> str:
    """Allauth's own link: it serves once, and dies with the first password chosen."""
    chemin = reverse(
        "account_reset_password_from_key",
        kwargs={
            "uidb36": user_pk_to_url_str(user),
            "key": default_token_generator.make_token(user),
        },
    )
    return settings.ADRESSE_PUBLIQUE.rstrip("/") + chemin
