"""The ordre du jour: numbers of reports, order of passage, what may still change and when.

CGCT, art. L. 2121-10 : « Toute convocation […] indique les questions portées à l'ordre du jour. »
Only what was announced may be the object of a délibération (ODJ-01); in an EPCI nothing can be
added during the séance, however urgent and however unanimous the conseil (ODJ-02, CAA Versailles,
3 mars 2011, n° 09VE03950).

The number of a report and its rank of passage are two orders (ODJ-05): `1.1.10` comes after
`1.1.9` in the first, and may well be heard before it in the second.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from governance.regles import Gravite, Manquement
from instances.regles import etats, matieres, points_d_usage
from instances.regles.etats import LIBELLES_POINT, EtatPoint, EtatSeance
from instances.regles.faits import Cle, TypePoint
from instances.regles.types_de_point import Usage

CleDeTri: TypeAlias = tuple[tuple[tuple[int, int, str], ...], ...]

NUMERO = re.compile(r"[0-9A-Za-z]+([.-][0-9A-Za-z]+)*")
LONGUEUR_MAXIMALE = 20
_MORCEAUX = re.compile(r"\d+|[A-Za-z]+")
_DIVERS = re.compile(r"\bquestions?\s+diverses?\b", re.IGNORECASE)

ARTICLE_ODJ = "CGCT, art. L. 2121-10 et L. 5211-1"
ARTICLE_RECTIFICATIVE = "CGCT, art. L. 2121-10 et L. 2121-12"
ARTICLE_ORDRE = "Règlement intérieur, ordre du jour"


# --- Numbers of reports -----------------------------------------------------------------------


def cle_de_tri(numero: str) -> CleDeTri:
    """Sort by segments, figures as numbers: `9` < `10`, `3` < `3C` < `4`, `1.1.9` < `1.1.10`."""
    return tuple(
        tuple(
            (0, int(m), "") if m.isdigit() else (1, 0, m.casefold())
            for m in _MORCEAUX.findall(segment)
        )
        for segment in re.split(r"[.\-]", numero.strip())
    )


def numero_valide(numero: str) -> bool:
    return len(numero) <= LONGUEUR_MAXIMALE and NUMERO.fullmatch(numero) is not None


def numero_suivant(numero: str) -> str:
    """« 5.3 » after « 5.2 », « 1.1.10 » after « 1.1.9 », « 3D » after « 3C »."""
    chiffres = re.search(r"\d+$", numero)
    if chiffres:
        return f"{numero[: chiffres.start()]}{int(chiffres.group()) + 1}"
    if numero and numero[-1] in "Zz":
        return f"{numero}2"
    return f"{numero[:-1]}{chr(ord(numero[-1]) + 1)}" if numero else "1"


# --- Putting a point on the ordre du jour -----------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class PointVu:
    """A point as these rules see it. ``cle`` tells it from the others of its séance.

    ``alerte``: born of the droit d'alerte, which the président must let the bureau debate.
    """

    numero: str
    type: TypePoint = TypePoint.DELIBERATION
    cle: Cle | None = None
    titre: str = ""
    rang: int = 0
    etat: EtatPoint = EtatPoint.INSCRIT
    usage: str = ""
    matiere: str = ""
    alerte: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Inscription:
    """A point to add (or to rework) and the séance it goes to.

    ``types_admis``: what the body may handle; ``None`` when it may handle everything.
    ``conseil``: the organe délibérant itself, which alone decides of the matters reserved to it.
    ``ajouts_admis``: whether the règlement lets a point without decision be added once convened.
    """

    point: PointVu
    etat_de_la_seance: EtatSeance = EtatSeance.PREPARATION
    types_admis: frozenset[TypePoint] | None = None
    conseil: bool = True
    ajouts_admis: bool = True


def inscription(demande: Inscription, autres: Iterable[PointVu]) -> tuple[Manquement, ...]:
    """Everything that stands against this point. ``autres``: the other points of the séance."""
    return (
        *_numero(demande.point, autres),
        *_apres_envoi(demande),
        *_questions_diverses(demande.point),
        *_type_admis(demande),
        *_matiere(demande.point, conseil=demande.conseil),
    )


def _numero(point: PointVu, autres: Iterable[PointVu]) -> Iterator[Manquement]:
    if not numero_valide(point.numero):
        yield Manquement(
            regle="ODJ-05",
            message=(
                f"«\u00a0{point.numero}\u00a0» n’est pas un numéro de rapport\u00a0: utilisez des "
                "chiffres et des lettres séparés par des points, comme 1.1.10 ou 3C."
            ),
            champ="numero",
        )
    elif any(cle_de_tri(autre.numero) == cle_de_tri(point.numero) for autre in autres):
        yield Manquement(
            regle="ODJ-05",
            message=(
                f"Le numéro {point.numero} est déjà pris par un autre rapport\u00a0: changez-le."
            ),
            points=(point.numero,),
            champ="numero",
        )


def _apres_envoi(demande: Inscription) -> Iterator[Manquement]:
    point, etat = demande.point, demande.etat_de_la_seance
    if etat is EtatSeance.PREPARATION:
        return
    bloquants = etats.manquements(etat, "inscrire_point")
    en_seance = etat in (EtatSeance.OUVERTE, EtatSeance.SUSPENDUE)
    if not point.type.delibere and (en_seance or not bloquants):
        yield _ajout_sans_decision(point, demande.ajouts_admis)
    elif en_seance:
        yield Manquement(
            regle="ODJ-02",
            article=ARTICLE_ODJ,
            message=(
                "Une délibération ne s’ajoute pas en séance, même urgente et même à l’unanimité"
                "\u00a0: inscrivez l’affaire à la séance suivante, convoquée au besoin en urgence."
            ),
            points=(point.numero,),
        )
    elif bloquants:
        yield from bloquants
    else:
        yield _a_rectifier(point)


def _a_rectifier(point: PointVu) -> Manquement:
    return Manquement(
        regle="CNV-13",
        article=ARTICLE_RECTIFICATIVE,
        gravite=Gravite.ALERTE,
        message=(
            f"La convocation est envoyée\u00a0: le rapport {point.numero} attend une convocation "
            "rectificative, qui respecte à nouveau tout le délai. Sans elle, il ne sera pas "
            "délibéré."
        ),
        points=(point.numero,),
    )


def _ajout_sans_decision(point: PointVu, admis: bool) -> Manquement:
    if not admis:
        return Manquement(
            regle="BUR-05",
            article="Règlement intérieur",
            message=(
                "Le règlement n’admet pas qu’un point s’ajoute une fois la convocation "
                "partie\u00a0: inscrivez-le à la réunion suivante."
            ),
            points=(point.numero,),
        )
    return Manquement(
        regle="ODJ-01",
        article=ARTICLE_ODJ,
        gravite=Gravite.ALERTE,
        message=(
            f"Le rapport {point.numero} n’est pas dans la convocation\u00a0: il peut être débattu, "
            "jamais délibéré."
        ),
        points=(point.numero,),
    )


def _questions_diverses(point: PointVu) -> Iterator[Manquement]:
    divers = point.usage == Usage.QUESTIONS or _DIVERS.search(point.titre)
    if point.type.delibere and divers:
        yield Manquement(
            regle="ODJ-03",
            article="CE, 29 septembre 1982",
            message=(
                "Les questions diverses ne portent aucune décision\u00a0: donnez son titre à "
                "l’affaire à délibérer, ou inscrivez-la comme information."
            ),
            points=(point.numero,),
            champ="titre",
        )


def _type_admis(demande: Inscription) -> Iterator[Manquement]:
    admis, point = demande.types_admis, demande.point
    if admis is not None and point.type not in admis:
        yield Manquement(
            regle="BUR-05",
            article="CGCT, art. L. 5211-10",
            message=(
                "Cette instance ne délibère pas\u00a0: inscrivez l’affaire pour avis, débat ou "
                "information, ou portez-la devant le conseil."
            ),
            points=(point.numero,),
            champ="type",
        )


def _matiere(point: PointVu, *, conseil: bool) -> Iterator[Manquement]:
    return matieres.reservee(
        numero=point.numero, type_de_point=point.type, matiere=point.matiere, conseil=conseil
    )


def date_de_seance(*, starts_at: datetime, at: datetime) -> tuple[Manquement, ...]:
    """A séance is prepared for a day to come."""
    if starts_at > at:
        return ()
    return (
        Manquement(
            regle="CNV-02",
            article=ARTICLE_ODJ,
            message="Cette date est passée\u00a0: choisissez un jour et une heure à venir.",
            champ="starts_at",
        ),
    )


# --- Moving and withdrawing -------------------------------------------------------------------


def deplacement(
    *,
    etat: EtatSeance | str,
    point: EtatPoint | str,
    vers: int,
    total: int,
    accord_du_conseil: bool | None = None,
) -> tuple[Manquement, ...]:
    """Free while preparing; once convened the président proposes and the conseil agrees (ODJ-04).

    ``accord_du_conseil``: ``None`` when nobody recorded it yet.
    """
    trouves = list(etats.manquements(etat, "deplacer_point"))
    if EtatPoint(point) is not EtatPoint.INSCRIT:
        trouves.append(_ne_bouge_plus(EtatPoint(point)))
    if not 1 <= vers <= total:
        trouves.append(
            Manquement(
                regle="ODJ-05",
                message=f"Choisissez une place entre 1 et {total}.",
                champ="rang",
            )
        )
    if not trouves and EtatSeance(etat) is not EtatSeance.PREPARATION and not accord_du_conseil:
        trouves.append(_accord_attendu(refuse=accord_du_conseil is False))
    return tuple(trouves)


def _ne_bouge_plus(etat: EtatPoint) -> Manquement:
    return Manquement(
        regle="ODJ-04",
        article=ARTICLE_ORDRE,
        message=(
            f"Ce rapport est {LIBELLES_POINT[etat]}\u00a0: seul un rapport qui attend son tour "
            "change de place."
        ),
    )


def _accord_attendu(*, refuse: bool) -> Manquement:
    return Manquement(
        regle="ODJ-04",
        article=ARTICLE_ORDRE,
        gravite=Gravite.BLOQUANT if refuse else Gravite.ALERTE,
        message=(
            "Le conseil n’a pas accepté de changer l’ordre du jour."
            if refuse
            else "L’ordre annoncé change\u00a0: demandez l’accord du conseil en séance."
        ),
    )


def retrait(point: PointVu, etat: EtatSeance | str) -> tuple[Manquement, ...]:
    """The président withdraws alone, except what the droit d'alerte brought (ALR-05)."""
    trouves = list(etats.manquements(etat, "retirer_point"))
    if point.etat not in (EtatPoint.INSCRIT, EtatPoint.AJOURNE, EtatPoint.EN_DISCUSSION):
        trouves.append(
            Manquement(
                regle="ODJ-04",
                article=ARTICLE_ORDRE,
                message=(
                    f"Le rapport {point.numero} est {LIBELLES_POINT[point.etat]}\u00a0: il ne peut "
                    "plus être retiré."
                ),
                points=(point.numero,),
            )
        )
    elif point.alerte:
        trouves.append(
            Manquement(
                regle="ALR-05",
                article="Règlement intérieur, droit d’alerte",
                gravite=Gravite.ALERTE,
                message=(
                    "Ce point vient du droit d’alerte\u00a0: inscrivez-le au bureau suivant, son "
                    "retrait ne l’éteint pas."
                ),
                points=(point.numero,),
            )
        )
    return tuple(trouves)


# --- The ordre du jour as a whole -------------------------------------------------------------


def manquements(
    points: Iterable[PointVu],
    *,
    urgence: bool = False,
    regime_du_conseil: bool = True,
    conseil: bool = True,
) -> tuple[Manquement, ...]:
    """What the ordre du jour lacks before it is sent.

    ``conseil``: the organe délibérant itself, to which the président accounts for delegations.
    """
    actifs = sorted((p for p in points if p.etat is not EtatPoint.RETIRE), key=lambda p: p.rang)
    if not actifs:
        return (
            Manquement(
                regle="CNV-02",
                article=ARTICLE_ODJ,
                message="L’ordre du jour est vide\u00a0: inscrivez au moins un point.",
            ),
        )
    trouves = [*_numeros_repetes(actifs)]
    for point in actifs:
        trouves += [*_questions_diverses(point), *_matiere(point, conseil=conseil)]
    if regime_du_conseil:
        usages = [(p.numero, p.usage) for p in actifs]
        trouves += points_d_usage.manquements(usages, urgence=urgence, conseil=conseil)
    return tuple(trouves)


def _numeros_repetes(points: Iterable[PointVu]) -> Iterator[Manquement]:
    comptes = Counter(cle_de_tri(p.numero) for p in points)
    for point in points:
        if comptes.pop(cle_de_tri(point.numero), 0) > 1:
            yield Manquement(
                regle="ODJ-05",
                message=f"Le numéro {point.numero} sert à plusieurs rapports\u00a0: changez-le.",
                points=(point.numero,),
            )
