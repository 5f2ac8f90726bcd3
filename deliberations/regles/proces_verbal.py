"""The procès-verbal: what it must hold, when it is arrêté, when it is published.

CGCT, art. L. 2121-15 : « Le procès-verbal de chaque séance, rédigé par le ou les secrétaires, est
arrêté au commencement de la séance suivante, et signé par le maire et le ou les secrétaires. Il
contient la date et l'heure de la séance, les noms du président, des membres du conseil municipal
présents ou représentés et du ou des secrétaires de séance, le quorum, l'ordre du jour de la
séance, les délibérations adoptées et les rapports au vu desquels elles ont été adoptées, les
demandes de scrutin particulier, le résultat des scrutins précisant, s'agissant des scrutins
publics, le nom des votants et le sens de leur vote, et la teneur des discussions au cours de la
séance. Dans la semaine qui suit la séance au cours de laquelle il a été arrêté, le procès-verbal
est publié sous forme électronique de manière permanente et gratuite ».
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from governance.regles import Gravite, Manquement
from instances.regles.dates_en_lettres import jour_en_lettres

ARTICLE = "CGCT, art. L. 2121-15"
JOURS_DE_PUBLICATION = 7


@dataclass(frozen=True, kw_only=True, slots=True)
class PointDuVerbal:
    """One point as the procès-verbal would print it."""

    numero: str
    delibere: bool
    traite: bool
    resultat: bool
    rapport: bool
    teneur: bool
    public: bool = False
    noms_des_votants: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Contenu:
    """The ten contents, as the séance recorded them."""

    debut: datetime | None
    fin: datetime | None
    president: str
    presents: int
    secretaires: int
    quorum_constate: bool
    points: tuple[PointDuVerbal, ...]


def manquements(contenu: Contenu) -> tuple[Manquement, ...]:
    """What the procès-verbal still lacks to be arrêté (PVB-02)."""
    return (*_seance(contenu), *_points(contenu))


def _seance(contenu: Contenu) -> Iterator[Manquement]:
    for present, phrase in (
        (contenu.debut is not None and contenu.fin is not None, "les heures d’ouverture et de fin"),
        (bool(contenu.president.strip()), "le nom du président de séance"),
        (contenu.presents > 0, "les noms des membres présents ou représentés"),
        (contenu.secretaires > 0, "le nom du secrétaire de séance"),
        (contenu.quorum_constate, "le quorum"),
        (bool(contenu.points), "l’ordre du jour"),
    ):
        if not present:
            yield _manquement(f"Il manque {phrase}.")


def _points(contenu: Contenu) -> Iterator[Manquement]:
    for phrase, numeros in (
        (
            "sans résultat de scrutin",
            [p.numero for p in contenu.points if p.delibere and p.traite and not p.resultat],
        ),
        (
            "sans le rapport au vu duquel la délibération est prise",
            [p.numero for p in contenu.points if p.delibere and p.traite and not p.rapport],
        ),
        (
            "votés au scrutin public sans les noms",
            [p.numero for p in contenu.points if p.public and not p.noms_des_votants],
        ),
        (
            "sans la teneur des discussions",
            [p.numero for p in contenu.points if p.traite and not p.teneur],
        ),
    ):
        if numeros:
            yield _manquement(f"Points {phrase}\u00a0: {', '.join(numeros)}.", tuple(numeros))


def arret(
    *, etat: str, seance_on: date, arret_on: date, meme_instance: bool, suivante: bool
) -> tuple[Manquement, ...]:
    """Who arrests it and when: the same body, at its next séance (PVB-01)."""
    trouves = []
    if etat not in ("redaction", "propose"):
        trouves.append(_arret("Ce procès-verbal est déjà arrêté."))
    if not meme_instance:
        trouves.append(_arret("Le procès-verbal s’arrête dans l’instance qui a siégé."))
    if arret_on <= seance_on:
        trouves.append(_arret("Le procès-verbal s’arrête à une séance suivante."))
    elif not suivante:
        trouves.append(
            _arret(
                "Il devait être arrêté au commencement de la séance qui a suivi\u00a0: faites-le "
                "à celle-ci.",
                gravite=Gravite.ALERTE,
            )
        )
    return tuple(trouves)


def a_publier_avant(arrete_on: date) -> date:
    """Within the week that follows the séance where it was arrêté (PVB-03)."""
    return arrete_on + timedelta(days=JOURS_DE_PUBLICATION)


def publication(*, arrete_on: date, publie_on: date | None, on: date) -> tuple[Manquement, ...]:
    limite = a_publier_avant(arrete_on)
    if publie_on is not None or on <= limite:
        return ()
    return (
        Manquement(
            regle="PVB-03",
            article=ARTICLE,
            gravite=Gravite.ALERTE,
            message=f"Le procès-verbal devait être publié le {jour_en_lettres(limite)} au plus "
            "tard\u00a0: publiez-le.",
        ),
    )


def _manquement(message: str, points: tuple[str, ...] = ()) -> Manquement:
    return Manquement(regle="PVB-02", article=ARTICLE, message=message, points=points)


def _arret(message: str, *, gravite: Gravite = Gravite.BLOQUANT) -> Manquement:
    return Manquement(regle="PVB-01", article=ARTICLE, message=message, gravite=gravite)
