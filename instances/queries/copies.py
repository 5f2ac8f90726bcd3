"""Who receives the copies, how far they have gone, and which ones came back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core import signing
from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate

from governance.models import Envoi, Fichier, Intercommunalite
from governance.regles import Manquement
from instances.models import Convocation, Diffusion, Elu, Mandat, Seance
from instances.queries.suivi import PARTIS, PERDUS
from instances.regles import copies as regles
from instances.regles.dates_en_lettres import compte

MUNICIPAUX = (Mandat.Nature.MAIRE, Mandat.Nature.ADJOINT, Mandat.Nature.MUNICIPAL)
_signataire = signing.Signer(salt="instances.diffusion", sep=".")


def conseillers_hors_conseil(seance: Seance, on: date) -> QuerySet[Elu]:
    """In office in a member commune, and neither seated nor convened as suppléant (CNV-15)."""
    ici = seance.intercommunalite
    en_poste = ici.mandats.au(on).filter(nature__in=MUNICIPAUX).values("elu")
    sieges = seance.siegeants
    return (
        ici.elus.filter(pk__in=en_poste)
        .exclude(pk__in=sieges.filter(elu__isnull=False).values("elu"))
        .exclude(pk__in=sieges.filter(suppleant__isnull=False).values("suppleant"))
    )


def a_ecrire(diffusion: Diffusion) -> QuerySet[Elu]:
    """To whom a message is left to write, as the mandats stand today."""
    elus = conseillers_hors_conseil(diffusion.seance, localdate(diffusion.demandee_at))
    deja = diffusion.copies.values("elu")
    return elus.exclude(courriel="").exclude(pk__in=deja).order_by("pk")


def copie_due(seance: Seance) -> bool:
    genre = seance.instance.type_instance
    return regles.copie_due(modele=genre.modele, choisie=genre.copie_municipale)


def cle_de(convocation: Convocation) -> str:
    return f"convocation/{convocation.seance_id}/{convocation.version}"


def diffusions_en_attente() -> list[int]:
    """Who has messages to write. Answers as the scheduler only."""
    dues = Diffusion.objects.filter(achevee_at=None).values_list("intercommunalite_id", flat=True)
    return sorted(set(dues.distinct()))


# The page where they are read -----------------------------------------------------------


def cle_publique(diffusion: Diffusion) -> str:
    """What the link of the message bears: it cannot be guessed from another."""
    return _signataire.sign(str(diffusion.pk))


def diffusion_designee(intercommunalite: Intercommunalite, cle: str, on: date) -> Diffusion | None:
    """``None`` as well once closed by the service, or by time."""
    try:
        pk = int(_signataire.unsign(cle))
    except (signing.BadSignature, ValueError):
        return None
    trouvees = intercommunalite.diffusions.select_related("seance__instance")
    diffusion = trouvees.filter(pk=pk, fermee_at=None).first()
    if diffusion is None or on > ouverte_jusqu_au(diffusion):
        return None
    return diffusion


def ouverte_jusqu_au(diffusion: Diffusion) -> date:
    return regles.fermeture(localdate(diffusion.demandee_at))


def fichier_de(diffusion: Diffusion, rang: int) -> tuple[str, Fichier] | None:
    """The name and the stored document of that rank, from one."""
    if not 1 <= rang <= len(diffusion.pieces):
        return None
    piece = diffusion.pieces[rang - 1]
    fichier = diffusion.intercommunalite.fichiers.filter(sha256=piece["sha256"]).first()
    return (piece["nom"], fichier) if fichier else None


# How far it has gone --------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Avancement:
    diffusion: Diffusion
    ecrits: int
    partis: int
    revenus: int

    @property
    def jusqu_au(self) -> date:
        return ouverte_jusqu_au(self.diffusion)

    @property
    def en_cours(self) -> bool:
        return self.diffusion.achevee_at is None or self.partis + self.revenus < self.ecrits

    @property
    def phrase(self) -> str:
        if self.diffusion.achevee_at is None:
            return f"{compte(self.ecrits, 'message préparé', 'messages préparés')} pour l’instant."
        if not self.ecrits:
            return "Aucun conseiller municipal à qui transmettre."
        phrase = f"{compte(self.partis, 'message remis', 'messages remis')} sur {self.ecrits}."
        if self.revenus:
            phrase += f" {compte(self.revenus, 'adresse refusée', 'adresses refusées')}."
        return phrase


def avancements(seance: Seance) -> list[Avancement]:
    """One line per document sent round. One query."""

    def nombre(etats: Iterable[str]) -> Count:
        return Count("copies", filter=Q(copies__envoi__etat__in=etats))

    diffusions = seance.diffusions.annotate(
        ecrits=Count("copies"), partis=nombre(PARTIS), revenus=nombre(PERDUS)
    )
    return [
        Avancement(diffusion=d, ecrits=d.ecrits, partis=d.partis, revenus=d.revenus)
        for d in diffusions.order_by("-id")
    ]


@dataclass(frozen=True, kw_only=True)
class Copies:
    """What the pages show: what went round, and what stands against it."""

    seance: Seance
    avancements: list[Avancement]
    conseillers: int
    sans_adresse: int

    @property
    def manquements(self) -> tuple[Manquement, ...]:
        trouves = regles.manquements(sans_adresse=self.sans_adresse, conseillers=self.conseillers)
        return tuple(trouves)

    @property
    def phrase(self) -> str:
        joignables = self.conseillers - self.sans_adresse
        return compte(joignables, "conseiller municipal", "conseillers municipaux")


def copies(seance: Seance) -> Copies:
    elus = conseillers_hors_conseil(seance, localdate())
    comptes = elus.aggregate(tous=Count("pk"), sans=Count("pk", filter=Q(courriel="")))
    return Copies(
        seance=seance,
        avancements=avancements(seance),
        conseillers=comptes["tous"],
        sans_adresse=comptes["sans"],
    )


def non_parvenues(seance: Seance) -> QuerySet[Envoi]:
    """Refused or returned: the address is to be mended, or the copy left at the mairie."""
    envois = Envoi.objects.filter(
        intercommunalite_id=seance.intercommunalite_id, copies__diffusion__seance=seance
    )
    return envois.filter(etat__in=PERDUS).order_by("destinataire")
