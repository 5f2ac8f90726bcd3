"""Convening: what it freezes, what it sends and to whom, what it refuses."""

import datetime as dt
import threading
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance import echeances, stockage
from governance.models import AuditEntry, Envoi
from governance.regles import RegleViolee
from instances.actions.adresser import deposer_pli
from instances.actions.convoquer import convoquer
from instances.models import Convocation, PreferenceCanal, Seance
from instances.queries.delai import contexte_du_delai
from instances.queries.suivi import suivi
from tests import distribution
from tests import factories as f
from tests.boite import Boite, ouvrir_boite

PARIS = ZoneInfo("Europe/Paris")
SEANCE = dt.datetime(2026, 12, 14, 18, 30, tzinfo=PARIS)
A_TEMPS = dt.datetime(2026, 12, 8, 23, 59, tzinfo=PARIS)
TROP_TARD = dt.datetime(2026, 12, 9, 0, 0, tzinfo=PARIS)


@pytest.fixture
def boite(settings: Any) -> Iterator[Boite]:
    with ouvrir_boite(settings) as ouverte:
        yield ouverte


def preparee() -> distribution.Scene:
    scene = distribution.monter()
    with scene.entrer():
        scene.seance.starts_at = SEANCE
        scene.seance.save()
    return scene


@pytest.fixture
def scene(db: None) -> Iterator[distribution.Scene]:
    montee = preparee()
    with montee.entrer():
        yield montee


def envoyer(scene: distribution.Scene, at: dt.datetime = A_TEMPS) -> Convocation:
    return convoquer(scene.seance, by=scene.odile.user, at=at)


def regles(refus: pytest.ExceptionInfo[RegleViolee]) -> set[str]:
    return {m.regle for m in refus.value.manquements if m.bloquant}


def rien_n_a_bouge(scene: distribution.Scene) -> None:
    scene.seance.refresh_from_db()
    assert scene.seance.etat == "preparation"
    assert scene.seance.en_exercice is None
    assert not scene.seance.siegeants.exists()
    assert not Convocation.objects.exists()
    assert not Envoi.objects.exists()
    assert not AuditEntry.objects.filter(verbe="seance_convoquer").exists()


@pytest.mark.regle("CNV-04")
def test_one_act_freezes_who_sits_what_is_said_and_to_whom(scene: distribution.Scene) -> None:
    convocation = envoyer(scene)

    scene.seance.refresh_from_db()
    assert scene.seance.etat == "convoquee"
    assert (scene.seance.en_exercice, scene.seance.effectif_legal) == (6, 6)
    assert scene.seance.siegeants.count() == 6
    orsans = scene.seance.siegeants.get(elu=scene.elus["fatou"])
    assert orsans.suppleant == scene.elus["hugo"]
    assert orsans.qualite == "1re vice-présidente"
    assert (convocation.version, convocation.delai_requis, convocation.francs) == (1, 5, 5)
    assert convocation.auteur == "M. Paul GIRARD, Président"
    assert stockage.lire(convocation.pdf).startswith(b"%PDF-")
    assert stockage.lire(convocation.ics).startswith(b"BEGIN:VCALENDAR")
    acte = AuditEntry.objects.get(verbe="seance_convoquer")
    assert acte.by == scene.odile.user
    assert acte.donnees["destinataires"] == 7
    assert acte.donnees["pdf"] == convocation.pdf.sha256


@pytest.mark.regle("MEM-04")
def test_the_suppleant_is_informed_without_being_called(scene: distribution.Scene) -> None:
    convocation = envoyer(scene)
    qualites = dict(convocation.remises.values_list("elu__prenom", "qualite"))
    assert qualites.pop("Hugo") == "suppleant"
    assert set(qualites.values()) == {"titulaire"}
    assert len(qualites) == 6


def test_everyone_receives_the_letter_and_the_calendar_entry_once(
    scene: distribution.Scene, boite: Boite
) -> None:
    convocation = envoyer(scene)
    echeances.drainer()
    echeances.drainer()
    assert boite.destinataires == sorted(e.courriel for e in scene.elus.values())
    for message in boite.recus:
        pdf, ics = message.iter_attachments()
        assert pdf.get_content() == stockage.lire(convocation.pdf)
        assert pdf.get_filename() == "convocation-2026-12-14.pdf"
        assert ics.get_content_type() == "text/calendar"
        assert message["Subject"].startswith("Convocation\u00a0: Conseil communautaire du lundi 14")
        assert f"/{scene.slug}/public/dossier/" in message.get_body().get_content()


@pytest.mark.regle("CNV-04", "CNV-05")
def test_five_days_count_from_midnight_to_midnight(scene: distribution.Scene) -> None:
    with pytest.raises(RegleViolee) as refus:
        envoyer(scene, TROP_TARD)
    assert regles(refus) == {"CNV-04"}
    assert "au plus tard le mardi 8 décembre" in str(refus.value)
    rien_n_a_bouge(scene)
    assert envoyer(scene, A_TEMPS).francs == 5


@pytest.mark.regle("GEN-04")
def test_the_day_is_that_of_the_territory(scene: distribution.Scene) -> None:
    """23:59 in Paris is already the next day in La Réunion."""
    scene.intercommunalite.fuseau = "Indian/Reunion"
    with scene.entrer(), pytest.raises(RegleViolee) as refus:
        envoyer(scene, A_TEMPS)
    assert regles(refus) == {"CNV-04"}


@pytest.mark.regle("CNV-10")
def test_urgency_leaves_one_clear_day(scene: distribution.Scene) -> None:
    scene.seance.urgence, scene.seance.urgence_motif = True, "Rupture de la digue."
    scene.seance.save()
    scene.points[0].titre = "Urgence\u00a0: le conseil se prononce"
    scene.points[0].save()
    veille = dt.datetime(2026, 12, 13, 8, 0, tzinfo=PARIS)
    with pytest.raises(RegleViolee) as refus:
        envoyer(scene, veille)
    assert "CNV-10" in regles(refus)


@pytest.mark.regle("CNV-02")
def test_an_empty_ordre_du_jour_is_not_sent(scene: distribution.Scene) -> None:
    scene.seance.points.all().delete()
    with pytest.raises(RegleViolee) as refus:
        envoyer(scene)
    assert "CNV-02" in regles(refus)
    rien_n_a_bouge(scene)


@pytest.mark.regle("CNV-09")
def test_a_matter_without_its_note_is_not_sent(scene: distribution.Scene) -> None:
    scene.points[1].note_de_synthese = ""
    scene.points[1].save()
    with pytest.raises(RegleViolee) as refus:
        envoyer(scene)
    assert regles(refus) == {"CNV-09"}
    assert "1.2" in str(refus.value)
    rien_n_a_bouge(scene)


@pytest.mark.regle("CNV-01")
def test_nobody_convenes_without_a_president(scene: distribution.Scene) -> None:
    scene.intercommunalite.mandats.filter(nature="president").delete()
    with pytest.raises(RegleViolee) as refus:
        envoyer(scene)
    assert "CNV-01" in regles(refus)
    rien_n_a_bouge(scene)


@pytest.mark.regle("CNV-07")
def test_a_member_whom_nothing_reaches_blocks_the_dispatch(scene: distribution.Scene) -> None:
    camille = scene.elus["camille"]
    camille.courriel = ""
    camille.save()
    with pytest.raises(RegleViolee) as refus:
        envoyer(scene)
    assert "ROUSSEL" in str(refus.value)
    rien_n_a_bouge(scene)


def test_every_breach_is_told_at_once(scene: distribution.Scene) -> None:
    scene.points[1].note_de_synthese = ""
    scene.points[1].save()
    with pytest.raises(RegleViolee) as refus:
        envoyer(scene, TROP_TARD)
    assert {"CNV-04", "CNV-09"} <= regles(refus)


def test_a_seance_is_convened_once(scene: distribution.Scene) -> None:
    envoyer(scene)
    with pytest.raises(RegleViolee, match="déjà partie"):
        envoyer(scene)
    assert Envoi.objects.count() == 7


@pytest.mark.django_db(transaction=True)
def test_a_double_click_sends_once() -> None:
    """Two requests at the same moment: the second waits, then is refused."""
    scene, refus = preparee(), []

    def cliquer() -> None:
        from tests.conftest import fermer_les_connexions

        try:
            with scene.entrer():
                convoquer(Seance.objects.get(pk=scene.seance.pk), by=scene.odile.user, at=A_TEMPS)
        except RegleViolee as violee:
            refus.append(str(violee))
        finally:
            fermer_les_connexions()

    clics = [threading.Thread(target=cliquer) for _ in range(3)]
    for clic in clics:
        clic.start()
    for clic in clics:
        clic.join()
    assert len(refus) == 2
    assert all("déjà partie" in r for r in refus)
    with scene.entrer():
        assert Convocation.objects.count() == 1
        assert Envoi.objects.count() == 7


def test_a_seance_that_was_held_is_not_convened(scene: distribution.Scene) -> None:
    scene.seance.etat = "levee"
    scene.seance.save()
    with pytest.raises(RegleViolee) as refus:
        envoyer(scene)
    assert regles(refus) == {"ETA-01"}


# Other bodies ---------------------------------------------------------------------------


@pytest.mark.regle("CNV-22")
def test_a_commission_without_a_delay_is_convened_the_day_before(
    scene: distribution.Scene,
) -> None:
    seance = scene.seance_de_commission
    seance.starts_at = SEANCE
    seance.save()
    f.NominationFactory(
        intercommunalite=scene.intercommunalite, instance=scene.commission, elu=None,
        personne="Mme Inès FARGES, experte", qualite="invite", vote=False, compte_quorum=False,
    )  # fmt: skip
    veille = dt.datetime(2026, 12, 13, 9, 0, tzinfo=PARIS)
    convocation = convoquer(seance, by=scene.odile.user, at=veille)
    assert convocation.delai_requis is None
    assert convocation.remises.count() == 3
    assert seance.effectif_legal is None
    experte = seance.siegeants.get(elu=None)
    assert (experte.personne, experte.vote) == ("Mme Inès FARGES, experte", False)


@pytest.mark.regle("CNV-22")
def test_the_delay_of_a_commission_is_an_alert_not_a_refusal(scene: distribution.Scene) -> None:
    genre = scene.commission.type_instance
    genre.delai_francs = 5
    genre.save()
    seance = scene.seance_de_commission
    seance.starts_at = SEANCE
    seance.save()
    convoquer(seance, by=scene.odile.user, at=dt.datetime(2026, 12, 13, 9, 0, tzinfo=PARIS))
    assert "CNV-22" in AuditEntry.objects.get(verbe="seance_convoquer").donnees["reserves"]


@pytest.mark.regle("GEN-01")
@pytest.mark.parametrize(("population", "attendu"), [(3499, False), (3500, True), (None, None)])
def test_before_march_2020_the_delay_asked_for_the_largest_commune(
    scene: distribution.Scene, population: int | None, attendu: bool | None
) -> None:
    scene.intercommunalite.communes.update(starts_on=None, population=population)
    scene.seance.starts_at = dt.datetime(2019, 12, 16, 18, 0, tzinfo=PARIS)
    assert contexte_du_delai(scene.seance).commune_de_3500 is attendu


# Channels -----------------------------------------------------------------------------


def demander_le_papier(scene: distribution.Scene, nom: str, le: dt.date) -> None:
    PreferenceCanal.objects.create(
        intercommunalite=scene.intercommunalite,
        elu=scene.elus[nom],
        canal="papier",
        adresse="12 place de la Mairie\n25000 Brumeval",
        demande_on=le,
    )


@pytest.mark.regle("CNV-03")
def test_who_asked_for_paper_gets_a_letter_and_the_others_an_e_mail(
    scene: distribution.Scene, boite: Boite
) -> None:
    demander_le_papier(scene, "marc", dt.date(2026, 12, 8))
    demander_le_papier(scene, "remi", dt.date(2026, 12, 9))
    envoyer(scene)
    echeances.drainer()
    pli = Envoi.objects.get(canal="papier")
    assert pli.destinataire == str(scene.elus["marc"])
    assert pli.adresse == "12 place de la Mairie\n25000 Brumeval"
    assert pli.etat == "sur_papier"
    assert scene.elus["marc"].courriel not in boite.destinataires
    assert scene.elus["remi"].courriel in boite.destinataires


def pli_de(scene: distribution.Scene, nom: str = "marc") -> Envoi:
    demander_le_papier(scene, nom, dt.date(2026, 12, 1))
    convocation = envoyer(scene, dt.datetime(2026, 12, 7, 9, 0, tzinfo=PARIS))
    return convocation.remises.get(elu=scene.elus[nom]).envoi


APRES = dt.datetime(2026, 12, 10, 9, 0, tzinfo=PARIS)


@pytest.mark.regle("CNV-06")
def test_the_postmark_is_the_day_that_counts(scene: distribution.Scene) -> None:
    pli = pli_de(scene)
    deposer_pli(pli, on=dt.date(2026, 12, 8), by=scene.odile.user, at=APRES)
    pli.refresh_from_db()
    assert pli.etat == "depose"
    assert list(pli.evenements.values_list("etat", flat=True)) == ["sur_papier", "depose"]
    assert AuditEntry.objects.get(verbe="pli_deposer").donnees["on"] == "2026-12-08"
    [ligne] = [x for x in suivi(scene.seance).lignes if x.envoi == pli]
    assert ligne.regulier


@pytest.mark.regle("CNV-06", "CNV-07")
def test_a_letter_posted_too_late_is_told_for_that_member(scene: distribution.Scene) -> None:
    pli = pli_de(scene)
    deposer_pli(pli, on=dt.date(2026, 12, 9), by=scene.odile.user, at=APRES)
    [manquement] = suivi(scene.seance).manquements
    assert manquement.regle == "CNV-07"
    assert str(scene.elus["marc"]) in manquement.message


@pytest.mark.regle("CNV-06")
@pytest.mark.parametrize("jour", [dt.date(2026, 12, 11), dt.date(2026, 12, 6)])
def test_a_postmark_is_neither_to_come_nor_before_the_letter(
    scene: distribution.Scene, jour: dt.date
) -> None:
    pli = pli_de(scene)
    with pytest.raises(RegleViolee) as refus:
        deposer_pli(pli, on=jour, by=scene.odile.user, at=APRES)
    assert regles(refus) == {"CNV-06"}
    pli.refresh_from_db()
    assert pli.etat == "sur_papier"


def test_a_letter_leaves_once(scene: distribution.Scene) -> None:
    pli = pli_de(scene)
    deposer_pli(pli, on=dt.date(2026, 12, 8), by=scene.odile.user, at=APRES)
    with pytest.raises(RegleViolee, match="plus à remettre"):
        deposer_pli(pli, on=dt.date(2026, 12, 9), by=scene.odile.user, at=APRES)


@pytest.mark.regle("CNV-07", "CNV-08")
def test_a_refused_address_is_told_and_settled_by_hand(
    scene: distribution.Scene, boite: Boite
) -> None:
    boite.reponses[scene.elus["camille"].courriel] = "550 5.1.1 Inconnue"
    convocation = envoyer(scene)
    echeances.drainer()
    etat = suivi(scene.seance)
    assert etat.reguliers < 6
    assert [m.regle for m in etat.manquements] == ["CNV-07"]
    assert "Camille" in etat.manquements[0].message

    envoi = convocation.remises.get(elu=scene.elus["camille"]).envoi
    deposer_pli(envoi, on=dt.date(2026, 12, 8), by=scene.odile.user, at=A_TEMPS)
    etat = suivi(scene.seance)
    assert "Camille" not in " ".join(m.message for m in etat.manquements)


# Scale --------------------------------------------------------------------------------


def test_queries_do_not_follow_the_number_of_members(scene: distribution.Scene) -> None:
    with CaptureQueriesContext(connection) as a_sept:
        envoyer(scene)
    voisine = distribution.monter("val-de-brise")
    with voisine.entrer():
        voisine.seance.starts_at = SEANCE
        voisine.seance.save()
        for rang in range(40):
            f.MandatFactory(
                intercommunalite=voisine.intercommunalite,
                elu=f.EluFactory(intercommunalite=voisine.intercommunalite, nom=f"Membre {rang}"),
                commune=voisine.communes["Brumeval"],
            )
        with CaptureQueriesContext(connection) as a_quarante_sept:
            envoyer(voisine)
        assert voisine.seance.convocations.get().remises.count() == 47
    assert len(a_quarante_sept) == len(a_sept)
