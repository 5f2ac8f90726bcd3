"""The procès-verbal flows from the séance; it is completed, arrêté once, and frozen."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.utils import timezone

from deliberations import actions as actes
from deliberations import actions_proces_verbal as actions
from deliberations import documents_proces_verbal
from deliberations.models import ProcesVerbal
from deliberations.queries.proces_verbal import a_arreter, verbal_de
from deliberations.regles.proclamation import Saisie
from governance import stockage
from governance.models import AuditEntry
from governance.regles import RegleViolee
from instances.actions import suspensions, tenue
from tests import factories as f
from tests.distribution import Scene, monter
from tests.lecture_pdf import texte as texte_du_pdf
from tests.seances_tenues import Tenue, installer

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 12, 11, 9, tzinfo=dt.UTC)


@pytest.fixture
def scene() -> Scene:
    scene = monter()
    with scene.entrer():
        tenir(scene)
        yield scene


def tenir(scene: Scene) -> None:
    """A séance held: two present, a secretary, one vote by names on the only point treated."""
    ici, seance = scene.intercommunalite, scene.seance
    champs = {"intercommunalite": ici, "seance": seance}
    seance.etat, seance.ouverte_at, seance.levee_at = "levee", AT - dt.timedelta(hours=15), AT
    seance.en_exercice = 3
    seance.save()
    sieges = [f.SiegeantFactory(**champs, elu=scene.elus[n]) for n in ("paul", "fatou", "jeanne")]
    for siege in sieges[:2]:
        f.PresenceFactory(intercommunalite=ici, siegeant=siege)
    f.PresidenceFactory(**champs, elu=scene.elus["paul"], qualite="Président")
    f.SecretaireFactory(**champs, elu=scene.elus["fatou"])
    seance.points.exclude(pk=scene.points[1].pk).update(etat="non_examine")
    point = scene.points[1]
    point.etat = "traite"
    point.save()
    scrutin = f.ScrutinFactory(
        intercommunalite=ici, point=point, mode="public", issue="adoptee", pour=1, contre=1
    )
    for siege, sens in zip(sieges[:2], ("pour", "contre"), strict=True):
        f.VoteFactory(intercommunalite=ici, scrutin=scrutin, siegeant=siege, sens=sens)
    f.PointageFactory(intercommunalite=ici, siegeant=sieges[1], point=point, geste="arrive")


def ouvert(scene: Scene) -> ProcesVerbal:
    return actions.ouvrir_proces_verbal(scene.seance, by=scene.odile.user, at=AT)


def complet(scene: Scene) -> ProcesVerbal:
    verbal = ouvert(scene)
    actions.rediger_passage(
        verbal, scene.points[1], texte="M. Girard présente.", by=scene.odile.user, at=AT
    )
    return verbal


def suivante(scene: Scene, *, jours: int = 30, **champs):
    return f.SeanceFactory(
        intercommunalite=scene.intercommunalite,
        instance=champs.pop("instance", scene.seance.instance),
        starts_at=scene.seance.starts_at + dt.timedelta(days=jours),
        **champs,
    )


@pytest.mark.regle("PVB-02")
def test_what_happened_is_already_there_and_the_substance_is_missing(scene):
    lu = verbal_de(ouvert(scene))
    traite = next(p for p in lu.points if p.point == scene.points[1])
    assert traite.scrutins[0].noms == {"Pour": ["M. Paul GIRARD"], "Contre": ["Mme Fatou DIOP"]}
    assert traite.faits == ["Mme Fatou DIOP arrive"]
    assert [m.message for m in lu.manquements] == [
        "Points sans la teneur des discussions\u00a0: 1.2."
    ]


@pytest.mark.regle("SCR-07")
def test_a_secret_vote_bears_no_name(scene):
    scene.points[1].scrutins.get().votes.all().delete()
    scene.points[1].scrutins.update(mode="secret")
    traite = next(p for p in verbal_de(ouvert(scene)).points if p.point == scene.points[1])
    assert traite.scrutins[0].noms == {}


@pytest.mark.regle("PVB-02")
def test_it_is_not_proposed_while_a_content_lacks_and_nothing_moves(scene):
    verbal = ouvert(scene)
    with pytest.raises(RegleViolee):
        actions.proposer_proces_verbal(verbal, by=scene.odile.user, at=AT)
    verbal.refresh_from_db()
    assert verbal.etat == ProcesVerbal.Etat.REDACTION


@pytest.mark.regle("PVB-01")
def test_the_next_seance_arrests_it_once_and_it_is_frozen(scene):
    verbal, seance = complet(scene), suivante(scene)
    assert a_arreter(seance) == [verbal]
    qui = {"by": scene.odile.user, "at": timezone.now()}
    actions.arreter_proces_verbal(verbal, seance, rectifications="Page 2 : lire « oui ».", **qui)
    texte = texte_du_pdf(stockage.lire(verbal.fichier))
    for mot in ("Girard présente.", "Fatou DIOP", "lire", "Arrêté le"):
        assert mot in texte
    with pytest.raises(RegleViolee):
        actions.rediger_passage(verbal, scene.points[1], texte="Autre chose", **qui)
    assert a_arreter(seance) == []
    assert AuditEntry.objects.get(verbe="proces_verbal_arreter").donnees["pdf"]


@pytest.mark.regle("PVB-01")
def test_another_body_does_not_arrest_it(scene):
    verbal = complet(scene)
    ailleurs = suivante(scene, instance=scene.commission)
    with pytest.raises(RegleViolee):
        actions.arreter_proces_verbal(verbal, ailleurs, by=scene.odile.user, at=AT)


@pytest.mark.regle("PVB-03")
def test_it_is_published_after_it_is_arrested(scene):
    verbal = complet(scene)
    with pytest.raises(RegleViolee):
        actions.publier_proces_verbal(verbal, by=scene.odile.user, at=AT)
    actions.arreter_proces_verbal(verbal, suivante(scene), by=scene.odile.user, at=AT)
    actions.publier_proces_verbal(verbal, by=scene.odile.user, at=AT)
    assert verbal.publie_on == AT.date()


def test_the_pages_hold_in_few_queries(scene, client, django_assert_max_num_queries):
    complet(scene)
    client.force_login(scene.odile.user)
    with django_assert_max_num_queries(45):
        page = client.get(scene.url("seances/1/proces-verbal/"))
    assert page.status_code == 200
    assert "teneur" in page.text or "Teneur" in page.text
    passage = scene.url(f"seances/1/proces-verbal/points/{scene.points[1].pk}/")
    assert client.get(passage).status_code == 200
    assert client.post(passage, {"texte": "Réécrit."}, HTTP_HX_REQUEST="true").status_code == 200
    pdf = client.get(scene.url("seances/1/proces-verbal/proces-verbal.pdf"))
    assert pdf["Content-Type"] == "application/pdf"


# What the PDF says --------------------------------------------------------------------------


@pytest.fixture
def t() -> Iterator[Tenue]:
    """Four present, Jeanne by Paul with a dated pouvoir; 1.2 in discussion."""
    t = installer(monter())
    with t.scene.entrer():
        t.ouvrir("marc", "paul", "camille", "fatou")
        tenue.donner_pouvoir(
            t.seance, mandant=t.siege("jeanne"), mandataire=t.siege("paul"),
            date_du_pouvoir=dt.date(2026, 3, 3), **t.qui(),
        )  # fmt: skip
        t.passer("1.1")
        yield t


def serrer(texte: str) -> str:
    """Neither space nor hyphen of the layout: lines of the page break where they please."""
    return "".join(texte.replace("\u2010", "").split())


def lire(t: Tenue) -> str:
    verbal = actions.ouvrir_proces_verbal(t.seance, by=t.scene.odile.user, at=AT)
    texte = texte_du_pdf(documents_proces_verbal.rendre(verbal, projet=True))
    return serrer(texte)


@pytest.mark.regle("PVB-02", "POU-13")
def test_the_pdf_prints_the_report_the_deliberation_and_the_pouvoir(t: Tenue) -> None:
    f.ProjetFactory(
        intercommunalite=t.scene.intercommunalite, point=t.point("1.2"), titre="Réseau d’eau",
        expose="Le réseau perd un litre sur cinq.", dispositif="APPROUVE le plan de travaux.",
    )  # fmt: skip
    t.discuter("1.2")
    actes.proclamer(t.point("1.2"), Saisie(), **t.qui())
    lu = lire(t)
    for mot in ("un litre sur cinq", "Délibération, adoptée", "APPROUVE le plan", "daté du 3 mars"):
        assert serrer(mot) in lu
    assert serrer("5 pour, 0 contre, 0 abstention, 0 ne prenant pas part au vote") in lu


@pytest.mark.regle("PVB-02", "VOT-01")
def test_the_pdf_says_who_asked_for_the_ballot_and_counts_every_paper(t: Tenue) -> None:
    f.ScrutinFactory(
        intercommunalite=t.scene.intercommunalite, point=t.point("1.2"), mode="secret",
        demandeurs=2, issue="adoptee", pour=2, contre=1, abstention=0, blancs=1, nuls=1,
    )  # fmt: skip
    lu = lire(t)
    assert serrer("(scrutin secret, demandé par 2 membres présents)") in lu
    assert serrer("2 pour, 1 contre, 0 abstention, 1 bulletin blanc, 1 bulletin nul") in lu


@pytest.mark.regle("PVB-02", "ELE-01")
def test_the_pdf_prints_the_rounds_and_who_is_elected(t: Tenue) -> None:
    point = t.point("1.2")
    point.type, point.scrutin_de_personnes = "election", "executif"
    point.save()
    champs = {"intercommunalite": t.scene.intercommunalite}
    scrutin = f.ScrutinFactory(**champs, point=point, mode="secret", proclame_at=AT, pour=None)
    for numero, voix in ((1, (2, 2)), (2, (3, 1))):
        tour = f.TourFactory(
            **champs, scrutin=scrutin, numero=numero, votants=5, blancs=1, nuls=0, exprimes=4
        )
        for nom, n in zip(("camille", "marc"), voix, strict=True):
            elu = numero == 2 and nom == "camille"
            f.CandidatFactory(
                **champs, tour=tour, elu=t.scene.elus[nom], libelle="", voix=n, proclame_elu=elu
            )
    lu = lire(t)
    assert serrer("5 enveloppes, 1 blanc, 0 nul, 4 suffrages exprimés, majorité absolue 3") in lu
    assert serrer("Mme Camille ROUSSEL est proclamée élue.") in lu
    assert lu.count(serrer("Voix obtenues au")) == 2


@pytest.mark.regle("PVB-02", "SEA-06", "QST-01", "SEA-08")
def test_the_pdf_holds_what_happened_beside_the_points(t: Tenue) -> None:
    ici = t.scene.intercommunalite
    t.part("fatou")
    suspensions.voter_suspension(t.seance, demandeurs=2, pour=1, contre=3, **t.qui())
    for qui, venue in (("Lise Renard", AT), ("Ugo Blanc", None)):
        f.InviteFactory(
            intercommunalite=ici, seance=t.seance, elu=None, personne=qui, qualite="trésorière",
            arrive_at=venue,
        )  # fmt: skip
    f.QuestionFactory(
        intercommunalite=ici, seance=t.seance, point=t.point("1.1"), auteur=t.scene.elus["camille"],
        reponse="Dès lundi prochain.",
    )  # fmt: skip
    lu = lire(t)
    assert serrer("Mme Fatou DIOP quitte la séance.") in lu
    assert serrer("demandée par 2 membres et mise aux voix (1 pour, 3 contre), rejetée") in lu
    assert serrer("Lise Renard, trésorière") in lu
    # Asked to come, he did not.
    assert serrer("Ugo Blanc") not in lu
    assert serrer("Réponse : Dès lundi prochain.") in lu
    # Before the opening, she is among those present and nothing more.
    assert serrer("Mme Camille ROUSSEL arrive") not in lu


@pytest.mark.regle("SEA-02", "PVB-02")
def test_the_pdf_says_how_the_conseil_elected_who_presides(t: Tenue) -> None:
    marc = t.scene.elus["marc"]
    tenue.changer_de_president(
        t.seance, president=marc, qualite="", election="secret", voix=3, exprimes=4, **t.qui()
    )
    attendu = "M. Marc TISSOT est élu président de séance par le conseil, au scrutin secret, 3 voix"
    assert serrer(attendu) in lire(t)
