"""From the papers counted to the person proclaimed: one round of an election.

Code électoral, art. L. 65 and L. 66, by analogy : « les bulletins blancs sont décomptés
séparément et annexés au procès-verbal. Ils n'entrent pas en compte pour la détermination des
suffrages exprimés » ; nor do void papers (ELE-02).

Two people count, each on their own; their two statements are then compared (SCR-07: the count
is all that is kept of a secret ballot).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from deliberations.regles.elections import DERNIER_TOUR, AgeInconnu, Tour, elu
from deliberations.regles.majorite import majorite_absolue
from deliberations.regles.scrutin import Decompte
from governance.regles import Manquement

ARTICLE_TOURS = "CGCT, art. L. 2122-7"
# On a text, two papers stand as two candidates would.
POUR, CONTRE = 1, 2
CHOIX: Mapping[int, str] = {POUR: "Pour", CONTRE: "Contre"}
ORDINAUX = {1: "premier", 2: "deuxième", 3: "troisième"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Releve:
    """What one person counted. ``par``: who; by show of hands there is no paper."""

    enveloppes: int
    voix: Mapping[int, int]
    blancs: int = 0
    nuls: int = 0
    par: str = ""

    @property
    def exprimes(self) -> int:
        return sum(self.voix.values())


@dataclass(frozen=True, kw_only=True, slots=True)
class Personne:
    """A candidate, or whoever received voices (ELE-03)."""

    nom: str
    naissance: date | None = None

    @property
    def feminin(self) -> bool:
        return self.nom.startswith("Mme ")


@dataclass(frozen=True, kw_only=True, slots=True)
class Proclamation:
    """What the round gives: a person, or the need of another round."""

    rang: int
    exprimes: int
    elu: int | None
    voix: int = 0
    a_l_age: bool = False
    a_departager: tuple[int, ...] = field(default=())

    @property
    def majorite(self) -> int:
        return majorite_absolue(self.exprimes)


def manquements(releve: Releve, *, votants: int, secret: bool = True) -> list[Manquement]:
    """Papers out of the urn, blank, void and counted: they add up, or nothing is proclaimed."""
    trouves = []
    papiers = "enveloppes" if secret else "voix"
    if releve.enveloppes > votants:
        trouves.append(
            Manquement(
                regle="VOT-08",
                message=(
                    f"{releve.enveloppes} {papiers} pour {votants} votants, présents et "
                    "représentés\u00a0: recomptez, ou vérifiez les présences."
                ),
                champ="enveloppes",
            )
        )
    total = releve.exprimes + releve.blancs + releve.nuls
    if secret and total != releve.enveloppes:
        trouves.append(
            Manquement(
                regle="VOT-08",
                message=(
                    f"Blancs, nuls et voix font {total}, pour {releve.enveloppes} enveloppes"
                    "\u00a0: recomptez avant de proclamer."
                ),
                champ="enveloppes",
            )
        )
    return trouves


def ecarts(premier: Releve, second: Releve, noms: Mapping[int, str]) -> list[Manquement]:
    """Every figure on which the two statements differ, by its name."""
    lignes = [
        ("Enveloppes", premier.enveloppes, second.enveloppes),
        ("Bulletins blancs", premier.blancs, second.blancs),
        ("Bulletins nuls", premier.nuls, second.nuls),
        *((nom, premier.voix.get(cle, 0), second.voix.get(cle, 0)) for cle, nom in noms.items()),
    ]
    return [
        Manquement(
            regle="ELE-02",
            article="Code électoral, art. L. 65",
            message=(
                f"{nom}\u00a0: {un} au premier relevé, {deux} au second. Recomptez ces bulletins."
            ),
        )
        for nom, un, deux in lignes
        if un != deux
    ]


def memes_scrutateurs(premier: Releve, second: Releve) -> list[Manquement]:
    """Two people: the same one counting twice makes the same mistake twice."""
    if premier.par.strip().casefold() != second.par.strip().casefold():
        return []
    return [
        Manquement(
            regle="ELE-02",
            message=(
                "Les deux relevés sont faits par deux personnes\u00a0: indiquez qui a compté le "
                "second."
            ),
            champ="par",
        )
    ]


def concordent(releves: Sequence[Releve], noms: Mapping[int, str]) -> list[Manquement]:
    """Two people counted, each on his own, and found the same (ELE-02)."""
    if len(releves) < 2:
        manque = "second" if releves else "premier"
        message = (
            f"Deux personnes comptent, chacune de son côté\u00a0: il manque le {manque} relevé."
        )
        return [Manquement(regle="ELE-02", article="Code électoral, art. L. 65", message=message)]
    premier, second = releves
    return [*ecarts(premier, second, noms), *memes_scrutateurs(premier, second)]


def decompte_du_texte(releves: Sequence[Releve], *, votants: int) -> Decompte:
    """What the papers say of a text; whoever put none in the urn did not vote."""
    if len(releves) < 2:
        return Decompte()
    lu = releves[0]
    return Decompte(
        pour=lu.voix.get(POUR, 0),
        contre=lu.voix.get(CONTRE, 0),
        abstention=max(votants - lu.enveloppes, 0),
        blancs=lu.blancs,
        nuls=lu.nuls,
    )


def place_du_releve(releves: Sequence[Releve], par: str) -> int:
    """First, then second; counted again after a difference, a statement replaces its author's."""
    if len(releves) < 2:
        return len(releves) + 1
    return 1 if releves[0].par.strip().casefold() == par.strip().casefold() else 2


def depouiller(
    rang: int,
    releve: Releve,
    personnes: Mapping[int, Personne],
    plus_age: int | None = None,
) -> Proclamation:
    """Who is elected (ELE-01). ``plus_age``: the eldest, as shown by papers we do not hold."""
    tour = Tour(rang=rang, voix=releve.voix, exprimes=releve.exprimes)
    naissances = {cle: p.naissance for cle, p in personnes.items() if p.naissance is not None}
    egaux = _egaux(releve) if rang == DERNIER_TOUR else ()
    try:
        trouve = elu(tour, naissances)
    except AgeInconnu:
        trouve = plus_age if plus_age in egaux else None
        if trouve is None:
            return Proclamation(rang=rang, exprimes=releve.exprimes, elu=None, a_departager=egaux)
    return Proclamation(
        rang=rang,
        exprimes=releve.exprimes,
        elu=trouve,
        voix=releve.voix[trouve] if trouve is not None else 0,
        a_l_age=trouve is not None and len(egaux) > 1,
    )


def _egaux(releve: Releve) -> tuple[int, ...]:
    maximum = max(releve.voix.values(), default=0)
    return tuple(cle for cle, n in releve.voix.items() if n == maximum and n)


def ages_manquants(
    proclamation: Proclamation, personnes: Mapping[int, Personne]
) -> list[Manquement]:
    """A tie at the last round needs dates of birth (MEM-09): which ones are missing."""
    if not proclamation.a_departager:
        return []
    egaux = [personnes[cle] for cle in proclamation.a_departager]
    manquants = ", ".join(p.nom for p in egaux if p.naissance is None)
    return [
        Manquement(
            regle="MEM-09",
            article=ARTICLE_TOURS,
            message=(
                f"Égalité au troisième tour\u00a0: le plus âgé est élu, et la date de naissance "
                f"manque pour {manquants}. Indiquez le plus âgé au vu des pièces d’identité, ou "
                "complétez sa fiche."
            ),
            champ="plus_age",
        )
    ]


def phrase(proclamation: Proclamation, personnes: Mapping[int, Personne]) -> str:
    """What the president says: « Mme X, 62 voix, est proclamée élue : majorité absolue 55. »"""
    rang = proclamation.rang
    if proclamation.elu is None:
        return _sans_elu(proclamation)
    personne = personnes[proclamation.elu]
    e = "e" if personne.feminin else ""
    debut = f"{personne.nom}, {proclamation.voix} voix, est proclamé{e} élu{e}"
    if rang < DERNIER_TOUR:
        return f"{debut}\u00a0: majorité absolue {proclamation.majorite}."
    if proclamation.a_l_age:
        article = "la plus âgée" if personne.feminin else "le plus âgé"
        return f"{debut} au troisième tour\u00a0: à égalité de voix, {article} l’emporte."
    return f"{debut} au troisième tour, à la majorité relative."


def _sans_elu(proclamation: Proclamation) -> str:
    if proclamation.rang >= DERNIER_TOUR:
        return "Aucun suffrage exprimé au troisième tour\u00a0: personne n’est élu."
    suivant = ORDINAUX[proclamation.rang + 1]
    if not proclamation.exprimes:
        return f"Aucun suffrage exprimé\u00a0: il est procédé à un {suivant} tour."
    return (
        f"Personne n’atteint la majorité absolue, qui est de {proclamation.majorite} voix\u00a0: "
        f"il est procédé à un {suivant} tour."
    )


def sans_vote(noms: Iterable[str]) -> str:
    """What is read aloud when nobody votes (SCR-06)."""
    lus = list(noms)
    motif = "candidature unique" if len(lus) < 2 else "une seule candidature par poste"
    return f"{_enumerer(lus)} {_accord_de_nommer(lus)} sans vote\u00a0: {motif}."


def conclusion(noms: Iterable[str], *, sans_vote: bool) -> str:
    """What the registre says of a scrutin once it is settled."""
    lus = list(noms)
    if sans_vote:
        return (
            f"{_enumerer(lus)} {_accord_de_nommer(lus)} sans vote, une seule candidature ayant été "
            "présentée pour chaque poste à pourvoir."
        )
    verbe, suffixe = _accord(lus)
    return f"{_enumerer(lus)} {verbe} proclamé{suffixe} élu{suffixe}."


def _accord_de_nommer(noms: list[str]) -> str:
    verbe, suffixe = _accord(noms)
    return f"{verbe} nommé{suffixe}"


def _accord(noms: list[str]) -> tuple[str, str]:
    feminin = "e" if all(nom.startswith("Mme ") for nom in noms) else ""
    return ("est", feminin) if len(noms) < 2 else ("sont", f"{feminin}s")


def _enumerer(noms: list[str]) -> str:
    return noms[0] if len(noms) < 2 else f"{', '.join(noms[:-1])} et {noms[-1]}"
