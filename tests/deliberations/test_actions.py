"""What a séance decides: proclaimed, voted again, numbered, copied out."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from deliberations import actions
from deliberations.actions_corrections import reprendre_le_vote
from deliberations.models import Deliberation, Scrutin, Vote
from deliberations.regles.depouillement import CONTRE, POUR, Releve
from deliberations.regles.majorite import ModeScrutin, Sens
from deliberations.regles.proclamation import Saisie
from governance import stockage
from governance.models import AuditEntry, Compteur
from governance.regles import RegleViolee
from instances.actions import suspensions, tenue
from instances.models import Point
from tests import distribution
from tests import factories as f
from tests.seances_tenues import Tenue, installer

pytestmark = pytest.mark.django_db
C, A, N = Sens.CONTRE, Sens.ABSTENTION, Sens.NE_PREND_PAS_PART


@pytest.fixture
def t() -> Iterator[Tenue]:
    """1.2 is in discussion: Marc, Paul, Camille and Fatou present, Jeanne by Marc."""
    scene = distribution.monter()
    t = installer(scene)
    with scene.entrer():
        t.pouvoir("jeanne", "marc")
        t.ouvrir("marc", "paul", "camille", "fatou")
        t.passer("1.1")
        t.discuter("1.2")
        yield t


def proclamer(t: Tenue, numero: str = "1.2", **saisie: Any) -> Scrutin:
    return actions.proclamer(t.point(numero), Saisie(**saisie), **t.qui())


def voix(t: Tenue, **sens: Sens) -> dict[Any, Sens]:
    return {t.sieges[nom].pk: s for nom, s in sens.items()}


def compte(scrutin: Scrutin) -> tuple[int | None, ...]:
    return scrutin.pour, scrutin.contre, scrutin.abstention, scrutin.ne_prend_pas_part


def noms(scrutin: Scrutin) -> dict[str, str]:
    votes = scrutin.votes.select_related("siegeant__elu")
    return {v.siegeant.elu.prenom: v.sens for v in votes}


def refus(acte: Callable[..., Any], *args: Any, **kwargs: Any) -> list[str]:
    avant = _etat()
    with pytest.raises(RegleViolee) as refuse:
        acte(*args, **kwargs)
    assert _etat() == avant
    return [m.regle for m in refuse.value.manquements]


def _etat() -> list[Any]:
    tables = (Scrutin, Vote, Deliberation, Point, Compteur)
    return [list(m.objects.order_by("pk").values()) for m in tables] + [AuditEntry.objects.count()]


# Proclaiming --------------------------------------------------------------------------------


@pytest.mark.regle("VOT-01", "VOT-08")
def test_a_vote_by_exception_counts_everybody_once(t: Tenue) -> None:
    scrutin = proclamer(t, exceptions=voix(t, camille=C, fatou=N), non_nommees={Sens.ABSTENTION: 1})
    assert compte(scrutin) == (2, 1, 1, 1)
    assert (scrutin.presents, scrutin.pouvoirs, scrutin.issue) == (4, 1, "adoptee")
    assert (scrutin.blancs, scrutin.nuls) == (None, None)
    assert noms(scrutin) == {"Camille": "contre", "Fatou": "ne_prend_pas_part"}
    acte = Deliberation.objects.get()
    assert (acte.point.numero, acte.etat, acte.numero) == ("1.2", "adoptee", "")
    assert t.point("1.2").etat == "traite"
    entree = AuditEntry.objects.get(verbe="scrutin_proclamer")
    assert entree.donnees == {"issue": "adoptee", "mode": "ordinaire"}


def test_the_act_bears_the_title_of_its_projet(t: Tenue) -> None:
    f.ProjetFactory(
        intercommunalite=t.scene.intercommunalite, point=t.point("1.2"), titre="Mobilités 2027"
    )
    proclamer(t)
    assert Deliberation.objects.get().titre == "Mobilités 2027"


def test_a_voice_given_by_pouvoir_is_told_apart(t: Tenue) -> None:
    scrutin = proclamer(t, exceptions=voix(t, marc=C, jeanne=A))
    votes = {v.siegeant.elu.prenom: v.par_mandataire for v in scrutin.votes.all()}
    assert votes == {"Marc": False, "Jeanne": True}


@pytest.mark.regle("VOT-08", "MEM-01")
def test_voices_that_nobody_has_are_refused(t: Tenue) -> None:
    assert refus(proclamer, t, non_nommees={C: 6}) == ["VOT-08"]
    hors = {f.SiegeantFactory(intercommunalite=t.scene.intercommunalite).pk: C}
    assert refus(proclamer, t, exceptions=hors) == ["VOT-08"]


@pytest.mark.regle("VOT-04")
def test_a_tie_goes_with_the_president_of_the_seance(t: Tenue) -> None:
    t.part("fatou")
    deux_contre = voix(t, marc=C, jeanne=C)
    scrutin = proclamer(t, exceptions=deux_contre)
    assert compte(scrutin) == (2, 2, 1, 0)
    assert (scrutin.issue, scrutin.voix_du_president) == ("adoptee", "pour")


@pytest.mark.regle("VOT-04")
def test_a_tie_of_unnamed_voices_waits_for_the_president(t: Tenue) -> None:
    assert refus(proclamer, t, non_nommees={C: 2, A: 1}) == ["VOT-04"]
    scrutin = proclamer(t, non_nommees={C: 2, A: 1}, voix_du_president=C)
    assert (scrutin.issue, scrutin.voix_du_president) == ("rejetee", "contre")
    assert Deliberation.objects.get().etat == "rejetee"


@pytest.mark.regle("QUO-04")
def test_who_left_during_the_discussion_abstains_then_is_out(t: Tenue) -> None:
    t.part("marc")
    scrutin = proclamer(t)
    assert compte(scrutin) == (3, 0, 2, 0)
    assert noms(scrutin) == {"Marc": "abstention", "Jeanne": "abstention"}
    t.discuter("1.3")
    suivant = proclamer(t, "1.3")
    assert compte(suivant) == (3, 0, 0, 0)
    assert (suivant.presents, suivant.pouvoirs) == (3, 0)


@pytest.mark.regle("QUO-07", "VOT-06")
def test_the_accounts_are_voted_without_the_president_and_adopted_by_a_tie(t: Tenue) -> None:
    Point.objects.filter(numero="1.2").update(compte_administratif=True)
    paul = voix(t, paul=C)
    assert refus(proclamer, t, exceptions=paul) == ["SEA-02", "VOT-08"]
    tenue.changer_de_president(t.seance, president=t.scene.elus["marc"], qualite="", **t.qui())
    f.DeportFactory(
        intercommunalite=t.scene.intercommunalite, point=t.point("1.2"), siegeant=t.sieges["paul"],
        motif="comptes", confirme_at=t.qui()["at"],
    )  # fmt: skip
    scrutin = proclamer(t, exceptions=voix(t, marc=C, jeanne=C))
    assert compte(scrutin) == (2, 2, 0, 0)
    assert (scrutin.presents, scrutin.issue) == (3, "adoptee")


@pytest.mark.regle("QUO-05", "POU-08")
def test_who_withdraws_votes_neither_for_himself_nor_for_his_mandant(t: Tenue) -> None:
    f.DeportFactory(
        intercommunalite=t.scene.intercommunalite, point=t.point("1.2"), siegeant=t.sieges["marc"]
    )
    scrutin = proclamer(t)
    assert (compte(scrutin), scrutin.presents, scrutin.pouvoirs) == ((3, 0, 0, 0), 3, 0)


def test_guests_are_in_the_room_and_do_not_vote(t: Tenue) -> None:
    champs = {"intercommunalite": t.scene.intercommunalite}
    invite = f.SiegeantFactory(
        **champs, seance=t.scene.seance, elu=None, personne="Mme Inès FARGES", vote=False,
        compte_quorum=False,
    )  # fmt: skip
    f.PresenceFactory(**champs, siegeant=invite)
    scrutin = proclamer(t)
    assert (scrutin.presents, scrutin.pour) == (4, 5)


# Modes --------------------------------------------------------------------------------------


@pytest.mark.regle("SCR-02")
def test_a_public_ballot_keeps_every_name(t: Tenue) -> None:
    scrutin = proclamer(t, mode=ModeScrutin.PUBLIC, exceptions=voix(t, camille=C), demandeurs=1)
    assert compte(scrutin) == (4, 1, 0, 0)
    assert set(noms(scrutin)) == {"Marc", "Paul", "Camille", "Fatou", "Jeanne"}
    assert scrutin.votes.filter(par_mandataire=True).count() == 1
    assert scrutin.demandeurs == 1


def deux(pour: int, contre: int, **papiers: int) -> tuple[Releve, ...]:
    """What two people counted, alike."""
    lu = {"voix": {POUR: pour, CONTRE: contre}, "enveloppes": pour + contre + sum(papiers.values())}
    return Releve(**lu, **papiers, par="Line"), Releve(**lu, **papiers, par="Samir")


@pytest.mark.regle("SCR-03", "SCR-07")
def test_a_secret_ballot_keeps_none(t: Tenue) -> None:
    secret = {"mode": ModeScrutin.SECRET, "releves": deux(2, 1, blancs=1, nuls=1)}
    seul = secret | {"releves": secret["releves"][:1]}
    assert refus(proclamer, t, **seul, demandeurs=2) == ["ELE-02"]
    assert refus(proclamer, t, **secret, demandeurs=1) == ["SCR-03"]
    nommees = voix(t, camille=C)
    assert refus(proclamer, t, **secret, demandeurs=2, exceptions=nommees) == ["SCR-07"]
    scrutin = proclamer(t, **secret, demandeurs=2)
    assert (scrutin.blancs, scrutin.nuls, scrutin.voix_du_president) == (1, 1, "")
    assert not Vote.objects.exists()


@pytest.mark.regle("SCR-07")
def test_the_database_itself_refuses_a_name_beside_a_secret_voice(t: Tenue) -> None:
    scrutin = proclamer(t, mode=ModeScrutin.SECRET, releves=deux(5, 0), demandeurs=2)
    champs = {"intercommunalite": t.scene.intercommunalite}
    with pytest.raises(IntegrityError, match="nom de personne"), transaction.atomic():
        f.VoteFactory(**champs, scrutin=scrutin, siegeant=t.sieges["marc"])


@pytest.mark.regle("VOT-05")
def test_a_secret_tie_is_rejected_whoever_presides(t: Tenue) -> None:
    scrutin = proclamer(t, mode=ModeScrutin.SECRET, releves=deux(2, 2, nuls=1), demandeurs=2)
    assert scrutin.issue == "rejetee"


@pytest.mark.regle("ODJ-05", "BUR-05", "SCR-03")
def test_only_the_point_in_discussion_is_put_to_the_vote(t: Tenue) -> None:
    assert refus(proclamer, t, "1.3") == ["ODJ-05"]
    assert refus(proclamer, t, "1.1") == ["ODJ-05", "BUR-05"]
    Point.objects.filter(numero="1.2").update(type="election")
    assert refus(proclamer, t) == ["SCR-03"]


def test_an_avis_is_voted_and_makes_no_act(t: Tenue) -> None:
    Point.objects.filter(numero="1.2").update(type="avis")
    assert proclamer(t).issue == "adoptee"
    assert not Deliberation.objects.exists()


@pytest.mark.regle("ODJ-05")
def test_a_result_is_proclaimed_once(t: Tenue) -> None:
    proclamer(t)
    assert refus(proclamer, t) == ["ODJ-05"]


@pytest.mark.regle("ETA-01")
def test_nothing_is_proclaimed_while_the_seance_is_suspended(t: Tenue) -> None:
    suspensions.suspendre(t.seance, **t.qui())
    assert refus(proclamer, t) == ["ETA-01"]


# Voted again --------------------------------------------------------------------------------


@pytest.mark.regle("VOT-09")
def test_a_vote_taken_again_keeps_the_former_out_of_the_count(t: Tenue) -> None:
    premier = proclamer(t, non_nommees={C: 4})
    reprendre_le_vote(t.point("1.2"), motif="Voix mal comptées", **t.qui())
    assert t.point("1.2").etat == "en_discussion"
    assert not Deliberation.objects.exists()
    second = proclamer(t, exceptions=voix(t, camille=C))
    premier.refresh_from_db()
    assert premier.annule_at is not None
    assert (second.ordre, second.issue) == (2, "adoptee")
    assert Deliberation.objects.get().etat == "adoptee"
    entree = AuditEntry.objects.get(verbe="scrutin_reprendre")
    assert entree.donnees == {"motif": "Voix mal comptées"}


@pytest.mark.regle("VOT-09", "ODJ-05")
def test_a_vote_is_not_taken_again_without_reason_or_out_of_turn(t: Tenue) -> None:
    assert refus(reprendre_le_vote, t.point("1.3"), motif="?", **t.qui()) == [
        "VOT-09", "ODJ-05",
    ]  # fmt: skip
    proclamer(t)
    assert refus(reprendre_le_vote, t.point("1.2"), motif=" ", **t.qui()) == ["VOT-09"]
    t.discuter("1.3")
    assert refus(reprendre_le_vote, t.point("1.2"), motif="?", **t.qui()) == ["ODJ-05"]


@pytest.mark.regle("QUO-04")
def test_who_left_since_does_not_vote_again_in_his_absence(t: Tenue) -> None:
    proclamer(t)
    t.part("camille")
    reprendre_le_vote(t.point("1.2"), motif="Erreur", **t.qui())
    assert compte(proclamer(t)) == (4, 0, 1, 0)


# Numbers and extraits ---------------------------------------------------------------------


@pytest.fixture
def levee(t: Tenue) -> Tenue:
    """Two acts, the last of the ordre du jour voted first."""
    t.clore("1.2", "ajourne")
    Point.objects.filter(numero="1.2").update(etat="inscrit", mis_en_discussion_at=None)
    for numero in ("1.3", "1.2"):
        t.discuter(numero)
        proclamer(t, numero)
    t.lever()
    return t


@pytest.mark.regle("REG-01")
def test_acts_are_numbered_in_the_order_they_were_voted_without_gap(levee: Tenue) -> None:
    ici = levee.scene.intercommunalite
    annee = levee.seance.starts_at.year
    f.CompteurFactory(intercommunalite=ici, serie=f"deliberations/{annee}", dernier=41)
    assert actions.numeroter(levee.seance, **levee.qui()) == 2
    actes = Deliberation.objects.order_by("numero_ordre")
    assert [(a.point.numero, a.numero_ordre) for a in actes] == [("1.3", 1), ("1.2", 2)]
    premier, second = (a.numero for a in actes)
    assert (premier.count("42"), second.count("43")) == (1, 1)
    assert Compteur.objects.get(serie=f"deliberations/{annee}").dernier == 43
    entree = AuditEntry.objects.get(verbe="seance_numeroter")
    assert entree.donnees == {"premier": 42, "nombre": 2}


@pytest.mark.regle("REG-01")
def test_acts_are_numbered_once(levee: Tenue) -> None:
    actions.numeroter(levee.seance, **levee.qui())
    assert refus(actions.numeroter, levee.seance, **levee.qui()) == ["REG-01"]


@pytest.mark.regle("REG-01")
def test_acts_are_not_numbered_before_the_end(t: Tenue) -> None:
    proclamer(t)
    assert refus(actions.numeroter, t.seance, **t.qui()) == ["REG-01"]


@pytest.mark.regle("REG-06")
def test_the_text_of_a_numbered_act_no_longer_changes(levee: Tenue) -> None:
    point = levee.point("1.3")
    actions.rediger_projet(point, titre="Plan", expose="Vu.", **levee.qui())
    actions.numeroter(levee.seance, **levee.qui())
    assert refus(actions.rediger_projet, point, titre="Autre", **levee.qui()) == ["REG-06"]
    assert point.projets.get().titre == "Plan"
    assert AuditEntry.objects.get(verbe="projet_rediger").donnees == {"champs": ["expose", "titre"]}


@pytest.mark.regle("REG-01")
def test_an_extrait_waits_for_its_number(levee: Tenue) -> None:
    acte = Deliberation.objects.first()
    assert refus(actions.etablir_extrait, acte, **levee.qui()) == ["REG-01"]


def test_an_extrait_is_rendered_once_and_kept(levee: Tenue, monkeypatch: Any) -> None:
    actions.numeroter(levee.seance, **levee.qui())
    acte = Deliberation.objects.get(point__numero="1.3")
    rendus = iter([b"%PDF-1.7 premier", b"%PDF-1.7 second"])
    monkeypatch.setattr("deliberations.documents.render_extrait", lambda *_: next(rendus))
    for _ in range(2):
        actions.etablir_extrait(Deliberation.objects.get(pk=acte.pk), **levee.qui())
    acte.refresh_from_db()
    assert stockage.lire(acte.extrait) == b"%PDF-1.7 premier"
    entree = AuditEntry.objects.get(verbe="extrait_etablir")
    assert entree.donnees == {"sha256": acte.extrait.sha256}
