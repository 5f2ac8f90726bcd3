"""Acts on the bodies: perimeters, types made from a model, instances, nominations."""

import datetime as dt

import pytest
from django.utils import timezone

from governance.regles import RegleViolee
from instances.actions import instances as actions
from instances.queries import composition as queries
from instances.regles.composition import RegleDeComposition, Source
from instances.regles.formation import dans_six_mois
from instances.regles.modeles_instances import MODELES
from tests import factories as f
from tests.distribution import Scene, monter

pytestmark = pytest.mark.django_db

JOUR = dt.date(2026, 11, 24)


@pytest.fixture
def scene() -> Scene:
    return monter()


@pytest.fixture
def par(scene):
    return {"by": scene.odile.user, "at": timezone.now()}


def regles_violees(erreur) -> set[str]:
    return {m.regle for m in erreur.value.manquements}


def test_a_perimeter_moves_communes_from_a_day_on(scene, par):
    with scene.entrer():
        brumeval, orsans = scene.communes["Brumeval"], scene.communes["Orsans"]
        secteur = actions.creer_perimetre(
            scene.intercommunalite, nature="secteur", nom="Secteur nord",
            starts_on=dt.date(2026, 5, 1), communes=[brumeval], provenance="Charte", **par,
        )  # fmt: skip
        actions.modifier_perimetre(secteur, communes=[orsans], a_compter_du=JOUR, **par)
        veille = secteur.rattachements.au(dt.date(2026, 11, 23))
        assert [r.commune for r in veille] == [brumeval]
        assert [r.commune for r in secteur.rattachements.au(JOUR)] == [orsans]
        assert scene.intercommunalite.audit.filter(verbe="perimetre_modifier").exists()


@pytest.mark.regle("TER-01")
def test_a_perimeter_is_created_by_an_act_or_says_what_is_to_be_found(scene, par):
    champs = {"nature": "secteur", "nom": "Secteur nord", "communes": []}
    with scene.entrer():
        ici = scene.intercommunalite
        with pytest.raises(RegleViolee, match="Citez l’acte qui le crée"):
            actions.creer_perimetre(ici, **champs, **par)
        assert not ici.perimetres.exists()
        actions.creer_perimetre(ici, **champs, anomalie="Acte à retrouver", **par)


@pytest.mark.parametrize("modele", MODELES)
def test_every_ready_made_model_makes_a_type(scene, par, modele):
    with scene.entrer():
        genre = actions.creer_type(
            scene.intercommunalite, modele=modele, nom=MODELES[modele].libelle, **par
        )
        assert genre.regles.count() == len(MODELES[modele].composition)
        assert genre.code != "conseil"


def accorder(genre, par, *sources, **champs):
    regles = [RegleDeComposition(source=s) for s in sources]
    return actions.modifier_type(genre, regles=regles, **champs, **par)


@pytest.mark.parametrize(
    ("champs", "regle"),
    [
        ({"delai_francs": 4}, "CNV-04"),
        ({"publique": False}, "SEA-03"),
        ({"pouvoirs": False}, "POU-01"),
        ({"frequence": 3, "frequence_periode": "an"}, "CNV-17"),
        ({"nature": "debat"}, "BUR-04"),
        ({"quorum_regle": "aucun"}, "QUO-01"),
    ],
)
def test_the_conseil_cannot_be_tuned_below_the_law(scene, par, champs, regle):
    with scene.entrer():
        genre = actions.creer_type(
            scene.intercommunalite, modele="conseil", nom="Conseil de communauté", **par
        )
        with pytest.raises(RegleViolee) as erreur:
            accorder(genre, par, Source.CONSEILLERS_COMMUNAUTAIRES, **champs)
        assert regle in regles_violees(erreur)
        genre.refresh_from_db()
        assert genre.delai_francs == 5
        assert genre.publique


@pytest.mark.regle("COM-03")
def test_a_commission_never_decides(scene, par):
    with scene.entrer(), pytest.raises(RegleViolee) as erreur:
        accorder(
            scene.commission.type_instance, par, nature="deliberante",
            quorum_regle="majorite_en_exercice",
        )  # fmt: skip
    assert regles_violees(erreur) == {"COM-03"}


def test_a_type_without_members_is_refused(scene, par):
    with scene.entrer(), pytest.raises(RegleViolee, match="Personne ne siégerait"):
        accorder(scene.commission.type_instance, par, nommee=False)


def test_tuning_a_type_changes_who_sits(scene, par):
    with scene.entrer():
        accorder(scene.commission.type_instance, par, Source.PRESIDENT)
        sieges = queries.composition(scene.commission, JOUR)
        assert sieges[0].elu == scene.elus["paul"].pk
        assert scene.intercommunalite.audit.filter(verbe="type_instance_modifier").exists()


def test_there_is_one_conseil_at_a_time(scene, par):
    with scene.entrer(), pytest.raises(RegleViolee, match="qu’un à la fois"):
        actions.creer_instance(scene.conseil.type_instance, nom="Autre", starts_on=JOUR, **par)


@pytest.mark.regle("MIE-04")
@pytest.mark.parametrize(
    ("fin", "admis"), [(dt.date(2027, 5, 24), True), (dt.date(2027, 5, 25), False)]
)
def test_a_mission_lasts_six_months_at_most(scene, par, fin, admis):
    with scene.entrer():
        genre = actions.creer_type(
            scene.intercommunalite, modele="mission_information", nom="Mission", **par
        )
        champs = {"nom": "Mission eau", "starts_on": JOUR, "ends_on": fin}
        if admis:
            assert actions.creer_instance(genre, **champs, **par).pk
        else:
            with pytest.raises(RegleViolee, match="24 mai 2027"):
                actions.creer_instance(genre, **champs, **par)


@pytest.mark.parametrize(
    ("jour", "attendu"),
    [
        (dt.date(2026, 8, 31), dt.date(2027, 2, 28)),
        (dt.date(2026, 6, 15), dt.date(2026, 12, 15)),
        (dt.date(2027, 1, 31), dt.date(2027, 7, 31)),
    ],
)
def test_six_months_end_on_a_day_that_exists(jour, attendu):
    assert dans_six_mois(jour) == attendu


def test_a_territory_needs_its_perimeter(scene, par):
    with scene.entrer():
        genre = actions.creer_type(
            scene.intercommunalite, modele="conseil_de_territoire", nom="Territoire", **par
        )
        with pytest.raises(RegleViolee) as erreur:
            actions.creer_instance(genre, nom="Nord", **par)
    assert regles_violees(erreur) == {"TER-01"}


def nommer(instance, par, elu, **champs):
    champs = {"qualite": "titulaire", "starts_on": JOUR} | champs
    return actions.nommer(instance, elu=elu, **champs, **par)


def test_someone_is_named_then_leaves(scene, par):
    with scene.entrer():
        nomination = nommer(scene.commission, par, scene.elus["marc"])
        assert len(queries.composition(scene.commission, JOUR)) == 4
        actions.mettre_fin_a_la_nomination(nomination, ends_on=dt.date(2026, 12, 1), **par)
        assert len(queries.composition(scene.commission, dt.date(2026, 12, 2))) == 3
        verbes = set(scene.intercommunalite.audit.values_list("verbe", flat=True))
        assert verbes == {"nommer", "nomination_mettre_fin"}


@pytest.mark.regle("MEM-01")
def test_nobody_holds_two_seats_in_one_body(scene, par):
    with scene.entrer(), pytest.raises(RegleViolee) as erreur:
        nommer(scene.commission, par, scene.elus["camille"])
    assert regles_violees(erreur) == {"MEM-01"}


def test_a_seat_of_the_conseil_is_never_given_by_name(scene, par):
    with scene.entrer():
        with pytest.raises(RegleViolee, match="On siège ici de droit"):
            nommer(scene.conseil, par, scene.elus["hugo"])
        invite = nommer(scene.conseil, par, None, personne="Le comptable", qualite="invite")
        assert not invite.vote
        assert queries.membres_en_exercice(scene.conseil, JOUR) == 6


@pytest.mark.regle("CAO-01")
def test_the_cao_has_five_titulaires_and_five_suppleants(scene, par):
    with scene.entrer():
        genre = actions.creer_type(scene.intercommunalite, modele="cao", nom="CAO", **par)
        cao = actions.creer_instance(genre, nom="CAO", starts_on=JOUR, **par)
        for qualite in ("titulaire", "suppleant"):
            for _ in range(5):
                elu = f.EluFactory(intercommunalite=scene.intercommunalite)
                nommer(cao, par, elu, qualite=qualite)
            sixieme = f.EluFactory(intercommunalite=scene.intercommunalite)
            with pytest.raises(RegleViolee) as erreur:
                nommer(cao, par, sixieme, qualite=qualite)
            assert regles_violees(erreur) == {"CAO-01"}
        assert queries.membres_en_exercice(cao, JOUR) == 6


@pytest.mark.regle("CDV-01")
def test_no_councillor_sits_in_the_conseil_de_developpement(scene, par):
    with scene.entrer():
        genre = actions.creer_type(
            scene.intercommunalite, modele="conseil_de_developpement", nom="CODEV", **par
        )
        codev = actions.creer_instance(genre, nom="CODEV", **par)
        with pytest.raises(RegleViolee) as erreur:
            nommer(codev, par, scene.elus["camille"])
        assert regles_violees(erreur) == {"CDV-01"}
        assert nommer(codev, par, None, personne="Mme Ines Valet").pk


@pytest.mark.regle("COM-05")
def test_one_commission_by_councillor_is_said_when_the_reglement_says_so(scene, par):
    with scene.entrer():
        scene.intercommunalite.reglements.update(valeurs={"commission_une_seule": True})
        autre = f.InstanceFactory(
            intercommunalite=scene.intercommunalite, type_instance=scene.commission.type_instance
        )
        nommer(autre, par, scene.elus["camille"])
        entree = scene.intercommunalite.audit.get(verbe="nommer")
    assert "une seule commission" in entree.donnees["alertes"][0]
