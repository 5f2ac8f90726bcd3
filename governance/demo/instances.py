"""Load the bodies: types made from the ready-made models, then each body the documents name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from governance.demo.donnees import jour
from governance.demo.fictifs import cle_de
from governance.demo.noms import identite
from governance.models import Intercommunalite
from instances.models import (
    Elu,
    Instance,
    Nomination,
    Perimetre,
    RegleComposition,
    TypeInstance,
)
from instances.regles.composition import RegleDeComposition, Source
from instances.regles.modeles_instances import MODELES, ModeleInstance

TITULAIRES_DE_LA_CAO = 5
ACTE = "désignation de démonstration, mandat 2026-2032"
# One in so many councillors also sits in each commission élargie.
PART_DES_ELARGIES = 6
CITOYENS = 20
PLUS_AGE, AGES = 1948, 58
PREMIER_CITOYEN = 8000


def charger_types(
    intercommunalite: Intercommunalite, donnees: Mapping[str, Any]
) -> dict[str, TypeInstance]:
    fiches = donnees["types_instance"]
    types = TypeInstance.objects.bulk_create(_type(intercommunalite, fiche) for fiche in fiches)
    RegleComposition.objects.bulk_create(
        RegleComposition(
            intercommunalite=intercommunalite,
            type_instance=genre,
            source=regle.source,
            compte_quorum=regle.compte_quorum,
            vote=regle.vote,
            parole=regle.parole,
        )
        for fiche, genre in zip(fiches, types, strict=True)
        for regle in _regles(MODELES[fiche["modele"]], fiche["attributs"])
    )
    return {f["code"]: t for f, t in zip(fiches, types, strict=True)}


def _type(intercommunalite: Intercommunalite, fiche: Mapping[str, Any]) -> TypeInstance:
    modele, attributs = MODELES[fiche["modele"]], dict(fiche["attributs"])
    for cle in ("membres", "invites"):
        attributs.pop(cle, None)
    champs: dict[str, Any] = {
        "nature": modele.nature,
        "publique": modele.publique,
        "quorum_regle": modele.quorum,
        "quorum_fixe": modele.quorum_fixe,
        "pouvoirs": modele.pouvoirs,
        "suppleance": modele.suppleance,
        "delai_francs": modele.delai_francs,
        "frequence": modele.reunions_par_an,
        "frequence_periode": "an" if modele.reunions_par_an else "",
        "nommee": modele.nominative,
    }
    return TypeInstance(
        intercommunalite=intercommunalite,
        code=fiche["code"],
        nom=fiche["libelle"],
        modele=modele.code,
        provenance=fiche["source"],
        **(champs | attributs),
    )


def _regles(modele: ModeleInstance, attributs: Mapping[str, Any]) -> Sequence[RegleDeComposition]:
    """``membres`` replaces who sits by right, with the model's rights; ``invites`` only speak."""
    regles = modele.composition
    if "membres" in attributs:
        regles = tuple(replace(regles[0], source=Source(s)) for s in attributs["membres"])
    if attributs.get("quorum_regle") == TypeInstance.Quorum.FIXE:
        regles = tuple(replace(regle, compte_quorum=True) for regle in regles)
    deja = {r.source for r in regles}
    invites = [
        RegleDeComposition(source=Source(s), compte_quorum=False, vote=False)
        for s in attributs.get("invites", ())
        if s not in deja
    ]
    return (*regles, *invites)


def charger_instances(
    intercommunalite: Intercommunalite,
    donnees: Mapping[str, Any],
    types: Mapping[str, TypeInstance],
    perimetres: Mapping[str, Perimetre],
) -> dict[str, Instance]:
    lieux = {s["instance"]: s["lieu"] for s in donnees["seances"]}
    fiches = donnees["instances"]
    instances = Instance.objects.bulk_create(
        Instance(
            intercommunalite=intercommunalite,
            type_instance=types[fiche["type"]],
            nom=fiche["nom"],
            nom_dans_la_phrase=fiche.get("nom_dans_la_phrase", ""),
            perimetre=perimetres[fiche["perimetre"]] if "perimetre" in fiche else None,
            lieu=lieux.get(fiche["code"], ""),
            starts_on=jour(fiche["debut"]),
            ends_on=jour(fiche["fin"]),
            provenance=_provenance(fiche),
        )
        for fiche in fiches
    )
    return {f["code"]: i for f, i in zip(fiches, instances, strict=True)}


def _provenance(fiche: Mapping[str, Any]) -> str:
    morceaux = [fiche["source"]]
    if "groupe" in fiche:
        morceaux.append(f"groupe « {fiche['groupe']} »")
    if fiche["demonstration"] and "démonstration" not in fiche["source"]:
        morceaux.append("intitulé de démonstration")
    if "anomalie" in fiche:
        morceaux.append(fiche["anomalie"]["texte"])
    return "\u00a0; ".join(morceaux)


def nommer_les_membres(
    donnees: Mapping[str, Any], instances: Mapping[str, Instance], elus: Mapping[str, Elu]
) -> None:
    """Seats given by name: commissions, CAO, élus de secteur, présidents de commission."""
    mandature = donnees["mandature"]
    depuis = date.fromisoformat(mandature["installation"])
    conseillers = [e for cle, e in elus.items() if "#" in cle and not _vacant(cle, mandature)]
    animateurs = [
        *_animateurs(mandature, instances, elus),
        *_presidents_de_commission(mandature, instances, elus),
    ]
    nominations = [
        *_commissions(donnees, instances, conseillers, animateurs),
        *_elargies(donnees, instances, conseillers),
        *_cao(instances["cao"], [e for e in conseillers if e != _president(elus, mandature)]),
        *_elus_de_secteur(mandature, instances, elus),
        *animateurs,
        *_personnes_exterieures(donnees, instances),
    ]
    for nomination in nominations:
        nomination.intercommunalite_id = nomination.instance.intercommunalite_id
        nomination.starts_on = max(depuis, nomination.instance.starts_on or depuis)
        nomination.acte = ACTE
    uniques = _uniques(nominations)
    # A suppléant points to a titulaire, who must have a key first.
    Nomination.objects.bulk_create(n for n in uniques if n.supplee is None)
    Nomination.objects.bulk_create(n for n in uniques if n.supplee is not None)


def _commissions(
    donnees: Mapping[str, Any],
    instances: Mapping[str, Instance],
    conseillers: Sequence[Elu],
    animateurs: Sequence[Nomination],
) -> Iterator[Nomination]:
    """Dealt in turn, every group gets its part (COM-01); who animates one sits in that one."""
    commissions = [instances[code] for code in _codes(donnees, "commission_thematique")]
    places = {n.elu_id for n in animateurs if n.instance in commissions}
    libres = [elu for elu in conseillers if elu.pk not in places]
    for rang, elu in enumerate(sorted(libres, key=lambda e: e.groupe)):
        for tour in range(donnees["mandature"]["commissions_par_elu"]):
            yield _nomme(commissions[(rang + 3 * tour) % len(commissions)], elu)


def _elargies(
    donnees: Mapping[str, Any], instances: Mapping[str, Instance], conseillers: Sequence[Elu]
) -> Iterator[Nomination]:
    for rang, code in enumerate(_codes(donnees, "commission_elargie")):
        for elu in conseillers[rang::PART_DES_ELARGIES]:
            yield _nomme(instances[code], elu)


def _cao(cao: Instance, conseillers: Sequence[Elu]) -> Iterator[Nomination]:
    """Five titulaires and five suppléants; the président sits by right (CAO-01)."""
    pas = max(1, len(conseillers) // (2 * TITULAIRES_DE_LA_CAO))
    choisis = conseillers[::pas][: 2 * TITULAIRES_DE_LA_CAO]
    titulaires = [_nomme(cao, elu) for elu in choisis[:TITULAIRES_DE_LA_CAO]]
    yield from titulaires
    for titulaire, elu in zip(titulaires, choisis[TITULAIRES_DE_LA_CAO:], strict=True):
        suppleant = _nomme(cao, elu, qualite=Nomination.Qualite.SUPPLEANT)
        suppleant.supplee = titulaire
        yield suppleant


def _animateurs(
    mandature: Mapping[str, Any], instances: Mapping[str, Instance], elus: Mapping[str, Elu]
) -> Iterator[Nomination]:
    """Vice-présidents animate; the président of the intercommunalité presides by right (K16)."""
    for code, designes in mandature["animateurs"].items():
        for designe in designes:
            elu = elus[cle_de(designe, mandature)]
            yield _nomme(instances[code], elu, qualite=Nomination.Qualite.ANIMATEUR)


def _elus_de_secteur(
    mandature: Mapping[str, Any], instances: Mapping[str, Instance], elus: Mapping[str, Elu]
) -> Iterator[Nomination]:
    """They animate their comité and join every commission élargie (SEC-07, COM-07)."""
    elargies = [i for code, i in instances.items() if code.startswith("elargie-")]
    for code, designes in mandature["elus_de_secteur"].items():
        for designe in designes:
            elu = elus[cle_de(designe, mandature)]
            for instance in (instances[f"comite-{code}"], *elargies):
                yield _nomme(instance, elu, qualite=Nomination.Qualite.ANIMATEUR)


def _presidents_de_commission(
    mandature: Mapping[str, Any], instances: Mapping[str, Instance], elus: Mapping[str, Elu]
) -> Iterator[Nomination]:
    for code, designe in mandature["presidents_de_commission"].items():
        elu = elus[cle_de(designe, mandature)]
        yield _nomme(instances[code], elu, qualite=Nomination.Qualite.PRESIDENT)


def _personnes_exterieures(
    donnees: Mapping[str, Any], instances: Mapping[str, Instance]
) -> Iterator[Nomination]:
    """Who sits without being an élu: invented citizens, as many women as men (CDV-01), and DGS."""
    for code in _codes(donnees, "conseil_de_developpement"):
        for rang in range(CITOYENS):
            citoyen = identite(PREMIER_CITOYEN + rang)
            nom = f"{citoyen.civilite} {citoyen.prenom} {citoyen.nom} (personne fictive)"
            membre = _exterieur(instances[code], nom, vote=True)
            # Every class of age, as the law wants it (CDV-01).
            membre.annee_naissance = PLUS_AGE + rang * AGES // CITOYENS
            yield membre
    for code in _codes(donnees, "reunion_des_dgs"):
        for commune in donnees["communes"]:
            nom = f"Direction générale des services, {commune['nom']}"
            yield _exterieur(instances[code], nom, vote=False)


def _exterieur(instance: Instance, personne: str, *, vote: bool) -> Nomination:
    return Nomination(
        instance=instance, personne=personne, qualite="titulaire", compte_quorum=False, vote=vote
    )


def _nomme(instance: Instance, elu: Elu, *, qualite: str = "titulaire") -> Nomination:
    genre = instance.type_instance
    return Nomination(
        instance=instance,
        elu=elu,
        qualite=qualite,
        compte_quorum=genre.quorum_regle != TypeInstance.Quorum.AUCUN,
    )


def _uniques(nominations: Sequence[Nomination]) -> list[Nomination]:
    """One seat for one person in one body: the later, more precise quality wins (MEM-01)."""
    par_siege = {(n.instance_id, n.elu_id or n.personne): n for n in nominations}
    return list(par_siege.values())


def _president(elus: Mapping[str, Elu], mandature: Mapping[str, Any]) -> Elu:
    return elus[mandature["president"]]


def _vacant(cle: str, mandature: Mapping[str, Any]) -> bool:
    return any(v["elu"] == cle for v in mandature["vacances"])


def _codes(donnees: Mapping[str, Any], modele: str) -> list[str]:
    """The bodies made from a ready-made model, in the order of the data."""
    types = {t["code"] for t in donnees["types_instance"] if t["modele"] == modele}
    return [f["code"] for f in donnees["instances"] if f["type"] in types]
