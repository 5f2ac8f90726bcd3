"""French typography, dates, numbers, seats."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from django.utils.safestring import mark_safe

from governance import dessin
from governance.regles import Gravite, Manquement
from governance.templatetags import hemicycle as tags

NB = "\u00a0"


@pytest.mark.parametrize(
    "brut, attendu",
    [
        ("L'ordre du jour : vide ?", f"L’ordre du jour{NB}: vide{NB}?"),
        ("« oui »", f"«{NB}oui{NB}»"),
        ("le n° 3, art. L. 2121-12", f"le n°{NB}3, art.{NB}L.{NB}2121-12"),
        ("à 18 h 10", f"à 18{NB}h{NB}10"),
        ("M. Paul DURAND et Mme Anne", f"M.{NB}Paul DURAND et Mme{NB}Anne"),
        ("20 Mo", f"20{NB}Mo"),
        ("18:10 et https://exemple.fr", "18:10 et https://exemple.fr"),
        ("<script>", "&lt;script&gt;"),
        ("A & B ; C", f"A &amp; B{NB}; C"),
    ],
)
def test_typographie_ties_and_escapes(brut: str, attendu: str) -> None:
    assert tags.typographie(brut) == attendu


def test_typographie_leaves_the_tags_of_safe_text_alone() -> None:
    html = mark_safe('<a href="?a=1 ?">d\'accord ?</a>')
    assert tags.typographie(html) == f'<a href="?a=1 ?">d’accord{NB}?</a>'


@pytest.mark.parametrize(
    "jour, attendu",
    [
        (dt.date(2018, 12, 17), "lundi 17 décembre 2018"),
        (dt.date(2019, 1, 1), "mardi 1<sup>er</sup> janvier 2019"),
        (None, ""),
    ],
)
def test_date_longue(jour: dt.date | None, attendu: str) -> None:
    assert tags.date_longue(jour) == attendu


def test_a_moment_is_dated_where_the_council_sits() -> None:
    moment = dt.datetime(2018, 12, 31, 21, 30, tzinfo=dt.UTC)
    with timezone.override(ZoneInfo("Indian/Reunion")):
        assert tags.date_longue(moment) == "mardi 1<sup>er</sup> janvier 2019"
        assert tags.heure(moment) == f"1{NB}h{NB}30"


def test_date_courte_names_the_year_unless_it_is_this_one() -> None:
    assert tags.date_courte(dt.date(2018, 12, 17)) == f"lun.{NB}17{NB}déc.{NB}2018"
    jour = timezone.localdate()
    assert str(jour.year) not in tags.date_courte(jour)


@pytest.mark.parametrize(
    "nombre, mot, attendu",
    [
        (0, "rapport", f"0{NB}rapport"),
        (1, "rapport", f"1{NB}rapport"),
        (2, "rapport", f"2{NB}rapports"),
        (2, "avis,avis", f"2{NB}avis"),
        (1200, "envoi", f"1\u202f200{NB}envois"),
    ],
)
def test_pluriel(nombre: int, mot: str, attendu: str) -> None:
    assert tags.pluriel(nombre, mot) == attendu


def test_ordinal() -> None:
    assert tags.ordinal(1) == "1<sup>er</sup>"
    assert tags.ordinal(1, "f") == "1<sup>re</sup>"
    assert tags.ordinal(9) == "9<sup>e</sup>"


@pytest.mark.parametrize(
    "elements, attendu",
    [([], ""), (["a"], "a"), (["a", "b"], "a et b"), (["a", "<b>", "c"], "a, &lt;b&gt; et c")],
)
def test_phrase_liste(elements: list[str], attendu: str) -> None:
    assert tags.phrase_liste(elements) == attendu


@pytest.mark.parametrize(
    "octets, attendu",
    [(1, "1 octet"), (900, "900 octets"), (1_000, "1 Ko"), (1_530_000, "1,5 Mo"),
     (20_000_000, "20 Mo")],
)  # fmt: skip
def test_taille_fichier(octets: int, attendu: str) -> None:
    assert tags.taille_fichier(octets) == attendu.replace(" ", NB)


def test_manquements_are_shown_blocking_first() -> None:
    info, bloquant = (
        Manquement(regle="A-01", message="", gravite=g) for g in (Gravite.INFO, Gravite.BLOQUANT)
    )
    assert tags.ranger([info, bloquant]) == (bloquant, info)
    assert {tags.ton(g) for g in Gravite} == {"stop", "warn", "accent"}


@pytest.mark.parametrize("nombre", [0, 1, 2, 5, 12, 30, 65, 128, 195])
def test_every_seat_has_a_place_inside_the_drawing(nombre: int) -> None:
    places = dessin.places(nombre)
    assert len({(p.x, p.y) for p in places}) == len(places) == nombre
    assert all(0 < p.x < dessin.LARGEUR and 0 < p.y < dessin.HAUTEUR for p in places)
    assert [p.angle for p in places] == sorted(p.angle for p in places)


@pytest.mark.parametrize("nombre", [2, 12, 30, 65, 128, 195])
def test_seats_do_not_overlap(nombre: int) -> None:
    places, diametre = dessin.places(nombre), 2 * dessin.taille(nombre)
    ecarts = [
        (a.x - b.x) ** 2 + (a.y - b.y) ** 2 for i, a in enumerate(places) for b in places[i + 1 :]
    ]
    assert min(ecarts) ** 0.5 > diametre


def test_the_threshold_stands_after_the_last_seat_needed() -> None:
    places = dessin.places(128)
    dedans, dehors = dessin.seuil(128, 65) or pytest.fail("un seuil est attendu")
    assert places[64].angle <= dedans.angle == dehors.angle <= places[65].angle
    assert dessin.seuil(128, 0) is None
    assert dessin.seuil(128, 129) is None


def test_hemicycle_tells_four_shapes_apart_and_says_its_conclusion() -> None:
    svg: Any = tags.hemicycle(
        ["absent", "pouvoir", "suppleant", "present"], libelle='2 "présents"', seuil=3
    )
    assert svg.count("<circle") == 2
    assert svg.count("<rect") == 1
    assert svg.count("is-pouvoir") == 1
    assert "seat-threshold" in svg
    assert 'role="img" aria-label="2 &quot;présents&quot;"' in svg


def test_seats_from_counts() -> None:
    sieges = tags.sieges_de(84, 4, 24, 20)
    assert tags.compter(sieges) == [
        ("present", 80), ("suppleant", 4), ("pouvoir", 24), ("absent", 20),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "presents, attendu", [(84, "marge de 19."), (65, "tout juste."), (62, "il en manque 3.")]
)
def test_marge_du_quorum(presents: int, attendu: str) -> None:
    assert tags.marge_du_quorum(presents, 65).endswith(attendu)
