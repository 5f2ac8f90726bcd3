"""A real SMTP server that keeps what it accepts, and refuses what it is told to refuse."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Boite:
    """``reponses``: the server’s answer to an address at RCPT or, with « data: », at DATA."""

    recus: list[EmailMessage] = field(default_factory=list)
    expediteurs: list[str] = field(default_factory=list)
    reponses: dict[str, str] = field(default_factory=dict)
    a_la_reception: Callable[[], None] | None = None

    async def handle_RCPT(  # noqa: N802 – the name aiosmtpd calls
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        if address in self.reponses:
            return self.reponses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        refus = self.reponses.get(f"data:{envelope.rcpt_tos[0]}")
        if refus:
            return refus
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.recus.append(message)
        self.expediteurs.append(envelope.mail_from or "")
        if self.a_la_reception:
            self.a_la_reception()
        return f"250 2.0.0 Ok: queued as {len(self.recus):06d}"

    @property
    def destinataires(self) -> list[str]:
        return sorted(m["To"].addresses[0].addr_spec for m in self.recus)


@contextmanager
def ouvrir_boite(settings: Any) -> Iterator[Boite]:
    """Mail of this process goes to the box: ``settings`` is pytest-django’s fixture."""
    boite = Boite()
    serveur = Controller(boite, hostname="127.0.0.1", port=port_libre())
    serveur.start()
    try:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", serveur.port
        yield boite
    finally:
        serveur.stop()


def port_libre() -> int:
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return int(prise.getsockname()[1])
