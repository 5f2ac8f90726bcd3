from datetime import date
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instances.regles.composition import (
    Composition,
    MandatVu,
    Nature,
    Nomination,
    RegleDeComposition,
    Source,
    Suppleance,
    Voix,
    composition,
    convoques,
    effectifs,
)
from instances.regles.faits import RegleQuorum, TypePoint
from instances.regles.modeles_instances import MODELES, NatureInstance

LE = date(2026, 11, 24)


def mandat(elu, nature, commune=None, **valeurs):
    return MandatVu(elu=elu, nature=nature, commune=commune, **valeurs)


N = Nature
MANDATS = (
    mandat("paul", N.CONSEILLER_COMMUNAUTAIRE, "arc"),
    mandat("vera", N.CONSEILLER_COMMUNAUTAIRE, "arc"),
    mandat("marc", N.CONSEILLER_COMMUNAUTAIRE, "bief"),
    mandat("sara", N.SUPPLEANT, "bief", suppleant_de="marc"),
    mandat("dan", N.CONSEILLER_COMMUNAUTAIRE, "col"),
    mandat("vera", N.VICE_PRESIDENT, rang=2),
    mandat("marc", N.VICE_PRESIDENT, rang=1),
    mandat("paul", N.PRESIDENT),
    mandat("dan", N.CONSEILLER_DELEGUE, rang=1),
    mandat("paul", N.MAIRE, "arc"),
    mandat("sara", N.MAIRE, "bief"),
    mandat("luc", N.MAIRE, "col"),
    mandat("ines", N.ADJOINT, "arc"),
    mandat("omar", N.CONSEILLER_MUNICIPAL, "col"),
    mandat("ancien", N.CONSEILLER_COMMUNAUTAIRE, "col", fin=date(2026, 1, 31)),
)


def sieger(*sources, mandats=MANDATS, le=LE, suppleance=Suppleance.AUCUNE, **valeurs):
    regles = tuple(
        s if isinstance(s, RegleDeComposition) else RegleDeComposition(source=s) for s in sources
    )
    return composition(
        Composition(regles=regles, mandats=mandats, le=le, suppleance=suppleance, **valeurs)
    )


def elus(sieges):
    return [s.elu for s in sieges]


@pytest.mark.regle("CDM-01")
@pytest.mark.regle("BUR-01")
@pytest.mark.parametrize(
    "source, attendus",
    [
        (Source.CONSEILLERS_COMMUNAUTAIRES, ["paul", "marc", "vera", "dan"]),
        (Source.SUPPLEANTS, ["sara"]),
        (Source.MAIRES, ["paul", "sara", "luc"]),
        (Source.MAIRES_NON_CONSEILLERS, ["sara", "luc"]),
        (Source.PRESIDENT, ["paul"]),
        (Source.VICE_PRESIDENTS, ["marc", "vera"]),
        (Source.CONSEILLERS_DELEGUES, ["dan"]),
        (Source.BUREAU, ["paul", "marc", "vera", "dan"]),
        (Source.ADJOINTS, ["ines"]),
        (Source.CONSEILLERS_MUNICIPAUX, ["paul", "sara", "luc", "ines", "omar"]),
        (Source.ELUS_DU_PERIMETRE, ["paul", "marc", "vera", "dan", "sara", "luc", "ines", "omar"]),
        (Source.PRESIDENTS_DE_COMMISSION, []),
    ],
)
def test_each_source_seats_those_whose_mandate_runs(source, attendus):
    assert elus(sieger(source)) == attendus


@pytest.mark.regle("BUR-01")
def test_a_bureau_elected_by_name_replaces_the_executive():
    faits = {"membres_du_bureau": frozenset({"paul", "dan", "ancien"})}
    assert elus(sieger(Source.BUREAU, **faits)) == ["paul", "dan"]


def test_presidents_of_commissions_sit_while_they_are_councillors():
    sieges = sieger(
        Source.PRESIDENTS_DE_COMMISSION, presidents_de_commission=frozenset({"dan", "ancien"})
    )
    assert elus(sieges) == ["dan"]


def test_composition_follows_the_day():
    assert "ancien" in elus(sieger(Source.CONSEILLERS_COMMUNAUTAIRES, le=date(2026, 1, 31)))
    assert "ancien" not in elus(sieger(Source.CONSEILLERS_COMMUNAUTAIRES, le=date(2026, 2, 1)))


@pytest.mark.regle("TER-01")
def test_a_perimeter_keeps_its_communes_only():
    perimetre = RegleDeComposition(source=Source.ELUS_DU_PERIMETRE, communes=frozenset({"col"}))
    assert elus(sieger(perimetre)) == ["dan", "luc", "omar"]


@pytest.mark.regle("MEM-01")
def test_a_person_who_sits_in_two_ways_holds_one_seat_and_one_voice():
    invites = RegleDeComposition(source=Source.VICE_PRESIDENTS, compte_quorum=False, vote=False)
    sieges = sieger(invites, Source.MAIRES, mandats=(*MANDATS, mandat("vera", N.MAIRE, "dune")))
    (vera,) = [s for s in sieges if s.elu == "vera"]
    assert vera.vote
    assert vera.sources == {Source.VICE_PRESIDENTS, Source.MAIRES}
    assert effectifs(sieges).votants == 4


@pytest.mark.regle("MEM-01")
def test_quorum_vote_and_speech_are_three_separate_rights():
    (siege,) = sieger(RegleDeComposition(source=Source.PRESIDENT, compte_quorum=False, vote=False))
    assert (siege.compte_quorum, siege.vote, siege.parole) == (False, False, True)
    assert siege.voix is Voix.CONSULTATIVE


@pytest.mark.regle("MEM-02")
def test_only_the_single_councillor_of_a_commune_has_a_suppleant():
    sieges = sieger(Source.CONSEILLERS_COMMUNAUTAIRES, suppleance=Suppleance.SUPPLEANT_DE_COMMUNE)
    assert {s.elu: s.suppleant for s in sieges} == {
        "paul": None,
        "vera": None,
        "dan": None,
        "marc": "sara",
    }


@pytest.mark.regle("MEM-04")
def test_suppleants_are_convened_even_when_not_called():
    sieges = sieger(Source.CONSEILLERS_COMMUNAUTAIRES, suppleance=Suppleance.SUPPLEANT_DE_COMMUNE)
    assert convoques(sieges) == ("paul", "marc", "vera", "dan", "sara")


@pytest.mark.regle("SEC-02")
@pytest.mark.regle("MEM-01")
def test_a_suppleant_who_sits_beside_his_titulaire_has_no_second_voice():
    sieges = sieger(
        Source.CONSEILLERS_COMMUNAUTAIRES,
        Source.SUPPLEANTS,
        suppleance=Suppleance.SUPPLEANT_DE_COMMUNE,
    )
    (sara,) = [s for s in sieges if s.elu == "sara"]
    assert (sara.vote, sara.compte_quorum, sara.appele_en_suppleance) == (False, False, True)
    assert effectifs(sieges).en_exercice == 4


@pytest.mark.regle("CAO-04")
def test_nominated_suppleants_attend_without_counting():
    nominations = (
        Nomination(elu="dan"),
        Nomination(elu="vera", suppleant=True, suppleant_de="dan"),
        Nomination(elu="marc", fin=date(2026, 11, 23)),
    )
    sieges = sieger(
        Source.PRESIDENT, nominations=nominations, suppleance=Suppleance.SUPPLEANT_NOMME
    )
    assert elus(sieges) == ["paul", "vera", "dan"]
    assert [s.suppleant for s in sieges if s.elu == "dan"] == ["vera"]
    totaux = effectifs(sieges)
    assert (totaux.en_exercice, totaux.votants, totaux.voix_consultatives) == (2, 2, 1)


def test_an_executive_takes_the_commune_that_sent_him():
    assert [s.commune for s in sieger(Source.VICE_PRESIDENTS)] == ["bief", "arc"]


@pytest.mark.regle("MEM-01")
@given(st.lists(st.sampled_from([s for s in Source if s is not Source.NOMINATION]), max_size=6))
def test_whatever_the_sources_nobody_sits_twice(sources):
    sieges = sieger(*sources, suppleance=Suppleance.SUPPLEANT_DE_COMMUNE)
    assert len(set(elus(sieges))) == len(sieges)


# --- The ready-made models --------------------------------------------------------------------


def test_the_eighteen_kinds_of_instance_are_ready_made():
    assert len(MODELES) == 18
    assert all(code == modele.code for code, modele in MODELES.items())


@pytest.mark.regle("QUO-01")
@pytest.mark.regle("BUR-04")
@pytest.mark.parametrize("code", ["conseil", "bureau"])
def test_what_deliberates_like_the_conseil_follows_its_rules(code):
    modele = MODELES[code]
    assert (modele.quorum, modele.delai_francs) == (RegleQuorum.MAJORITE_EN_EXERCICE, 5)
    assert modele.publique
    assert modele.pouvoirs


@pytest.mark.regle("BUR-05")
@pytest.mark.parametrize("modele", MODELES.values(), ids=lambda m: m.code)
def test_only_deliberating_bodies_take_deliberations(modele):
    delibere = any(t.delibere for t in modele.points)
    assert delibere is (modele.nature is NatureInstance.DELIBERANTE)
    assert delibere or modele.quorum in (RegleQuorum.AUCUN, RegleQuorum.FIXE)


@pytest.mark.regle("CAO-05")
def test_the_cao_has_suppleants_instead_of_pouvoirs():
    cao = MODELES["cao"]
    assert (cao.pouvoirs, cao.suppleance) == (False, Suppleance.SUPPLEANT_NOMME)
    assert cao.quorum is RegleQuorum.PLUS_DE_LA_MOITIE


@pytest.mark.regle("CDM-03")
def test_in_the_conference_des_maires_each_maire_has_one_voice():
    sieges = sieger(*MODELES["conference_des_maires"].composition)
    assert [s.elu for s in sieges if s.vote] == ["paul", "sara", "luc"]
    assert effectifs(sieges).en_exercice == 0


@pytest.mark.parametrize("modele", MODELES.values(), ids=lambda m: m.code)
def test_a_model_names_each_source_once(modele):
    sources = [r.source for r in modele.composition]
    assert not any(a is b for a, b in combinations(sources, 2))
    assert set(chain(modele.points)) <= set(TypePoint)
