"""What waits: alerts without an ordre du jour, promises, opinions of communes, a conférence."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.timezone import localdate

from governance.models import Acces
from instances.models import Point
from instances.queries import demandes
from instances.queries.composition import parametres, president
from instances.queries.rappels import Contexte, Nature, Prevu, inscrire
from instances.regles.dates_en_lettres import compte, jour_en_lettres
from instances.regles.rappels import Palier, quand
from sectors.models import Alerte, SuiteAlerte
from sectors.queries.conference import conference_de
from sectors.queries.consultations import attendus, maires_des
from sectors.queries.suivi_alertes import service

RAPPELEE = timedelta(days=365)
ANNONCEE = timedelta(days=2)
Etat = Alerte.Etat
PREAVIS = 15


@inscrire
def alertes_en_cours(contexte: Contexte) -> Iterator[Prevu]:
    """Told when filed; then what the service alone can do, until it is done (ALR-04 to ALR-06)."""
    ici = contexte.intercommunalite
    etats = (Etat.INCOMPLETE, Etat.RECEVABLE, Etat.INSCRITE, Etat.DEBATTUE)
    alertes = list(ici.alertes.filter(etat__in=etats).select_related("auteur", "point__seance"))
    if not alertes:
        return
    patience = timedelta(days=parametres(ici, contexte.jour).alerte_patience_jours)
    charges, president = service(contexte), _president(contexte)
    for alerte in alertes:
        for palier, phrase in _a_instruire(alerte, patience):
            yield from _a_chacun(contexte, alerte, palier, phrase, charges)
        for palier, phrase in _a_inscrire(contexte, alerte, patience):
            yield from _a_chacun(contexte, alerte, palier, phrase, [*charges, *president])


def _a_inscrire(
    contexte: Contexte, alerte: Alerte, patience: timedelta
) -> Iterator[tuple[Palier, str]]:
    """ALR-05: admissible and on no ordre du jour once the patience of the règlement is out."""
    if alerte.etat != Etat.RECEVABLE or alerte.recevable_at is None:
        return
    depuis = localdate(alerte.recevable_at)
    palier = Palier(code="attend", debut=depuis + patience, fin=depuis + RAPPELEE)
    jours = (max(contexte.jour, palier.debut) - depuis).days
    phrase = (
        f"L’alerte «\u00a0{alerte}\u00a0» est recevable depuis {compte(jours, 'jour')} et sur "
        "aucun ordre du jour. Ouvrez la prochaine séance du Bureau\u00a0: elle s’y inscrit."
    )
    yield palier, phrase


def _a_instruire(alerte: Alerte, patience: timedelta) -> Iterator[tuple[Palier, str]]:
    nom, deposee = f"L’alerte «\u00a0{alerte}\u00a0»", localdate(alerte.deposee_at)
    if alerte.etat == Etat.INCOMPLETE:
        phrase = f"{nom} est à compléter\u00a0: {alerte.manque}"
        yield Palier(code="manque", debut=deposee, fin=deposee + RAPPELEE, presse=True), phrase
        relance = deposee + patience
        yield Palier(code="manque-encore", debut=relance, fin=deposee + RAPPELEE), phrase
    elif alerte.etat == Etat.DEBATTUE and alerte.debattue_at is not None:
        jour = localdate(alerte.debattue_at)
        phrase = f"{nom} est débattue, sans suite décidée ni réponse rendue à son auteur."
        yield Palier(code="sans-suite", debut=jour + patience, fin=jour + RAPPELEE), phrase
    elif alerte.point is not None and alerte.point.etat == Point.Etat.TRAITE:
        jour = localdate(alerte.point.seance.starts_at)
        phrase = f"{nom} a été débattue ({alerte.point.seance})\u00a0: notez le débat."
        yield Palier(code="debat", debut=jour, fin=jour + RAPPELEE), phrase
    else:
        ou = f"inscrite\u00a0: {alerte.point.seance}" if alerte.point else "à inscrire"
        phrase = f"{alerte.auteur} a déposé une alerte, «\u00a0{alerte}\u00a0», {ou}."
        yield Palier(code="depot", debut=deposee, fin=deposee + ANNONCEE, presse=True), phrase


@inscrire
def suites_promises(contexte: Contexte) -> Iterator[Prevu]:
    """ALR-06: a suite whose day has passed is recalled to who carries it, or to the service."""
    dues = contexte.intercommunalite.suites_alertes.filter(faite_on=None)
    dues = dues.exclude(alerte__etat=Alerte.Etat.CLOSE).filter(avant_on__lt=contexte.jusqu_au)
    for suite in dues.select_related("alerte__intercommunalite", "responsable__user"):
        yield from _de_la_suite(contexte, suite)


def _de_la_suite(contexte: Contexte, suite: SuiteAlerte) -> Iterator[Prevu]:
    lendemain = suite.avant_on + timedelta(days=1)
    palier = Palier(code=f"suite-{suite.pk}", debut=lendemain, fin=lendemain + RAPPELEE)
    phrase = (
        f"Suite de l’alerte «\u00a0{suite.alerte}\u00a0»\u00a0: «\u00a0{suite.quoi}\u00a0» était "
        f"promise pour le {jour_en_lettres(suite.avant_on, repere=contexte.jour)}."
    )
    responsables = [suite.responsable] if suite.responsable else service(contexte)
    yield from _a_chacun(contexte, suite.alerte, palier, phrase, responsables)


def _a_chacun(
    contexte: Contexte, alerte: Alerte, palier: Palier, phrase: str, destinataires: list[Acces]
) -> Iterator[Prevu]:
    if not contexte.utile(palier):
        return
    chemin = reverse("sectors:alerte-detail", args=[contexte.intercommunalite.slug, alerte.numero])
    for acces in destinataires:
        yield Prevu(
            cle=f"alerte/{alerte.pk}/{palier.code}/{palier.debut}/{acces.pk}",
            nature=Nature.ALERTE,
            palier=palier,
            phrase=phrase,
            chemin=chemin,
            acces=acces,
        )


def _president(contexte: Contexte) -> list[Acces]:
    elu = president(contexte.intercommunalite, contexte.jour)
    return [elu.acces] if elu and elu.acces and elu.acces.ferme_at is None else []


@inscrire
def avis_des_communes(contexte: Contexte) -> Iterator[Prevu]:
    """A fortnight before the last day, the day before, that day; never once it is passed."""
    ici = contexte.intercommunalite
    lignes = attendus(ici, contexte.jour)
    maires = maires_des(ici, [li.avis.commune for li in lignes], contexte.jour)
    for ligne in lignes:
        elu = maires.get(ligne.avis.commune_id)
        if elu is None:
            continue
        jour = jour_en_lettres(ligne.limite, repere=contexte.jour)
        fin = ligne.limite
        for palier in quand(fin, jours=PREAVIS, horaires=contexte.horaires, fin=fin):
            yield Prevu(
                cle=f"avis/{ligne.avis.pk}/{fin}/{palier.code}",
                nature=Nature.REPONSE,
                palier=palier,
                phrase=f"« {ligne.avis.consultation} »\u00a0: l’avis de {ligne.avis.commune} est "
                f"attendu jusqu’au {jour}.",
                chemin=reverse("sectors:consultation-repondre", args=[ici.slug, ligne.avis.pk]),
                elu=None if elu.acces_id else elu,
                acces=elu.acces,
            )


@inscrire
def conference_des_maires(contexte: Contexte) -> Iterator[Prevu]:
    """A third has signed: the président is called to convene, and again past a month (CDM-02)."""
    ici = contexte.intercommunalite
    elu = president(ici, contexte.jour)
    conference = conference_de(ici, contexte.jour)
    if elu is None or conference is None:
        return
    ouvertes = conference.demandes.filter(classee_at=None, seances=None)
    for lue in demandes.vues(demandes.avec_details(ouvertes), contexte.at):
        if not lue.oblige:
            continue
        mois = lue.demande.recue_on + timedelta(days=lue.regime.jours)
        for code, debut, fin in (
            ("tiers", lue.demande.recue_on, mois),
            ("mois", mois + timedelta(days=1), mois + timedelta(days=60)),
        ):
            yield Prevu(
                cle=f"conference/{lue.demande.pk}/{code}",
                nature=Nature.DEMANDE,
                palier=Palier(code=code, debut=debut, fin=fin),
                phrase=f"{lue.manquements[0].message} {lue.verdict}",
                chemin=reverse("instances:demande-detail", args=[ici.slug, lue.demande.pk]),
                elu=None if elu.acces_id else elu,
                acces=elu.acces,
            )
