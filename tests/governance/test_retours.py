"""What comes back after the server's « 250 »: read once, written once, and nobody else's."""

import mailbox
from email.message import EmailMessage, Message
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path
from typing import Any

import pytest

from governance import echeances, mail, retours, verp
from governance.boites import BoiteImap, BoiteInjoignable, BoiteMaildir, ouvrir
from governance.environnement import ConfigurationRefusee, Environnement, courriers_revenus
from governance.models import Envoi, Intercommunalite
from tests.boite import Boite
from tests.governance.test_mail import boite, histoire, ici, inscrire, relire

__all__ = ["boite", "ici"]


@pytest.fixture(autouse=True)
def adresse_de_retour(settings: Any) -> None:
    settings.RETOURS_EXPEDITEUR = "retours+*@val-de-brume.invalid"


def rapport(
    *, a: str, action: str = "failed", statut: str = "5.1.1", message_id: str = ""
) -> bytes:
    """A report as postfix writes it."""
    message = MIMEMultipart("report", **{"report-type": "delivery-status"})
    message["From"] = "MAILER-DAEMON@relais.invalid"
    message["To"] = a
    message["Auto-Submitted"] = "auto-replied"
    message.attach(MIMEText("Je n’ai pas pu remettre votre message.\n"))
    statuts = Message()
    statuts["Content-Type"] = "message/delivery-status"
    general, un = Message(), Message()
    general["Reporting-MTA"] = "dns; relais.invalid"
    un["Final-Recipient"] = "rfc822; marc@exemple.fr"
    un["Action"], un["Status"] = action, statut
    un["Diagnostic-Code"] = "smtp; 550 5.1.1 Boîte inconnue".encode("ascii", "replace").decode()
    statuts.set_payload([general, un])
    message.attach(statuts)
    original = Message()
    original["Message-ID"] = message_id
    message.attach(MIMEMessage(original))
    return message.as_bytes()


@pytest.fixture
def dossier(tmp_path: Path) -> BoiteMaildir:
    return BoiteMaildir(dossier=mailbox.Maildir(tmp_path / "retours", create=True))


@pytest.fixture
def remis(ici: Intercommunalite, boite: Boite) -> Envoi:
    [envoi] = inscrire(ici, "marc")
    echeances.drainer()
    return relire(envoi)


# Pure -------------------------------------------------------------------------------------


def test_the_return_address_names_one_message_and_cannot_be_forged() -> None:
    adresse = verp.expediteur(42)
    assert verp.envoi_designe(adresse) == 42
    assert verp.envoi_designe(adresse.upper()) == 42
    assert verp.envoi_designe(adresse.replace("42-", "43-")) is None
    assert verp.envoi_designe("retours+42@val-de-brume.invalid") is None
    assert verp.envoi_designe("camille@exemple.fr") is None


def test_without_a_mailbox_the_sender_is_the_plain_one(settings: Any) -> None:
    settings.RETOURS_EXPEDITEUR = ""
    settings.DEFAULT_FROM_EMAIL = "Assemblées <assemblees@exemple.invalid>"
    assert verp.expediteur(42) == "assemblees@exemple.invalid"
    assert verp.envoi_designe("assemblees@exemple.invalid") is None


@pytest.mark.parametrize(
    "texte",
    [
        b"",
        b"Subject: Absence\nAuto-Submitted: auto-replied\n\nJe suis absent.\n",
        b"Content-Type: multipart/report; boundary=x\n\n--x\n\nsans statut\n--x--\n",
        b"Content-Type: multipart/report\n\nrien",
        rapport(a="x@y.fr", action="delivered", statut="2.0.0"),
    ],
    ids=["vide", "absence", "sans_statut", "sans_parties", "distribue"],
)
def test_what_is_not_a_refusal_is_left_alone(texte: bytes) -> None:
    assert retours.lire(texte) is None


@pytest.mark.parametrize("cle", ["HEMICYCLE_RETOURS", "HEMICYCLE_RETOURS_EXPEDITEUR"])
def test_a_setting_that_leads_nowhere_is_refused_at_start_up(cle: str) -> None:
    with pytest.raises(ConfigurationRefusee):
        courriers_revenus(Environnement(valeurs={cle: "https://exemple.fr"}))


# The ledger -------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("par", ["marque", "message_id"])
def test_a_refusal_that_comes_back_is_known_by_its_address_or_its_message_id(
    remis: Envoi, boite: Boite, dossier: BoiteMaildir, par: str
) -> None:
    [parti] = boite.recus
    ecrit_a = verp.expediteur(remis.pk) if par == "marque" else "postmaster@val-de-brume.invalid"
    dossier.dossier.add(rapport(a=f"<{ecrit_a}>", message_id=str(parti["Message-ID"])))
    assert retours.relever(dossier) == 1
    envoi = relire(remis)
    assert envoi.etat == "retourne"
    assert envoi.reponse.startswith("Revenu\u00a0: 5.1.1 550 5.1.1")
    assert envoi.sent_at == remis.sent_at
    assert histoire(envoi) == ["a_envoyer", "remis", "retourne"]


@pytest.mark.django_db
def test_the_same_report_read_twice_is_written_once(remis: Envoi, dossier: BoiteMaildir) -> None:
    octets = rapport(a=verp.expediteur(remis.pk))
    dossier.dossier.add(octets)
    assert retours.relever(dossier) == 1
    assert retours.relever(dossier) == 0
    dossier.dossier.add(octets)
    assert retours.relever(dossier) == 0
    assert histoire(remis) == ["a_envoyer", "remis", "retourne"]


@pytest.mark.django_db
def test_a_delay_is_noted_and_refuses_nobody(remis: Envoi, dossier: BoiteMaildir) -> None:
    dossier.dossier.add(rapport(a=verp.expediteur(remis.pk), action="delayed", statut="4.4.1"))
    assert retours.relever(dossier) == 1
    assert relire(remis).etat == "remis"
    assert histoire(remis) == ["a_envoyer", "remis", "remis"]


@pytest.mark.django_db
def test_what_was_handed_over_since_stays_so(
    ici: Intercommunalite, remis: Envoi, dossier: BoiteMaildir
) -> None:
    from governance import tenancy

    with tenancy.entrer(ici):
        Envoi.objects.update(etat="depose")
    dossier.dossier.add(rapport(a=verp.expediteur(remis.pk)))
    assert retours.relever(dossier) == 1
    assert relire(remis).etat == "depose"


@pytest.mark.django_db
def test_a_report_about_nobody_is_read_and_forgotten(db: None, dossier: BoiteMaildir) -> None:
    dossier.dossier.add(rapport(a="ailleurs@exemple.fr", message_id="<inconnu@exemple.fr>"))
    dossier.dossier.add(EmailMessage())
    assert retours.relever(dossier) == 0
    assert list(dossier.nouveaux()) == []


@pytest.mark.django_db
def test_a_server_with_the_mark_as_sender_sees_it(remis: Envoi, boite: Boite) -> None:
    assert boite.expediteurs == [verp.expediteur(remis.pk)]
    assert mail.domaine() in str(boite.recus[0]["From"])


# The mailbox ------------------------------------------------------------------------------


class LienImap:
    """What imaplib answers, without the network."""

    def __init__(self, messages: dict[str, bytes]) -> None:
        self.messages, self.lus = messages, set[str]()

    def uid(self, commande: str, *arguments: str) -> tuple[str, list[Any]]:
        if commande == "SEARCH":
            restes = [uid for uid in self.messages if uid not in self.lus]
            return "OK", [" ".join(restes).encode()]
        if commande == "FETCH":
            return "OK", [(b"1 (UID 1 BODY[]", self.messages[arguments[0]]), b")"]
        self.lus.add(arguments[0])
        return "OK", [b""]


@pytest.mark.django_db
def test_an_imap_mailbox_is_read_the_same(remis: Envoi) -> None:
    lien: Any = LienImap({"7": rapport(a=verp.expediteur(remis.pk)), "8": b"Subject: merci\n\nok"})
    assert retours.relever(BoiteImap(lien=lien)) == 1
    assert lien.lus == {"7", "8"}
    assert relire(remis).etat == "retourne"


@pytest.mark.parametrize("url", ["imap://x:y@127.0.0.1:1/INBOX", "maildir:///nulle/part"])
def test_a_mailbox_out_of_reach_says_so_and_holds_nothing_up(settings: Any, url: str) -> None:
    with pytest.raises(BoiteInjoignable), ouvrir(url):
        pass
    settings.RETOURS = url
    assert retours.relever_la_boite(0) == 0
