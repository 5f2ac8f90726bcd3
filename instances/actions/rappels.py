"""Reminders: planned from the facts, extinguished with their reason, sent together.

Nothing remembers between two ticks but the rows: a broker lost, a beat restarted or doubled
recalls neither more nor less.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils.timezone import get_current_timezone

from governance import audit, mail
from governance.db import lock
from governance.models import Envoi, Intercommunalite, User
from governance.tasks import enqueue, tic
from instances import documents_rappels
from instances.actions import liens
from instances.models import Rappel, ReglageRappels, Remise
from instances.queries.rappels import Contexte, Prevu, contexte_de, horaires, prevus, reglage_de
from instances.regles.rappels import peut_partir


def rappeler(intercommunalite: Intercommunalite, at: datetime) -> int:
    """Plan, then send what is due; how many messages were written. One beat at a time."""
    seul = Intercommunalite.objects.select_for_update(skip_locked=True, no_key=True)
    if seul.filter(pk=intercommunalite.pk).first() is None:
        return 0
    prevoir(intercommunalite, at)
    return envoyer(intercommunalite, at)


# Planning -----------------------------------------------------------------------------------


def prevoir(intercommunalite: Intercommunalite, at: datetime) -> None:
    """Write what is newly due and extinguish what is done: nothing done is ever recalled."""
    contexte = contexte_de(intercommunalite, at)
    courants = {prevu.cle: prevu for prevu in prevus(contexte)}
    vivants = {rappel.cle: rappel for rappel in intercommunalite.rappels.filter(eteint_at=None)}
    _eteindre(intercommunalite, vivants.keys() - courants.keys(), at)
    _mettre_a_jour(vivants, courants)
    _ajouter(contexte, [courants[cle] for cle in sorted(courants.keys() - vivants.keys())])


def _eteindre(intercommunalite: Intercommunalite, cles: Iterable[str], at: datetime) -> None:
    """With no envoi, it was never sent: its reason went before the hour came."""
    disparus = list(cles)
    if disparus:
        intercommunalite.rappels.filter(cle__in=disparus).update(
            eteint_at=at, traite_at=Coalesce("traite_at", Value(at))
        )


def _mettre_a_jour(vivants: dict[str, Rappel], courants: dict[str, Prevu]) -> None:
    """The numbers of a sentence move until it leaves."""
    for cle, rappel in vivants.items():
        prevu = courants.get(cle)
        if prevu and rappel.traite_at is None and rappel.phrase != prevu.phrase:
            rappel.phrase = prevu.phrase
            rappel.save(update_fields=["phrase"])


def _ajouter(contexte: Contexte, prevus: Sequence[Prevu]) -> None:
    """A reason that comes back revives its row, and is sent only if it never was."""
    if not prevus:
        return
    ici = contexte.intercommunalite
    ici.rappels.filter(cle__in=[p.cle for p in prevus], envoi=None).update(traite_at=None)
    ici.rappels.filter(cle__in=[p.cle for p in prevus]).update(eteint_at=None)
    Rappel.objects.bulk_create(
        (
            Rappel(
                intercommunalite=ici,
                cle=prevu.cle,
                nature=prevu.nature,
                seance=prevu.seance,
                acces=prevu.acces,
                elu=prevu.elu,
                phrase=prevu.phrase,
                chemin=prevu.chemin,
                due_at=contexte.partira(prevu.palier),
            )
            for prevu in prevus
        ),
        ignore_conflicts=True,
    )


# Sending ------------------------------------------------------------------------------------


def envoyer(intercommunalite: Intercommunalite, at: datetime) -> int:
    """One message per person: what presses takes along what is due later the same day."""
    fuseau = get_current_timezone()
    if not peut_partir(at, fuseau, horaires(reglage_de(intercommunalite))):
        return 0
    attendus = intercommunalite.rappels.filter(traite_at=None)
    if not attendus.filter(due_at__lte=at).exists():
        return 0
    demain = datetime.combine(at.astimezone(fuseau).date() + timedelta(days=1), datetime.min.time())
    dus = (
        attendus.filter(due_at__lt=demain.replace(tzinfo=fuseau))
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("acces__user", "elu", "seance__instance", "seance__intercommunalite")
        .order_by("acces_id", "elu_id", "seance_id", "due_at", "pk")
    )
    lots = [list(lot) for _, lot in groupby(dus, key=_destinataire)]
    partants = [lot for lot in lots if any(r.due_at <= at for r in lot) and _adresse(lot[0])]
    _inscrire(intercommunalite, partants, at)
    return len(partants)


def _destinataire(rappel: Rappel) -> tuple[int | None, ...]:
    """One message to an account; to an élu one per séance, whose dossier its link opens."""
    return (rappel.acces_id, rappel.elu_id, rappel.seance_id if rappel.elu_id else None)


def _adresse(rappel: Rappel) -> str:
    return str(rappel.acces.user.email if rappel.acces else rappel.elu and rappel.elu.courriel)


def _inscrire(ici: Intercommunalite, lots: Sequence[list[Rappel]], at: datetime) -> None:
    if not lots:
        return
    envois = mail.inscrire([_message(ici, lot, at) for lot in lots])
    for lot, envoi in zip(lots, envois, strict=True):
        ici.rappels.filter(pk__in=[r.pk for r in lot]).update(traite_at=at, envoi=envoi)
    _ouvrir_les_liens(ici, [(lot[0], envoi) for lot, envoi in zip(lots, envois, strict=True)])
    enqueue(tic)


def _message(ici: Intercommunalite, lot: list[Rappel], at: datetime) -> Envoi:
    """``idem`` names the person, the day and the first row: the same rows never leave twice."""
    premier = lot[0]
    qui = f"acces-{premier.acces_id}" if premier.acces_id else f"elu-{premier.elu_id}"
    jour = at.astimezone(get_current_timezone()).date()
    return mail.preparer(
        ici,
        idem=f"rappels/{qui}/{jour}/{premier.pk}",
        destinataire=str(premier.acces.user if premier.acces else premier.elu),
        adresse=_adresse(premier),
        objet=documents_rappels.objet(ici, lot),
        corps=documents_rappels.corps(ici, lot),
        priorite=Envoi.Priorite.COPIE,
    )


def _ouvrir_les_liens(ici: Intercommunalite, envoyes: Sequence[tuple[Rappel, Envoi]]) -> None:
    """The personal link of the message opens the latest dossier sent to this élu."""
    aux_elus = {(r.elu_id, r.seance_id): envoi for r, envoi in envoyes if r.elu_id}
    remises = ici.remises.filter(
        elu__in=[elu for elu, _ in aux_elus], convocation__seance__in=[s for _, s in aux_elus]
    ).select_related("convocation__seance")
    derniere: dict[tuple[int | None, int | None], Remise] = {
        (r.elu_id, r.convocation.seance_id): r for r in remises.order_by("convocation__version")
    }
    liens.ouvrir([(derniere[cle], envoi) for cle, envoi in aux_elus.items() if cle in derniere])


# Settings -----------------------------------------------------------------------------------


@transaction.atomic
def regler_rappels(
    intercommunalite: Intercommunalite, *, by: User, at: datetime, **champs: Any
) -> ReglageRappels:
    """What waits is planned again with the new hours; what left stays as it is."""
    lock(intercommunalite)
    reglage = reglage_de(intercommunalite)
    avant = {nom: str(getattr(reglage, nom)) for nom in champs}
    for nom, valeur in champs.items():
        setattr(reglage, nom, valeur)
    reglage.full_clean()
    reglage.save()
    apres = {nom: str(getattr(reglage, nom)) for nom in champs}
    audit.record("rappels_regler", reglage, by=by, at=at, avant=avant, apres=apres)
    intercommunalite.rappels.filter(traite_at=None).delete()
    prevoir(intercommunalite, at)
    return reglage
