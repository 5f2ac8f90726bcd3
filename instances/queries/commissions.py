"""A body formed by name, as the rules of its composition see it."""

from collections import Counter
from datetime import date

from governance.models import Intercommunalite
from governance.regles import Manquement
from instances.models import Elu, Instance, Mandat, Nomination
from instances.queries.composition import parametres
from instances.regles import commissions as regles
from instances.regles.formation import Qualite

GENRES = {"M.": regles.Genre.HOMME, "Mme": regles.Genre.FEMME}


def verdict(instance: Instance, on: date) -> tuple[Manquement, ...]:
    """COM-01, COM-02, CAO-01, CDV-01, CCO-01: what the composition of that day lacks."""
    nominations = instance.nominations.au(on).exclude(qualite=Nomination.Qualite.INVITE)
    tendances = _conseillers(instance.intercommunalite, on)
    membres = tuple(
        _membre(n, n.elu_id in tendances) for n in nominations.select_related("elu").order_by("pk")
    )
    return regles.verdict(
        regles.CompositionVue(
            modele=instance.type_instance.modele,
            membres=membres,
            tendances=Counter(filter(None, tendances.values())),
        )
    )


def _conseillers(ici: Intercommunalite, on: date) -> dict[int, str]:
    """The councillors in office and the group of each."""
    mandats = ici.mandats.filter(nature=Mandat.Nature.CONSEILLER).au(on)
    return dict(mandats.values_list("elu_id", "elu__groupe"))


def _membre(nomination: Nomination, conseiller: bool) -> regles.MembreVu:
    elu: Elu | None = nomination.elu
    nom = str(elu or nomination.personne)
    civilite = elu.civilite if elu else nom.split(" ", maxsplit=1)[0]
    return regles.MembreVu(
        nom=nom,
        qualite=Qualite(nomination.qualite),
        tendance=elu.groupe if elu else "",
        genre=GENRES.get(civilite, regles.Genre.INCONNU),
        conseiller_communautaire=conseiller,
    )


def developpement(intercommunalite: Intercommunalite, on: date) -> tuple[Manquement, ...]:
    """CDV-01: due above a population, if nobody has made it."""
    existe = intercommunalite.instances.au(on).filter(
        type_instance__modele="conseil_de_developpement"
    )
    return regles.developpement_manquant(
        population=intercommunalite.population, existe=existe.exists()
    )


def voix_preponderante_admise(instance: Instance, on: date) -> bool:
    """Of whoever chairs, when the voices split (CAO-03)."""
    if instance.type_instance.modele != "cao":
        return True
    clause = parametres(instance.intercommunalite, on).cao_voix_preponderante
    return regles.preponderante(modele=instance.type_instance.modele, clause=clause)
