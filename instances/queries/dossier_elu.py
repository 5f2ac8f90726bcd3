"""The dossier of one person: who reads it, what it shows, what it asks."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from django.db.models import QuerySet

from governance.models import Acces, Intercommunalite
from instances.models import Annexe, Convocation, Lien, Point, Remise, Reponse, Seance, Siegeant
from instances.queries.attente import en_attente
from instances.queries.preuve import RIEN_LU, Lecture, lectures_de
from instances.queries.telephone import Gestes, gestes_du_telephone

Voie = Reponse.Voie
LONGUEUR_MAX = 128
AVEC = (
    "elu", "envoi", "convocation__pdf", "convocation__ics",
    "convocation__seance__instance__type_instance",
)  # fmt: skip


def empreinte(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Lecteur:
    """Somebody to whom this convocation was sent, by his link or through his account."""

    remise: Remise
    voie: str
    secret: str = field(default="", repr=False)
    acces: Acces | None = None

    @property
    def convocation(self) -> Convocation:
        return self.remise.convocation

    @property
    def seance(self) -> Seance:
        return self.convocation.seance

    @cached_property
    def siege(self) -> Siegeant | None:
        """The seat that answers: his own, never that of the titulaire whom he may replace."""
        sieges = self.seance.siegeants.select_related("elu", "suppleant")
        return sieges.filter(elu=self.remise.elu_id).first() if self.remise.elu_id else None

    @cached_property
    def siege_supplee(self) -> Siegeant | None:
        if self.remise.elu_id is None:
            return None
        sieges = self.seance.siegeants.select_related("elu")
        return sieges.filter(suppleant=self.remise.elu_id).first()

    @property
    def membre(self) -> str:
        return str(self.remise.elu or self.remise.personne)

    @property
    def points(self) -> list[Point]:
        """What is on the ordre du jour now, each with its documents. Two queries."""
        points = self.seance.points.exclude(etat=Point.Etat.RETIRE).select_related("rapporteur")
        points = points.exclude(pk__in=en_attente(self.seance).values("pk"))
        points = points.exclude(pk__in=self._reserves.values("pk"))
        return list(points.prefetch_related("annexes__fichier").order_by("rang"))

    @property
    def _reserves(self) -> QuerySet[Point]:
        """Who is only invited reads of alerts the one for which he is heard (DIV-03)."""
        alertes: QuerySet[Point] = self.seance.points.filter(usage=Point.Usage.ALERTE)
        if self.remise.qualite != Remise.Qualite.INVITE:
            return alertes.none()
        entendu = self.seance.invites.filter(elu__isnull=False, elu=self.remise.elu_id)
        return alertes.exclude(pk__in=entendu.filter(point__isnull=False).values("point"))

    def annexe(self, pk: int) -> Annexe | None:
        """A document of this séance, and of no other."""
        annexes = self.remise.intercommunalite.annexes.filter(pk=pk, point__seance=self.seance)
        annexes = annexes.exclude(point__in=en_attente(self.seance).values("pk"))
        annexes = annexes.exclude(point__in=self._reserves.values("pk"))
        trouvee = annexes.exclude(point__etat=Point.Etat.RETIRE).select_related("fichier").first()
        if trouvee is not None:
            trouvee.fichier.intercommunalite = self.remise.intercommunalite
        return trouvee

    @property
    def telephone(self) -> Gestes | None:
        """By the account alone: a link may be passed on, and a voice is not (MEM-01)."""
        acces = self.acces
        return gestes_du_telephone(acces, [self.seance]).get(self.seance.pk) if acces else None

    @property
    def lecture(self) -> Lecture:
        return lectures_de(self.convocation).get(self.remise.envoi_id, RIEN_LU)


def par_le_lien(ici: Intercommunalite, secret: str, at: datetime) -> Lecteur | None:
    """Unknown, expired or revoked: the same answer, and one look at one index."""
    if len(secret) > LONGUEUR_MAX:
        return None
    liens: QuerySet[Lien] = ici.liens.filter(
        empreinte=empreinte(secret), revoque_at=None, expire_at__gt=at
    )
    lien = liens.select_related(*(f"remise__{champ}" for champ in AVEC)).first()
    return _lecteur(ici, lien.remise, Voie.LIEN, secret) if lien else None


def par_le_compte(acces: Acces, seance: Seance) -> Lecteur | None:
    """The latest version that was sent to the élu of this access."""
    remises = acces.intercommunalite.remises.filter(
        convocation__seance=seance, elu__acces=acces
    ).select_related(*AVEC)
    remise = remises.order_by("-convocation__version").first()
    if remise is None:
        return None
    return replace(_lecteur(acces.intercommunalite, remise, Voie.COMPTE), acces=acces)


def _lecteur(ici: Intercommunalite, remise: Remise, voie: str, secret: str = "") -> Lecteur:
    """Every row below holds the same intercommunalité: read once, it is not asked for again."""
    convocation = remise.convocation
    seance = convocation.seance
    for obj in (remise, convocation, seance, seance.instance, convocation.pdf, convocation.ics):
        if obj is not None:
            obj.intercommunalite = ici
    return Lecteur(remise=remise, voie=voie, secret=secret)
