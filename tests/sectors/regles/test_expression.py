import pytest

from sectors.regles.expression import compter, espace_reserve, espaces_dus, longueur, tourniquet

SECTEURS = ("Est", "Dame Blanche", "Nord", "Ouest", "Plateau", "Sud", "Sud-Ouest")


@pytest.mark.regle("EXP-02")
def test_five_sectors_an_issue_turning_in_alphabetical_order():
    premier = tourniquet(SECTEURS, numero=1, par_numero=5)
    assert premier == ("Dame Blanche", "Est", "Nord", "Ouest", "Plateau")
    assert tourniquet(SECTEURS, numero=2, par_numero=5) == (
        "Sud", "Sud-Ouest", "Dame Blanche", "Est", "Nord",
    )  # fmt: skip


@pytest.mark.regle("EXP-02")
def test_after_seven_issues_each_sector_has_had_five_turns():
    tours = [s for n in range(1, 8) for s in tourniquet(SECTEURS, numero=n, par_numero=5)]
    assert {tours.count(s) for s in SECTEURS} == {5}


def test_nobody_and_issue_zero():
    assert tourniquet((), numero=1, par_numero=5) == ()
    with pytest.raises(ValueError, match="numéro 1"):
        tourniquet(SECTEURS, numero=0, par_numero=5)


@pytest.mark.regle("EXP-02")
@pytest.mark.parametrize(("signes", "admis"), [(1100, True), (1101, False)])
def test_the_length_counts_the_spaces(signes, admis):
    texte = "a b" + "c" * (signes - 3)
    assert (longueur(texte, plafond=1100, auteur="Secteur Est") == ()) is admis


@pytest.mark.regle("EXP-01")
def test_each_councillor_outside_the_majority_has_a_space_of_his_own():
    oublie = espace_reserve(bulletin=True, opposition=["A", "B"], servis=["A"])
    assert [m.bloquant for m in oublie] == [False]
    assert "B" in oublie[0].message
    assert espace_reserve(bulletin=False, opposition=["A"], servis=[]) == ()


@pytest.mark.regle("EXP-01")
@pytest.mark.regle("EXP-02")
@pytest.mark.parametrize(
    ("population", "espaces", "pages", "attendu"),
    [
        (190_000, 0, 2, ["EXP-01"]), (None, 0, None, ["EXP-01"]), (900, 0, None, []),
        (190_000, 2, 2, []), (190_000, 4, 2, []), (190_000, 1, 2, ["EXP-02"]),
        (190_000, 1, None, []),
    ],
)  # fmt: skip
def test_a_space_is_owed_and_the_pages_of_the_reglement(population, espaces, pages, attendu):
    trouves = espaces_dus(population=population, seuil=1000, espaces=espaces, pages=pages)
    assert [m.regle for m in trouves] == attendu
    assert not any(m.bloquant for m in trouves)


@pytest.mark.regle("EXP-02")
@pytest.mark.parametrize(
    ("texte", "signes"), [("un deux", 7), (" un\r\ndeux ", 7), ("un\ndeux", 7), ("", 0)]
)
def test_a_line_break_is_one_sign_however_it_is_sent(texte, signes):
    assert compter(texte) == signes
