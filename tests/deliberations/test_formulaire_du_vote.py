"""The vote being noted: what each button does to it, and what is read of it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.http import QueryDict

from deliberations.forms_vote import VoteForm
from deliberations.queries.conduite import Console
from deliberations.regles.majorite import ModeScrutin, Sens
from deliberations.regles.proclamation import Saisie
from instances.models import Seance
from tests import distribution
from tests import factories as f
from tests.seances_tenues import Tenue, installer

pytestmark = pytest.mark.django_db
C, A, N = Sens.CONTRE, Sens.ABSTENTION, Sens.NE_PREND_PAS_PART


@pytest.fixture
def t() -> Iterator[Tenue]:
    """1.2 in discussion: Marc, Paul, Camille, and Hugo for Fatou; Jeanne by Marc."""
    scene = distribution.monter()
    t = installer(scene)
    with scene.entrer():
        t.pouvoir("jeanne", "marc")
        t.arrive_hugo()
        t.ouvrir("marc", "paul", "camille")
        t.passer("1.1")
        t.discuter("1.2")
        yield t


def formulaire(t: Tenue, geste: str = "", **donnees: Any) -> VoteForm:
    lu = QueryDict(mutable=True)
    for nom, valeur in {"geste": geste, **donnees}.items():
        lu.setlist(nom, valeur if isinstance(valeur, list) else [valeur])
    console = Console(t.seance)
    assert console.courant is not None
    form = VoteForm(lu, point=console.courant, console=console)
    form.appliquer(geste)
    return form


def nommees(t: Tenue, form: VoteForm) -> dict[str, Sens]:
    noms = {siege.pk: nom for nom, siege in t.sieges.items()}
    return {noms[pk]: sens for pk, sens in form.exceptions.items()}


@pytest.mark.parametrize(
    ("nom", "attendues"),
    [
        ("tissot", {"marc": C, "jeanne": C}),
        ("M. Paul GIRARD", {"paul": C}),
        ("  girard ", {"paul": C}),
        ("Jeanne", {"jeanne": C}),
        ("Hugo", {"fatou": C}),
        ("diop", {"fatou": C}),
    ],
)
def test_a_member_is_found_by_any_part_of_the_name(
    t: Tenue, nom: str, attendues: dict[str, Sens]
) -> None:
    form = formulaire(t, "ajouter:contre", nom=nom)
    assert nommees(t, form) == attendues
    assert form.nom_saisi == ""
    assert form.annonce.startswith("Contre")


def test_accents_are_not_needed_to_find_a_name(t: Tenue) -> None:
    elu = t.scene.elus["paul"]
    elu.prenom = "Rémi"
    elu.save()
    assert nommees(t, formulaire(t, "ajouter:contre", nom="remi")) == {"paul": C}


@pytest.mark.parametrize(
    ("nom", "dit"),
    [("Durand", "Personne du nom de"), ("a", "désigne plusieurs votants"), ("M", "plusieurs")],
)
def test_a_name_that_finds_nobody_or_many_is_refused(t: Tenue, nom: str, dit: str) -> None:
    form = formulaire(t, "ajouter:contre", nom=nom)
    assert form.exceptions == {}
    assert dit in form.errors["nom"][0]
    assert form.nom_saisi == nom


def test_a_member_who_left_is_not_a_voter_of_the_next_point(t: Tenue) -> None:
    t.clore("1.2", "ajourne")
    t.part("camille")
    t.discuter("1.3")
    assert "Personne" in formulaire(t, "ajouter:contre", nom="Roussel").errors["nom"][0]


def test_the_voice_of_a_mandant_may_be_told_apart(t: Tenue) -> None:
    marc, jeanne = t.sieges["marc"].pk, t.sieges["jeanne"].pk
    exceptions = [f"{marc}:contre", f"{jeanne}:contre"]
    form = formulaire(t, f"retirer:{jeanne}", exception=exceptions)
    assert nommees(t, form) == {"marc": C}


def test_voices_without_a_name_are_added_and_taken_off(t: Tenue) -> None:
    form = formulaire(t, "ajouter:abstention", sans_nom_abstention="2")
    assert form.non_nommees[A] == 3
    assert formulaire(t, "retirer_sans_nom:abstention", sans_nom_abstention="1").non_nommees[A] == 0
    assert formulaire(t, "retirer_sans_nom:abstention").non_nommees[A] == 0


def test_the_state_travels_from_one_button_to_the_next(t: Tenue) -> None:
    camille = t.sieges["camille"].pk
    form = formulaire(
        t, "mode:public", exception=[f"{camille}:ne_prend_pas_part"], sans_nom_contre="2",
        demandeurs="3", voix_du_president="contre",
    )  # fmt: skip
    assert form.saisie() == Saisie(
        mode=ModeScrutin.PUBLIC,
        exceptions={camille: N},
        non_nommees={C: 2, A: 0, N: 0},
        demandeurs=3,
        voix_du_president=C,
    )
    assert [(c["sens"], c["total"]) for c in form.colonnes] == [
        ("contre", 2), ("abstention", 0), ("ne_prend_pas_part", 1),
    ]  # fmt: skip


@pytest.mark.regle("SCR-07")
def test_a_secret_ballot_forgets_the_names_that_were_noted(t: Tenue) -> None:
    camille = t.sieges["camille"].pk
    form = formulaire(t, "", mode="secret", exception=[f"{camille}:contre"], demandeurs="2")
    saisie = form.saisie()
    assert (saisie.exceptions, saisie.non_nommees, saisie.releves) == ({}, {}, ())


@pytest.mark.parametrize(
    "donnees",
    [
        {"mode": "assentiment"},
        {"mode": "?"},
        {"exception": ["x:contre", "1", ":", "999999:contre"]},
        {"sans_nom_contre": "-1"},
        {"sans_nom_contre": "²"},
        {"demandeurs": "9" * 4500},
        {"voix_du_president": "ne_prend_pas_part"},
    ],
)
def test_what_is_not_a_vote_is_left_out(t: Tenue, donnees: dict[str, Any]) -> None:
    assert formulaire(t, "", **donnees).saisie() == Saisie(non_nommees={C: 0, A: 0, N: 0})


@pytest.mark.regle("VOT-06")
def test_the_accounts_say_so(t: Tenue) -> None:
    t.scene.seance.points.filter(numero="1.2").update(compte_administratif=True)
    assert formulaire(t).saisie().comptes


def test_nothing_noted_yet_is_everybody_for(t: Tenue) -> None:
    console = Console(t.seance)
    assert console.courant is not None
    form = VoteForm(None, point=console.courant, console=console)
    assert form.saisie() == Saisie(non_nommees={C: 0, A: 0, N: 0})
    assert not form.is_bound


@pytest.mark.regle("CNV-19")
def test_a_seance_held_remotely_starts_from_the_public_ballot(t: Tenue) -> None:
    Seance.objects.filter(pk=t.scene.seance.pk).update(visioconference=True)
    assert formulaire(t).mode_choisi is ModeScrutin.PUBLIC


def test_a_guest_is_not_offered_as_a_voter(t: Tenue) -> None:
    champs = {"intercommunalite": t.scene.intercommunalite}
    invite = f.SiegeantFactory(
        **champs, seance=t.scene.seance, elu=None, personne="Mme Inès FARGES", vote=False,
        compte_quorum=False,
    )  # fmt: skip
    f.PresenceFactory(**champs, siegeant=invite)
    assert "Personne" in formulaire(t, "ajouter:contre", nom="Farges").errors["nom"][0]
