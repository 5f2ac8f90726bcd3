"""The menus: what this account may open in this intercommunalité."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from governance.models import Acces
from governance.permissions import (
    can_creer_jeton,
    can_gerer_acces,
    can_lire_journal,
    can_ouvrir,
    can_regler_intercommunalite,
    est_de_commune,
)


def est_un_elu(acces: Any) -> bool:
    """By the role alone: no page pays a query for its menu."""
    return acces.role in {Acces.Role.ELU, Acces.Role.MAIRE}


@dataclass(frozen=True, kw_only=True, slots=True)
class Entree:
    libelle: str
    nom: str
    permise: Callable[[Any], bool] | None = None
    icone: str = ""


@dataclass(kw_only=True, slots=True)
class Lien:
    """An entry as a page prints it, with its address."""

    libelle: str
    url: str
    icone: str = ""
    courant: bool = False


@dataclass(kw_only=True, slots=True)
class Navigation:
    """``plus``: titled groups behind one disclosure, so that the bar keeps to one line."""

    principale: list[Lien] = field(default_factory=list)
    plus: list[tuple[str, list[Lien]]] = field(default_factory=list)

    @property
    def ailleurs(self) -> Lien | None:
        """The current entry when it is one of those behind « Plus »."""
        return next((lien for _titre, liens in self.plus for lien in liens if lien.courant), None)


PRINCIPALE = (
    Entree(
        libelle="Tableau de bord", nom="tableau-de-bord", permise=lambda a: not est_de_commune(a)
    ),
    Entree(libelle="Avis demandés", nom="sectors:consultation-liste", permise=est_de_commune),
    Entree(libelle="Séances", nom="instances:seance-liste"),
    Entree(libelle="Délibérations", nom="deliberations:deliberation-liste"),
    Entree(libelle="Territoire", nom="sectors:territoire"),
    Entree(libelle="Calendrier", nom="instances:calendrier"),
)
PLUS = (
    (
        "Préparer",
        (
            Entree(libelle="Projets", nom="deliberations:projet-liste", permise=can_lire_journal),
            Entree(libelle="À viser", nom="deliberations:visa-liste"),
            Entree(libelle="Demandes de réunion", nom="instances:demande-liste"),
            Entree(libelle="Dossiers", nom="sectors:dossier-liste"),
            Entree(
                libelle="Droit d’expression", nom="sectors:expression", permise=can_lire_journal
            ),
            Entree(libelle="Questions et vœux", nom="instances:question-liste"),
            Entree(libelle="Échéances", nom="instances:echeances"),
        ),
    ),
    (
        "Connaître",
        (
            Entree(libelle="Élus et instances", nom="instances:composition"),
            Entree(libelle="Règlement", nom="instances:reglement-liste"),
            Entree(libelle="Missions d’information", nom="sectors:mission-liste"),
            Entree(libelle="Journal", nom="journal", permise=can_lire_journal),
        ),
    ),
    (
        "Régler",
        (
            Entree(libelle="Accès", nom="acces-liste", permise=can_gerer_acces),
            Entree(
                libelle="Circuits et modèles",
                nom="deliberations:circuit-liste",
                permise=can_regler_intercommunalite,
            ),
            Entree(libelle="Rappels", nom="rappels", permise=can_regler_intercommunalite),
            Entree(libelle="Paramètres", nom="parametres", permise=can_regler_intercommunalite),
        ),
    ),
)
# Behind the account's name: what is the person's own.
DU_COMPTE = (
    Entree(libelle="Mes intérêts", nom="instances:mes-interets", icone="doc", permise=est_un_elu),
    Entree(libelle="Mes jetons", nom="jetons", icone="key", permise=can_creer_jeton),
)


def navigation(request: Any) -> Navigation | None:
    """What this access may open; the longest prefix of the path is the current one."""
    acces = getattr(request, "acces", None)
    if acces is None:
        return None
    menu = Navigation(principale=list(_liens(PRINCIPALE, acces)))
    groupes = ((titre, list(_liens(entrees, acces))) for titre, entrees in PLUS)
    menu.plus = [(titre, liens) for titre, liens in groupes if liens]
    toutes = [*menu.principale, *(lien for _titre, liens in menu.plus for lien in liens)]
    courantes = [lien for lien in toutes if request.path.startswith(lien.url)]
    if courantes:
        max(courantes, key=lambda lien: len(lien.url)).courant = True
    return menu


def menu_du_compte(request: Any) -> list[Lien]:
    acces = getattr(request, "acces", None)
    return list(_liens(DU_COMPTE, acces)) if acces else []


def _liens(entrees: Iterable[Entree], acces: Any) -> Iterator[Lien]:
    for entree in entrees:
        if can_ouvrir(acces, entree.nom) and (entree.permise is None or entree.permise(acces)):
            yield Lien(
                libelle=entree.libelle,
                url=reverse(entree.nom, args=[acces.intercommunalite.slug]),
                icone=entree.icone,
            )
