"""The conseil de développement: asked or by itself, its avis, its report and the debate."""

import datetime as dt

import pytest
from django.utils import timezone

from governance.regles import RegleViolee
from sectors.actions import developpement as actions
from sectors.queries import developpement as queries
from sectors.regles import developpement as regles
from tests import factories as f
from tests.distribution import Scene, monter

pytestmark = [pytest.mark.django_db, pytest.mark.regle("CDV-01")]
PDF = ("rapport.pdf", b"%PDF-1.7\n%%EOF")


@pytest.fixture
def scene() -> Scene:
    scene = monter()
    with scene.entrer():
        yield scene


@pytest.fixture
def conseil(scene):
    ici = scene.intercommunalite
    genre = f.TypeInstanceFactory(
        intercommunalite=ici, code="dev", modele="conseil_de_developpement", publique=False,
        nature="consultative", quorum_regle="aucun",
    )  # fmt: skip
    return f.InstanceFactory(
        intercommunalite=ici, type_instance=genre, nom="Conseil de développement",
        starts_on=dt.date(2020, 1, 1),
    )  # fmt: skip


def par(scene, **champs):
    return {"by": scene.odile.user, "at": timezone.now(), **champs}


def regles_dues(scene) -> list[str]:
    return [
        m.message for m in queries.vue(scene.intercommunalite, timezone.localdate()).manquements
    ]


@pytest.mark.parametrize("origine", ["saisine", "autosaisine"])
def test_it_is_asked_or_takes_a_matter_up_and_answers_once(scene, conseil, origine):
    on = timezone.localdate()
    saisine = actions.saisir(conseil, origine=origine, objet="Mobilités", recue_on=on, **par(scene))
    with pytest.raises(RegleViolee, match="ne précède pas"):
        actions.rendre_avis(
            saisine, rendu_on=on - dt.timedelta(days=1), avis="Oui", piece=None, **par(scene)
        )
    actions.rendre_avis(saisine, rendu_on=on, avis="Favorable", piece=PDF, **par(scene))
    with pytest.raises(RegleViolee, match="déjà rendu"):
        actions.rendre_avis(saisine, rendu_on=on, avis="Non", piece=None, **par(scene))
    (lue,) = queries.vue(scene.intercommunalite, on).saisines
    assert (lue.origine, lue.avis, lue.fichier is not None) == (origine, "Favorable", True)


def test_a_matter_of_tomorrow_is_not_noted(scene, conseil):
    demain = timezone.localdate() + dt.timedelta(days=1)
    with pytest.raises(RegleViolee, match="pas encore reçue"):
        actions.saisir(conseil, origine="saisine", objet="x", recue_on=demain, **par(scene))


def test_its_report_is_owed_until_the_conseil_has_debated_it(scene, conseil):
    on, ici = timezone.localdate(), scene.intercommunalite
    assert any("n’est pas remis" in m for m in regles_dues(scene))
    rapport = actions.remettre_rapport_d_activite(
        conseil, annee=on.year - 1, remis_on=on, piece=PDF, point=None, **par(scene)
    )
    assert any("attend son débat" in m for m in regles_dues(scene))
    point = f.PointFactory(
        intercommunalite=ici, seance=scene.seance, numero="9", rang=9, type="debat"
    )
    actions.inscrire_le_debat(rapport, point=point, **par(scene))
    assert any("attend son débat" in m for m in regles_dues(scene))
    point.etat = "traite"
    point.save()
    assert not [m for m in regles_dues(scene) if "rapport d’activité" in m]


@pytest.mark.parametrize(("clause", "dit"), [(None, False), (True, False), (False, True)])
def test_a_reglement_cannot_take_its_voice_away(scene, conseil, clause, dit):
    scene.intercommunalite.reglements.update(valeurs={"conseil_developpement_autosaisine": clause})
    assert any("autosaisine" in m for m in regles_dues(scene)) is dit
    vue = queries.vue(scene.intercommunalite, timezone.localdate())
    assert vue.autosaisine is bool(clause)


@pytest.mark.parametrize(
    ("creee_on", "debattus", "remis", "du"),
    [
        (None, set(), set(), True),
        (dt.date(2026, 3, 1), set(), set(), False),
        (None, {2025}, {2025}, False),
        (None, {2024}, {2024, 2025}, True),
    ],
)
def test_the_report_of_the_year_before(creee_on, debattus, remis, du):
    trouves = regles.rapport_du(
        creee_on=creee_on, debattus=debattus, remis=remis, on=dt.date(2026, 11, 24)
    )
    assert bool(trouves) is du
    assert not any(m.bloquant for m in trouves)


def test_the_page_is_read_by_all_and_kept_by_the_services(client, scene, conseil):
    for qui, peut in {"odile": True, "samir": False}.items():
        client.force_login(scene.acces[qui].user)
        with f.portee_nette():
            page = client.get(scene.url("territoire/developpement/"))
        assert page.status_code == 200
        assert ("Noter une saisine" in page.content.decode()) is peut
    client.force_login(scene.odile.user)
    with f.portee_nette():
        reponse = client.post(
            scene.url("territoire/developpement/saisir/"),
            {"origine": "autosaisine", "objet": "Eau", "recue_on": "2026-11-02"},
        )
    assert reponse.status_code == 302
