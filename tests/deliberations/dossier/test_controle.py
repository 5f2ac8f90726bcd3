from typing import Any

import pytest

from deliberations.dossier.controle import en_json
from tests.deliberations.dossier.dossiers import DOSSIER, dossier, juger

MEMBRE = {"id": "hubert", "prenom": "Albert", "nom": "ALBAN", "commune": "Commune H"}
CAS: list[tuple[str, dict[str, Any], str, str]] = [
    # What is wrong, the change, the rule, how much it weighs.
    ("present and absent", {"absents.1": {"membre": "caron"}}, "COH-01", "bloquant"),
    ("present and excused", {"excuses.1": {"membre": "caron"}}, "COH-01", "bloquant"),
    (
        "overlap",
        {"presences.5": {"membre": "caron", "depuis": {"rapport": "1.2"}}},
        "COH-02",
        "alerte",
    ),
    (
        "inverted in the order of passage",
        {
            "presences.2": {
                "membre": "caron",
                "depuis": {"rapport": "1.1"},
                "jusqua": {"rapport": "2.1"},
            }
        },
        "COH-03",
        "bloquant",
    ),
    ("bound out of the order", {"presences.2.depuis": {"rapport": "9.9"}}, "COH-04", "bloquant"),
    (
        "deliberation unknown",
        {"presences.2.jusqua": {"deliberation": "2026-1"}},
        "COH-04",
        "bloquant",
    ),
    (
        "pouvoir bounded out of the order",
        {"pouvoirs.0.depuis": {"rapport": "9.9"}},
        "COH-04",
        "bloquant",
    ),
    ("in no list", {"absents": []}, "COH-05", "alerte"),
    ("total of present", {"totaux.presents": 3}, "COH-06", "bloquant"),
    ("total of pouvoirs", {"totaux.pouvoirs": 4}, "COH-06", "bloquant"),
    ("voters that do not add up", {"totaux.votants": 9}, "COH-06", "bloquant"),
    ("present and absent beyond the members", {"totaux.absents": 9}, "COH-06", "bloquant"),
    ("total of the point", {"points.0.totaux": {"presents": 4}}, "COH-06", "bloquant"),
    ("everyone present, some excused", {"totaux.presents": 7}, "COH-07", "bloquant"),
    ("lists longer than the members", {"membres.7": MEMBRE}, "COH-08", "alerte"),
    ("no holder", {"pouvoirs.0.mandataire": None}, "COH-09", "bloquant"),
    ("no giver", {"pouvoirs.0.mandant": None}, "COH-10", "bloquant"),
    ("nobody of that name", {"pouvoirs.0.mandataire": "Z. INCONNU"}, "COH-11", "bloquant"),
    ("wrong initial", {"pouvoirs.0.mandataire": "Z. ALBAN"}, "COH-11", "bloquant"),
    (
        "two of that name",
        {"membres.7": MEMBRE, "pouvoirs.0.mandataire": "A. ALBAN"},
        "COH-12",
        "bloquant",
    ),
    ("weekday", {"seance.date_imprimee": "Mardi 19 novembre 2026"}, "COH-13", "bloquant"),
    ("printed day", {"seance.date_imprimee": "Jeudi 12 novembre 2026"}, "COH-13", "bloquant"),
    ("printed year", {"seance.date_imprimee": "Jeudi 19 novembre 2025"}, "COH-13", "bloquant"),
    ("closed before opened", {"seance.levee": "17:30"}, "COH-14", "bloquant"),
    ("points against the clock", {"points.1.heure": "18:01"}, "COH-14", "bloquant"),
    ("point after closing", {"points.2.heure": "23:00"}, "COH-14", "bloquant"),
    ("bound before opening", {"presences.2.depuis": {"heure": "11:00"}}, "COH-14", "alerte"),
    ("report twice", {"ordre_de_passage.4": "1.1"}, "COH-15", "bloquant"),
    ("report described twice", {"points.4": {"numero": "1.1"}}, "COH-15", "bloquant"),
    ("deliberation number twice", {"points.1.deliberation": "2026-101"}, "COH-15", "bloquant"),
    ("rank twice", {"points.0.rang": 1, "points.1.rang": 1}, "COH-16", "bloquant"),
    ("rank against the order", {"points.0.rang": 3}, "COH-16", "alerte"),
    ("member twice", {"membres.7": DOSSIER["membres"][0] | {"id": "x"}}, "COH-17", "bloquant"),
    ("absent twice", {"absents.1": {"membre": "fabre"}}, "COH-17", "alerte"),
    ("more members than seats", {"effectif_legal": 6}, "COH-18", "bloquant"),
    ("point out of the order", {"points.4": {"numero": "8"}}, "COH-19", "bloquant"),
    (
        "stamped before the vote",
        {"points.0.timbre": {"recu_le": "2026-11-18"}},
        "COH-20",
        "bloquant",
    ),
    ("convoked after", {"convocations.0.date": "2026-11-20"}, "COH-20", "bloquant"),
    (
        "sentence against counters",
        {"points.0.votes.0.phrase": "À la majorité, 3 contre"},
        "COH-21",
        "bloquant",
    ),
    ("withdrawn and voted", {"points.0.retire": True}, "COH-21", "bloquant"),
    ("absent chair", {"presidences.0.membre": "fabre"}, "COH-22", "alerte"),
    ("absent secretary", {"secretaires": ["fabre"]}, "COH-22", "alerte"),
    (
        "vote of an absent member",
        {"points.0.votes.0.voix": [{"membre": "fabre", "sens": "contre"}]},
        "COH-23",
        "bloquant",
    ),
    (
        "more names than voices",
        {"points.0.votes.0.voix": [{"membre": m, "sens": "contre"} for m in ("duval", "caron")]},
        "COH-24",
        "bloquant",
    ),
    ("public ballot with names missing", {"points.0.votes.0.mode": "public"}, "COH-24", "bloquant"),
    (
        "no quorum",
        {"presences": [{"membre": m} for m in ("alban", "bernard", "caron")]},
        "QUO-01",
        "bloquant",
    ),
    ("too few days", {"convocations.0.date": "2026-11-14"}, "CNV-04", "bloquant"),
    (
        "two pouvoirs for one holder",
        {"pouvoirs.1": {"mandant": "fabre", "mandataire": "alban"}},
        "POU-02",
        "bloquant",
    ),
    ("absent holder", {"pouvoirs.0.mandataire": "fabre"}, "POU-03", "bloquant"),
    ("giver who is there", {"pouvoirs.0.mandant": "caron"}, "POU-05", "alerte"),
    ("too many voices", {"points.0.votes.0.pour": 9}, "VOT-08", "bloquant"),
    ("a voice missing", {"points.0.votes.0.pour": 4}, "VOT-08", "bloquant"),
    ("voices too many that carry the vote", {"points.0.votes.0.contre": 4}, "POU-12", "bloquant"),
    (
        "adopted with fewer pour",
        {"points.0.votes.0.pour": 0, "points.0.votes.0.contre": 6},
        "VOT-02",
        "bloquant",
    ),
    (
        "split with an unknown chair",
        {"points.0.votes.0.pour": 3, "points.0.votes.0.contre": 3},
        "VOT-04",
        "alerte",
    ),
    ("unanimity against", {"points.0.votes.0.unanimite": True}, "VOT-03", "bloquant"),
    ("assent without a result", {"points.1.votes": [{"mode": "assentiment"}]}, "VOT-09", "alerte"),
    ("secret ballot with names", {"points.0.votes.0.mode": "secret"}, "SCR-07", "bloquant"),
    (
        "secret ballot asked by too few",
        {"points.1.votes": [{"mode": "secret", "demandeurs": 1}]},
        "SCR-03",
        "bloquant",
    ),
    ("vote on a debate", {"points.3.votes": [{"pour": 5, "contre": 0}]}, "BUR-05", "alerte"),
    (
        "interested and voting",
        {"points.0.deports": [{"membre": "duval", "motif": "interet"}]},
        "INT-01",
        "bloquant",
    ),
    ("interested and reporting", {"points.0.deports": [{"membre": "caron"}]}, "INT-02", "bloquant"),
    ("chair out of the order", {"presidences.0.jusqua": {"rapport": "9"}}, "COH-04", "bloquant"),
    ("president chairing his accounts", {"points.1.comptes": True}, "SEA-02", "alerte"),
    ("chair interested", {"points.1.deports": [{"membre": "alban"}]}, "INT-02", "alerte"),
    ("pouvoir dated after", {"pouvoirs.0.date": "2026-11-20"}, "COH-20", "bloquant"),
    ("total of voters alone", {"totaux": {"votants": 9}}, "COH-06", "bloquant"),
    (
        "voices unexplained",
        {"points.0.votes.0.ne_prend_pas_part": None, "points.0.votes.0.pour": 4},
        "VOT-08",
        "info",
    ),
    ("no secretary", {"secretaires": []}, "SEA-01", "alerte"),
    (
        "a suppléant where the commune has two seats",
        {"membres.5.commune": "Commune E", "presences.4.represente_par": {"nom": "HENRY"}},
        "MEM-02",
        "bloquant",
    ),
]


def test_a_dossier_without_fault_has_no_anomaly() -> None:
    assert juger(dossier()).anomalies == ()


@pytest.mark.parametrize(
    ("changements", "regle", "gravite"), [cas[1:] for cas in CAS], ids=[cas[0] for cas in CAS]
)
def test_each_fault_is_found_under_its_rule(
    changements: dict[str, Any], regle: str, gravite: str
) -> None:
    anomalies = en_json(juger(dossier(changements)))["anomalies"]
    assert (regle, gravite) in {(a["regle"], a["gravite"]) for a in anomalies}


def test_the_answer_has_the_published_keys_and_no_other() -> None:
    rendu = en_json(juger(dossier({"absents.1": {"membre": "caron"}})))
    assert list(rendu) == ["points", "anomalies"]
    assert list(rendu["points"][0]) == [
        "numero", "rang", "en_exercice", "quorum_requis", "presents", "pouvoirs", "votants_max",
        "quorum_atteint",
    ]  # fmt: skip
    assert all(
        list(anomalie) == ["regle", "gravite", "points", "message"]
        for anomalie in rendu["anomalies"]
    )


@pytest.mark.regle("ODJ-05")
def test_points_come_in_the_order_of_passage() -> None:
    points = juger(dossier()).points
    assert [(p.rang, p.numero) for p in points] == [(1, "2.1"), (2, "1.1"), (3, "1.2"), (4, "3")]


@pytest.mark.parametrize(
    ("borne", "presents"),
    [
        ({"depuis": {"rapport": "1.1"}}, [4, 5, 5, 5]),
        ({"depuis": {"rapport": "1.1", "inclus": False}}, [4, 4, 5, 5]),
        ({"jusqua": {"rapport": "1.1"}}, [5, 5, 4, 4]),
        ({"jusqua": {"rapport": "1.1", "inclus": False}}, [5, 4, 4, 4]),
        ({"depuis": {"deliberation": "2026-102"}}, [4, 5, 5, 5]),
        ({"depuis": {"heure": "18:40"}}, [4, 5, 5, 5]),
        ({"depuis": {"heure": "18:41"}}, [4, 4, 5, 5]),
        ({"depuis": {"heure": "17:55"}}, [5, 5, 5, 5]),
        ({"depuis": {"heure": "19:30"}}, [4, 4, 4, None]),
        ({"jusqua": {"heure": "18:50"}}, [5, 5, 4, 4]),
        ({"jusqua": {"heure": "20:00"}}, [5, 5, 5, 5]),
        ({"depuis": {}}, [None] * 4),
        ({"depuis": {}, "jusqua": {"rapport": "1.1"}}, [None, None, 4, 4]),
        ({"depuis": {"rapport": "9.9"}}, [None] * 4),
    ],
)
def test_bounds_by_report_deliberation_or_hour(
    borne: dict[str, Any], presents: list[int | None]
) -> None:
    vus = juger(dossier({"presences.4": {"membre": "evrard"} | borne})).points
    assert [p.presents for p in vus] == presents


@pytest.mark.parametrize(
    ("inconnu", "attendu"),
    [
        ({"en_exercice": None}, (None, None, 5, 1, 6, None)),
        ({"presences": None}, (7, 4, None, None, None, None)),
        ({"pouvoirs": None}, (7, 4, 5, None, None, True)),
        ({"pouvoirs.0.mandataire": None}, (7, 4, 5, None, None, True)),
        ({"instance": None}, (7, None, 5, 1, 6, None)),
        ({"seance": None}, (7, None, 5, 1, 6, None)),
        (
            {
                "presences": None,
                "pouvoirs": None,
                "points.0.totaux": {"presents": 6, "pouvoirs": 1},
            },
            (7, 4, 6, 1, 7, True),
        ),
    ],
)
def test_the_unknown_stays_unknown_and_so_does_what_hangs_on_it(
    inconnu: dict[str, Any], attendu: tuple[Any, ...]
) -> None:
    point = juger(dossier(inconnu)).points[0]
    obtenu = (
        point.en_exercice, point.quorum_requis, point.presents, point.pouvoirs, point.votants_max,
        point.quorum_atteint,
    )  # fmt: skip
    assert obtenu == attendu


@pytest.mark.parametrize(
    "reference",
    ["evrard", "Élise EVRARD", "Mme Élise EVRARD", "E. EVRARD", "EVRARD", "Évrard", "EVRARD Elise"],
)
def test_a_printed_name_finds_its_member(reference: str) -> None:
    controle = juger(dossier({"presences.4": {"membre": reference}}))
    assert controle.anomalies == ()
    assert controle.points[0].presents == 5


def test_initials_tell_two_namesakes_apart() -> None:
    changements = {
        "membres.5": {"id": "fabre", "prenom": "Jean-Marc", "nom": "ALBAN", "commune": "F"},
        "absents": [{"membre": "JM. ALBAN"}],
        "pouvoirs.0.mandataire": "A. ALBAN",
    }
    assert juger(dossier(changements)).anomalies == ()


def test_an_ambiguous_presence_makes_the_count_unknown() -> None:
    controle = juger(dossier({"membres.7": MEMBRE, "presences.0": {"membre": "ALBAN"}}))
    assert {p.presents for p in controle.points} == {None}


def test_a_suppleant_sits_for_the_titulaire() -> None:
    suppleant = {"civilite": "Mme", "prenom": "Inès", "nom": "HENRY"}
    controle = juger(dossier({"presences.4.represente_par": suppleant}))
    assert controle.anomalies == ()
    assert controle.points[0].presents == 5


def test_without_a_list_of_members_those_it_names_are_members() -> None:
    sans = dossier({"membres": None, "points": None, "secretaires": None})
    assert juger(sans).points[0].presents == 5


@pytest.mark.regle("CNV-04")
@pytest.mark.parametrize(
    ("envoi", "seance", "commune_de_3500", "attendu"),
    [
        ("2018-12-11", "2018-12-17", None, []),
        ("2018-12-12", "2018-12-17", None, ["alerte"]),
        ("2018-12-12", "2018-12-17", False, []),
        ("2018-12-12", "2018-12-17", True, ["bloquant"]),
        ("2018-12-14", "2018-12-17", None, ["bloquant"]),
        ("2026-11-13", "2026-11-19", False, []),
        ("2026-11-14", "2026-11-19", False, ["bloquant"]),
    ],
)
def test_a_convocation_is_judged_by_the_law_of_its_day(
    envoi: str, seance: str, commune_de_3500: bool | None, attendu: list[str]
) -> None:
    changements = {
        "seance": {"date": seance},
        "convocations.0.date": envoi,
        "intercommunalite": {"commune_de_3500_habitants": commune_de_3500},
        "points.0.votes": None,
    }
    anomalies = juger(dossier(changements)).anomalies
    assert [str(a.gravite) for a in anomalies if a.regle == "CNV-04"] == attendu


@pytest.mark.regle("CNV-07")
def test_one_late_member_is_named() -> None:
    convocations = [
        {"date": "2026-11-12", "destinataires": ["alban", "bernard"]},
        {"date": "2026-11-16", "destinataires": ["C. CARON"]},
    ]
    anomalies = juger(dossier({"convocations": convocations})).anomalies
    assert [a.message.startswith("Chloé CARON") for a in anomalies if a.regle == "CNV-04"] == [True]


def test_a_seance_may_pass_midnight() -> None:
    nuit = {"seance.levee": "00:30", "seance.date_levee": "2026-11-20", "points.2.heure": "00:10"}
    assert juger(dossier(nuit)).anomalies == ()


TOUR = {
    "tour": 1, "votants": 6, "blancs": 1, "nuls": 0, "exprimes": 5,
    "candidats": [{"nom": "Bruno BERNARD", "voix": 3}, {"nom": "Denis DUVAL", "voix": 2}],
    "elus": ["Bruno BERNARD"],
}  # fmt: skip


@pytest.mark.regle("ELE-01")
@pytest.mark.parametrize(
    ("changement", "attendu"),
    [
        ({}, []),
        ({"exprimes": 6}, ["COH-06", "COH-06", "ELE-01"]),
        ({"votants": 9, "blancs": 4}, ["VOT-08"]),
        ({"elus": ["Denis DUVAL"]}, ["ELE-01", "ELE-01"]),
        ({"elus": []}, ["ELE-01"]),
        ({"tour": 2}, ["COH-25"]),
    ],
)
def test_an_election_is_checked_round_by_round(
    changement: dict[str, Any], attendu: list[str]
) -> None:
    election = {"mode": "secret", "tours": [TOUR | changement]}
    changements = {"points.1.type": "election", "points.1.elections": [election]}
    assert sorted(a.regle for a in juger(dossier(changements)).anomalies) == attendu
