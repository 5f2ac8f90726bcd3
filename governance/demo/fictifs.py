"""The fictitious mandate of 2026-2032: who holds which seat, from the data and fixed lists.

Every person here is invented and marked so. A key such as « Besançon#3 » names the third
seat of a commune; « Audeux:maire » or « Audeux:suppleant » those who hold no seat of theirs.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from typing import Any

from governance.demo.donnees import SLUGS, jour
from governance.demo.noms import Identite, identite

PERSONNES_PAR_INTERCOMMUNALITE = 1000
ADJOINTS_AU_PLUS = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class MandatFictif:
    nature: str
    debut: date
    commune: str | None = None
    rang: int | None = None
    delegation: str = ""
    fin: date | None = None
    motif: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class EluFictif:
    cle: str
    identite: Identite
    commune: str
    mandats: tuple[MandatFictif, ...]
    groupe: str = ""
    papier_depuis: date | None = None


_Fiche = tuple[str, tuple[MandatFictif, ...]]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Dates:
    maires: date
    installation: date


def elus(donnees: Mapping[str, Any]) -> tuple[EluFictif, ...]:
    """Everyone of the mandate, in the order of communes, seats first."""
    mandature = donnees["mandature"]
    premier = SLUGS.index(donnees["intercommunalite"]["slug"]) * PERSONNES_PAR_INTERCOMMUNALITE
    personnages, papier = mandature["personnages"], mandature["papier"]
    groupes = _groupes(mandature)
    trouves = []
    for rang, (cle, mandats) in enumerate(_par_commune(donnees)):
        fiche = personnages.get(cle)
        demande = next((p["demande_le"] for p in papier if p["elu"] == cle), None)
        trouves.append(
            EluFictif(
                cle=cle,
                identite=_personnage(fiche) if fiche else identite(premier + rang),
                commune=str(mandats[0].commune),
                mandats=(*mandats, *_fonctions(cle, mandature)),
                groupe=next(groupes) if "#" in cle else "",
                papier_depuis=jour(demande),
            )
        )
    return tuple(trouves)


def cle_de(designation: str, mandature: Mapping[str, Any]) -> str:
    """« vp:3 » and « president » are read from the mandate; anything else is already a key."""
    if designation == "president":
        return str(mandature["president"])
    if designation.startswith("vp:"):
        return str(mandature["vice_presidents"][int(designation[3:]) - 1]["elu"])
    return designation


def _par_commune(donnees: Mapping[str, Any]) -> Iterator[_Fiche]:
    mandature = donnees["mandature"]
    dates = _Dates(
        maires=date.fromisoformat(mandature["election_des_maires"]),
        installation=date.fromisoformat(mandature["installation"]),
    )
    vacances = {v["elu"]: v for v in mandature["vacances"]}
    for commune in donnees["communes"]:
        if commune["sieges"]:
            hors_conseil = commune["nom"] in mandature["maires_hors_conseil"]
            yield from _sieges(commune, dates, vacances, hors_conseil=hors_conseil)
            yield from _sans_siege(
                commune,
                dates,
                hors_conseil=hors_conseil,
                municipaux=mandature["conseillers_municipaux"],
            )


def _sieges(
    commune: Mapping[str, Any], dates: _Dates, vacances: Mapping[str, Any], *, hors_conseil: bool
) -> Iterator[_Fiche]:
    nom = commune["nom"]
    for rang in range(1, commune["sieges"] + 1):
        cle = f"{nom}#{rang}"
        vacance = vacances.get(cle)
        mandats = [
            MandatFictif(
                nature="conseiller_communautaire",
                debut=dates.installation,
                commune=nom,
                rang=rang,
                fin=jour(vacance["fin"]) if vacance else None,
                motif=vacance["motif"] if vacance else "",
            )
        ]
        if rang == 1 and not hors_conseil:
            mandats.append(MandatFictif(nature="maire", debut=dates.maires, commune=nom))
        elif rang - 1 <= ADJOINTS_AU_PLUS:
            adjoint = rang if hors_conseil else rang - 1
            mandats.append(
                MandatFictif(nature="adjoint", debut=dates.maires, commune=nom, rang=adjoint)
            )
        yield cle, tuple(mandats)


def _sans_siege(
    commune: Mapping[str, Any], dates: _Dates, *, hors_conseil: bool, municipaux: int
) -> Iterator[_Fiche]:
    """Only a commune with a single seat has a suppléant (MEM-02)."""
    nom = commune["nom"]
    if commune["sieges"] == 1:
        suppleant = MandatFictif(nature="suppleant", debut=dates.installation, commune=nom)
        adjoint = MandatFictif(
            nature="adjoint", debut=dates.maires, commune=nom, rang=2 if hors_conseil else 1
        )
        yield f"{nom}:suppleant", (suppleant, adjoint)
    if hors_conseil:
        maire = MandatFictif(nature="maire", debut=dates.maires, commune=nom)
        yield f"{nom}:maire", (maire,)
    for rang in range(1, municipaux + 1):
        conseiller = MandatFictif(nature="conseiller_municipal", debut=dates.maires, commune=nom)
        yield f"{nom}:municipal-{rang}", (conseiller,)


def _fonctions(cle: str, mandature: Mapping[str, Any]) -> Iterator[MandatFictif]:
    depuis = date.fromisoformat(mandature["installation"])
    if cle == mandature["president"]:
        yield MandatFictif(nature="president", debut=depuis)
    for nature, liste in (
        ("vice_president", mandature["vice_presidents"]),
        ("conseiller_delegue", mandature["conseillers_delegues"]),
    ):
        for rang, fonction in enumerate(liste, start=1):
            if fonction["elu"] == cle:
                yield MandatFictif(
                    nature=nature, debut=depuis, rang=rang, delegation=fonction["delegation"]
                )


def _personnage(fiche: Mapping[str, str]) -> Identite:
    return Identite(
        civilite=fiche["civilite"],
        prenom=fiche["prenom"],
        nom=fiche["nom"],
        naissance=date.fromisoformat(fiche["naissance"]),
    )


def _groupes(mandature: Mapping[str, Any]) -> Iterator[str]:
    return cycle([g["nom"] for g in mandature["groupes"] for _ in range(g["poids"])])


def prochain(jour_de_semaine: str, *, apres: date, marge: int) -> date:
    """The first such weekday at least ``marge`` days ahead."""
    semaine = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
    au_plus_tot = apres + timedelta(days=marge)
    ecart = (semaine.index(jour_de_semaine) - au_plus_tot.weekday()) % 7
    return au_plus_tot + timedelta(days=ecart)
