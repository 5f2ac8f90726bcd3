"""Acts on who sits: each success, each breach, the audit entry, and nothing moved on refusal."""

import datetime as dt

import pytest
from django.utils import timezone

from governance import tenancy
from governance.regles import RegleViolee
from instances.actions import composition as actions
from instances.queries import composition as queries
from tests import factories as f
from tests.distribution import Scene, monter

pytestmark = pytest.mark.django_db

JOUR = dt.date(2026, 11, 24)


@pytest.fixture
def scene() -> Scene:
    return monter()


@pytest.fixture
def par(scene):
    """Who and when, as the views give them."""
    return {"by": scene.odile.user, "at": timezone.now()}


def regles_violees(erreur) -> set[str]:
    return {m.regle for m in erreur.value.manquements}


def dernier_acte(scene) -> str:
    return scene.intercommunalite.audit.order_by("-pk").first().verbe


def test_a_commune_joins(scene, par):
    with scene.entrer():
        commune = actions.creer_commune(
            scene.intercommunalite, nom="Vaugrisel", code_insee="25999", population=310,
            starts_on=JOUR, **par,
        )  # fmt: skip
        assert scene.intercommunalite.communes.get(nom="Vaugrisel") == commune
        assert dernier_acte(scene) == "commune_creer"


def test_a_commune_keeps_its_old_values_in_the_journal(scene, par):
    with scene.entrer():
        actions.modifier_commune(scene.communes["Orsans"], population=412, **par)
        entree = scene.intercommunalite.audit.get(verbe="commune_modifier")
    assert entree.donnees["avant"] == {"population": "1200"}


def test_a_commune_cannot_leave_while_its_mandates_run(scene, par):
    with scene.entrer():
        orsans = scene.communes["Orsans"]
        with pytest.raises(RegleViolee, match="mandats courent encore pour Orsans"):
            actions.modifier_commune(orsans, ends_on=JOUR, **par)
        orsans.refresh_from_db()
        assert orsans.ends_on is None


def sieges(scene, **par_nom: int) -> dict[int, int]:
    return {scene.communes[nom].pk: n for nom, n in par_nom.items()}


def repartir(scene, par, starts_on=dt.date(2027, 1, 1), **par_nom):
    return actions.repartir_sieges(
        scene.intercommunalite, sieges_par_commune=sieges(scene, **par_nom),
        starts_on=starts_on, acte="Arrêté du 2 octobre 2026", **par,
    )  # fmt: skip


@pytest.mark.regle("QUO-02")
def test_a_new_order_changes_the_legal_number_from_its_day(scene, par):
    with scene.entrer():
        restes = repartir(scene, par, Brumeval=3, Clairvent=2, Orsans=2)
        assert restes == ()
        assert queries.effectif_legal(scene.intercommunalite, dt.date(2026, 12, 31)) == 6
        assert queries.effectif_legal(scene.intercommunalite, dt.date(2027, 1, 1)) == 7
        assert dernier_acte(scene) == "sieges_repartir"


@pytest.mark.parametrize(
    ("par_nom", "phrase"),
    [
        ({"Brumeval": 3, "Clairvent": 2}, "Orsans n’a pas de siège"),
        ({"Brumeval": 9, "Clairvent": 2, "Orsans": 1}, "plus de la moitié"),
    ],
)
def test_an_order_that_the_law_forbids_moves_nothing(scene, par, par_nom, phrase):
    with scene.entrer():
        with pytest.raises(RegleViolee, match=phrase):
            repartir(scene, par, **par_nom)
        assert scene.intercommunalite.repartition_sieges.count() == 3


def test_an_order_never_starts_before_the_one_in_force(scene, par):
    with scene.entrer(), pytest.raises(RegleViolee) as erreur:
        repartir(scene, par, starts_on=f.MANDAT_DEPUIS, Brumeval=3, Clairvent=2, Orsans=1)
    assert regles_violees(erreur) == {"GEN-03"}


@pytest.mark.regle("MEM-01")
def test_fewer_seats_than_councillors_is_allowed_and_said(scene, par):
    with scene.entrer():
        restes = repartir(scene, par, Brumeval=2, Clairvent=2, Orsans=1)
    assert [m.regle for m in restes] == ["MEM-01"]


def test_an_elu_is_entered_once(scene, par):
    identite = {"prenom": "Lise", "nom": "Aubry", "naissance": dt.date(1970, 2, 3)}
    with scene.entrer():
        actions.creer_elu(scene.intercommunalite, **identite, **par)
        with pytest.raises(RegleViolee, match="figure déjà parmi les élus"):
            actions.creer_elu(scene.intercommunalite, **identite, **par)
        assert scene.intercommunalite.elus.filter(nom="Aubry").count() == 1


def test_the_journal_names_changed_fields_without_personal_data(scene, par):
    with scene.entrer():
        actions.modifier_elu(scene.elus["camille"], adresse="1 rue Neuve", **par)
        entree = scene.intercommunalite.audit.get(verbe="elu_modifier")
    assert entree.donnees == {"champs": ["adresse"]}


@pytest.mark.regle("CNV-03")
def test_paper_is_chosen_on_a_dated_request(scene, par):
    with scene.entrer():
        camille = scene.elus["camille"]
        actions.choisir_canal(camille, canal="papier", demande_on=JOUR, **par)
        assert queries.canal_de(camille, JOUR).papier
        assert dernier_acte(scene) == "canal_choisir"


@pytest.mark.regle("CNV-03")
@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"canal": "papier", "demande_on": dt.date(2099, 1, 1)}, "jour à venir"),
        ({"canal": "courriel", "demande_on": JOUR}, "adresse électronique"),
        ({"canal": "papier", "demande_on": JOUR}, "Indiquez l’adresse"),
        ({"canal": "papier", "demande_on": dt.date(2026, 1, 5), "adresse": "ici"}, "plus récente"),
    ],
)
def test_a_channel_that_cannot_hold_is_refused(scene, par, champs, phrase):
    with scene.entrer():
        elu = f.EluFactory(intercommunalite=scene.intercommunalite, adresse="", courriel="")
        f.PreferenceCanalFactory(intercommunalite=scene.intercommunalite, elu=elu)
        with pytest.raises(RegleViolee, match=phrase):
            actions.choisir_canal(elu, **champs, **par)
        assert elu.preferences.count() == 1


def ouvrir(scene, par, elu, **champs):
    return actions.ouvrir_mandat(elu, **({"starts_on": JOUR} | champs), **par)


def test_a_mandat_opens_and_composition_follows(scene, par):
    with scene.entrer():
        remi = scene.elus["remi"].mandats.get(nature="conseiller_communautaire")
        actions.clore_mandat(remi, ends_on=dt.date(2026, 11, 23), motif="demission", **par)
        nouvelle = f.EluFactory(intercommunalite=scene.intercommunalite)
        ouvrir(
            scene, par, nouvelle, nature="conseiller_communautaire",
            commune=scene.communes["Brumeval"],
        )  # fmt: skip
        assert queries.membres_en_exercice(scene.conseil, JOUR) == 6
        assert dernier_acte(scene) == "mandat_ouvrir"


@pytest.mark.parametrize(
    ("nature", "commune", "champs", "regle"),
    [
        ("conseiller_communautaire", "Brumeval", {}, "MEM-01"),
        ("suppleant", "Clairvent", {}, "MEM-02"),
        ("suppleant", "Orsans", {}, "MEM-02"),
        ("maire", "Orsans", {}, "CDM-01"),
        ("president", None, {}, "ELE-01"),
        ("vice_president", None, {"rang": 1}, "ELE-01"),
    ],
)
def test_a_mandat_that_the_law_forbids_is_refused(scene, par, nature, commune, champs, regle):
    with scene.entrer():
        elu = f.EluFactory(intercommunalite=scene.intercommunalite)
        lieu = {"commune": scene.communes[commune]} if commune else {}
        with pytest.raises(RegleViolee) as erreur:
            ouvrir(scene, par, elu, nature=nature, **lieu, **champs)
        assert regle in regles_violees(erreur)
        assert elu.mandats.count() == 0


def test_a_mandat_entered_late_must_fit_what_began_after_it(scene, par):
    with scene.entrer():
        elu = f.EluFactory(intercommunalite=scene.intercommunalite)
        f.RepartitionSiegesFactory(
            intercommunalite=scene.intercommunalite, commune=scene.communes["Orsans"], sieges=1,
            starts_on=dt.date(2020, 7, 1), ends_on=dt.date(2026, 4, 8),
        )  # fmt: skip
        with pytest.raises(RegleViolee) as erreur:
            ouvrir(
                scene, par, elu, nature="conseiller_communautaire",
                commune=scene.communes["Orsans"], starts_on=dt.date(2021, 1, 1),
            )  # fmt: skip
    assert regles_violees(erreur) == {"MEM-01"}


def test_an_older_breach_does_not_stop_an_unrelated_mandat(scene, par):
    with scene.entrer():
        f.MandatFactory(intercommunalite=scene.intercommunalite, commune=scene.communes["Brumeval"])
        elu = f.EluFactory(intercommunalite=scene.intercommunalite)
        assert ouvrir(
            scene, par, elu, nature="conseiller_municipal", commune=scene.communes["Orsans"]
        ).pk


@pytest.mark.regle("MEM-06")
def test_losing_the_seat_ends_the_functions_that_rest_on_it(scene, par):
    with scene.entrer():
        paul = scene.elus["paul"]
        siege = paul.mandats.get(nature="conseiller_communautaire")
        clos = actions.clore_mandat(siege, ends_on=JOUR, motif="demission", **par)
        assert {m.nature for m in clos} == {"conseiller_communautaire", "president"}
        assert queries.president(scene.intercommunalite, dt.date(2026, 11, 25)) is None
        assert paul.mandats.get(nature="maire").ends_on is None
        assert scene.intercommunalite.audit.filter(verbe="mandat_clore").count() == 2


@pytest.mark.parametrize("jour", [dt.date(2026, 4, 1), dt.date(2026, 12, 1)])
def test_a_mandat_ends_once_and_after_it_began(scene, par, jour):
    with scene.entrer():
        mandat = scene.elus["camille"].mandats.get()
        if jour > JOUR:
            actions.clore_mandat(mandat, ends_on=JOUR, motif="deces", **par)
        with pytest.raises(RegleViolee):
            actions.clore_mandat(mandat, ends_on=jour, motif="demission", **par)
        mandat.refresh_from_db()
        assert mandat.ends_on in (None, JOUR)


def test_seats_need_communes(par):
    vide = f.IntercommunaliteFactory()
    with tenancy.entrer(vide), pytest.raises(RegleViolee, match="d’abord les communes"):
        actions.repartir_sieges(vide, sieges_par_commune={}, starts_on=JOUR, acte="Arrêté", **par)
