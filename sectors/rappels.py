"""What waits: alerts without an ordre du jour, promises, opinions of communes, a conférence."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.timezone import localdate

from governance.models import Acces
from instances.models import Instance
from instances.queries import demandes
from instances.queries.composition import parametres, president
from instances.queries.rappels import Contexte, Nature, Prevu, inscrire
from instances.regles.dates_en_lettres import compte, jour_en_lettres
from instances.regles.rappels import Palier, quand
from sectors.models import Alerte, SuiteAlerte
from sectors.queries import missions
from sectors.queries.conference import conference_de, premiere_reunion
from sectors.queries.consultations import attendus, maires_des
from sectors.regles import maires as regles_maires
from sectors.regles import missions as regles_missions

RAPPELEE = timedelta(days=365)
PREAVIS = 15


@inscrire
def alertes_a_inscrire(contexte: Contexte) -> Iterator[Prevu]:
    """ALR-05: admissible and on no ordre du jour once the patience of the règlement is out."""
    ici = contexte.intercommunalite
    attendent = list(ici.alertes.filter(etat=Alerte.Etat.RECEVABLE, recevable_at__isnull=False))
    if not attendent:
        return
    patience = timedelta(days=parametres(ici, contexte.jour).alerte_patience_jours)
    destinataires = [*_services(contexte), *_president(contexte)]
    for alerte in attendent:
        depuis = localdate(alerte.recevable_at)
        palier = Palier(code="attend", debut=depuis + patience, fin=depuis + RAPPELEE)
        jours = (max(contexte.jour, palier.debut) - depuis).days
        phrase = (
            f"L’alerte «\u00a0{alerte}\u00a0» est recevable depuis {compte(jours, 'jour')} et sur "
            "aucun ordre du jour. Ouvrez la prochaine séance du Bureau\u00a0: elle s’y inscrit."
        )
        yield from _a_chacun(contexte, alerte, palier, phrase, destinataires)


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
    responsables = [suite.responsable] if suite.responsable else _services(contexte)
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


def _services(contexte: Contexte) -> list[Acces]:
    """Who prepares the formation that hears alerts."""
    ici = contexte.intercommunalite
    formation = parametres(ici, contexte.jour).alerte_formation
    instances = ici.instances.au(contexte.jour).order_by("pk")
    bureau: Instance | None = (
        instances.filter(type_instance__modele=formation).first() or instances.first()
    )
    return contexte.responsables(bureau) if bureau else []


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
            for acces in _du_conseil(contexte):
                yield Prevu(
                    cle=f"mission/{mission.pk}/{code}/{acces.pk}",
                    nature=Nature.DEMANDE,
                    palier=Palier(code=code, debut=debut, fin=terme),
                    phrase=f"La mission « {mission} » {phrase}.",
                    chemin=reverse("sectors:mission-detail", args=[ici.slug, mission.numero]),
                    acces=acces,
                )


def _du_conseil(contexte: Contexte) -> list[Acces]:
    conseil = missions.conseil(contexte.intercommunalite, contexte.jour)
    return contexte.responsables(conseil) if conseil else []
