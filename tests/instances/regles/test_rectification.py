"""A convocation that is corrected: what it tells, and the delay that an addition takes again."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from instances.regles import convocation, rectification
from instances.regles.faits import TypePoint
from instances.regles.jours_francs import Contexte
from instances.regles.ordre_du_jour import PointVu
from instances.regles.rapports import Affaire
from instances.regles.rectification import Annonce, Ecart, PointAnnonce, changements

SEANCE = date(2026, 12, 14)
PREMIER_ENVOI, LIMITE, TROP_TARD = date(2026, 12, 1), date(2026, 12, 8), date(2026, 12, 9)
UN = PointAnnonce(cle=1, numero="1.1", titre="Fonds de concours", nature="deliberation", note="a")
DEUX = PointAnnonce(cle=2, numero="1.2", titre="Plan de mobilité", nature="deliberation")
INFO = PointAnnonce(cle=3, numero="1.3", titre="Calendrier", nature="information")
AVANT = Annonce(debut=datetime(2026, 12, 14, 18, 30, tzinfo=UTC), lieu="Siège", points=(UN,))
MOTIF = "Une subvention vient d’être notifiée."


def vers(**champs):
    return Ecart(avant=AVANT, apres=replace(AVANT, **champs))


def faits(envoi=LIMITE, points=(UN, DEUX), **contexte):
    return convocation.Faits(
        contexte=Contexte(seance=SEANCE, **contexte),
        envoi=envoi,
        heure=time(18, 30),
        lieu="Siège",
        signataire="M. Paul GIRARD",
        affaires=tuple(affaire(p) for p in points),
        destinataires=(convocation.Destinataire(nom="Mme ROUSSEL", adresse="c@exemple.fr"),),
    )


def affaire(p, **champs):
    vu = PointVu(cle=p.cle, numero=p.numero, titre=p.titre, rang=p.cle, type=TypePoint(p.nature))
    return Affaire(point=vu, note_de_synthese=True, **champs)


def bloquants(ecart, lus=None, motif=MOTIF):
    trouves = rectification.manquements(
        lus or faits(), ecart, premier_envoi=PREMIER_ENVOI, motif=motif
    )
    return {m.regle for m in trouves if m.bloquant}


@pytest.mark.regle("CNV-13")
@pytest.mark.parametrize(
    ("champs", "attendu"),
    [
        (
            {"debut": datetime(2026, 12, 14, 19, 0, tzinfo=UTC)},
            ["Heure : la séance s’ouvre à 19 h 00, au lieu"],
        ),
        ({"lieu": "Mairie"}, ["Nouveau lieu : Mairie (auparavant : Siège)."]),
        ({"visioconference": True}, ["La séance se tient en visioconférence."]),
        ({"points": (UN, DEUX)}, ["Point ajouté : 1.2, Plan de mobilité."]),
        ({"points": ()}, ["Point retiré : 1.1, Fonds de concours."]),
        (
            {"points": (replace(UN, titre="Fonds", note="b"),)},
            ["Rapport modifié : 1.1, Fonds (titre, note de synthèse)."],
        ),
        (
            {"points": (replace(UN, numero="4"),)},
            ["Le rapport 1.1 porte désormais le numéro 4."],
        ),
        (
            {"points": (replace(UN, annexes=(("Plan", "f0"),)),)},
            ["Pièce jointe au rapport 1.1 : Plan."],
        ),
        ({}, []),
    ],
)
def test_what_changes_is_said_in_sentences(champs, attendu):
    dites = [d.replace("\u00a0", " ") for d in changements(vers(**champs))]
    assert len(dites) == len(attendu)
    assert all(dite.startswith(debut) for dite, debut in zip(dites, attendu, strict=True))


@pytest.mark.regle("CNV-13")
@pytest.mark.parametrize(
    ("envoi", "points", "attendus"),
    [
        (LIMITE, (UN, DEUX), set()),
        (TROP_TARD, (UN, DEUX), {"CNV-13"}),
        (TROP_TARD, (UN, INFO), set()),
        (TROP_TARD, (), {"CNV-02"}),
    ],
)
def test_an_added_point_takes_the_whole_delay_and_the_others_keep_theirs(envoi, points, attendus):
    assert bloquants(vers(points=points), faits(envoi, points)) == attendus


@pytest.mark.regle("CNV-13")
def test_urgency_shortens_what_is_added_too_and_a_second_convocation_does_not():
    ecart = vers(points=(UN, DEUX))
    assert "CNV-13" not in bloquants(ecart, faits(date(2026, 12, 12), urgence=True))
    assert "CNV-13" in bloquants(ecart, faits(TROP_TARD, seconde_convocation=True))


@pytest.mark.regle("CNV-21")
def test_an_added_budget_is_communicated_twelve_days_before():
    ecart = vers(points=(UN, DEUX))
    lus = replace(faits(), affaires=(affaire(UN), affaire(DEUX, budget_primitif=True)))
    assert bloquants(ecart, lus) == {"CNV-21"}


@pytest.mark.regle("CNV-13")
@pytest.mark.parametrize(
    ("champs", "motif", "mot"),
    [
        ({"debut": datetime(2026, 12, 15, 18, 30, tzinfo=UTC)}, MOTIF, "reportez"),
        ({}, MOTIF, "Rien n’a changé"),
        ({"lieu": "Mairie"}, "  ", "motif"),
    ],
)
def test_neither_another_day_nor_nothing_nor_without_a_reason(champs, motif, mot):
    trouves = rectification.manquements(
        faits(points=(UN,)), vers(**champs), premier_envoi=PREMIER_ENVOI, motif=motif
    )
    assert any(mot in m.message for m in trouves if m.bloquant)


@pytest.mark.regle("CNV-13")
@pytest.mark.parametrize(
    ("envoi", "alertes"), [(LIMITE, set()), (TROP_TARD, {"heure ou le lieu", "premier texte"})]
)
def test_an_hour_or_a_report_that_changes_late_is_allowed_and_seen(envoi, alertes):
    ecart = vers(lieu="Mairie", points=(replace(UN, note="b"),))
    trouves = rectification.manquements(
        faits(envoi, (UN,)), ecart, premier_envoi=PREMIER_ENVOI, motif=MOTIF
    )
    assert not [m for m in trouves if m.bloquant]
    dites = [m.message for m in trouves if m.regle == "CNV-13"]
    assert len(dites) == len(alertes)
    assert all(any(mot in dite for dite in dites) for mot in alertes)


@pytest.mark.regle("CNV-13")
def test_the_last_day_to_add_is_that_of_any_convocation():
    assert rectification.jusqu_a(Contexte(seance=SEANCE)) == LIMITE
    assert rectification.jusqu_a(Contexte(seance=SEANCE, seconde_convocation=True)) == LIMITE
    assert rectification.jusqu_a(Contexte(seance=SEANCE, regime_du_conseil=False)) is None


@pytest.mark.regle("ODJ-01")
@pytest.mark.parametrize(
    ("delibere", "annonce", "refuse"),
    [(True, True, False), (True, False, True), (False, False, False)],
)
def test_what_was_not_announced_is_debated_at_most(delibere, annonce, refuse):
    trouves = rectification.deliberable(numero="1.4", delibere=delibere, annonce=annonce)
    assert bool(trouves) is refuse
