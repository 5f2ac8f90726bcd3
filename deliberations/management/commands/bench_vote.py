"""Measure the room under load: ballots from phones, screens that follow by asking or by events."""

import asyncio
import tempfile
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from deliberations.mesures.charge import Flux, Voteurs, centile, demander, suivre_en_demandant
from deliberations.mesures.machine import COEURS, mesurer, postmaster, servir
from deliberations.mesures.salle import Salle, preparer
from deliberations.models import Appel, Vote
from governance import tenancy
from governance.db import lock
from governance.local.services import Service

ACTES_DITS = 20


class Command(BaseCommand):
    requires_system_checks = ()
    help = "Mesure 200 voix d’un coup, 150 écrans qui demandent, 300 flux d’événements."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--voteurs", type=int, default=200)
        parser.add_argument("--tours", type=int, default=3)
        parser.add_argument("--ecrans", type=int, default=150)
        parser.add_argument("--secondes", type=float, default=15)
        parser.add_argument("--flux", type=int, default=300)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Les mesures se font sur la démonstration : « make bench-vote ».")
        salle = preparer(options["voteurs"])
        self.base = postmaster()
        self.stdout.write(f"{COEURS} cœurs ; serveurs, base et clients sur la même machine")
        with tempfile.TemporaryDirectory() as dossier:
            with servir("web", Path(dossier)) as (web, port):
                asyncio.run(self.mesurer_le_web(salle, web, port, options))
            with servir("direct", Path(dossier)) as (direct, port):
                asyncio.run(self.mesurer_les_flux(salle, direct, port, options["flux"]))

    def dire(self, quoi: str, mesure: str) -> None:
        self.stdout.write(f"{quoi:<44} {mesure}")

    async def mesurer_le_web(
        self, salle: Salle, web: Service, port: int, options: dict[str, Any]
    ) -> None:
        await suivre_en_demandant(salle, port, ecrans=8, secondes=1)
        for point in salle.points[: options["tours"]]:
            await self.mesurer_un_vote(salle, web, port, point)
        with mesurer(web, self.base) as cout:
            recues = await suivre_en_demandant(
                salle, port, ecrans=options["ecrans"], secondes=options["secondes"]
            )
        titre = f"{options['ecrans']} écrans qui demandent ({recues} fois)"
        self.dire(titre, f"{cout[0]} (but : 10 %)")

    async def mesurer_un_vote(self, salle: Salle, web: Service, port: int, point: int) -> None:
        conduite = f"seances/{salle.seance.numero}/conduite/"
        cookie = salle.secretariat.cookie
        await demander(
            port,
            salle.url(f"{conduite}points/{point}/appel/ouvrir/"),
            cookie=cookie,
            corps={"mode": "public", "electronique": "on"},
        )
        appel = await asyncio.to_thread(_appel_ouvert, salle, point)
        voteurs = Voteurs(salle=salle, port=port)
        with mesurer(web, self.base) as cout:
            duree = await voteurs.voter(appel)
        debut = time.perf_counter()
        clos = await demander(
            port,
            salle.url(f"{conduite}appels/{appel}/clore/"),
            cookie=cookie,
            corps={"geste": "clore", "sans_voix": "abstention"},
        )
        proclame = time.perf_counter() - debut
        vu = await demander(port, salle.url(f"public/ecran/{salle.secret}/etat/"))
        a_l_ecran = time.perf_counter() - debut
        comptes = await asyncio.to_thread(_comptes, appel, salle)
        if clos.statut != 200 or vu.statut != 200 or comptes != voteurs.notes:
            raise CommandError("Le résultat ne compte pas ceux qui ont lu « Noté ».")
        voix = f"{len(voteurs.notes)} voix sur {len(salle.membres)} notées d’un coup"
        self.dire(voix, f"{duree:.2f} s (but : 2 s) ; {cout[0]}")
        self.dire(
            "    proclamé, puis lu à l’écran", f"{proclame:.2f} s (but : 1 s), {a_l_ecran:.2f} s"
        )

    async def mesurer_les_flux(
        self, salle: Salle, direct: Service, port: int, combien: int
    ) -> None:
        flux, delais = Flux(salle=salle, port=port), []
        taches = await flux.ouvrir(combien)
        with mesurer(direct, self.base) as cout:
            for _ in range(ACTES_DITS):
                flux.arrivees.clear()
                debut = time.perf_counter()
                await asyncio.to_thread(_agir, salle)
                await asyncio.sleep(0.5)
                delais += [arrivee - debut for arrivee in flux.arrivees]
        for tache in taches:
            tache.cancel()
        await asyncio.gather(*taches, return_exceptions=True)
        dits = f"{flux.ouverts} flux, {ACTES_DITS} actes, {len(delais)} avis reçus"
        median, p95 = centile(delais, 0.5) * 1000, centile(delais, 0.95) * 1000
        dernier = max(delais, default=float("nan")) * 1000
        self.dire(
            dits,
            f"médiane {median:.0f} ms, p95 {p95:.0f} ms (but : 200 ms), dernier {dernier:.0f} ms",
        )
        self.dire("    leur coût", str(cout[0]))


def _appel_ouvert(salle: Salle, point: int) -> int:
    with tenancy.entrer(salle.ici):
        appel = Appel.objects.filter(point=point, clos_at=None, abandonne_at=None).first()
    if appel is None:
        raise CommandError("Le vote ne s’est pas ouvert.")
    return appel.pk


def _comptes(appel: int, salle: Salle) -> set[int]:
    """The seats counted with the voice that they sent, by the result proclaimed."""
    with tenancy.entrer(salle.ici):
        scrutin = Appel.objects.get(pk=appel).scrutin_id
        envoyees = dict(Appel.objects.get(pk=appel).voix.values_list("siegeant_id", "sens"))
        votes = dict(Vote.objects.filter(scrutin=scrutin).values_list("siegeant_id", "sens"))
    return {siege for siege, sens in envoyees.items() if votes.get(siege) == sens}


def _agir(salle: Salle) -> None:
    """The smallest act: something changed in the séance."""
    with tenancy.entrer(salle.ici):
        lock(salle.seance)
