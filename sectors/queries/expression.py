"""An issue of the bulletin: whose turn it is, what came in, what is too long or forgotten."""

from dataclasses import dataclass
from datetime import date

from governance.models import Intercommunalite
from governance.regles import Manquement
from instances.queries.composition import parametres
from sectors.models import EspaceDExpression, NumeroDuBulletin, Rubrique, TexteDExpression
from sectors.regles import expression as regles


@dataclass(frozen=True, kw_only=True)
class Sommaire:
    """A space of an issue, with the texts that it expects."""

    espace: EspaceDExpression
    textes: list[TexteDExpression]


def espaces(intercommunalite: Intercommunalite) -> list[EspaceDExpression]:
    return list(intercommunalite.espaces_d_expression.prefetch_related("rubriques"))


def manquent(ici: Intercommunalite, ouverts: int, on: date) -> tuple[Manquement, ...]:
    """What the law and the règlement still ask of the bulletin."""
    reglement = parametres(ici, on)
    return regles.espaces_dus(
        population=ici.population,
        seuil=reglement.expression_seuil_habitants or regles.SEUIL,
        espaces=ouverts,
        pages=reglement.expression_pages,
    )


def au_tour(intercommunalite: Intercommunalite, rang: int) -> list[Rubrique]:
    """The rubriques of issue ``rang``: all of a space, or some in turn (EXP-02)."""
    return [r for espace in espaces(intercommunalite) for r in _de_l_espace(espace, rang)]


def _de_l_espace(espace: EspaceDExpression, rang: int) -> list[Rubrique]:
    rubriques = {r.nom: r for r in espace.rubriques.all() if not r.retiree}
    if espace.par_numero is None:
        return list(rubriques.values())
    noms = regles.tourniquet(list(rubriques), numero=rang, par_numero=espace.par_numero)
    return [rubriques[nom] for nom in noms]


def sommaire(numero: NumeroDuBulletin) -> list[Sommaire]:
    par_espace: dict[EspaceDExpression, list[TexteDExpression]] = {}
    for texte in numero.textes.select_related("rubrique__espace"):
        par_espace.setdefault(texte.rubrique.espace, []).append(texte)
    return [Sommaire(espace=e, textes=t) for e, t in par_espace.items()]


def alertes(numero: NumeroDuBulletin) -> tuple[Manquement, ...]:
    """EXP-01: those outside the majority whom no issue may forget."""
    rubriques = Rubrique.objects.filter(
        intercommunalite_id=numero.intercommunalite_id, opposition=True, retiree=False
    )
    return regles.espace_reserve(
        bulletin=True,
        opposition=list(rubriques.values_list("nom", flat=True)),
        servis=list(numero.textes.values_list("rubrique__nom", flat=True)),
    )
