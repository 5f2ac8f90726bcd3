"""Drafts on their way: one circuit of three levels, an absence, a draft in each state."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from deliberations.actions_circuits import Niveau, deleguer_visas, ecrire_modele, regler_circuit
from deliberations.actions_projets import creer_projet
from deliberations.actions_visas import lancer_circuit, retourner, viser
from deliberations.models import Projet, Visa
from governance.models import Acces, Intercommunalite
from instances.models import Seance

VISEURS = {Acces.Role.ASSEMBLEES, Acces.Role.DIRECTION, Acces.Role.ELU}
MODELE = "Vu le code général des collectivités territoriales ;\nVu l’avis de {commission} ;"


def preparer(
    intercommunalite: Intercommunalite, scenes: Mapping[str, Any], *, at: datetime
) -> None:
    """Once: a visitor may then do with them what he wants."""
    acces = {a.role: a for a in intercommunalite.acces.select_related("user").order_by("-pk")}
    seance = _seance(intercommunalite)
    if seance is None or intercommunalite.circuits.exists() or not set(acces) >= VISEURS:
        return
    clerc, direction = acces[Acces.Role.ASSEMBLEES], acces[Acces.Role.DIRECTION]
    signe: dict[str, Any] = {"by": direction.user, "at": at}
    niveaux = (
        ("Visa du service des assemblées", clerc),
        ("Visa de la direction générale", direction),
        ("Visa du président", acces[Acces.Role.ELU]),
    )
    regler_circuit(
        intercommunalite,
        nom="Circuit courant",
        instance=None,
        par_defaut=True,
        niveaux=[Niveau(libelle=nom, viseur=qui, delai_jours=3) for nom, qui in niveaux],
        **signe,
    )
    jour = localdate(at)
    deleguer_visas(
        direction, delegue=clerc, starts_on=jour, ends_on=jour + timedelta(days=10), **signe
    )
    ecrire_modele(intercommunalite, champ="visas", nom="Visas courants", corps=MODELE, **signe)
    for fiche in scenes["projets"]:
        _projet(seance, **fiche, at=at)


def _seance(intercommunalite: Intercommunalite) -> Seance | None:
    preparees = intercommunalite.seances.filter(
        etat=Seance.Etat.PREPARATION, instance__type_instance__modele="conseil"
    )
    seance: Seance | None = preparees.select_related("instance").order_by("starts_at").first()
    return seance


def _projet(seance: Seance, titre: str, decide: str, etat: str, *, at: datetime) -> None:
    tenant = seance.intercommunalite
    clerc = tenant.acces.filter(role=Acces.Role.ASSEMBLEES).order_by("pk")[0]
    projet = creer_projet(
        tenant,
        titre=titre,
        dispositif=f"{seance.instance.nom_dans_la_phrase} {decide}",
        note_de_synthese=f"{titre}\u00a0: la note expose le contexte, le coût et le calendrier.",
        instance=seance.instance,
        seance_visee=seance,
        by=clerc.user,
        at=at,
    )
    if etat != "redaction":
        lancer_circuit(projet, circuit=projet.circuit, by=clerc.user, at=at)
    for _ in range({"vise": 3, "retourne": 1, "a_deleguer": 1, "en_visa": 2}.get(etat, 0)):
        visa = _attendu(projet)
        viser(visa, acces=visa.viseur, by=visa.viseur.user, at=at)
    if etat == "retourne":
        visa = _attendu(projet)
        retourner(
            visa,
            commentaire="Ajoutez le coût annuel et la date d’effet.",
            acces=visa.viseur,
            by=visa.viseur.user,
            at=at,
        )


def _attendu(projet: Projet) -> Visa:
    return projet.visas_demandes.select_related("viseur__user", "projet").get(
        etat=Visa.Etat.ATTENDU
    )
