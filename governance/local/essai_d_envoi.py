"""Send for real, kill the worker in mid-run, and count on the side of the mail server.

Used by the bench with thousands of recipients and by the tests with a few.
"""

import os
import random
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.utils import timezone

from governance import mail, tenancy
from governance.local import puits
from governance.local.services import Service, suit_son_parent
from governance.local.superviseur import RACINE, port_libre
from governance.models import Envoi, Fichier, Intercommunalite

OUVRIER = (sys.executable, str(RACINE / "manage.py"), "echeances")
PATIENCE = 600.0


class EssaiEnEchec(Exception):
    pass


@dataclass(frozen=True, kw_only=True, slots=True)
class Bilan:
    """What the mail server counted, beside what the ledger says."""

    attendus: int
    recus: int
    distincts: int
    identifiants: int
    remis_au_registre: int
    tues: int
    secondes: float

    @property
    def perdus(self) -> int:
        return self.attendus - self.distincts

    @property
    def doubles(self) -> int:
        return self.recus - self.distincts

    @property
    def par_seconde(self) -> float:
        return self.recus / self.secondes if self.secondes else 0.0

    @property
    def tenu(self) -> bool:
        """Nothing lost, one row each, and no more repeats than workers killed."""
        entier = self.perdus == 0 and self.remis_au_registre == self.attendus
        return entier and self.identifiants == self.attendus and self.doubles <= self.tues


@dataclass(kw_only=True)
class Essai:
    """One intercommunalité, one mail server; ``ouvrier`` is the command that empties the queue."""

    intercommunalite: Intercommunalite
    dossier: Path
    ouvrier: Sequence[str] = OUVRIER
    graine: int = 1
    port: int = field(default_factory=port_libre)
    envois: list[int] = field(default_factory=list)

    @property
    def registre(self) -> Path:
        return self.dossier / f"recus-{self.port}.tsv"

    @contextmanager
    def serveur(self) -> Iterator[None]:
        module = [sys.executable, "-m", "governance.local.puits", "--port", str(self.port)]
        service = Service(
            nom="puits",
            commande=[*module, "--registre", str(self.registre)],
            journal=self.dossier / "puits.log",
            environnement=os.environ,
            pret=self._ecoute,
        )
        service.lancer()
        try:
            service.attendre()
            yield
        finally:
            service.arreter()

    def _ecoute(self) -> bool:
        with socket.socket() as prise:
            return prise.connect_ex(("127.0.0.1", self.port)) == 0

    def inscrire(self, nombre: int, piece: Fichier | None = None) -> None:
        serie = f"essai/{time.time_ns()}"
        pieces = [mail.Piece(nom="convocation.pdf", fichier=piece)] if piece else []
        with tenancy.entrer(self.intercommunalite):
            envois = mail.inscrire(
                mail.preparer(
                    self.intercommunalite,
                    idem=f"{serie}/{rang}",
                    destinataire=f"Mme Camille ESSAI {rang}",
                    adresse=f"elu-{rang}@essai.invalid",
                    objet="Convocation : Conseil communautaire",
                    corps=f"Madame,\n\nVous êtes convoquée (n° {rang}).\n",
                    pieces=pieces,
                )
                for rang in range(nombre)
            )
        self.envois = [envoi.pk for envoi in envois]
        self.registre.unlink(missing_ok=True)

    def envoyer(self, *, tuer: int = 0) -> Bilan:
        """Empty the queue, killing the worker (SIGKILL) at moments drawn from the seed."""
        hasard = random.Random(self.graine)  # noqa: S311 – moments of a trial, nothing secret
        depart = time.monotonic()
        for seuil in sorted(hasard.sample(range(1, len(self.envois)), tuer)):
            self._tuer_apres(seuil)
            self._liberer_les_baux()
        self._attendre_la_fin()
        return self._bilan(tuer, time.monotonic() - depart)

    def _lancer(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            suit_son_parent(list(self.ouvrier)),
            env=os.environ | {"EMAIL_URL": f"smtp://127.0.0.1:{self.port}"},
            cwd=RACINE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _tuer_apres(self, seuil: int) -> None:
        ouvrier = self._lancer()
        limite = time.monotonic() + PATIENCE
        while ouvrier.poll() is None and self._recus() < seuil:
            if time.monotonic() > limite:
                raise EssaiEnEchec(f"{seuil} messages attendus en vain.")
            time.sleep(0.002)
        ouvrier.kill()
        ouvrier.wait()

    def _recus(self) -> int:
        return self.registre.read_bytes().count(b"\n") if self.registre.exists() else 0

    def _liberer_les_baux(self) -> None:
        """The minute and a half that the leases of a dead worker last, passed at once."""
        with tenancy.entrer(self.intercommunalite):
            baux = Envoi.objects.filter(pk__in=self.envois, bail_until__isnull=False)
            baux.update(bail_until=timezone.now())

    def _attendre_la_fin(self) -> None:
        ouvrier = self._lancer()
        if ouvrier.wait(timeout=PATIENCE) != 0:
            raise EssaiEnEchec("L’ouvrier s’est arrêté sur une erreur.")

    def _bilan(self, tues: int, secondes: float) -> Bilan:
        recus = list(puits.lire(self.registre))
        par_personne = Counter(recu.destinataire for recu in recus)
        with tenancy.entrer(self.intercommunalite):
            remis = Envoi.objects.filter(pk__in=self.envois, etat=Envoi.Etat.REMIS).count()
        if not tues and recus:
            secondes = recus[-1].at - recus[0].at
        return Bilan(
            attendus=len(self.envois),
            recus=len(recus),
            distincts=len(par_personne),
            identifiants=len({recu.message_id for recu in recus}),
            remis_au_registre=remis,
            tues=tues,
            secondes=secondes,
        )
