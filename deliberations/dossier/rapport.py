"""The findings of a control as a text that a clerk reads in a terminal."""

from collections.abc import Iterator

from deliberations.dossier.arbre import Dossier
from deliberations.dossier.controle import Controle
from governance.regles import Gravite, Manquement
from instances.regles.dates_en_lettres import compte, jour_en_lettres
from instances.regles.seance import PointEvalue

TITRES = {
    Gravite.BLOQUANT: "Bloquant",
    Gravite.ALERTE: "Alerte",
    Gravite.INFO: "Pour information",
}
ENTETE = f"{'Rang':>4}  {'Rapport':<12} {'En ex.':>6} {'Quorum':>6} {'Prés.':>6} {'Pouv.':>6}"


def rediger(dossier: Dossier, controle: Controle) -> str:
    return "\n".join(
        [*_titre(dossier), "", f"{ENTETE} {'Votants':>7}  Quorum atteint"]
        + [_ligne(point) for point in controle.points]
        + ["", *_anomalies(controle.anomalies)]
    )


def rediger_les_anomalies(anomalies: tuple[Manquement, ...]) -> str:
    return "\n".join(_anomalies(anomalies))


def _titre(dossier: Dossier) -> Iterator[str]:
    nom = dossier.instance.nom if dossier.instance else None
    jour = dossier.seance.date if dossier.seance else None
    quand = f"séance du {jour_en_lettres(jour)}" if jour else "séance de date inconnue"
    yield f"{nom or 'Instance inconnue'}, {quand}"


def _ligne(point: PointEvalue) -> str:
    atteint = {True: "oui", False: "NON", None: "?"}[point.quorum_atteint]
    return (
        f"{point.rang:>4}  {point.numero:<12} {_nombre(point.en_exercice):>6} "
        f"{_nombre(point.quorum_requis):>6} {_nombre(point.presents):>6} "
        f"{_nombre(point.pouvoirs):>6} {_nombre(point.votants_max):>7}  {atteint}"
    )


def _nombre(valeur: int | None) -> str:
    return "?" if valeur is None else str(valeur)


def _anomalies(anomalies: tuple[Manquement, ...]) -> Iterator[str]:
    if not anomalies:
        yield "Aucune anomalie."
        return
    yield f"{compte(len(anomalies), 'anomalie')}."
    for anomalie in anomalies:
        article = f" ({anomalie.article})" if anomalie.article else ""
        yield f"- {TITRES[anomalie.gravite]}, {anomalie.regle}{article}\u00a0: {anomalie.message}"
        if anomalie.points:
            yield f"  Rapports\u00a0: {_abreger(anomalie.points)}"


def _abreger(points: tuple[str, ...]) -> str:
    if len(points) <= 8:
        return ", ".join(points)
    return f"{', '.join(points[:3])} … {points[-1]} ({len(points)} points)"
