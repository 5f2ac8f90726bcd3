"""Around a conseil already convened: answers, a letter that came back, a change that waits.

And what the calendar shows: a municipal council the same evening, a meeting that was demanded.
"""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.utils.timezone import get_current_timezone, localdate, localtime

from governance import mail
from governance.demo.composition import PROVENANCE
from governance.demo.fictifs import prochain
from governance.demo.noms import identite
from governance.models import Acces, Envoi, Intercommunalite
from instances.actions.calendrier import noter_reunion
from instances.actions.convoquer import convoquer
from instances.actions.demandes import enregistrer_demande
from instances.actions.interets import declarer_interet
from instances.actions.inviter import inviter
from instances.actions.repondre import repondre
from instances.actions.seances import creer_seance, inscrire_point, modifier_point
from instances.models import Commune, Convocation, Elu, Instance, Mandat, Seance, Siegeant

DELAI = timedelta(days=6)
MUNICIPAUX, PREMIER_MUNICIPAL = 12, 7000
INVITES = (
    ("Mme Ondine Marquevielle, personne fictive", "directrice de l’office de l’habitat"),
    ("M. Gratien Solvanche, personne fictive", "trésorier public"),
)
OFFICE = "Office public de l’habitat"
INTERETS: tuple[dict[str, Any], ...] = (
    {"nature": "public", "qualite": "administrateur", "designe": True, "par_la_loi": True},
    {"nature": "personnel", "qualite": "conjoint d’un fournisseur"},
)
# How many members gave each answer through the link; the service confirms the pouvoir.
REPONSES = (("present", 34), ("excuse", 3), ("pouvoir", 1), ("absent", 1))
SIGNATAIRES = 9


def preparer(
    intercommunalite: Intercommunalite, scenes: Mapping[str, Any], *, at: datetime
) -> None:
    """Once, after the séances that a visitor convenes himself."""
    acces = intercommunalite.acces.select_related("user").order_by("pk")
    clerc = acces.filter(role=Acces.Role.ASSEMBLEES).first()
    conseil = intercommunalite.instances.filter(type_instance__modele="conseil").first()
    if clerc is None or conseil is None:
        return
    conseil.intercommunalite = intercommunalite
    signe: dict[str, Any] = {"by": clerc.user, "at": at}
    communes = list(intercommunalite.communes.au(localdate(at)).order_by("-population")[:2])
    _conseillers_municipaux(communes)
    seance = _seance(conseil, scenes, **signe)
    convocation = convoquer(seance, **signe)
    _repondre(seance, at=at)
    _revenir(convocation, at=at)
    _changer(seance, **signe)
    _interesser(seance, **signe)
    _agenda(communes[1], _a_venir(conseil), **signe)
    _demander(conseil, **signe)


def _conseillers_municipaux(communes: list[Commune]) -> None:
    """They do not sit: each receives a copy (CNV-15)."""
    elus, mandats = [], []
    for rang in range(MUNICIPAUX):
        commune, qui = communes[rang % len(communes)], identite(PREMIER_MUNICIPAL + rang)
        ici = commune.intercommunalite
        elu = Elu(
            intercommunalite=ici, civilite=qui.civilite, prenom=qui.prenom, nom=qui.nom,
            courriel=qui.courriel, fictif=True, provenance=PROVENANCE,
        )  # fmt: skip
        elus.append(elu)
        mandats.append(
            Mandat(
                intercommunalite=ici, elu=elu, commune=commune, provenance=PROVENANCE,
                nature=Mandat.Nature.MUNICIPAL,
            )
        )  # fmt: skip
    Elu.objects.bulk_create(elus)
    Mandat.objects.bulk_create(mandats)


def _seance(conseil: Instance, scenes: Mapping[str, Any], **signe: Any) -> Seance:
    jour = prochain("mardi", apres=localdate(signe["at"]), marge=DELAI.days)
    soir = datetime.combine(jour, time(18), tzinfo=get_current_timezone())
    seance = creer_seance(
        conseil, starts_at=soir, lieu=scenes["lieu"], provenance="séance de démonstration", **signe
    )
    for fiche in scenes["points"]:
        point = dict(fiche)
        note = point.pop("note")
        inscrire_point(seance, note_de_synthese=note, **point, **signe)
    for personne, qualite in INVITES:
        inviter(
            seance, personne=personne, qualite=qualite,
            courriel=f"invite-{len(personne)}@exemple.invalid", **signe,
        )  # fmt: skip
    return seance


def _repondre(seance: Seance, *, at: datetime) -> None:
    sieges = list(Siegeant.objects.filter(seance=seance).order_by("ordre"))
    mandataire, suite = sieges[0], iter(sieges[1:])
    for choix, nombre in REPONSES:
        for _, siege in zip(range(nombre), suite, strict=False):
            repondre(
                siege, choix=choix, voie="lien", by=None, at=at,
                mandataire=mandataire if choix == "pouvoir" else None,
            )  # fmt: skip


def _revenir(convocation: Convocation, *, at: datetime) -> None:
    par_courriel = convocation.remises.filter(envoi__canal=Envoi.Canal.COURRIEL)
    envoi = par_courriel.select_related("envoi").order_by("-pk")[0].envoi
    mail.changer(envoi, Envoi.Etat.REMIS, at=at, detail="250 reçu (démonstration)")
    mail.changer(
        envoi,
        Envoi.Etat.RETOURNE,
        at=at,
        detail="Revenu\u00a0: 5.1.1, boîte inconnue (démonstration)",
    )


def _changer(seance: Seance, **signe: Any) -> None:
    """A title corrected after the sending: the page says that a rectificative waits (CNV-13)."""
    point = seance.points.get(numero="3")
    modifier_point(point, titre="Subvention au réseau des écoles de musique et de danse", **signe)


def _interesser(seance: Seance, **signe: Any) -> None:
    """Two members whom the register names at the guarantee of the office (INT-06)."""
    seance.points.filter(numero="2").update(organisme=OFFICE, affaire="garantie")
    sieges = seance.siegeants.filter(elu__fictif=True).select_related("elu").order_by("ordre")
    for siege, champs in zip(sieges[5:], INTERETS, strict=False):
        assert siege.elu is not None  # filtered on the élu above
        declarer_interet(
            siege.elu, organisme=OFFICE, declare_on=localdate(signe["at"]), **champs, **signe
        )


def _a_venir(conseil: Instance) -> Seance:
    preparees = conseil.seances.filter(etat=Seance.Etat.PREPARATION)
    seance: Seance = preparees.order_by("starts_at")[0]
    return seance


def _agenda(commune: Commune, seance: Seance, **signe: Any) -> None:
    """One municipal council the evening of the conseil being prepared (CNV-23), one another day."""
    soir = localtime(seance.starts_at).replace(hour=19, minute=0)
    for debut in (soir, soir + timedelta(days=4)):
        noter_reunion(commune, titre="Conseil municipal (fictif)", starts_at=debut, **signe)


def _demander(conseil: Instance, **signe: Any) -> None:
    """Fewer than a third signed so far: others may still (CNV-16)."""
    mandats = conseil.intercommunalite.mandats.filter(
        nature=Mandat.Nature.CONSEILLER, elu__fictif=True, ends_on=None
    )
    signataires = [m.elu for m in mandats.select_related("elu").order_by("pk")[:SIGNATAIRES]]
    enregistrer_demande(
        conseil,
        origine="membres",
        recue_on=localdate(signe["at"]) - timedelta(days=3),
        motif="Débattre de la gestion de l’eau avant le vote du budget.",
        ordre_du_jour="Gestion de l’eau potable : état des lieux et calendrier.",
        signataires=signataires,
        **signe,
    )
