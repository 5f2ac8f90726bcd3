"""Counting a ballot by its exceptions, and saying its result.

Most votes are unanimous but for a few voices: the exceptions are kept, the rest is counted
(VOT-08). The sentence printed in the registre follows VOT-03 : « À l'unanimité des
suffrages exprimés, 1 abstention, ».
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from deliberations.regles.majorite import Issue, Majorite, Sens, suffrages_exprimes, unanimite
from governance.regles import Manquement
from instances.regles.faits import Cle


@dataclass(frozen=True, kw_only=True, slots=True)
class Decompte:
    """The voices of a ballot. ``blancs`` and ``nuls`` exist only on paper."""

    pour: int = 0
    contre: int = 0
    abstention: int = 0
    ne_prend_pas_part: int = 0
    blancs: int = 0
    nuls: int = 0

    @property
    def exprimes(self) -> int:
        return suffrages_exprimes(pour=self.pour, contre=self.contre)

    @property
    def total(self) -> int:
        return self.exprimes + self.abstention + self.ne_prend_pas_part + self.blancs + self.nuls


def decompter(
    votants: Collection[Cle], exceptions: Mapping[Cle, Sens], *, defaut: Sens = Sens.POUR
) -> Decompte:
    """Count one voice per seat, present or represented; ``defaut`` for those not named."""
    voix = Counter(exceptions.get(siege, defaut) for siege in votants)
    return Decompte(
        pour=voix[Sens.POUR],
        contre=voix[Sens.CONTRE],
        abstention=voix[Sens.ABSTENTION],
        ne_prend_pas_part=voix[Sens.NE_PREND_PAS_PART],
    )


def exceptions_sans_voix(
    votants: Collection[Cle], exceptions: Mapping[Cle, Sens], noms: Mapping[Cle, str]
) -> list[Manquement]:
    """A voice recorded for a seat that has none on this point."""
    return [
        Manquement(
            regle="VOT-08",
            message=(
                f"{noms.get(siege, siege)} n’est ni présent ni représenté sur ce point\u00a0: "
                "retirez sa voix."
            ),
        )
        for siege in exceptions
        if siege not in votants
    ]


DE_QUOI = {
    Majorite.DEUX_TIERS_DES_MEMBRES: "des deux tiers des membres du conseil",
    Majorite.DEUX_TIERS_DES_EXPRIMES: "des deux tiers des suffrages exprimés",
}


def phrase(decompte: Decompte, issue: Issue, majorite: Majorite = Majorite.ORDINAIRE) -> str:
    """How the registre opens the dispositif: « À l’unanimité des suffrages exprimés, … »."""
    reserves, de_quoi = _reserves(decompte), DE_QUOI.get(majorite, "des suffrages exprimés")
    if issue is Issue.REJETEE:
        return f"N’ayant pas recueilli la majorité {de_quoi}{reserves},"
    if unanimite(pour=decompte.pour, contre=decompte.contre):
        return f"À l’unanimité des suffrages exprimés{reserves},"
    contre = f", {accorder(decompte.contre, 'contre', 'contre')}" if decompte.contre else ""
    return f"À la majorité {de_quoi}{contre}{reserves},"


def _reserves(decompte: Decompte) -> str:
    """Announced only when there are any, in the order of the registre."""
    parties = []
    if decompte.abstention:
        parties.append(accorder(decompte.abstention, "abstention", "abstentions"))
    if n := decompte.ne_prend_pas_part:
        parties.append(
            accorder(n, "conseiller ne prenant pas part au vote", "ne prenant pas part au vote")
        )
    return "".join(f", {partie}" for partie in parties)


def mention(decompte: Decompte, issue: Issue) -> str:
    """« Rapport adopté à l’unanimité », « à la majorité », or « rejeté » (EXT, element 20)."""
    if issue is Issue.REJETEE:
        return "Rapport rejeté"
    if unanimite(pour=decompte.pour, contre=decompte.contre):
        return "Rapport adopté à l’unanimité"
    return "Rapport adopté à la majorité"


COMPTEURS = {
    "pour": ("pour", "pour"),
    "contre": ("contre", "contre"),
    "abstention": ("abstention", "abstentions"),
    "ne_prend_pas_part": ("ne prenant pas part au vote", "ne prenant pas part au vote"),
    "blancs": ("bulletin blanc", "bulletins blancs"),
    "nuls": ("bulletin nul", "bulletins nuls"),
}


def chiffres(voix: Mapping[str, int | None]) -> str:
    """Every counter that is known, zero included: all are reported, counted or not (VOT-01)."""
    connus = {nom: n for nom in COMPTEURS if (n := voix.get(nom)) is not None}
    return ", ".join(accorder(n, *COMPTEURS[nom]) for nom, n in connus.items())


def accorder(nombre: int, singulier: str, pluriel: str) -> str:
    return f"{nombre} {singulier if nombre < 2 else pluriel}"
