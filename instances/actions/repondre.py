"""Answering a convocation: the member says, the pouvoir follows, those concerned are told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from governance import audit, mail
from governance.db import lock
from governance.models import User
from governance.regles import Manquement, exiger
from governance.tasks import enqueue, tic
from instances import documents
from instances.actions import tenue
from instances.models import Elu, Pouvoir, Remise, Reponse, Seance, Siegeant
from instances.queries.reponses import Repondant
from instances.regles import reponses as regles
from instances.regles.etats import exiger_etat
from instances.regles.reponses import Choix

Voie = Reponse.Voie
# Whoever changes his mind is heard; a machine that answers in a loop is not.
PAR_HEURE = 20


@dataclass(frozen=True, kw_only=True)
class Recue:
    """The answer as kept, and what its author should know of it."""

    reponse: Reponse
    alertes: tuple[Manquement, ...] = ()
    pouvoir: Pouvoir | None = None


@transaction.atomic
def repondre(
    siege: Siegeant,
    *,
    choix: str,
    voie: str,
    by: User | None,
    at: datetime,
    mandataire: Siegeant | None = None,
    commentaire: str = "",
    remise: Remise | None = None,
) -> Recue:
    """Keep what the member says of his coming. The last answer counts; all of them remain."""
    seance = lock(siege.seance)
    exiger_etat(seance.etat, "repondre")
    mandataire = mandataire if choix == Choix.POUVOIR else None
    repondant = Repondant(siege=siege, seance=seance)
    if meme := _la_meme(repondant.derniere, choix, mandataire, commentaire):
        return Recue(reponse=meme, pouvoir=repondant.pouvoir)
    alertes = exiger([*_cadence(siege, at), *_manquements(repondant, choix, mandataire)])
    reponse = Reponse.objects.create(
        intercommunalite_id=siege.intercommunalite_id,
        seance=seance,
        siegeant=siege,
        remise=remise,
        choix=choix,
        mandataire=mandataire,
        voie=voie,
        commentaire=commentaire,
        at=at,
        by=by,
    )
    _noter(reponse, alertes, by=by, at=at)
    pouvoir = _accorder_le_pouvoir(repondant, reponse, by=by, at=at)
    _prevenir_le_suppleant(repondant, reponse)
    return Recue(reponse=reponse, alertes=alertes, pouvoir=pouvoir)


def _la_meme(
    derniere: Reponse | None, choix: str, mandataire: Siegeant | None, commentaire: str
) -> Reponse | None:
    """Sent twice, an answer is one answer."""
    if derniere is None:
        return None
    dite = (derniere.choix, derniere.mandataire_id, derniere.commentaire)
    return derniere if dite == (choix, mandataire.pk if mandataire else None, commentaire) else None


def _cadence(siege: Siegeant, at: datetime) -> Iterable[Manquement]:
    if siege.reponses.filter(at__gt=at - timedelta(hours=1)).count() >= PAR_HEURE:
        yield Manquement(
            regle="SAISIE",
            message=(
                "Trop de réponses en une heure\u00a0: la dernière enregistrée est gardée. "
                "Prévenez le service des assemblées."
            ),
        )


def _manquements(
    repondant: Repondant, choix: str, mandataire: Siegeant | None
) -> Iterable[Manquement]:
    return regles.manquements(
        repondant.situation,
        choix=Choix(choix),
        mandataire=repondant.mandataire(mandataire),
        plafond=repondant.plafond,
        suite=repondant.suite,
    )


def _noter(
    reponse: Reponse, alertes: Iterable[Manquement], *, by: User | None, at: datetime
) -> None:
    audit.record(
        "reponse_donner",
        reponse,
        by=by,
        at=at,
        voie=reponse.voie,
        choix=reponse.choix,
        mandataire=str(reponse.mandataire or ""),
        alertes=[m.message for m in alertes],
    )


def _accorder_le_pouvoir(
    repondant: Repondant, reponse: Reponse, *, by: User | None, at: datetime
) -> Pouvoir | None:
    """Another answer takes the pouvoir back (POU-05); an account gives it at once (POU-01)."""
    if repondant.pouvoir is not None:
        ancien = tenue.revoquer_pouvoir(repondant.pouvoir, by=by, at=at)
        _ecrire(ancien.mandataire, reponse, "pouvoir_retire")
    if reponse.choix != Choix.POUVOIR or reponse.voie != Voie.COMPTE or by is None:
        return None
    return _enregistrer(reponse, by=by, at=at)


def _enregistrer(reponse: Reponse, *, by: User, at: datetime) -> Pouvoir:
    """A pouvoir is written, dated and named; this séance is all it is for (POU-01, POU-07)."""
    assert reponse.mandataire is not None  # the database refuses a pouvoir without a holder
    pouvoir = tenue.donner_pouvoir(
        reponse.seance,
        mandant=reponse.siegeant,
        mandataire=reponse.mandataire,
        date_du_pouvoir=localdate(reponse.at),
        # By his personal link too, the service confirms it once certain of who wrote (POU-01).
        # He was told of his suppléant when he answered, and chose.
        suppleant_empeche=True,
        recu_par=Pouvoir.Voie.COMPTE if reponse.voie == Voie.COMPTE else Pouvoir.Voie.COURRIEL,
        by=by,
        at=at,
    )
    _ecrire(reponse.mandataire, reponse, "pouvoir_recu")
    return pouvoir


@transaction.atomic
def confirmer_pouvoir(reponse: Reponse, *, by: User, at: datetime) -> Pouvoir:
    """The service is certain of who wrote: what was declared becomes a pouvoir (POU-01)."""
    seance = lock(reponse.seance)
    exiger_etat(seance.etat, "repondre")
    repondant = Repondant(siege=reponse.siegeant, seance=seance)
    exiger(_depassee(repondant, reponse))
    audit.record("pouvoir_confirmer", reponse, by=by, at=at, voie=reponse.voie)
    return _enregistrer(reponse, by=by, at=at)


def _depassee(repondant: Repondant, reponse: Reponse) -> Iterable[Manquement]:
    derniere = repondant.derniere
    if derniere is None or derniere.pk != reponse.pk or reponse.choix != Choix.POUVOIR:
        yield Manquement(
            regle="POU-05",
            article=regles.ARTICLE_POUVOIR,
            message="Ce pouvoir n’est plus la dernière réponse du membre\u00a0: rien à confirmer.",
        )
    elif repondant.pouvoir is not None:
        yield Manquement(
            regle="POU-05",
            article=regles.ARTICLE_POUVOIR,
            message="Ce pouvoir est déjà enregistré.",
        )


# Telling those concerned --------------------------------------------------------------------


def _prevenir_le_suppleant(repondant: Repondant, reponse: Reponse) -> None:
    """He sits once the titulaire has said so (MEM-03); he is told when it changes too."""
    avant = repondant.derniere
    appele = avant is not None and avant.choix == Choix.SUPPLEANT
    if reponse.choix == Choix.SUPPLEANT:
        _ecrire_a(reponse.siegeant.suppleant, reponse, "suppleant_appele")
    elif appele:
        _ecrire_a(reponse.siegeant.suppleant, reponse, "suppleant_decommande")


def _ecrire(siege: Siegeant | None, reponse: Reponse, motif: str) -> None:
    _ecrire_a(siege.elu if siege else None, reponse, motif)


def _ecrire_a(elu: Elu | None, reponse: Reponse, motif: str) -> None:
    """Who has no address is told by the service: the table says so."""
    if elu is None or not elu.courriel:
        return
    seance: Seance = reponse.seance
    objet, corps = documents.courriel_de_reponse(reponse, elu, motif)
    cle = f"reponse/{reponse.pk}/{motif}/{elu.pk}"
    mail.inscrire([
        mail.preparer(
            seance.intercommunalite, idem=cle, destinataire=str(elu), adresse=elu.courriel,
            objet=objet, corps=corps,
        )
    ])  # fmt: skip
    enqueue(tic)
