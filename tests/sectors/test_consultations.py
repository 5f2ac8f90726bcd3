"""Communes asked for their opinion: transmitted, answered online, read in their silence."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from governance import echeances
from governance.models import AuditEntry, Envoi
from governance.regles import RegleViolee
from instances.actions.rappels import prevoir
from sectors.actions import consultations as actions
from sectors.queries import consultations as queries
from tests import factories as f
from tests.distribution import TOUS, Scene, monter

pytestmark = pytest.mark.django_db
PDF = ("projet.pdf", b"%PDF-1.7\n%%EOF")


@pytest.fixture
def scene() -> Scene:
    scene = monter()
    with scene.entrer():
        point = scene.points[1]
        point.commune_concernee = scene.communes["Brumeval"]
        point.save()
        yield scene


def consulter(scene: Scene, *communes: str, **champs):
    valeurs = {
        "fondement": "l5211_57",
        "objet": "Implantation d’une déchèterie",
        "delai_mois": 3,
        "point": scene.points[1],
        "by": scene.odile.user,
        "at": timezone.now(),
    }
    lues = [scene.communes[nom] for nom in communes or ("Brumeval",)]
    return actions.consulter(scene.intercommunalite, communes=lues, **(valeurs | champs))


def repondre(scene: Scene, avis, *, sens="favorable", jours=0, **champs):
    valeurs = {
        "delibere_on": timezone.localdate() - dt.timedelta(days=jours),
        "deliberation": PDF,
        "observations": "",
        "by": scene.marc.user,
        "at": timezone.now(),
    }
    return actions.repondre_consultation(avis, sens=sens, **(valeurs | champs))


def transmise_il_y_a(consultation, jours: int):
    on = timezone.localdate() - dt.timedelta(days=jours)
    consultation.avis.update(transmis_on=on)
    return consultation.avis.get()


def ligne(avis):
    return queries.LigneAvis(avis=avis, on=timezone.localdate())


@pytest.mark.regle("MAJ-01")
def test_the_mayor_receives_the_project_and_a_link(scene):
    consultation = consulter(scene, projet=PDF)
    envoi = Envoi.objects.get(idem__startswith=f"consultation/{consultation.pk}/")
    avis = consultation.avis.get()
    assert envoi.adresse == scene.elus["marc"].courriel
    assert envoi.pieces[0]["sha256"] == consultation.projet.sha256
    assert f"communes-consultees/{avis.pk}/repondre/" in envoi.corps
    assert AuditEntry.objects.filter(verbe="consultation_ouvrir").exists()


@pytest.mark.regle("MAJ-01")
@pytest.mark.parametrize(
    ("communes", "champs", "phrase"),
    [
        (("Brumeval", "Orsans"), {}, "qu’à la commune concernée"),
        (("Orsans",), {}, "ne désigne pas cette commune"),
        (("Brumeval",), {"delai_mois": 2}, "3 mois, fixés par la loi"),
    ],
)
def test_what_the_law_does_not_allow_is_refused_and_nothing_moves(scene, communes, champs, phrase):
    with pytest.raises(RegleViolee, match=phrase):
        consulter(scene, *communes, **champs)
    assert not scene.intercommunalite.consultations.exists()


@pytest.mark.regle("MAJ-02")
def test_silence_is_favourable_the_day_after_the_last_one(scene):
    consultation = consulter(scene)
    limite = ligne(consultation.avis.get()).limite
    dernier = queries.LigneAvis(avis=consultation.avis.get(), on=limite)
    lendemain = queries.LigneAvis(avis=consultation.avis.get(), on=limite + dt.timedelta(days=1))
    assert (dernier.acquis, dernier.etat[1]) == (None, "Attendu")
    assert (lendemain.acquis, lendemain.etat[1]) == ("favorable", "Réputé favorable")


@pytest.mark.regle("MAJ-02")
def test_a_late_refusal_is_kept_without_effect(scene):
    avis = transmise_il_y_a(consulter(scene), 120)
    repondre(scene, avis, sens="defavorable")
    avis.refresh_from_db()
    assert avis.deliberation_id
    assert (ligne(avis).etat[1], ligne(avis).acquis) == ("Tardif, sans effet", "favorable")


@pytest.mark.regle("MAJ-01")
@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"deliberation": None}, "Joignez la délibération"),
        ({"jours": -2}, "n’a pas eu lieu"),
        ({"jours": 3}, "précède la transmission"),
    ],
)
def test_an_answer_is_a_deliberation_taken_after_the_question(scene, champs, phrase):
    avis = consulter(scene).avis.get()
    with pytest.raises(RegleViolee, match=phrase):
        repondre(scene, avis, **champs)
    avis.refresh_from_db()
    assert avis.sens == ""


@pytest.mark.regle("MAJ-05")
def test_a_changed_project_is_sent_again_and_the_former_stays(scene):
    premiere = consulter(scene)
    repondre(scene, premiere.avis.get(), sens="defavorable")
    seconde = actions.retransmettre(
        premiere, objet="Projet revu", projet=PDF, by=scene.odile.user, at=timezone.now()
    )
    premiere.refresh_from_db()
    assert (premiere.close_at is not None, seconde.remplace) == (True, premiere)
    assert queries.derniere_demande(scene.points[1]).consultation == seconde
    with pytest.raises(RegleViolee, match="nouveau projet"):
        repondre(scene, premiere.avis.get())


@pytest.mark.regle("MAJ-06")
def test_a_refusal_asks_for_what_the_charte_adds(scene):
    consultation = consulter(scene)
    repondre(scene, consultation.avis.get(), sens="defavorable")
    vue = queries.vue(consultation, timezone.localdate())
    assert [m.regle for m in vue.engagements] == ["MAJ-06"]
    assert not any(m.bloquant for m in vue.engagements)
    actions.noter_compromis(
        consultation,
        compromis="Deux sites proposés",
        politique_adoptee=True,
        by=scene.odile.user,
        at=timezone.now(),
    )
    assert queries.vue(consultation, timezone.localdate()).engagements == ()


@pytest.mark.regle("PAC-02")
def test_the_councils_have_two_months_for_the_pacte_and_silence_makes_nothing(scene):
    consultation = consulter(
        scene, "Brumeval", "Clairvent", "Orsans", fondement="pacte", delai_mois=2, point=None
    )
    vue = queries.vue(consultation, timezone.localdate() + dt.timedelta(days=70))
    assert (vue.favorables, vue.defavorables, vue.attendus) == (0, 0, 0)
    assert {li.etat[1] for li in vue.lignes} == {"Passé outre"}
    assert not consultation.silence_favorable


def test_the_mayor_is_reminded_before_the_last_day_and_no_more_once_answered(scene):
    avis = transmise_il_y_a(consulter(scene), 80)
    echeances.drainer()
    rappels = scene.intercommunalite.rappels.filter(acces=scene.marc, cle__startswith="avis/")
    assert rappels.filter(eteint_at=None).count() == 1
    repondre(scene, avis)
    prevoir(scene.intercommunalite, timezone.now())
    assert not rappels.filter(eteint_at=None).exists()


def test_the_mayor_answers_online_and_nobody_else_for_him(scene, client):
    avis = consulter(scene, projet=PDF).avis.get()
    lieu = scene.url(f"territoire/communes-consultees/{avis.pk}/repondre/")
    for qui, statut in (("samir", 404), ("camille", 404), ("paul", 403)):
        client.force_login(scene.acces[qui].user)
        with f.portee_nette():
            assert client.get(lieu).status_code == statut, qui
    client.force_login(scene.marc.user)
    champs = {
        "sens": "defavorable",
        "delibere_on": timezone.localdate().isoformat(),
        "deliberation": SimpleUploadedFile("avis.pdf", PDF[1]),
    }
    with f.portee_nette():
        reponse = client.post(lieu, champs, follow=True)
    assert "Avis enregistré" in reponse.content.decode()
    avis.refresh_from_db()
    assert (avis.sens, avis.by) == ("defavorable", scene.marc.user)


# The law says what silence means, or whoever asks ------------------------------------------


@pytest.mark.regle("MAJ-02")
@pytest.mark.parametrize(
    ("fondement", "delai", "choisi", "attendu"),
    [
        ("budget", "", "", (1, False)),
        ("budget", "2", "on", (2, True)),
        ("autre", "2", "on", (2, True)),
        ("autre", "", "", (1, False)),
        ("pacte", "", "on", (2, False)),
        ("l5211_57", "", "", (3, True)),
    ],
)
def test_each_consultation_has_its_delay_and_the_meaning_of_its_silence(
    client, scene, fondement, delai, choisi, attendu
):
    client.force_login(scene.odile.user)
    saisie = {
        "fondement": fondement, "objet": "Avis", "delai_mois": delai, "silence_favorable": choisi,
        "communes": [scene.communes["Brumeval"].pk],
        "projet": SimpleUploadedFile("projet.pdf", PDF[1], "application/pdf"),
    }  # fmt: skip
    if fondement == "l5211_57":
        saisie["point"] = scene.points[1].pk
    reponse = client.post(scene.url("territoire/consultations/creer/"), saisie)
    assert reponse.status_code == 302
    lue = scene.intercommunalite.consultations.get()
    assert (lue.delai_mois, lue.silence_favorable) == attendu


# The clerk of a commune --------------------------------------------------------------------


@pytest.fixture
def avec_secretaire() -> Scene:
    scene = monter(personnes=TOUS)
    with scene.entrer():
        yield scene


def test_the_clerk_of_a_commune_is_told_and_answers_for_it_alone(client, avec_secretaire):
    scene = avec_secretaire
    consultation = consulter(
        scene, "Brumeval", "Orsans", fondement="autre", point=None, projet=PDF, delai_mois=1
    )
    sylvie = scene.sylvie.user
    assert Envoi.objects.filter(adresse=sylvie.email).count() == 1
    par_commune = {a.commune.nom: a for a in consultation.avis.select_related("commune")}
    orsans = repondre(scene, par_commune["Orsans"], sens="defavorable", observations="Trop loin.")
    client.force_login(sylvie)
    assert client.get(scene.url(), follow=True).redirect_chain
    liste = client.get(scene.url("territoire/consultations/")).content.decode()
    assert "Brumeval" in liste
    assert "Calendrier du conseil municipal" in liste
    detail = client.get(scene.url(f"territoire/consultations/{consultation.pk}/"))
    assert "Donner l’avis" in detail.content.decode()
    assert "Trop loin." not in detail.content.decode()
    reponse = "territoire/communes-consultees/{}/repondre/"

    def donner(avis) -> int:
        saisie = {
            "sens": "favorable", "delibere_on": str(timezone.localdate()),
            "deliberation": SimpleUploadedFile("d.pdf", PDF[1], "application/pdf"),
        }  # fmt: skip
        return client.post(scene.url(reponse.format(avis.pk)), saisie).status_code

    assert donner(orsans) == 404
    assert donner(par_commune["Brumeval"]) == 302
    par_commune["Brumeval"].refresh_from_db()
    assert (par_commune["Brumeval"].sens, par_commune["Brumeval"].by) == ("favorable", sylvie)


@pytest.mark.regle("CNV-23")
def test_the_clerk_keeps_the_calendar_of_the_commune_alone(client, avec_secretaire):
    scene = avec_secretaire
    client.force_login(scene.sylvie.user)
    saisie = {"titre": "Conseil municipal", "jour": "2027-01-14", "heure": "18:30"}
    lieux = {
        nom: scene.url(f"calendrier/communes/{scene.communes[nom].pk}/")
        for nom in ("Brumeval", "Orsans")
    }
    assert client.post(lieux["Brumeval"], saisie).status_code == 302
    assert client.get(lieux["Orsans"]).status_code == 403
    assert client.post(lieux["Orsans"], saisie).status_code == 403
    assert [r.commune.nom for r in scene.intercommunalite.reunions_municipales.all()] == [
        "Brumeval"
    ]
