"""What the register of interests says of the points of a séance (INT-06, MEM-11)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from governance.models import Intercommunalite
from instances.models import Elu, Interet, Point, Seance, Siegeant
from instances.queries.composition import cle_de_nom
from instances.queries.seances import jour_de
from instances.regles import interets as regles
from instances.regles.interets import Affaire, Conclusion, Niveau, Organisme, conclure


@dataclass(frozen=True, kw_only=True)
class Concerne:
    """A member whom the register names at one point: it proposes, the member says.

    ``membre`` is a seat, or an élu while the seats are not frozen by the convocation.
    """

    membre: Siegeant | Elu
    interet: Interet
    conclusion: Conclusion

    @property
    def requis(self) -> bool:
        return self.conclusion.niveau is Niveau.REQUIS

    @property
    def titre(self) -> str:
        """« administrateur de la SPL des transports »."""
        qualite = self.interet.qualite or self.interet.get_nature_display().lower()
        return f"{qualite}, {self.interet.organisme}"


def registre_de(elu: Elu) -> QuerySet[Interet]:
    """The whole register of one élu, what is in force first."""
    return elu.interets.order_by("-ends_on", "-declare_on", "-pk")


def organismes_connus(intercommunalite: Intercommunalite) -> list[str]:
    """Names to choose from: a point and the register meet by the name of the body."""
    noms = intercommunalite.interets.order_by("organisme").values_list("organisme", flat=True)
    return list(dict.fromkeys(noms))


def concernes_par_point(
    seance: Seance, points: Iterable[Point], elus: Iterable[Elu] | None = None
) -> dict[int, list[Concerne]]:
    """Two queries whatever the number of points; none where no point names a body."""
    nommes = {p.pk: p for p in points if p.organisme and p.affaire}
    if not nommes:
        return {}
    jour = jour_de(seance)
    membres = _sieges(seance) if elus is None else {e.pk: e for e in elus}
    lignes = seance.intercommunalite.interets.au(jour).filter(elu__in=membres)
    par_nom: dict[tuple[str, ...], list[Interet]] = {}
    for interet in lignes.order_by("pk"):
        par_nom.setdefault(cle_de_nom(interet.organisme.strip()), []).append(interet)
    trouves = {
        pk: [
            Concerne(membre=membres[i.elu_id], interet=i, conclusion=conclusion)
            for i in par_nom.get(cle_de_nom(point.organisme.strip()), [])
            if (conclusion := conclure(_vu(i), Affaire(point.affaire), on=jour)).niveau
            is not Niveau.AUCUN
        ]
        for pk, point in nommes.items()
    }
    return {pk: sorted(c, key=lambda x: not x.requis) for pk, c in trouves.items() if c}


def _sieges(seance: Seance) -> dict[int, Siegeant | Elu]:
    sieges = seance.siegeants.select_related("elu").filter(vote=True)
    return {s.elu_id: s for s in sieges if s.elu_id is not None}


def concernes(point: Point) -> list[Concerne]:
    return concernes_par_point(point.seance, [point]).get(point.pk, [])


def _vu(interet: Interet) -> regles.Interet:
    return regles.Interet(
        organisme=Organisme(interet.nature),
        designe=interet.designe,
        par_la_loi=interet.par_la_loi,
        remunere=interet.remunere,
    )
