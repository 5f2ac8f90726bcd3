"""The territory's voice: élus de secteur, alerts in each state, the schéma, the bulletin."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localdate, localtime

from governance.models import Acces, Intercommunalite
from instances.actions.seances import creer_seance
from instances.models import Elu, Instance, Mandat, Nomination, Perimetre, Point, Seance
from sectors.actions import alertes, dossiers, expression
from sectors.models import Alerte, EluDeSecteur

ACTE = "désignation de démonstration, mandat 2026-2032"
ARRET = {
    "objet": "Suppression de l’arrêt scolaire du centre",
    "cause": "decision",
    "grief": "atteinte",
    "expose": "Depuis la rentrée, les élèves rejoignent à pied l’arrêt de la départementale, sans "
    "trottoir ni éclairage sur six cents mètres.",
    "attente": "Rétablir l’arrêt, ou sécuriser le cheminement.",
}
DECHETERIE = {
    "objet": "Fermeture de la déchèterie le samedi",
    "cause": "decision",
    "grief": "inequitable",
    "expose": "Le samedi est le seul jour où les habitants qui travaillent peuvent s’y rendre ; "
    "les dépôts sauvages ont doublé.",
}
EAU = {
    "objet": "Coupures d’eau répétées dans les hameaux",
    "cause": "situation",
    "grief": "atteinte",
    "expose": "Onze coupures depuis juin, la plus longue de deux jours.",
}
DOSSIERS = (
    ("Plan vélo 2027-2032", "Vice-présidence aux mobilités"),
    ("Tarification incitative des déchets", "Direction de l’environnement"),
)


def preparer(
    intercommunalite: Intercommunalite, donnees: Mapping[str, Any], *, at: datetime
) -> None:
    """Once; a visitor may then do with them what he wants."""
    clerc: Acces | None = intercommunalite.acces.filter(role=Acces.Role.ASSEMBLEES).first()
    if clerc is None:
        return
    _schema(intercommunalite, donnees, by=clerc.user, at=at)
    _bulletin(intercommunalite, donnees, by=clerc.user, at=at)
    if donnees["mandature"]["elus_de_secteur"]:
        _elus_de_secteur(intercommunalite)
        _alertes(intercommunalite, clerc, at=at)


def _schema(ici: Intercommunalite, donnees: Mapping[str, Any], **qui: Any) -> None:
    types = {t.code: t for t in ici.types_instance.all()}
    etapes = [
        dossiers.ajouter_etape(
            ici,
            temps=fiche["temps"],
            examinateurs=[types[code] for code in fiche["types"]],
            avis=fiche["avis"],
            **qui,
        )
        for fiche in donnees.get("schema_decisionnel", ())
    ]
    for titre, responsable in DOSSIERS if etapes else ():
        dossier = dossiers.ouvrir_dossier(ici, titre=titre, responsable=responsable, **qui)
        fait_on = localdate(qui["at"]) - timedelta(days=40)
        dossiers.noter_passage(dossier, etape=etapes[0], fait_on=fait_on, **qui)


def _bulletin(ici: Intercommunalite, donnees: Mapping[str, Any], **qui: Any) -> None:
    for fiche in donnees.get("expression", ()):
        espace = expression.ajouter_espace(
            ici, titre=fiche["titre"], par_numero=fiche["par_numero"], **qui
        )
        for rubrique in fiche["rubriques"]:
            for qui_ecrit in _auteurs(ici, rubrique):
                expression.ajouter_rubrique(
                    espace,
                    **qui_ecrit,
                    plafond=rubrique["plafond"],
                    opposition=rubrique.get("opposition", False),
                    **qui,
                )
    if donnees.get("expression"):
        avant_on = localdate(qui["at"]) + timedelta(days=30)
        expression.ouvrir_numero(ici, avant_on=avant_on, **qui)


def _auteurs(ici: Intercommunalite, rubrique: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The name of each rubrique and who hands its text in: a group, or the élus of a sector."""
    if "nom" in rubrique:
        groupe = ici.elus.filter(groupe=rubrique["nom"]).exists()
        return [{"nom": rubrique["nom"], "groupe": rubrique["nom"] if groupe else ""}]
    secteurs = ici.perimetres.filter(nature=rubrique["perimetres"], ends_on=None)
    return [
        {"nom": secteur.nom, "perimetre": secteur}
        for secteur in secteurs.exclude(nom__in=rubrique["sauf"])
    ]


def _elus_de_secteur(ici: Intercommunalite) -> None:
    """Who animates a comité represents its sector: the first titulaire, the second suppléant."""
    if ici.elus_de_secteur.exists():
        return
    secteurs = Perimetre.objects.filter(intercommunalite=ici, nature=Perimetre.Nature.SECTEUR)
    for secteur in secteurs:
        comite = Instance.objects.filter(perimetre=secteur)
        animateurs = Nomination.objects.filter(
            instance__in=comite, qualite=Nomination.Qualite.ANIMATEUR, elu__isnull=False
        ).order_by("pk")
        for nomination, qualite in zip(animateurs[:2], EluDeSecteur.Qualite, strict=False):
            EluDeSecteur.objects.create(
                intercommunalite=ici,
                perimetre=secteur,
                elu=nomination.elu,
                qualite=qualite,
                elu_on=nomination.starts_on,
                starts_on=nomination.starts_on,
                acte=ACTE,
            )


def _alertes(ici: Intercommunalite, clerc: Acces, *, at: datetime) -> None:
    """One answered, one followed up, one that the next Bureau will hear; and a draft."""
    maire = ici.acces.filter(role=Acces.Role.MAIRE).first()
    marc = maire.elus.first() if maire else None
    bureau = ici.instances.filter(type_instance__modele="bureau", ends_on=None).first()
    if maire is None or marc is None or bureau is None:
        return
    qui: dict[str, Any] = {"by": clerc.user, "at": at}
    soir = localtime(at - timedelta(days=20)).replace(hour=18, minute=0, second=0, microsecond=0)
    tenue = creer_seance(bureau, starts_at=soir, by=clerc.user, at=at - timedelta(days=60))
    avant = at - timedelta(days=50)
    close = _deposer(_autre_maire(ici, marc), EAU, by=maire.user, at=avant)
    suivie = _deposer(marc, DECHETERIE, by=maire.user, at=avant + timedelta(days=4))
    _tenir(tenue)
    for alerte in (close, suivie):
        alertes.debattre_alerte(alerte, debat="L’auteur est entendu. Le Bureau débat.", **qui)
    suite = alertes.donner_suite(
        close, quoi="Remplacer la conduite", responsable="Direction de l’eau",
        avant_on=localdate(at) - timedelta(days=5), **qui,
    )  # fmt: skip
    alertes.tenir_suite(suite, faite_on=localdate(at) - timedelta(days=8), bilan="Posée.", **qui)
    alertes.clore_alerte(close, restitution="La conduite est remplacée.", **qui)
    alertes.donner_suite(
        suivie, quoi="Rouvrir le samedi matin, à l’essai", responsable="Direction des déchets",
        avant_on=localdate(at) + timedelta(days=40), **qui,
    )  # fmt: skip
    _deposer(marc, ARRET, by=maire.user, at=at)
    alertes.enregistrer_alerte(marc, by=maire.user, at=at, objet="Fibre : hameaux oubliés")


def _deposer(auteur: Elu, texte: Mapping[str, Any], **qui: Any) -> Alerte:
    return alertes.deposer_alerte(alertes.enregistrer_alerte(auteur, **qui, **texte), **qui)


def _autre_maire(ici: Intercommunalite, marc: Elu) -> Elu:
    mandats = ici.mandats.filter(nature=Mandat.Nature.MAIRE, ends_on=None).exclude(elu=marc)
    mandat: Mandat = mandats.select_related("elu").order_by("pk")[5]
    return mandat.elu


def _tenir(seance: Seance) -> None:
    """A Bureau of the past, written as held: nobody was convened to an invented meeting."""
    seance.points.update(etat=Point.Etat.TRAITE)
    Seance.objects.filter(pk=seance.pk).update(
        etat=Seance.Etat.LEVEE,
        ouverte_at=seance.starts_at,
        levee_at=seance.starts_at + timedelta(hours=2),
    )
