"""The ordre du jour as a page shows it: groups, ranks, what each point carries and lacks."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from governance.regles import Manquement
from instances.models import Point, Seance
from instances.permissions import points_reserves
from instances.queries import agenda
from instances.queries.attente import en_attente
from instances.queries.seances import par_rubrique
from instances.regles import etats
from instances.regles.dates_en_lettres import compte
from instances.regles.ordre_du_jour import cle_de_tri

SANS_TITRE = "Titre non renseigné"
SANS_RUBRIQUE, TOUS = "Sans rubrique", "Tous les rapports"
TONS = {
    Point.Etat.EN_DISCUSSION: "accent",
    Point.Etat.TRAITE: "ok",
    Point.Etat.AJOURNE: "warn",
    Point.Etat.RETIRE: "stop",
    Point.Etat.RENVOYE: "warn",
    Point.Etat.NON_EXAMINE: "warn",
}
DE_PASSAGE, PAR_NUMERO = "passage", "numero"


def contexte(
    request: Any, seance: Seance, gere: bool, manquements: Iterable[Manquement] = ()
) -> dict[str, Any]:
    """What ``instances/_odj_seance.html`` needs; moves only where the state allows them."""
    points = agenda.points_de(seance)
    tri = PAR_NUMERO if request.GET.get("tri") == PAR_NUMERO else DE_PASSAGE
    ajout = etats.manquements(seance.etat, "inscrire_point")
    mobile = gere and tri == DE_PASSAGE and not etats.manquements(seance.etat, "deplacer_point")
    a_regler = Counter(n for m in manquements if m.bloquant for n in m.points)
    attendus = set(en_attente(seance).values_list("pk", flat=True))
    if not gere:
        tus = attendus.union(points_reserves(request.acces, seance).values_list("pk", flat=True))
        points = [p for p in points if p.pk not in tus]
    lignes = [ligne(seance, p, len(points), mobile, n=a_regler[p.numero]) for p in points]
    for li in lignes:
        if li["pk"] in attendus:
            li["etat"] = {"ton": "warn", "mot": "En attente de rectificative"}
    return {
        "seance": seance,
        "tri": tri,
        "total": len(points),
        "groupes": groupes(points, lignes) if tri == DE_PASSAGE else numerotes(points, lignes),
        "peut_preparer": gere,
        "raison": ajout[0].message if ajout else "",
        "annoncee": seance.etat != Seance.Etat.PREPARATION and mobile,
    }


def ligne(seance: Seance, point: Any, total: int, mobile: bool, *, n: int) -> dict[str, Any]:
    args = [seance.intercommunalite.slug, seance.numero, point.pk]
    deplacable = mobile and point.etat == Point.Etat.INSCRIT
    return {
        "pk": point.pk,
        "numero": point.numero,
        "titre": point.titre or SANS_TITRE,
        "url": reverse("instances:point-detail", args=args),
        "meta": meta(point) if seance.etat != Seance.Etat.LEVEE else pieces(point),
        "etat": etat(point, n),
        "a_regler": n,
        "courant": point.etat == Point.Etat.EN_DISCUSSION,
        "passe": point.etat == Point.Etat.RETIRE,
        "premier": point.rang == 1,
        "dernier": point.rang == total,
        "url_deplacer": reverse("instances:point-deplacer", args=args) if deplacable else "",
    }


def meta(point: Any) -> str:
    """« note et 4 pièces », « note seule », « 2 pièces, sans note »."""
    jointes = pieces(point)
    if point.a_une_note:
        return f"note et {jointes}" if jointes else "note seule"
    return f"{jointes}, sans note" if jointes else "sans note"


def pieces(point: Any) -> str:
    """Once held, what the sources do not publish is not said to be missing."""
    return compte(point.nombre_d_annexes, "pièce") if point.nombre_d_annexes else ""


def etat(point: Point, a_regler: int) -> dict[str, str] | None:
    if point.etat in TONS:
        return {"ton": TONS[Point.Etat(point.etat)], "mot": point.get_etat_display()}
    return {"ton": "stop", "mot": "À régler"} if a_regler else None


def groupes(points: list[Point], lignes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    par_cle = {li["pk"]: li for li in lignes}
    sans = SANS_RUBRIQUE if any(p.rubrique for p in points) else TOUS
    return [
        _groupe(
            g["rubrique"] or sans,
            [par_cle[p.pk] for p in g["points"]],
            g["points"][0].rang,
            g["points"][-1].rang,
        )
        for g in par_rubrique(points)
    ]


def _groupe(titre: str, lignes: list[Any], debut: int, fin: int) -> dict[str, Any]:
    a_regler = sum(bool(li["a_regler"]) for li in lignes)
    return {
        "titre": titre,
        "points": lignes,
        "debut": debut,
        "fin": fin,
        "a_regler": a_regler,
        "mot": f"{a_regler} à régler",
    }


def numerotes(points: list[Point], lignes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One group in the order of numbers; the rank of passage is then said on each line."""
    if not points:
        return []
    rangs = {p.pk: p.rang for p in points}
    triees = sorted(lignes, key=lambda li: cle_de_tri(li["numero"]))
    for li in triees:
        rang = rangs[li["pk"]]
        li["meta"] = f"{'1er' if rang == 1 else f'{rang}e'} au passage"
    return [_groupe(TOUS, triees, 1, len(points))]
