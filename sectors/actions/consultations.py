"""Asking the communes' councils, and writing down what each of them answered."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from governance import audit, mail, stockage
from governance.db import lock
from governance.models import Envoi, Fichier, Intercommunalite, User
from governance.regles import Manquement, exiger
from governance.tasks import enqueue, tic
from instances.models import Commune, Point
from instances.regles.annexes import controler_annexe
from sectors import documents_avis
from sectors.models import AvisCommune, Consultation
from sectors.queries.consultations import maires_des, secretaires_des
from sectors.regles import avis_communes as regles

Piece = tuple[str, bytes]


@transaction.atomic
def consulter(
    intercommunalite: Intercommunalite,
    *,
    fondement: str,
    objet: str,
    communes: Iterable[Commune],
    delai_mois: int,
    by: User,
    at: datetime,
    point: Point | None = None,
    projet: Piece | None = None,
    silence_favorable: bool = False,
    remplace: Consultation | None = None,
) -> Consultation:
    """Transmit a project: the clock of each commune starts that day (MAJ-02, PAC-02)."""
    lock(intercommunalite)
    demandees = sorted(communes, key=lambda c: c.nom)
    exiger(_controler(fondement, demandees, delai_mois, point))
    consultation = _ecrire(
        intercommunalite,
        fondement=fondement,
        objet=objet,
        point=point,
        projet=_deposer(intercommunalite, projet),
        delai_mois=delai_mois,
        silence_favorable=regles.silence(fondement, silence_favorable),
        ouverte_at=at,
        remplace=remplace,
    )
    _demander(consultation, demandees, at)
    if remplace is not None:
        _fermer(remplace, at)
    noms = [c.nom for c in demandees]
    audit.record("consultation_ouvrir", consultation, by=by, at=at, communes=noms)
    enqueue(tic)
    return consultation


def _controler(
    fondement: str, communes: list[Commune], mois: int, point: Point | None
) -> tuple[Manquement, ...]:
    """Of one commune alone: its report says so; other consultations name no commune."""
    concernee: set[int | None] = {c.pk for c in communes}
    if point is not None and fondement == Consultation.Fondement.COMMUNE_SEULE:
        concernee = {point.commune_concernee_id}
    return regles.controler_transmission(
        fondement=fondement,
        communes=len(communes),
        mois=mois,
        du_rapport=concernee >= {c.pk for c in communes},
        adopte_le_pacte=point is None or point.matiere == Point.Matiere.PACTE,
    )


def _ecrire(ici: Intercommunalite, **champs: Any) -> Consultation:
    consultation = Consultation(intercommunalite=ici, **champs)
    consultation.full_clean()
    consultation.save()
    return consultation


def _deposer(ici: Intercommunalite, piece: Piece | None) -> Fichier | None:
    if piece is None:
        return None
    nom, octets = piece
    plafond = ici.taille_max_piece * 1024 * 1024
    return stockage.deposer(ici, octets, controler_annexe(nom=nom, octets=octets, plafond=plafond))


def _demander(consultation: Consultation, communes: list[Commune], at: datetime) -> None:
    ici, on = consultation.intercommunalite, localdate(at)
    lignes = AvisCommune.objects.bulk_create(
        AvisCommune(
            intercommunalite=ici, consultation=consultation, commune=commune, transmis_on=on
        )
        for commune in communes
    )
    maires, secretaires = maires_des(ici, communes, on), secretaires_des(ici, communes)
    envois = []
    for ligne in lignes:
        elu = maires.get(ligne.commune_id)
        if elu is not None:
            envois.append(_envoi(ligne, "", str(elu), elu.courriel))
        for acces in secretaires.get(ligne.commune_id, ()):
            envois.append(_envoi(ligne, f"/{acces.pk}", str(acces.user), acces.user.email))
    mail.inscrire(envois)


def _envoi(ligne: AvisCommune, suite: str, destinataire: str, adresse: str) -> Envoi:
    consultation = ligne.consultation
    pieces = []
    if consultation.projet is not None:
        nom = documents_avis.nom_du_projet(consultation)
        pieces = [mail.Piece(nom=nom, fichier=consultation.projet)]
    return mail.preparer(
        ligne.intercommunalite,
        idem=f"consultation/{consultation.pk}/{ligne.commune_id}{suite}",
        destinataire=destinataire,
        adresse=adresse,
        objet=f"Avis de votre conseil municipal\u00a0: {consultation.objet}"[:250],
        corps=documents_avis.corps_au_maire(ligne),
        pieces=pieces,
    )


def retransmettre(consultation: Consultation, *, by: User, at: datetime, **champs: Any) -> Any:
    """A substantial change starts everything again; the former transmission stays (MAJ-05)."""
    communes = [a.commune for a in consultation.avis.select_related("commune")]
    return consulter(
        consultation.intercommunalite,
        fondement=consultation.fondement,
        communes=communes,
        point=consultation.point,
        delai_mois=consultation.delai_mois,
        silence_favorable=consultation.silence_favorable,
        remplace=consultation,
        by=by,
        at=at,
        **champs,
    )


@transaction.atomic
def repondre_consultation(
    avis: AvisCommune,
    *,
    sens: str,
    delibere_on: date,
    deliberation: Piece | None,
    observations: str,
    by: User,
    at: datetime,
) -> AvisCommune:
    """The council's answer, by its mayor or by the services. Late, it is kept without effect."""
    consultation = lock(avis.consultation)
    avis.refresh_from_db()
    exiger(
        regles.controler_reponse(
            transmis_le=avis.transmis_on,
            rendu_le=delibere_on,
            aujourd_hui=localdate(at),
            avec_deliberation=deliberation is not None or avis.deliberation_id is not None,
            close=consultation.close_at is not None,
        )
    )
    avant = avis.sens
    avis.sens, avis.delibere_on, avis.recu_at = sens, delibere_on, at
    avis.observations, avis.by = observations, by
    depose = _deposer(avis.intercommunalite, deliberation)
    avis.deliberation = depose or avis.deliberation
    avis.full_clean()
    avis.save()
    audit.record(
        "consultation_repondre",
        consultation,
        by=by,
        at=at,
        commune=avis.commune.nom,
        sens=sens,
        avant=avant,
        delibere=delibere_on.isoformat(),
    )
    return avis


@transaction.atomic
def noter_compromis(
    consultation: Consultation, *, compromis: str, politique_adoptee: bool, by: User, at: datetime
) -> Consultation:
    """What a charte asks before passing over a refusal: noted, it changes no majority (MAJ-06)."""
    lock(consultation)
    consultation.compromis, consultation.politique_adoptee = compromis, politique_adoptee
    consultation.save(update_fields=["compromis", "politique_adoptee"])
    audit.record("consultation_compromis", consultation, by=by, at=at, politique=politique_adoptee)
    return consultation


@transaction.atomic
def clore_consultation(consultation: Consultation, *, by: User, at: datetime) -> Consultation:
    """Nothing more is expected; the answers stay."""
    lock(consultation)
    _fermer(consultation, at)
    audit.record("consultation_clore", consultation, by=by, at=at)
    return consultation


def _fermer(consultation: Consultation, at: datetime) -> None:
    if consultation.close_at is None:
        consultation.close_at = at
        consultation.save(update_fields=["close_at"])
