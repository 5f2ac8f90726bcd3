import pytest

from governance.regles import RegleViolee
from instances.regles.annexes import FORMATS, OCTETS_PAR_MO, controler_annexe, manquements

PDF = b"%PDF-1.7 contenu"


@pytest.mark.parametrize(("extension", "debut_et_type"), FORMATS.items())
def test_what_a_name_says_is_what_the_bytes_are(
    extension: str, debut_et_type: tuple[bytes, str]
) -> None:
    debut, type_mime = debut_et_type
    for nom in (f"plan.{extension}", f"PLAN.{extension.upper()}", f"a.b.{extension}"):
        assert controler_annexe(nom=nom, octets=debut + b"...", plafond=100) == type_mime


@pytest.mark.regle("QST-05")
@pytest.mark.parametrize(
    ("nom", "octets", "plafond", "dit"),
    [
        ("plan.pdf", b"", 100, "est vide"),
        ("plan.pdf", b"MZ programme", 100, "n’est pas un fichier PDF"),
        ("plan.docx", PDF, 100, "n’est pas un fichier DOCX"),
        ("plan.exe", PDF, 100, "format accepté"),
        ("plan", PDF, 100, "format accepté"),
        (".pdf", PDF, 15, "la limite"),
        ("plan.pdf.exe", PDF, 100, "format accepté"),
    ],
)
def test_a_document_that_does_not_inform_is_refused(
    nom: str, octets: bytes, plafond: int, dit: str
) -> None:
    (trouve,) = manquements(nom=nom, octets=octets, plafond=plafond)
    assert (trouve.regle, trouve.champ) == ("QST-05", "fichier")
    assert dit in trouve.message


@pytest.mark.regle("QST-05")
@pytest.mark.parametrize(("de_plus", "refuse"), [(-1, False), (0, False), (1, True)])
def test_the_ceiling_itself_is_allowed(de_plus: int, *, refuse: bool) -> None:
    plafond = 2 * OCTETS_PAR_MO
    octets = PDF + b"x" * (plafond - len(PDF) + de_plus)
    assert bool(manquements(nom="plan.pdf", octets=octets, plafond=plafond)) is refuse


@pytest.mark.regle("QST-05")
def test_a_weight_is_said_in_french() -> None:
    octets = PDF + b"x" * (3 * OCTETS_PAR_MO // 2)
    (trouve,) = manquements(nom="plan.pdf", octets=octets, plafond=OCTETS_PAR_MO)
    assert "pèse 1,5 Mo" in trouve.message.replace("\u00a0", " ")
    assert "1 Mo" in trouve.message.replace("\u00a0", " ")


@pytest.mark.regle("QST-05")
def test_every_reason_is_told_at_once() -> None:
    with pytest.raises(RegleViolee) as refus:
        controler_annexe(nom="plan.exe", octets=b"x" * 11, plafond=10)
    assert len(refus.value.manquements) == 2
