"""The versions of the règlement as a page reads them: value, law, verdict and source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from governance.models import Intercommunalite
from instances.models import ReglementInterieur
from instances.queries.composition import membres_en_exercice, parametres
from instances.regles import reglement as regles
from instances.regles.reglement import (
    CATALOGUE,
    SECTIONS,
    Parametre,
    Type,
    Verdict,
    revision,
)


@dataclass(frozen=True, kw_only=True)
class LigneDeReglement:
    parametre: Parametre
    valeur: str
    loi: str
    verdict: Verdict | None
    provenance: str


@dataclass(frozen=True, kw_only=True)
class SectionLue:
    """``fixes``: what the version says. ``silences``: what it leaves to the law or to no one."""

    code: str
    libelle: str
    fixes: Sequence[LigneDeReglement]
    silences: Sequence[LigneDeReglement]


def jour_du_droit(reglement: ReglementInterieur, aujourdhui: date) -> date:
    """The law that judges a version: today's while it applies, else that of its own days."""
    if reglement.ends_on is not None and reglement.ends_on < aujourdhui:
        return reglement.ends_on
    return max(reglement.starts_on, aujourdhui)


def sections(reglement: ReglementInterieur, le: date) -> list[SectionLue]:
    lues = []
    for section, siens in regles.par_section().items():
        lignes = [_ligne(p, reglement, le) for p in siens]
        lues.append(
            SectionLue(
                code=section.value,
                libelle=SECTIONS[section],
                fixes=[ligne for ligne in lignes if ligne.verdict is not None],
                silences=[ligne for ligne in lignes if ligne.verdict is None],
            )
        )
    return lues


def _ligne(parametre: Parametre, reglement: ReglementInterieur, le: date) -> LigneDeReglement:
    valeur = reglement.valeurs.get(parametre.code)
    fixee = valeur is not None
    return LigneDeReglement(
        parametre=parametre,
        valeur=en_lettres(parametre, valeur if fixee else parametre.defaut),
        loi=ce_que_dit_la_loi(parametre, le),
        verdict=_verdict(parametre, valeur, le) if fixee else None,
        provenance=reglement.provenances.get(parametre.code, ""),
    )


def _verdict(parametre: Parametre, valeur: object, le: date) -> Verdict:
    try:
        return regles.verdict(parametre.code, valeur, le)
    except ValueError:
        return Verdict(
            code=parametre.code,
            etat=regles.Etat.ILLEGALE,
            phrase="Cette valeur n’a pas la forme attendue\u00a0: saisissez-la de nouveau.",
        )


def qui_revise(ici: Intercommunalite, on: date) -> str:
    """RGI-02, on the members in exercise of the conseil that day."""
    conseil = ici.instances.au(on).filter(type_instance__modele="conseil").first()
    if conseil is None:
        return ""
    conseil.intercommunalite = ici
    return revision.qui_revise(parametres(ici, on), membres_en_exercice(conseil, on))


def compter(lues: Sequence[SectionLue]) -> dict[str, int]:
    """How many clauses are conformes, caduques, illégales."""
    etats = [ligne.verdict.etat for s in lues for ligne in s.fixes if ligne.verdict]
    return {etat.value: etats.count(etat) for etat in regles.Etat}


def autres_clauses(reglement: ReglementInterieur) -> Iterator[tuple[str, object]]:
    """What was stored under no code of the catalogue, shown as it is."""
    return ((code, v) for code, v in reglement.valeurs.items() if code not in CATALOGUE)


def ce_que_dit_la_loi(parametre: Parametre, le: date) -> str:
    """The floor, the ceiling or the forbidden choices on a day; empty where the law is silent."""
    droit = parametre.droit_le(le)
    unite = f" {parametre.unite}" if parametre.unite else ""
    if parametre.tranche_le(le) and parametre.defaut is not None:
        return f"{en_lettres(parametre, parametre.defaut)}, quoi qu’en dise le règlement"
    if droit.plancher is not None and droit.plancher == droit.plafond:
        return f"{droit.plancher}{unite}, par la loi"
    bornes = []
    if droit.plancher is not None:
        bornes.append(f"au moins {droit.plancher}{unite}")
    if droit.plafond is not None:
        bornes.append(f"au plus {droit.plafond}{unite}")
    if droit.refuses:
        interdits = (f"«\u00a0{en_lettres(parametre, v)}\u00a0»" for v in _tries(droit.refuses))
        bornes.append("jamais " + " ni ".join(interdits))
    return ", ".join(bornes)


def _tries(valeurs: frozenset[object]) -> list[object]:
    return sorted(valeurs, key=str)


def en_lettres(parametre: Parametre, valeur: object) -> str:
    """A stored value as a reader says it."""
    if valeur is None:
        return "non fixé"
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, dict):
        return _compte(parametre, valeur)
    if isinstance(valeur, list | tuple):
        choix = parametre.choix or {}
        return ", ".join(choix.get(str(v), str(v)) for v in valeur)
    if parametre.choix:
        return parametre.choix.get(str(valeur), str(valeur))
    return f"{valeur} {parametre.unite}".strip()


def _compte(parametre: Parametre, valeur: dict[str, object]) -> str:
    environ = "environ " if valeur.get("environ") else ""
    nombre, periode = valeur.get("nombre"), str(valeur.get("periode"))
    if parametre.type is Type.FREQUENCE:
        return f"{environ}{nombre} par {periode}"
    pluriel = "" if nombre == 1 or periode.endswith("s") else "s"
    return f"{environ}{nombre} {periode}{pluriel}"
