"""Which majority a vote asks for, why, and how many voices that makes.

CGCT, art. L. 2121-20 : « Les délibérations sont prises à la majorité absolue des suffrages
exprimés. » Art. L. 5211-57, after an unfavourable opinion of the commune concerned : « la décision
est prise à la majorité des deux tiers des membres du conseil ». The intérêt communautaire is
determined by two thirds of the expressed votes (art. L. 5214-16 and L. 5216-5).

Abstentions, absences and déports weigh against whenever the members of the conseil are the base.
"""

from dataclasses import dataclass

from deliberations.regles.majorite import Issue, Majorite, issue_qualifiee, majorite_absolue
from governance.regles import Gravite, Manquement
from instances.regles.fractions import au_moins, deux_tiers_atteints, positif

ARTICLE_ORDINAIRE = "CGCT, art. L. 2121-20"
ARTICLE_COMPTES = "CGCT, art. L. 1612-12"
ARTICLE_COMMUNE = "CGCT, art. L. 5211-57"
ARTICLE_INTERET = "CGCT, art. L. 5214-16 et L. 5216-5"


@dataclass(frozen=True, kw_only=True, slots=True)
class Exigence:
    """``base``: members of the conseil in exercise; ``effectif_legal``: all its seats.

    ``engagements``: what the pacte or the charte adds, that no majority replaces.
    """

    majorite: Majorite = Majorite.ORDINAIRE
    base: int = 0
    effectif_legal: int | None = None
    raison: str = ""
    article: str = ARTICLE_ORDINAIRE
    engagements: tuple[Manquement, ...] = ()

    @property
    def qualifiee(self) -> bool:
        return self.majorite in (
            Majorite.DEUX_TIERS_DES_MEMBRES,
            Majorite.DEUX_TIERS_DES_EXPRIMES,
        )


ORDINAIRE = Exigence()
COMPTES = Exigence(majorite=Majorite.COMPTES, article=ARTICLE_COMPTES)
INTERET_COMMUNAUTAIRE = Exigence(
    majorite=Majorite.DEUX_TIERS_DES_EXPRIMES,
    raison="définition de l’intérêt communautaire",
    article=ARTICLE_INTERET,
)

NOMS = {
    Majorite.ORDINAIRE: "Majorité absolue des suffrages exprimés",
    Majorite.COMPTES: "Comptes arrêtés, sauf majorité contre",
    Majorite.DEUX_TIERS_DES_MEMBRES: "Majorité des deux tiers des membres du conseil",
    Majorite.DEUX_TIERS_DES_EXPRIMES: "Majorité des deux tiers des suffrages exprimés",
}


def deux_tiers(base: int) -> int:
    """The least number of voices that makes two thirds of ``base``."""
    return au_moins(3, 2 * positif(base))


def voix_requises(exigence: Exigence, *, exprimes: int) -> int:
    """Voices for, if ``exprimes`` votes are expressed."""
    if exigence.majorite is Majorite.DEUX_TIERS_DES_MEMBRES:
        return deux_tiers(exigence.base)
    if exigence.majorite is Majorite.DEUX_TIERS_DES_EXPRIMES:
        return deux_tiers(exprimes)
    if exigence.majorite is Majorite.COMPTES:
        return au_moins(2, exprimes)
    return majorite_absolue(exprimes)


def annonce(exigence: Exigence, *, votants: int) -> str:
    """Said before the vote: which majority, why, how many voices."""
    requises = voix_requises(exigence, exprimes=votants)
    motif = f", {exigence.raison}" if exigence.raison else ""
    sur = f"si les {votants} votants s’expriment"
    if exigence.majorite is Majorite.DEUX_TIERS_DES_MEMBRES:
        sur = f"sur {exigence.base} membres, quels que soient les absents et les abstentions"
    return f"{NOMS[exigence.majorite]}{motif}\u00a0: il faut {requises} voix pour, {sur}."


def issue_exigee(exigence: Exigence, *, pour: int, contre: int) -> Issue:
    """The outcome of a vote whose majority is qualified: no casting vote settles it."""
    return issue_qualifiee(exigence.majorite, pour=pour, contre=contre, base=exigence.base)


def alertes(exigence: Exigence, *, pour: int) -> tuple[Manquement, ...]:
    """Another reading of « membres du conseil » would reverse the result (MAJ-03)."""
    if exigence.majorite is not Majorite.DEUX_TIERS_DES_MEMBRES:
        return ()
    autre = exigence.effectif_legal
    if autre is None or autre == exigence.base:
        return ()
    if deux_tiers_atteints(pour, exigence.base) == deux_tiers_atteints(pour, autre):
        return ()
    return (
        Manquement(
            regle="MAJ-03",
            article=ARTICLE_COMMUNE,
            gravite=Gravite.ALERTE,
            message=(
                f"Comptés sur l’effectif légal de {autre} sièges, et non sur les {exigence.base} "
                f"membres en exercice, les deux tiers demandent {deux_tiers(autre)} voix\u00a0: le "
                "résultat s’inverserait. Faites vérifier avant de publier."
            ),
        ),
    )
