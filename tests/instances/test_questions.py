"""Questions, vœux and the demand for a debate, from the account of a member to the séance."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from governance.models import Envoi
from governance.regles import RegleViolee
from instances.actions import questions as actions
from instances.models import Point, Question, Seance
from instances.queries.questions import Depot
from instances.queries.rappels import contexte_de, prevus
from tests import distribution
from tests import factories as f
from tests.distribution import Scene
from tests.seances_tenues import installer

pytestmark = pytest.mark.django_db
SAISIE = {"nature": "orale", "objet": "Collecte", "texte": "Quand les tournées reprendront-elles ?"}


@pytest.fixture
def scene() -> Scene:
    """A séance in ten days; questions are due 48 hours before, answers within 21 days."""
    scene = distribution.monter()
    with scene.entrer():
        reglement = scene.intercommunalite.reglements.get()
        reglement.valeurs |= {
            "questions_orales_heures": 48, "voeux_heures": 48, "questions_ecrites_jours": 21,
        }  # fmt: skip
        reglement.save()
        planifier(scene, jours=10)
    return scene


def planifier(scene: Scene, *, jours: float) -> None:
    Seance.objects.filter(pk=scene.seance.pk).update(
        etat="preparation", starts_at=timezone.now() + dt.timedelta(days=jours)
    )
    scene.seance.refresh_from_db()


@pytest.fixture
def ici(scene: Scene) -> Iterator[Scene]:
    with scene.entrer():
        yield scene


def deposer(scene: Scene, nature: str = "orale", qui: str = "camille", **autres: Any) -> Question:
    faits = {"by": scene.odile.user, "at": timezone.now(), **SAISIE, "nature": nature, **autres}
    return actions.deposer_question(scene.intercommunalite, scene.elus[qui], **faits)


def qui(scene: Scene) -> dict[str, Any]:
    return {"by": scene.odile.user, "at": timezone.now()}


def inscrire(scene: Scene, question: Question) -> Point:
    scene.seance.refresh_from_db()
    return actions.inscrire_question(question, scene.seance, **qui(scene))


def refus(acte: Any, *args: Any, **kwargs: Any) -> list[str]:
    with pytest.raises(RegleViolee) as refuse:
        acte(*args, **kwargs)
    return [m.regle for m in refuse.value.manquements if m.bloquant]


def lire(client: Any, scene: Scene, suite: str, qui: str = "odile") -> Any:
    client.force_login(scene.acces[qui].user)
    with f.portee_nette():
        return client.get(scene.url(suite))


def poster(client: Any, scene: Scene, suite: str, qui: str = "odile", **champs: Any) -> Any:
    client.force_login(scene.acces[qui].user)
    with f.portee_nette():
        return client.post(scene.url(suite), champs)


def texte(reponse: Any) -> str:
    lu = BeautifulSoup(reponse.content, "html.parser").get_text(" ")
    return " ".join(lu.replace("\u00a0", " ").split())


# Acts ---------------------------------------------------------------------------------------


@pytest.mark.regle("QST-01", "QST-02")
def test_the_receipt_gives_the_hour_and_the_seance(ici: Scene) -> None:
    question = deposer(ici)
    envoi = Envoi.objects.get(idem=f"question/{question.pk}/accuse")
    assert "accuse réception de votre question orale" in envoi.corps
    assert "Elle sera traitée à la fin de la séance du" in envoi.corps
    assert question.accuse_at == question.recue_at


@pytest.mark.regle("QST-01")
def test_somebody_who_does_not_sit_deposits_nothing(ici: Scene) -> None:
    assert refus(deposer, ici, qui="hugo") == ["QST-01"]


@pytest.mark.regle("QST-02", "VOE-01")
@pytest.mark.parametrize("nature", ["orale", "voeu"])
def test_a_late_one_goes_to_the_next_seance_by_itself(ici: Scene, nature: str) -> None:
    planifier(ici, jours=1)
    question = deposer(ici, nature)
    assert Depot(ici.intercommunalite, timezone.now()).seance_de(question) is None
    assert refus(inscrire, ici, question) == ["VOE-01" if nature == "voeu" else "QST-02"]
    suivante = f.SeanceFactory(
        intercommunalite=ici.intercommunalite, instance=ici.conseil, etat="preparation",
        starts_at=timezone.now() + dt.timedelta(days=30),
    )  # fmt: skip
    assert Depot(ici.intercommunalite, timezone.now()).seance_de(question) == suivante


@pytest.mark.regle("QST-01", "VOE-01", "ODJ-09")
@pytest.mark.parametrize(("nature", "type_"), [("orale", "information"), ("voeu", "avis")])
def test_it_closes_the_ordre_du_jour_and_a_voeu_alone_is_voted(
    ici: Scene, nature: str, type_: str
) -> None:
    point = inscrire(ici, deposer(ici, nature))
    assert (point.type, point.usage) == (type_, "questions")
    assert point.rang == max(p.rang for p in point.seance.points.all())
    assert "Mme Camille ROUSSEL" in point.titre


@pytest.mark.regle("QST-03")
def test_a_written_answer_is_owed_on_a_day_and_recalled_after_it(ici: Scene) -> None:
    il_y_a = timezone.now() - dt.timedelta(days=25)
    question = deposer(ici, "ecrite", at=il_y_a)
    assert question.reponse_avant_on == timezone.localdate(il_y_a) + dt.timedelta(days=21)
    contexte = contexte_de(ici.intercommunalite, timezone.now())
    assert [p.nature for p in prevus(contexte) if p.cle.startswith("question/")] == ["question"]
    assert refus(inscrire, ici, question) == ["QST-02"]
    assert refus(actions.repondre_question, question, reponse=" ", **qui(ici)) == ["QST-03"]
    actions.repondre_question(question, reponse="En janvier.", **qui(ici))
    assert question.etat == "repondue"
    assert not [
        p
        for p in prevus(contexte_de(ici.intercommunalite, timezone.now()))
        if p.cle.startswith("question/")
    ]


@pytest.mark.regle("QST-04")
def test_a_debate_is_asked_by_a_tenth_and_held_once_a_year(ici: Scene) -> None:
    """Eleven more members: a tenth of seventeen is two."""
    for _ in range(11):
        elu = f.EluFactory(intercommunalite=ici.intercommunalite)
        f.MandatFactory(
            intercommunalite=ici.intercommunalite, elu=elu, commune=ici.communes["Brumeval"],
            nature="conseiller_communautaire",
        )  # fmt: skip
    demande = deposer(ici, "politique")
    assert refus(inscrire, ici, demande) == ["QST-04"]
    assert refus(actions.signer_question, demande, ici.elus["camille"], **qui(ici)) == ["QST-04"]
    actions.signer_question(demande, ici.elus["marc"], **qui(ici))
    assert inscrire(ici, demande).type == "debat"
    assert refus(actions.signer_question, demande, ici.elus["paul"], **qui(ici)) == ["QST-04"]
    autre = deposer(ici, "politique")
    actions.signer_question(autre, ici.elus["marc"], **qui(ici))
    assert refus(inscrire, ici, autre) == ["QST-04"]


@pytest.mark.regle("QST-02")
def test_what_the_seance_did_not_reach_waits_for_the_next(scene: Scene) -> None:
    t = installer(scene)
    with scene.entrer():
        Seance.objects.update(etat="preparation", starts_at=timezone.now() + dt.timedelta(days=3))
        entendue, laissee = deposer(scene), deposer(scene)
        points = [inscrire(scene, q) for q in (entendue, laissee)]
        Seance.objects.update(etat="convoquee", starts_at=timezone.now())
        t.ouvrir("marc", "paul", "camille", "fatou")
        t.discuter(points[0].numero)
        t.clore(points[0].numero)
        t.lever()
        entendue.refresh_from_db()
        laissee.refresh_from_db()
        assert (entendue.etat, laissee.etat, laissee.point) == ("traitee", "recue", None)
        actions.repondre_question(entendue, reponse="Répondu en séance.", **qui(scene))
        assert entendue.etat == "traitee"
        assert refus(actions.retirer_question, entendue, **qui(scene)) == ["QST-01"]


# Pages --------------------------------------------------------------------------------------


def test_a_member_deposits_from_his_account_and_the_service_inscribes(
    client: Any, scene: Scene
) -> None:
    assert lire(client, scene, "questions/deposer/", "camille").status_code == 200
    vide = poster(client, scene, "questions/deposer/", "camille", nature="orale")
    assert vide.status_code == 422
    assert poster(client, scene, "questions/deposer/", "camille", **SAISIE).status_code == 302
    with scene.entrer():
        question = Question.objects.get()
    suite = f"questions/{question.pk}/"
    assert "Accusé de réception" in texte(lire(client, scene, suite, "camille"))
    assert lire(client, scene, suite, "marc").status_code == 404
    assert "à inscrire" in texte(lire(client, scene, "questions/"))
    assert poster(client, scene, f"{suite}inscrire/", "camille").status_code == 403
    assert poster(client, scene, f"{suite}inscrire/").status_code == 422
    assert poster(client, scene, f"{suite}inscrire/", seance=scene.seance.pk).status_code == 302
    assert "Inscrite à la séance" in texte(lire(client, scene, suite, "camille"))
    assert poster(client, scene, f"{suite}repondre/", reponse="").status_code == 422
    assert poster(client, scene, f"{suite}repondre/", reponse="En janvier.").status_code == 302
    assert "En janvier." in texte(lire(client, scene, suite, "camille"))
    assert poster(client, scene, f"{suite}retirer/", "camille").status_code == 302
    with scene.entrer():
        question.refresh_from_db()
    assert question.etat == "retiree"


def test_a_demand_for_a_debate_is_signed_from_another_account(client: Any, scene: Scene) -> None:
    with scene.entrer():
        demande = deposer(scene, "politique")
    suite = f"questions/{demande.pk}/"
    assert "Signer cette demande" in texte(lire(client, scene, suite, "marc"))
    assert poster(client, scene, f"{suite}signer/", "marc").status_code == 302
    assert "Signer cette demande" not in texte(lire(client, scene, suite, "marc"))
    assert poster(client, scene, f"{suite}signer/", "odile").status_code == 403


def test_a_member_asks_for_the_floor_from_his_telephone(client: Any, scene: Scene) -> None:
    t = installer(scene)
    with scene.entrer():
        t.ouvrir("marc", "paul", "camille", "fatou")
    suite = f"seances/{scene.seance.numero}/ma-parole/"
    assert "Aucun rapport en discussion" in texte(lire(client, scene, suite, "camille"))
    assert poster(client, scene, suite, "camille").status_code == 422
    with scene.entrer():
        t.discuter("1.1")
    assert poster(client, scene, suite, "camille", geste="demander").status_code == 302
    assert "Vous êtes le prochain orateur" in texte(lire(client, scene, suite, "camille"))
    assert poster(client, scene, suite, "camille", geste="retirer").status_code == 302
    assert "Retirer ma demande" not in texte(lire(client, scene, suite, "camille"))
    assert lire(client, scene, suite, "odile").status_code == 404
