import json
from dataclasses import is_dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any, get_args, get_origin

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberations.dossier.arbre import FORMAT, VERSION, Dossier
from deliberations.dossier.controle import controler, en_json
from deliberations.dossier.format import depuis_json, ecrire, lire, vers_json
from deliberations.dossier.lecture import Champ, champs
from deliberations.dossier.schema import FICHIER, schema
from tests.deliberations.dossier.dossiers import dossier

textes = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).filter(
    str.strip
)
SIMPLES: dict[type, st.SearchStrategy[Any]] = {
    str: textes | st.sampled_from(["0.1", "1.1.10", "3C", "ALBAN", "A. ALBAN"]),
    int: st.integers(1, 200),
    bool: st.booleans(),
    date: st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    time: st.times().map(lambda heure: heure.replace(second=0, microsecond=0)),
}


def arbres(attendu: Any) -> st.SearchStrategy[Any]:
    if get_origin(attendu) is tuple:
        return st.lists(arbres(get_args(attendu)[0]), max_size=2).map(tuple)
    if is_dataclass(attendu):
        return st.fixed_dictionaries({c.nom: _champ(c) for c in champs(attendu)}).map(
            lambda valeurs: attendu(**valeurs)
        )
    if issubclass(attendu, StrEnum):
        return st.sampled_from(attendu)
    return SIMPLES[attendu]


def _champ(champ: Champ) -> st.SearchStrategy[Any]:
    if "constante" in champ.metadata:
        return st.just(champ.metadata["constante"])
    valeur = st.deferred(lambda: arbres(champ.type))
    return st.none() | valeur if champ.nullable else valeur


dossiers = arbres(Dossier).filter(
    lambda lu: len({m.id for m in lu.membres or ()}) == len(lu.membres or ())
)


@settings(max_examples=60, deadline=None)
@given(dossiers)
def test_writing_then_reading_is_the_identity_and_any_dossier_can_be_judged(lu: Dossier) -> None:
    assert lire(ecrire(lu)).dossier == lu
    assert depuis_json(vers_json(lu)).dossier == lu
    jsonschema.Draft202012Validator(schema()).validate(vers_json(lu))
    assert json.dumps(en_json(controler(lu)))


json_libre = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda fils: (
        st.lists(fils, max_size=3) | st.dictionaries(st.text(max_size=8), fils, max_size=3)
    ),
    max_leaves=8,
)


@given(st.binary(max_size=60) | st.text(max_size=60))
def test_no_file_whatever_raises(contenu: bytes | str) -> None:
    assert lire(contenu).erreurs


@given(st.sampled_from(sorted(c.nom for c in champs(Dossier))), json_libre)
def test_no_value_whatever_raises(cle: str, valeur: Any) -> None:
    lecture = depuis_json(dossier() | {cle: valeur})
    assert (lecture.dossier is None) is bool(lecture.erreurs)
    if lecture.dossier is not None:
        controler(lecture.dossier)


@pytest.mark.parametrize(
    ("changement", "chemin", "extrait"),
    [
        ({"format": "autre"}, "$.format", FORMAT),
        ({"version": 2}, "$.version", str(VERSION)),
        ({"version": True}, "$.version", str(VERSION)),
        ({"seance.date": "2026-02-30"}, "$.seance.date", "n’existe pas"),
        ({"seance.date": "19/11/2026"}, "$.seance.date", "2018-12-17"),
        ({"seance.ouverture": "18h10"}, "$.seance.ouverture", "18:10"),
        ({"seance.ouverture": "25:00"}, "$.seance.ouverture", "18:10"),
        ({"en_exercice": -1}, "$.en_exercice", "au moins"),
        ({"en_exercice": "128"}, "$.en_exercice", "nombre entier"),
        ({"en_exercice": 1.5}, "$.en_exercice", "1.5"),
        ({"en_exercice": True}, "$.en_exercice", "true"),
        ({"en_exercice": 10**9}, "$.en_exercice", "dépasse"),
        ({"membres": {}}, "$.membres", "liste"),
        ({"membres.2": "ALBAN"}, "$.membres[2]", "objet"),
        ({"membres.2.nom": None}, "$.membres[2].nom", "obligatoire"),
        ({"membres.2.nom": "  "}, "$.membres[2].nom", "null"),
        ({"membres.3.id": "alban"}, "$.membres[3].id", "déjà"),
        ({"pouvoirs.0.mandant": 3}, "$.pouvoirs[0].mandant", "texte"),
        ({"points.0.votes.0.mode": "acclamation"}, "$.points[0].votes[0].mode", "assentiment"),
        ({"points.0.rang": 0}, "$.points[0].rang", "au moins égal à 1"),
        ({"points.0.inconnue": 1}, "$.points[0].inconnue", "n’existe pas"),
        ({"points.0.clé étrange": 1}, "$.points[0]['clé étrange']", "n’existe pas"),
        ({"ordre_de_passage.0": None}, "$.ordre_de_passage[0]", "null"),
    ],
)
def test_a_refusal_names_the_place_and_says_what_to_do(
    changement: dict[str, Any], chemin: str, extrait: str
) -> None:
    lecture = depuis_json(dossier(changement))
    assert lecture.dossier is None
    (erreur,) = lecture.erreurs
    assert erreur.chemin == chemin
    assert extrait in erreur.message


def test_every_error_comes_at_once() -> None:
    faux = dossier({"en_exercice": "x", "seance.date": "x", "points.0.votes.0.pour": "x"})
    assert [e.chemin for e in depuis_json(faux).erreurs] == [
        "$.seance.date", "$.en_exercice", "$.points[0].votes[0].pour",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("contenu", "extrait"),
    [
        (b"", "JSON"),
        (b'{"format": 1,}', "ligne 1, colonne"),
        (b"\xff\xfe", "UTF-8"),
        (b'{"a": 1, "a": 2}', "deux fois"),
        (b'{"en_exercice": NaN}', "NaN"),
        (b"1" * 5000, "démesuré"),
        (b"[" * 100_000, "imbriqués"),
        (b"[]", "objet"),
        (b" " * (20 * 1024 * 1024 + 1), "20"),
    ],
)
def test_a_broken_file_gets_a_french_sentence(contenu: bytes, extrait: str) -> None:
    (erreur,) = [e for e in lire(contenu).erreurs if e.chemin == "$"]
    assert extrait in erreur.message


def test_a_byte_order_mark_is_forgiven() -> None:
    assert lire(b"\xef\xbb\xbf" + json.dumps(dossier()).encode()).dossier is not None


def test_the_published_schema_is_the_one_of_the_tree() -> None:
    publie = json.loads(FICHIER.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(publie)
    assert publie == schema()
    jsonschema.Draft202012Validator(publie).validate(dossier())
