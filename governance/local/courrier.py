"""A real SMTP server for the demonstration and the tests: nothing leaves, everything is kept."""

import argparse
import email
import mailbox
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

TAILLE_MAX = 40 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Piece:
    rang: int
    nom: str
    type_mime: str
    contenu: bytes

    @property
    def taille(self) -> int:
        return len(self.contenu)


@dataclass(frozen=True, kw_only=True)
class Lettre:
    cle: str
    sujet: str
    de: str
    a: str
    recue_at: datetime | None
    texte: str
    pieces: tuple[Piece, ...]


class Boite:
    """The Maildir where every message ends: one file per message, no index to corrupt."""

    def __init__(self, dossier: Path) -> None:
        dossier.parent.mkdir(parents=True, exist_ok=True)
        self.maildir = mailbox.Maildir(dossier, create=True)

    def deposer(self, contenu: bytes) -> str:
        return self.maildir.add(contenu)

    def __len__(self) -> int:
        return len(self.maildir)

    def cles(self) -> list[str]:
        """Most recent first: a Maildir key starts with the second of its arrival."""
        return sorted(self.maildir.keys(), key=_moment, reverse=True)

    def lettres(self, *, debut: int = 0, nombre: int = 50) -> Iterator[Lettre]:
        for cle in self.cles()[debut : debut + nombre]:
            lettre = self.lire(cle)
            if lettre is not None:
                yield lettre

    def lire(self, cle: str) -> Lettre | None:
        if cle not in self.maildir:
            return None
        return _lettre(cle, email.message_from_bytes(self.maildir.get_bytes(cle), policy=default))


def _moment(cle: str) -> tuple[int, str]:
    secondes, _, suite = cle.partition(".")
    return (int(secondes) if secondes.isdecimal() else 0, suite)


def _lettre(cle: str, message: EmailMessage) -> Lettre:
    corps = message.get_body(preferencelist=("plain", "html"))
    return Lettre(
        cle=cle,
        sujet=str(message["Subject"] or "(sans objet)"),
        de=str(message["From"] or ""),
        a=str(message["X-RcptTo"] or message["To"] or ""),
        recue_at=_date(str(message["Date"] or "")),
        texte=str(corps.get_content()) if corps is not None else "",
        pieces=tuple(_pieces(message)),
    )


def _date(entete: str) -> datetime | None:
    """« -0000 » says UTC without a zone: such a date would be printed as if it were local."""
    if not entete:
        return None
    date = parsedate_to_datetime(entete)
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def _pieces(message: EmailMessage) -> Iterator[Piece]:
    for rang, partie in enumerate(message.iter_attachments(), start=1):
        contenu = partie.get_payload(decode=True)
        yield Piece(
            rang=rang,
            nom=partie.get_filename() or f"piece-{rang}",
            type_mime=partie.get_content_type(),
            contenu=contenu if isinstance(contenu, bytes) else b"",
        )


class Depot:
    """What the SMTP server does with a message: write it down before saying « OK »."""

    def __init__(self, boite: Boite) -> None:
        self.boite = boite

    async def handle_DATA(self, server: Any, session: Any, enveloppe: Any) -> str:  # noqa: N802  (aiosmtpd’s name)
        destinataires = ", ".join(enveloppe.rcpt_tos)
        entete = f"X-MailFrom: {enveloppe.mail_from}\r\nX-RcptTo: {destinataires}\r\n"
        self.boite.deposer(entete.encode() + enveloppe.content)
        return "250 Message déposé dans la boîte de démonstration"


def serveur(dossier: Path, *, port: int = 0) -> Controller:
    return Controller(
        Depot(Boite(dossier)),
        hostname="127.0.0.1",
        port=port,
        data_size_limit=TAILLE_MAX,
        ready_timeout=10,
    )


def main() -> None:
    lecteur = argparse.ArgumentParser(description="Serveur SMTP local qui garde tout.")
    lecteur.add_argument("--port", type=int, required=True)
    lecteur.add_argument("--dossier", type=Path, required=True)
    choix = lecteur.parse_args()
    # Blocked before the server’s thread starts, so that sigwait alone receives them.
    signaux = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, signaux)
    service = serveur(choix.dossier, port=choix.port)
    service.start()
    signal.sigwait(signaux)
    service.stop()


if __name__ == "__main__":
    main()
