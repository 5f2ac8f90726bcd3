"""The letter, the calendar entry and the e-mail of a convocation."""

import datetime as dt
import io
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import icalendar
import pikepdf
import pytest
from django.template.loader import render_to_string

from instances import documents
from instances.queries.destinataires import Destinataire, Signataire
from tests import distribution
from tests import factories as f

PARIS = ZoneInfo("Europe/Paris")
ENVOI = dt.datetime(2026, 12, 1, 9, 0, tzinfo=PARIS)
PAUL = Signataire(nom="M. Paul GIRARD", titre="Président")


@pytest.fixture
def scene(db: None) -> Iterator[distribution.Scene]:
    montee = distribution.monter()
    with montee.entrer():
        montee.seance.starts_at = dt.datetime(2026, 12, 14, 18, 30, tzinfo=PARIS)
        yield montee


def html(scene: distribution.Scene, **champs: object) -> str:
    for nom, valeur in champs.items():
        setattr(scene.seance, nom, valeur)
    contexte = documents.contexte_convocation(
        scene.seance,
        at=ENVOI,
        signataire=PAUL,
        specimen=False,
        points=documents.points_convoques(scene.seance),
    )
    return render_to_string("documents/convocation.html", contexte)


@pytest.mark.regle("CNV-02")
def test_the_letter_says_when_where_and_what(scene: distribution.Scene) -> None:
    page = html(scene)
    for mention in (
        "le lundi 14 décembre 2026 à 18\u00a0h\u00a030",
        "Maison de l’intercommunalité, salle des séances",
        "Mesdames et Messieurs les membres du Conseil communautaire",
        "Fonds de concours aux communes",
        "M. Paul GIRARD",
        "Le mardi 1<sup>er</sup> décembre 2026",
    ):
        assert mention in page, mention


@pytest.mark.regle("DIV-03", "CNV-15")
def test_what_an_alert_sets_out_is_not_in_a_letter_that_is_copied(
    scene: distribution.Scene,
) -> None:
    """Its title is on the ordre du jour; the rest is read in the dossier of those who sit."""
    for point, usage in zip(scene.points, ("alerte", "", ""), strict=True):
        point.usage, point.note_de_synthese = usage, f"Note du {point.numero}."
        point.save()
        f.AnnexeFactory(
            intercommunalite=scene.intercommunalite, point=point, titre=f"Pièce {point.rang}"
        )
    page = html(scene)
    assert scene.points[0].titre in page
    assert "À lire dans le dossier de la séance" in page
    for point in scene.points:
        for dit in (point.note_de_synthese, f"Pièce {point.rang}"):
            assert (dit in page) is (point.usage == ""), dit


@pytest.mark.regle("ODJ-05")
def test_matters_are_listed_in_the_order_of_passage(scene: distribution.Scene) -> None:
    scene.points[2].rang, scene.points[0].rang = 1, 3
    for point in scene.points:
        point.save()
    page = html(scene)
    assert page.index("Plan de mobilité") < page.index("Désignation du secrétaire")


@pytest.mark.regle("CNV-13")
def test_a_withdrawn_matter_is_not_announced(scene: distribution.Scene) -> None:
    scene.points[1].etat = "retire"
    scene.points[1].save()
    assert "Fonds de concours" not in html(scene)


@pytest.mark.regle("CNV-09")
def test_each_note_de_synthese_goes_with_the_letter(scene: distribution.Scene) -> None:
    page = html(scene)
    assert "Notes explicatives de synthèse" in page
    assert page.count("Le fonds soutient les projets des communes.") == 3


@pytest.mark.regle("CNV-10")
def test_urgency_and_its_reason_are_announced(scene: distribution.Scene) -> None:
    page = html(scene, urgence=True, urgence_motif="Rupture de la digue.")
    assert "Rupture de la digue." in page
    assert "urgence" in page


@pytest.mark.regle("CNV-19")
def test_a_meeting_in_several_places_is_announced(scene: distribution.Scene) -> None:
    assert "visioconférence" in html(scene, visioconference=True)
    assert "visioconférence" not in html(scene, visioconference=False)


@pytest.mark.regle("CNV-11")
def test_a_second_convocation_recalls_the_first(scene: distribution.Scene) -> None:
    page = html(scene, premiere_seance=scene.seance_de_commission)
    assert "seconde" in page
    assert "sans condition de quorum" in page


def test_typed_text_stays_text(scene: distribution.Scene) -> None:
    scene.points[0].titre = "<img src=file:///etc/passwd>"
    scene.points[0].save()
    assert "<img src=file" not in html(scene)


def test_the_pdf_is_tagged_and_names_its_author(scene: distribution.Scene) -> None:
    octets = documents.rendre_convocation(scene.seance, at=ENVOI, signataire=PAUL)
    document = pikepdf.open(io.BytesIO(octets))
    assert str(document.Root.Lang) == "fr"
    assert "/StructTreeRoot" in document.Root
    titre = str(document.docinfo["/Title"])
    assert titre == "Convocation, Conseil communautaire du lundi 14 décembre 2026"
    assert str(document.docinfo["/Author"]) == scene.intercommunalite.nom


def test_a_preview_says_that_it_is_one(scene: distribution.Scene) -> None:
    contexte = documents.contexte_convocation(
        scene.seance, at=ENVOI, signataire=None, specimen=True, points=[]
    )
    assert "Aperçu" in render_to_string("documents/convocation.html", contexte)


# Calendar -----------------------------------------------------------------------------


def evenement(scene: distribution.Scene, version: int = 1) -> icalendar.Event:
    octets = documents.calendrier(scene.seance, version=version, at=ENVOI)
    [trouve] = icalendar.Calendar.from_ical(octets).walk("VEVENT")
    return trouve


def test_the_calendar_entry_keeps_the_local_hour(scene: distribution.Scene) -> None:
    octets = documents.calendrier(scene.seance, version=1, at=ENVOI)
    agenda = icalendar.Calendar.from_ical(octets)
    assert [str(z["TZID"]) for z in agenda.walk("VTIMEZONE")] == ["Europe/Paris"]
    debut = evenement(scene)["DTSTART"]
    assert debut.params["TZID"] == "Europe/Paris"
    assert debut.dt.replace(tzinfo=None) == dt.datetime(2026, 12, 14, 18, 30)  # noqa: DTZ001 – the zone is asserted above
    assert str(evenement(scene)["LOCATION"]) == scene.seance.lieu


@pytest.mark.regle("GEN-04")
def test_overseas_the_hour_is_that_of_the_territory(scene: distribution.Scene) -> None:
    scene.intercommunalite.fuseau = "Indian/Reunion"
    with scene.entrer():
        assert evenement(scene)["DTSTART"].params["TZID"] == "Indian/Reunion"
        assert evenement(scene)["DTSTART"].dt.hour == 21


def test_a_later_version_replaces_the_entry(scene: distribution.Scene) -> None:
    un, deux = evenement(scene, 1), evenement(scene, 2)
    assert un["UID"] == deux["UID"]
    assert (un["SEQUENCE"], deux["SEQUENCE"]) == (1, 2)


# E-mail -------------------------------------------------------------------------------


def courriels(scene: distribution.Scene, *personnes: Destinataire) -> list[str]:
    courrier = documents.Courrier(
        seance=scene.seance, signataire=PAUL, points=documents.points_convoques(scene.seance)
    )
    return list(courrier.corps(personnes))


def test_the_e_mail_says_when_where_and_what_and_links_to_a_page(
    scene: distribution.Scene,
) -> None:
    [corps] = courriels(scene, Destinataire(elu=scene.elus["camille"], qualite="titulaire"))
    assert corps.startswith("Madame,\n")
    for mention in (
        "lundi 14 décembre 2026 à 18\u00a0h\u00a030",
        "Maison de l’intercommunalité",
        "1.2  Fonds de concours aux communes",
        f"/{scene.slug}/public/dossier/",
        "M. Paul GIRARD",
    ):
        assert mention in corps, mention
    assert "&" not in corps


@pytest.mark.regle("MEM-04")
def test_a_suppleant_is_told_that_it_is_for_information(scene: distribution.Scene) -> None:
    [corps] = courriels(
        scene,
        Destinataire(elu=scene.elus["hugo"], qualite="suppleant", titulaire="Mme Fatou DIOP"),
    )
    assert "pour information, en qualité de suppléant de Mme Fatou DIOP" in corps


def test_the_subject_names_the_body_and_the_day(scene: distribution.Scene) -> None:
    sujet = documents.objet_du_courriel(scene.seance)
    assert sujet == "Convocation\u00a0: Conseil communautaire du lundi 14 décembre 2026"
