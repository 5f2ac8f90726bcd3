"""A séance under way, for the tests that hold one: who sits, and the acts by their short names.

Five seats, so a quorum of three: Marc, Paul (président), Camille, Fatou (whose suppléant is
Hugo) and Jeanne. Point 1.1 is an information, 1.2 and 1.3 are délibérations.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from instances.actions import pointages, tenue
from instances.models import Point, Pouvoir, Seance, Siegeant
from tests import distribution
from tests import factories as f

NOMS = ("marc", "paul", "camille", "fatou", "jeanne")


@dataclass(frozen=True, kw_only=True)
class Tenue:
    """The séance of a scene, its seats and points by name; inside the tenant."""

    scene: distribution.Scene
    sieges: dict[str, Siegeant]

    @property
    def seance(self) -> Seance:
        return Seance.objects.get(pk=self.scene.seance.pk)

    def siege(self, nom: str) -> Siegeant:
        return Siegeant.objects.get(pk=self.sieges[nom].pk)

    def point(self, numero: str) -> Point:
        return Point.objects.get(seance=self.scene.seance, numero=numero)

    def qui(self, **autres: Any) -> dict[str, Any]:
        return {"by": self.scene.odile.user, "at": timezone.now(), **autres}

    def arrivent(self, *noms: str) -> None:
        for nom in noms:
            pointages.arriver(self.siege(nom), **self.qui())

    def arrive_hugo(self) -> None:
        pointages.arriver(self.siege("fatou"), suppleant=self.scene.elus["hugo"], **self.qui())

    def part(self, nom: str) -> None:
        pointages.partir(self.siege(nom), **self.qui())

    def ouvrir(self, *presents: str, secretaires: tuple[str, ...] = ("camille",)) -> None:
        self.arrivent(*presents)
        tenue.ouvrir(
            self.seance,
            president=self.scene.elus["paul"],
            qualite="Président",
            secretaires=[self.scene.elus[nom] for nom in secretaires],
            **self.qui(),
        )

    def discuter(self, numero: str) -> Point:
        return tenue.mettre_en_discussion(self.point(numero), **self.qui())

    def clore(self, numero: str, etat: str = "traite") -> Point:
        return tenue.clore_point(self.point(numero), etat=etat, **self.qui())

    def passer(self, numero: str) -> None:
        """The point comes up and ends without a vote."""
        self.discuter(numero)
        self.clore(numero, "traite" if numero == "1.1" else "ajourne")

    def lever(self) -> None:
        """What has not come up is left, with its reason."""
        restants = self.seance.points.filter(etat="inscrit").order_by("rang")
        tenue.laisser_non_examines(
            self.seance, points=restants, motif="Il est minuit.", **self.qui()
        )
        tenue.lever(self.seance, **self.qui())

    def pouvoir(self, mandant: str, mandataire: str) -> Pouvoir:
        return tenue.donner_pouvoir(
            self.seance, mandant=self.siege(mandant), mandataire=self.siege(mandataire),
            **self.qui(),
        )  # fmt: skip


def installer(scene: distribution.Scene, *, jours: int = 0) -> Tenue:
    """The séance convened for today, nobody noted present yet."""
    champs = {"intercommunalite": scene.intercommunalite, "seance": scene.seance}
    with scene.entrer():
        sieges = {
            nom: f.SiegeantFactory(
                **champs, elu=scene.elus[nom], ordre=rang, commune="Brumeval",
                suppleant=scene.elus["hugo"] if nom == "fatou" else None,
            )
            for rang, nom in enumerate(NOMS)
        }  # fmt: skip
        Seance.objects.filter(pk=scene.seance.pk).update(
            etat="convoquee", en_exercice=5, starts_at=timezone.now() + dt.timedelta(days=jours)
        )
    return Tenue(scene=scene, sieges=sieges)
