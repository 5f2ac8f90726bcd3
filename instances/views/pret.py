"""All that stands against a dispatch, in one panel: by weight, then by subject."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby

from django.urls import reverse

from governance.models import Acces
from governance.regles import Gravite, Manquement
from instances.models import Seance
from instances.permissions import can_deroger
from instances.queries.convocation import Preparation
from instances.regles import derogations
from instances.regles.articles import EXPLICATIONS, Sujet, sujet_de
from instances.views.remedes import Lien, remedes

TITRES = {
    Gravite.BLOQUANT: "Ce qui bloque l’envoi",
    Gravite.ALERTE: "À vérifier",
    Gravite.INFO: "Pour information",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Ligne:
    """A breach as it is read: the sentence, the rule in clear words, where it is mended."""

    manquement: Manquement
    explication: str
    remedes: tuple[Lien, ...]
    deroger: str = ""
    reserve: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Groupe:
    sujet: str
    lignes: tuple[Ligne, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Niveau:
    gravite: Gravite
    titre: str
    nombre: int
    groupes: tuple[Groupe, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Pret:
    """Whether a séance may be convened, and all that stands against it."""

    niveaux: tuple[Niveau, ...]
    bloquants: int


def pret(preparation: Preparation, acces: Acces, manquements: Sequence[Manquement]) -> Pret:
    points = {point.numero: point.pk for point in preparation.points}
    lignes = [_ligne(preparation.seance, acces, m, points) for m in manquements]
    niveaux = tuple(
        _niveau(gravite, [li for li in lignes if li.manquement.gravite is gravite])
        for gravite in Gravite
    )
    return Pret(
        niveaux=tuple(n for n in niveaux if n.nombre),
        bloquants=sum(m.bloquant for m in manquements),
    )


def _niveau(gravite: Gravite, lignes: list[Ligne]) -> Niveau:
    def ordre(ligne: Ligne) -> int:
        return list(Sujet).index(sujet_de(ligne.manquement.regle))

    groupes = groupby(sorted(lignes, key=ordre), key=lambda li: sujet_de(li.manquement.regle))
    return Niveau(
        gravite=gravite,
        titre=TITRES[gravite],
        nombre=len(lignes),
        groupes=tuple(Groupe(sujet=s, lignes=tuple(du_sujet)) for s, du_sujet in groupes),
    )


def _ligne(seance: Seance, acces: Acces, manquement: Manquement, points: dict[str, int]) -> Ligne:
    explication = EXPLICATIONS.get(manquement.regle)
    possible = derogations.possible(manquement)
    return Ligne(
        manquement=manquement,
        explication=explication.texte if explication else "",
        remedes=remedes(seance, acces, manquement, points),
        deroger=_url_deroger(seance, manquement) if possible and can_deroger(acces) else "",
        reserve=derogations.PERMISES[manquement.regle] if possible else "",
    )


def _url_deroger(seance: Seance, manquement: Manquement) -> str:
    url = reverse("instances:seance-deroger", args=[seance.intercommunalite.slug, seance.numero])
    return f"{url}?manquement={empreinte(manquement)}"


def empreinte(manquement: Manquement) -> str:
    """Names a breach as it is worded now: reworded, it is another."""
    return sha256(f"{manquement.regle}\n{manquement.message}".encode()).hexdigest()[:16]
