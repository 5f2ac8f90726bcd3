"""How many members must be in the room.

CGCT, art. L. 2121-17 : « Le conseil municipal ne délibère valablement que lorsque la
majorité de ses membres en exercice est présente. Si, après une première convocation
régulièrement faite [...], ce quorum n'est pas atteint, le conseil municipal est à nouveau
convoqué à trois jours au moins d'intervalle. Il délibère alors valablement sans condition
de quorum. »

Art. L. 2131-11 : those who withdraw under « II de l'article L. 1111-6 ne sont pas comptés,
pour le calcul du quorum, parmi les membres en exercice » (QUO-06); every other interested
member is merely not counted present (QUO-05).
"""

from datetime import date

from instances.regles.faits import MotifDeport, Point, Regime, RegleQuorum, TypePoint
from instances.regles.fractions import Fraction, au_moins, plus_de_la_moitie
from instances.regles.periodes import periode

L1111_6_DEPUIS = date(2022, 2, 23)


def quorum(en_exercice: int) -> int:
    """The majority of the members in exercise (QUO-01)."""
    return plus_de_la_moitie(en_exercice)


def quorum_atteint(presents: int, en_exercice: int) -> bool:
    """Count people in the room: a pouvoir never makes quorum (QUO-03)."""
    return presents >= quorum(en_exercice)


def quorum_requis(regime: Regime, point: Point, base: int | None) -> int | None:
    """The quorum of one point; 0 where none is asked, ``None`` where a fact is missing."""
    if not exige(regime, point):
        return 0
    if regime.quorum is RegleQuorum.FIXE:
        return regime.quorum_fixe
    en_vigueur = periode(regime)
    if base is None or regime.quorum is None or en_vigueur is None:
        return None
    if en_vigueur.tiers:
        return au_moins(Fraction.TIERS, base)
    return quorum(base)


def exige(regime: Regime, point: Point) -> bool:
    """Whether this point needs a quorum at all (BUR-05, QUO-10, QUO-11, CNV-11).

    A fixed quorum stands in the règlement for giving an avis as well; the legal one binds
    only what is deliberated. The dispense of a second convocation covers the points taken
    up again, and no other.
    """
    if regime.quorum is RegleQuorum.AUCUN or point.retire:
        return False
    if regime.seconde_convocation and point.reprise:
        return False
    if regime.quorum is RegleQuorum.FIXE:
        return point.delibere or point.type is TypePoint.AVIS
    return point.delibere


def reduit_la_base(motif: MotifDeport, jour: date | None) -> bool:
    """Whether a déport takes the member out of the members in exercise (QUO-06)."""
    return motif is MotifDeport.L1111_6 and jour is not None and jour >= L1111_6_DEPUIS


def dispense_locale(regime: Regime, *, interesses: int, en_exercice: int | None) -> bool:
    """Alsace-Moselle: no quorum when half of the members are interested (CNV-12)."""
    return regime.droit_local and en_exercice is not None and 2 * interesses >= en_exercice > 0
