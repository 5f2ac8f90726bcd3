"""Dossiers, missions and the bulletin, from the page to the journal."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from governance.models import AuditEntry
from governance.regles import RegleViolee
from sectors.actions import dossiers, expression, missions
from sectors.queries import dossiers as lectures
from sectors.queries import missions as lues
from sectors.queries.expression import alertes, au_tour
from sectors.regles.avis_communes import expiration
from tests import factories as f
from tests.adresses import _un_pdf
from tests.distribution import Scene, monter

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 24, 10, 0, tzinfo=dt.UTC)


@pytest.fixture
def scene() -> Scene:
    scene = monter()
    with scene.entrer():
        scene.intercommunalite.population = 30_000
        scene.intercommunalite.save()
        yield scene


# Dossiers ----------------------------------------------------------------------------------


def schema(scene: Scene):
    ici, by = scene.intercommunalite, scene.diane.user
    travail = dossiers.ajouter_etape(
        ici, temps="travail", type_instance=scene.commission.type_instance, avis=True, by=by, at=AT
    )
    decision = dossiers.ajouter_etape(
        ici, temps="decision", type_instance=scene.conseil.type_instance, avis=False, by=by, at=AT
    )
    return travail, decision


@pytest.mark.regle("BUR-08")
@pytest.mark.regle("ODJ-06")
def test_a_dossier_reaches_the_conseil_without_the_avis_and_the_clerk_is_told(scene):
    travail, decision = schema(scene)
    qui = {"by": scene.odile.user, "at": AT}
    dossier = dossiers.ouvrir_dossier(scene.intercommunalite, titre="Plan vélo", **qui)
    point = scene.points[1]
    with pytest.raises(RegleViolee, match="examinée par"):
        dossiers.noter_passage(dossier, etape=travail, point=point, **qui)
    dossiers.noter_passage(dossier, etape=decision, point=point, **qui)
    etapes = lectures.schema(scene.intercommunalite)
    faits = lectures.etapes_de([dossier], etapes)[dossier.pk]
    assert lectures.regles.manquements_a_la_decision(point.numero, faits)
    f.AvisFactory(intercommunalite=scene.intercommunalite, point=point, instance=scene.commission)
    faits = lectures.etapes_de([dossier], etapes)[dossier.pk]
    assert not lectures.regles.manquements_a_la_decision(point.numero, faits)


@pytest.mark.regle("BUR-08")
def test_the_page_of_a_dossier_says_what_it_waits_for(client, scene):
    travail, _ = schema(scene)
    dossier = f.DossierFactory(intercommunalite=scene.intercommunalite)
    client.force_login(scene.odile.user)
    page = client.get(scene.url(f"territoire/dossiers/{dossier.numero}/"))
    assert "À inscrire à une séance" in page.content.decode()
    saisie = {"etape": travail.pk, "fait_on": "2026-11-20", "note": "Copil."}
    url = scene.url(f"territoire/dossiers/{dossier.numero}/")
    assert client.post(url, saisie).status_code == 302
    assert client.post(url, {"etape": "x", "fait_on": "hier"}).status_code == 422
    assert dossier.passages.get().note == "Copil."


# Missions ----------------------------------------------------------------------------------


@pytest.mark.regle("MIE-01")
@pytest.mark.regle("MIE-04")
@pytest.mark.regle("MIE-05")
def test_a_mission_is_asked_created_and_reported(client, scene):
    ici, qui = scene.intercommunalite, {"by": scene.odile.user, "at": AT}
    genre = f.TypeInstanceFactory(
        intercommunalite=ici, code="mission", modele="mission_information", nature="consultative"
    )
    mission = missions.demander_mission(
        ici, objet="L’eau", recue_on=dt.date(2026, 10, 1), signataires=[], **qui
    )
    point = f.PointFactory(intercommunalite=ici, seance=scene.seance, type="deliberation")
    with pytest.raises(RegleViolee, match="signé"):
        missions.mettre_en_deliberation(mission, point=point, **qui)
    client.force_login(scene.camille.user)
    url = scene.url(f"territoire/missions/{mission.numero}/")
    assert client.post(url + "signer/").status_code == 302
    for nom in ("marc", "paul"):
        missions.signer_mission(mission, elu=scene.elus[nom], **qui)
    missions.mettre_en_deliberation(mission, point=point, **qui)
    le = timezone.localdate(scene.seance.starts_at)
    apres = {**qui, "at": scene.seance.starts_at + dt.timedelta(days=1)}
    with pytest.raises(RegleViolee, match="pas encore été prise"):
        missions.creer_mission(mission, creee_on=le, **qui)
    with pytest.raises(RegleViolee, match="ne la précède pas"):
        missions.creer_mission(mission, creee_on=le - dt.timedelta(days=1), **apres)
    missions.creer_mission(mission, creee_on=le, **apres)
    assert mission.instance.type_instance == genre
    assert mission.instance.ends_on == expiration(le, 6)
    assert lues.alertes(mission, mission.instance.ends_on)[0].regle == "MIE-04"
    client.force_login(scene.odile.user)
    rapport = SimpleUploadedFile("rapport.pdf", _un_pdf(), "application/pdf")
    saisie = {"rapport_on": "2027-05-20", "rapport": rapport}
    assert client.post(url + "rapporter/", saisie).status_code == 302
    assert client.get(url + "rapport/").status_code == 200
    assert AuditEntry.objects.filter(verbe="mission_rapporter").exists()


@pytest.mark.regle("MIE-02")
def test_a_second_signature_of_the_year_does_not_count(scene):
    ici, qui = scene.intercommunalite, {"by": scene.odile.user, "at": AT}
    marc = scene.elus["marc"]
    demandes = [
        missions.demander_mission(
            ici, objet=objet, recue_on=dt.date(2026, 10, 1), signataires=[marc], **qui
        )
        for objet in ("L’eau", "Les déchets")
    ]
    assert [lues.demande_de(m).valables for m in demandes] == [1, 0]


@pytest.mark.regle("MIE-03")
def test_a_demand_of_december_is_not_created_in_the_closed_year(scene):
    """Received in time, deliberated too late: the day of the creation decides."""
    ici, qui = scene.intercommunalite, {"by": scene.odile.user, "at": AT}
    tous = [scene.elus[nom] for nom in ("camille", "marc", "paul")]
    mission = missions.demander_mission(
        ici, objet="L’eau", recue_on=dt.date(2030, 12, 15), signataires=tous, **qui
    )
    seance = f.SeanceFactory(
        intercommunalite=ici, instance=scene.conseil, numero=80,
        starts_at=dt.datetime(2031, 2, 10, 18, tzinfo=dt.UTC),
    )  # fmt: skip
    point = f.PointFactory(intercommunalite=ici, seance=seance, type="deliberation")
    with pytest.raises(RegleViolee, match="1er janvier 2031"):
        missions.mettre_en_deliberation(mission, point=point, **qui)
    mission.point = point
    mission.save()
    with pytest.raises(RegleViolee, match="1er janvier 2031"):
        missions.creer_mission(
            mission, creee_on=dt.date(2031, 2, 10), by=scene.odile.user,
            at=dt.datetime(2031, 2, 11, tzinfo=dt.UTC),
        )  # fmt: skip


@pytest.mark.regle("MIE-03")
@pytest.mark.parametrize(
    "jour, annee",
    [((2026, 11, 24), 2032), ((2026, 2, 1), 2026), ((2031, 1, 1), 2032), ((2032, 4, 1), 2038)],
)
def test_the_next_renewal_is_known_from_the_day(jour, annee):
    assert lues.renouvellement_suivant(dt.date(*jour)) == annee


# The bulletin ------------------------------------------------------------------------------


@pytest.mark.regle("EXP-02")
def test_an_issue_serves_five_of_seven_in_turn_and_refuses_a_text_too_long(scene):
    ici, qui = scene.intercommunalite, {"by": scene.odile.user, "at": AT}
    espace = expression.ajouter_espace(ici, titre="Secteurs", par_numero=5, **qui)
    for lettre in "ABCDEFG":
        expression.ajouter_rubrique(espace, nom=lettre, plafond=10, **qui)
    premier = expression.ouvrir_numero(ici, avant_on=dt.date(2027, 1, 10), **qui)
    assert [t.rubrique.nom for t in premier.textes.all()] == list("ABCDE")
    assert sorted(r.nom for r in au_tour(ici, 2)) == list("ABCFG")
    texte = premier.textes.first()
    with pytest.raises(RegleViolee, match="11 signes"):
        expression.remettre_texte(texte, auteur="Marc", texte="x" * 11, **qui)
    expression.remettre_texte(texte, auteur="Marc", texte="x" * 10, **qui)
    expression.clore_numero(premier, **qui)
    with pytest.raises(RegleViolee, match="clos"):
        expression.remettre_texte(texte, auteur="Marc", texte="x", **qui)


@pytest.mark.regle("EXP-01")
def test_who_is_outside_the_majority_and_forgotten_by_an_issue_is_named(scene):
    ici, qui = scene.intercommunalite, {"by": scene.odile.user, "at": AT}
    espace = expression.ajouter_espace(ici, titre="Groupes", par_numero=1, **qui)
    for nom, opposition in (("Agir", True), ("Bien", True)):
        expression.ajouter_rubrique(espace, nom=nom, plafond=900, opposition=opposition, **qui)
    numero = expression.ouvrir_numero(ici, avant_on=timezone.localdate(), **qui)
    assert "Bien" in alertes(numero)[0].message


def test_the_bulletin_is_kept_from_its_page(client, scene):
    client.force_login(scene.odile.user)
    base = scene.url("territoire/")
    assert client.post(base + "expression/numeros/", {"avant_on": "2027-01-10"}).status_code == 422
    assert client.post(base + "expression/espaces/", {"titre": "Secteurs"}).status_code == 302
    espace = scene.intercommunalite.espaces_d_expression.get()
    rubrique = {"espace": espace.pk, "nom": "Plateau", "plafond": "1100"}
    assert client.post(base + "expression/rubriques/", rubrique).status_code == 302
    assert client.post(base + "expression/numeros/", {"avant_on": "2027-01-10"}).status_code == 302
    assert "Plateau" in client.get(base + "bulletin/1/").content.decode()
    texte = scene.intercommunalite.textes_d_expression.get()
    saisie = {"auteur": "Marc Tissot", "texte": "L’eau manque."}
    assert client.post(f"{base}bulletin/1/textes/{texte.pk}/", saisie).status_code == 302
    assert client.post(base + "bulletin/1/clore/").status_code == 302
