"""The facts of a séance read from its rows, in the shape that the rules compute with.

Six queries whatever the size of the séance. The same rules judge a dossier read from a file.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils.timezone import localtime

from instances.models import Deport, Point, Pouvoir, Presence, Seance, Siegeant
from instances.models.presences import Intervalle
from instances.queries.composition import parametres, president
from instances.regles import faits as regles
from instances.regles.faits import Faits, Plage, Regime, RegleQuorum


def faits_de(seance: Seance) -> Faits:
    points = [p for p in seance.points.all() if p.etat != Point.Etat.RETIRE]
    siegeants = list(seance.siegeants.select_related("elu", "suppleant"))
    rangs = {p.pk: p.rang for p in points}
    connue = bool(siegeants)
    reprises = numeros_repris(seance)
    presences = seance.presences.select_related("debut_point", "fin_point")
    en_vigueur = seance.pouvoirs.filter(revoque_at=None)
    pouvoirs = en_vigueur.select_related("debut_point", "fin_point")
    return Faits(
        regime=regime_de(seance),
        points=tuple(_point(p, reprises) for p in points),
        membres=tuple(_membre(s) for s in siegeants),
        presences=tuple(_presences(presences, points, rangs)) if connue else None,
        pouvoirs=tuple(_pouvoirs(pouvoirs, points, rangs)),
        absents=tuple(s.pk for s in siegeants if s.annonce),
        deports=tuple(_deports(points, rangs)),
        president=_president(seance, points, siegeants),
        effectif_legal=seance.effectif_legal,
        en_exercice=seance.en_exercice,
    )


def regime_de(seance: Seance) -> Regime:
    """The law and the règlement in force on the day of the séance (GEN-03)."""
    genre = seance.instance.type_instance
    jour = localtime(seance.starts_at).date()
    reglement = parametres(seance.intercommunalite, jour)
    return Regime(
        date=jour,
        quorum=RegleQuorum(genre.quorum_regle),
        quorum_fixe=genre.quorum_fixe,
        deliberante=genre.nature == genre.Nature.DELIBERANTE,
        pouvoirs_admis=genre.pouvoirs,
        pouvoir_en_seance=reglement.pouvoir_en_seance,
        suppleance_avant_pouvoir=bool(reglement.suppleance_avant_pouvoir),
        suppleant_peut_porter_pouvoir=bool(reglement.suppleant_peut_porter_pouvoir),
        visioconference=seance.visioconference,
        seconde_convocation=seance.premiere_seance_id is not None,
        droit_local=seance.intercommunalite.droit_local,
    )


def _membre(siegeant: Siegeant) -> regles.Membre:
    return regles.Membre(
        id=siegeant.pk,
        nom=str(siegeant),
        commune=siegeant.commune,
        vote=siegeant.vote,
        compte_au_quorum=siegeant.compte_quorum,
    )


def numeros_repris(seance: Seance) -> frozenset[str]:
    """Points left by the first séance for want of quorum: the dispense covers no other (CNV-11)."""
    if seance.premiere_seance is None:
        return frozenset()
    restes = seance.premiere_seance.points.filter(etat=Point.Etat.NON_EXAMINE)
    return frozenset(restes.values_list("numero", flat=True))


def _president(seance: Seance, points: list[Point], siegeants: list[Siegeant]) -> int | None:
    """The seat of the président, who withdraws when his accounts are voted (QUO-07)."""
    if not any(p.compte_administratif for p in points):
        return None
    elu = president(seance.intercommunalite, localtime(seance.starts_at).date())
    return next((s.pk for s in siegeants if elu and s.elu_id == elu.pk), None)


def _point(point: Point, reprises: frozenset[str]) -> regles.Point:
    return regles.Point(
        numero=point.numero,
        rang=point.rang,
        type=regles.TypePoint(point.type),
        comptes=point.compte_administratif,
        reprise=point.numero in reprises,
    )


def _presences(
    lignes: Iterable[Presence], points: list[Point], rangs: dict[int, int]
) -> Iterator[regles.Presence]:
    for presence in lignes:
        yield regles.Presence(
            membre=presence.siegeant_id,
            plage=plage(presence, points, rangs),
            par_suppleant=presence.suppleant_id is not None,
            a_distance=presence.a_distance,
        )


def _pouvoirs(
    lignes: Iterable[Pouvoir], points: list[Point], rangs: dict[int, int]
) -> Iterator[regles.Pouvoir]:
    for pouvoir in lignes:
        yield regles.Pouvoir(
            mandant=pouvoir.mandant_id,
            mandataire=pouvoir.mandataire_id,
            plage=plage(pouvoir, points, rangs),
        )


def _deports(points: list[Point], rangs: dict[int, int]) -> Iterator[regles.Deport]:
    for deport in Deport.objects.filter(point__in=points):
        yield regles.Deport(
            membre=deport.siegeant_id,
            rang=rangs[deport.point_id],
            motif=regles.MotifDeport(deport.motif),
        )


def plage(intervalle: Intervalle, points: list[Point], rangs: dict[int, int]) -> Plage:
    """Bounds as ranks of passage. An hour is a bound through the points then in discussion."""
    debut, au_plus_tot = _debut(intervalle, points, rangs)
    fin, au_plus_tard = _fin(intervalle, points, rangs)
    return Plage(debut=debut, fin=fin, au_plus_tot=au_plus_tot, au_plus_tard=au_plus_tard)


def _debut(
    intervalle: Intervalle, points: list[Point], rangs: dict[int, int]
) -> tuple[int, int | None]:
    if intervalle.debut_point is not None:
        rang = rangs.get(intervalle.debut_point.pk, intervalle.debut_point.rang)
        return rang + (0 if intervalle.debut_inclus else 1), None
    if intervalle.debut_at is None:
        return 1, None
    heures = _heures(points)
    if heures is None:
        # The hour of each point is not known: the arrival cannot be placed among them.
        return regles.SANS_FIN, 1
    suivants = [rang for rang, at in heures if at >= intervalle.debut_at]
    return min(suivants, default=regles.SANS_FIN), None


def _fin(
    intervalle: Intervalle, points: list[Point], rangs: dict[int, int]
) -> tuple[int, int | None]:
    if intervalle.fin_point is not None:
        rang = rangs.get(intervalle.fin_point.pk, intervalle.fin_point.rang)
        return rang - (0 if intervalle.fin_inclus else 1), None
    if intervalle.fin_at is None:
        return regles.SANS_FIN, None
    heures = _heures(points)
    if heures is None:
        return 0, regles.SANS_FIN
    return max((rang for rang, at in heures if at <= intervalle.fin_at), default=0), None


def _heures(points: list[Point]) -> list[tuple[int, datetime]] | None:
    """When each point came up; ``None`` as soon as one hour is missing."""
    dates = [(p.rang, p.mis_en_discussion_at) for p in points]
    connues = [(rang, at) for rang, at in dates if at is not None]
    return connues if len(connues) == len(dates) else None
