"""The facts of a séance read from its rows, in the shape that the rules compute with.

Six queries whatever the size of the séance. The same rules judge a dossier read from a file.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.timezone import localtime

from instances.models import Deport, Point, Pouvoir, Presence, Seance, Siegeant
from instances.queries.composition import parametres, president
from instances.queries.lignes import Lignes
from instances.queries.plages import Passage, passage
from instances.queries.seconde import dispense
from instances.regles import faits as regles
from instances.regles.faits import Faits, Regime, RegleQuorum
from instances.regles.reglement import Parametres


def faits_de(seance: Seance, lignes: Lignes | None = None) -> Faits:
    """``lignes``: the rows, when a page already reads them for itself."""
    lignes = lignes or Lignes(seance)
    points = [p for p in lignes.points if p.etat != Point.Etat.RETIRE]
    siegeants, presences, pouvoirs = lignes.siegeants, lignes.presences, lignes.pouvoirs
    rangs = {p.pk: p.rang for p in points}
    inconnues = _inconnues(seance)
    ordre = passage(seance, points)
    connues = bool(presences) or (bool(siegeants) and "presences" not in inconnues)
    donnes = bool(pouvoirs) or "pouvoirs" not in inconnues
    dits = _dits(seance)
    return Faits(
        regime=regime_de(seance, lignes.reglement),
        points=tuple(_point(p, seance, dits.get(str(p.pk), {})) for p in points),
        membres=tuple(_membre(s) for s in siegeants),
        presences=tuple(_presences(presences, ordre)) if connues else None,
        pouvoirs=tuple(_pouvoirs(pouvoirs, ordre)) if donnes else None,
        # A séance held here lists nobody as absent: who is not noted present is.
        absents=tuple(s.pk for s in siegeants if s.annonce) or None,
        deports=(
            *_deports(seance, points, rangs),
            *_hors_domaine(seance, points, siegeants),
        ),
        president=_president(seance, points, siegeants),
        effectif_legal=seance.effectif_legal,
        en_exercice=seance.en_exercice,
    )


def regime_de(seance: Seance, reglement: Parametres | None = None) -> Regime:
    """The law and the règlement in force on the day of the séance (GEN-03).

    ``reglement``: that of the day, when the caller already holds it.
    """
    genre = seance.instance.type_instance
    jour = localtime(seance.starts_at).date()
    reglement = reglement or parametres(seance.intercommunalite, jour)
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
        seconde_convocation=dispense(seance),
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


def _president(seance: Seance, points: list[Point], siegeants: list[Siegeant]) -> int | None:
    """The seat of the président, who withdraws when his accounts are voted (QUO-07)."""
    if not any(p.compte_administratif for p in points):
        return None
    if seance.dossier is not None:
        nomme: int | None = seance.dossier.get("president")
        return nomme
    elu = president(seance.intercommunalite, localtime(seance.starts_at).date())
    return next((s.pk for s in siegeants if elu and s.elu_id == elu.pk), None)


def _point(point: Point, seance: Seance, dit: Mapping[str, Any]) -> regles.Point:
    totaux = dit.get("totaux") or {}
    # The dispense covers what the first séance left, and no other point (CNV-11).
    repris = (
        point.reprise_de is not None and point.reprise_de.seance_id == seance.premiere_seance_id
    )
    return regles.Point(
        numero=point.numero,
        rang=point.rang,
        type=regles.TypePoint(point.type),
        comptes=point.compte_administratif,
        reprise=repris or bool(dit.get("reprise")),
        en_exercice=dit.get("en_exercice"),
        presents_annonces=totaux.get("presents"),
        pouvoirs_annonces=totaux.get("pouvoirs"),
    )


def _presences(lignes: Iterable[Presence], ordre: Passage) -> Iterator[regles.Presence]:
    for presence in lignes:
        yield regles.Presence(
            membre=presence.siegeant_id,
            plage=ordre.plage(presence),
            par_suppleant=presence.suppleant_id is not None,
            a_distance=presence.a_distance,
        )


def _pouvoirs(lignes: Iterable[Pouvoir], ordre: Passage) -> Iterator[regles.Pouvoir]:
    for pouvoir in lignes:
        yield regles.Pouvoir(
            mandant=pouvoir.mandant_id,
            mandataire=pouvoir.mandataire_id,
            plage=ordre.plage(pouvoir),
        )


def _deports(seance: Seance, points: list[Point], rangs: dict[int, int]) -> Iterator[regles.Deport]:
    """Those that were said in séance; a published source states them without an hour."""
    lignes = Deport.objects.filter(point__in=points)
    for deport in lignes if seance.dossier is not None else lignes.exclude(confirme_at=None):
        yield regles.Deport(
            membre=deport.siegeant_id,
            rang=rangs[deport.point_id],
            motif=regles.MotifDeport(deport.motif),
        )


def _hors_domaine(
    seance: Seance, points: list[Point], siegeants: list[Siegeant]
) -> Iterator[regles.Deport]:
    """A guest with a voice has it on the points for which a mayor sends him, alone (SEC-03)."""
    invites = {s.elu_id: s.pk for s in siegeants if s.sur_invitation}
    if not invites:
        return
    admis = set(seance.invites.exclude(voix_de=None).values_list("elu_id", "point_id"))
    for elu, siege in invites.items():
        for point in points:
            if (elu, point.pk) not in admis:
                motif = regles.MotifDeport.DOMAINE
                yield regles.Deport(membre=siege, rang=point.rang, motif=motif)


def _inconnues(seance: Seance) -> frozenset[str]:
    """Lists that the source of an imported séance does not give: unknown, not empty."""
    source = (seance.dossier or {}).get("source", {})
    return frozenset(cle for cle, valeur in source.items() if valeur is None)


def _dits(seance: Seance) -> dict[str, Mapping[str, Any]]:
    """What the source of an imported séance says of each point, for what has no column."""
    if seance.dossier is None:
        return {}
    cles = seance.dossier.get("cles", {}).get("points", [])
    dits = seance.dossier.get("source", {}).get("points") or []
    return {cle: dit for cle, dit in zip(cles, dits, strict=True) if cle is not None}
