"""Several mayors for one alert, where the règlement asks for them: asked, then signed (ALR-01)."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from governance import audit, mail
from governance.db import lock
from governance.models import User
from governance.regles import Manquement, exiger
from governance.tasks import enqueue, tic
from instances.models import Elu
from sectors import documents
from sectors.actions.messages_alertes import message
from sectors.models import Alerte, SignataireAlerte
from sectors.queries.alertes import commune_du_maire
from sectors.regles.alertes import ARTICLE

Etat = Alerte.Etat


@transaction.atomic
def solliciter_maires(
    alerte: Alerte, *, maires: Collection[Elu], by: User, at: datetime
) -> list[SignataireAlerte]:
    """Show the draft to these mayors and ask for their signature; nobody else sees it."""
    lock(alerte)
    exiger(_au_brouillon(alerte))
    deja = set(alerte.signataires.values_list("elu_id", flat=True)) | {alerte.auteur_id}
    nouveaux = [
        SignataireAlerte(intercommunalite=alerte.intercommunalite, alerte=alerte, elu=maire)
        for maire in maires
        if maire.pk not in deja
    ]
    SignataireAlerte.objects.bulk_create(nouveaux)
    corps = documents.corps_de_la_sollicitation(alerte)
    mail.inscrire(message(alerte, s.elu, f"signature-{s.pk}", corps, pieces=[]) for s in nouveaux)
    audit.record("alerte_solliciter", alerte, by=by, at=at, maires=[str(s) for s in nouveaux])
    enqueue(tic)
    return nouveaux


@transaction.atomic
def cosigner_alerte(signataire: SignataireAlerte, *, by: User, at: datetime) -> SignataireAlerte:
    """A mayor signs the text as it stands; another text would need a new signature."""
    alerte = lock(signataire.alerte)
    exiger(_cosignable(signataire, at))
    signataire.at = at
    signataire.save(update_fields=["at"])
    audit.record("alerte_cosigner", alerte, by=by, at=at, maire=str(signataire.elu))
    return signataire


def _au_brouillon(alerte: Alerte) -> Iterable[Manquement]:
    if alerte.etat != Etat.BROUILLON:
        yield _manquement("Cette alerte est déposée\u00a0: elle ne se signe plus.")


def _cosignable(signataire: SignataireAlerte, at: datetime) -> Iterable[Manquement]:
    yield from _au_brouillon(signataire.alerte)
    if commune_du_maire(signataire.elu, localdate(at)) is None:
        yield _manquement("Seul un maire en exercice peut signer cette alerte.")


def _manquement(phrase: str) -> Manquement:
    return Manquement(regle="ALR-01", article=ARTICLE, message=phrase)
