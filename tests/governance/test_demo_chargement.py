"""Loading the demonstration: complete, repeatable, ready to convene, and fair to real people."""

from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from governance import tenancy
from governance.demo.chargement import charger, charger_tout
from governance.demo.donnees import SLUGS, lire
from governance.models import Acces, AuditEntry
from instances.models import (
    Commune,
    Elu,
    Instance,
    Mandat,
    Nomination,
    Perimetre,
    Point,
    ReglementInterieur,
    RepartitionSieges,
    Seance,
)
from instances.queries import annonce
from instances.queries.commissions import concordance, verdict
from instances.queries.composition import composition
from instances.queries.convocation import controles

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
MEMBRES = {
    ("grand-besancon", "conseil"): 128,
    ("grand-besancon", "bureau"): 24,
    ("carcassonne-agglo", "conseil"): 128,
    ("carcassonne-agglo", "bureau"): 34,
    ("carcassonne-agglo", "conference_des_vice_presidents"): 16,
    ("lens-lievin", "conseil"): 75,
    ("pays-d-agout", "conseil"): 39,
    ("pays-d-agout", "bureau"): 11,
    ("pays-d-agout", "conference_des_maires"): 28,
}


# « C’est la phase finale au cours de laquelle le conseil ou le bureau prennent une délibération. »
DECIDENT = {
    "carcassonne-agglo": {"bureau", "conseil"},
    "grand-besancon": {"conseil"},
    "pays-d-agout": {"conseil"},
}


@pytest.fixture(scope="module")
def chargement(django_db_setup, django_db_blocker):
    """Loaded once, in a transaction that is never committed: it takes seconds."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield charger_tout(at=AT)
        transaction.set_rollback(True)


@pytest.fixture
def chargees(chargement, django_db_blocker):
    """What one test changes is not the next one’s."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield chargement
        transaction.set_rollback(True)


def test_loading_makes_four_intercommunalites_ready_to_convene(chargees):
    assert [(b.creee, b.seances_ajoutees) for b in chargees] == [(True, 2)] * 4
    for slug in SLUGS:
        with _dans(slug):
            conseil = _conseil()
            assert conseil.etat == Seance.Etat.PREPARATION
            assert (conseil.starts_at - AT).days >= 8
            assert 8 <= conseil.points.count() <= 12
            assert all(p.note_de_synthese for p in conseil.points.filter(type="deliberation"))
            assert conseil.points.filter(type=Point.Type.DEBAT).count() == 1
            assert all(p.projets.exists() for p in conseil.points.filter(type="deliberation"))


@pytest.mark.regle("CNV-04")
def test_nothing_stands_against_the_convocation_of_the_conseil(chargees):
    for slug in SLUGS:
        with _dans(slug):
            bloquants = [m for m in controles(_conseil(), AT) if m.bloquant]
            assert bloquants == [], slug


@pytest.mark.regle("CNV-09")
def test_the_bureau_waits_for_its_missing_note(chargees):
    for slug in SLUGS:
        with _dans(slug):
            bureau = Seance.objects.filter(etat="preparation").exclude(pk=_conseil().pk).get()
            assert bureau.points.filter(note_de_synthese="").count() == 1
            regles = {m.regle for m in controles(bureau, AT) if m.bloquant}
            delibere = bureau.instance.type_instance.nature == "deliberante"
            assert ("CNV-09" in regles) == delibere, slug


def test_loading_again_changes_nothing(chargees):
    avant = _compte_tout()
    assert [(b.creee, b.seances_ajoutees) for b in charger_tout(at=AT)] == [(False, 0)] * 4
    assert _compte_tout() == avant


def test_the_vacant_seat_lowers_those_in_exercise_not_the_effectif_legal(chargees):
    with _dans("lens-lievin"):
        legal = sum(r.sieges for r in RepartitionSieges.objects.au(AT.date()))
        en_exercice = Mandat.objects.filter(nature="conseiller_communautaire").au(AT.date())
        assert (legal, en_exercice.count()) == (76, 75)


def test_odile_cannot_see_the_neighbour_and_each_tenant_has_its_cast(chargees):
    for slug in SLUGS:
        with _dans(slug) as intercommunalite:
            roles = Acces.objects.values_list("role", flat=True)
            assert set(roles) == set(Acces.Role.values)
            assert {a.intercommunalite_id for a in Acces.objects.all()} == {intercommunalite.pk}
            assert Elu.objects.filter(acces__isnull=False).count() == 3


def test_composition_by_right_gives_the_numbers_of_the_documents(chargees):
    for (slug, modele), membres in MEMBRES.items():
        with _dans(slug):
            instance = Instance.objects.get(type_instance__modele=modele)
            assert len(composition(instance, AT.date())) == membres, (slug, modele)


@pytest.mark.regle("RGI-03")
@pytest.mark.regle("COM-02")
@pytest.mark.regle("COM-06")
@pytest.mark.regle("BUR-08")
def test_each_intercommunalite_is_set_as_its_own_document_says_by_data_alone(chargees):
    """No gap between the clauses of a règlement and the bodies made from it."""
    avec_scenes = {slug for slug in SLUGS if lire(slug).get("scenes")}
    for slug in SLUGS:
        with _dans(slug) as ici:
            assert [m.message for m in concordance(ici, AT.date())] == [], slug
            for commission in _commissions(ici):
                trouves = [m.message for m in verdict(commission, AT.date())]
                assert trouves == [], (slug, str(commission))
            decisions = ici.etapes_du_schema.filter(temps="decision")
            decident = {g.modele for etape in decisions for g in etape.genres}
            assert decident == DECIDENT.get(slug, set())
            assert ici.circuits.exists() is (slug in avec_scenes), slug


def _commissions(ici):
    thematiques = ici.instances.filter(type_instance__modele="commission_thematique")
    for commission in thematiques.select_related("type_instance"):
        commission.intercommunalite = ici
        yield commission


def test_cao_has_five_titulaires_and_five_suppleants(chargees):
    for slug in SLUGS:
        with _dans(slug):
            cao = Nomination.objects.filter(instance__type_instance__modele="cao")
            assert cao.filter(qualite="titulaire").count() == 5
            assert cao.filter(qualite="suppleant").count() == 5


def test_the_seance_of_2018_is_there_once(chargees):
    with _dans("grand-besancon"):
        charger("grand-besancon", at=AT)
        tenue = Seance.objects.tenues().get(starts_at__date=date(2018, 12, 17))
        assert (tenue.effectif_legal, tenue.en_exercice) == (None, 128)
        assert tenue.points.count() == 93


def test_nothing_invented_is_attached_to_a_person_of_2018(chargees):
    with _dans("grand-besancon"):
        reelles = Elu.objects.filter(fictif=False)
        assert reelles.count() >= 128
        assert not reelles.exclude(courriel="", adresse="", naissance=None, acces=None).exists()
        assert not Mandat.objects.filter(elu__fictif=False).au(AT.date()).exists()
        assert not Nomination.objects.filter(elu__fictif=False).exists()


def test_every_invented_person_says_so(chargees):
    for slug in SLUGS:
        with _dans(slug):
            assert not Elu.objects.filter(fictif=True).exclude(provenance__contains="fictive")
            assert not Mandat.objects.filter(elu__fictif=True, provenance="").exists()


def test_a_convened_conseil_shows_what_follows_a_dispatch(chargees):
    with _dans("grand-besancon") as ici:
        seance = ici.seances.get(etat="convoquee")
        assert set(seance.reponses.values_list("choix", flat=True)) == {
            "present", "excuse", "pouvoir", "absent",
        }  # fmt: skip
        assert not seance.pouvoirs.exists()
        assert seance.invites.count() == 2
        envois = ici.envois.filter(remises__convocation__seance=seance)
        assert envois.filter(etat="retourne").count() == 1
        attente = annonce.revision(seance, AT, motif="")
        assert attente is not None
        assert attente.changements
        assert ici.diffusions.exists()
        # A third of the members asks for a conseil; a third of the maires, for their conférence.
        assert sorted(ici.demandes_reunion.values_list("origine", flat=True)) == [
            "maires", "membres",
        ]  # fmt: skip
        assert "CNV-23" in {m.regle for m in controles(_conseil(), AT)}


@contextmanager
def _dans(slug):
    intercommunalite = tenancy.trouver(slug)
    with tenancy.entrer(intercommunalite):
        yield intercommunalite


def _conseil():
    return Seance.objects.get(etat="preparation", instance__type_instance__modele="conseil")


def _compte_tout():
    comptes = {}
    for slug in SLUGS:
        with _dans(slug):
            for model in (
                Acces,
                AuditEntry,
                Commune,
                Elu,
                Instance,
                Mandat,
                Nomination,
                Perimetre,
                Point,
                ReglementInterieur,
                Seance,
            ):
                comptes[slug, model.__name__] = model.objects.count()
    return comptes
