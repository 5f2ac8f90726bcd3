"""What each act of a séance in progress requires, told before it is refused.

CGCT, art. L. 2121-17 : « Le conseil municipal ne délibère valablement que lorsque la majorité
de ses membres en exercice est présente. » It is looked at when the séance opens and when each
point comes up (QUO-04).

Art. L. 2121-10 : the convocation gives the day; a séance held on another one is seen before it
opens. Art. L. 2121-15 : « Au début de chacune de ses séances, le conseil municipal nomme un ou
plusieurs de ses membres pour remplir les fonctions de secrétaire. »
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from governance.regles import Gravite, Manquement
from instances.regles import pouvoirs as regles_des_pouvoirs
from instances.regles.dates_en_lettres import jour_en_lettres
from instances.regles.faits import Cle, Faits, Plage, Point, Pouvoir, TypePoint
from instances.regles.presences import dresser
from instances.regles.seance import PointEvalue, evaluer, evaluer_point

ARTICLE_QUORUM = "CGCT, art. L. 2121-17"
ARTICLE_SECRETAIRE = "CGCT, art. L. 2121-15"

OUVERTURE = Point(numero="ouverture", rang=1, type=TypePoint.DELIBERATION)


def quorum_a_l_ouverture(faits: Faits) -> PointEvalue:
    """The quorum as the séance opens, whatever the first point is."""
    # A second convocation takes up the points of the first: the dispense covers the opening.
    point = replace(OUVERTURE, reprise=faits.regime.seconde_convocation)
    return evaluer(replace(faits, points=(point,), deports=()))[0]


def jour_convoque(faits: Faits, jour: date) -> list[Manquement]:
    """Opening on another day than the one announced is seen, not refused."""
    convoque = faits.regime.date
    if convoque is None or convoque == jour:
        return []
    nous_sommes = jour_en_lettres(jour, repere=convoque).split(" ", maxsplit=1)[1]
    return [
        Manquement(
            regle="CNV-02",
            article="CGCT, art. L. 2121-10",
            gravite=Gravite.ALERTE,
            message=(
                f"La séance est convoquée pour le {jour_en_lettres(convoque, repere=jour)}\u00a0: "
                f"nous sommes le {nous_sommes}."
            ),
        )
    ]


def ouverture(faits: Faits, *, president: bool, secretaires: int, jour: date) -> list[Manquement]:
    trouves = jour_convoque(faits, jour)
    if not president:
        trouves.append(
            Manquement(
                regle="SEA-02",
                article="CGCT, art. L. 2121-14",
                message="Indiquez qui préside la séance.",
                champ="president",
            )
        )
    trouves += _quorum_d_ouverture(faits)
    if not secretaires and faits.regime.deliberante:
        trouves.append(
            Manquement(
                regle="SEA-01",
                article=ARTICLE_SECRETAIRE,
                message="Nommez au moins un secrétaire de séance parmi les membres.",
                champ="secretaires",
            )
        )
    return trouves


def _quorum_d_ouverture(faits: Faits) -> list[Manquement]:
    evalue = quorum_a_l_ouverture(faits)
    if not faits.regime.deliberante or evalue.quorum_atteint is not False:
        return []
    return [
        Manquement(
            regle="QUO-04",
            article=ARTICLE_QUORUM,
            message=(
                f"{_presents(evalue)} pour un quorum de {evalue.quorum_requis}\u00a0: attendez "
                "les arrivées, ou convoquez à nouveau à trois jours francs d’intervalle."
            ),
        )
    ]


def _presents(evalue: PointEvalue) -> str:
    n = evalue.presents or 0
    return f"{n} présent" if n < 2 else f"{n} présents"


def bureau_de_seance(*, president: str, secretaires: tuple[str, ...]) -> list[Manquement]:
    """Who chairs and who keeps the minutes are members: the names given here are not."""
    trouves = []
    if president:
        trouves.append(
            Manquement(
                regle="SEA-02",
                article="CGCT, art. L. 2121-14",
                message=f"{president} ne siège pas à cette séance\u00a0: un membre la préside.",
                champ="president",
            )
        )
    for nom in secretaires:
        trouves.append(
            Manquement(
                regle="SEA-01",
                article=ARTICLE_SECRETAIRE,
                message=f"{nom} ne siège pas à cette séance\u00a0: le secrétaire est un membre.",
                champ="secretaires",
            )
        )
    return trouves


def mise_en_discussion(*, etat: str, en_discussion: str | None) -> list[Manquement]:
    if en_discussion is not None:
        message = f"Le rapport {en_discussion} est en discussion\u00a0: achevez-le d’abord."
        return [Manquement(regle="ODJ-05", message=message)]
    if etat != "inscrit":
        message = "Ce rapport a déjà été examiné ou n’est plus inscrit."
        return [Manquement(regle="ODJ-05", message=message)]
    return []


def presidence_du_point(
    faits: Faits, *, rang: int, preside: Cle | None, elu: bool
) -> list[Manquement]:
    """The conseil elects another chair for the accounts of its président (SEA-02)."""
    point = next(p for p in faits.points if p.rang == rang)
    if not point.comptes or preside is None or (elu and preside != faits.president):
        return []
    suite = (
        "confiez d’abord la présidence de la séance à un autre membre, que le conseil élit."
        if preside == faits.president
        else "le conseil élit qui préside\u00a0; notez cette élection à «\u00a0Présidence\u00a0»."
    )
    return [
        Manquement(
            regle="SEA-02",
            article="CGCT, art. L. 2121-14",
            message=f"Le rapport {point.numero} porte sur les comptes du président\u00a0: {suite}",
            points=(point.numero,),
        )
    ]


def election_du_president(
    *, election: str, voix: int | None, exprimes: int | None
) -> list[Manquement]:
    """The figures of that election agree with how it was held (SEA-02)."""
    if not election:
        return []
    article, connues = "CGCT, art. L. 2121-14", voix is not None and exprimes is not None
    if election == "secret" and not connues:
        message = "Indiquez les voix obtenues et les suffrages exprimés."
        return [Manquement(regle="SEA-02", article=article, message=message, champ="voix")]
    if voix is None or exprimes is None:
        return []
    if voix > exprimes:
        message = f"{voix} voix pour {exprimes} suffrages exprimés\u00a0: vérifiez ces nombres."
        return [Manquement(regle="SEA-02", article=article, message=message, champ="voix")]
    if election == "unanimite" and voix != exprimes:
        message = "À l’unanimité, toutes les voix exprimées vont au président de séance."
        return [Manquement(regle="SEA-02", article=article, message=message, champ="voix")]
    return []


def quorum_du_point(faits: Faits, *, rang: int) -> list[Manquement]:
    evalue = evaluer_point(faits, rang)
    if evalue.quorum_atteint is not False:
        return []
    return [
        Manquement(
            regle="QUO-04",
            article=ARTICLE_QUORUM,
            message=(
                f"{_presents(evalue)} pour un quorum de {evalue.quorum_requis}\u00a0: le rapport "
                f"{evalue.numero} ne peut être délibéré. Attendez que le quorum se reforme, "
                "suspendez, ou levez la séance."
            ),
            points=(evalue.numero,),
        )
    ]


def cloture_sans_vote(*, nature: str, actuel: str, voulu: str) -> list[Manquement]:
    """What is deliberated ends by a vote, or is adjourned, sent back or withdrawn."""
    if actuel not in ("inscrit", "en_discussion"):
        return [Manquement(regle="ODJ-05", message="Ce rapport a déjà une issue.")]
    if voulu == "traite" and TypePoint(nature) is TypePoint.ELECTION:
        return [
            Manquement(
                regle="VOT-09",
                article="CGCT, art. L. 2121-21",
                message="Ce rapport se conclut par une élection : proclamez qui est élu.",
            )
        ]
    if voulu == "traite" and TypePoint(nature).delibere:
        return [
            Manquement(
                regle="VOT-09",
                article="CGCT, art. L. 2121-20",
                message="Ce rapport se conclut par un vote\u00a0: proclamez-en le résultat.",
            )
        ]
    if voulu == "traite" and actuel != "en_discussion":
        return [Manquement(regle="ODJ-05", message="Mettez d’abord ce rapport en discussion.")]
    return []


def quorum_a_la_reprise(evalue: PointEvalue, *, en_discussion: str | None) -> list[Manquement]:
    """Counted anew (SEA-06): without it nothing is deliberated, the rest may go on (QUO-08)."""
    if evalue.quorum_atteint is not False:
        return []
    debut = f"{_presents(evalue)} pour un quorum de {evalue.quorum_requis}\u00a0: "
    suite = "aucun rapport ne peut être délibéré tant qu’il ne se reforme pas."
    if en_discussion is not None:
        suite = (
            f"le rapport {en_discussion} ne peut être délibéré. Attendez les arrivées, ou levez "
            "la séance en le laissant non examiné."
        )
    return [
        Manquement(
            regle="SEA-06",
            article=ARTICLE_QUORUM,
            gravite=Gravite.BLOQUANT if en_discussion is not None else Gravite.ALERTE,
            message=debut + suite,
            points=(en_discussion,) if en_discussion is not None else (),
        )
    ]


def levee(*, en_discussion: str | None, sans_issue: Sequence[str] = ()) -> list[Manquement]:
    """Every point has an outcome before the séance ends: nothing is left by silence."""
    trouves = []
    if en_discussion is not None:
        message = (
            f"Le rapport {en_discussion} est en discussion\u00a0: proclamez son résultat, "
            "ajournez-le ou retirez-le avant de lever la séance."
        )
        trouves.append(Manquement(regle="VOT-09", message=message, points=(en_discussion,)))
    if sans_issue:
        message = (
            f"Rapports sans issue\u00a0: {', '.join(sans_issue)}. Ajournez, retirez ou laissez "
            "chacun non examiné, avec un motif."
        )
        trouves.append(Manquement(regle="VOT-09", message=message, points=tuple(sans_issue)))
    return trouves


def laisser(*, etat: str, motif: str) -> list[Manquement]:
    """Left unexamined: it will need another convocation, so the record says why."""
    if etat not in ("inscrit", "en_discussion"):
        return [Manquement(regle="ODJ-05", message="Ce rapport a déjà une issue.")]
    if not motif.strip():
        message = "Dites pourquoi ce rapport n’est pas examiné."
        return [Manquement(regle="VOT-09", message=message, champ="motif")]
    return []


def arrivee(*, nom: str, deja_present: bool, suppleant_admis: bool) -> list[Manquement]:
    trouves = []
    if deja_present:
        trouves.append(
            Manquement(
                regle="MEM-01",
                article="CGCT, art. L. 5211-6",
                message=f"Le siège de {nom} est déjà occupé\u00a0: notez d’abord le départ.",
            )
        )
    if not suppleant_admis:
        trouves.append(
            Manquement(
                regle="MEM-02",
                article="CGCT, art. L. 5211-6",
                message=f"Cette personne n’est pas le suppléant de {nom}.",
            )
        )
    return trouves


def depart(*, nom: str, present: bool) -> list[Manquement]:
    if present:
        return []
    return [Manquement(regle="QUO-09", message=f"{nom} n’est pas noté présent.")]


def revocation(*, deja: bool) -> list[Manquement]:
    if not deja:
        return []
    return [
        Manquement(
            regle="POU-05",
            article=regles_des_pouvoirs.ARTICLE,
            message="Ce pouvoir n’est plus en vigueur\u00a0: il a déjà été révoqué.",
        )
    ]


def pouvoir_nouveau(
    faits: Faits, *, mandant: Cle | None, mandataire: Cle | None, rang: int, ouverte: bool
) -> list[Manquement]:
    """What this pouvoir adds to the breaches of the séance.

    Before the opening nobody is noted present yet: only the form of the pouvoir is judged.
    Somebody in the room gives a pouvoir because they are leaving: it is judged without them.
    """
    presences = tuple(p for p in faits.presences or () if p.membre != mandant or p.par_suppleant)
    connus = replace(faits, presences=presences if ouverte else None)
    nouveau = Pouvoir(mandant=mandant, mandataire=mandataire, plage=Plage(debut=rang))
    apres = replace(connus, pouvoirs=(*(connus.pouvoirs or ()), nouveau))
    deja = set(_des_pouvoirs(connus))
    trouves = [m for m in _des_pouvoirs(apres) if m not in deja]
    if ouverte:
        return trouves
    return [*trouves, *_deja_porteur(connus, nouveau)]


def _des_pouvoirs(faits: Faits) -> Iterable[Manquement]:
    grille = dresser(faits)
    return regles_des_pouvoirs.manquements(
        faits, grille, regles_des_pouvoirs.portees(faits, grille)
    )


def _deja_porteur(faits: Faits, nouveau: Pouvoir) -> list[Manquement]:
    """POU-02 without the presences: at most one pouvoir in the same hands."""
    noms = {m.id: m.nom for m in faits.membres}
    if all(p.mandataire != nouveau.mandataire for p in faits.pouvoirs or ()):
        return []
    nom = noms.get(nouveau.mandataire or "", "Ce membre")
    return [
        Manquement(
            regle="POU-02",
            article="CGCT, art. L. 2121-20",
            message=f"{nom} porte déjà un pouvoir\u00a0: désignez un autre mandataire.",
            champ="mandataire",
        )
    ]
