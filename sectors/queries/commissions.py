"""Whom a mayor may send to a commission in a member's place, for one meeting (COM-04)."""

from datetime import date, datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localdate

from governance.models import Acces
from instances.models import Commune, Elu, Mandat, Reponse, Seance, Siegeant, TypeInstance
from instances.regles import commissions as regles

COMMISSIONS = ("commission_thematique", "commission_elargie", "commission_speciale")
A_VENIR = (Seance.Etat.CONVOQUEE,)
# The same words whether the service notes it or the member answers.
ABSENTS = (Siegeant.Annonce.ABSENT, Siegeant.Annonce.EXCUSE)


def commune_de(acces: Acces, on: date) -> Commune | None:
    """The commune whose mayor this is, that day."""
    mandats = acces.intercommunalite.mandats.filter(
        nature=Mandat.Nature.MAIRE, elu__acces=acces
    ).au(on)
    mandat = mandats.select_related("commune").first()
    return mandat.commune if mandat else None


def membres_de(seance: Seance, commune: Commune) -> QuerySet[Siegeant]:
    """The members of his commune, as convened."""
    sieges: QuerySet[Siegeant] = seance.siegeants.filter(commune=commune.nom, elu__isnull=False)
    return sieges.filter(vote=True).select_related("elu", "suppleant")


def remplacants(seance: Seance, commune: Commune) -> QuerySet[Elu]:
    """Who holds a mandat in that commune and does not sit there already."""
    on = localdate(seance.starts_at)
    elus: QuerySet[Elu] = seance.intercommunalite.elus.filter(mandats__in=commune.mandats.au(on))
    siegent = seance.siegeants.filter(elu__isnull=False).values("elu")
    return elus.exclude(pk__in=siegent).distinct().order_by("nom", "prenom")


def vue(siegeant: Siegeant, remplacant: Elu) -> regles.Remplacement:
    seance = siegeant.seance
    on = localdate(seance.starts_at)
    mandats = remplacant.mandats.au(on).exclude(commune=None).select_related("commune")
    sieges = seance.siegeants.exclude(pk=siegeant.pk)
    genre = seance.instance.type_instance
    return regles.Remplacement(
        modele_admet=genre.suppleance == TypeInstance.Suppleance.MAIRE,
        convoquee=seance.etat != Seance.Etat.PREPARATION,
        close=seance.etat not in (Seance.Etat.PREPARATION, *A_VENIR),
        commune=siegeant.commune,
        communes=frozenset(m.commune.nom for m in mandats if m.commune),
        siege_deja=sieges.filter(elu=remplacant).exists()
        or sieges.filter(suppleant=remplacant).exists(),
    )


def a_remplacer(acces: Acces, at: datetime) -> list[Siegeant]:
    """Members of his commune who said they will not come to a commission, and have nobody."""
    commune = commune_de(acces, localdate(at))
    if commune is None:
        return []
    dernieres = Reponse.objects.filter(
        intercommunalite_id=acces.intercommunalite_id, siegeant=OuterRef("pk")
    ).order_by("-pk")
    absents = acces.intercommunalite.siegeants.annotate(
        reponse=Subquery(dernieres.values("choix")[:1])
    ).filter(
        Q(annonce__in=ABSENTS) | Q(reponse__in=ABSENTS),
        commune=commune.nom,
        suppleant=None,
        seance__etat__in=A_VENIR,
        seance__starts_at__gte=at,
        seance__instance__type_instance__modele__in=COMMISSIONS,
    )
    return list(absents.select_related("elu", "seance__instance", "seance__intercommunalite"))
