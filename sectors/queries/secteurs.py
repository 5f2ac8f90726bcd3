"""Reads of the territory: sectors with their communes and the élus who speak for them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from governance.models import Intercommunalite
from instances.models import (
    Commune,
    Elu,
    Instance,
    Mandat,
    Nomination,
    Perimetre,
    PerimetreCommune,
)
from instances.queries.composition import journee
from instances.regles.mandats import Nature
from instances.regles.modeles_instances import COMITE_DE_SECTEUR, COMMISSION_ELARGIE
from sectors.models import EluDeSecteur, FondDeCarte
from sectors.regles.secteurs import rapports_dus

EXECUTIF = (Nature.PRESIDENT, Nature.VICE_PRESIDENT, Nature.CONSEILLER_DELEGUE)
RAPPORTS_PAR_AN = 2
# The act of his seats: a seat given by hand stays when he ceases to speak for the sector.
ELU_DE_SECTEUR = "Élu de secteur,"
TEINTES = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class PerimetreVu:
    """``teinte`` tells it from its neighbours on the map, with its name."""

    perimetre: Perimetre
    membres: list[Commune]
    elus: list[EluDeSecteur]
    teinte: int = 0

    @property
    def communes(self) -> list[str]:
        return [c.nom for c in self.membres]

    @property
    def seule(self) -> bool:
        """A sector by itself, as a ville-centre may be (SEC-01)."""
        return len(self.membres) == 1 and self.perimetre.nature == Perimetre.Nature.SECTEUR


def perimetres(intercommunalite: Intercommunalite, on: date) -> list[PerimetreVu]:
    """Those in force that day, by nature then name; three queries whatever their number."""
    lignes = intercommunalite.perimetres.au(on).order_by("nature", "nom")
    lues = lignes.prefetch_related(
        Prefetch(
            "rattachements",
            PerimetreCommune.objects.au(on).select_related("commune").order_by("commune__nom"),
        ),
        Prefetch(
            "elus_de_secteur",
            EluDeSecteur.objects.au(on)
            .filter(starts_on__isnull=False)
            .select_related("elu")
            .order_by("-qualite"),
        ),
    )
    return [
        PerimetreVu(
            perimetre=p,
            membres=[r.commune for r in p.rattachements.all()],
            elus=list(p.elus_de_secteur.all()),
            teinte=rang % TEINTES,
        )
        for rang, p in enumerate(lues)
    ]


@dataclass(frozen=True, kw_only=True, slots=True)
class Trace:
    """A commune on the map: its outline and the perimeter that holds it."""

    commune: Commune
    chemin: str
    perimetre: PerimetreVu | None


@dataclass(frozen=True, kw_only=True, slots=True)
class CarteVue:
    fond: FondDeCarte
    traces: list[Trace]


def carte(ici: Intercommunalite, vus: list[PerimetreVu]) -> CarteVue | None:
    """Drawn from the outlines that the tenant gave; nothing where it gave none."""
    fond: FondDeCarte | None = ici.fonds_de_carte.first()
    if fond is None:
        return None
    de_la_commune = {c.pk: vu for vu in reversed(vus) for c in vu.membres}
    return CarteVue(
        fond=fond,
        traces=[
            Trace(commune=c, chemin=fond.traces[c.code_insee], perimetre=de_la_commune.get(c.pk))
            for c in ici.communes.order_by("nom")
            if c.code_insee in fond.traces
        ],
    )


def clos(ici: Intercommunalite, on: date) -> list[Perimetre]:
    """What existed and no longer does: its source stays readable."""
    return list(ici.perimetres.filter(ends_on__lt=on).order_by("-ends_on", "nom"))


def membres_du_bureau(ici: Intercommunalite, on: date) -> frozenset[object]:
    """Those elected to it; else the président, the vice-présidents and the délégués."""
    jour = journee(ici, on)
    if jour.membres_du_bureau is not None:
        return jour.membres_du_bureau
    return frozenset(m.elu for m in jour.mandats if m.nature in EXECUTIF)


def elus_du_perimetre(perimetre: Perimetre, on: date) -> QuerySet[Elu]:
    """Who may be put forward: conseillers and mayors of its communes."""
    ici = perimetre.intercommunalite
    communes = perimetre.rattachements.au(on).values("commune")
    natures = (Mandat.Nature.CONSEILLER, Mandat.Nature.MAIRE)
    mandats = ici.mandats.filter(nature__in=natures, commune__in=communes).au(on)
    elus: QuerySet[Elu] = ici.elus.filter(pk__in=mandats.values("elu"))
    return elus.order_by("nom", "prenom")


def ou_siege_l_elu_de_secteur(perimetre: Perimetre, on: date) -> list[Instance]:
    """The comité of his sector, then the commissions élargies (SEC-07, COM-07)."""
    instances = perimetre.intercommunalite.instances.au(on).filter(
        Q(perimetre=perimetre, type_instance__modele=COMITE_DE_SECTEUR.code)
        | Q(type_instance__modele=COMMISSION_ELARGIE.code)
    )
    return list(instances.select_related("type_instance").order_by("nom", "pk"))


def siege_du_titulaire(perimetre: Perimetre, instance: Instance, on: date) -> Nomination | None:
    sieges: QuerySet[Nomination] = instance.nominations.au(on).filter(
        acte=f"{ELU_DE_SECTEUR} {perimetre}"[:200], qualite=Nomination.Qualite.ANIMATEUR
    )
    return sieges.first()


@dataclass(frozen=True, kw_only=True, slots=True)
class RapportsDus:
    """What the élus of a sector may still tell the bureau this year: a faculty (SEC-07)."""

    perimetre: Perimetre
    presentes: int
    restent: int
    avant: date


def rapports_de(perimetre: Perimetre, on: date) -> RapportsDus:
    jours = [r.presente_on for r in perimetre.rapports.all()]
    return RapportsDus(
        perimetre=perimetre,
        presentes=sum(j.year == on.year for j in jours),
        restent=rapports_dus(jours, on=on, par_an=RAPPORTS_PAR_AN),
        avant=date(on.year, 12, 31),
    )


def rapports_a_presenter(ici: Intercommunalite, on: date) -> list[RapportsDus]:
    """Sectors represented today whose year has had no report, or only one."""
    elus = ici.elus_de_secteur.au(on).filter(starts_on__isnull=False)
    lus = elus.select_related("perimetre").prefetch_related("perimetre__rapports")
    secteurs = {e.perimetre_id: e.perimetre for e in lus.order_by("perimetre__nom")}
    return [dus for p in secteurs.values() if (dus := rapports_de(p, on)).restent]
