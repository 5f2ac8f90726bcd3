"""The register of interests: what an élu declares, and who sees it (MEM-11, MEM-12).

CGCT, art. L. 1111-6 and L. 2131-11 decide what an entry means at a given point; the register only
keeps what was declared, with its dates. An incompatibility is said, never judged here: code
électoral, art. L. 237-1, forbids sitting to whoever is employed by the groupement.
"""

from dataclasses import dataclass
from datetime import date

from governance.regles import Gravite, Manquement
from instances.regles.interets import Organisme

ARTICLE_EMPLOI = "Code électoral, art. L. 237-1"
EMPLOIS = ("employ", "salari", "agent")


@dataclass(frozen=True, kw_only=True, slots=True)
class Declaration:
    organisme: str
    nature: Organisme
    qualite: str = ""
    designe: bool = False
    par_la_loi: bool = False
    starts_on: date | None = None
    declare_on: date | None = None


def manquements(dite: Declaration, *, aujourd_hui: date) -> list[Manquement]:
    trouves = []
    if dite.par_la_loi and not dite.designe:
        trouves.append(
            _refus("par_la_loi", "La loi ne désigne que celui que l’intercommunalité a désigné.")
        )
    if dite.designe and dite.nature is Organisme.PERSONNEL:
        trouves.append(
            _refus("designe", "Nul n’est désigné pour un intérêt personnel\u00a0: décochez.")
        )
    if dite.declare_on is not None and dite.declare_on > aujourd_hui:
        trouves.append(_refus("declare_on", "Une déclaration ne se date pas d’un jour à venir."))
    if _emploi(dite):
        trouves.append(_incompatibilite())
    return trouves


def cloture(*, deja: bool, starts_on: date | None, ends_on: date) -> list[Manquement]:
    if deja:
        return [_refus("", "Cette ligne du registre est déjà close.")]
    if starts_on is not None and ends_on < starts_on:
        return [_refus("ends_on", "La fin précède le début.")]
    return []


def _emploi(dite: Declaration) -> bool:
    public = dite.nature in (Organisme.GROUPEMENT, Organisme.ACTION_SOCIALE, Organisme.PUBLIC)
    return public and any(mot in dite.qualite.casefold() for mot in EMPLOIS)


def _incompatibilite() -> Manquement:
    return Manquement(
        regle="MEM-12",
        article=ARTICLE_EMPLOI,
        gravite=Gravite.ALERTE,
        message=(
            "Un emploi salarié dans l’intercommunalité, son CIAS ou une commune membre est "
            "incompatible avec le mandat\u00a0: vérifiez auprès de l’intéressé."
        ),
    )


def _refus(champ: str, message: str) -> Manquement:
    return Manquement(regle="MEM-11", message=message, champ=champ)
