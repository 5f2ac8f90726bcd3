"""The ordre du jour of an installation, ready-made in its imposed order (INS-04).

One point elects all the vice-présidents, one scrutin after the other: nothing is added to the
ordre du jour once the convocation has left (ODJ-02), and the number voted says how many.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from instances.regles.dates_en_lettres import compte
from instances.regles.faits import TypePoint
from instances.regles.installation import Plafonds

SIEGES_CAO = 5


class Suite(StrEnum):
    """What may follow the elections, at the choice of the président."""

    DELEGATIONS = "delegations"
    APPEL_D_OFFRES = "appel_d_offres"


@dataclass(frozen=True, kw_only=True, slots=True)
class PointPrepare:
    titre: str
    type: TypePoint = TypePoint.INFORMATION
    note: str = ""
    usage: str = ""
    fonction: str = ""
    scrutin_de_personnes: str = ""
    postes: int = 1
    vice_presidents: int | None = None
    autres_membres: int | None = None


def points(
    *, vice_presidents: int, autres_membres: int, limites: Plafonds, suites: Collection[str]
) -> Iterator[PointPrepare]:
    yield PointPrepare(titre="Installation du conseil\u00a0: appel des membres et quorum")
    yield PointPrepare(titre="Désignation du secrétaire de séance", usage="secretaire")
    yield _election("Élection du président", "president", note=_TROIS_TOURS)
    yield PointPrepare(
        titre="Nombre de vice-présidents et d’autres membres du bureau",
        type=TypePoint.DELIBERATION,
        usage="nombre",
        note=_note_du_nombre(vice_presidents, autres_membres, limites),
        vice_presidents=vice_presidents,
        autres_membres=autres_membres,
    )
    yield _election(
        "Élection des vice-présidents", "vice_president", postes=vice_presidents, note=_UN_PAR_UN
    )
    if autres_membres:
        yield _election(
            "Élection des autres membres du bureau", "bureau", postes=autres_membres,
            note=_UN_PAR_UN,
        )  # fmt: skip
    yield PointPrepare(titre="Lecture de la charte de l’élu local", usage="charte", note=_CHARTE)
    yield from _suites(suites)


def _election(titre: str, fonction: str, *, note: str, postes: int = 1) -> PointPrepare:
    return PointPrepare(
        titre=titre,
        type=TypePoint.ELECTION,
        fonction=fonction,
        scrutin_de_personnes="executif",
        postes=postes,
        note=note,
    )


def _suites(suites: Collection[str]) -> Iterator[PointPrepare]:
    if Suite.DELEGATIONS in suites:
        yield PointPrepare(
            titre="Délégations du conseil au président et au bureau",
            type=TypePoint.DELIBERATION,
            note=_DELEGATIONS,
        )
    if Suite.APPEL_D_OFFRES in suites:
        for titre, fonction in (("titulaires", "titulaire"), ("suppléants", "suppleant")):
            yield PointPrepare(
                titre=f"Élection des membres {titre} de la commission d’appel d’offres",
                type=TypePoint.ELECTION,
                fonction=fonction,
                scrutin_de_personnes="liste",
                postes=SIEGES_CAO,
                note=_LISTES,
            )


def _note_du_nombre(vice_presidents: int, autres: int, limites: Plafonds) -> str:
    return (
        "Le conseil fixe le nombre de vice-présidents, sans dépasser 20 % de son effectif, arrondi "
        f"à l’entier supérieur (CGCT, art. L. 5211-10)\u00a0: {limites.ordinaire} pour "
        f"{compte(limites.sieges, 'siège')}, ou {limites.aux_deux_tiers} à la majorité des deux "
        f"tiers. Il est proposé {compte(vice_presidents, 'vice-président')} et "
        f"{compte(autres, 'autre membre', 'autres membres')} du bureau."
    )


_TROIS_TOURS = (
    "Le président est élu au scrutin secret, parmi les membres du conseil (CGCT, art. L. 2122-7 et "
    "L. 5211-2)\u00a0: majorité absolue aux deux premiers tours, relative au troisième\u00a0; à "
    "égalité au troisième tour, le plus âgé est élu. Le doyen d’âge préside jusqu’à son élection."
)
_UN_PAR_UN = (
    "Chaque poste a son scrutin, secret et uninominal, dans l’ordre du tableau (CGCT, art. "
    "L. 2122-7 et L. 5211-2)\u00a0: majorité absolue aux deux premiers tours, relative au "
    "troisième. Le conseil en a d’abord fixé le nombre."
)
_CHARTE = (
    "Le président donne lecture de la charte de l’élu local (CGCT, art. L. 1111-13 et "
    "L. 1111-14) et en remet une copie à chaque conseiller, avec les dispositions sur l’exercice "
    "de son mandat."
)
_DELEGATIONS = (
    "Le conseil peut déléguer une partie de ses attributions au président, aux vice-présidents "
    "ayant reçu délégation ou au bureau, sauf les sept matières que la loi lui réserve (CGCT, art. "
    "L. 5211-10)."
)
_LISTES = (
    "Élection à la représentation proportionnelle au plus fort reste, sur des listes, sans "
    "panachage (CGCT, art. L. 1411-5 et L. 1414-2)."
)
