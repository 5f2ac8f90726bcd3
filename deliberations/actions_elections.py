"""Acts of an election of persons: candidacies, rounds, the nomination without a vote.

What is kept of a secret ballot is its count: no row ties a person to a choice (SCR-07).
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from deliberations.actions_comptages import clore_le_compte
from deliberations.actions_investiture import confier_la_presidence
from deliberations.models import Candidat, Scrutin, Tour
from deliberations.queries import assemblee_au
from deliberations.queries.elections import (
    RENONCIATION,
    SANS_VOTE,
    Election,
    Nom,
    candidatures,
    election_de,
    nombre_refuse,
    quorum_maintenant,
)
from deliberations.regles import depouillement, listes, nominations
from deliberations.regles.depouillement import Proclamation, Releve
from deliberations.regles.elections import DERNIER_TOUR
from deliberations.regles.listes import Repartition
from deliberations.regles.majorite import Issue
from deliberations.regles.proclamation import Assemblee
from deliberations.suites import deliberer
from governance import audit
from governance.db import lock
from governance.models import User
from governance.regles import Manquement, exiger
from instances.models import Point, Seance
from instances.queries.deports import manquements_de_la_decision
from instances.queries.faits import faits_de
from instances.regles.etats import exiger_etat


@transaction.atomic
def declarer_candidatures(point: Point, noms: Iterable[Nom], *, by: User, at: datetime) -> Scrutin:
    """Write the whole list of candidates of the round to come; it replaces the former one."""
    _ouvrir_la_seance(point)
    election = election_de(point)
    proposes = [Candidat(elu=n.elu, libelle=n.libelle, membres=n.membres) for n in noms]
    exiger(
        [
            *nominations.deroulement(election.etape),
            *nominations.nombre_vote(refuse=nombre_refuse(point)),
            *nominations.candidatures(election.etape, candidatures(point, proposes)),
        ]
    )
    scrutin = election.ouvert or _ouvrir(point, election)
    tour = scrutin.tours.get(votants=None)
    _remplacer(tour, proposes)
    audit.record(
        "candidatures_declarer", scrutin, by=by, at=at, candidats=[str(c) for c in proposes]
    )
    return scrutin


@transaction.atomic
def proclamer_tour(
    point: Point,
    premier: Releve,
    second: Releve,
    *,
    by: User,
    at: datetime,
    plus_age: int | None = None,
) -> Proclamation:
    """Proclaim a round from the two statements of its count; refused unless they agree."""
    _ouvrir_la_seance(point)
    election = election_de(point)
    alertes = exiger([*_uninominal(election), *_depouillement(point, election, premier, second)])
    personnes = election.personnes_du_tour
    resultat = depouillement.depouiller(election.rang, premier, personnes, plus_age)
    exiger(depouillement.ages_manquants(resultat, personnes))
    scrutin, tour = election.ouvert, election.tour
    assert scrutin is not None  # the rules above refused otherwise
    assert tour is not None  # likewise
    _ecrire(tour, (premier, second), [resultat.elu], at)
    if resultat.elu is not None:
        _conclure(point, scrutin, _assemblee(point), at)
        confier_la_presidence(point, by=by, at=at)
    elif tour.numero < DERNIER_TOUR:
        _inscrire(_tour(scrutin, tour.numero + 1), tour.candidats.all())
    audit.record(
        "tour_proclamer",
        scrutin,
        by=by,
        at=at,
        tour=tour.numero,
        phrase=depouillement.phrase(resultat, personnes),
        scrutateurs=[premier.par, second.par],
        alertes=[m.regle for m in alertes],
    )
    return resultat


@transaction.atomic
def proclamer_listes(
    point: Point,
    premier: Releve,
    second: Releve,
    *,
    by: User,
    at: datetime,
    plus_age: int | None = None,
) -> Repartition:
    """Share the seats between the lists, in one round, at the highest remainder (ELE-07)."""
    _ouvrir_la_seance(point)
    election = election_de(point)
    exiger([*_listes(election), *_depouillement(point, election, premier, second)])
    lues = election.listes
    repartition = listes.repartir(premier, election.restants, plus_age)
    exiger(listes.manquements(repartition, lues))
    scrutin, tour = election.ouvert, election.tour
    assert scrutin is not None  # the rules above refused otherwise
    assert tour is not None  # likewise
    gagnantes = [cle for cle, n in repartition.sieges.items() if n]
    _ecrire(tour, (premier, second), gagnantes, at)
    for candidat in tour.candidats.all():
        candidat.sieges = repartition.sieges[candidat.pk]
        candidat.save(update_fields=["sieges"])
    _conclure(point, scrutin, _assemblee(point), at, complet=True)
    audit.record(
        "listes_proclamer",
        scrutin,
        by=by,
        at=at,
        phrase=listes.phrase(repartition, premier, lues),
        scrutateurs=[premier.par, second.par],
    )
    return repartition


def _uninominal(election: Election) -> list[Manquement]:
    if not election.par_listes:
        return []
    message = "Ce rapport élit des listes, à la proportionnelle\u00a0: répartissez les sièges."
    return [Manquement(regle="ELE-07", message=message)]


def _listes(election: Election) -> list[Manquement]:
    if election.par_listes:
        return []
    message = "Ce rapport n’élit pas des listes\u00a0: chaque poste a son scrutin."
    return [Manquement(regle="ELE-07", message=message)]


@transaction.atomic
def nommer_sans_vote(
    point: Point, *, by: User, at: datetime, liste_unique: bool = False
) -> Scrutin:
    """One candidacy per post, or one list: named at once, read aloud by the chair (SCR-06)."""
    _ouvrir_la_seance(point)
    election = election_de(point)
    candidats = election.candidats
    exiger(
        [
            *nominations.deroulement(election.etape),
            *nominations.nomination_immediate(
                election.etape, candidats=len(candidats), liste_unique=liste_unique
            ),
        ]
    )
    scrutin = election.ouvert
    assert scrutin is not None  # no candidate without a scrutin
    sieges = election.restants if election.par_listes else None
    scrutin.tours.get().candidats.update(proclame_elu=True, sieges=sieges)
    # Nobody voted: the row says who was named, and no mode of scrutin.
    scrutin.mode, scrutin.objet = "", SANS_VOTE
    scrutin.save(update_fields=["mode", "objet"])
    _conclure(point, scrutin, _assemblee(point), at, complet=True)
    audit.record("nommer_sans_vote", scrutin, by=by, at=at, noms=[str(c) for c in candidats])
    return scrutin


@transaction.atomic
def renoncer_au_secret(
    point: Point, *, pour: int, contre: int, abstention: int, by: User, at: datetime
) -> Scrutin:
    """Ask the conseil to raise hands instead; short of unanimity the ballot stays secret."""
    _ouvrir_la_seance(point)
    election, assemblee = election_de(point), _assemblee(point)
    voix = {"pour": pour, "contre": contre, "abstention": abstention}
    exiger(
        [
            *nominations.deroulement(election.etape),
            *nominations.renonciation(election.etape, votants=len(assemblee.votants), **voix),
        ]
    )
    adoptee = nominations.unanime(**voix)
    ouvert, ordre = election.ouvert or _ouvrir(point, election), point.scrutins.count() + 1
    # The scrutin it bears on comes after it, whichever was opened first.
    ouvert.ordre = ordre + 1
    ouvert.mode = Scrutin.Mode.ORDINAIRE if adoptee else Scrutin.Mode.SECRET
    ouvert.save(update_fields=["ordre", "mode"])
    scrutin = Scrutin.objects.create(
        intercommunalite_id=point.intercommunalite_id,
        point=point,
        ordre=ordre,
        objet=RENONCIATION,
        mode=Scrutin.Mode.ORDINAIRE,
        presents=len(assemblee.presents),
        pouvoirs=len(assemblee.votants - assemblee.presents),
        issue=Scrutin.Issue.ADOPTEE if adoptee else Scrutin.Issue.REJETEE,
        proclame_at=at,
        **voix,
    )
    audit.record("secret_renoncer", scrutin, by=by, at=at, **voix)
    return scrutin


def _ouvrir_la_seance(point: Point) -> Seance:
    seance: Seance = lock(point.seance)
    exiger_etat(seance.etat, "conduire")
    point.refresh_from_db()
    return seance


def _assemblee(point: Point) -> Assemblee:
    return assemblee_au(point, faits_de(point.seance))


def _depouillement(
    point: Point, election: Election, premier: Releve, second: Releve
) -> list[Manquement]:
    faits = faits_de(point.seance)
    trouves = [
        *nominations.deroulement(election.etape),
        *nominations.nombre_vote(refuse=nombre_refuse(point)),
        *manquements_de_la_decision(point, faits),
        *_sans_candidat(election),
    ]
    secret = not election.main_levee
    votants = len(assemblee_au(point, faits).votants)
    trouves += depouillement.manquements(premier, votants=votants, secret=secret)
    noms = {c.pk: str(c) for c in election.candidats}
    trouves += depouillement.ecarts(premier, second, noms)
    if secret:
        trouves += depouillement.memes_scrutateurs(premier, second)
        trouves += nominations.secret(visioconference=point.seance.visioconference)
    return [
        *trouves,
        *nominations.quorum_entre_deux_tours(
            tours_tenus=len(election.tenus),
            quorum_atteint=quorum_maintenant(point, faits),
        ),
    ]


def _sans_candidat(election: Election) -> list[Manquement]:
    if election.candidats:
        return []
    message = "Ajoutez d’abord les candidats, ou les personnes qui ont obtenu des voix."
    return [Manquement(regle="ELE-03", message=message, champ="nom")]


def _ouvrir(point: Point, election: Election) -> Scrutin:
    rang = len(election.elus) + 1
    scrutin = Scrutin.objects.create(
        intercommunalite_id=point.intercommunalite_id,
        point=point,
        ordre=point.scrutins.count() + 1,
        objet=f"Poste {rang} sur {point.postes}" if point.postes > 1 else "",
        mode=Scrutin.Mode.ORDINAIRE if election.main_levee else Scrutin.Mode.SECRET,
    )
    _tour(scrutin, 1)
    return scrutin


def _tour(scrutin: Scrutin, numero: int) -> Tour:
    return Tour.objects.create(
        intercommunalite_id=scrutin.intercommunalite_id, scrutin=scrutin, numero=numero
    )


def _remplacer(tour: Tour, proposes: Iterable[Candidat]) -> None:
    """Who stays keeps his row: a count begun before a name was added still holds."""
    voulus = {(c.elu_id, c.libelle): c for c in proposes}
    presents = {(c.elu_id, c.libelle): c for c in tour.candidats.all()}
    for cle, candidat in presents.items():
        if cle not in voulus:
            candidat.delete()
            clore_le_compte(tour.scrutin.point)  # his voices would count for nobody
    _inscrire(tour, [c for cle, c in voulus.items() if cle not in presents])


def _inscrire(tour: Tour, candidats: Iterable[Candidat]) -> None:
    Candidat.objects.bulk_create(
        Candidat(
            intercommunalite_id=tour.intercommunalite_id,
            tour=tour,
            elu=c.elu,
            libelle=c.libelle,
            membres=c.membres,
        )
        for c in candidats
    )


def _ecrire(
    tour: Tour, releves: tuple[Releve, Releve], elus: Iterable[int | None], at: datetime
) -> None:
    """The two statements agree: the figures of either, and the names of both."""
    releve, gagnants = releves[0], set(elus)
    tour.scrutateurs = " et ".join(filter(None, (r.par.strip() for r in releves)))
    tour.proclame_at = at
    tour.votants, tour.exprimes = releve.enveloppes, releve.exprimes
    tour.blancs, tour.nuls = releve.blancs, releve.nuls
    tour.save()
    clore_le_compte(tour.scrutin.point)
    for candidat in tour.candidats.all():
        candidat.voix = releve.voix.get(candidat.pk, 0)
        candidat.proclame_elu = candidat.pk in gagnants
        candidat.save(update_fields=["voix", "proclame_elu"])


def _conclure(
    point: Point, scrutin: Scrutin, assemblee: Assemblee, at: datetime, *, complet: bool = False
) -> None:
    """Close the scrutin; the point too, and its délibération is born, once no post is left."""
    scrutin.presents = len(assemblee.presents)
    scrutin.pouvoirs = len(assemblee.votants - assemblee.presents)
    scrutin.proclame_at = at
    scrutin.save(update_fields=["presents", "pouvoirs", "proclame_at"])
    election = election_de(point)
    if election.restants and not complet:
        dernier = scrutin.tours.latest("numero")
        battus = [c for c in dernier.candidats.all() if not c.proclame_elu]
        _inscrire(_ouvrir(point, election).tours.get(), battus)
        return
    point.etat, point.traite_at = Point.Etat.TRAITE, at
    point.save(update_fields=["etat", "traite_at"])
    deliberer(point, Issue.ADOPTEE)
