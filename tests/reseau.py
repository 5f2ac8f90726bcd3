"""No test leaves this machine: a socket opens towards a Unix path or the loopback, or fails."""

import ipaddress
import socket
from typing import Any

_connecter = socket.socket.connect


class ReseauInterdit(AssertionError):
    pass


def _verifier(famille: int, adresse: Any) -> None:
    if famille not in (socket.AF_INET, socket.AF_INET6):
        return
    hote = adresse[0]
    try:
        local = hote == "localhost" or ipaddress.ip_address(hote).is_loopback
    except ValueError:
        local = False
    if not local:
        raise ReseauInterdit(f"Un essai a voulu joindre « {hote} ».")


def _connecter_ici(self: socket.socket, adresse: Any) -> None:
    _verifier(self.family, adresse)
    _connecter(self, adresse)


def refuser_l_exterieur() -> None:
    socket.socket.connect = _connecter_ici  # type: ignore[method-assign]  # the point of it
