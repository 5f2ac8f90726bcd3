import pytest

from instances.regles.faits import TypePoint
from instances.regles.types_de_point import types_admis

T = TypePoint


@pytest.mark.regle("BUR-05")
@pytest.mark.parametrize(
    ("nature", "admis"),
    [
        ("deliberante", set(TypePoint)),
        ("consultative", {T.AVIS, T.DEBAT, T.INFORMATION}),
        ("debat", {T.DEBAT, T.INFORMATION}),
    ],
)
def test_only_a_body_that_deliberates_deliberates(nature: str, admis: set[TypePoint]) -> None:
    assert types_admis(nature) == admis


def test_an_unknown_nature_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        types_admis("assemblee")
