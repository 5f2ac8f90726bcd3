"""The seats of each commune, as the prefect's order gives them.

CGCT, art. L. 5211-6-1, I, 2° : « b) Chaque commune dispose d'au moins un siège ; c) Aucune
commune ne peut disposer de plus de la moitié des sièges ».

CGCT, art. L. 5211-10 : the order's total, not the members in office, is what the number of
vice-présidents is counted on.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from governance.regles import Gravite, Manquement
from instances.regles.dates_en_lettres import jour_en_lettres
from instances.regles.mandats import Cle

ARTICLE = "CGCT, art. L. 5211-6-1"


@dataclass(frozen=True, kw_only=True, slots=True)
class Repartition:
    """A new order. ``precedente_depuis``: the day the one in force began; ``titulaires``: how
    many councillors each commune has on the day the new order starts.
    """

    sieges: Mapping[Cle, int | None]
    communes: Mapping[Cle, str]
    a_compter_du: date
    precedente_depuis: date | None = None
    titulaires: Mapping[Cle, int] = field(default_factory=dict)


def manquements(repartition: Repartition) -> tuple[Manquement, ...]:
    return (
        *_un_siege_chacune(repartition),
        *_moitie_au_plus(repartition),
        *_dans_l_ordre(repartition),
        *_titulaires_en_trop(repartition),
    )


def _un_siege_chacune(repartition: Repartition) -> Iterator[Manquement]:
    if not repartition.communes:
        yield Manquement(
            regle="COH-SIEGES", article=ARTICLE, message="Ajoutez d’abord les communes membres."
        )
    for commune, nom in repartition.communes.items():
        if not repartition.sieges.get(commune):
            yield Manquement(
                regle="COH-SIEGES",
                article=ARTICLE,
                message=f"{nom} n’a pas de siège\u00a0: chaque commune en a un au moins.",
                champ=f"sieges_{commune}",
            )


def _moitie_au_plus(repartition: Repartition) -> Iterator[Manquement]:
    total = sum(n or 0 for n in repartition.sieges.values())
    for commune, nombre in repartition.sieges.items():
        if len(repartition.communes) > 1 and 2 * (nombre or 0) > total:
            yield Manquement(
                regle="COH-SIEGES",
                article=ARTICLE,
                message=(
                    f"{repartition.communes.get(commune, commune)} aurait {nombre} sièges sur "
                    f"{total}\u00a0: aucune commune ne peut en avoir plus de la moitié."
                ),
                champ=f"sieges_{commune}",
            )


def _dans_l_ordre(repartition: Repartition) -> Iterator[Manquement]:
    precedente = repartition.precedente_depuis
    if precedente is not None and repartition.a_compter_du <= precedente:
        yield Manquement(
            regle="GEN-03",
            message=(
                f"La répartition en vigueur commence le {jour_en_lettres(precedente)}\u00a0: la "
                "nouvelle doit commencer après, l’ancienne reste la règle de son époque."
            ),
            champ="starts_on",
        )


def _titulaires_en_trop(repartition: Repartition) -> Iterator[Manquement]:
    for commune, nombre in repartition.titulaires.items():
        sieges = repartition.sieges.get(commune) or 0
        if nombre > sieges:
            yield Manquement(
                regle="MEM-01",
                article="CGCT, art. L. 5211-6",
                gravite=Gravite.ALERTE,
                message=(
                    f"{repartition.communes.get(commune, commune)} a {nombre} conseillers pour "
                    f"{sieges} sièges\u00a0: terminez les mandats qui cessent ce jour-là."
                ),
            )
