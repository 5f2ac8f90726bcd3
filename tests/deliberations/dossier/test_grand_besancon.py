"""The séance of 17 December 2018: the published vote is the proof of the computation."""

from dataclasses import replace
from typing import Any

import pytest

from deliberations.dossier.arbre import Dossier
from deliberations.dossier.controle import Controle, controler
from deliberations.dossier.format import lire
from deliberations.dossier.traduction import traduire
from deliberations.regles.majorite import Issue
from deliberations.regles.scrutin import Decompte, phrase
from governance.demo.donnees import SEANCE_DE_2018
from instances.regles.seance import PointEvalue


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    lecture = lire(SEANCE_DE_2018.read_bytes())
    assert lecture.erreurs == ()
    return lecture.dossier


@pytest.fixture(scope="module")
def controle(dossier: Dossier) -> Controle:
    return controler(dossier)


def au_rapport(controle: Controle, numero: str) -> PointEvalue:
    (point,) = [p for p in controle.points if p.numero == numero]
    return point


@pytest.mark.regle("EXT-02")
def test_report_0_2_had_84_present_24_pouvoirs_and_108_voters(
    dossier: Dossier, controle: Controle
) -> None:
    assert au_rapport(controle, "0.2") == PointEvalue(
        numero="0.2", rang=38, en_exercice=128, quorum_requis=65, presents=84, pouvoirs=24,
        votants_max=108, quorum_atteint=True,
    )  # fmt: skip
    (vote,) = dossier.points[0].votes
    publie = (vote.pour, vote.contre, vote.abstention, vote.ne_prend_pas_part)
    assert publie == (107, 0, 1, 0)
    assert sum(publie) == 108


@pytest.mark.regle("ODJ-05")
def test_sorting_the_reports_by_number_would_give_76_and_26(dossier: Dossier) -> None:
    par_numero = sorted(dossier.ordre_de_passage, key=lambda n: [int(s) for s in n.split(".")])
    trie = controler(replace(dossier, ordre_de_passage=tuple(par_numero)))
    point = au_rapport(trie, "0.2")
    assert (point.presents, point.pouvoirs, point.votants_max) == (76, 26, 102)
    assert "VOT-08" in {a.regle for a in trie.anomalies}


@pytest.mark.regle("EXT-02")
def test_an_exclusive_bound_would_lose_one_voter(dossier: Dossier) -> None:
    def exclure(presence: Any) -> Any:
        fin = presence.jusqua
        return presence if fin is None else replace(presence, jusqua=replace(fin, inclus=False))

    exclusif = replace(dossier, presences=tuple(exclure(p) for p in dossier.presences))
    point = au_rapport(controler(exclusif), "0.2")
    assert (point.presents, point.pouvoirs) == (83, 24)


def test_the_transcription_is_complete(dossier: Dossier) -> None:
    assert len(dossier.presences) == 85
    assert len(dossier.absents) == 43
    assert len(dossier.membres) == dossier.en_exercice == 128
    assert len(dossier.ordre_de_passage) == len(set(dossier.ordre_de_passage)) == 93
    assert len({m.commune for m in dossier.membres}) == 69
    assert len(dossier.pouvoirs) == 27
    assert sum(p.represente_par is not None for p in dossier.presences) == 4
    assert sum(p.depuis is not None or p.jusqua is not None for p in dossier.presences) == 13
    bornes = [p for p in dossier.pouvoirs if p.depuis is not None or p.jusqua is not None]
    assert {p.mandant_imprime for p in bornes} == {"T. MORTON", "C. BOTTERON", "M. JASSEY"}


@pytest.mark.regle("EXT-04")
def test_what_the_extract_misprints_stays_as_printed(dossier: Dossier) -> None:
    membres = {m.id: m for m in dossier.membres}
    assert membres["maire-claude"].civilite is None
    assert membres["gautherot-daniel"].civilite == "Mme"
    assert membres["chalnot-guericc"].prenom == "Guericc"


@pytest.mark.regle("POU-13")
def test_initials_resolve_to_the_member_that_the_lists_name(dossier: Dossier) -> None:
    annuaire = traduire(dossier).annuaire
    for pouvoir in dossier.pouvoirs:
        for imprime, cle in (
            (pouvoir.mandant_imprime, pouvoir.mandant),
            (pouvoir.mandataire_imprime, pouvoir.mandataire),
        ):
            assert [r.membre for r in annuaire.chercher(imprime)] == [cle]
    couples = {p.mandant_imprime: p.mandataire_imprime for p in dossier.pouvoirs}
    assert couples["P. BONNET"] == "J. GROSPERRIN"
    assert couples["A. GROSPERRIN"] == "D. PAINEAU"


def test_only_what_the_extract_says_of_the_other_reports(dossier: Dossier) -> None:
    assert [p.numero for p in dossier.points] == ["0.2"]


def test_the_real_document_contradicts_itself_nowhere(controle: Controle) -> None:
    assert controle.anomalies == ()
    assert all(p.quorum_atteint for p in controle.points)


@pytest.mark.regle("VOT-03")
def test_the_sentence_of_the_registre_is_ours_with_typographic_signs(dossier: Dossier) -> None:
    (vote,) = dossier.points[0].votes
    notre = phrase(Decompte(pour=107, abstention=1), Issue.ADOPTEE)
    assert notre.replace("’", "'").replace("À", "A") == vote.phrase
