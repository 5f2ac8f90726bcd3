"""The sentences of the extrait that no published example settles."""

from typing import Any

import pytest

from deliberations.documents import (
    Ligne,
    _present,
    blocs,
    contracter,
    dispositif,
    lieu_dans_la_phrase,
    nom_dans_la_phrase,
)
from instances.models import Elu, Point, Presence, Siegeant

PARIS = Elu(civilite="Mme", prenom="Alix", nom="Paris")
BERNABEU = Elu(civilite="M.", prenom="Jean", nom="Bernabeu")
SIEGE = Siegeant(elu=PARIS)


def presence(**champs: Any) -> Presence:
    points = {k: Point(numero=v) for k, v in champs.items() if k.endswith("_point")}
    return Presence(siegeant=SIEGE, **(champs | points))


@pytest.mark.regle("MEM-03")
@pytest.mark.regle("EXT-03")
@pytest.mark.parametrize(
    "presences, ligne",
    [
        ([presence()], Ligne(nom="Mme Alix PARIS")),
        (
            [presence(debut_point="6.8")],
            Ligne(nom="Mme Alix PARIS", bornes="à partir du 6.8"),
        ),
        (
            [presence(fin_point="0.2"), presence(debut_point="7.1", fin_point="7.6")],
            Ligne(
                nom="Mme Alix PARIS",
                bornes="jusqu’au 0.2, puis à partir du 7.1 et jusqu’au 7.6",
            ),
        ),
        (
            [presence(suppleant=BERNABEU)],
            Ligne(nom="Mme Alix PARIS représentée par M. Jean BERNABEU"),
        ),
        (
            [presence(fin_point="3.1"), presence(debut_point="3.2", suppleant=BERNABEU)],
            Ligne(
                nom="Mme Alix PARIS (jusqu’au 3.1), représentée par M. Jean BERNABEU",
                bornes="à partir du 3.2",
            ),
        ),
        (
            [presence(debut_point="3.1", debut_inclus=False, fin_point="3.9", fin_inclus=False)],
            Ligne(nom="Mme Alix PARIS", bornes="après le 3.1 et avant le 3.9"),
        ),
    ],
)
def test_each_occupant_of_a_seat_has_his_own_bounds(
    presences: list[Presence], ligne: Ligne
) -> None:
    assert _present(SIEGE, presences) == ligne


@pytest.mark.parametrize(
    "lieu, phrase",
    [
        ("", ""),
        ("salle des fêtes de Vire", "à la salle des fêtes de Vire"),
        ("Siège de l’agglomération", "au Siège de l’agglomération"),
        ("à la mairie de Lavaur", "à la mairie de Lavaur"),
        ("12 rue du Pont", "au lieu suivant\u00a0: 12 rue du Pont"),
    ],
)
def test_a_place_enters_the_sentence(lieu: str, phrase: str) -> None:
    assert lieu_dans_la_phrase(lieu) == phrase


@pytest.mark.parametrize(
    "nom, dit, de",
    [
        ("Conseil de Communauté", "le Conseil de Communauté", "du Conseil de Communauté"),
        ("Commission Mobilités", "la Commission Mobilités", "de la Commission Mobilités"),
    ],
)
def test_a_body_has_its_article(nom: str, dit: str, de: str) -> None:
    assert nom_dans_la_phrase(nom) == dit
    assert contracter(dit) == de


UNANIMITE = "À l’unanimité des suffrages exprimés,"


@pytest.mark.parametrize(
    "texte, attendu",
    [
        ("", ""),
        ("approuve le plan.", f"{UNANIMITE} le Conseil approuve le plan."),
        ("Article 1 : approuve.", f"{UNANIMITE} le Conseil :\n\nArticle 1 : approuve."),
        ("A l'unanimité, le Conseil approuve.", "A l'unanimité, le Conseil approuve."),
    ],
)
def test_a_dispositif_says_the_vote_once(texte: str, attendu: str) -> None:
    assert dispositif(texte, UNANIMITE, "le Conseil") == attendu


def test_short_numbered_lines_of_an_expose_are_titles() -> None:
    texte = "Préambule.\n\nI. Dispositifs nouveaux\n\nA. Droit d'alerte\n\nUn maire peut alerter."
    assert [b["niveau"] for b in blocs(texte)] == [0, 3, 4, 0]
