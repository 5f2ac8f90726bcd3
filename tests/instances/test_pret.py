"""Ready to be convened: all that stands in the way at once, mended or passed over in writing."""

import datetime as dt
import io
import json
from typing import Any

import pikepdf
import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.utils import timezone

from governance import stockage
from governance.models import AuditEntry
from governance.regles import RegleViolee
from instances.actions.convoquer import convoquer
from instances.actions.deroger import deroger
from instances.models import Convocation, Derogation, Point
from instances.queries.convocation import controles
from instances.views.pret import empreinte
from tests import distribution
from tests import factories as f

pytestmark = pytest.mark.django_db
MOTIF = "Le dossier complet, remis le 3 novembre, tient lieu de note."


@pytest.fixture
def scene() -> distribution.Scene:
    return distribution.monter()


def lire(client: Any, scene: distribution.Scene, suite: str, qui: str = "odile") -> Any:
    client.force_login(scene.acces[qui].user)
    with f.portee_nette():
        return client.get(scene.url(suite))


def poster(client: Any, scene: distribution.Scene, suite: str, qui: str, **donnees: Any) -> Any:
    client.force_login(scene.acces[qui].user)
    with f.portee_nette():
        return client.post(scene.url(suite), donnees)


def soupe(reponse: Any) -> BeautifulSoup:
    return BeautifulSoup(reponse.content, "html.parser")


def sans_note(scene: distribution.Scene) -> Point:
    point = scene.points[1]
    with scene.entrer():
        point.note_de_synthese = ""
        point.save()
    return point


def constat(scene: distribution.Scene, regle: str) -> Any:
    with scene.entrer():
        trouves = controles(scene.seance, timezone.now())
        return next((m for m in trouves if m.regle == regle), None)


def regles(scene: distribution.Scene) -> dict[str, bool]:
    with scene.entrer():
        return {m.regle: m.bloquant for m in controles(scene.seance, timezone.now())}


# The panel -------------------------------------------------------------------------------


@pytest.mark.regle("CNV-09")
def test_each_breach_gives_its_rule_in_one_click_and_leads_to_the_field(
    client: Any, scene: distribution.Scene
) -> None:
    point = sans_note(scene)
    with scene.entrer():
        camille = scene.elus["camille"]
        camille.courriel = ""
        camille.save()
    page = soupe(lire(client, scene, "seances/1/convocation/"))
    assert [h.text.split()[0] for h in page.select(".checks-level")] == ["Ce", "À"]
    sujets = [h.text for h in page.select(".checks-subject")]
    assert sujets[:2] == ["Rapports et pièces", "Personnes convoquées"]
    note = page.find("li", string=None, attrs={"data-tone": "stop"})
    assert "règle CNV-09" in note.summary.text
    assert "note explicative de synthèse" in note.details.p.text
    liens = {a.text: a["href"] for a in page.select(".mend a")}
    champ = "note_de_synthese"
    assert liens["Rédiger la note"].endswith(
        f"points/{point.pk}/modifier/?champ={champ}#id_{champ}"
    )
    assert liens["Saisir l’adresse"].endswith(f"elus/{camille.pk}/modifier/#id_courriel")


def test_what_lacks_nothing_is_said_calmly(client: Any, scene: distribution.Scene) -> None:
    with scene.entrer():
        f.PointFactory(
            intercommunalite=scene.intercommunalite, seance=scene.seance, numero="0.1", rang=9,
            type="information", usage="delegations",
        )  # fmt: skip
    page = soupe(lire(client, scene, "seances/1/convocation/"))
    assert "Prête à être convoquée." in page.text
    assert page.select(".checks") == []


@pytest.mark.regle("ODJ-06")
def test_a_report_waits_for_the_opinion_that_the_reglement_asks(scene: distribution.Scene) -> None:
    assert "ODJ-06" not in regles(scene)
    with scene.entrer():
        scene.intercommunalite.reglements.update(valeurs={"avis_de_commission": True})
    assert regles(scene)["ODJ-06"] is False
    with scene.entrer():
        for point in scene.points:
            f.AvisFactory(
                intercommunalite=scene.intercommunalite, point=point, instance=scene.commission
            )
    assert "ODJ-06" not in regles(scene)


@pytest.mark.regle("ODJ-07")
def test_a_rapporteur_sits_in_the_body(scene: distribution.Scene) -> None:
    with scene.entrer():
        exterieur = f.EluFactory(intercommunalite=scene.intercommunalite, nom="Noé")
        scene.points[1].rapporteur = exterieur
        scene.points[1].save()
    assert "Noé".upper() in constat(scene, "ODJ-07").message.upper()


@pytest.mark.regle("CNV-07")
def test_a_guest_without_address_is_told(scene: distribution.Scene) -> None:
    with scene.entrer():
        f.InviteFactory(intercommunalite=scene.intercommunalite, seance=scene.seance, courriel="")
    assert regles(scene)["CNV-07"] is False


@pytest.mark.regle("QUO-01")
def test_the_answers_received_announce_the_quorum(scene: distribution.Scene) -> None:
    ici = scene.intercommunalite
    with scene.entrer():
        sieges = [
            f.SiegeantFactory(intercommunalite=ici, seance=scene.seance, elu=elu, ordre=rang)
            for rang, elu in enumerate(scene.elus.values())
        ]
        for siege, choix in zip(sieges, ["present", "distance", "excuse"], strict=False):
            f.ReponseFactory(intercommunalite=ici, siegeant=siege, choix=choix)
    m = constat(scene, "QUO-01")
    assert not m.bloquant
    assert "2\u00a0présences annoncées, 4 nécessaires" in m.message


# Documents -------------------------------------------------------------------------------


def pdf(mot_de_passe: str = "") -> bytes:
    document, sortie = pikepdf.new(), io.BytesIO()
    document.add_blank_page()
    protege = pikepdf.Encryption(user=mot_de_passe, owner=mot_de_passe) if mot_de_passe else None
    document.save(sortie, encryption=protege or False)
    return sortie.getvalue()


@pytest.mark.regle("QST-05")
@pytest.mark.parametrize(
    "nom, octets, defaut",
    [
        ("plan.pdf", pdf(), ""),
        ("plan.pdf", pdf("secret"), "protege"),
        ("plan.pdf", b"%PDF-1.7 tronque", "illisible"),
        ("plan.docx", b"PK\x03\x04 tronque", "illisible"),
        ("plan.png", b"\x89PNG\r\n\x1a\n", ""),
    ],
)
def test_a_document_that_does_not_open_is_said_when_joined_and_before_it_leaves(
    client: Any, scene: distribution.Scene, nom: str, octets: bytes, defaut: str
) -> None:
    point = scene.points[1]
    fichier = SimpleUploadedFile(nom, octets)
    suite = f"seances/1/points/{point.pk}/annexes/joindre/"
    assert poster(client, scene, suite, "odile", titre="Plan", fichier=fichier).status_code == 302
    with scene.entrer():
        assert point.annexes.get().defaut == defaut
    assert regles(scene).get("QST-05") is (True if defaut else None)
    page = soupe(lire(client, scene, f"seances/1/points/{point.pk}/"))
    assert ("ne s’ouvrira pas chez les élus" in page.text) == bool(defaut)


@pytest.mark.regle("QST-05")
def test_a_limit_lowered_since_is_met_again_before_the_dispatch(
    scene: distribution.Scene,
) -> None:
    ici = scene.intercommunalite
    with scene.entrer():
        lourd = stockage.deposer(ici, b"%PDF-" + b"0" * 2 * 1024 * 1024, "application/pdf")
        f.AnnexeFactory(intercommunalite=ici, point=scene.points[1], fichier=lourd, titre="Plan")
        ici.taille_max_piece = 1
        ici.save()
    scene.seance.intercommunalite = ici
    assert "dépasse la taille admise" in constat(scene, "QST-05").message


# Derogations -----------------------------------------------------------------------------


def accorder(scene: distribution.Scene, regle: str = "CNV-09", motif: str = MOTIF) -> Derogation:
    m = constat(scene, regle)
    with scene.entrer():
        return deroger(
            scene.seance, regle=m.regle, phrase=m.message, motif=motif,
            by=scene.diane.user, at=timezone.now(),
        )  # fmt: skip


def test_the_direction_passes_over_a_breach_in_writing_and_it_travels_with_the_proof(
    client: Any, scene: distribution.Scene
) -> None:
    sans_note(scene)
    m = constat(scene, "CNV-09")
    suite = f"seances/1/deroger/?manquement={empreinte(m)}"
    assert m.message in soupe(lire(client, scene, suite, "diane")).text
    reponse = poster(
        client, scene, "seances/1/deroger/", "diane", manquement=empreinte(m), motif=MOTIF
    )
    assert reponse.status_code == 302
    page = soupe(lire(client, scene, "seances/1/convocation/"))
    assert "Dérogation accordée le" in page.text
    assert "Diane Lambert" in page.text
    assert page.find("button", string="Envoyer la convocation").get("aria-disabled") is None
    with scene.entrer():
        convoquer(scene.seance, by=scene.odile.user, at=timezone.now())
        envoi = AuditEntry.objects.get(verbe="seance_convoquer")
        assert envoi.donnees["derogations"] == [Derogation.objects.get().pk]
        assert AuditEntry.objects.get(verbe="seance_deroger").donnees["motif"] == MOTIF
        maillon = scene.intercommunalite.scelles.get(nature="convocation").maillon
        (scellee,) = json.loads(stockage.lire(maillon.manifeste))["derogations"]
    assert (scellee["regle"], scellee["par"]) == ("CNV-09", "Diane Lambert")
    assert scellee["motif"] == MOTIF


@pytest.mark.parametrize("qui", ["odile", "adele", "line", "camille", "samir"])
def test_nobody_else_may_pass_over_anything(
    client: Any, scene: distribution.Scene, qui: str
) -> None:
    sans_note(scene)
    m = constat(scene, "CNV-09")
    donnees = {"manquement": empreinte(m), "motif": MOTIF}
    reponse = poster(client, scene, "seances/1/deroger/", qui, **donnees)
    assert reponse.status_code == 403
    with scene.entrer():
        assert not Derogation.objects.exists()
    page = soupe(lire(client, scene, "seances/1/convocation/"))
    assert "Accorder une dérogation" not in page.text


def test_when_the_facts_move_the_derogation_answers_nothing(scene: distribution.Scene) -> None:
    sans_note(scene)
    accorder(scene)
    assert regles(scene)["CNV-09"] is False
    with scene.entrer():
        scene.points[2].note_de_synthese = ""
        scene.points[2].save()
    assert regles(scene)["CNV-09"] is True
    with scene.entrer():
        with pytest.raises(RegleViolee):
            convoquer(scene.seance, by=scene.odile.user, at=timezone.now())
        assert not Convocation.objects.exists()


def test_a_derogation_of_one_rule_opens_no_other(scene: distribution.Scene) -> None:
    sans_note(scene)
    accorder(scene)
    with scene.entrer():
        scene.seance.starts_at = timezone.now() + dt.timedelta(days=3)
        scene.seance.save()
    assert regles(scene)["CNV-04"] is True
    with pytest.raises(RegleViolee) as refus:
        accorder(scene, "CNV-04")
    assert "Le délai ne s’abrège que par l’urgence" in str(refus.value)


@pytest.mark.parametrize("motif", ["", "trop court"])
def test_a_derogation_says_why(scene: distribution.Scene, motif: str) -> None:
    sans_note(scene)
    with pytest.raises(RegleViolee):
        accorder(scene, motif=motif)


def test_a_derogation_is_never_unwritten(scene: distribution.Scene) -> None:
    sans_note(scene)
    ecrite = accorder(scene)
    with scene.entrer():
        ecrite.motif = "Un autre motif, plus présentable."
        with pytest.raises(DatabaseError), transaction.atomic():
            ecrite.save()
        with pytest.raises(ValidationError):
            accorder_deux_fois(scene, ecrite)


def accorder_deux_fois(scene: distribution.Scene, ecrite: Derogation) -> None:
    deroger(
        scene.seance, regle=ecrite.regle, phrase=ecrite.manquement, motif=MOTIF,
        by=scene.diane.user, at=timezone.now(),
    )  # fmt: skip


def test_the_page_of_a_seance_without_breach_has_nothing_to_grant(
    client: Any, scene: distribution.Scene
) -> None:
    page = soupe(lire(client, scene, "seances/1/deroger/?manquement=inconnu", "diane"))
    assert "n’admet de dérogation" in page.text
    assert poster(client, scene, "seances/1/deroger/", "diane", motif="x").status_code == 422
