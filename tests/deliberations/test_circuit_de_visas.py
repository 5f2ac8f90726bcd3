"""A draft from its first word to the ordre du jour: written, visé, sent back, inscribed."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.utils.timezone import localdate, now

from deliberations import actions_circuits, actions_projets, actions_visas
from deliberations.controles import projets_sans_tous_leurs_visas
from deliberations.models import Projet, Visa
from deliberations.queries.projets import a_viser
from governance.models import AuditEntry
from governance.regles import RegleViolee
from instances.queries.convocation import Preparation
from tests import distribution
from tests import factories as f

pytestmark = [pytest.mark.django_db, pytest.mark.regle("BUR-08")]


@pytest.fixture
def scene():
    return distribution.monter()


@pytest.fixture
def projet(scene):
    """Three levels: Diane, then Paul, then Marc."""
    ici = {"intercommunalite": scene.intercommunalite}
    with scene.entrer():
        circuit = f.CircuitFactory(**ici, nom="Courant", par_defaut=True)
        for ordre, nom in enumerate(("diane", "paul", "marc"), start=1):
            f.EtapeVisaFactory(
                **ici, circuit=circuit, ordre=ordre, libelle=nom.title(), viseur=scene.acces[nom]
            )
        return actions_projets.creer_projet(
            scene.intercommunalite,
            titre="Plan vélo",
            dispositif="Le conseil approuve.",
            note_de_synthese="Une note.",
            instance=scene.conseil,
            seance_visee=scene.seance,
            commission=scene.commission,
            rapporteur=scene.elus["fatou"],
            by=scene.odile.user,
            at=now(),
        )


def lancer(scene, projet):
    return actions_visas.lancer_circuit(
        projet, circuit=projet.circuit, by=scene.odile.user, at=now()
    )


def attendu(projet) -> Visa:
    return projet.visas_demandes.get(etat="attendu")


def signer(scene, projet, nom, acte=actions_visas.viser, **champs):
    acces = scene.acces[nom]
    return acte(attendu(projet), acces=acces, by=acces.user, at=now(), **champs)


def test_each_level_is_called_in_turn_and_the_last_makes_the_draft_vise(scene, projet):
    with scene.entrer():
        lancer(scene, projet)
        assert attendu(projet).due_on == localdate() + dt.timedelta(days=3)
        with pytest.raises(RegleViolee, match="autre personne"):
            signer(scene, projet, "marc")
        for nom in ("diane", "paul", "marc"):
            assert [v.projet for v in a_viser(scene.acces[nom], localdate())] == [projet]
            signer(scene, projet, nom)
        projet.refresh_from_db()
        assert projet.etat == "vise"
        assert AuditEntry.objects.filter(verbe="projet_viser").count() == 3


def test_a_draft_sent_back_starts_a_new_passage_and_the_former_is_kept(scene, projet):
    with scene.entrer():
        lancer(scene, projet)
        signer(scene, projet, "diane")
        with pytest.raises(RegleViolee, match="ce qu’il doit reprendre"):
            signer(scene, projet, "paul", actions_visas.retourner, commentaire=" ")
        signer(scene, projet, "paul", actions_visas.retourner, commentaire="Chiffrez.")
        projet.refresh_from_db()
        assert (projet.etat, projet.tour) == ("retourne", 1)
        assert list(projet.visas_demandes.values_list("etat", flat=True)) == [
            "donne",
            "retourne",
            "sans_objet",
        ]
        lancer(scene, projet)
        assert projet.visas_demandes.filter(tour=2).count() == 3
        assert attendu(projet).viseur == scene.diane


def test_a_delegate_signs_for_the_absent_under_both_names(scene, projet, client):
    with scene.entrer():
        actions_circuits.deleguer_visas(
            scene.diane,
            delegue=scene.samir,
            starts_on=localdate(),
            ends_on=localdate(),
            by=scene.diane.user,
            at=now(),
        )
        lancer(scene, projet)
        pk, visa = projet.pk, attendu(projet).pk
    client.force_login(scene.samir.user)
    with f.portee_nette():
        assert "Plan vélo" in client.get(scene.url("")).content.decode()
        assert "pour Diane" in client.get(scene.url(f"projets/{pk}/")).content.decode()
        chemin = scene.url(f"projets/{pk}/visas/{visa}/")
        assert client.post(chemin, {"geste": "viser"}).status_code == 302
    with scene.entrer():
        assert Visa.objects.get(pk=visa).vise_par == scene.samir
        entree = AuditEntry.objects.get(verbe="projet_viser")
        assert "Diane" in entree.donnees["pour"]


def test_a_text_is_taken_back_to_be_changed_and_its_visas_fall(scene, projet):
    with scene.entrer():
        lancer(scene, projet)
        with pytest.raises(RegleViolee, match="reprenez-le"):
            actions_projets.modifier_projet(projet, titre="Autre", by=scene.odile.user, at=now())
        for nom in ("diane", "paul", "marc"):
            signer(scene, projet, nom)
        projet.refresh_from_db()
        actions_visas.reprendre_projet(
            projet, motif="Montant corrigé.", by=scene.odile.user, at=now()
        )
        assert projet.etat == "redaction"
        assert AuditEntry.objects.get(verbe="projet_reprendre").donnees["avant"] == "vise"


def test_somebody_who_left_does_not_hold_a_draft(scene, projet):
    with scene.entrer():
        lancer(scene, projet)
        actions_visas.passer_niveau(
            attendu(projet), motif="Poste vacant.", by=scene.adele.user, at=now()
        )
        assert attendu(projet).viseur == scene.paul


@pytest.mark.regle("ODJ-05")
def test_drafts_become_points_with_all_they_carry(scene, projet, client):
    with scene.entrer():
        fichier = f.FichierFactory(intercommunalite=scene.intercommunalite)
        f.PieceProjetFactory(
            intercommunalite=scene.intercommunalite, projet=projet, fichier=fichier
        )
    client.force_login(scene.odile.user)
    with f.portee_nette():
        page = client.get(scene.url("seances/1/projets/"))
        assert "checked" in page.content.decode()
        reponse = client.post(scene.url("seances/1/projets/"), {"projets": [projet.pk]})
    assert reponse.status_code == 302
    with scene.entrer():
        projet.refresh_from_db()
        point = projet.point
        assert (point.titre, point.commission, point.rapporteur) == (
            "Plan vélo",
            scene.commission.nom,
            scene.elus["fatou"],
        )
        assert point.note_de_synthese == "Une note."
        assert point.annexes.count() == 1
        alertes = list(projets_sans_tous_leurs_visas(Preparation(seance=scene.seance, at=now())))
        assert [a.points for a in alertes] == [(point.numero,)]
        with pytest.raises(RegleViolee, match="déjà inscrit"):
            actions_projets.inscrire_projets(scene.seance, [projet], by=scene.odile.user, at=now())


def test_the_list_finds_by_words_state_and_commission(scene, projet, client):
    with scene.entrer():
        ecart = scene.commission.pk
    client.force_login(scene.odile.user)
    attendus = {
        "q=vélo+plan": True, "q=piscine": False, "etat=redaction": True, "etat=vise": False,
        f"commission={ecart}": True, f"seance={projet.seance_visee_id}": True,
        "commission=zzz": True, "avant=0": False,
    }  # fmt: skip
    with f.portee_nette():
        lus = {
            q: "Plan vélo" in client.get(scene.url(f"projets/?{q}")).content.decode()
            for q in attendus
        }
    assert lus == attendus


def test_a_draft_is_written_with_a_ready_made_text(scene, client):
    with scene.entrer():
        modele = f.ModeleTexteFactory(
            intercommunalite=scene.intercommunalite, corps="Vu la saisine de {commission} ;"
        )
        commission = scene.commission
    client.force_login(scene.odile.user)
    saisi = {"titre": "Eau", "visas": "Vu le CGCT ;", "commission": commission.pk}
    inserer = {"inserer": "visas", "modele_visas": modele.pk}
    with f.portee_nette():
        page = client.post(scene.url("projets/creer/"), saisi | inserer)
    assert page.status_code == 200
    champ = BeautifulSoup(page.content, "html.parser").find(id="id_visas").text
    assert f"Vu la saisine de {commission.nom}" in champ
    assert "Vu le CGCT" in champ
    with scene.entrer():
        assert not Projet.objects.exists()
    with f.portee_nette():
        assert client.post(scene.url("projets/creer/"), saisi).status_code == 302
    with scene.entrer():
        lu = Projet.objects.get()
        assert (lu.numero, lu.auteur) == (1, scene.odile)


def test_a_model_with_an_unknown_field_is_refused_with_the_known_ones(scene, client):
    client.force_login(scene.diane.user)
    corps = {"nom": "M", "champ": "visas", "corps": "Vu {ville} ;"}
    with f.portee_nette():
        refus = client.post(scene.url("modeles/creer/"), corps)
        assert refus.status_code == 422
        assert "{rapporteur}" in refus.content.decode()
        fait = client.post(scene.url("modeles/creer/"), corps | {"corps": "Vu {instance} ;"})
        assert fait.status_code == 302


def test_a_circuit_is_set_on_one_page(scene, client):
    client.force_login(scene.diane.user)
    champs = {"nom": "Finances", "libelle_1": "DGS", "viseur_1": scene.diane.pk}
    with f.portee_nette():
        bancal = client.post(scene.url("circuits/creer/"), champs | {"libelle_2": "Président"})
        assert bancal.status_code == 422
        assert client.post(scene.url("circuits/creer/"), champs).status_code == 302
    with scene.entrer():
        circuit = scene.intercommunalite.circuits.get()
        assert [(e.libelle, e.delai_jours) for e in circuit.etapes.all()] == [("DGS", 3)]
    with f.portee_nette():
        assert client.post(scene.url(f"circuits/{circuit.pk}/retirer/")).status_code == 302


def test_the_report_is_a_document_of_the_draft_then_of_the_point(scene, projet, client):
    with scene.entrer():
        f.AvisFactory(
            intercommunalite=scene.intercommunalite,
            point=scene.points[1],
            instance=scene.commission,
        )
    client.force_login(scene.camille.user)
    with f.portee_nette():
        pdf = client.get(scene.url(f"seances/1/points/{scene.points[1].pk}/rapport.pdf"))
        assert pdf.content.startswith(b"%PDF")
        assert client.get(scene.url(f"projets/{projet.pk}/rapport.pdf")).status_code == 403
        client.force_login(scene.odile.user)
        assert client.get(scene.url(f"projets/{projet.pk}/rapport.pdf")).status_code == 200
