"""What communes are asked: opinions pending, a request half signed, an avis that travelled."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localdate, localtime

from governance.models import Acces, Intercommunalite
from instances.actions.demandes import signer_demande
from instances.actions.seances import creer_seance, inscrire_point
from instances.models import Commune, Point, Seance
from sectors.actions import comites, conference, consultations
from sectors.queries.comites import comites as comites_de
from sectors.queries.conference import conference_de
from sectors.queries.consultations import maires_des

PROJET = ("projet.pdf", b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n")
PACTE = "Projet de pacte de gouvernance 2026-2032"
DECHETERIE = "Implantation d’une déchèterie"
ORDRE_DU_JOUR = "Tarifs de l’eau et calendrier de la régie"


def preparer(
    intercommunalite: Intercommunalite, scenes: Mapping[str, Any], *, at: datetime
) -> None:
    """Once; a visitor may then do with them what he wants."""
    clerc = intercommunalite.acces.filter(role=Acces.Role.ASSEMBLEES).select_related("user").first()
    if clerc is None or intercommunalite.consultations.exists():
        return
    _consulter(intercommunalite, clerc, at)
    _demander(intercommunalite, clerc, at)
    _comite(intercommunalite, scenes["comite"], clerc, at)


def _consulter(ici: Intercommunalite, clerc: Acces, at: datetime) -> None:
    """All the councils on the pacte, some of which have answered; one commune on its own."""
    communes = list(ici.communes.au(localdate(at)).order_by("nom"))
    depuis = at - timedelta(days=20)
    pacte = consultations.consulter(
        ici, fondement="pacte", objet=PACTE, communes=communes, delai_mois=2, projet=PROJET,
        by=clerc.user, at=depuis,
    )  # fmt: skip
    for rang, avis in enumerate(pacte.avis.order_by("commune__nom")[: len(communes) // 3]):
        consultations.repondre_consultation(
            avis, sens="defavorable" if rang == 4 else "favorable",
            delibere_on=localdate(at) - timedelta(days=rang % 9), deliberation=PROJET,
            observations="", by=clerc.user, at=at,
        )  # fmt: skip
    seule = _commune_du_personnage(ici) or communes[0]
    consultations.consulter(
        ici, fondement="l5211_57", objet=f"{DECHETERIE} à {seule}", communes=[seule],
        delai_mois=3, projet=PROJET, by=clerc.user, at=depuis,
    )  # fmt: skip


def _commune_du_personnage(ici: Intercommunalite) -> Commune | None:
    """The one whose mayor the visitor may play."""
    mandats = ici.mandats.filter(elu__acces__role=Acces.Role.MAIRE, nature="maire")
    mandat = mandats.select_related("commune").first()
    return mandat.commune if mandat else None


def _demander(ici: Intercommunalite, clerc: Acces, at: datetime) -> None:
    """Half of the signatures that a third asks for."""
    instance = conference_de(ici, localdate(at))
    if instance is None:
        return
    communes = ici.communes.order_by("nom")
    joue = _commune_du_personnage(ici)
    maires = maires_des(ici, communes.exclude(pk=joue.pk if joue else None), localdate(at))
    elus = list(maires.values())[: len(communes) // 6]
    demande = conference.demander_conference(
        instance, elus[0], motif="Les communes demandent un débat commun avant le vote.",
        ordre_du_jour=ORDRE_DU_JOUR, by=clerc.user, at=at - timedelta(days=3),
    )  # fmt: skip
    for elu in elus[1:]:
        signer_demande(demande, elu, by=clerc.user, at=at)


def _comite(ici: Intercommunalite, nom: str, clerc: Acces, at: datetime) -> None:
    """A comité held last week gave its avis on a report of the conseil to come."""
    comite = comites_de(ici, localdate(at)).filter(nom=nom).first()
    vers = ici.points.filter(
        seance__etat=Seance.Etat.PREPARATION, type=Point.Type.DELIBERATION,
        seance__instance__type_instance__modele="conseil",
    ).order_by("seance__starts_at", "rang").first()  # fmt: skip
    if comite is None or vers is None:
        return
    par: dict[str, Any] = {"by": clerc.user, "at": at}
    avant: dict[str, Any] = {"by": clerc.user, "at": at - timedelta(days=20)}
    soir = localtime(at - timedelta(days=6)).replace(hour=18, minute=0, second=0, microsecond=0)
    seance = creer_seance(comite, starts_at=soir, **avant)
    point = inscrire_point(seance, numero="1", titre=vers.titre, type=Point.Type.AVIS, **avant)
    comites.destiner(point, vers=vers, **par)
    comites.rendre_avis(
        point, sens="favorable", texte="Le comité demande un point d’étape au printemps.",
        pour=7, contre=1, abstention=2, **par,
    )  # fmt: skip
    seance.points.update(etat=Point.Etat.TRAITE)
    levee = {"etat": Seance.Etat.LEVEE, "ouverte_at": soir, "levee_at": soir + timedelta(hours=2)}
    ici.seances.filter(pk=seance.pk).update(**levee)
