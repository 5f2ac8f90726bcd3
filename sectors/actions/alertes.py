"""Acts of the droit d'alerte, from the draft to the answer given back.

The law is not ours here but a règlement's; it leaves no act to refuse an alert in form, and
inscribing it needs nobody: the clock does it (``sectors.echeances``).
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from governance import audit, mail, stockage
from governance.compteurs import prochain
from governance.db import lock
from governance.models import Acces, User
from governance.regles import Manquement, exiger
from governance.tasks import enqueue, tic
from instances.actions.seances import retirer_point
from instances.models import Elu
from instances.queries.composition import president
from instances.regles.annexes import controler_annexe
from sectors import documents
from sectors.actions.inscriptions import decommander, inscrire_si_possible
from sectors.actions.messages_alertes import au_service, message, noter
from sectors.models import Alerte, DestinataireAlerte, SuiteAlerte
from sectors.queries import alertes as queries
from sectors.regles import alertes as regles

Etat = Alerte.Etat
# What a mayor puts his name to: he signs again when one of these changes.
SIGNES = frozenset({"objet", "expose", "grief", "cause", "attente", "commune"})
Qualite = DestinataireAlerte.Qualite


@transaction.atomic
def enregistrer_alerte(auteur: Elu, *, by: User, at: datetime, **champs: Any) -> Alerte:
    """Open a draft. Nobody but its author reads it until it is filed."""
    ici = auteur.intercommunalite
    alerte = Alerte(
        intercommunalite=ici,
        auteur=auteur,
        numero=prochain(ici.pk, "alertes"),
        enregistree_at=at,
        **champs,
    )
    _situer(alerte, at)
    alerte.full_clean()
    alerte.save()
    audit.record("alerte_enregistrer", alerte, by=by, at=at)
    return alerte


@transaction.atomic
def modifier_alerte(alerte: Alerte, *, by: User, at: datetime, **champs: Any) -> Alerte:
    """Keep what is typed. Filed, it does not move; signed, another text asks for new signatures."""
    lock(alerte)
    exiger(_encore_brouillon(alerte))
    if any(getattr(alerte, nom) != champs[nom] for nom in SIGNES & champs.keys()):
        alerte.signataires.update(at=None)
    for nom, valeur in champs.items():
        setattr(alerte, nom, valeur)
    alerte.enregistree_at = at
    _situer(alerte, at)
    alerte.full_clean()
    alerte.save()
    return alerte


def _encore_brouillon(alerte: Alerte) -> Iterable[Manquement]:
    if alerte.etat != Etat.BROUILLON:
        yield Manquement(
            regle="ALR-04",
            article=regles.ARTICLE,
            message="Cette alerte est déposée\u00a0: son texte ne change plus. Vous pouvez la "
            "retirer et en déposer une autre.",
        )


def _situer(alerte: Alerte, at: datetime) -> None:
    """The commune of the mayor, and its sector, unless the author said otherwise."""
    on = localdate(at)
    if alerte.comite is not None:
        alerte.perimetre = alerte.comite.perimetre
        return
    if alerte.commune is None:
        alerte.commune = queries.commune_du_maire(alerte.auteur, on)
    alerte.perimetre = queries.secteur_de(alerte.commune, on)


@transaction.atomic
def joindre_piece(alerte: Alerte, *, nom: str, octets: bytes, by: User, at: datetime) -> Any:
    lock(alerte)
    exiger(_encore_brouillon(alerte))
    ici = alerte.intercommunalite
    plafond = ici.taille_max_piece * 1024 * 1024
    type_mime = controler_annexe(nom=nom, octets=octets, plafond=plafond)
    fichier = stockage.deposer(ici, octets, type_mime)
    piece = alerte.pieces.create(intercommunalite=ici, fichier=fichier, nom=nom)
    audit.record("alerte_joindre", alerte, by=by, at=at, nom=nom, sha256=fichier.sha256)
    return piece


@transaction.atomic
def retirer_piece(piece: Any, *, by: User, at: datetime) -> None:
    alerte = lock(piece.alerte)
    exiger(_encore_brouillon(alerte))
    audit.record("alerte_retirer_piece", alerte, by=by, at=at, nom=piece.nom)
    piece.delete()


@transaction.atomic
def deposer_alerte(alerte: Alerte, *, by: User, at: datetime) -> Alerte:
    """File it: the letter is frozen, the Président and the élus de secteur are told at once.

    In form, it is admissible on the spot and inscribed if a Bureau is still open (ALR-05).
    """
    lock(alerte)
    suivant = regles.suivant(alerte.etat, "deposer")
    reserves = exiger(queries.manquements(alerte, at))
    alerte.etat, alerte.deposee_at = suivant, at
    destinataires = destinataires_de(alerte, at)
    octets = documents.rendre_alerte(alerte, at=at, destinataires=destinataires)
    alerte.courrier = stockage.deposer(alerte.intercommunalite, octets, documents.PDF)
    alerte.save()
    _adresser(alerte, destinataires)
    mail.inscrire([message(alerte, alerte.auteur, "recu", documents.corps_du_recu(alerte))])
    noter(alerte, "Alerte déposée, accusé de réception adressé à son auteur.", by=by, at=at)
    audit.record(
        "alerte_deposer",
        alerte,
        by=by,
        at=at,
        courrier=alerte.courrier.sha256,
        reserves=[m.regle for m in reserves],
    )
    _recevoir(alerte, at=at)
    enqueue(tic)
    return alerte


def destinataires_de(alerte: Alerte, at: datetime) -> list[DestinataireAlerte]:
    """The Président and the élus of the sector, as the composition of the day names them.

    Rows not yet saved: shown before filing, written by it.
    """
    on, ici = localdate(at), alerte.intercommunalite
    trouves: dict[int, DestinataireAlerte] = {}
    elu = president(ici, on)
    if elu is not None:
        trouves[elu.pk] = DestinataireAlerte(
            intercommunalite=ici, alerte=alerte, elu=elu, qualite=Qualite.PRESIDENT
        )
    aux_elus = queries.regime(ici, on).aux_elus_de_secteur
    for represente in queries.elus_du_secteur(alerte.perimetre, on) if aux_elus else ():
        trouves.setdefault(
            represente.elu_id,
            DestinataireAlerte(
                intercommunalite=ici,
                alerte=alerte,
                elu=represente.elu,
                qualite=Qualite.ELU_DE_SECTEUR,
            ),
        )
    return list(trouves.values())


def _adresser(alerte: Alerte, destinataires: list[DestinataireAlerte]) -> None:
    """One message each, with the letter; whoever has already received it is left alone."""
    deja = set(alerte.destinataires.values_list("elu_id", flat=True))
    nouveaux = [d for d in destinataires if d.elu_id not in deja]
    envois = mail.inscrire(
        message(alerte, d.elu, "destinataire", documents.corps_au_destinataire(alerte, d))
        for d in nouveaux
    )
    for destinataire, envoi in zip(nouveaux, envois, strict=True):
        destinataire.envoi = envoi
    DestinataireAlerte.objects.bulk_create(nouveaux)


def _recevoir(alerte: Alerte, *, at: datetime) -> None:
    """The form alone is looked at: whole, it is admissible; if not, it is to be completed."""
    qualites = set(alerte.destinataires.values_list("qualite", flat=True))
    manques = regles.completude(
        president=Qualite.PRESIDENT in qualites,
        elus_de_secteur=Qualite.ELU_DE_SECTEUR in qualites or _president_du_secteur(alerte, at),
        regime=queries.regime(alerte.intercommunalite, localdate(at)),
    )
    if manques:
        alerte.etat = regles.suivant(alerte.etat, "constater_incomplete")
        alerte.manque = " ".join(m.message for m in manques)
        alerte.save(update_fields=["etat", "manque"])
        noter(alerte, f"À compléter\u00a0: {alerte.manque}", by=None, at=at)
        return
    alerte.etat = regles.suivant(alerte.etat, "recevoir")
    alerte.recevable_at, alerte.manque = at, ""
    alerte.save(update_fields=["etat", "recevable_at", "manque"])
    noter(alerte, "Recevable\u00a0: auteur, motif et destinataires sont en règle.", by=None, at=at)
    inscrire_si_possible(alerte, at=at)


def _president_du_secteur(alerte: Alerte, at: datetime) -> bool:
    """The président may himself be an élu of that sector: he is then told once, as both."""
    elus = {e.elu_id for e in queries.elus_du_secteur(alerte.perimetre, localdate(at))}
    return alerte.destinataires.filter(elu_id__in=elus).exists()


@transaction.atomic
def completer_alerte(alerte: Alerte, *, by: User, at: datetime) -> Alerte:
    """Tell those who were missing, now that the composition names them (ALR-04)."""
    lock(alerte)
    alerte.etat = regles.suivant(alerte.etat, "completer")
    alerte.save(update_fields=["etat"])
    _situer(alerte, at)
    alerte.save(update_fields=["commune", "perimetre"])
    _adresser(alerte, destinataires_de(alerte, at))
    audit.record("alerte_completer", alerte, by=by, at=at)
    _recevoir(alerte, at=at)
    enqueue(tic)
    return alerte


@transaction.atomic
def debattre_alerte(alerte: Alerte, *, debat: str, by: User, at: datetime) -> Alerte:
    """Note the substance of the debate: no vote is taken, no decision either (ALR-06)."""
    lock(alerte)
    suivant = regles.suivant(alerte.etat, "debattre")
    exiger(regles.debat(point_traite=queries.point_traite(alerte)))
    alerte.etat = suivant
    alerte.debattue_at, alerte.debat = at, debat
    alerte.save(update_fields=["etat", "debattue_at", "debat"])
    noter(alerte, "Débattue en Bureau.", by=by, at=at)
    audit.record("alerte_debattre", alerte, by=by, at=at)
    return alerte


@transaction.atomic
def donner_suite(
    alerte: Alerte,
    *,
    quoi: str,
    responsable: str = "",
    acces: Acces | None = None,
    avant_on: date,
    by: User,
    at: datetime,
) -> SuiteAlerte:
    """Decide what will be done: by whom, for when. An account is reminded of it, a name is not."""
    lock(alerte)
    alerte.etat = regles.suivant(alerte.etat, "donner_suite")
    alerte.save(update_fields=["etat"])
    libelle = responsable or str(acces.user if acces else "")
    suite: SuiteAlerte = alerte.suites.create(
        intercommunalite=alerte.intercommunalite,
        quoi=quoi,
        responsable=acces,
        responsable_libelle=libelle,
        avant_on=avant_on,
    )
    noter(alerte, f"Suite décidée\u00a0: {quoi} ({libelle}).", by=by, at=at)
    audit.record("alerte_donner_suite", alerte, by=by, at=at, avant=avant_on.isoformat())
    return suite


@transaction.atomic
def tenir_suite(
    suite: SuiteAlerte, *, faite_on: date, bilan: str, by: User, at: datetime
) -> SuiteAlerte:
    alerte = lock(suite.alerte)
    suite.faite_on, suite.bilan = faite_on, bilan
    suite.save(update_fields=["faite_on", "bilan"])
    noter(alerte, f"Fait\u00a0: {suite.quoi}", by=by, at=at)
    audit.record("alerte_tenir_suite", alerte, by=by, at=at, suite=suite.pk)
    return suite


@transaction.atomic
def clore_alerte(alerte: Alerte, *, restitution: str, by: User, at: datetime) -> Alerte:
    """Give the answer back to its author, and to the comité through its élus."""
    lock(alerte)
    suivant = regles.suivant(alerte.etat, "clore")
    exiger(regles.cloture(suites_en_cours=alerte.suites.filter(faite_on=None).count()))
    alerte.etat = suivant
    alerte.close_at, alerte.restitution = at, restitution
    alerte.save(update_fields=["etat", "close_at", "restitution"])
    corps = documents.corps_de_la_restitution(alerte)
    mail.inscrire(message(alerte, elu, "restitution", corps) for elu in _concernes(alerte))
    noter(alerte, "Réponse rendue à l’auteur et aux destinataires.", by=by, at=at)
    audit.record("alerte_clore", alerte, by=by, at=at)
    enqueue(tic)
    return alerte


def _concernes(alerte: Alerte) -> set[Elu]:
    """Its author, the mayors who signed it, and those to whom it was addressed."""
    signataires = alerte.signataires.exclude(at=None).select_related("elu")
    destinataires = alerte.destinataires.select_related("elu")
    return {alerte.auteur, *(s.elu for s in signataires), *(d.elu for d in destinataires)}


@transaction.atomic
def retirer_alerte(alerte: Alerte, *, by: User, at: datetime) -> Alerte:
    """Its author takes it back: its point leaves the ordre du jour, and all who had it are told."""
    lock(alerte)
    deposee = alerte.etat != Etat.BROUILLON
    alerte.etat = regles.suivant(alerte.etat, "retirer")
    if alerte.point is not None:
        if not queries.perdue(alerte.point):
            retirer_point(alerte.point, by=by, at=at)
        decommander(alerte, by=by, at=at)
    alerte.retiree_at = at
    alerte.save(update_fields=["etat", "retiree_at"])
    noter(alerte, "Retirée par son auteur.", by=by, at=at)
    if deposee:
        corps = documents.corps_du_retrait(alerte)
        mail.inscrire(
            message(alerte, elu, "retrait", corps, pieces=[]) for elu in _concernes(alerte)
        )
        mail.inscrire(au_service(alerte, "retrait", corps, at=at))
        enqueue(tic)
    audit.record("alerte_retirer", alerte, by=by, at=at)
    return alerte
