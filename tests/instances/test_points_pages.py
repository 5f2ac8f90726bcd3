"""A report and its documents, from its page: written, moved, taken off, joined."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from instances.models import Annexe, Point
from tests.instances import test_seances_pages
from tests.instances.test_seances_pages import PDF, RAPPORT, lire, passer, poster, soupe, texte

pytestmark = pytest.mark.django_db
scene = test_seances_pages.scene


# Points ------------------------------------------------------------------------------------


def test_the_next_number_is_proposed_with_every_nature(client, scene):
    page = soupe(lire(client, scene, "1/points/ajouter/"))
    assert page.find(id="id_numero")["value"] == "1.4"
    natures = [i["value"] for i in page.select("input[name=type]")]
    assert natures == ["deliberation", "election", "avis", "debat", "information"]
    rapporteurs = [o.text for o in page.select("#id_rapporteur option")]
    assert len(rapporteurs) == 7


def test_a_body_that_does_not_deliberate_is_offered_no_deliberation(client, scene):
    page = soupe(lire(client, scene, "2/points/ajouter/"))
    assert [i["value"] for i in page.select("input[name=type]")] == ["avis", "debat", "information"]
    assert not page.find(id="id_scrutin_de_personnes")


@pytest.mark.parametrize(
    ("nature", "garde"), [("election", ("executif", 12)), ("deliberation", ("", 1))]
)
def test_whom_to_elect_is_kept_of_an_election_alone(client, scene, nature, garde):
    champs = {**RAPPORT, "type": nature, "scrutin_de_personnes": "executif", "postes": 12}
    assert poster(client, scene, "1/points/ajouter/", **champs).status_code == 302
    with scene.entrer():
        point = Point.objects.get(numero="1.4", seance=scene.seance)
        assert (point.scrutin_de_personnes, point.postes) == garde
    fiche = texte(lire(client, scene, f"1/points/{point.pk}/"))
    assert ("12 postes" in fiche) is (nature == "election")


def test_a_point_is_added_then_reworked(client, scene):
    assert poster(client, scene, "1/points/ajouter/", **RAPPORT).status_code == 302
    with scene.entrer():
        point = Point.objects.get(numero="1.4", seance=scene.seance)
    fiche = f"1/points/{point.pk}/"
    assert "Le schéma fixe trente liaisons." in texte(lire(client, scene, fiche))
    autre = {**RAPPORT, "titre": "Schéma cyclable 2027", "rapporteur": scene.elus["fatou"].pk}
    assert poster(client, scene, f"{fiche}modifier/", **autre).status_code == 302
    assert "rapporteur : Mme Fatou DIOP" in texte(lire(client, scene, fiche))


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"numero": "1.1"}, "déjà pris"),
        ({"numero": "un / deux"}, "n’est pas un numéro de rapport"),
        ({"titre": ""}, "obligatoire"),
        ({"titre": "Questions diverses"}, "ne portent aucune décision"),
        ({"type": "election"}, "qui est à élire"),
    ],
)
def test_a_refused_point_keeps_its_note(client, scene, champs, phrase):
    reponse = poster(client, scene, "1/points/ajouter/", **{**RAPPORT, **champs})
    assert reponse.status_code == 422
    assert phrase in texte(reponse)
    assert "trente liaisons" in soupe(reponse).find(id="id_note_de_synthese").text


def test_a_sent_point_says_that_a_change_waits_then_why_it_no_longer_changes(client, scene):
    passer(scene, "convoquee")
    fiche = f"1/points/{scene.points[1].pk}/"
    assert "a été adressé aux élus" in texte(lire(client, scene, fiche))
    assert "attend une convocation rectificative" in texte(lire(client, scene, fiche))
    passer(scene, "ouverte")
    reponse = poster(client, scene, f"{fiche}modifier/", **RAPPORT)
    assert reponse.status_code == 422
    assert "ses rapports ne changent plus" in texte(reponse)


def test_a_move_answers_htmx_with_the_ordre_du_jour_and_says_the_new_place(client, scene):
    reponse = poster(
        client, scene, f"1/points/{scene.points[2].pk}/deplacer/", sens="monter",
        entetes={"HTTP_HX_REQUEST": "true"},
    )  # fmt: skip
    assert reponse.status_code == 200
    assert [n.text for n in soupe(reponse).select(".odj .no")] == ["1.1", "1.3", "1.2"]
    assert soupe(reponse).find(id=f"monter-{scene.points[2].pk}")
    annonce = reponse["HX-Trigger"].encode().decode("unicode-escape")
    assert "hc:annonce" in annonce
    assert "Rapport 1.3 déplacé" in annonce
    assert "il passe en 2e position sur 3." in annonce


def test_a_move_works_without_a_script_and_to_a_given_place(client, scene):
    reponse = poster(client, scene, f"1/points/{scene.points[0].pk}/deplacer/", rang="3")
    assert reponse.status_code == 302
    assert reponse["Location"].endswith(f"#point-{scene.points[0].pk}")
    assert "il passe en 3e position sur 3" in texte(lire(client, scene, "1/"))


@pytest.mark.parametrize("donnees", [{"sens": "monter"}, {"rang": "99"}, {"rang": "x"}, {}])
def test_a_place_that_does_not_exist_is_refused(client, scene, donnees):
    reponse = poster(client, scene, f"1/points/{scene.points[0].pk}/deplacer/", **donnees)
    assert reponse.status_code == 422
    assert "Choisissez une place entre 1 et 3" in texte(reponse)


def test_a_point_is_withdrawn_after_a_question(client, scene):
    chemin = f"1/points/{scene.points[0].pk}/retirer/"
    assert "Retirer le rapport 1.1" in texte(lire(client, scene, chemin))
    with scene.entrer():
        assert Point.objects.filter(pk=scene.points[0].pk).exists()
    assert poster(client, scene, chemin).status_code == 302
    with scene.entrer():
        assert not Point.objects.filter(pk=scene.points[0].pk).exists()


# Documents ---------------------------------------------------------------------------------


def joindre(client, scene, octets: bytes = PDF, nom: str = "plan.pdf", qui: str = "odile") -> Any:
    piece = SimpleUploadedFile(nom, octets)
    chemin = f"1/points/{scene.points[1].pk}/annexes/joindre/"
    return poster(client, scene, chemin, qui, titre="Plan de financement", fichier=piece)


def test_a_document_is_joined_read_in_private_and_taken_off(client, scene):
    assert joindre(client, scene).status_code == 302
    with scene.entrer():
        annexe = Annexe.objects.get()
    lue = lire(client, scene, f"1/annexes/{annexe.pk}/", "camille")
    assert lue.content == PDF
    assert lue["Content-Type"] == "application/pdf"
    assert lue["Content-Disposition"] == 'inline; filename="plan.pdf"'
    assert lue["X-Content-Type-Options"] == "nosniff"
    assert "private" in lue["Cache-Control"]
    assert poster(client, scene, f"1/annexes/{annexe.pk}/retirer/", "camille").status_code == 403
    assert poster(client, scene, f"1/annexes/{annexe.pk}/retirer/").status_code == 302
    assert lire(client, scene, f"1/annexes/{annexe.pk}/").status_code == 404


@pytest.mark.regle("DIV-03")
def test_a_document_of_a_commission_stays_in_it(client, scene):
    joindre(client, scene)
    with scene.entrer():
        annexe = Annexe.objects.get()
        annexe.point = scene.seance_de_commission.points.first()
        annexe.save()
    assert lire(client, scene, f"2/annexes/{annexe.pk}/", "camille").status_code == 200
    assert lire(client, scene, f"2/annexes/{annexe.pk}/", "marc").status_code == 404
    assert lire(client, scene, f"1/annexes/{annexe.pk}/", "camille").status_code == 404


@pytest.mark.parametrize(
    ("octets", "nom", "phrase"),
    [
        (b"", "plan.pdf", "est vide"),
        (b"<html>", "plan.pdf", "n’est pas un fichier PDF"),
        (b"MZ", "plan.exe", "n’est pas d’un format accepté"),
        (PDF + b"x" * 1024 * 1024, "plan.pdf", "la limite est de 1 Mo"),
    ],
)
def test_a_refused_document_says_why_and_keeps_its_title(client, scene, octets, nom, phrase):
    with scene.entrer():
        scene.intercommunalite.taille_max_piece = 1
        scene.intercommunalite.save()
    reponse = joindre(client, scene, octets, nom)
    assert reponse.status_code == 422
    assert phrase in texte(reponse)
    assert soupe(reponse).find(id="id_titre")["value"] == "Plan de financement"
    with scene.entrer():
        assert not Annexe.objects.exists()


def test_a_form_without_a_document_says_so(client, scene):
    chemin = f"1/points/{scene.points[1].pk}/annexes/joindre/"
    reponse = poster(client, scene, chemin, titre="Plan")
    assert reponse.status_code == 422
    assert soupe(reponse).find(id="id_titre")["value"] == "Plan"
