"""Which pouvoirs are in force at which point, and what is wrong with the others.

CGCT, art. L. 2121-20 : « Un conseiller municipal empêché d'assister à une séance peut
donner à un collègue de son choix pouvoir écrit de voter en son nom. Un même conseiller
municipal ne peut être porteur que d'un seul pouvoir. Le pouvoir est toujours révocable. »

A pouvoir is in force while its giver's seat is empty (POU-05: coming back suspends it) and
its holder sits (POU-03). It never makes the quorum, but for one period of 2020.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from governance.regles import Gravite, Manquement
from instances.regles.deports import deports_par_rang
from instances.regles.faits import Cle, Deport, Faits, MotifDeport, Pouvoir
from instances.regles.periodes import pouvoirs_par_mandataire
from instances.regles.presences import Grille, Masque, bits, dresser, masques

ARTICLE = "CGCT, art. L. 2121-20"


@dataclass(frozen=True, kw_only=True, slots=True)
class Portee:
    """What one pouvoir covers: asked for, certainly in force, possibly in force."""

    pouvoir: Pouvoir
    demandee: Masque
    active: Masque
    possible: Masque
    en_trop: Masque


def portees(faits: Faits, grille: Grille) -> tuple[Portee, ...]:
    """The reach of each pouvoir, déports apart: those strike point by point."""
    plafond = pouvoirs_par_mandataire(faits.regime)
    rangs = list(grille.rangs)
    charges: dict[Cle, list[Masque]] = defaultdict(list)
    trouvees = []
    for pouvoir in faits.pouvoirs or ():
        demandee, possible = masques(pouvoir.plage, rangs)
        active, possible = _en_vigueur(pouvoir, grille, demandee, possible)
        en_trop = 0
        if pouvoir.mandataire is not None:
            en_trop = _au_dela(plafond, charges[pouvoir.mandataire], demandee)
            charges[pouvoir.mandataire].append(possible & ~en_trop)
        if not faits.regime.pouvoirs_admis:
            active = possible = 0
        trouvees.append(
            Portee(
                pouvoir=pouvoir,
                demandee=demandee,
                active=active & ~en_trop,
                possible=possible & ~en_trop,
                en_trop=en_trop,
            )
        )
    return tuple(trouvees)


def _en_vigueur(
    pouvoir: Pouvoir, grille: Grille, certain: Masque, possible: Masque
) -> tuple[Masque, Masque]:
    if not grille.connue:
        return 0, possible
    if pouvoir.mandant is None:
        certain = 0
    else:
        certain &= ~grille.possibles.get(pouvoir.mandant, 0)
        possible &= ~grille.presents.get(pouvoir.mandant, 0)
    if pouvoir.mandataire is None:
        return 0, possible
    if pouvoir.mandataire == pouvoir.mandant:
        return 0, 0
    certain &= grille.presents.get(pouvoir.mandataire, 0)
    possible &= grille.possibles.get(pouvoir.mandataire, 0)
    return certain, possible


def _au_dela(plafond: int | None, deja: list[Masque], demandee: Masque) -> Masque:
    """The points where the holder already carries all that the law lets one carry."""
    en_trop = 0
    if plafond is None or len(deja) < plafond:
        return 0
    for i in bits(demandee):
        if sum(masque >> i & 1 for masque in deja) >= plafond:
            en_trop |= 1 << i
    return en_trop


def pouvoirs_actifs(faits: Faits, rang: int) -> tuple[Pouvoir, ...]:
    """The pouvoirs in force beyond doubt at that point, interested members excluded."""
    grille = dresser(faits)
    i = grille.rangs.index(rang)
    deportes = {d.membre for d in deports_par_rang(faits).get(rang, ())}
    return tuple(
        p.pouvoir
        for p in portees(faits, grille)
        if p.active >> i & 1
        and p.pouvoir.mandant not in deportes
        and p.pouvoir.mandataire not in deportes
    )


def manquements(faits: Faits, grille: Grille, toutes: tuple[Portee, ...]) -> list[Manquement]:
    noms = {m.id: m.nom for m in faits.membres}
    trouves: list[Manquement] = []
    if toutes and not faits.regime.pouvoirs_admis:
        trouves.append(_non_admis())
    for portee in toutes:
        trouves += _de_forme(portee, noms)
        trouves += _contre_la_presence(portee, grille, noms, faits)
        trouves += _en_seance(portee, grille, noms, faits)
    trouves += _plusieurs_par_mandant(toutes, grille, noms)
    trouves += _interesses(faits, grille, toutes, noms)
    return trouves


def _non_admis() -> Manquement:
    return Manquement(
        regle="GEN-02",
        message="Cette instance n’admet pas les pouvoirs\u00a0: aucun n’est compté.",
    )


def _de_forme(portee: Portee, noms: dict[Cle, str]) -> Iterable[Manquement]:
    pouvoir = portee.pouvoir
    mandant = _nom(noms, pouvoir.mandant)
    if pouvoir.mandant is not None and pouvoir.mandant == pouvoir.mandataire:
        yield _manquement(
            "POU-03",
            f"{mandant} donne et porte le même pouvoir\u00a0: désignez un autre mandataire.",
        )
    if pouvoir.plage.inversee:
        yield _manquement(
            "COH-03",
            f"Le pouvoir que donne {mandant} se termine avant de commencer, "
            "dans l’ordre de passage.",
        )
    for cle in (pouvoir.mandant, pouvoir.mandataire):
        if cle is not None and cle not in noms:
            yield _manquement(
                "POU-03",
                f"{cle} n’est pas membre de l’instance\u00a0: le pouvoir ne peut être compté.",
            )


def _contre_la_presence(
    portee: Portee, grille: Grille, noms: dict[Cle, str], faits: Faits
) -> Iterable[Manquement]:
    pouvoir = portee.pouvoir
    if not grille.connue or pouvoir.mandant is None or pouvoir.mandant == pouvoir.mandataire:
        return
    la = portee.demandee & grille.presents.get(pouvoir.mandant, 0)
    yield from _mandant_present(portee, la, grille, noms, faits)
    if pouvoir.mandataire is not None:
        yield from _porteur(portee, la, grille, noms, faits)


def _mandant_present(
    portee: Portee, la: Masque, grille: Grille, noms: dict[Cle, str], faits: Faits
) -> Iterable[Manquement]:
    mandant = _nom(noms, portee.pouvoir.mandant)
    suppleant = la & grille.suppleants.get(portee.pouvoir.mandant or "", 0)
    if suppleant:
        yield _suppleance(mandant, grille.numeros(suppleant), faits)
    if titulaire := la & ~suppleant:
        yield _manquement(
            "POU-05",
            f"{mandant} est dans la salle et a donné pouvoir\u00a0: le pouvoir est suspendu.",
            grille.numeros(titulaire),
            Gravite.ALERTE,
        )


def _porteur(
    portee: Portee, la: Masque, grille: Grille, noms: dict[Cle, str], faits: Faits
) -> Iterable[Manquement]:
    cle = portee.pouvoir.mandataire or ""
    mandant, mandataire = _nom(noms, portee.pouvoir.mandant), _nom(noms, cle)
    utile = portee.demandee & ~la
    if sans_porteur := utile & ~grille.possibles.get(cle, 0):
        yield _sans_porteur(mandant, mandataire, sans_porteur, utile, grille)
    if portee.en_trop:
        yield _manquement(
            "POU-02",
            f"{mandataire} porte plus de pouvoirs qu’un membre n’en peut porter\u00a0: "
            f"celui de {mandant} n’est pas compté. Désignez un autre mandataire.",
            grille.numeros(portee.en_trop),
        )
    par_suppleant = portee.possible & grille.suppleants.get(cle, 0)
    if par_suppleant and not faits.regime.suppleant_peut_porter_pouvoir:
        yield _manquement(
            "MEM-05",
            f"Le pouvoir de {mandant} est porté par le suppléant de {mandataire}\u00a0: "
            "vérifiez que le règlement intérieur le permet.",
            grille.numeros(par_suppleant),
            Gravite.ALERTE,
        )


def _sans_porteur(
    mandant: str, mandataire: str, manque: Masque, utile: Masque, grille: Grille
) -> Manquement:
    """A holder who leaves makes the pouvoir lapse; one who never came makes it void."""
    if manque == utile:
        message = f"{mandataire} porte le pouvoir de {mandant} sans être dans la salle"
        return _manquement(
            "POU-03", f"{message}\u00a0: désignez un mandataire présent.", grille.numeros(manque)
        )
    return _manquement(
        "POU-03",
        f"{mandataire} n’est pas toujours là pour porter le pouvoir de {mandant}\u00a0: "
        "il n’est compté qu’en sa présence.",
        grille.numeros(manque),
        Gravite.ALERTE,
    )


def _nom(noms: dict[Cle, str], cle: Cle | None) -> str:
    return "un membre non désigné" if cle is None else noms.get(cle, str(cle))


def _suppleance(mandant: str, points: tuple[str, ...], faits: Faits) -> Manquement:
    """The law does not forbid it, but a seat has one voice: the suppléant's (MEM-01)."""
    bloque = faits.regime.suppleance_avant_pouvoir
    return _manquement(
        "MEM-01",
        f"{mandant} a donné pouvoir, et son suppléant est dans la salle\u00a0: "
        "le suppléant siège, le pouvoir n’est pas compté.",
        points,
        Gravite.BLOQUANT if bloque else Gravite.ALERTE,
    )


def _en_seance(
    portee: Portee, grille: Grille, noms: dict[Cle, str], faits: Faits
) -> Iterable[Manquement]:
    """POU-06: given on leaving; allowed unless the règlement says otherwise."""
    admis = faits.regime.pouvoir_en_seance
    if admis or not grille.rangs or portee.pouvoir.plage.debut <= grille.rangs[0]:
        return
    suite = (
        "le règlement intérieur l’exclut."
        if admis is False
        else "vérifiez que le règlement intérieur ne l’exclut pas."
    )
    yield _manquement(
        "POU-06",
        f"{_nom(noms, portee.pouvoir.mandant)} a donné pouvoir en cours de séance\u00a0: {suite}",
        grille.numeros(portee.demandee),
        Gravite.BLOQUANT if admis is False else Gravite.ALERTE,
    )


def _plusieurs_par_mandant(
    toutes: tuple[Portee, ...], grille: Grille, noms: dict[Cle, str]
) -> Iterable[Manquement]:
    vues: dict[Cle, Masque] = defaultdict(int)
    for portee in toutes:
        mandant = portee.pouvoir.mandant
        if mandant is None:
            continue
        if commun := vues[mandant] & portee.demandee:
            yield _manquement(
                "MEM-01",
                f"{_nom(noms, mandant)} a donné plusieurs pouvoirs pour les mêmes points\u00a0: "
                "un siège n’a qu’une voix.",
                grille.numeros(commun),
            )
        vues[mandant] |= portee.demandee


def _interesses(
    faits: Faits, grille: Grille, toutes: tuple[Portee, ...], noms: dict[Cle, str]
) -> Iterable[Manquement]:
    places = {rang: i for i, rang in enumerate(grille.rangs)}
    for deport in chain.from_iterable(deports_par_rang(faits).values()):
        if deport.rang not in places or deport.motif is MotifDeport.DOMAINE:
            continue
        i = places[deport.rang]
        for portee in toutes:
            if portee.demandee >> i & 1:
                yield from _interesse(portee.pouvoir, deport, noms, grille.points[i].numero)


def _interesse(
    pouvoir: Pouvoir, deport: Deport, noms: dict[Cle, str], numero: str
) -> Iterable[Manquement]:
    comptes = deport.motif is MotifDeport.COMPTES
    if pouvoir.mandataire == deport.membre:
        yield _manquement(
            "POU-09" if comptes else "POU-08",
            f"{_nom(noms, pouvoir.mandataire)} se retire\u00a0: il ne vote ni pour lui ni pour "
            f"{_nom(noms, pouvoir.mandant)}, qui lui a donné pouvoir.",
            (numero,),
            Gravite.INFO,
        )
    if pouvoir.mandant == deport.membre:
        yield _manquement(
            "POU-09" if comptes else "INT-01",
            f"{_nom(noms, pouvoir.mandant)} ne peut pas voter par pouvoir sur ce point\u00a0: "
            "sa voix n’est pas comptée.",
            (numero,),
            Gravite.ALERTE,
        )


def _manquement(
    regle: str,
    message: str,
    points: tuple[str, ...] = (),
    gravite: Gravite = Gravite.BLOQUANT,
) -> Manquement:
    article = "" if regle.startswith("COH") else ARTICLE
    return Manquement(regle=regle, article=article, message=message, points=points, gravite=gravite)
