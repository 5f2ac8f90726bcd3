"""Acts that make a délibération: its text, the vote proclaimed, its number, its extrait."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime

from deliberations import documents
from deliberations.actions_comptages import clore_le_compte
from deliberations.models import Deliberation, Projet, Scrutin, Vote
from deliberations.queries import actes_de, assemblee_au, projet_de
from deliberations.queries.projets import acces_du_compte
from deliberations.queries.votes import appel_ouvert, cadrer, debat_de
from deliberations.regles import actes as regles
from deliberations.regles import exigences, proclamation, questions, visas
from deliberations.regles.majorite import ModeScrutin
from deliberations.regles.numerotation import numero_public
from deliberations.regles.proclamation import Resultat, Saisie
from deliberations.regles.questions import TEXTE, Question
from deliberations.suites import champs_du_scrutin, donner_suite
from governance import audit, stockage
from governance.compteurs import prochain
from governance.db import lock
from governance.models import User
from governance.regles import Manquement, exiger
from instances.models import Point, Seance
from instances.queries.deports import manquements_de_la_decision
from instances.queries.faits import faits_de
from instances.regles.etats import exiger_etat
from instances.regles.seance import evaluer_point

EN_SEANCE = frozenset({Seance.Etat.OUVERTE, Seance.Etat.SUSPENDUE, Seance.Etat.LEVEE})


@transaction.atomic
def rediger_projet(point: Point, *, by: User, at: datetime, **champs: str) -> Projet:
    """Write the draft: titre, inscription budgétaire, résumé, exposé, dispositif."""
    seance = lock(point.seance)
    projet = projet_de(point)
    exiger(
        [
            *regles.redaction(etat_de_la_seance=seance.etat, numerotee=_numerotee(point)),
            *visas_du_projet(projet, seance),
        ]
    )
    projet = projet or _ouvrir(point, by, at)
    for nom, valeur in champs.items():
        setattr(projet, nom, valeur)
    projet.save()
    audit.record("projet_rediger", projet, by=by, at=at, champs=sorted(champs))
    return projet


def visas_du_projet(projet: Projet | None, seance: Seance) -> tuple[Manquement, ...]:
    """Why the visas hold the text, while the assembly does not yet."""
    if projet is None:
        return ()
    return visas.redaction(projet.etat, en_seance=seance.etat in EN_SEANCE)


def _ouvrir(point: Point, by: User, at: datetime) -> Projet:
    """Numbered in the series of drafts: taken off the ordre du jour, it goes back to the list."""
    tenant = point.intercommunalite
    return Projet(
        intercommunalite=tenant,
        point=point,
        numero=prochain(tenant.pk, "projets"),
        instance_id=point.seance.instance_id,
        seance_visee=point.seance,
        rapporteur_id=point.rapporteur_id,
        auteur=acces_du_compte(tenant, by),
        cree_at=at,
    )


@transaction.atomic
def proclamer(
    point: Point, saisie: Saisie, *, question: Question = TEXTE, by: User, at: datetime
) -> Scrutin:
    """Count the vote on the point in discussion and proclaim its result (VOT-01 to VOT-08).

    ``question``: the text, or what comes before it. Amendments and parts put off the text
    (AMD-02, SEA-07); the majority and the demands are read here, whoever notes the vote.
    """
    seance = lock(point.seance)
    exiger_etat(seance.etat, "conduire")
    point.refresh_from_db()
    saisie = cadrer(point, saisie, question)
    faits = faits_de(seance)
    assemblee = assemblee_au(point, faits)
    alertes = exiger(
        [
            *regles.mise_aux_voix(etat=point.etat, nature=point.type),
            *manquements_de_la_decision(point, faits),
            *questions.manquements(question, debat_de(point, question)),
            *proclamation.manquements(assemblee, saisie),
            *regles.sans_appel_ouvert(appel=appel_ouvert(point) is not None),
        ]
    )
    resultat = proclamation.resultat(assemblee, saisie)
    scrutin = enregistrer(point, saisie, resultat, assemblee, question=question, at=at)
    clore_le_compte(point)
    donner_suite(point, question, resultat.issue, at=at)
    audit.record(
        "scrutin_proclamer",
        scrutin,
        by=by,
        at=at,
        issue=resultat.issue,
        mode=saisie.mode,
        **_du_journal(question, saisie, resultat, alertes),
    )
    return scrutin


def _du_journal(
    question: Question, saisie: Saisie, resultat: Resultat, alertes: tuple[Manquement, ...]
) -> dict[str, Any]:
    """What an ordinary vote on the text has no need to say."""
    exigence = saisie.exigence
    dites = [
        *alertes,
        *exigence.engagements,
        *exigences.alertes(exigence, pour=resultat.decompte.pour),
    ]
    plus = {
        "question": question.libelle,
        "majorite": str(exigence.majorite) if exigence.qualifiee else "",
        "alertes": [m.message for m in dites],
        "scrutateurs": [releve.par for releve in saisie.releves],
    }
    return {nom: valeur for nom, valeur in plus.items() if valeur}


def enregistrer(
    point: Point,
    saisie: Saisie,
    resultat: Resultat,
    assemblee: proclamation.Assemblee,
    *,
    question: Question,
    at: datetime,
) -> Scrutin:
    decompte, secret = resultat.decompte, saisie.mode is ModeScrutin.SECRET
    scrutin = Scrutin.objects.create(
        intercommunalite_id=point.intercommunalite_id,
        point=point,
        ordre=point.scrutins.count() + 1,
        **champs_du_scrutin(point, question),
        mode=saisie.mode,
        majorite=saisie.exigence.majorite,
        base=saisie.exigence.base or None,
        pour=decompte.pour,
        contre=decompte.contre,
        abstention=decompte.abstention,
        ne_prend_pas_part=decompte.ne_prend_pas_part,
        blancs=decompte.blancs if secret else None,
        nuls=decompte.nuls if secret else None,
        presents=len(assemblee.presents),
        pouvoirs=len(assemblee.votants - assemblee.presents),
        demandeurs=saisie.demandeurs or proclamation.demandeurs_admis(saisie),
        voix_du_president=resultat.voix_du_president or "",
        issue=resultat.issue,
        proclame_at=at,
    )
    _nommer_les_voix(scrutin, resultat, assemblee)
    return scrutin


def _nommer_les_voix(
    scrutin: Scrutin, resultat: Resultat, assemblee: proclamation.Assemblee
) -> None:
    Vote.objects.bulk_create(
        Vote(
            intercommunalite_id=scrutin.intercommunalite_id,
            scrutin=scrutin,
            siegeant_id=siege,
            sens=sens,
            par_mandataire=siege not in assemblee.presents,
        )
        for siege, sens in resultat.voix.items()
    )


@transaction.atomic
def numeroter(seance: Seance, *, by: User, at: datetime) -> int:
    """Number the acts of a closed séance, in the ordre de passage and without gap (REG-01).

    Returns how many were numbered. The series is the civil year of the séance.
    """
    lock(seance)
    actes = list(actes_de(seance))
    exiger(
        regles.numerotation(
            etat_de_la_seance=seance.etat, actes=len(actes), numerotes=_nombre_numerote(actes)
        )
    )
    tenant = seance.intercommunalite
    annee = localtime(seance.starts_at).year
    premier = prochain(tenant.pk, f"deliberations/{annee}", combien=len(actes))
    for ordre, acte in enumerate(actes, start=1):
        acte.numero_ordre = ordre
        acte.numero = numero_public(tenant.gabarit_numero, annee=annee, numero=premier + ordre - 1)
        acte.save(update_fields=["numero_ordre", "numero"])
    audit.record("seance_numeroter", seance, by=by, at=at, premier=premier, nombre=len(actes))
    return len(actes)


def _nombre_numerote(actes: list[Deliberation]) -> int:
    return sum(bool(a.numero) for a in actes)


def _numerotee(point: Point) -> bool:
    return point.deliberations.exclude(numero="").exists()


@transaction.atomic
def etablir_extrait(acte: Deliberation, *, by: User, at: datetime) -> Deliberation:
    """Render the extrait du registre once and keep it: a second call returns the same document."""
    lock(acte)
    if acte.extrait_id is not None:
        return acte
    exiger(regles.extrait(numero=acte.numero))
    seance = acte.seance
    evalue = evaluer_point(faits_de(seance), acte.point.rang)
    pdf = documents.render_extrait(acte, evalue)
    acte.extrait = stockage.deposer(seance.intercommunalite, pdf, "application/pdf")
    acte.extrait_at = at
    acte.save(update_fields=["extrait", "extrait_at"])
    audit.record("extrait_etablir", acte, by=by, at=at, sha256=acte.extrait.sha256)
    return acte
