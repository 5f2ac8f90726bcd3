"""The droit d'alerte as a règlement tunes it: several mayors, another effect, and its clock."""

import datetime as dt

import pytest
from django.utils import timezone

from governance.models import AuditEntry, Envoi
from governance.regles import RegleViolee
from instances.queries.rappels import contexte_de, prevus
from sectors.actions import alertes as actions
from sectors.actions import signatures
from sectors.forms.alertes import SuiteForm
from sectors.models import Alerte
from sectors.permissions import alertes_lisibles, can_alerter
from sectors.queries import alertes as queries
from sectors.queries.suivi_alertes import responsables, texte_du_debat
from tests import factories as f
from tests.distribution import Scene
from tests.sectors import test_alertes_actions as actes
from tests.sectors.test_alertes_actions import brouillon, bureau, deposee

pytestmark = pytest.mark.django_db
MAINTENANT = timezone.now()
scene = actes.scene


def regler(scene: Scene, **valeurs) -> None:
    scene.intercommunalite.reglements.update(valeurs={"droit_alerte": True} | valeurs)


@pytest.mark.regle("ALR-01")
def test_the_reglement_may_ask_for_two_mayors_and_each_signs_in_his_name(scene):
    regler(scene, alerte_seuil_maires=2)
    alerte, marc, fatou = brouillon(scene), scene.marc.user, scene.elus["fatou"]
    with pytest.raises(RegleViolee, match="2 maires"):
        actions.deposer_alerte(alerte, by=marc, at=MAINTENANT)
    alerte.refresh_from_db()
    (demandee,) = signatures.solliciter_maires(alerte, maires=[fatou], by=marc, at=MAINTENANT)
    with pytest.raises(RegleViolee):
        actions.deposer_alerte(alerte, by=marc, at=MAINTENANT)
    alerte.refresh_from_db()
    signatures.cosigner_alerte(demandee, by=marc, at=MAINTENANT)
    assert AuditEntry.objects.filter(verbe="alerte_cosigner", objet_id=alerte.pk).exists()
    actions.deposer_alerte(alerte, by=marc, at=MAINTENANT)
    assert alerte.deposee_at is not None


@pytest.mark.regle("ALR-01")
def test_another_text_asks_for_another_signature(scene):
    alerte, marc = brouillon(scene), scene.marc.user
    (demandee,) = signatures.solliciter_maires(
        alerte, maires=[scene.elus["fatou"]], by=marc, at=MAINTENANT
    )
    signatures.cosigner_alerte(demandee, by=marc, at=MAINTENANT)
    actions.modifier_alerte(alerte, by=marc, at=MAINTENANT, audition=False)
    assert queries.demande_de(alerte, MAINTENANT.date()).signataires == 2
    actions.modifier_alerte(alerte, by=marc, at=MAINTENANT, expose="Autre chose.")
    assert queries.demande_de(alerte, MAINTENANT.date()).signataires == 1


@pytest.mark.regle("ALR-01")
def test_who_is_no_longer_mayor_does_not_sign(scene):
    alerte, marc = brouillon(scene), scene.marc.user
    (demandee,) = signatures.solliciter_maires(
        alerte, maires=[scene.elus["remi"]], by=marc, at=MAINTENANT
    )
    with pytest.raises(RegleViolee, match="maire en exercice"):
        signatures.cosigner_alerte(demandee, by=marc, at=MAINTENANT)


@pytest.mark.regle("ALR-01")
@pytest.mark.parametrize("auteurs, admis", [("maire", True), ("comite", False)])
def test_the_reglement_says_who_may_alert(scene, auteurs, admis):
    regler(scene, alerte_auteurs=auteurs)
    bloquants = [m for m in queries.manquements(brouillon(scene), MAINTENANT) if m.bloquant]
    assert (bloquants == []) is admis


@pytest.mark.regle("ALR-05")
@pytest.mark.parametrize(
    "effet, genre", [("inscription", "debat"), ("avis", "avis"), ("information", "information")]
)
def test_the_effect_is_what_the_point_will_be(scene, effet, genre):
    regler(scene, alerte_effet=effet)
    seance = bureau(scene)
    seance.instance.type_instance.nature = "deliberante"
    seance.instance.type_instance.save()
    assert deposee(scene).point.type == genre


@pytest.mark.regle("ALR-06")
def test_the_author_receives_the_hour_for_his_calendar(scene):
    seance = bureau(scene)
    alerte = deposee(scene)
    envoi = Envoi.objects.get(idem__startswith=f"alerte/{alerte.pk}/audition-")
    assert envoi.pieces[0]["nom"] == "audition.ics"
    assert str(seance.instance) in envoi.corps


@pytest.mark.regle("ALR-05")
@pytest.mark.parametrize("patience, jours, rappelee", [(7, 6, False), (7, 7, True), (3, 4, True)])
def test_the_service_and_the_president_are_reminded_when_nobody_opens_a_bureau(
    scene, patience, jours, rappelee
):
    regler(scene, alerte_patience_jours=patience)
    alerte = deposee(scene)
    plus_tard = alerte.recevable_at + dt.timedelta(days=jours)
    contexte = contexte_de(scene.intercommunalite, plus_tard)
    qui = {p.destinataire for p in prevus(contexte) if p.nature == "alerte"}
    attendus = {str(scene.acces[nom].user) for nom in ("odile", "paul")} if rappelee else set()
    assert qui >= attendus
    assert bool(qui) is rappelee
    assert bool(queries.retard(alerte, timezone.localdate(plus_tard))) is rappelee


def dits(scene: Scene, at: dt.datetime) -> dict[str, set[str]]:
    """What is recalled of alerts that day, by step, and to whom."""
    lus: dict[str, set[str]] = {}
    for prevu in prevus(contexte_de(scene.intercommunalite, at)):
        if prevu.nature == "alerte":
            lus.setdefault(prevu.palier.code, set()).add(prevu.destinataire)
    return lus


@pytest.mark.regle("ALR-04", "ALR-06")
@pytest.mark.parametrize(
    ("jours", "etat", "point", "code"),
    [
        (0, "inscrite", "inscrit", "depot"),
        (3, "inscrite", "inscrit", ""),
        (0, "incomplete", "", "manque"),
        (7, "incomplete", "", "manque-encore"),
        (1, "inscrite", "traite", "debat"),
        (8, "debattue", "traite", "sans-suite"),
        (3, "debattue", "traite", ""),
        (8, "close", "traite", ""),
    ],
)
def test_the_service_is_told_of_what_waits_for_it(scene, jours, etat, point, code):
    """From the filing to the suites: only what its own state asks for, and never once done."""
    champs = {"intercommunalite": scene.intercommunalite}
    tenue = f.SeanceFactory(**champs, instance=scene.conseil, starts_at=MAINTENANT, numero=77)
    sien = f.PointFactory(**champs, seance=tenue, etat=point, usage="alerte") if point else None
    f.AlerteFactory(**champs, etat=etat, deposee_at=MAINTENANT, debattue_at=MAINTENANT, point=sien)
    lus = dits(scene, MAINTENANT + dt.timedelta(days=jours))
    assert (code in lus) if code else (lus == {})
    assert all(str(scene.odile.user) in qui for qui in lus.values())


@pytest.mark.regle("ALR-06")
def test_who_answers_for_a_suite_reads_the_alert_and_is_reminded(scene):
    bureau(scene)
    alerte = deposee(scene)
    actes.tenir(alerte)
    qui = {"by": scene.odile.user, "at": MAINTENANT}
    actions.debattre_alerte(alerte, debat="Le Bureau demande un chiffrage.", **qui)
    hier = MAINTENANT.date() - dt.timedelta(days=2)
    suite = actions.donner_suite(
        alerte, quoi="Chiffrer l’arrêt", acces=scene.samir, avant_on=hier, **qui
    )
    assert suite.responsable_libelle == str(scene.samir.user)
    assert alertes_lisibles(scene.samir, MAINTENANT.date()).filter(pk=alerte.pk).exists()
    assert dits(scene, MAINTENANT)[f"suite-{suite.pk}"] == {str(scene.samir.user)}


@pytest.mark.regle("ALR-06")
@pytest.mark.parametrize(
    ("acces", "nom", "admis"), [(True, "", True), (False, "Mobilités", True), (False, "", False)]
)
def test_a_suite_names_an_account_or_somebody(scene, acces, nom, admis):
    alerte = f.AlerteFactory(
        intercommunalite=scene.intercommunalite, etat="debattue", deposee_at=MAINTENANT
    )
    saisi = {"quoi": "Chiffrer", "responsable": nom, "avant_on": "2027-01-31"}
    saisi["acces"] = str(scene.samir.pk) if acces else ""
    form = SuiteForm(scene.intercommunalite, saisi, responsables=responsables(alerte))
    assert form.is_valid() is admis


@pytest.mark.regle("ALR-04")
def test_without_sectors_the_president_alone_receives_and_it_is_whole(scene):
    regler(scene, alerte_destinataires="president")
    alerte = deposee(scene)
    assert [d.elu for d in alerte.destinataires.all()] == [scene.elus["paul"]]
    assert alerte.etat == Alerte.Etat.RECEVABLE


@pytest.mark.regle("ALR-02")
def test_the_elu_de_secteur_files_what_the_mayor_of_a_commune_of_his_sector_signs(scene):
    """Jeanne is no mayor; she speaks for the sector of Brumeval, whose mayor is Marc."""
    regler(scene, alerte_maire_via_elu_secteur=True)
    on, by = timezone.localdate(), scene.odile.user
    assert not can_alerter(scene.marc, on)
    brumeval = scene.communes["Brumeval"]
    alerte = actions.enregistrer_alerte(
        scene.elus["jeanne"], by=by, at=MAINTENANT, commune=brumeval, **actes.TEXTE
    )
    with pytest.raises(RegleViolee, match="demandez-lui sa signature"):
        actions.deposer_alerte(alerte, by=by, at=MAINTENANT)
    alerte.refresh_from_db()
    (demandee,) = signatures.solliciter_maires(
        alerte, maires=[scene.elus["marc"]], by=by, at=MAINTENANT
    )
    signatures.cosigner_alerte(demandee, by=scene.marc.user, at=MAINTENANT)
    actions.deposer_alerte(alerte, by=by, at=MAINTENANT)
    assert alerte.etat == Alerte.Etat.RECEVABLE
    autre = actions.enregistrer_alerte(
        scene.elus["jeanne"], by=by, at=MAINTENANT, commune=scene.communes["Orsans"], **actes.TEXTE
    )
    with pytest.raises(RegleViolee, match="passer par l’élu de secteur"):
        actions.deposer_alerte(autre, by=by, at=MAINTENANT)


@pytest.mark.regle("ALR-06")
def test_a_promise_whose_day_has_passed_is_recalled_to_the_service(scene):
    alerte = f.AlerteFactory(
        intercommunalite=scene.intercommunalite, etat="suite_donnee", deposee_at=MAINTENANT
    )
    hier = MAINTENANT.date() - dt.timedelta(days=1)
    f.SuiteAlerteFactory(intercommunalite=scene.intercommunalite, alerte=alerte, avant_on=hier)
    phrases = [
        p.phrase
        for p in prevus(contexte_de(scene.intercommunalite, MAINTENANT))
        if p.nature == "alerte"
    ]
    assert "Rétablir l’arrêt du centre" in phrases[0]


@pytest.mark.regle("ALR-06")
def test_the_debate_is_typed_once_and_handed_over_from_the_proces_verbal(scene):
    bureau(scene)
    alerte = deposee(scene)
    assert texte_du_debat(alerte) == ""
    verbal = f.ProcesVerbalFactory(
        intercommunalite=scene.intercommunalite, seance=alerte.point.seance
    )
    f.PassageFactory(
        intercommunalite=scene.intercommunalite,
        proces_verbal=verbal,
        point=alerte.point,
        texte="M. Tissot est entendu.",
    )
    assert texte_du_debat(alerte) == "M. Tissot est entendu."


@pytest.mark.regle("ALR-02")
def test_a_comite_decides_in_seance_and_its_elu_files(scene):
    ici = scene.intercommunalite
    genre = f.TypeInstanceFactory(intercommunalite=ici, code="comite", modele="comite_de_secteur")
    secteur = ici.perimetres.get(nom="Plateau")
    comite = f.InstanceFactory(intercommunalite=ici, type_instance=genre, perimetre=secteur)
    tenue = f.SeanceFactory(intercommunalite=ici, instance=comite)
    decide = f.PointFactory(intercommunalite=ici, seance=tenue, type="avis", etat="traite")
    fatou, by = scene.elus["fatou"], scene.odile.user
    texte = {"objet": "Eau", "grief": "atteinte", "expose": "Le captage est à sec."}
    alerte = actions.enregistrer_alerte(fatou, by=by, at=MAINTENANT, comite=comite, **texte)
    with pytest.raises(RegleViolee, match="séance du comité"):
        actions.deposer_alerte(alerte, by=by, at=MAINTENANT)
    alerte.refresh_from_db()
    actions.modifier_alerte(alerte, by=by, at=MAINTENANT, point_du_comite=decide)
    actions.deposer_alerte(alerte, by=by, at=MAINTENANT)
    assert alerte.perimetre == secteur
    assert {d.elu for d in alerte.destinataires.all()} >= {fatou, scene.elus["jeanne"]}


@pytest.mark.regle("DIV-03")
def test_nobody_else_sees_an_alert_in_any_of_its_states(scene):
    """Author, recipients, services; the mayors asked to sign; nobody else before the Bureau."""
    on = MAINTENANT.date()

    def lecteurs(alerte: Alerte) -> set[str]:
        return {
            nom
            for nom, acces in scene.acces.items()
            if alertes_lisibles(acces, on).filter(pk=alerte.pk).exists()
        }

    redigee = brouillon(scene)
    assert lecteurs(redigee) == {"marc"}
    signatures.solliciter_maires(
        redigee, maires=[scene.elus["fatou"]], by=scene.marc.user, at=MAINTENANT
    )
    assert lecteurs(redigee) <= {"marc", "fatou"}
    assert "camille" not in lecteurs(redigee)
    actions.deposer_alerte(redigee, by=scene.marc.user, at=MAINTENANT)
    assert {"marc", "odile", "diane", "paul"} <= lecteurs(redigee)
    assert not {"camille", "samir"} & lecteurs(redigee)
