"""Closing the doors: who may ask, what majority, what stays public.

CGCT, art. L. 5211-11 : « Sur la demande de cinq membres ou du président, l'organe délibérant
peut décider, sans débat, à la majorité absolue des membres présents ou représentés, qu'il se
réunit à huis clos. » Five members in an EPCI; three is the rule of communes.

Nothing in art. L. 5211-11-1 forbids it in a séance held by visioconférence, which is broadcast
live: whoever presides cuts the broadcast and answers for who hears at the other end (CNV-19).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from governance.regles import Gravite, Manquement
from instances.regles.fractions import plus_de_la_moitie

ARTICLE = "CGCT, art. L. 5211-11"
ARTICLE_VISIO = "CGCT, art. L. 5211-11-1"
DEMANDEURS = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Demande:
    """``demandeurs``: members who ask, when it is not the président."""

    par_le_president: bool
    demandeurs: int = 0
    publique: bool = True
    deja_ferme: bool = False
    a_distance: int = 0


def manquements(demande: Demande) -> Iterator[Manquement]:
    if not demande.publique:
        yield _manquement(
            "HUC-02", "Cette instance ne siège pas en public\u00a0: il n’y a rien à fermer."
        )
    if demande.deja_ferme:
        yield _manquement("HUC-02", "La séance est déjà à huis clos.")
    if not demande.par_le_president and demande.demandeurs < DEMANDEURS:
        yield _manquement(
            "HUC-01",
            "Le huis clos se demande par le président ou par cinq membres\u00a0: "
            f"{demande.demandeurs} ne suffisent pas.",
        )
    if demande.a_distance:
        yield Manquement(
            regle="CNV-19",
            article=ARTICLE_VISIO,
            gravite=Gravite.ALERTE,
            message="Des membres siègent à distance\u00a0: coupez la retransmission publique, et "
            "faites-leur confirmer que nul autre ne les entend.",
        )


def majorite_requise(presents: int, representes: int) -> int:
    """Of those present or represented: an abstention counts against (HUC-01)."""
    return plus_de_la_moitie(presents + representes)


def decide(*, pour: int, presents: int, representes: int) -> bool:
    """Raises ``ValueError`` for more voices than there are voters."""
    if pour > presents + representes:
        raise ValueError("Il y a plus de voix que de membres présents ou représentés.")
    return pour >= majorite_requise(presents, representes)


def trop_de_voix(*, pour: int, presents: int, representes: int) -> tuple[Manquement, ...]:
    votants = presents + representes
    if pour <= votants:
        return ()
    message = f"Il y a {pour} voix pour {votants} membres présents ou représentés."
    return (_manquement("HUC-01", message),)


def _manquement(regle: str, message: str) -> Manquement:
    return Manquement(regle=regle, article=ARTICLE, message=message)


def annulation(*, deja: bool, motif: str) -> list[Manquement]:
    """A vote noted by mistake is annulled once, with its reason (HUC-02)."""
    if deja:
        return [Manquement(regle="HUC-02", message="Ce vote du huis clos est déjà annulé.")]
    if motif.strip():
        return []
    message = "Dites pourquoi\u00a0: le procès-verbal le mentionnera."
    return [Manquement(regle="HUC-02", message=message, champ="motif")]
