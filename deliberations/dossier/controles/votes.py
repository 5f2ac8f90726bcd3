"""The votes of a document, mode by mode, against those who could vote."""

import re
from collections import Counter
from collections.abc import Iterator

from deliberations.dossier import arbre
from deliberations.dossier.controles.elections import controler as controler_election
from deliberations.dossier.noms import mots
from deliberations.dossier.reperes import PointOrdonne
from deliberations.dossier.traduction import Traduction
from deliberations.regles.coherence import VoteAnnonce, controler_issue, controler_voix
from deliberations.regles.majorite import (
    Issue,
    Majorite,
    ModeScrutin,
    Sens,
    seuil_scrutin_public,
    seuil_scrutin_secret,
)
from governance.regles import Gravite, Manquement
from instances.regles.deports import deports_par_rang
from instances.regles.faits import TypePoint
from instances.regles.pouvoirs import pouvoirs_actifs
from instances.regles.presences import Grille, dresser
from instances.regles.seance import PointEvalue

SANS_VOTE = (TypePoint.DEBAT, TypePoint.INFORMATION)


def anomalies(t: Traduction, evalues: tuple[PointEvalue, ...]) -> Iterator[Manquement]:
    grille = dresser(t.faits)
    for ordonne, evalue in zip(t.reperes.points, evalues, strict=True):
        point = ordonne.point
        if point.retire and (point.votes or point.elections or point.dispositif):
            yield _manquement(
                "COH-21", "Ce point est retiré de l’ordre du jour, et pourtant voté.", ordonne
            )
        if point.type in SANS_VOTE and (point.votes or point.elections):
            yield _manquement(
                "BUR-05",
                "Ce point n’appelle pas de vote\u00a0: il est de simple débat ou d’information.",
                ordonne,
                Gravite.ALERTE,
            )
        for vote in point.votes or ():
            yield from _vote(t, vote, ordonne, evalue, grille)
        for election in point.elections or ():
            yield from controler_election(election, evalue)
        yield from _rapporteur(t, ordonne)


def annonce(vote: arbre.Vote, ordonne: PointOrdonne) -> VoteAnnonce:
    """The vote as the rules read it; words count where the counters are silent."""
    comptes = Majorite.COMPTES if ordonne.point.comptes else Majorite.ORDINAIRE
    return VoteAnnonce(
        point=ordonne.numero,
        pour=vote.pour,
        contre=vote.contre,
        abstention=vote.abstention,
        ne_prend_pas_part=vote.ne_prend_pas_part,
        blancs=vote.blancs,
        nuls=vote.nuls,
        exprimes=vote.exprimes,
        votants=vote.votants,
        issue=vote.resultat or _issue_ecrite(vote),
        unanimite=_unanimite_ecrite(vote) if vote.unanimite is None else vote.unanimite,
        mode=vote.mode,
        majorite=vote.majorite or comptes,
        voix_du_president=vote.voix_du_president,
    )


def _ecrits(vote: arbre.Vote) -> tuple[str, ...]:
    return mots(vote.mention) + mots(vote.phrase)


def _issue_ecrite(vote: arbre.Vote) -> Issue | None:
    ecrits = set(_ecrits(vote))
    if ecrits & {"rejete", "rejetee"}:
        return Issue.REJETEE
    return Issue.ADOPTEE if ecrits & {"adopte", "adoptee"} else None


def _unanimite_ecrite(vote: arbre.Vote) -> bool | None:
    return True if "unanimite" in _ecrits(vote) else None


def _vote(
    t: Traduction,
    vote: arbre.Vote,
    ordonne: PointOrdonne,
    evalue: PointEvalue,
    grille: Grille,
) -> Iterator[Manquement]:
    lu = annonce(vote, ordonne)
    yield from controler_voix(lu, evalue.votants_max)
    yield from controler_issue(lu, base=_base(lu, evalue))
    yield from _pouvoirs_en_trop(lu, evalue)
    yield from _partage_inexplique(lu, ordonne)
    yield from _mode(vote, ordonne, evalue)
    yield from _texte(vote, ordonne)
    yield from _voix_nommees(t, vote, ordonne, grille)


def _base(vote: VoteAnnonce, evalue: PointEvalue) -> int | None:
    huis_clos = vote.majorite is Majorite.HUIS_CLOS
    return evalue.votants_max if huis_clos else evalue.en_exercice


def _pouvoirs_en_trop(vote: VoteAnnonce, evalue: PointEvalue) -> Iterator[Manquement]:
    """Strike the voices too many and look again (POU-12)."""
    if evalue.votants_max is None or vote.pour is None or vote.contre is None:
        return
    exces = vote.total_minimal - evalue.votants_max
    if exces <= 0 or vote.pour <= vote.contre:
        return
    tient = vote.pour - exces > vote.contre
    yield Manquement(
        regle="POU-12",
        article="CE, 2 décembre 1991, n° 109724",
        gravite=Gravite.INFO if tient else Gravite.BLOQUANT,
        message=(
            f"Sans {'la voix' if exces == 1 else f'les {exces} voix'} de trop, "
            + ("le résultat reste le même." if tient else "le résultat n’est plus acquis.")
        ),
        points=(vote.point,),
    )


def _partage_inexplique(vote: VoteAnnonce, ordonne: PointOrdonne) -> Iterator[Manquement]:
    egalite = vote.pour is not None and vote.pour == vote.contre and vote.pour > 0
    ordinaire = vote.majorite is Majorite.ORDINAIRE and vote.mode is not ModeScrutin.SECRET
    if egalite and ordinaire and vote.voix_du_president is None and vote.issue is not None:
        yield _manquement(
            "VOT-04",
            "Les voix se partagent également\u00a0: le résultat dépend de la voix du président de "
            "séance, que le document ne donne pas.",
            ordonne,
            Gravite.ALERTE,
        )


def _mode(vote: arbre.Vote, ordonne: PointOrdonne, evalue: PointEvalue) -> Iterator[Manquement]:
    if vote.mode is ModeScrutin.ASSENTIMENT and annonce(vote, ordonne).issue is None:
        yield _manquement(
            "VOT-09", "Un assentiment suppose un résultat écrit.", ordonne, Gravite.ALERTE
        )
    if vote.mode is ModeScrutin.SECRET and vote.voix:
        yield _manquement(
            "SCR-07", "Un scrutin secret ne nomme aucune voix\u00a0: retirez les noms.", ordonne
        )
    if vote.demandeurs is None or evalue.presents is None:
        return
    if vote.mode is ModeScrutin.SECRET:
        seuil = seuil_scrutin_secret(evalue.presents)
        if vote.demandeurs < seuil and ordonne.point.type is not TypePoint.ELECTION:
            yield _manquement("SCR-03", _demande("secret", vote.demandeurs, seuil), ordonne)
    if vote.mode is ModeScrutin.PUBLIC:
        seuil = seuil_scrutin_public(evalue.presents)
        if vote.demandeurs < seuil:
            yield _manquement(
                "SCR-02", _demande("public", vote.demandeurs, seuil), ordonne, Gravite.INFO
            )


def _demande(mode: str, demandeurs: int, seuil: int) -> str:
    return f"Le scrutin {mode} est demandé par {demandeurs} présents\u00a0: il en fallait {seuil}."


def _texte(vote: arbre.Vote, ordonne: PointOrdonne) -> Iterator[Manquement]:
    """« 1 abstention » in the sentence against the counter."""
    for compteur, motif in ((vote.abstention, r"(\d+) abstention"), (vote.contre, r"(\d+) contre")):
        ecrit = re.search(motif, " ".join(mots(vote.phrase)))
        if ecrit and compteur is not None and int(ecrit[1]) != compteur:
            yield _manquement(
                "COH-21",
                f"La phrase du vote écrit «\u00a0{ecrit[0]}\u00a0», le décompte {compteur}.",
                ordonne,
            )


def _voix_nommees(
    t: Traduction, vote: arbre.Vote, ordonne: PointOrdonne, grille: Grille
) -> Iterator[Manquement]:
    if not vote.voix:
        return
    yield from _decompte_des_noms(vote, ordonne)
    i = grille.rangs.index(ordonne.rang)
    representes = {p.mandant for p in pouvoirs_actifs(t.faits, ordonne.rang)}
    retires = {d.membre for d in deports_par_rang(t.faits).get(ordonne.rang, ())}
    vus: set[str] = set()
    for voix in vote.voix:
        reconnus = t.annuaire.chercher(voix.membre)
        if len(reconnus) != 1:
            suite = "peut désigner plusieurs membres" if reconnus else "n’est le nom d’aucun membre"
            yield _manquement(
                "COH-12" if reconnus else "COH-11",
                f"«\u00a0{voix.membre}\u00a0» (vote) {suite} du dossier.",
                ordonne,
            )
            continue
        cle = reconnus[0].membre
        nom = t.annuaire.nom(cle)
        if cle in vus:
            yield _manquement("MEM-01", f"{nom} vote deux fois.", ordonne)
        vus.add(cle)
        if cle in retires:
            yield _manquement("INT-01", f"{nom} vote malgré son déport.", ordonne)
        elif grille.connue and not grille.possibles.get(cle, 0) >> i & 1 and cle not in representes:
            yield _manquement(
                "COH-23", f"La voix de {nom} est nommée sans présence ni pouvoir.", ordonne
            )


def _decompte_des_noms(vote: arbre.Vote, ordonne: PointOrdonne) -> Iterator[Manquement]:
    """Fewer names than voices may be an incomplete list; a public ballot names everyone."""
    noms = Counter(voix.sens for voix in vote.voix or ())
    compteurs = {
        Sens.POUR: vote.pour,
        Sens.CONTRE: vote.contre,
        Sens.ABSTENTION: vote.abstention,
        Sens.NE_PREND_PAS_PART: vote.ne_prend_pas_part,
    }
    for sens, compteur in compteurs.items():
        if compteur is None or noms[sens] == compteur:
            continue
        tous = vote.mode is ModeScrutin.PUBLIC and sens in (Sens.POUR, Sens.CONTRE)
        if noms[sens] > compteur or tous:
            yield _manquement(
                "COH-24",
                f"Sens «\u00a0{sens.replace('_', ' ')}\u00a0»\u00a0: {compteur} voix comptées, "
                f"{noms[sens]} nommées.",
                ordonne,
            )


def _rapporteur(t: Traduction, ordonne: PointOrdonne) -> Iterator[Manquement]:
    """An interested member may not report either (INT-02)."""
    if ordonne.point.rapporteur is None:
        return
    reconnus = t.annuaire.chercher(ordonne.point.rapporteur)
    retires = {d.membre for d in t.faits.deports if d.rang == ordonne.rang}
    if len(reconnus) == 1 and reconnus[0].membre in retires:
        yield _manquement(
            "INT-02",
            f"{t.annuaire.nom(reconnus[0].membre)} rapporte ce point malgré son déport.",
            ordonne,
        )


def _manquement(
    regle: str, message: str, ordonne: PointOrdonne, gravite: Gravite = Gravite.BLOQUANT
) -> Manquement:
    return Manquement(regle=regle, message=message, points=(ordonne.numero,), gravite=gravite)
