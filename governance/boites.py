"""The mailbox of returned mail: IMAP or a Maildir, with the standard library alone."""

import imaplib
import mailbox
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

# A report comes first, the message it returns after: the end of a heavy one is not needed.
OCTETS_MAX = 256 * 1024
PAR_RELEVE = 500
ATTENTE = 20


class BoiteInjoignable(Exception):
    """Wrong address, wrong password, or a server that does not answer."""


class Boite(Protocol):
    def nouveaux(self) -> Iterator[tuple[str, bytes]]: ...

    def marquer(self, cle: str) -> None: ...


@dataclass(frozen=True, kw_only=True)
class BoiteMaildir:
    dossier: mailbox.Maildir

    def nouveaux(self) -> Iterator[tuple[str, bytes]]:
        for cle in sorted(self.dossier.keys()):
            if "S" not in self.dossier.get_message(cle).get_flags():
                yield cle, self.dossier.get_bytes(cle)[:OCTETS_MAX]

    def marquer(self, cle: str) -> None:
        message = self.dossier.get_message(cle)
        message.set_subdir("cur")
        message.add_flag("S")
        self.dossier[cle] = message


@dataclass(frozen=True, kw_only=True)
class BoiteImap:
    lien: imaplib.IMAP4

    def nouveaux(self) -> Iterator[tuple[str, bytes]]:
        _, [trouves] = self.lien.uid("SEARCH", "UNSEEN")
        for uid in (trouves or b"").decode().split()[:PAR_RELEVE]:
            # PEEK: a report counts as read only once it is written down.
            _, reponse = self.lien.uid("FETCH", uid, f"(BODY.PEEK[]<0.{OCTETS_MAX}>)")
            octets = next((r[1] for r in reponse if isinstance(r, tuple)), None)
            if octets is not None:
                yield uid, octets

    def marquer(self, cle: str) -> None:
        self.lien.uid("STORE", cle, "+FLAGS", r"(\Seen)")


@contextmanager
def ouvrir(url: str) -> Iterator[Boite]:
    """« imaps://compte:motdepasse@serveur/INBOX » or « maildir:///chemin »."""
    morceaux = urlsplit(url)
    if morceaux.scheme == "maildir":
        yield _maildir(Path(unquote(morceaux.path)))
        return
    lien = _connecter(url)
    try:
        yield BoiteImap(lien=lien)
    except (OSError, imaplib.IMAP4.error) as erreur:
        raise BoiteInjoignable(str(erreur)) from erreur
    finally:
        with suppress(OSError, imaplib.IMAP4.error):  # what was read is already written down
            lien.logout()


def _maildir(chemin: Path) -> BoiteMaildir:
    if not (chemin / "new").is_dir():
        raise BoiteInjoignable(f"{chemin} n’est pas un Maildir.")
    return BoiteMaildir(dossier=mailbox.Maildir(chemin, create=False))


def _connecter(url: str) -> imaplib.IMAP4:
    morceaux = urlsplit(url)
    sure = morceaux.scheme == "imaps"
    ouvrir_le_lien = imaplib.IMAP4_SSL if sure else imaplib.IMAP4
    port = morceaux.port or (993 if sure else 143)
    dossier = re.sub(r'[\\"]', "", unquote(morceaux.path.strip("/"))) or "INBOX"
    try:
        lien = ouvrir_le_lien(morceaux.hostname or "", port, timeout=ATTENTE)
        lien.login(unquote(morceaux.username or ""), unquote(morceaux.password or ""))
        etat, _ = lien.select(f'"{dossier}"')
    except (OSError, imaplib.IMAP4.error) as erreur:
        raise BoiteInjoignable(str(erreur)) from erreur
    if etat != "OK":
        raise BoiteInjoignable(f"Le dossier « {dossier} » ne s’ouvre pas.")
    return lien
