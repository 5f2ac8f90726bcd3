"""What waits: alerts without an ordre du jour, promises, opinions of communes, a conférence."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.timezone import localdate

from governance.models import Acces
from instances.models import Elu, Instance, Point
from instances.queries import demandes
from instances.queries.composition import parametres, president
from instances.queries.rappels import Contexte, Nature, Prevu, inscrire
from instances.queries.renouvellement import Renouvellement, renouvellement
from instances.regles.dates_en_lettres import compte, jour_en_lettres
from instances.regles.rappels import Palier, quand
from sectors.models import Alerte, SuiteAlerte
from sectors.queries import missions
from sectors.queries import pacte as lectures_du_pacte
from sectors.queries.conference import conference_de, premiere_reunion
from sectors.queries.consultations import LigneAvis, attendus, maires_des, secretaires_des
from sectors.queries.suivi_alertes import service
from sectors.regles import maires as regles_maires
from sectors.regles import missions as regles_missions
from sectors.regles import pacte as regles_du_pacte

RAPPELEE = timedelta(days=365)
ANNONCEE = timedelta(days=2)
Etat = Alerte.Etat
PREAVIS = 15
# A pacte is debated, transmitted and adopted within the year that follows a renewal.
ANNEES_DU_PACTE = 5
UN_MOIS = timedelta(days=30)


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
    communes = [li.avis.commune for li in lignes]
    maires = maires_des(ici, communes, contexte.jour)
    secretaires = secretaires_des(ici, communes) if lignes else {}
    for ligne in lignes:
        elu = maires.get(ligne.avis.commune_id)
        if elu is not None:
            yield from _de_l_avis(contexte, ligne, elu=elu, acces=elu.acces)
        for acces in secretaires.get(ligne.avis.commune_id, ()):
            yield from _de_l_avis(contexte, ligne, acces=acces)


def _de_l_avis(
    contexte: Contexte, ligne: LigneAvis, *, acces: Acces | None, elu: Elu | None = None
) -> Iterator[Prevu]:
    """To the mayor, and to each clerk of the commune."""
    avis, fin = ligne.avis, ligne.limite
    jour = jour_en_lettres(fin, repere=contexte.jour)
    suite = "" if elu or acces is None else f"/{acces.pk}"
    for palier in quand(fin, jours=PREAVIS, horaires=contexte.horaires, fin=fin):
        yield Prevu(
            cle=f"avis/{avis.pk}/{fin}/{palier.code}{suite}",
            nature=Nature.REPONSE,
            palier=palier,
            phrase=f"« {avis.consultation} »\u00a0: l’avis de {avis.commune} est attendu jusqu’au "
            f"{jour}.",
            chemin=reverse(
                "sectors:consultation-repondre",
                args=[contexte.intercommunalite.slug, avis.pk],
            ),
            elu=None if acces else elu,
            acces=acces,
        )


@inscrire
def conference_des_maires(contexte: Contexte) -> Iterator[Prevu]:
    """What is asked of it, and the règlement that it owes itself; one query where there is none."""
    conference = conference_de(contexte.intercommunalite, contexte.jour)
    if conference is not None:
        yield from _demandes_des_maires(contexte, conference)
        yield from _reglement_de_la_conference(contexte, conference)


def _demandes_des_maires(contexte: Contexte, conference: Instance) -> Iterator[Prevu]:
    """Enough have signed: the président is called to convene, and again past a month (CDM-02)."""
    ici = contexte.intercommunalite
    elu = president(ici, contexte.jour)
    if elu is None:
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


@inscrire
def pacte_de_gouvernance(contexte: Contexte) -> Iterator[Prevu]:
    """PAC-01 once, a month after the installation; PAC-02 before the last day of each step.

    A pacte that nobody wanted has no day. Most years the mandats are not even read.
    """
    ici, jour = contexte.intercommunalite, contexte.jour
    if missions.renouvellement_suivant(jour) - jour.year < ANNEES_DU_PACTE:
        return
    lu = renouvellement(ici, jour)
    if lu is None or lu.installation is None or lu.tour is None:
        return
    for code, phrase, paliers in _du_pacte(contexte, lu, lu.installation, lu.tour):
        for palier in filter(contexte.utile, paliers):
            for acces in _du_conseil(contexte):
                yield Prevu(
                    cle=f"pacte/{lu.tour}/{code}/{palier.code}/{acces.pk}",
                    nature=Nature.PACTE,
                    palier=palier,
                    phrase=phrase,
                    chemin=reverse("instances:echeances", args=[ici.slug]),
                    acces=acces,
                )


def _du_pacte(
    contexte: Contexte, lu: Renouvellement, installation: date, tour: date
) -> Iterator[tuple[str, str, tuple[Palier, ...]]]:
    """What was done is read on the days when it matters, and on no other."""
    debats = (_palier_des_debats(installation),)
    transmission = regles_du_pacte.transmission_au_plus_tard(tour)
    adoption = regles_du_pacte.echeance(tour)
    a_transmettre, a_adopter = (
        quand(jour, jours=PREAVIS, horaires=contexte.horaires, fin=jour)
        for jour in (transmission, adoption)
    )
    if not any(map(contexte.utile, (*debats, *a_transmettre, *a_adopter))):
        return
    etat = lectures_du_pacte.lire(contexte.intercommunalite, lu)
    for dit in regles_du_pacte.debat_du(etat.inscrits):
        yield dit.message, dit.message, debats
    if etat.voulu and etat.transmis_le is None:
        quoi = "la transmission du projet de pacte aux conseils municipaux"
        yield "transmission", _dernier_jour(contexte, quoi, transmission), a_transmettre
    if etat.voulu and etat.adopte_le is None:
        quoi = "l’adoption du pacte de gouvernance"
        yield "adoption", _dernier_jour(contexte, quoi, adoption), a_adopter


def _palier_des_debats(installation: date) -> Palier:
    return Palier(code="attend", debut=installation + UN_MOIS, fin=installation + 2 * UN_MOIS)


def _dernier_jour(contexte: Contexte, quoi: str, le: date) -> str:
    return f"Dernier jour pour {quoi}\u00a0: {jour_en_lettres(le, repere=contexte.jour)}."


def _reglement_de_la_conference(contexte: Contexte, conference: Instance) -> Iterator[Prevu]:
    """CDM-05: recalled to the services a fortnight before the first meeting, and once it is over
    without a règlement."""
    ici, on = contexte.intercommunalite, contexte.jour
    reunie_on = premiere_reunion(conference)
    if reunie_on is None:
        return
    dus = regles_maires.reglement_propre(
        prevu=bool(parametres(ici, on).conference_maires_reglement_propre),
        reunie_on=reunie_on,
        adopte=conference.reglements_propres.exists(),
        on=on,
    )
    for du in dus:
        for code, debut, fin in (
            ("avant", reunie_on - timedelta(days=PREAVIS), reunie_on),
            ("apres", reunie_on + timedelta(days=1), reunie_on + RAPPELEE),
        ):
            for acces in contexte.responsables(conference):
                yield Prevu(
                    cle=f"conference-reglement/{conference.pk}/{code}/{acces.pk}",
                    nature=Nature.DEMANDE,
                    palier=Palier(code=code, debut=debut, fin=fin),
                    phrase=du.message,
                    chemin=reverse("sectors:conference", args=[ici.slug]),
                    acces=acces,
                )


@inscrire
def missions_a_finir(contexte: Contexte) -> Iterator[Prevu]:
    """MIE-04: a month before its end, then once it is over without report, to the services."""
    ici = contexte.intercommunalite
    en_cours = missions.sans_rapport(ici)
    if not en_cours:
        return
    services = _services(contexte)
    regime = missions.regime(ici, contexte.jour)
    for mission in en_cours:
        assert mission.creee_on is not None  # they are the created ones
        fin = regles_missions.fin(mission.creee_on, regime)
        jour = jour_en_lettres(fin, repere=contexte.jour)
        un_mois = fin - timedelta(days=regles_missions.JOURS_D_ALERTE)
        for code, phrase, debut, terme in (
            ("fin", f"s’achève le {jour}\u00a0: son rapport va à la séance suivante", un_mois, fin),
            ("due", f"s’est achevée le {jour}\u00a0: son rapport est dû",
             fin + timedelta(days=1), fin + RAPPELEE),
        ):  # fmt: skip
            for acces in services:
                yield Prevu(
                    cle=f"mission/{mission.pk}/{code}/{acces.pk}",
                    nature=Nature.DEMANDE,
                    palier=Palier(code=code, debut=debut, fin=terme),
                    phrase=f"La mission « {mission} » {phrase}.",
                    chemin=reverse("sectors:mission-detail", args=[ici.slug, mission.numero]),
                    acces=acces,
                )


def _services(contexte: Contexte) -> list[Acces]:
    assemblee = missions.conseil(contexte.intercommunalite, contexte.jour)
    return contexte.responsables(assemblee) if assemblee else []


def _du_conseil(contexte: Contexte) -> list[Acces]:
    return [*_services(contexte), *_president(contexte)]
