"""Sending documents round to the municipal councillors who do not sit (CNV-15).

The act writes one row and its reasons; the clock writes the messages, some hundreds at a
time, and the mail lets them leave after everything that the law dates.
"""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from governance import audit, mail, tenancy
from governance.db import lock
from governance.models import Envoi, User
from governance.tasks import enqueue, tic
from instances import documents
from instances.models import Convocation, Copie, Diffusion, Elu, Seance
from instances.queries import copies
from instances.regles.copies import ARTICLE

LOT = 200


@transaction.atomic
def diffuser(
    seance: Seance,
    *,
    nature: str,
    cle: str,
    objet: str,
    pieces: Sequence[mail.Piece],
    by: User | None,
    at: datetime,
) -> Diffusion:
    """Have documents sent to each of them; a link leads to the documents, which weigh nothing.

    ``cle`` names what is sent: asking again changes nothing (« diffusion_unique »).
    """
    diffusion = Diffusion.objects.create(
        intercommunalite_id=seance.intercommunalite_id,
        seance=seance,
        nature=nature,
        cle=cle,
        objet=objet,
        texte="",
        pieces=[piece.en_json() for piece in pieces],
        demandee_at=at,
    )
    diffusion.texte = _texte(diffusion)
    diffusion.save(update_fields=["texte"])
    nombre = copies.a_ecrire(diffusion).count()
    audit.record("copies_transmettre", seance, by=by, at=at, nature=nature, destinataires=nombre)
    enqueue(tic)
    return diffusion


def diffuser_la_convocation(
    convocation: Convocation, *, by: User | None, at: datetime
) -> Diffusion | None:
    """With the convocation, where the law or the intercommunalité asks for it."""
    if convocation.pdf is None or not copies.copie_due(convocation.seance):
        return None
    return transmettre_la_convocation(convocation, by=by, at=at)


def transmettre_la_convocation(
    convocation: Convocation, *, by: User | None, at: datetime
) -> Diffusion:
    """The convocation and its notes de synthèse, as they were sent to the members."""
    seance = convocation.seance
    assert convocation.pdf is not None  # what was sent has its document
    nom = documents.nom_de_fichier(seance, "pdf")
    return diffuser(
        seance,
        nature=Diffusion.Nature.CONVOCATION,
        cle=copies.cle_de(convocation),
        objet=f"Pour information\u00a0: {documents.objet_du_courriel(seance)}",
        pieces=[mail.Piece(nom=nom, fichier=convocation.pdf)],
        by=by,
        at=at,
    )


@transaction.atomic
def fermer_les_copies(diffusion: Diffusion, *, by: User, at: datetime) -> Diffusion:
    """The page without account gives nothing any more; what was received stays received."""
    lock(diffusion)
    if diffusion.fermee_at is None:
        diffusion.fermee_at = at
        diffusion.save(update_fields=["fermee_at"])
        audit.record("copies_fermer", diffusion, by=by, at=at)
    return diffusion


def _texte(diffusion: Diffusion) -> str:
    seance = diffusion.seance
    args = [seance.intercommunalite.slug, copies.cle_publique(diffusion)]
    lien = settings.ADRESSE_PUBLIQUE.rstrip("/") + reverse("instances:documents-publics", args=args)
    contexte = {
        "diffusion": diffusion,
        "seance": seance,
        "jour": documents.jour_nu(seance.starts_at),
        "intercommunalite": seance.intercommunalite,
        "lien": lien,
        "article": ARTICLE,
    }
    return render_to_string("emails/copie.txt", contexte)


# The clock ------------------------------------------------------------------------------


def etendre(intercommunalite_id: int) -> int:
    """Write the messages that are due, lot by lot, then let those that may leave do so."""
    with tenancy.entrer(intercommunalite_id):
        dues = list(Diffusion.objects.filter(achevee_at=None).values_list("pk", flat=True))
    ecrits = 0
    for pk in dues:
        while lot := _etendre_un_lot(intercommunalite_id, pk):
            ecrits += lot
    return ecrits + mail.vider_les_copies(intercommunalite_id)


def _etendre_un_lot(intercommunalite_id: int, pk: int) -> int:
    """One transaction: whoever dies here leaves whole lots behind, and nobody twice."""
    with tenancy.entrer(intercommunalite_id):
        diffusion = lock(Diffusion.objects.get(pk=pk))
        if diffusion.achevee_at is not None:
            return 0
        elus = list(copies.a_ecrire(diffusion)[:LOT])
        envois = mail.inscrire(_envoi(diffusion, elu) for elu in elus)
        Copie.objects.bulk_create(
            Copie(
                intercommunalite_id=intercommunalite_id,
                diffusion=diffusion,
                elu=elu,
                envoi=envoi,
            )
            for elu, envoi in zip(elus, envois, strict=True)
        )
        if len(elus) < LOT:
            diffusion.achevee_at = timezone.now()
            diffusion.save(update_fields=["achevee_at"])
        return len(elus)


def _envoi(diffusion: Diffusion, elu: Elu) -> Envoi:
    return mail.preparer(
        diffusion.intercommunalite,
        idem=f"copie/{diffusion.pk}/{elu.pk}",
        destinataire=str(elu),
        adresse=elu.courriel,
        objet=diffusion.objet,
        corps=diffusion.texte,
        priorite=Envoi.Priorite.COPIE,
    )
