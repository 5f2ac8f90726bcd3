"""A body formed by name, as the rules of its composition see it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from governance.models import Intercommunalite
from governance.regles import Manquement
from instances.models import Elu, Instance, Mandat, Nomination, TypeInstance
from instances.queries.composition import composition, parametres
from instances.regles import commissions as regles
from instances.regles.formation import Qualite
from instances.regles.mandats import MUNICIPALES
from instances.regles.reglement import Parametres, corps

GENRES = {"M.": regles.Genre.HOMME, "Mme": regles.Genre.FEMME}


def verdict(instance: Instance, on: date) -> tuple[Manquement, ...]:
    """COM-01, 02, 04, 06, CAO-01, MIE-05, CDV-01, CCO-01: what the composition lacks that day."""
    ici = instance.intercommunalite
    nommes = list(
        instance.nominations.au(on)
        .exclude(qualite=Nomination.Qualite.INVITE)
        .select_related("elu")
        .order_by("pk")
    )
    tendances = _conseillers(ici, on)
    autres = _autres_mandats(ici, [n.elu_id for n in nommes if n.elu_id], on) if nommes else {}
    return regles.verdict(
        regles.CompositionVue(
            modele=instance.type_instance.modele,
            membres=tuple(
                _membre(n, n.elu_id in tendances, autres.get(n.elu_id, {})) for n in nommes
            ),
            tendances=Counter(filter(None, tendances.values())),
            clauses=_clauses(parametres(ici, on)),
            annee=on.year,
            communes_a_un_siege=_communes_a_un_siege(ici, on),
        )
    )


def _clauses(reglement: Parametres) -> regles.Clauses:
    return regles.Clauses(
        animation=reglement.commission_copresidence or "",
        elus_municipaux=bool(reglement.commission_elus_municipaux),
        elu_supplementaire=reglement.commission_elu_supplementaire is not None,
        mission_titulaires=reglement.mission_titulaires,
        mission_suppleants=reglement.mission_suppleants,
    )


def _communes_a_un_siege(ici: Intercommunalite, on: date) -> frozenset[str]:
    repartis = ici.repartition_sieges.au(on).filter(sieges=1)
    return frozenset(repartis.values_list("commune__nom", flat=True))


def _autres_mandats(
    ici: Intercommunalite, elus: Collection[int], on: date
) -> dict[int, dict[str, str]]:
    """The mandats of these élus that day, and the commune of each."""
    lus: dict[int, dict[str, str]] = defaultdict(dict)
    mandats = ici.mandats.filter(elu__in=elus).au(on)
    for elu, nature, commune in mandats.values_list("elu_id", "nature", "commune__nom"):
        lus[elu][nature] = commune or ""
    return lus


def _conseillers(ici: Intercommunalite, on: date) -> dict[int, str]:
    """The councillors in office and the group of each."""
    mandats = ici.mandats.filter(nature=Mandat.Nature.CONSEILLER).au(on)
    return dict(mandats.values_list("elu_id", "elu__groupe"))


def _membre(
    nomination: Nomination, conseiller: bool, mandats: Mapping[str, str]
) -> regles.MembreVu:
    elu: Elu | None = nomination.elu
    nom = str(elu or nomination.personne)
    civilite = elu.civilite if elu else nom.split(" ", maxsplit=1)[0]
    return regles.MembreVu(
        nom=nom,
        qualite=Qualite(nomination.qualite),
        tendance=elu.groupe if elu else "",
        genre=GENRES.get(civilite, regles.Genre.INCONNU),
        conseiller_communautaire=conseiller,
        vice_president=Mandat.Nature.VICE_PRESIDENT in mandats,
        vote=nomination.vote,
        acte=nomination.acte,
        annee_naissance=nomination.annee_naissance,
        commune="" if conseiller else next((mandats[n] for n in MUNICIPALES if n in mandats), ""),
    )


def developpement(intercommunalite: Intercommunalite, on: date) -> tuple[Manquement, ...]:
    """CDV-01: due above a population, if nobody has made it."""
    existe = intercommunalite.instances.au(on).filter(
        type_instance__modele="conseil_de_developpement"
    )
    return regles.developpement_manquant(
        population=intercommunalite.population, existe=existe.exists()
    )


def concordance(ici: Intercommunalite, on: date) -> tuple[Manquement, ...]:
    """Where a body is not as the règlement of the day says (RGI-03)."""
    instances = list(
        ici.instances.au(on)
        .select_related("type_instance")
        .prefetch_related("type_instance__regles")
        .order_by("pk")
    )
    genres = {i.type_instance_id: i.type_instance for i in instances}
    bureau = next((i for i in instances if i.type_instance.modele == "bureau"), None)
    return corps.concordance(
        parametres(ici, on),
        corps.CorpsVus(
            genres=tuple(map(_genre_vu, genres.values())),
            nombre=Counter(i.type_instance.modele for i in instances),
            bureau=len(composition(bureau, on)) if bureau else 0,
        ),
    )


def _genre_vu(genre: TypeInstance) -> corps.GenreVu:
    droits = list(genre.regles.all())
    fixe = genre.quorum_regle == TypeInstance.Quorum.FIXE
    return corps.GenreVu(
        modele=genre.modele,
        nom=genre.nom,
        deliberante=genre.nature == TypeInstance.Nature.DELIBERANTE,
        presents_exiges=(genre.quorum_fixe or 0) if fixe else 0,
        sources=frozenset(r.source for r in droits),
        muets=frozenset(r.source for r in droits if not r.vote),
    )


def voix_preponderante_admise(instance: Instance, on: date) -> bool:
    """Of whoever chairs, when the voices split (CAO-03)."""
    if instance.type_instance.modele != "cao":
        return True
    clause = parametres(instance.intercommunalite, on).cao_voix_preponderante
    return regles.preponderante(modele=instance.type_instance.modele, clause=clause)
