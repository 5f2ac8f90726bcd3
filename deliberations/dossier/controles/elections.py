"""Scrutins of persons: each round’s arithmetic, then who was rightly elected (ELE-01)."""

from collections.abc import Iterator

from deliberations.dossier import arbre
from deliberations.regles.elections import AgeInconnu, Tour, elu
from deliberations.regles.majorite import ModeScrutin, majorite_absolue
from governance.regles import Gravite, Manquement
from instances.regles.seance import PointEvalue

DERNIER_TOUR = 3


def controler(election: arbre.Election, evalue: PointEvalue) -> Iterator[Manquement]:
    if election.mode in (ModeScrutin.ORDINAIRE, ModeScrutin.PUBLIC):
        yield _manquement(
            "SCR-03",
            "Une nomination se vote au scrutin secret, sauf renonciation unanime quand aucun "
            "texte ne l’impose.",
            evalue,
            Gravite.ALERTE,
        )
    rangs = [tour.tour for tour in election.tours or ()]
    if rangs != list(range(1, len(rangs) + 1)):
        yield _manquement("COH-25", "Les tours ne se suivent pas depuis le premier.", evalue)
    if any(rang > DERNIER_TOUR for rang in rangs):
        yield _manquement("ELE-01", "Il n’y a pas de quatrième tour.", evalue)
    for tour in election.tours or ():
        yield from _arithmetique(tour, evalue)
        if election.regle is not arbre.RegleElection.PROPORTIONNELLE:
            yield from _elus(election, tour, evalue)


def _arithmetique(tour: arbre.Tour, evalue: PointEvalue) -> Iterator[Manquement]:
    papiers = (tour.exprimes, tour.blancs, tour.nuls)
    connus = [n for n in papiers if n is not None]
    if tour.votants is not None and connus:
        complet = len(connus) == len(papiers)
        if sum(connus) > tour.votants or (complet and sum(connus) != tour.votants):
            yield _manquement(
                "COH-06",
                f"Tour {tour.tour}\u00a0: exprimés, blancs et nuls font {sum(connus)}, pour "
                f"{tour.votants} votants.",
                evalue,
            )
    voix = [c.voix for c in tour.candidats or () if c.voix is not None]
    tous = len(voix) == len(tour.candidats or ())
    exprimes = tour.exprimes if voix else None
    if exprimes is not None and (sum(voix) > exprimes or (tous and sum(voix) != exprimes)):
        yield _manquement(
            "COH-06",
            f"Tour {tour.tour}\u00a0: les candidats réunissent {sum(voix)} voix, pour "
            f"{exprimes} suffrages exprimés.",
            evalue,
        )
    total = (tour.votants or 0) + (tour.ne_prennent_pas_part or 0)
    if evalue.votants_max is not None and total > evalue.votants_max:
        yield _manquement(
            "VOT-08",
            f"Tour {tour.tour}\u00a0: {total} votants, pour {evalue.votants_max} présents et "
            "pouvoirs.",
            evalue,
        )


def _elus(election: arbre.Election, tour: arbre.Tour, evalue: PointEvalue) -> Iterator[Manquement]:
    candidats = [c for c in tour.candidats or () if c.voix is not None]
    if not candidats or len(candidats) != len(tour.candidats or ()) or tour.elus is None:
        return
    voix = {c.nom: c.voix or 0 for c in candidats}
    exprimes = sum(voix.values()) if tour.exprimes is None else tour.exprimes
    for nom in tour.elus:
        if nom not in voix:
            yield _manquement(
                "ELE-01", f"{nom} n’a pas de voix au tour {tour.tour}, qui l’élit.", evalue
            )
        elif tour.tour < DERNIER_TOUR and voix[nom] < majorite_absolue(exprimes):
            yield _manquement(
                "ELE-01",
                f"Le tour {tour.tour} élit {nom} avec {voix[nom]} voix\u00a0: la majorité "
                f"absolue est de {majorite_absolue(exprimes)}.",
                evalue,
            )
    if (election.sieges or 1) == 1 and len(tour.elus) <= 1:
        yield from _seul_elu(tour, voix, exprimes, evalue)


def _seul_elu(
    tour: arbre.Tour, voix: dict[str, int], exprimes: int, evalue: PointEvalue
) -> Iterator[Manquement]:
    naissances = {c.nom: c.naissance for c in tour.candidats or () if c.naissance is not None}
    try:
        attendu = elu(Tour(rang=tour.tour, voix=voix, exprimes=exprimes), naissances)
    except AgeInconnu:
        yield _manquement(
            "ELE-01",
            "Égalité au troisième tour\u00a0: le plus âgé est élu, et le document ne donne pas "
            "les dates de naissance.",
            evalue,
            Gravite.ALERTE,
        )
        return
    annonce = tour.elus[0] if tour.elus else None
    if annonce is not None and annonce not in voix:
        return
    sous_la_majorite = attendu is None and annonce is not None
    if annonce != attendu and not sous_la_majorite:
        yield _manquement(
            "ELE-01", f"Au tour {tour.tour}, les voix désignent {attendu}, pas {annonce}.", evalue
        )


def _manquement(
    regle: str, message: str, evalue: PointEvalue, gravite: Gravite = Gravite.BLOQUANT
) -> Manquement:
    article = "CGCT, art. L. 2122-7" if regle == "ELE-01" else ""
    return Manquement(
        regle=regle, article=article, message=message, points=(evalue.numero,), gravite=gravite
    )
