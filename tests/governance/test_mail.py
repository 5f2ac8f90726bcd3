"""The outbox: nothing lost, nothing twice, each transition kept."""

import datetime as dt
import os
import signal
import smtplib
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from governance import echeances, mail, stockage, tenancy
from governance.models import Envoi, Fichier, Intercommunalite
from tests import banc
from tests import factories as f
from tests.boite import Boite, ouvrir_boite

pytestmark = pytest.mark.django_db


@pytest.fixture
def boite(settings: Any) -> Iterator[Boite]:
    with ouvrir_boite(settings) as ouverte:
        yield ouverte


@pytest.fixture
def ici(db: None) -> Intercommunalite:
    return f.IntercommunaliteFactory(slug="val-de-brume", nom_court="Val-de-Brume")


def inscrire(ici: Intercommunalite, *noms: str, **champs: Any) -> list[Envoi]:
    with tenancy.entrer(ici):
        return mail.inscrire(
            mail.preparer(
                ici,
                idem=f"essai/{nom}",
                destinataire=f"Mme {nom.title()} ÉLUE",
                adresse=f"{nom}@exemple.fr",
                objet="Conseil du lundi 14 décembre 2026",
                corps="Madame,\n\nVous êtes convoquée à 18 h 30.\n",
                **champs,
            )
            for nom in noms
        )


def relire(envoi: Envoi) -> Envoi:
    with tenancy.entrer(envoi.intercommunalite_id):
        return Envoi.objects.get(pk=envoi.pk)


def histoire(envoi: Envoi) -> list[str]:
    with tenancy.entrer(envoi.intercommunalite_id):
        return list(envoi.evenements.order_by("id").values_list("etat", flat=True))


def piece(ici: Intercommunalite, octets: bytes = b"%PDF-1.7 essai") -> Fichier:
    with tenancy.entrer(ici):
        return stockage.deposer(ici, octets, "application/pdf")


def test_a_due_message_leaves_with_its_documents_and_the_servers_own_words(
    ici: Intercommunalite, boite: Boite
) -> None:
    jointe = mail.Piece(nom="convocation.pdf", fichier=piece(ici))
    [envoi] = inscrire(ici, "camille", pieces=[jointe])

    assert echeances.drainer() == 1

    [message] = boite.recus
    assert message["Message-ID"] == envoi.message_id
    assert message["From"].addresses[0].display_name == "Val-de-Brume"
    assert message["To"].addresses[0].display_name == "Mme Camille ÉLUE"
    assert "18 h 30" in message.get_body().get_content()
    [document] = message.iter_attachments()
    assert document.get_filename() == "convocation.pdf"
    assert document.get_content() == b"%PDF-1.7 essai"
    envoi = relire(envoi)
    assert envoi.etat == "remis"
    assert envoi.reponse == "250 2.0.0 Ok: queued as 000001"
    assert envoi.sent_at is not None
    assert histoire(envoi) == ["a_envoyer", "remis"]


def test_the_drain_sends_once(ici: Intercommunalite, boite: Boite) -> None:
    inscrire(ici, "camille", "paul")
    assert echeances.drainer() == 2
    assert echeances.drainer() == 0
    assert len(boite.recus) == 2


def test_nobody_is_written_twice_for_the_same_thing(ici: Intercommunalite) -> None:
    inscrire(ici, "camille")
    with pytest.raises(IntegrityError, match="envoi_unique"):
        inscrire(ici, "camille")


def test_a_message_written_in_an_act_that_fails_never_leaves(
    ici: Intercommunalite, boite: Boite
) -> None:
    def acte_refuse() -> None:
        with transaction.atomic():
            inscrire(ici, "camille")
            raise RuntimeError("refus")

    with pytest.raises(RuntimeError, match="refus"):
        acte_refuse()
    assert echeances.drainer() == 0
    assert boite.recus == []


@pytest.mark.parametrize(
    ("cle", "reponse", "etat"),
    [
        ("marc@exemple.fr", "550 5.1.1 Boîte inconnue", "refuse"),
        ("marc@exemple.fr", "452 4.2.2 Boîte pleine", "differe"),
        ("data:marc@exemple.fr", "554 5.7.1 Contenu refusé", "refuse"),
        ("data:marc@exemple.fr", "451 4.3.0 Plus tard", "differe"),
        ("data:marc@exemple.fr", "421 4.7.0 Trop de messages", "differe"),
    ],
)
def test_the_servers_answer_decides_and_holds_nobody_else(
    ici: Intercommunalite, boite: Boite, cle: str, reponse: str, etat: str
) -> None:
    marc, _ = inscrire(ici, "marc", "paul")
    boite.reponses[cle] = reponse.encode("ascii", "replace").decode()

    assert echeances.drainer() == 2

    marc = relire(marc)
    assert marc.etat == etat
    assert reponse[:3] in marc.reponse
    assert histoire(marc) == ["a_envoyer", etat]
    assert boite.destinataires == ["paul@exemple.fr"]


def test_a_postponed_message_leaves_later_and_says_so(ici: Intercommunalite, boite: Boite) -> None:
    [envoi] = inscrire(ici, "marc")
    boite.reponses["marc@exemple.fr"] = "451 4.7.1 Greylisted"
    echeances.drainer()
    assert relire(envoi).due_at > timezone.now() + dt.timedelta(seconds=50)
    assert echeances.drainer() == 0

    boite.reponses.clear()
    avancer(envoi)
    assert echeances.drainer() == 1
    assert relire(envoi).etat == "remis"
    assert relire(envoi).tentatives == 2
    assert histoire(envoi) == ["a_envoyer", "differe", "remis"]


def avancer(envoi: Envoi) -> None:
    """As if the waiting time and the lease were over."""
    with tenancy.entrer(envoi.intercommunalite_id):
        Envoi.objects.filter(pk=envoi.pk).update(due_at=timezone.now(), bail_until=None)


def test_somebody_is_told_when_a_message_never_gets_through(
    ici: Intercommunalite, boite: Boite
) -> None:
    [envoi] = inscrire(ici, "marc")
    with tenancy.entrer(ici):
        Envoi.objects.update(tentatives=mail.TENTATIVES_MAX - 1)
    boite.reponses["marc@exemple.fr"] = "451 4.7.1 Greylisted"
    echeances.drainer()
    assert relire(envoi).etat == "refuse"
    assert "Abandonné" in relire(envoi).reponse


def test_without_a_mail_server_everything_waits(ici: Intercommunalite, settings: Any) -> None:
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    envois = inscrire(ici, "camille", "paul", "marc")
    assert echeances.drainer() == 0
    assert sorted(relire(e).etat for e in envois) == ["a_envoyer", "a_envoyer", "differe"]


def test_an_address_that_is_none_is_refused_before_the_server(
    ici: Intercommunalite, boite: Boite
) -> None:
    with tenancy.entrer(ici):
        envois = mail.inscrire(
            mail.preparer(
                ici, idem=adresse, destinataire="X", adresse=adresse, objet="o", corps="c"
            )
            for adresse in ("sans arobase", "élu@exemple.fr", "x@" + "a" * 80 + ".fr")
        )
    echeances.drainer()
    assert {relire(e).etat for e in envois} == {"refuse"}


def test_an_accented_domain_is_written_as_servers_read_it(
    ici: Intercommunalite, boite: Boite
) -> None:
    with tenancy.entrer(ici):
        mail.inscrire([
            mail.preparer(
                ici, idem="idn", destinataire="X", adresse="m@mairie-orléans.fr", objet="o",
                corps="c",
            )
        ])  # fmt: skip
    echeances.drainer()
    assert boite.destinataires == ["m@xn--mairie-orlans-khb.fr"]


def test_a_pasted_line_break_adds_no_header(ici: Intercommunalite, boite: Boite) -> None:
    with tenancy.entrer(ici):
        mail.inscrire([
            mail.preparer(
                ici, idem="saut", destinataire="Eve\nBcc: tous@exemple.fr",
                adresse="eve@exemple.fr", objet="Séance\r\nBcc: tous@exemple.fr", corps="c",
            )
        ])  # fmt: skip
    echeances.drainer()
    [message] = boite.recus
    assert message["Bcc"] is None
    assert message["Subject"] == "Séance Bcc: tous@exemple.fr"


def test_a_document_altered_on_the_disk_is_not_sent(ici: Intercommunalite, boite: Boite) -> None:
    fichier = piece(ici)
    [envoi] = inscrire(ici, "camille", pieces=[mail.Piece(nom="c.pdf", fichier=fichier)])
    fichier.chemin.chmod(0o600)
    fichier.chemin.write_bytes(b"%PDF-1.7 autre")
    echeances.drainer()
    assert boite.recus == []
    assert relire(envoi).etat == "differe"
    assert "altéré" in relire(envoi).reponse


def test_paper_waits_for_a_hand(ici: Intercommunalite, boite: Boite) -> None:
    [envoi] = inscrire(ici, "camille", canal="papier")
    assert envoi.etat == "sur_papier"
    assert echeances.drainer() == 0
    assert boite.recus == []


def test_each_intercommunalite_sends_its_own(ici: Intercommunalite, boite: Boite) -> None:
    voisine = f.IntercommunaliteFactory(slug="val-de-brise", nom_court="Val-de-Brise")
    [chez_nous], [chez_eux] = inscrire(ici, "camille"), inscrire(voisine, "nadia")
    assert chez_nous.message_id != chez_eux.message_id
    assert mail.vider(ici.pk) == 1
    assert boite.destinataires == ["camille@exemple.fr"]
    assert echeances.drainer() == 1
    assert relire(chez_eux).etat == "remis"


def test_outside_any_scope_the_ledger_is_empty(ici: Intercommunalite) -> None:
    inscrire(ici, "camille")
    with transaction.atomic():
        assert not Envoi.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_drains_at_once_share_the_work(ici: Intercommunalite, boite: Boite) -> None:
    inscrire(ici, *(f"elu{n}" for n in range(40)))
    files = [threading.Thread(target=drainer_et_fermer) for _ in range(3)]
    for file in files:
        file.start()
    for file in files:
        file.join()
    assert len(boite.recus) == 40
    assert len(set(boite.destinataires)) == 40


def drainer_et_fermer() -> None:
    from tests.conftest import fermer_les_connexions

    echeances.drainer()
    fermer_les_connexions()


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_after_the_server_accepted_repeats_one_message_under_the_same_id(
    ici: Intercommunalite, boite: Boite, settings: Any
) -> None:
    """The only duplicate there can be; the ledger still holds one row per person."""
    envois = inscrire(ici, *(f"elu{n}" for n in range(6)))
    ouvrier: subprocess.Popen[bytes]

    def tuer_au_troisieme() -> None:
        if len(boite.recus) == 3:
            ouvrier.send_signal(signal.SIGKILL)
            ouvrier.wait()

    boite.a_la_reception = tuer_au_troisieme
    ouvrier = subprocess.Popen(
        [sys.executable, str(banc.RACINE / "manage.py"), "echeances"],
        env=os.environ | {"EMAIL_URL": f"smtp://127.0.0.1:{settings.EMAIL_PORT}"},
    )
    ouvrier.wait(timeout=60)
    assert ouvrier.returncode == -signal.SIGKILL
    assert len(boite.recus) == 3
    assert [relire(e).etat for e in envois].count("remis") == 2

    boite.a_la_reception = None
    for envoi in envois:
        if relire(envoi).bail_until is not None:
            avancer(envoi)
    echeances.drainer()

    assert {relire(e).etat for e in envois} == {"remis"}
    ids = [m["Message-ID"] for m in boite.recus]
    assert len(ids) == 7
    assert set(ids) == {e.message_id for e in envois}


def test_an_answer_lost_on_the_way_is_asked_for_again_under_the_same_id(
    ici: Intercommunalite, boite: Boite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server took it, the 250 never came back."""
    [envoi] = inscrire(ici, "camille")
    monkeypatch.setattr(smtplib.SMTP, "data", _prendre_et_couper(smtplib.SMTP.data))
    echeances.drainer()
    assert relire(envoi).etat == "differe"
    monkeypatch.undo()
    avancer(envoi)
    echeances.drainer()
    assert relire(envoi).etat == "remis"
    assert [m["Message-ID"] for m in boite.recus] == [envoi.message_id] * 2


def _prendre_et_couper(data: Any) -> Any:
    def couper(self: smtplib.SMTP, message: bytes) -> None:
        data(self, message)
        raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")

    return couper


def test_a_lease_is_respected_until_it_ends(ici: Intercommunalite, boite: Boite) -> None:
    [envoi] = inscrire(ici, "camille")
    with tenancy.entrer(ici):
        Envoi.objects.update(bail_until=timezone.now() + mail.BAIL)
    assert echeances.drainer() == 0
    avancer(envoi)
    assert echeances.drainer() == 1


def test_what_happened_to_a_message_is_never_rewritten(ici: Intercommunalite, boite: Boite) -> None:
    [envoi] = inscrire(ici, "camille")
    with (
        tenancy.entrer(ici),
        pytest.raises(IntegrityError, match="ajout seul"),
        transaction.atomic(),
    ):
        envoi.evenements.update(etat="remis")
