"""The vote on one member's phone: what is asked, for whom he answers, why he may not."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import OuterRef, Q, Subquery

from deliberations.models import Appel, Scrutin, Voix
from deliberations.queries.appels import appel_lu, droits_lus
from deliberations.regles import voter as regles
from deliberations.regles.voter import Droits
from governance.models import Acces
from governance.regles import Manquement
from instances.models import Elu, Siegeant
from instances.queries.ecrans import huis_clos_en_cours
from instances.queries.telephone import Gestes, gestes_du_telephone


@dataclass(frozen=True, kw_only=True)
class Bulletin:
    """One seat for which this member answers, or may not, and what was last noted."""

    siege: int
    nom: str
    pour_un_autre: bool
    voix: Voix | None
    refus: tuple[Manquement, ...]


def siege_de(acces: Acces, numero: int) -> Siegeant | None:
    """The seat of this account's élu in that séance: his own, else the one that he may take as
    suppléant. One query for all that a phone asks when nothing is new."""
    # Names first, seats after: joined, PostgreSQL would read every seat to find this one.
    siens = acces.elus.values("pk")
    seance = acces.intercommunalite.seances.filter(numero=numero).values("pk")[:1]
    sieges = acces.intercommunalite.siegeants.filter(
        Q(elu__in=siens) | Q(suppleant__in=siens), seance=seance
    )
    derniere = Voix.objects.filter(siegeant=OuterRef("pk")).order_by("-at").values("at")[:1]
    lus = sieges.select_related("seance__instance", "elu", "suppleant")
    lus = lus.annotate(derniere_voix_at=Subquery(derniere))
    trouve = min(lus, key=lambda s: not _est_a(s.elu, acces), default=None)
    if trouve is not None:
        trouve.seance.intercommunalite = acces.intercommunalite
    return trouve


def _est_a(elu: Elu | None, acces: Acces) -> bool:
    return elu is not None and elu.acces_id == acces.pk


class MonVote:
    """Read often, by many: the rights come from memory, the rest in a few queries."""

    def __init__(self, siege: Siegeant, acces: Acces) -> None:
        self.seance, self.siege, self.acces = siege.seance, siege, acces
        # That of his own seat: read with it.
        self.derniere_voix_at: datetime | None = getattr(siege, "derniere_voix_at", None)

    @property
    def elu(self) -> Elu:
        elu = self.siege.elu if _est_a(self.siege.elu, self.acces) else self.siege.suppleant
        assert elu is not None  # the seat was found by this access
        return elu

    @property
    def telephone(self) -> Gestes | None:
        """What else this member does from here; read with the whole page, not by its polls."""
        return gestes_du_telephone(self.acces, [self.seance]).get(self.seance.pk)

    @cached_property
    def appel(self) -> Appel | None:
        return appel_lu(self.seance)

    def siege_de(self, pk: int) -> Siegeant | None:
        """His own is already read."""
        return self.siege if self.siege.pk == pk else None

    def relire(self, envoyee: Voix) -> "MonVote":
        """The voices anew, once one was sent; the vote itself is the one just read."""
        if envoyee.siegeant_id == self.siege.pk:
            self.derniere_voix_at = envoyee.at
        self.__dict__.pop("voix", None)
        self.__dict__.pop("bulletins", None)
        return self

    @cached_property
    def droits(self) -> Droits | None:
        return droits_lus(self.appel.point) if self.appel else None

    @cached_property
    def voix(self) -> dict[int, Voix]:
        """Those of the seats shown, in the open vote or in the last one."""
        appel = self.appel or self.dernier
        if appel is None:
            return {}
        return {v.siegeant_id: v for v in appel.voix.filter(siegeant__in=self._sieges)}

    @cached_property
    def _sieges(self) -> list[int]:
        """His own first, then those whose pouvoir he holds, lapsed ones included."""
        confies = self.droits.confies.get(self.siege.pk, ()) if self.droits else ()
        return [self.siege.pk, *(int(mandant) for mandant in confies)]

    @cached_property
    def bulletins(self) -> list[Bulletin]:
        if self.appel is None or self.droits is None:
            return []
        return [self._bulletin(siege, self.droits, self.appel) for siege in self._sieges]

    def _bulletin(self, siege: int, droits: Droits, appel: Appel) -> Bulletin:
        return Bulletin(
            siege=siege,
            nom=droits.nom(siege),
            pour_un_autre=siege != self.siege.pk,
            voix=self.voix.get(siege),
            refus=regles.depuis_un_telephone(
                droits, siege, self.elu.pk, electronique=appel.electronique
            ),
        )

    @cached_property
    def dernier(self) -> Appel | None:
        """The last vote closed, with its result, while no other is open."""
        appels = self.seance.intercommunalite.appels.filter(
            point__seance=self.seance, scrutin__annule_at=None
        )
        clos = appels.exclude(scrutin=None).select_related("point", "scrutin")
        return clos.order_by("-clos_at").first()

    @property
    def resultat(self) -> Scrutin | None:
        return self.dernier.scrutin if self.dernier and not self.appel else None

    @cached_property
    def ma_voix(self) -> Voix | None:
        return self.voix.get(self.siege.pk)

    @property
    def huis_clos(self) -> bool:
        return self.appel is not None and huis_clos_en_cours(self.seance, self.appel.point)

    @property
    def version(self) -> str:
        """The séance, and this member's own voices: those of others change nothing here."""
        at = self.derniere_voix_at
        marque = f"-{at.timestamp():.6f}" if at else ""
        return f'"{self.seance.pk}{marque}.{self.seance.revision}"'
