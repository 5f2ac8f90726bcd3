"""Who withdraws from which point, what it changes, and what stands against deciding meanwhile.

CGCT, art. L. 2131-11 : « Sont illégales les délibérations auxquelles ont pris part un ou
plusieurs membres du conseil intéressés à l'affaire qui en fait l'objet, soit en leur nom
personnel, soit comme mandataires. » Art. L. 2121-14: whoever answers for the accounts « doit
se retirer au moment du vote » (QUO-07, POU-09).
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from governance.regles import Manquement
from instances.regles.faits import Cle, Deport, Faits, MotifDeport
from instances.regles.presences import presents_au
from instances.regles.quorum import reduit_la_base

ARTICLE = "CGCT, art. L. 2131-11"
ARTICLE_COMPTES = "CGCT, art. L. 2121-14"
FINIS = frozenset({"traite", "ajourne", "retire", "renvoye", "non_examine"})


# The accounts have their own rule; a guest kept out of a point has no interest in it.
SANS_INTERET = (MotifDeport.COMPTES, MotifDeport.DOMAINE)


def deports_par_rang(faits: Faits) -> dict[int, tuple[Deport, ...]]:
    """Declared déports, and the president’s own when the accounts are voted."""
    trouves: dict[int, dict[Cle, Deport]] = defaultdict(dict)
    for deport in faits.deports:
        trouves[deport.rang].setdefault(deport.membre, deport)
    for point in faits.points:
        if point.comptes and faits.president is not None:
            deport = Deport(membre=faits.president, rang=point.rang, motif=MotifDeport.COMPTES)
            trouves[point.rang].setdefault(faits.president, deport)
    return {rang: tuple(par_membre.values()) for rang, par_membre in trouves.items()}


def declaration(nom: str, *, etat_du_point: str, deja: bool) -> list[Manquement]:
    """A déport is said before the result: afterwards the vote is taken again (INT-06)."""
    if etat_du_point in FINIS:
        phrase = (
            "Ce rapport a déjà une issue\u00a0: reprenez le vote, puis notez le déport."
            if etat_du_point == "traite"
            else "Ce rapport n’est pas délibéré\u00a0: personne n’a à s’en déporter."
        )
        return [Manquement(regle="INT-06", article=ARTICLE, message=phrase)]
    if deja:
        phrase = f"Le déport de {nom} est déjà noté pour ce rapport."
        return [Manquement(regle="INT-06", article=ARTICLE, message=phrase, champ="siegeant")]
    return []


def effet(nom: str, motif: MotifDeport, jour: date | None) -> str:
    """What the quorum becomes, in words: both regimes (QUO-05, QUO-06)."""
    if reduit_la_base(motif, jour):
        return (
            f"{nom} ne compte, pour ce rapport, ni parmi les présents, ni parmi les membres en "
            "exercice (CGCT, art. L. 1111-6)."
        )
    article = ARTICLE_COMPTES if motif is MotifDeport.COMPTES else ARTICLE
    return (
        f"{nom} n’est pas compté présent pour ce rapport\u00a0; les membres en exercice ne "
        f"changent pas ({article})."
    )


def roles(
    faits: Faits, *, rang: int, rapporteur: Cle | None, preside: Cle | None
) -> Iterable[Manquement]:
    """Whoever withdrew neither reports the point nor presides over it (INT-02)."""
    deportes = {d.membre: d for d in deports_par_rang(faits).get(rang, ())}
    noms = {m.id: m.nom for m in faits.membres}
    numero = next(p.numero for p in faits.points if p.rang == rang)
    for membre, fait, suite in (
        (rapporteur, "le rapporte", "confiez le rapport à un autre membre."),
        (preside, "préside", "confiez d’abord la présidence à un autre membre."),
    ):
        # The accounts have a rule of their own (SEA-02): their president debates them.
        if membre in deportes and deportes[membre].motif not in SANS_INTERET:
            qui = f"{noms[membre]} s’est déporté du rapport {numero}"
            yield Manquement(
                regle="INT-02",
                article=ARTICLE,
                message=f"{qui} et {fait}\u00a0: {suite}",
                points=(numero,),
            )


def president_a_retirer(faits: Faits, *, rang: int) -> Cle | None:
    """The président of the EPCI, still in the room while his accounts are about to be voted."""
    point = next(p for p in faits.points if p.rang == rang)
    president = faits.president
    if not point.comptes or president is None or president not in presents_au(faits, rang):
        return None
    return (
        None if any(d.rang == rang and d.membre == president for d in faits.deports) else president
    )


def retrait_du_president(faits: Faits, *, rang: int) -> list[Manquement]:
    """He leaves before the vote, and somebody notes it (SEA-02)."""
    president = president_a_retirer(faits, rang=rang)
    if president is None:
        return []
    nom = next((m.nom for m in faits.membres if m.id == president), "Le président")
    return [
        Manquement(
            regle="SEA-02",
            article=ARTICLE_COMPTES,
            message=(
                f"{nom} peut débattre de ses comptes, non les voter\u00a0: notez qu’il se retire "
                "avant de mettre le rapport aux voix."
            ),
        )
    ]


def personne_a_retirer() -> Manquement:
    return Manquement(
        regle="SEA-02",
        article=ARTICLE_COMPTES,
        message=(
            "Personne n’a à se retirer\u00a0: ce rapport ne porte pas sur les comptes, ou le "
            "président n’est pas dans la salle."
        ),
    )
