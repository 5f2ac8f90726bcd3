"""Who may alert, ask, answer, and speak for a sector. docs/roles.md is the table."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from governance.models import Acces
from governance.permissions import est_de_commune
from instances.models import Commune, Instance, Mandat, Perimetre, Seance
from instances.permissions import (
    SERVICES,
    can_composer,
    est_conseiller,
    est_maire,
    est_president,
    seances_lisibles,
)
from instances.queries.agenda import instances_du_membre
from instances.regles.modeles_instances import BUREAU, BUREAU_DEBATS, BUREAU_ELARGI
from sectors.models import Alerte, AvisCommune, Consultation, Dossier, TexteDExpression
from sectors.queries.alertes import regime
from sectors.queries.commissions import COMMISSIONS, commune_de, membres_de
from sectors.queries.conference import siege_a_la_conference
from sectors.queries.consultations import communes_de

BUREAUX = (BUREAU.code, BUREAU_DEBATS.code, BUREAU_ELARGI.code)


def est_elu_de_secteur(acces: Acces, on: date) -> bool:
    """Once designated: the sector's candidate does not speak for it yet (SEC-07)."""
    representes = acces.intercommunalite.elus_de_secteur.filter(
        elu__acces=acces, starts_on__isnull=False
    )
    return bool(representes.au(on).exists())


def can_alerter(acces: Acces, on: date) -> bool:
    """A mayor, or an élu de secteur for his comité (ALR-01, ALR-02), by mandats in force.

    Where the règlement sends mayors through the élu de secteur, he alone opens the request.
    """
    if est_elu_de_secteur(acces, on):
        return True
    regle = regime(acces.intercommunalite, on)
    return not regle.via_elu_de_secteur and est_maire(acces, on)


def can_modifier_alerte(acces: Acces, alerte: Alerte) -> bool:
    """Its author alone types it, and takes it back: not even the services touch the text."""
    return alerte.auteur.acces_id == acces.pk


def can_cosigner_alerte(acces: Acces, alerte: Alerte) -> bool:
    """A mayor whom its author asked, in his own name."""
    return alerte.signataires.filter(elu__acces=acces).exists()


def can_instruire_alerte(acces: Acces) -> bool:
    """The services inscribe, note the debate and the suites; the text is not theirs."""
    return acces.role in SERVICES and not acces.instances_choisies


def can_lire_alerte(acces: Acces, alerte: Alerte, on: date) -> bool:
    return alertes_lisibles(acces, on).filter(pk=alerte.pk).exists()


def alertes_lisibles(acces: Acces, on: date) -> QuerySet[Alerte]:
    """A draft is its author's own. Filed, it shows to its recipients, the Président, the services,
    to the Bureau once inscribed, and to whoever answers for one of its suites (DIV-03)."""
    alertes: QuerySet[Alerte] = acces.intercommunalite.alertes.all()
    miennes = Q(auteur__acces=acces) | Q(signataires__elu__acces=acces)
    deposees = ~Q(etat=Alerte.Etat.BROUILLON)
    if acces.role in SERVICES or est_president(acces, on):
        return alertes.filter(deposees | miennes).distinct()
    adressees = deposees & (Q(destinataires__elu__acces=acces) | Q(suites__responsable=acces))
    en_bureau = Q(point__seance__instance__in=instances_du_membre(acces, on))
    return alertes.filter(miennes | adressees | en_bureau).distinct()


def can_consulter(acces: Acces) -> bool:
    """Transmit a project to communes, and follow their answers."""
    return can_composer(acces)


def can_repondre_avis(acces: Acces, commune: Commune) -> bool:
    """Its mayor or its clerk answers online; the services write down what came on paper."""
    return can_consulter(acces) or communes_de(acces, localdate()).filter(pk=commune.pk).exists()


def consultations_lisibles(acces: Acces, on: date) -> QuerySet[Consultation]:
    """The services and the Président read all of them; a commune, those that ask it."""
    consultations: QuerySet[Consultation] = acces.intercommunalite.consultations.all()
    if acces.role in SERVICES or est_president(acces, on):
        return consultations
    return consultations.filter(avis__commune__in=communes_de(acces, on)).distinct()


def avis_lisibles(acces: Acces, on: date) -> QuerySet[AvisCommune]:
    """All the answers of a consultation that one reads; a clerk, his commune's alone."""
    lisibles = consultations_lisibles(acces, on)
    avis: QuerySet[AvisCommune] = acces.intercommunalite.avis_communes.filter(
        consultation__in=lisibles
    )
    return avis.filter(commune__in=communes_de(acces, on)) if est_de_commune(acces) else avis


def can_tenir_dossiers(acces: Acces) -> bool:
    """Dossiers, missions, the bulletin: the services that run every body."""
    return acces.role in SERVICES and not acces.instances_choisies


def dossiers_lisibles(acces: Acces, on: date) -> QuerySet[Dossier]:
    """A dossier shows to whoever may read one of the séances that examined it (DIV-03)."""
    dossiers: QuerySet[Dossier] = acces.intercommunalite.dossiers.all()
    if acces.role in SERVICES:
        return dossiers
    seances = seances_lisibles(acces, on)
    return dossiers.filter(passages__point__seance__in=seances).distinct()


def textes_a_ecrire(acces: Acces, on: date) -> QuerySet[TexteDExpression]:
    """Open issues' texts that this élu may hand in: of his sector, of his group, or his own."""
    ici = acces.intercommunalite
    representes = ici.elus_de_secteur.filter(elu__acces=acces).au(on)
    sieges = ici.mandats.filter(nature=Mandat.Nature.CONSEILLER, elu__acces=acces).au(on)
    textes: QuerySet[TexteDExpression] = ici.textes_d_expression.filter(numero__clos_at=None)
    return textes.filter(
        Q(rubrique__perimetre__in=representes.values("perimetre"))
        | Q(rubrique__elu__in=sieges.values("elu"))
        | (~Q(rubrique__groupe="") & Q(rubrique__groupe__in=sieges.values("elu__groupe")))
    )


def can_lire_conference(acces: Acces) -> bool:
    """Its members, mayors and président, and the services: it is not public (CDM-03)."""
    return acces.role in SERVICES or siege_a_la_conference(acces, localdate())


def can_tenir_conference(acces: Acces) -> bool:
    """Send its avis round, note its questions and its règlement."""
    return can_composer(acces)


def can_fixer_secteurs(acces: Acces) -> bool:
    """Perimeters, their map, who speaks for a sector: the services write what was decided."""
    return can_composer(acces)


def can_lire_comite(acces: Acces, instance: Instance) -> bool:
    """Its members, the mayors of its communes and the services (DIV-03)."""
    if acces.role in SERVICES or instance.pk in instances_du_membre(acces, localdate()):
        return True
    return est_maire_du_perimetre(acces, instance, localdate())


def can_lire_rapports(acces: Acces, perimetre: Perimetre) -> bool:
    """What is told to the Bureau: its members, the élus of that sector, the services (DIV-03)."""
    on = localdate()
    if acces.role in SERVICES:
        return True
    if perimetre.elus_de_secteur.au(on).filter(elu__acces=acces, starts_on__isnull=False).exists():
        return True
    bureaux = acces.intercommunalite.instances.filter(type_instance__modele__in=BUREAUX)
    return bool(bureaux.filter(pk__in=instances_du_membre(acces, on)).exists())


def est_maire_du_perimetre(acces: Acces, instance: Instance, on: date) -> bool:
    communes = acces.intercommunalite.perimetre_communes.filter(perimetre=instance.perimetre_id)
    mandats = acces.intercommunalite.mandats.filter(
        nature=Mandat.Nature.MAIRE, elu__acces=acces, commune__in=communes.au(on).values("commune")
    )
    return bool(mandats.au(on).exists())


def can_signer_mission(acces: Acces) -> bool:
    """A member in office of the conseil, in his own name (MIE-01)."""
    return est_conseiller(acces, localdate())


def commune_du_remplacement(acces: Acces) -> Commune | None:
    return commune_de(acces, localdate())


def can_remplacer(acces: Acces, seance: Seance) -> bool:
    """The mayor of a commune that has a member in that commission (COM-04)."""
    commune = commune_du_remplacement(acces)
    commission = seance.instance.type_instance.modele in COMMISSIONS
    return commission and commune is not None and membres_de(seance, commune).exists()
