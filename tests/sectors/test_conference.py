"""The conférence des maires: asked for, told, replaced, its avis sent round, its answers owed."""

import datetime as dt

import pytest
from django.utils import timezone

from governance.models import Envoi
from governance.regles import RegleViolee
from instances.actions.demandes import signer_demande
from instances.actions.rappels import prevoir
from instances.queries import demandes
from sectors.actions import conference as actions
from sectors.queries import conference as queries
from sectors.queries.attentes import attentes_du_territoire
from tests import factories as f
from tests.distribution import Scene, monter

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    scene = monter()
    with scene.entrer():
        yield scene


@pytest.fixture
def conference(scene):
    ici = scene.intercommunalite
    genre = f.TypeInstanceFactory(
        intercommunalite=ici, code="maires", modele="conference_des_maires", publique=False,
        nature="consultative", quorum_regle="aucun",
    )  # fmt: skip
    for source, vote in (("president", False), ("maires", True)):
        f.RegleCompositionFactory(
            intercommunalite=ici, type_instance=genre, source=source, vote=vote, compte_quorum=False
        )
    return f.InstanceFactory(intercommunalite=ici, type_instance=genre, nom="Conférence des maires")


def demander(scene, conference):
    return actions.demander_conference(
        conference, scene.elus["marc"], motif="Tarifs de l’eau", ordre_du_jour="Eau",
        by=scene.marc.user, at=timezone.now(),
    )  # fmt: skip


def reunion(scene, conference, **champs):
    return f.SeanceFactory(
        intercommunalite=scene.intercommunalite,
        instance=conference,
        starts_at=timezone.now() - dt.timedelta(days=1),
        **champs,
    )


@pytest.mark.regle("CDM-02")
def test_the_other_mayors_are_told_and_sign_from_their_account(scene, conference):
    ici = scene.intercommunalite
    for nom in ("Combe", "Val", "Mont"):
        commune = f.CommuneFactory(intercommunalite=ici, nom=nom)
        elu = f.EluFactory(intercommunalite=ici, courriel=f"{nom}@exemple.fr")
        f.MandatFactory(intercommunalite=ici, elu=elu, nature="maire", commune=commune)
    demande = demander(scene, conference)
    assert Envoi.objects.filter(idem__startswith=f"conference/{demande.pk}/").count() == 5
    assert not demandes.vue(demande, timezone.now()).oblige
    signer_demande(demande, scene.elus["paul"], by=scene.paul.user, at=timezone.now())
    lue = demandes.vue(demande, timezone.now())
    assert (lue.requises, lue.oblige) == (2, True)
    assert [m.regle for m in lue.manquements] == ["CDM-02"]


@pytest.mark.regle("CDM-02")
def test_a_request_reads_on_the_page_of_each_mayor_until_he_signs(scene, conference):
    demande = demander(scene, conference)
    on = timezone.localdate()
    assert attentes_du_territoire(scene.marc, on) == []
    assert len(attentes_du_territoire(scene.paul, on)) == 1
    assert attentes_du_territoire(scene.camille, on) == []
    signer_demande(demande, scene.elus["paul"], by=scene.paul.user, at=timezone.now())
    assert attentes_du_territoire(scene.paul, on) == []


@pytest.mark.regle("CDM-02")
def test_the_president_is_called_to_convene_once_a_third_has_signed(scene, conference):
    demander(scene, conference)
    prevoir(scene.intercommunalite, timezone.now())
    appels = scene.intercommunalite.rappels.filter(acces=scene.paul, cle__startswith="conference/")
    assert appels.count() == 1


@pytest.mark.regle("CDM-01")
def test_it_is_owed_unless_the_bureau_has_all_the_mayors(scene):
    trouves = queries.vue(scene.intercommunalite, timezone.now()).manquements
    assert [(m.regle, m.bloquant) for m in trouves] == [("CDM-01", False)]


@pytest.mark.regle("CDM-04")
def test_its_avis_go_once_to_the_municipal_councillors(scene, conference):
    seance = reunion(scene, conference, etat="levee")
    par = {"by": scene.odile.user, "at": timezone.now()}
    with pytest.raises(RegleViolee, match="aucun avis"):
        actions.transmettre_avis(seance, **par)
    f.PointFactory(
        intercommunalite=scene.intercommunalite, seance=seance, numero="1", rang=1, type="avis",
        etat="traite",
    )  # fmt: skip
    diffusion = actions.transmettre_avis(seance, **par)
    assert diffusion.nature == "avis"
    assert diffusion.pieces[0]["nom"] == f"avis-{seance.numero}.pdf"
    assert queries.vue(scene.intercommunalite, timezone.now()).seances[0].diffusion is not None


@pytest.mark.regle("CDM-03")
def test_a_question_left_open_is_owed_an_answer_and_shows_when_late(scene, conference):
    seance = reunion(scene, conference)
    actions.laisser_ouverte(
        seance, auteur=scene.elus["marc"], objet="Eau", texte="Quel tarif ?",
        reponse_avant_on=timezone.localdate(), by=scene.odile.user, at=timezone.now(),
    )  # fmt: skip
    demain = timezone.now() + dt.timedelta(days=1)
    assert len(queries.vue(scene.intercommunalite, demain).en_retard) == 1


@pytest.mark.regle("CDM-03")
@pytest.mark.parametrize("admis", [True, False])
def test_an_adjoint_sits_for_his_mayor_where_the_reglement_allows(scene, conference, admis):
    ici = scene.intercommunalite
    ici.reglements.update(valeurs={"conference_maires_adjoint": admis})
    seance = reunion(scene, conference)
    siege = f.SiegeantFactory(intercommunalite=ici, seance=seance, elu=scene.elus["marc"])
    adjoint = f.EluFactory(intercommunalite=ici)
    f.MandatFactory(
        intercommunalite=ici, elu=adjoint, nature="adjoint", commune=scene.communes["Brumeval"]
    )
    par = {"by": scene.marc.user, "at": timezone.now()}
    if not admis:
        with pytest.raises(RegleViolee, match="ne permet pas"):
            actions.remplacer_le_maire(seance, maire=scene.elus["marc"], adjoint=adjoint, **par)
        return
    actions.remplacer_le_maire(seance, maire=scene.elus["marc"], adjoint=adjoint, **par)
    siege.refresh_from_db()
    assert siege.suppleant == adjoint


@pytest.mark.regle("CDM-05")
def test_its_own_reglement_is_noted(scene, conference):
    actions.noter_reglement_propre(
        conference, adopte_on=timezone.localdate(), piece=("r.pdf", b"%PDF-1.7\n%%EOF"),
        by=scene.odile.user, at=timezone.now(),
    )  # fmt: skip
    assert queries.vue(scene.intercommunalite, timezone.now()).reglement.fichier


@pytest.mark.regle("CDM-02")
def test_a_more_generous_reglement_lets_fewer_mayors_ask_more_often(scene, conference):
    ici = scene.intercommunalite
    for nom in ("Combe", "Val", "Mont"):
        commune = f.CommuneFactory(intercommunalite=ici, nom=nom)
        f.MandatFactory(
            intercommunalite=ici, elu=f.EluFactory(intercommunalite=ici), nature="maire",
            commune=commune,
        )  # fmt: skip
    demande = demander(scene, conference)
    assert not demandes.vue(demande, timezone.now()).oblige
    ici.reglements.update(
        valeurs={"conference_maires_demande": 6, "conference_maires_demandes_an": 8}
    )
    lue = demandes.vue(demande, timezone.now())
    assert (lue.requises, lue.oblige) == (1, True)
    vue = queries.vue(ici, timezone.now())
    assert (vue.part, vue.par_an) == ("un sixième", 8)


@pytest.mark.regle("CDM-03")
def test_a_written_answer_goes_to_every_mayor_and_stays_readable(scene, conference):
    ici, at = scene.intercommunalite, timezone.now()
    question = actions.laisser_ouverte(
        reunion(scene, conference), auteur=scene.elus["marc"], objet="Eau", texte="Quel tarif ?",
        reponse_avant_on=timezone.localdate(), by=scene.odile.user, at=at,
    )  # fmt: skip
    maires = queries.maires(ici, timezone.localdate()).exclude(courriel="")
    assert maires.count() > 1
    actions.repondre_par_ecrit(question, reponse="Le même.", by=scene.odile.user, at=at)
    envois = Envoi.objects.filter(idem__startswith=f"conference-reponse/{question.pk}/")
    assert {e.adresse for e in envois} == {m.courriel for m in maires}
    assert all("Le même." in e.corps for e in envois)
    with pytest.raises(RegleViolee, match="ne change plus"):
        actions.repondre_par_ecrit(question, reponse="Un autre.", by=scene.odile.user, at=at)
    vue = queries.vue(ici, at)
    assert (vue.questions, [q.reponse for q in vue.reponses]) == ([], ["Le même."])


@pytest.mark.regle("CDM-05")
@pytest.mark.parametrize(("promis", "rappels"), [(True, 1), (False, 0)])
def test_its_own_reglement_is_recalled_once_it_has_met(scene, conference, promis, rappels):
    ici = scene.intercommunalite
    ici.reglements.update(valeurs={"conference_maires_reglement_propre": promis})
    reunion(scene, conference)
    siens = ici.rappels.filter(cle__startswith="conference-reglement/", eteint_at=None)
    prevoir(ici, timezone.now())
    assert siens.filter(acces=scene.odile).count() == rappels
    dits = [m.regle for m in queries.vue(ici, timezone.now()).manquements]
    assert dits.count("CDM-05") == rappels
    actions.noter_reglement_propre(
        conference, adopte_on=timezone.localdate(), piece=None, by=scene.odile.user,
        at=timezone.now(),
    )  # fmt: skip
    prevoir(ici, timezone.now())
    assert not siens.exists()


@pytest.mark.regle("DIV-03")
def test_only_mayors_the_president_and_the_services_read_it(scene, conference, client):
    attendus = {"odile": 200, "marc": 200, "paul": 200, "camille": 403, "samir": 403}
    for qui, statut in attendus.items():
        client.force_login(scene.acces[qui].user)
        with f.portee_nette():
            reponse = client.get(scene.url("territoire/conference/"))
        assert reponse.status_code == statut, qui
