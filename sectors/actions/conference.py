"""The conférence des maires: asked for by mayors, its avis sent round, its questions answered."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from governance import audit, mail, stockage
from governance.db import lock
from governance.models import User
from governance.regles import exiger
from governance.tasks import enqueue, tic
from instances.actions.demandes import enregistrer_demande
from instances.actions.diffuser import diffuser
from instances.actions.questions import repondre_question
from instances.documents import jour_nu
from instances.models import DemandeReunion, Diffusion, Elu, Instance, Mandat, Question, Seance
from instances.queries import demandes
from instances.queries.composition import parametres
from instances.regles.annexes import controler_annexe
from sectors import documents_avis
from sectors.models import ReglementPropre, Remplacement
from sectors.queries import conference as queries
from sectors.regles import maires as regles


@transaction.atomic
def demander_conference(
    instance: Instance, elu: Elu, *, motif: str, ordre_du_jour: str, by: User, at: datetime
) -> DemandeReunion:
    """A mayor opens a request and signs it; the others are told, each signs from his account."""
    demande = enregistrer_demande(
        instance,
        origine=DemandeReunion.Origine.MAIRES,
        recue_on=localdate(at),
        motif=motif,
        ordre_du_jour=ordre_du_jour,
        signataires=[elu],
        by=by,
        at=at,
    )
    ici, lue = instance.intercommunalite, demandes.vue(demande, at)
    membres = lue.membres
    autres = ici.elus.filter(pk__in=membres - {elu.pk}).exclude(courriel="")
    mail.inscrire(
        mail.preparer(
            ici,
            idem=f"conference/{demande.pk}/{maire.pk}",
            destinataire=str(maire),
            adresse=maire.courriel,
            objet=f"Demande de réunion de la conférence des maires ({ici.nom_court})",
            corps=documents_avis.corps_de_la_demande(demande, elu, lue.regime),
        )
        for maire in autres
    )
    enqueue(tic)
    return demande


@transaction.atomic
def transmettre_avis(seance: Seance, *, by: User, at: datetime) -> Diffusion:
    """Send the avis of a closed séance to the municipal councillors (CDM-04)."""
    lock(seance)
    exiger(
        regles.transmission(
            levee=seance.etat == Seance.Etat.LEVEE, avis=len(queries.avis_de_la_seance(seance))
        )
    )
    octets = documents_avis.rendre_avis(seance)
    fichier = stockage.deposer(seance.intercommunalite, octets, documents_avis.PDF)
    return diffuser(
        seance,
        nature=Diffusion.Nature.AVIS,
        cle=queries.cle_de_la_diffusion(seance),
        objet=f"Avis de la conférence des maires du {jour_nu(seance.starts_at)}",
        pieces=[mail.Piece(nom=f"avis-{seance.numero}.pdf", fichier=fichier)],
        by=by,
        at=at,
    )


@transaction.atomic
def laisser_ouverte(
    seance: Seance,
    *,
    auteur: Elu,
    objet: str,
    texte: str,
    reponse_avant_on: date,
    by: User,
    at: datetime,
) -> Question:
    """A question without immediate answer: one is owed in writing, for a day (CDM-03)."""
    lock(seance)
    exiger(regles.question_ouverte(seance_on=localdate(seance.starts_at), avant=reponse_avant_on))
    question = Question(
        intercommunalite=seance.intercommunalite,
        seance=seance,
        nature=Question.Nature.ECRITE,
        auteur=auteur,
        objet=objet,
        texte=texte,
        recue_at=at,
        reponse_avant_on=reponse_avant_on,
    )
    question.full_clean()
    question.save()
    audit.record("conference_question", question, by=by, at=at, seance=seance.numero)
    return question


@transaction.atomic
def repondre_par_ecrit(question: Question, *, reponse: str, by: User, at: datetime) -> Question:
    """The answer goes to every mayor, and stays on the page of the conférence (CDM-03)."""
    lock(question)
    exiger(regles.reponse_ecrite(deja=question.repondue_at is not None))
    repondre_question(question, reponse=reponse, by=by, at=at)
    ici = question.intercommunalite
    corps = documents_avis.corps_de_la_reponse(question)
    mail.inscrire(
        mail.preparer(
            ici,
            idem=f"conference-reponse/{question.pk}/{elu.pk}",
            destinataire=str(elu),
            adresse=elu.courriel,
            objet=f"Réponse écrite\u00a0: {question.objet}",
            corps=corps,
        )
        for elu in queries.maires(ici, localdate(at)).exclude(courriel="")
    )
    enqueue(tic)
    return question


@transaction.atomic
def remplacer_le_maire(
    seance: Seance, *, maire: Elu, adjoint: Elu, by: User, at: datetime
) -> Remplacement:
    """An adjoint holds the mayor's seat for that séance, where the règlement lets him (CDM-03)."""
    lock(seance)
    on = localdate(seance.starts_at)
    communes = maire.mandats.filter(nature=Mandat.Nature.MAIRE).au(on).values("commune")
    adjoints = adjoint.mandats.filter(nature=Mandat.Nature.ADJOINT).au(on)
    reglement = parametres(seance.intercommunalite, on)
    siege = seance.siegeants.filter(elu=maire).first()
    exiger(
        regles.representant(
            adjoint=adjoints.exists(),
            meme_commune=adjoints.filter(commune__in=communes).exists(),
            admis=bool(reglement.conference_maires_adjoint),
        )
        + regles.convoquee(siege=siege is not None)
    )
    assert siege is not None  # the rule above refused otherwise
    siege.suppleant = adjoint
    siege.save(update_fields=["suppleant"])
    remplacement: Remplacement = seance.remplacements.create(
        intercommunalite=seance.intercommunalite, maire=maire, adjoint=adjoint, at=at
    )
    audit.record("conference_remplacer", seance, by=by, at=at, maire=maire.pk, adjoint=adjoint.pk)
    return remplacement


@transaction.atomic
def noter_reglement_propre(
    instance: Instance, *, adopte_on: date, piece: tuple[str, bytes] | None, by: User, at: datetime
) -> ReglementPropre:
    """The règlement that the conférence drew up at its first meeting (CDM-05)."""
    lock(instance)
    ici = instance.intercommunalite
    fichier = None
    if piece is not None:
        nom, octets = piece
        plafond = ici.taille_max_piece * 1024 * 1024
        type_mime = controler_annexe(nom=nom, octets=octets, plafond=plafond)
        fichier = stockage.deposer(ici, octets, type_mime)
    reglement: ReglementPropre = instance.reglements_propres.create(
        intercommunalite=ici, adopte_on=adopte_on, fichier=fichier
    )
    audit.record("conference_reglement", instance, by=by, at=at, adopte=adopte_on.isoformat())
    return reglement
