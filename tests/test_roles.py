"""docs/roles.md, cell by cell: against the ``can_…`` functions and against every address."""

import inspect
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from django.db import transaction

import deliberations.permissions
import instances.permissions
import sectors.permissions
from deliberations.models import Projet
from governance import permissions as communes
from governance.models import Acces, Jeton
from instances.models import Commune, Instance, Seance, Siegeant
from tests import factories
from tests import roles as tableau
from tests.adresses import Adresse, adresses, objets_de
from tests.distribution import TOUS, Scene
from tests.distribution import monter as monter_sans_commune
from tests.roles import (
    ACTEURS,
    CHARGE,
    CONVOQUE,
    INTROUVABLE,
    LISIBLE,
    MANDAT,
    NON,
    OUI,
    ROLES,
    SANS_LIMITE,
    SIENNE,
    SOI,
    VISEUR,
    Acte,
)

pytestmark = pytest.mark.django_db
ACTES = list(tableau.actes())
METHODES = ("GET", "POST")


def monter() -> Scene:
    """With the clerk of Brumeval, whom few other tests need."""
    return monter_sans_commune(personnes=TOUS)


ADMIS = frozenset({200, 201, 204, 302, 422})


def test_the_table_is_read_and_knows_its_words():
    assert len(ACTES) > 20
    assert {case for acte in ACTES for case in acte.cases.values()} <= tableau.CASES
    assert set(ROLES) == set(Acces.Role.values)


def test_every_address_has_one_line_and_every_line_an_address_that_exists():
    publiques = tableau.sans_compte()
    assert publiques == {a.nom for a in adresses() if a.motif.startswith("public/")}
    existantes = {(m, a.nom) for a in adresses() for m in METHODES if a.nom not in publiques}
    ecrites = Counter(paire for acte in ACTES for paire in couples(acte))
    assert {paire for paire in ecrites if paire not in existantes} == set()
    assert existantes - set(ecrites) == set()
    assert [paire for paire, nombre in ecrites.items() if nombre > 1] == []


def couples(acte: Acte) -> list[tuple[str, str]]:
    """« POST api-seances » is one pair; a bare name is both methods."""
    lus = [nom.split(" ") for nom in acte.adresses]
    return [
        (methode, mots[-1])
        for mots in lus
        for methode in (METHODES if len(mots) == 1 else [mots[0]])
    ]


# Functions ---------------------------------------------------------------------------------


def permission(nom: str):
    for module in (communes, instances.permissions, deliberations.permissions, sectors.permissions):
        if hasattr(module, nom):
            return getattr(module, nom)
    raise AssertionError(f"docs/roles.md : permission « {nom} » inconnue")


def objet(scene: Scene, fonction, acces: Acces, *, en_charge: bool):
    """What the second argument of the permission is, in the commission or in the conseil."""
    seance = scene.seance_de_commission if en_charge else scene.seance
    annotations = inspect.get_annotations(fonction, eval_str=True)
    genre = next((t for nom, t in annotations.items() if nom not in {"acces", "return"}), None)
    par_genre = {
        Instance: lambda: seance.instance,
        Commune: lambda: scene.communes["Brumeval"],
        Seance: lambda: seance,
        Projet: lambda: factories.ProjetFactory(
            intercommunalite=scene.intercommunalite, point=None, instance=seance.instance
        ),
        Siegeant: lambda: siege(scene, seance, acces),
        Jeton: lambda: factories.JetonFactory(intercommunalite=scene.intercommunalite, acces=acces),
    }
    return [] if genre is None else [par_genre[genre]()]


def siege(scene: Scene, seance: Seance, acces: Acces) -> Siegeant:
    elu = acces.elus.first() or scene.elus["jeanne"]
    deja = seance.siegeants.filter(elu=elu).first()
    return deja or factories.SiegeantFactory(
        intercommunalite=scene.intercommunalite, seance=seance, elu=elu
    )


@pytest.mark.parametrize("acte", [a for a in ACTES if a.permission], ids=lambda a: a.libelle)
def test_each_cell_is_what_the_function_answers(acte):
    scene = monter()
    fonction = permission(acte.permission)
    with scene.entrer():
        scene.intercommunalite.seances.update(etat=Seance.Etat.CONVOQUEE)

        def repond(nom: str, *, en_charge: bool = False) -> bool:
            acces = scene.acces[nom]
            return fonction(acces, *objet(scene, fonction, acces, en_charge=en_charge))

        for role, case in acte.cases.items():
            verifier(scene, role, case, repond)


def verifier(scene: Scene, role: str, case: str, repond: Callable[..., bool]) -> None:
    acteur = ACTEURS[role]
    assert repond(acteur) is (case not in {NON, INTROUVABLE}), role
    if role == "assemblees" and case != OUI:
        assert repond("line", en_charge=True) is (case == CHARGE)
        assert repond("line") is False
    if case == LISIBLE:
        assert repond(acteur, en_charge=True) is False, role
    if case == SIENNE:
        scene.acces[acteur].secretariats.update(commune=scene.communes["Clairvent"])
        assert repond(acteur) is False, role
    if case == MANDAT:
        scene.elus[acteur].mandats.update(ends_on="2026-05-01")
        assert repond(acteur) is False, role


def test_a_role_without_an_elu_opens_nothing():
    """The role's name is not the mandat."""
    scene = monter()
    sans_elu = factories.AccesFactory(
        intercommunalite=scene.intercommunalite, role=Acces.Role.MAIRE
    )
    with scene.entrer():
        place = siege(scene, scene.seance, scene.marc)
        assert instances.permissions.mandats_en_vigueur(sans_elu, "2026-11-01") == frozenset()
        assert not instances.permissions.can_donner_pouvoir(sans_elu, place)
        assert not instances.permissions.can_donner_pouvoir(scene.paul, place)
        assert instances.permissions.can_donner_pouvoir(scene.marc, place)


@pytest.mark.parametrize(
    "nom, question, reponse",
    [
        ("marc", "est_maire", True),
        ("camille", "est_maire", False),
        ("paul", "est_president", True),
        ("marc", "est_president", False),
        ("camille", "est_conseiller", True),
        ("samir", "est_conseiller", False),
    ],
)
def test_what_an_elu_is_follows_the_mandats_of_the_day(nom, question, reponse):
    scene = monter()
    with scene.entrer():
        demander = getattr(instances.permissions, question)
        assert demander(scene.acces[nom], "2026-11-01") is reponse
        assert demander(scene.acces[nom], "2020-01-01") is False


def test_a_clerk_without_a_commune_or_who_changed_role_holds_none():
    scene = monter()
    with scene.entrer():
        brumeval = scene.communes["Brumeval"]
        assert instances.permissions.can_tenir_calendrier(scene.sylvie, brumeval)
        scene.sylvie.role = Acces.Role.LECTEUR
        assert not instances.permissions.can_tenir_calendrier(scene.sylvie, brumeval)
        scene.sylvie.role = Acces.Role.COMMUNE
        scene.sylvie.secretariats.all().delete()
        assert not instances.permissions.can_tenir_calendrier(scene.sylvie, brumeval)


# Addresses ---------------------------------------------------------------------------------


def corps(scene: Scene, methode: str, nom: str, acteur: str) -> dict:
    """What some acts need before they can tell what is to be allowed."""
    if (methode, nom) == ("POST", "api-seances"):
        return {"instance": scene.conseil.pk, "starts_at": "2027-03-01T18:00:00+01:00"}
    if (methode, nom) == ("POST", "deliberations:point-clore"):
        return {"etat": "ajourne"}
    if (methode, nom) == ("POST", "api-pouvoirs"):
        sieges = scene.seance.siegeants.order_by("ordre")
        sien = sieges.filter(elu__acces=scene.acces[acteur]).first() or sieges[1]
        autre = sieges.exclude(pk=sien.pk).last()
        return {"mandant": sien.pk, "mandataire": autre.pk}
    return {}


def appeler(client, scene: Scene, acteur: str, objets: dict, methode: str, adresse: Adresse) -> int:
    """The status, in a transaction that is then undone: an act leaves nothing to the next one."""
    with scene.entrer():
        donnees = corps(scene, methode, adresse.nom, acteur)
    json = methode == "POST" and adresse.motif.startswith("api/")
    envoi = {"content_type": "application/json"} if json else {}
    chemin = adresse.remplir(scene.slug, objets)
    with transaction.atomic():
        reponse = getattr(client, methode.lower())(chemin, donnees, **envoi)
        list(reponse)  # a file is closed once read
        transaction.set_rollback(True)
    return reponse.status_code


def parcourir(client, scene: Scene, acteur: str, case_de: Callable[[Acte], str]) -> Iterator[tuple]:
    """Each address and method, the cell of the table and the status received."""
    objets = objets_de(scene, acteur)
    client.force_login(scene.acces[acteur].user)
    for adresse in adresses():
        for methode in METHODES:
            acte = LIGNES.get((methode, adresse.nom))
            if acte is None:
                continue  # the test above names it
            case = case_de(acte)
            statut = appeler(client, scene, acteur, objets, methode, adresse)
            if statut != 405:
                yield f"{methode} {adresse.motif}", case, statut


LIGNES = {paire: acte for acte in ACTES for paire in couples(acte)}


@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_each_role_as_the_table_says(client, role):
    lus = parcourir(client, monter(), ACTEURS[role], lambda acte: acte.cases[role])
    # « si convoqué », « si viseur », « le sien »: in the scene, all three are the maire's alone.
    d_un_seul = set() if role == "maire" else {CONVOQUE, VISEUR, SOI}
    permises = tableau.CASES - {NON, INTROUVABLE} - d_un_seul
    refus = {INTROUVABLE: {404}}
    ecarts = [
        f"{ou} : {statut}, « {case} »"
        for ou, case, statut in lus
        if statut not in (ADMIS if case in permises else refus.get(case, {403}))
    ]
    assert ecarts == []


def test_a_clerk_of_one_commission_is_refused_in_the_conseil(client):
    """The scene's objects are those of the conseil: none of them is in Line's charge."""
    lus = parcourir(client, monter(), "line", lambda acte: acte.cases["assemblees"])
    limites = {CHARGE, SANS_LIMITE}
    assert [(ou, statut) for ou, case, statut in lus if case in limites and statut != 403] == []
