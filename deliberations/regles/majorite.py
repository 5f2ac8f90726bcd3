"""What carries a vote.

CGCT, art. L. 2121-20 : « Les délibérations sont prises à la majorité absolue des suffrages
exprimés. Lorsqu'il y a partage égal des voix et sauf cas de scrutin secret, la voix du
président est prépondérante. »

Art. L. 2121-21 : « Le vote a lieu au scrutin public à la demande du quart des membres
présents [...]. Il est voté au scrutin secret : 1° Soit lorsqu'un tiers des membres présents
le réclame ; 2° Soit lorsqu'il y a lieu de procéder à une nomination ou à une
présentation. »

Art. L. 1612-12: the accounts are adopted « si une majorité des voix ne s'est pas dégagée
contre [leur] adoption »; an equal split adopts them (VOT-06).
"""

from enum import StrEnum

from instances.regles.fractions import (
    Fraction,
    au_moins,
    deux_tiers_atteints,
    plus_de_la_moitie,
    positif,
)


class Sens(StrEnum):
    """One voice. « Ne prend pas part » is an abstention in law, yet printed apart (VOT-07)."""

    POUR = "pour"
    CONTRE = "contre"
    ABSTENTION = "abstention"
    NE_PREND_PAS_PART = "ne_prend_pas_part"


class Issue(StrEnum):
    ADOPTEE = "adoptee"
    REJETEE = "rejetee"


class Majorite(StrEnum):
    """Each majority has its own base: the first source of error (GEN-06)."""

    ORDINAIRE = "ordinaire"
    COMPTES = "comptes"
    HUIS_CLOS = "huis_clos"
    DEUX_TIERS_DES_MEMBRES = "deux_tiers_des_membres"
    DEUX_TIERS_DES_EXPRIMES = "deux_tiers_des_exprimes"


class ModeScrutin(StrEnum):
    ORDINAIRE = "ordinaire"
    PUBLIC = "public"
    SECRET = "secret"  # noqa: S105 – the law’s word for a ballot, not a password
    ASSENTIMENT = "assentiment"


def suffrages_exprimes(*, pour: int, contre: int) -> int:
    """Abstentions, blank and void papers are no suffrage (VOT-01)."""
    return positif(pour) + positif(contre)


def majorite_absolue(exprimes: int) -> int:
    return plus_de_la_moitie(exprimes)


def unanimite(*, pour: int, contre: int) -> bool:
    """Nobody against and somebody for: abstentions do not break it (VOT-03)."""
    return contre == 0 and pour > 0


def partage(*, pour: int, contre: int) -> bool:
    return pour == contre > 0


def voix_preponderante(
    *, pour: int, contre: int, secret: bool, voix_du_president: Sens | None
) -> bool:
    """Whether the chair’s own voice settles the vote (VOT-04, VOT-05)."""
    return (
        partage(pour=pour, contre=contre)
        and not secret
        and voix_du_president in (Sens.POUR, Sens.CONTRE)
    )


def issue(
    *,
    pour: int,
    contre: int,
    secret: bool,
    voix_du_president: Sens | None,
    comptes: bool = False,
) -> Issue:
    """The outcome of an ordinary vote, or of a vote on the accounts (VOT-02, VOT-04 to 06).

    ``voix_du_president`` is the vote cast by whoever chairs, in his own name: an
    abstention leaves an equal split rejected, and a pouvoir he carries weighs nothing more.
    """
    exprimes = suffrages_exprimes(pour=pour, contre=contre)
    if comptes:
        return _issue(adoptee=contre <= pour)
    if exprimes and pour == contre:
        return _issue(adoptee=not secret and voix_du_president is Sens.POUR)
    return _issue(adoptee=pour > contre)


def issue_qualifiee(majorite: Majorite, *, pour: int, contre: int, base: int) -> Issue:
    """The outcome where the law asks for more than the majority of the expressed votes.

    ``base``: members present or represented for the huis clos (HUC-01), members of the
    conseil for art. L. 5211-57 (MAJ-03); unused for the two thirds of the expressed votes
    (MAJ-08). Abstentions weigh against whenever the base is not the expressed votes.
    """
    if majorite is Majorite.HUIS_CLOS:
        return _issue(adoptee=pour >= plus_de_la_moitie(base))
    if majorite is Majorite.DEUX_TIERS_DES_MEMBRES:
        return _issue(adoptee=deux_tiers_atteints(pour, base))
    if majorite is Majorite.DEUX_TIERS_DES_EXPRIMES:
        return _issue(
            adoptee=deux_tiers_atteints(pour, suffrages_exprimes(pour=pour, contre=contre))
        )
    return issue(
        pour=pour,
        contre=contre,
        secret=False,
        voix_du_president=None,
        comptes=majorite is Majorite.COMPTES,
    )


def majorite_apres_avis(*, favorable: bool) -> Majorite:
    """A commune’s unfavourable avis calls for two thirds of the members (MAJ-03, MAJ-04)."""
    return Majorite.ORDINAIRE if favorable else Majorite.DEUX_TIERS_DES_MEMBRES


def _issue(*, adoptee: bool) -> Issue:
    return Issue.ADOPTEE if adoptee else Issue.REJETEE


def seuil_scrutin_public(presents: int) -> int:
    """Requests that make a public ballot a right; pouvoirs do not ask (SCR-02)."""
    return au_moins(Fraction.QUART, presents)


def seuil_scrutin_secret(presents: int) -> int:
    """Requests that make a secret ballot a right (SCR-03)."""
    return au_moins(Fraction.TIERS, presents)


HUIS_CLOS_DEMANDEURS = 5


def mode_de_droit(
    *, presents: int, demandes_public: int, demandes_secret: int, nomination: bool
) -> ModeScrutin:
    """The ballot the law imposes; the secret one prevails over the public one (SCR-04)."""
    if nomination:
        return ModeScrutin.SECRET
    if presents and demandes_secret >= seuil_scrutin_secret(presents):
        return ModeScrutin.SECRET
    if presents and demandes_public >= seuil_scrutin_public(presents):
        return ModeScrutin.PUBLIC
    return ModeScrutin.ORDINAIRE
