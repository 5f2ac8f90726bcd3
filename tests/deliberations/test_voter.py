"""A vote with its voices: from phones, from the room, until it is closed."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from deliberations import actions_appels, actions_voter
from deliberations.models import Appel, Scrutin, Voix, Vote
from deliberations.queries.appels import appel_de_la_seance
from deliberations.regles.majorite import ModeScrutin, Sens
from governance.db import partager
from governance.models import AuditEntry
from governance.regles import RegleViolee
from instances.models import Elu, ReglementInterieur, Seance, Siegeant
from tests import distribution
from tests import factories as f
from tests.seances_tenues import Tenue, installer

pytestmark = pytest.mark.django_db
TELEPHONES = {"mode_vote_defaut": "electronique"}


@pytest.fixture
def t() -> Tenue:
    """Marc, Paul and Camille are in; Jeanne gave her pouvoir to Camille. Point 1.2 is up."""
    t = installer(distribution.monter())
    with t.scene.entrer():
        ReglementInterieur.objects.update(valeurs=TELEPHONES)
        t.pouvoir("jeanne", "camille")
        t.ouvrir("marc", "paul", "camille")
        t.passer("1.1")
        t.discuter("1.2")
    return t


def ouvrir(t: Tenue, mode: ModeScrutin = ModeScrutin.PUBLIC, **options: Any) -> Appel:
    options = {"electronique": True} | options
    point = t.point("1.2")
    point.seance = t.seance
    return actions_appels.ouvrir_appel(point, mode=mode, **options, **t.qui())


def relu(t: Tenue) -> Appel:
    appel = appel_de_la_seance(t.seance)
    assert appel is not None
    return appel


def voter(t: Tenue, nom: str, sens: str, pour: str = "", appel: Appel | None = None) -> Voix:
    return actions_voter.voter(
        appel or relu(t), t.siege(pour or nom), sens=Sens(sens), elu=t.scene.elus[nom], **t.qui()
    )


def telephone(client: Any, t: Tenue, nom: str, sens: str, pour: str = "", **entetes: str) -> Any:
    client.force_login(t.scene.acces[nom].user)
    with t.scene.entrer():
        appel = appel_de_la_seance(t.seance)
    with f.portee_nette():
        return client.post(
            t.scene.url(f"seances/1/voter/{t.sieges[pour or nom].pk}/"),
            {"sens": sens, "appel": appel.pk if appel else 0},
            headers=entetes,
        )


def voir(client: Any, t: Tenue, nom: str, suite: str = "", **entetes: str) -> Any:
    client.force_login(t.scene.acces[nom].user)
    with f.portee_nette():
        return client.get(t.scene.url(f"seances/1/voter/{suite}"), headers=entetes)


# The act -------------------------------------------------------------------------------------


@pytest.mark.regle("MEM-01", "POU-10", "SCR-02")
def test_phones_hands_and_pouvoirs_make_one_result_with_names(t: Tenue) -> None:
    with t.scene.entrer():
        ouvrir(t)
        voter(t, "camille", "contre")
        voter(t, "camille", "abstention", pour="jeanne")
        voter(t, "paul", "contre")
        voter(t, "paul", "pour")
        actions_voter.noter_dans_la_salle(
            relu(t), t.siege("marc"), sens=Sens.POUR, voie="main", **t.qui()
        )
        scrutin = actions_appels.clore_appel(relu(t), **t.qui())
        lus = {v.siegeant_id: (v.sens, v.par_mandataire) for v in scrutin.votes.all()}
    assert (scrutin.pour, scrutin.contre, scrutin.abstention) == (2, 1, 1)
    assert lus[t.sieges["jeanne"].pk] == ("abstention", True)
    assert lus[t.sieges["paul"].pk] == ("pour", False)
    assert len(lus) == 4


@pytest.mark.regle("VOT-08")
def test_silence_waits_until_somebody_says_how_it_counts(t: Tenue) -> None:
    with t.scene.entrer():
        ouvrir(t)
        voter(t, "paul", "pour")
        with pytest.raises(RegleViolee, match="Il manque 3 voix"):
            actions_appels.clore_appel(relu(t), **t.qui())
        assert relu(t).ouvert
        scrutin = actions_appels.clore_appel(relu(t), sans_voix=Sens.ABSTENTION, **t.qui())
    assert (scrutin.pour, scrutin.abstention) == (1, 3)


@pytest.mark.regle("QUO-04")
def test_who_left_keeps_the_voice_given_and_abstains_without_one(t: Tenue) -> None:
    with t.scene.entrer():
        ouvrir(t)
        voter(t, "marc", "contre")
        t.part("marc")
        t.part("camille")
        with pytest.raises(RegleViolee, match="a quitté la séance"):
            voter(t, "marc", "pour")
        voter(t, "paul", "pour")
        scrutin = actions_appels.clore_appel(relu(t), **t.qui())
    assert (scrutin.pour, scrutin.contre, scrutin.abstention) == (1, 1, 2)


@pytest.mark.regle("QUO-04", "POU-05")
def test_who_arrives_votes_and_his_pouvoir_is_suspended(t: Tenue) -> None:
    with t.scene.entrer():
        ouvrir(t)
        voter(t, "camille", "pour", pour="jeanne")
        t.arrivent("jeanne", "fatou")
        with pytest.raises(RegleViolee, match="dans la salle"):
            voter(t, "camille", "contre", pour="jeanne")
        voter(t, "jeanne", "contre")
        voter(t, "fatou", "contre")
        assert Voix.objects.get(siegeant=t.siege("jeanne")).sens == "contre"


@pytest.mark.regle("SCR-01", "SCR-07", "CNV-19")
@pytest.mark.parametrize(
    ("mode", "visio", "regle"),
    [("secret", False, "SCR-07"), ("secret", True, "CNV-19"), ("ordinaire", True, "CNV-19")],
)
def test_what_would_hide_who_voted_what_is_not_opened(
    t: Tenue, mode: str, visio: bool, regle: str
) -> None:
    with t.scene.entrer():
        Seance.objects.filter(pk=t.scene.seance.pk).update(visioconference=visio)
        with pytest.raises(RegleViolee) as refus:
            ouvrir(t, ModeScrutin(mode))
        assert not Appel.objects.exists()
    assert regle in {m.regle for m in refus.value.manquements}


@pytest.mark.regle("SCR-01")
def test_phones_are_for_those_whose_reglement_says_so(t: Tenue) -> None:
    with t.scene.entrer():
        ReglementInterieur.objects.update(valeurs={})
        with pytest.raises(RegleViolee, match="n’admet pas le vote électronique"):
            ouvrir(t)
        ouvrir(t, electronique=False)
        with pytest.raises(RegleViolee, match="répondez dans la salle"):
            voter(t, "paul", "pour")


@pytest.mark.regle("SCR-07")
def test_the_database_ties_no_name_to_a_secret_ballot(t: Tenue) -> None:
    champs = {"intercommunalite": t.scene.intercommunalite}
    with t.scene.entrer():
        appel = ouvrir(t)
        point = t.point("1.2")
        secret = f.ScrutinFactory(**champs, point=point, ordre=8, mode="secret")
        public = f.ScrutinFactory(**champs, point=point, ordre=9, mode="public")
        f.VoteFactory(**champs, scrutin=public, siegeant=t.siege("paul"))
        for ecrire in (
            lambda: Appel.objects.filter(pk=appel.pk).update(mode="secret"),
            lambda: Appel.objects.filter(pk=appel.pk).update(scrutin=secret),
            lambda: Scrutin.objects.filter(pk=public.pk).update(mode="secret"),
            lambda: f.VoteFactory(**champs, scrutin=secret, siegeant=t.siege("paul")),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                ecrire()


def test_a_voice_taken_off_is_recorded_and_awaited_again(t: Tenue) -> None:
    with t.scene.entrer():
        ouvrir(t)
        voter(t, "paul", "pour")
        actions_voter.retirer_voix(relu(t), t.siege("paul"), **t.qui())
        assert not Voix.objects.exists()
        assert AuditEntry.objects.get(verbe="voix_retirer").donnees["sens"] == "pour"
        actions_appels.abandonner_appel(relu(t), **t.qui())
        assert appel_de_la_seance(t.seance) is None


# Two hundred at once -------------------------------------------------------------------------


def _en_parallele(t: Tenue, gestes: list[Any]) -> list[Any]:
    """Each in a thread and a connection of its own, all let go together."""
    depart = threading.Barrier(len(gestes))

    def faire(geste: Any) -> Any:
        try:
            with t.scene.entrer():
                depart.wait(20)
                return geste()
        except RegleViolee as refus:
            return refus
        finally:
            connection.close()

    with ThreadPoolExecutor(len(gestes)) as fils:
        return list(fils.map(faire, gestes))


@pytest.fixture
def assemblee(t: Tenue) -> list[int]:
    """Fifty seats more, occupied."""
    champs = {"intercommunalite": t.scene.intercommunalite, "seance": t.scene.seance}
    with t.scene.entrer():
        sieges = [f.SiegeantFactory(**champs, ordre=rang).pk for rang in range(20, 70)]
        for pk in sieges:
            f.PresenceFactory(**champs, siegeant_id=pk)
        Seance.objects.filter(pk=t.scene.seance.pk).update(en_exercice=55, revision=500)
    return sieges


@pytest.mark.django_db(transaction=True)
@pytest.mark.regle("VOT-08")
def test_fifty_votes_against_a_close_count_who_was_told_and_nobody_else(
    t: Tenue, assemblee: list[int]
) -> None:
    with t.scene.entrer():
        ouvrir(t)
        elus = dict(Siegeant.objects.filter(pk__in=assemblee).values_list("pk", "elu_id"))

    def voix(pk: int) -> Any:
        appel, siege = relu(t), Siegeant.objects.select_related("elu").get(pk=pk)
        return actions_voter.voter(appel, siege, sens=Sens.POUR, elu=siege.elu, **t.qui())

    def clore() -> Any:
        appel = relu(t)
        return actions_appels.clore_appel(appel, sans_voix=Sens.ABSTENTION, **t.qui())

    gestes: list[Any] = [lambda pk=pk: _ou_clos(lambda: voix(pk)) for pk in assemblee]
    gestes.insert(len(gestes) // 2, clore)
    rendus = _en_parallele(t, gestes)
    notes = {v.siegeant_id for v in rendus if isinstance(v, Voix)}
    scrutin = next(s for s in rendus if isinstance(s, Scrutin))
    assert len(elus) == 50
    with t.scene.entrer():
        comptes = set(
            Vote.objects.filter(scrutin=scrutin, sens="pour").values_list("siegeant_id", flat=True)
        )
        assert comptes == notes
        assert scrutin.pour == len(notes) == Voix.objects.count()


def _ou_clos(geste: Any) -> Any:
    """The vote may be closed before this voice even finds it."""
    try:
        return geste()
    except AssertionError:
        return None


@pytest.mark.django_db(transaction=True)
def test_the_same_voice_sent_ten_times_at_once_is_one(t: Tenue) -> None:
    with t.scene.entrer():
        ouvrir(t)
    rendus = _en_parallele(t, [lambda: voter(t, "paul", "pour")] * 10)
    assert all(isinstance(v, Voix) for v in rendus)
    with t.scene.entrer():
        assert Voix.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.regle("SCR-02")
def test_a_ballot_waits_for_no_other_and_not_for_the_seance(t: Tenue) -> None:
    """While another voice is being written, and while the clerk notes an arrival."""
    with t.scene.entrer():
        ouvrir(t)
    with t.scene.entrer():
        partager(relu(t))
        Seance.objects.select_for_update().get(pk=t.scene.seance.pk)
        debut = timezone.now()
        (rendu,) = _en_parallele(t, [lambda: voter(t, "paul", "pour")])
        assert isinstance(rendu, Voix)
        assert (timezone.now() - debut).total_seconds() < 5


# How one comes to it -------------------------------------------------------------------------

VOTER, PAROLE = "seances/1/voter/", "seances/1/ma-parole/"


def liens(client: Any, t: Tenue, nom: str, chemin: str) -> set[str]:
    client.force_login(t.scene.acces[nom].user)
    with f.portee_nette():
        lue = BeautifulSoup(client.get(t.scene.url(chemin)).content, "html.parser")
    return {a["href"] for a in lue.select("main a")} & {t.scene.url(VOTER), t.scene.url(PAROLE)}


@pytest.fixture
def convoque(t: Tenue) -> Tenue:
    """Camille received the convocation."""
    ici = {"intercommunalite": t.scene.intercommunalite}
    with t.scene.entrer():
        convocation = f.ConvocationFactory(**ici, seance=t.seance, version=1)
        envoi = f.EnvoiFactory(**ici)
        f.RemiseFactory(**ici, convocation=convocation, elu=t.scene.elus["camille"], envoi=envoi)
    return t


@pytest.mark.parametrize("chemin", ["", "seances/1/", "seances/1/mon-dossier/"])
def test_a_member_finds_the_vote_and_the_floor_where_he_looks(client, convoque, chemin) -> None:
    t = convoque
    assert liens(client, t, "camille", chemin) == {t.scene.url(VOTER), t.scene.url(PAROLE)}
    with t.scene.entrer():
        ReglementInterieur.objects.update(valeurs={})
    assert liens(client, t, "camille", chemin) == {t.scene.url(PAROLE)}
    with t.scene.entrer():
        Seance.objects.filter(pk=t.seance.pk).update(etat="levee")
    assert liens(client, t, "camille", chemin) == set()


def test_each_page_leads_to_the_other_and_whoever_has_no_seat_to_none(client, t) -> None:
    assert liens(client, t, "camille", VOTER) == {t.scene.url(PAROLE)}
    assert t.scene.url(VOTER) in liens(client, t, "camille", PAROLE)
    assert liens(client, t, "samir", "seances/1/") == set()
    with t.scene.entrer():
        Elu.objects.filter(pk=t.scene.elus["hugo"].pk).update(acces=t.scene.acces["samir"])
    # A suppléant who does not sit has a page to vote, which says so, and no floor to ask for.
    assert liens(client, t, "samir", "seances/1/") == {t.scene.url(VOTER)}
    with t.scene.entrer():
        t.arrive_hugo()
    assert liens(client, t, "samir", "seances/1/") == {t.scene.url(VOTER), t.scene.url(PAROLE)}
