"""When persons are elected, when they are named without a vote, when hands may be raised.

CGCT, art. L. 2121-21 : « Il est voté au scrutin secret : [...] 2° Soit, lorsqu'il y a lieu de
procéder à une nomination ou à une présentation. [...] Le conseil municipal peut décider, à
l'unanimité, de ne pas procéder au scrutin secret aux nominations ou aux présentations, sauf
disposition législative ou réglementaire prévoyant expressément ce mode de scrutin. Si une
seule candidature a été déposée pour chaque poste à pourvoir [...] ou si une seule liste a été
présentée après appel de candidatures, les nominations prennent effet immédiatement, [...] et
il en est donné lecture par le maire. »

Art. L. 2122-7, by art. L. 5211-2 : the président and the vice-présidents are elected « au
scrutin secret » ; nothing waives it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from governance.regles import Gravite, Manquement

ARTICLE_NOMINATIONS = "CGCT, art. L. 2121-21"
ARTICLE_EXECUTIF = "CGCT, art. L. 2122-7 et L. 5211-2"


class Personnes(StrEnum):
    """Who is elected: the executive, always in secret, anybody else, or whole lists (ELE-07)."""

    EXECUTIF = "executif"
    NOMINATION = "nomination"
    LISTE = "liste"


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidature:
    """A name put forward, or that received voices; ``membre``: sits in this body."""

    nom: str
    membre: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Etape:
    """Where the election of a point stands."""

    personnes: Personnes
    etat_du_point: str
    election: bool = True
    postes_restants: int = 1
    tours_tenus: int = 0
    termine: bool = False


def deroulement(etape: Etape) -> list[Manquement]:
    """What every act of an election requires: an election, in discussion, not yet settled."""
    if not etape.election:
        return [_nomination("SCR-03", "Ce rapport ne porte pas sur l’élection d’une personne.")]
    if etape.etat_du_point != "en_discussion":
        message = "Mettez d’abord ce rapport en discussion, puis procédez à l’élection."
        return [Manquement(regle="ODJ-05", message=message)]
    if etape.termine:
        message = (
            "Le troisième tour n’a élu personne\u00a0: il n’y en a pas de quatrième. Ajournez ce "
            "rapport, et inscrivez l’élection à une autre séance."
        )
        return [Manquement(regle="ELE-01", article=ARTICLE_EXECUTIF, message=message)]
    return []


def nombre_vote(*, refuse: bool) -> list[Manquement]:
    """No post to fill where the conseil refused their number (ELE-04)."""
    if not refuse:
        return []
    return [
        Manquement(
            regle="ELE-04",
            article="CGCT, art. L. 5211-10",
            message=(
                "Le conseil a rejeté le nombre de vice-présidents proposé : reprenez ce vote "
                "avec un autre nombre, puis procédez à l’élection."
            ),
        )
    ]


def candidatures(etape: Etape, proposees: Iterable[Candidature]) -> list[Manquement]:
    """A candidate to the executive is a member; nobody stands twice for the same post."""
    noms = list(proposees)
    trouves = [
        _nomination("ELE-03", f"{nom} est déjà sur la liste des candidats.", champ="nom")
        for nom, fois in Counter(c.nom for c in noms).items()
        if fois > 1
    ]
    if etape.personnes is Personnes.EXECUTIF:
        trouves += [
            Manquement(
                regle="ELE-01",
                article=ARTICLE_EXECUTIF,
                message=(
                    f"{c.nom} n’est pas membre de cette instance\u00a0: le président, les "
                    "vice-présidents et les membres du bureau sont élus parmi ses membres."
                ),
                champ="nom",
            )
            for c in noms
            if not c.membre
        ]
    return trouves


def secret(*, visioconference: bool) -> list[Manquement]:
    """No secret ballot from a distance (CNV-19)."""
    if not visioconference:
        return []
    return [
        Manquement(
            regle="CNV-19",
            article="CGCT, art. L. 5211-11-1",
            message=(
                "Un scrutin secret ne se tient pas en visioconférence\u00a0: ajournez ce rapport à "
                "une séance réunie en un lieu."
            ),
        )
    ]


def nomination_immediate(
    etape: Etape, *, candidats: int, liste_unique: bool = False
) -> list[Manquement]:
    """Named at once, read aloud, without a vote: never the executive (SCR-06)."""
    if etape.personnes is Personnes.EXECUTIF:
        return [
            Manquement(
                regle="SCR-06",
                article=ARTICLE_EXECUTIF,
                message=(
                    "Le président, les vice-présidents et les membres du bureau sont élus au "
                    "scrutin secret, même si une seule personne se présente."
                ),
            )
        ]
    if etape.tours_tenus:
        message = "Le vote a commencé\u00a0: la nomination ne peut plus se faire sans lui."
        return [_nomination("SCR-06", message)]
    if liste_unique and candidats == 1:
        return []
    if candidats == (1 if etape.personnes is Personnes.LISTE else etape.postes_restants):
        return []
    return [
        _nomination(
            "SCR-06",
            f"{_accord(candidats, 'candidature')} pour {_accord(etape.postes_restants, 'poste')}"
            "\u00a0: sans vote, il en faut une seule pour chaque poste, ou une seule liste.",
        )
    ]


def renonciation(
    etape: Etape, *, votants: int, pour: int, contre: int, abstention: int
) -> list[Manquement]:
    """Whether the conseil may be asked to raise hands, and whether the count is right."""
    if etape.personnes is Personnes.EXECUTIF:
        return [
            Manquement(
                regle="SCR-05",
                article=ARTICLE_EXECUTIF,
                message=(
                    "La loi impose le scrutin secret pour cette élection\u00a0: le conseil ne peut "
                    "pas y renoncer, même à l’unanimité."
                ),
            )
        ]
    if etape.tours_tenus:
        message = "Le vote a commencé au scrutin secret\u00a0: il s’achève ainsi."
        return [_nomination("SCR-05", message)]
    total = pour + contre + abstention
    if total != votants:
        message = (
            f"Le compte n’y est pas\u00a0: {total} voix pour {votants} votants, présents et "
            "représentés."
        )
        return [Manquement(regle="VOT-08", message=message, champ="pour")]
    return []


def unanime(*, pour: int, contre: int, abstention: int) -> bool:
    """One abstention keeps the ballot secret, which is lawful whatever happens (SCR-05)."""
    return pour > 0 and not contre and not abstention


def quorum_entre_deux_tours(*, tours_tenus: int, quorum_atteint: bool | None) -> list[Manquement]:
    """The quorum is that of the opening of the point; losing it meanwhile is told (QUO-12)."""
    if not tours_tenus or quorum_atteint is not False:
        return []
    return [
        Manquement(
            regle="QUO-12",
            article="CGCT, art. L. 2121-17",
            gravite=Gravite.ALERTE,
            message=(
                "Le quorum n’est plus réuni depuis l’ouverture du rapport. L’élection peut "
                "continuer, mais mentionnez-le au procès-verbal."
            ),
        )
    ]


def _nomination(regle: str, message: str, champ: str = "") -> Manquement:
    return Manquement(regle=regle, article=ARTICLE_NOMINATIONS, message=message, champ=champ)


def _accord(nombre: int, mot: str) -> str:
    return f"{nombre} {mot}" if nombre < 2 else f"{nombre} {mot}s"
