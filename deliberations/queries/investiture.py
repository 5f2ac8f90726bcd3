"""What an election opens: who takes which post, who leaves it, what is already done."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.timezone import localdate

from deliberations.models import Candidat, Scrutin
from deliberations.queries.elections import Election, election_de, liste
from deliberations.regles import investiture as regles
from deliberations.regles.investiture import EnPlace
from instances.models import Elu, Instance, Interet, Mandat, Nomination, Point
from instances.queries.composition import cle_de_nom

Fonction = Point.Fonction
MANDATS = (Fonction.PRESIDENT, Fonction.VICE_PRESIDENT)
NOMINATIONS = {
    Fonction.BUREAU: Nomination.Qualite.TITULAIRE,
    Fonction.TITULAIRE: Nomination.Qualite.TITULAIRE,
    Fonction.SUPPLEANT: Nomination.Qualite.SUPPLEANT,
}


@dataclass(frozen=True, kw_only=True)
class Proposition:
    """One mandat to open: by whom, from when; ``faite`` once it is there."""

    nom: str
    elu: Elu | None
    rang: int | None
    libelle: str
    faite: bool


class Investiture:
    """The election of a point, and the mandats that follow; read once."""

    def __init__(self, point: Point) -> None:
        self.point = point
        self.jour: date = localdate(point.seance.starts_at)
        self.fonction = point.fonction

    @cached_property
    def election(self) -> Election:
        return election_de(self.point)

    @property
    def proclamee(self) -> bool:
        return self.point.etat == Point.Etat.TRAITE and bool(self.election.elus)

    @cached_property
    def instance(self) -> Instance | None:
        """The body whose members are named: the bureau, or the one that the report names."""
        if self.fonction != Fonction.BUREAU:
            return self.point.instance_visee
        instances = self.point.intercommunalite.instances.au(self.jour)
        trouvee: Instance | None = instances.filter(type_instance__modele="bureau").first()
        return trouvee

    @property
    def sans_objet(self) -> bool:
        """Nothing says what is filled, or in which body."""
        return not self.fonction or (self.fonction in NOMINATIONS and self.instance is None)

    @cached_property
    def propositions(self) -> list[Proposition]:
        if self.sans_objet or not self.proclamee:
            return []
        return [
            Proposition(
                nom=nom,
                elu=elu,
                rang=self._rang(indice),
                libelle=self._libelle(elu, indice),
                faite=self._deja(nom, elu, self._rang(indice)),
            )
            for indice, (nom, elu) in enumerate(self._elus())
        ]

    @property
    def restantes(self) -> list[Proposition]:
        return [p for p in self.propositions if not p.faite]

    def _elus(self) -> Iterator[tuple[str, Elu | None]]:
        for candidat in self.election.elus:
            if candidat.sieges is None or not candidat.membres:
                yield str(candidat), candidat.elu
            else:
                noms = liste(candidat).membres[: candidat.sieges]
                yield from ((nom, self._membres.get(cle_de_nom(nom))) for nom in noms)

    @cached_property
    def _membres(self) -> dict[tuple[str, ...], Elu]:
        """By name, with and without the civility: a list is typed as it was handed in."""
        elus = self.point.intercommunalite.elus.filter(sieges__seance=self.point.seance_id)
        return {
            cle_de_nom(nom): elu
            for elu in elus
            for nom in (str(elu), f"{elu.prenom} {elu.nom}", f"{elu.nom} {elu.prenom}")
        }

    def _rang(self, indice: int) -> int | None:
        if self.fonction != Fonction.VICE_PRESIDENT:
            return None
        return (self.point.premier_rang or 1) + indice

    def _libelle(self, elu: Elu | None, indice: int) -> str:
        if self.fonction in MANDATS and elu is not None:
            mandat = Mandat(elu=elu, nature=self.fonction, rang=self._rang(indice))
            return mandat.qualite
        if self.fonction == Fonction.REPRESENTANT:
            return f"Représentant, {self.point.organisme}"
        ou = self.instance.nom if self.instance else ""
        return f"{NOMINATIONS[Fonction(self.fonction)].label}, {ou}"

    def _deja(self, nom: str, elu: Elu | None, rang: int | None) -> bool:
        return any(
            e.rang == rang and (e.elu == elu.pk if elu else e.nom == nom) for e in self._ouverts
        )

    @cached_property
    def _ouverts(self) -> list["Ouvert"]:
        """What began that day, for this post: the mandats already opened from this election."""
        return [o for o in self._en_place() if o.depuis == self.jour]

    @cached_property
    def a_clore(self) -> list["Ouvert"]:
        en_place = {o.cle: o for o in self._en_place()}
        restantes = self.restantes
        trouves = regles.a_clore(
            self.fonction,
            [o.vu for o in en_place.values()],
            elus=frozenset(p.elu.pk for p in restantes if p.elu),
            rangs=frozenset(p.rang for p in restantes if p.rang),
            postes=self.point.postes,
            jour=self.jour,
        )
        return [en_place[t.cle] for t in trouves] if restantes else []

    def _en_place(self) -> list["Ouvert"]:
        if self.fonction in MANDATS:
            natures = [Fonction.PRESIDENT, Fonction.VICE_PRESIDENT]
            mandats = self.point.intercommunalite.mandats.au(self.jour).filter(nature__in=natures)
            return [_mandat(m) for m in mandats.select_related("elu")]
        if self.fonction in NOMINATIONS and self.instance is not None:
            qualite = NOMINATIONS[Fonction(self.fonction)]
            lignes = self.instance.nominations.au(self.jour).filter(qualite=qualite)
            return [_nomination(n, self.fonction) for n in lignes.select_related("elu")]
        interets = self.point.intercommunalite.interets.filter(
            organisme=self.point.organisme, designe=True, ends_on=None
        )
        return [_interet(i) for i in interets.select_related("elu")]


@dataclass(frozen=True, kw_only=True)
class Ouvert:
    """A row in force, of one of the three tables that say who holds a post."""

    ligne: Mandat | Nomination | Interet
    vu: EnPlace
    nom: str
    libelle: str

    @property
    def cle(self) -> int:
        return self.vu.cle

    @property
    def depuis(self) -> date | None:
        return self.vu.depuis

    @property
    def rang(self) -> int | None:
        return self.vu.rang

    @property
    def elu(self) -> int | None:
        return self.vu.elu


def _mandat(mandat: Mandat) -> Ouvert:
    rang = mandat.rang if mandat.nature == Mandat.Nature.VICE_PRESIDENT else None
    vu = EnPlace(
        cle=mandat.pk, fonction=mandat.nature, elu=mandat.elu_id, depuis=mandat.starts_on, rang=rang
    )
    return Ouvert(ligne=mandat, vu=vu, nom=str(mandat.elu), libelle=mandat.qualite)


def _nomination(nomination: Nomination, fonction: str) -> Ouvert:
    vu = EnPlace(
        cle=nomination.pk, fonction=fonction, elu=nomination.elu_id, depuis=nomination.starts_on
    )
    nom = str(nomination.elu or nomination.personne)
    return Ouvert(ligne=nomination, vu=vu, nom=nom, libelle=nomination.get_qualite_display())


def _interet(interet: Interet) -> Ouvert:
    vu = EnPlace(
        cle=interet.pk, fonction=Fonction.REPRESENTANT, elu=interet.elu_id, depuis=interet.starts_on
    )
    return Ouvert(ligne=interet, vu=vu, nom=str(interet.elu), libelle="Représentant")


def aux_deux_tiers(point: Point) -> bool:
    """Whether the last number of vice-présidents in force was voted by two thirds (ELE-04)."""
    votes = Scrutin.objects.filter(
        intercommunalite_id=point.intercommunalite_id,
        point__usage=Point.Usage.NOMBRE,
        issue=Scrutin.Issue.ADOPTEE,
        annule_at=None,
    )
    dernier = votes.exclude(proclame_at=None).order_by("proclame_at").last()
    return dernier is not None and dernier.majorite == Scrutin.Majorite.DEUX_TIERS_DES_EXPRIMES


def elus_presents(point: Point, candidats: Iterable[Candidat]) -> list[Elu]:
    """Those of the elected who are in the room."""
    ouvertes = point.seance.presences.filter(fin_point=None, fin_at=None, suppleant=None)
    la = set(ouvertes.values_list("siegeant__elu_id", flat=True))
    return [c.elu for c in candidats if c.elu is not None and c.elu_id in la]
