"""A whole séance, point by point: who is there, who is represented, whether it may deliberate.

QUO-02 and QUO-04: the count starts afresh « lors de la mise en discussion de chaque point »,
in the ordre de passage. ``evaluer`` only computes; ``anomalies`` says what is wrong.
"""

from dataclasses import dataclass

from governance.regles import Gravite, Manquement, par_gravite
from instances.regles import pouvoirs as regles_des_pouvoirs
from instances.regles import presences as regles_des_presences
from instances.regles.deports import deports_par_rang
from instances.regles.faits import Cle, Deport, Faits, Point
from instances.regles.periodes import periode, retroactivite_discutee
from instances.regles.pouvoirs import Portee, portees
from instances.regles.presences import Grille, compter, dresser
from instances.regles.quorum import dispense_locale, quorum, quorum_requis, reduit_la_base


@dataclass(frozen=True, kw_only=True, slots=True)
class PointEvalue:
    """What is known of one point. ``presents`` leaves out those whom the law does not count."""

    numero: str
    rang: int
    en_exercice: int | None
    quorum_requis: int | None
    presents: int | None
    pouvoirs: int | None
    votants_max: int | None
    quorum_atteint: bool | None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Comptes:
    """Totals per point, before the déports that strike a few of them."""

    presents: list[int]
    presents_flous: list[int]
    votants: list[int]
    votants_flous: list[int]
    pouvoirs: list[int]
    pouvoirs_flous: list[int]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Calcul:
    """The facts and all that is derived once for the whole séance."""

    faits: Faits
    grille: Grille
    portees: tuple[Portee, ...]
    comptes: _Comptes
    deports: dict[int, tuple[Deport, ...]]
    comptants: frozenset[Cle]
    votants: frozenset[Cle]


def evaluer(faits: Faits) -> tuple[PointEvalue, ...]:
    return _evaluer(_calculer(faits))


def evaluer_point(faits: Faits, rang: int) -> PointEvalue:
    """One point alone. Raises ``KeyError`` when nothing comes up at that rank."""
    return {p.rang: p for p in evaluer(faits)}[rang]


def _calculer(faits: Faits) -> _Calcul:
    grille = dresser(faits)
    toutes = portees(faits, grille)
    comptants = frozenset(m.id for m in faits.membres if m.compte_au_quorum)
    votants = frozenset(m.id for m in faits.membres if m.vote)
    return _Calcul(
        faits=faits,
        grille=grille,
        portees=toutes,
        comptes=_compter(grille, toutes, comptants=comptants, votants=votants),
        deports=deports_par_rang(faits),
        comptants=comptants,
        votants=votants,
    )


def _compter(
    grille: Grille,
    toutes: tuple[Portee, ...],
    *,
    comptants: frozenset[Cle],
    votants: frozenset[Cle],
) -> _Comptes:
    n = len(grille.points)
    surs, flous = grille.presents, grille.incertain
    return _Comptes(
        presents=compter((surs.get(cle, 0) for cle in comptants), n),
        presents_flous=compter((flous(cle) for cle in comptants), n),
        votants=compter((surs.get(cle, 0) for cle in votants), n),
        votants_flous=compter((flous(cle) for cle in votants), n),
        pouvoirs=compter((p.active for p in toutes), n),
        pouvoirs_flous=compter((p.possible & ~p.active for p in toutes), n),
    )


def _evaluer(calcul: _Calcul) -> tuple[PointEvalue, ...]:
    return tuple(_evaluer_point(calcul, i) for i in range(len(calcul.grille.points)))


def _evaluer_point(calcul: _Calcul, i: int) -> PointEvalue:
    point = calcul.grille.points[i]
    deports = calcul.deports.get(point.rang, ())
    retires = frozenset(d.membre for d in deports)
    presents = _presents(calcul, i, retires)
    votants = _votants(calcul, i, retires)
    pouvoirs = _pouvoirs(calcul, i, retires)
    en_exercice = base(calcul.faits, point, deports)
    requis = _requis(calcul.faits, point, deports)
    return PointEvalue(
        numero=point.numero,
        rang=point.rang,
        en_exercice=en_exercice,
        quorum_requis=requis,
        presents=presents,
        pouvoirs=pouvoirs,
        votants_max=None if votants is None or pouvoirs is None else votants + pouvoirs,
        quorum_atteint=_atteint(calcul.faits, requis, presents, pouvoirs),
    )


def _requis(faits: Faits, point: Point, deports: tuple[Deport, ...]) -> int | None:
    total = en_exercice_au(faits, point)
    if dispense_locale(faits.regime, interesses=len(deports), en_exercice=total):
        return 0
    return quorum_requis(faits.regime, point, base(faits, point, deports))


def en_exercice_au(faits: Faits, point: Point) -> int | None:
    return faits.en_exercice if point.en_exercice is None else point.en_exercice


def base(faits: Faits, point: Point, deports: tuple[Deport, ...]) -> int | None:
    """The members in exercise for this point, those of art. L. 1111-6 taken out (QUO-06)."""
    en_exercice = en_exercice_au(faits, point)
    if en_exercice is None:
        return None
    sortis = sum(reduit_la_base(d.motif, faits.regime.date) for d in deports)
    return max(en_exercice - sortis, 0)


def _presents(calcul: _Calcul, i: int, retires: frozenset[Cle]) -> int | None:
    if not calcul.grille.connue:
        return calcul.grille.points[i].presents_annonces
    comptes = calcul.comptes
    return _sans(
        calcul.grille,
        i,
        retires & calcul.comptants,
        surs=comptes.presents[i],
        flous=comptes.presents_flous[i],
    )


def _votants(calcul: _Calcul, i: int, retires: frozenset[Cle]) -> int | None:
    if not calcul.grille.connue:
        return calcul.grille.points[i].presents_annonces
    comptes = calcul.comptes
    return _sans(
        calcul.grille,
        i,
        retires & calcul.votants,
        surs=comptes.votants[i],
        flous=comptes.votants_flous[i],
    )


def _sans(grille: Grille, i: int, retires: frozenset[Cle], *, surs: int, flous: int) -> int | None:
    """The total less those who withdrew; unknown as soon as one presence is."""
    for cle in retires:
        surs -= grille.presents.get(cle, 0) >> i & 1
        flous -= grille.incertain(cle) >> i & 1
    return None if flous else surs


def _pouvoirs(calcul: _Calcul, i: int, retires: frozenset[Cle]) -> int | None:
    """POU-08: an interested holder carries nobody's voice, and nobody carries an interested one."""
    faits, point = calcul.faits, calcul.grille.points[i]
    if faits.pouvoirs is None:
        return point.pouvoirs_annonces if faits.regime.pouvoirs_admis else 0
    surs, flous = calcul.comptes.pouvoirs[i], calcul.comptes.pouvoirs_flous[i]
    for portee in calcul.portees if retires else ():
        if portee.pouvoir.mandant in retires or portee.pouvoir.mandataire in retires:
            surs -= portee.active >> i & 1
            flous -= (portee.possible & ~portee.active) >> i & 1
    if flous:
        return None if calcul.grille.connue else point.pouvoirs_annonces
    return surs


def _atteint(
    faits: Faits, requis: int | None, presents: int | None, pouvoirs: int | None
) -> bool | None:
    if requis == 0:
        return True
    en_vigueur = periode(faits.regime)
    if en_vigueur is not None and en_vigueur.representes_comptes:
        presents = None if presents is None or pouvoirs is None else presents + pouvoirs
    return None if requis is None or presents is None else presents >= requis


def anomalies(faits: Faits) -> tuple[Manquement, ...]:
    """Every breach that presence, pouvoirs and quorum show, the gravest first."""
    calcul = _calculer(faits)
    grille, evalues = calcul.grille, _evaluer(calcul)
    return par_gravite(
        [
            *regles_des_presences.manquements(faits, grille),
            *regles_des_pouvoirs.manquements(faits, grille, calcul.portees),
            *_quorum(faits, grille, evalues),
            *_comptes_du_president(faits, grille, evalues),
            *_voix(evalues),
            *_effectifs(faits),
            *_droit_incertain(faits),
        ]
    )


def _quorum(faits: Faits, grille: Grille, evalues: tuple[PointEvalue, ...]) -> list[Manquement]:
    couples = list(zip(grille.points, evalues, strict=True))
    manques = [(p, e) for p, e in couples if e.quorum_atteint is False]
    if not manques:
        return []
    atteint_avant = any(
        e.quorum_atteint and e.quorum_requis and e.rang < manques[0][1].rang for _p, e in couples
    )
    trouves = [_sans_quorum([e for _p, e in manques], faits)]
    if atteint_avant:
        trouves.append(
            Manquement(
                regle="QUO-08",
                article="CGCT, art. L. 2121-17",
                gravite=Gravite.ALERTE,
                message=(
                    "Le quorum a été perdu en cours de séance\u00a0: attendez qu’il se reforme, ou "
                    "convoquez à nouveau pour les points qui restent."
                ),
                points=tuple(e.numero for _p, e in manques),
            )
        )
    return trouves


def _sans_quorum(manques: list[PointEvalue], faits: Faits) -> Manquement:
    pire = min(manques, key=lambda e: (e.presents or 0) - (e.quorum_requis or 0))
    consultatif = not faits.regime.deliberante
    return Manquement(
        regle="QUO-11" if consultatif else "QUO-01",
        article="" if consultatif else "CGCT, art. L. 2121-17",
        message=(
            f"Le quorum n’est pas atteint\u00a0: {pire.presents} présents pour "
            f"{pire.quorum_requis} requis au point {pire.numero}. "
            "Ce qui est délibéré sans quorum est nul."
        ),
        points=tuple(e.numero for e in manques),
    )


def _comptes_du_president(
    faits: Faits, grille: Grille, evalues: tuple[PointEvalue, ...]
) -> list[Manquement]:
    """Whether taking the président out of the base too would change the answer (QUO-07)."""
    trouves = []
    for point, evalue in zip(grille.points, evalues, strict=True):
        n, presents = evalue.en_exercice, evalue.presents
        if not point.comptes or faits.president is None or not n or presents is None:
            continue
        if (presents >= quorum(n)) != (presents >= quorum(n - 1)):
            trouves.append(
                Manquement(
                    regle="QUO-07",
                    article="CGCT, art. L. 2121-14 et L. 2121-17",
                    gravite=Gravite.ALERTE,
                    message=(
                        "Le quorum dépend de savoir si le président, qui se retire, compte parmi "
                        "les membres en exercice\u00a0: attendez un présent de plus."
                    ),
                    points=(point.numero,),
                )
            )
    return trouves


def _voix(evalues: tuple[PointEvalue, ...]) -> list[Manquement]:
    exces = [
        e
        for e in evalues
        if e.votants_max is not None and e.en_exercice is not None and e.votants_max > e.en_exercice
    ]
    if not exces:
        return []
    return [
        Manquement(
            regle="MEM-01",
            article="CGCT, art. L. 2121-20",
            message="Présents et pouvoirs dépassent ensemble le nombre de membres en exercice.",
            points=tuple(e.numero for e in exces),
        )
    ]


def _effectifs(faits: Faits) -> list[Manquement]:
    en_exercice, legal = faits.en_exercice, faits.effectif_legal
    nommes = sum(m.compte_au_quorum for m in faits.membres)
    listes = faits.presences is not None and faits.absents is not None
    trouves = []
    if listes and en_exercice is not None and nommes != en_exercice:
        trouves.append(
            Manquement(
                regle="COH-08",
                gravite=Gravite.ALERTE,
                message=(
                    f"{en_exercice} membres en exercice sont annoncés, les listes en "
                    f"nomment {nommes}."
                ),
            )
        )
    if legal is not None and en_exercice is not None and en_exercice > legal:
        trouves.append(
            Manquement(
                regle="COH-18",
                message=(
                    f"{en_exercice} membres en exercice ne peuvent tenir dans un effectif "
                    f"légal de {legal}."
                ),
            )
        )
    return trouves


def _droit_incertain(faits: Faits) -> list[Manquement]:
    if not retroactivite_discutee(faits.regime.date):
        return []
    return [
        Manquement(
            regle="GEN-07",
            article="ordonnance n° 2020-391 du 1er avril 2020",
            gravite=Gravite.ALERTE,
            message=(
                "Entre le 12 et le 23 mars 2020, le quorum d’un tiers est discuté\u00a0: "
                "le droit commun est appliqué."
            ),
        )
    ]
