"""What séances, convocations and demands call for: the planners of reminders.

Beside ``echeances``, because the page of settings foresees what they say as well as the clock.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q
from django.urls import reverse
from django.utils.timezone import localdate

from governance.models import Envoi, EnvoiEvenement
from instances.models import DemandeReunion, Instance, Question, Remise, Reponse, Seance
from instances.queries import agenda, preuve
from instances.queries.delai import contexte_du_delai, regime_du_conseil
from instances.queries.questions import Depot
from instances.queries.rappels import Contexte, Nature, Prevu, inscrire
from instances.queries.suivi import PARTIS
from instances.regles import jours_francs
from instances.regles.dates_en_lettres import compte, jour_en_lettres
from instances.regles.demandes import regime_de
from instances.regles.rappels import Palier, limite_de_la_demande, quand

Etat = Envoi.Etat
# A message takes minutes to leave; before that, nobody is late.
DEPART = timedelta(hours=1)
TENUES = (Seance.Etat.CONVOQUEE, Seance.Etat.OUVERTE, Seance.Etat.SUSPENDUE, Seance.Etat.LEVEE)


# The last lawful day ------------------------------------------------------------------------


@inscrire
def a_convoquer(contexte: Contexte) -> Iterator[Prevu]:
    """CNV-04 to CNV-06: before the last day to send, on that day, then when it is passed."""
    lignes = agenda.a_convoquer(contexte.seances, contexte.intercommunalite, contexte.jour)
    for ligne in lignes:
        if ligne.limite is not None:
            yield from _de_la_limite(contexte, ligne.seance, ligne.limite)


def _de_la_limite(contexte: Contexte, seance: Seance, limite: date) -> Iterator[Prevu]:
    chemin = _chemin("instances:convocation-preparer", seance)
    for palier in filter(contexte.utile, _paliers(contexte, seance, limite)):
        yield from _au_service(
            contexte,
            seance.instance,
            cle=f"limite/{seance.pk}/{limite}/{palier.code}",
            nature=_nature(palier),
            palier=palier,
            phrase=_phrase_de_la_limite(contexte, seance, limite, palier),
            chemin=chemin,
            seance=seance,
        )


def _phrase_de_la_limite(contexte: Contexte, seance: Seance, limite: date, palier: Palier) -> str:
    nom = nom_de(seance)
    if palier.code == "jour":
        return (
            f"{nom}\u00a0: dernier jour. Envoyez la convocation aujourd’hui avant minuit, ou "
            "reportez la séance."
        )
    if palier.code != "echu":
        jour = jour_en_lettres(limite, repere=contexte.jour)
        return f"{nom}\u00a0: la convocation part au plus tard le {jour}."
    # The day it leaves, for the page that foresees it.
    return f"{nom}\u00a0: {_que_faire(seance, limite, max(contexte.jour, palier.debut))}"


def _que_faire(seance: Seance, limite: date, on: date) -> str:
    """What remains lawful once the day is gone (CNV-05, CNV-10)."""
    lettres = partial(jour_en_lettres, repere=on)
    delai = jours_francs.delai_requis(contexte_du_delai(seance))
    phrases = [
        f"le délai de convocation est échu depuis le {lettres(limite)}.",
        "N’envoyez pas la convocation pour cette date.",
    ]
    if delai:
        possible = jours_francs.premiere_seance_possible(on, delai)
        phrases.append(
            f"Reportez la séance\u00a0: convoquée le {lettres(on)}, elle peut se tenir à partir "
            f"du {lettres(possible)}."
        )
    un_jour_franc = jours_francs.francs(on, localdate(seance.starts_at)) >= 1
    if regime_du_conseil(seance) and not seance.urgence and un_jour_franc:
        phrases.append(
            "En cas d’urgence, un jour franc suffit\u00a0: le président en rend compte dès "
            "l’ouverture et le conseil se prononce (CGCT, art. L. 2121-12)."
        )
    return " ".join(phrases)


# Convocations that left ---------------------------------------------------------------------


@inscrire
def convocations(contexte: Contexte) -> Iterator[Prevu]:
    """Who has not received, opened, answered. One query, whatever the number of members."""
    if not contexte.convoquees:
        return
    par_seance = {s.pk: s for s in contexte.convoquees}
    remises = _en_souffrance(contexte).order_by("convocation__seance_id", "id")
    for pk, groupe in groupby(remises, key=lambda r: r.convocation.seance_id):
        seance, siennes = par_seance[pk], list(groupe)
        yield from _retours(contexte, seance, siennes)
        yield from _non_remises(contexte, seance, siennes)
        yield from _aux_membres(contexte, seance, siennes)


def _en_souffrance(contexte: Contexte) -> Any:
    """Of the latest version of each convocation: not delivered, or left without an answer."""
    evenements = EnvoiEvenement.objects.filter(
        intercommunalite_id=contexte.intercommunalite.pk,
        envoi=OuterRef("envoi"),
        etat__in=preuve.LECTURES,
    )
    reponses = Reponse.objects.filter(
        intercommunalite_id=contexte.intercommunalite.pk,
        seance=OuterRef("convocation__seance"),
        siegeant__elu=OuterRef("elu"),
    )
    remises = contexte.intercommunalite.remises.filter(
        convocation__seance__in=contexte.convoquees, elu__isnull=False
    ).annotate(
        derniere=Max("convocation__seance__convocations__version"),
        ouverte=Exists(evenements),
        repondu=Exists(reponses),
    )
    return (
        remises.filter(convocation__version=F("derniere"))
        .filter(~Q(envoi__etat__in=PARTIS) | Q(envoi__canal=Envoi.Canal.COURRIEL, repondu=False))
        .select_related("convocation", "envoi", "elu")
        .defer("envoi__corps", "envoi__pieces", "convocation__texte")
    )


def _retours(contexte: Contexte, seance: Seance, remises: Iterable[Remise]) -> Iterator[Prevu]:
    """An address that refused, a message that came back: to be settled by hand (CNV-07)."""
    chemin = _chemin("instances:convocation-preparer", seance)
    for remise in remises:
        if remise.envoi.etat not in {Etat.RETOURNE, Etat.REFUSE}:
            continue
        debut = localdate(remise.convocation.sent_at)
        yield from _au_service(
            contexte,
            seance.instance,
            cle=f"retour/{remise.envoi_id}",
            nature=Nature.RETOUR,
            palier=Palier(code="retour", debut=debut, fin=localdate(seance.starts_at)),
            phrase=(
                f"{nom_de(seance)}\u00a0: la convocation de {remise.elu} n’est pas arrivée "
                f"({remise.envoi.get_etat_display().lower()}). Corrigez l’adresse, ou remettez-la "
                "en main propre."
            ),
            chemin=chemin,
            seance=seance,
        )


def _non_remises(contexte: Contexte, seance: Seance, remises: list[Remise]) -> Iterator[Prevu]:
    """Titulaires whom nothing has reached yet, as the last lawful day comes (CNV-07)."""
    manquants = [
        r for r in remises if r.qualite == Remise.Qualite.TITULAIRE and r.envoi.etat not in PARTIS
    ]
    if not manquants or manquants[0].convocation.sent_at > contexte.at - DEPART:
        return
    requis = manquants[0].convocation.delai_requis
    if requis is None:
        return
    limite = jours_francs.dernier_jour_d_envoi(localdate(seance.starts_at), requis)
    for palier in _paliers(contexte, seance, limite):
        if palier.code == "avant":
            continue
        yield from _au_service(
            contexte,
            seance.instance,
            cle=f"remises/{seance.pk}/{limite}/{palier.code}",
            nature=_nature(palier),
            palier=palier,
            phrase=_phrase_des_manquants(contexte, seance, manquants, limite, palier),
            chemin=_chemin("instances:convocation-preparer", seance),
            seance=seance,
        )


def _phrase_des_manquants(
    contexte: Contexte, seance: Seance, manquants: list[Remise], limite: date, palier: Palier
) -> str:
    plis = sum(r.envoi.etat == Etat.SUR_PAPIER for r in manquants)
    detail = f", dont {compte(plis, 'pli')} à poster ou à remettre" if plis else ""
    qui = f"{compte(len(manquants), 'membre')} sans convocation{detail}"
    jour = jour_en_lettres(limite, repere=contexte.jour)
    if palier.code == "echu":
        return (
            f"{nom_de(seance)}\u00a0: {qui}. Le dernier jour était le {jour}\u00a0: à leur égard "
            "la séance n’est pas régulièrement convoquée (CNV-07). Reportez-la, ou réunissez la "
            "preuve qu’ils l’ont reçue à temps."
        )
    quand_ = "aujourd’hui avant minuit" if palier.code == "jour" else f"le {jour} au plus tard"
    return f"{nom_de(seance)}\u00a0: {qui}. À remettre {quand_}."


def _aux_membres(contexte: Contexte, seance: Seance, remises: Iterable[Any]) -> Iterator[Prevu]:
    """Never a new version: the same convocation, recalled to who reads his mail."""
    jour = localdate(seance.starts_at)
    for remise in remises:
        joignable = remise.envoi.etat == Etat.REMIS and remise.envoi.canal == Envoi.Canal.COURRIEL
        if remise.qualite != Remise.Qualite.TITULAIRE or not joignable or remise.repondu:
            continue
        ecart = contexte.reglage.reponse_jours
        if ecart:
            yield _au_membre(
                remise, seance, Nature.REPONSE, jour - timedelta(days=ecart),
                "votre réponse est attendue\u00a0: présent, excusé, ou pouvoir donné.",
            )  # fmt: skip
        ecart = contexte.reglage.non_ouverte_jours
        if ecart and not remise.ouverte:
            yield _au_membre(
                remise, seance, Nature.NON_OUVERTE,
                localdate(remise.envoi.sent_at) + timedelta(days=ecart),
                "vous n’avez pas encore ouvert votre convocation.",
            )  # fmt: skip


def _au_membre(remise: Remise, seance: Seance, nature: Nature, debut: date, suite: str) -> Prevu:
    return Prevu(
        cle=f"{nature}/{remise.pk}",
        nature=nature,
        palier=Palier(code=str(nature), debut=debut, fin=localdate(seance.starts_at)),
        phrase=f"{nom_de(seance)}\u00a0: {suite}",
        chemin=_chemin("instances:seance-detail", seance),
        elu=remise.elu,
        seance=seance,
    )


# Meetings that were demanded ----------------------------------------------------------------


@inscrire
def demandes(contexte: Contexte) -> Iterator[Prevu]:
    """CNV-16: a meeting demanded by a third of the members or the préfet is convened in time."""
    tenues = Seance.objects.filter(
        intercommunalite_id=contexte.intercommunalite.pk, demande=OuterRef("pk"), etat__in=TENUES
    )
    ouvertes = contexte.intercommunalite.demandes_reunion.filter(classee_at=None)
    for demande in ouvertes.exclude(Exists(tenues)).select_related("instance__intercommunalite"):
        yield from _de_la_demande(contexte, demande)


def _de_la_demande(contexte: Contexte, demande: DemandeReunion) -> Iterator[Prevu]:
    limite = limite_de_la_demande(demande.recue_on, demande.avant_on)
    recue = Palier(code="recue", debut=demande.recue_on, fin=limite - timedelta(days=1))
    suite = quand(
        limite,
        jours=contexte.reglage.limite_jours,
        horaires=contexte.horaires,
        fin=limite + timedelta(days=60),
    )
    lettres = partial(jour_en_lettres, repere=contexte.jour)
    for palier in (recue, *(p for p in suite if p.code != "avant")):
        verbe = "devait partir" if palier.code == "echu" else "part au plus tard"
        yield from _au_service(
            contexte,
            demande.instance,
            cle=f"demande/{demande.pk}/{palier.code}",
            nature=Nature.DEMANDE,
            palier=palier,
            phrase=(
                f"{demande.instance}\u00a0: réunion demandée le {lettres(demande.recue_on)} "
                f"({demande.get_origine_display().lower()}). Sa convocation {verbe} le "
                f"{lettres(limite)} (CGCT, art. L. 2121-9)."
                if regime_de(demande.origine).delai_ecrit
                else f"{demande.instance}\u00a0: {demande.get_origine_display().lower()} "
                f"demandeurs depuis le {lettres(demande.recue_on)}. Si assez ont signé, convoquez "
                f"la conférence ({regime_de(demande.origine).article})."
            ),
            chemin=reverse("instances:seance-liste", args=[contexte.intercommunalite.slug]),
        )


# Written answers ----------------------------------------------------------------------------


@inscrire
def reponses_ecrites(contexte: Contexte) -> Iterator[Prevu]:
    """QST-03: before the day that the règlement gives to answer, and once it is passed."""
    depot = Depot(contexte.intercommunalite, contexte.at)
    dues = contexte.intercommunalite.questions.filter(
        nature=Question.Nature.ECRITE, etat=Question.Etat.RECUE, reponse_avant_on__isnull=False
    )
    for question in dues.select_related("auteur"):
        if depot.conseil is not None:
            yield from _de_la_question(contexte, question, depot.conseil)


def _de_la_question(contexte: Contexte, question: Question, conseil: Instance) -> Iterator[Prevu]:
    limite = question.reponse_avant_on
    assert limite is not None  # the query above
    jours, horaires = contexte.reglage.limite_jours, contexte.horaires
    for palier in quand(limite, jours=jours, horaires=horaires, fin=limite + timedelta(days=60)):
        verbe = "était due" if palier.code == "echu" else "est due"
        yield from _au_service(
            contexte,
            conseil,
            cle=f"question/{question.pk}/{palier.code}",
            nature=Nature.QUESTION,
            palier=palier,
            phrase=(
                f"Question écrite de {question.auteur}, «\u00a0{question.objet}\u00a0»\u00a0: la "
                f"réponse {verbe} le {jour_en_lettres(limite, repere=contexte.jour)}."
            ),
            chemin=reverse(
                "instances:question-detail", args=[contexte.intercommunalite.slug, question.pk]
            ),
        )


# Shared -------------------------------------------------------------------------------------


def _au_service(
    contexte: Contexte, instance: Instance, *, cle: str, palier: Palier, **faits: Any
) -> Iterator[Prevu]:
    if not contexte.utile(palier):
        return
    for acces in contexte.responsables(instance):
        yield Prevu(cle=f"{cle}/{acces.pk}", palier=palier, acces=acces, **faits)


def _paliers(contexte: Contexte, seance: Seance, limite: date) -> tuple[Palier, ...]:
    return quand(
        limite,
        jours=contexte.reglage.limite_jours,
        horaires=contexte.horaires,
        fin=localdate(seance.starts_at),
    )


def _nature(palier: Palier) -> Nature:
    return Nature.LIMITE_PASSEE if palier.code == "echu" else Nature.LIMITE_PROCHE


def _chemin(route: str, seance: Seance) -> str:
    return reverse(route, args=[seance.intercommunalite.slug, seance.numero])


def nom_de(seance: Seance) -> str:
    return f"{seance.instance} du {jour_en_lettres(localdate(seance.starts_at))}"
