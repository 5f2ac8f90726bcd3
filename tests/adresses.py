"""Every address of an intercommunalité, filled in with the objects of a scene."""

import datetime as dt
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pikepdf
from django.urls import URLPattern, URLResolver, get_resolver

from governance import actions, stockage
from governance.preuve import chaine
from instances.models import Seance
from instances.queries import preuve
from instances.queries.copies import cle_publique
from instances.queries.dossier_elu import empreinte
from instances.queries.emargement import jeton
from instances.queries.prevenus import debut_de_cle
from tests import factories as f
from tests.distribution import Scene

AT = dt.datetime(2026, 11, 24, 10, 0, tzinfo=dt.UTC)
REPERE = re.compile(r"(?:(?P<avant>[\w-]+)/)?<\w+:(?P<nom>\w+)>")


@dataclass(frozen=True, kw_only=True)
class Adresse:
    nom: str
    motif: str

    def remplir(self, slug: str, objets: dict[str, Any]) -> str:
        """The path; a parameter is known by the word before it, as in « points/<int:pk> »."""

        def valeur(trouve: re.Match[str]) -> str:
            avant, nom = trouve["avant"], trouve["nom"]
            lu = objets.get(f"{avant}/{nom}")
            assert lu is not None, f"{self.motif} : objet « {avant}/{nom} » inconnu de adresses.py"
            return f"{avant}/{lu}"

        return f"/{slug}/{REPERE.sub(valeur, self.motif)}"


@cache
def adresses() -> tuple[Adresse, ...]:
    return tuple(_parcourir(get_resolver().url_patterns, "", ""))


def _parcourir(motifs: list[Any], debut: str, espace: str) -> Iterator[Adresse]:
    for motif in motifs:
        chemin = debut + str(motif.pattern)
        if isinstance(motif, URLResolver):
            nom = f"{espace}{motif.namespace}:" if motif.namespace else espace
            yield from _parcourir(motif.url_patterns, chemin, nom)
        elif isinstance(motif, URLPattern) and chemin.startswith("<slug:slug>/"):
            yield Adresse(nom=f"{espace}{motif.name}", motif=chemin.removeprefix("<slug:slug>/"))


def objets_de(scene: Scene, acteur: str) -> dict[str, Any]:
    """One object of each kind, so that every address of the scene leads somewhere."""
    acces = scene.acces[acteur]
    autre = scene.acces.get("camille", acces)
    with scene.entrer():
        jeton, _ = actions.creer_jeton(acces, libelle="Site", by=None, at=AT)
        objets = _objets(scene, acteur)
    return objets | {"jetons/pk": jeton.pk, "acces/pk": autre.pk, "creer/modele": "bureau"}


def _objets(scene: Scene, acteur: str) -> dict[str, Any]:
    ici, seance = scene.intercommunalite, scene.seance
    champs = {"intercommunalite": ici}
    ici.seances.update(etat="convoquee", ouverte_at=AT)
    sieges = _sieges(scene)
    pdf = stockage.deposer(ici, _un_pdf(), "application/pdf")
    ics = stockage.deposer(ici, b"BEGIN:VCALENDAR", "text/calendar")
    convocation = f.ConvocationFactory(**champs, seance=seance, version=1, pdf=pdf, ics=ics)
    papier = f.EnvoiFactory(**champs, canal="papier", etat="sur_papier", adresse="3 rue du Lavoir")
    f.EnvoiFactory(**champs, idem=f"{debut_de_cle(seance)}marc", canal="papier", etat="sur_papier")
    remise = f.RemiseFactory(
        **champs, convocation=convocation, elu=scene.elus["marc"], envoi=papier
    )
    f.LienFactory(**champs, remise=remise, empreinte=empreinte(secret_de(scene)))
    reponse = f.ReponseFactory(
        **champs, siegeant=sieges["marc"], choix="pouvoir", mandataire=sieges["camille"]
    )
    piece = {"nom": "convocation.pdf", "type": "application/pdf", "sha256": pdf.sha256}
    diffusion = f.DiffusionFactory(**champs, seance=seance, pieces=[piece])
    faits = preuve.faits_de_la_convocation(convocation, "convocation")
    chaine.sceller(ici, preuve.objet_de(convocation), faits, at=AT)
    # A member revokes their own pouvoir: the one who acts has given it.
    mandant = sieges.get(acteur, sieges["jeanne"])
    pouvoir = f.PouvoirFactory(**champs, mandant=mandant, mandataire=sieges["fatou"], seance=seance)
    point = scene.points[1]
    ici.logo = stockage.deposer(ici, b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml")
    ici.save()
    acte = f.DeliberationFactory(**champs, point=point, seance=seance, extrait=pdf)
    elu = scene.elus["marc"]
    alerte = f.AlerteFactory(**champs, auteur=elu, etat="debattue", deposee_at=AT)
    f.SignataireAlerteFactory(**champs, alerte=alerte, elu=elu, at=None)
    consultation = f.ConsultationFactory(**champs, projet=pdf)
    territoire = _territoire(scene)
    return {
        "consultations/pk": consultation.pk,
        **territoire,
        "communes-consultees/pk": f.AvisCommuneFactory(
            **champs,
            consultation=consultation,
            commune=scene.communes["Brumeval"],
            deliberation=pdf,
        ).pk,
        "alertes/numero": alerte.numero,
        **_dossiers(champs, point),
        **_bulletin(champs, territoire["secteurs/pk"]),
        **_developpement(champs, pdf),
        "missions/numero": f.MissionFactory(**champs, rapport=pdf).numero,
        "pieces/pk": f.PieceAlerteFactory(**champs, alerte=alerte, fichier=pdf).pk,
        "suites/pk": f.SuiteAlerteFactory(**champs, alerte=alerte).pk,
        "receptions/pk": papier.pk,
        "demandes/pk": f.DemandeReunionFactory(**champs, instance=scene.conseil).pk,
        "reunions/pk": f.ReunionMunicipaleFactory(**champs, commune=scene.communes["Brumeval"]).pk,
        "communes/pk": scene.communes["Brumeval"].pk,
        "elus/pk": elu.pk,
        "mandats/pk": elu.mandats.first().pk,
        "instances/pk": scene.conseil.pk,
        "nominations/pk": scene.commission.nominations.first().pk,
        "types/pk": scene.conseil.type_instance_id,
        "perimetres/pk": f.PerimetreFactory(**champs).pk,
        "reglement/version": ici.reglements.first().version,
        "seances/numero": seance.numero,
        "convocation/version": 1,
        "plis/pk": papier.pk,
        "envois/pk": papier.pk,
        "invites/pk": f.InviteFactory(**champs, seance=seance).pk,
        "documents/cle": cle_publique(diffusion),
        "copies/pk": diffusion.pk,
        "fichiers/rang": 1,
        "points/pk": point.pk,
        **_preparation(scene, acces=scene.acces[acteur], point=point, fichier=pdf),
        "annexes/pk": f.AnnexeFactory(**champs, point=point, fichier=pdf).pk,
        "pouvoirs/pk": pouvoir.pk,
        "paroles/pk": f.InterventionFactory(**champs, point=point, siegeant=sieges["marc"]).pk,
        "questions/pk": f.QuestionFactory(**champs, auteur=elu, nature="politique").pk,
        "proces-verbaux/pk": f.ProcesVerbalFactory(**champs, seance=_precedente(scene)).pk,
        "dossier/secret": secret_de(scene),
        "ecran/secret": secret_de(scene),
        "agenda/secret": secret_de(scene),
        "abonnements/public": _abonnes(scene, acteur),
        "ecrans/pk": f.EcranFactory(**champs, seance=seance, secret=secret_de(scene)).pk,
        "appels/pk": f.AppelFactory(**champs, point=point).pk,
        "huis-clos/pk": f.HuisClosFactory(**champs, seance=seance, point=point).pk,
        "amendements/pk": f.AmendementFactory(**champs, point=point, auteur=sieges["marc"]).pk,
        "voix/siege": sieges["marc"].pk,
        "voter/siege": sieges["marc"].pk,
        "deports/pk": f.DeportFactory(**champs, point=point, siegeant=sieges["marc"]).pk,
        "emargements/pk": f.EmargementFactory(
            **champs, siegeant=sieges["camille"], by=scene.acces[acteur].user
        ).pk,
        "emarger/jeton": jeton(seance, sieges["marc"]),
        "interets/pk": f.InteretFactory(**champs, elu=elu).pk,
        "pointages/pk": f.PointageFactory(**champs, seance=seance, siegeant=sieges["marc"]).pk,
        "reponses/pk": reponse.pk,
        "sieges/pk": sieges["marc"].pk,
        "membres/pk": sieges["marc"].pk,
        "deliberations/pk": acte.pk,
        "elections/pk": f.PointFactory(
            **champs, seance=seance, numero="1.4", rang=4, type="election"
        ).pk,
    }


def _abonnes(scene: Scene, acteur: str) -> str:
    """The address of whoever acts; that of the inhabitants is to be made."""
    f.AbonnementFactory(
        intercommunalite=scene.intercommunalite,
        acces=scene.acces[acteur],
        secret=secret_de(scene),
    )
    return "habitants"


def _dossiers(champs: dict[str, Any], point: Any) -> dict[str, Any]:
    """A dossier that the conseil examined: whoever reads that séance reads it."""
    dossier = f.DossierFactory(**champs)
    etape = f.EtapeDuSchemaFactory(**champs, type_instance=point.seance.instance.type_instance)
    passage = f.PassageDeDossierFactory(**champs, dossier=dossier, etape=etape, point=point)
    return {"dossiers/numero": dossier.numero, "passages/pk": passage.pk, "schema/pk": etape.pk}


def _territoire(scene: Scene) -> dict[str, Any]:
    """The sector of Brumeval with its comité, and the conférence des maires."""
    ici, brumeval = scene.intercommunalite, scene.communes["Brumeval"]
    champs = {"intercommunalite": ici}
    secteur = f.PerimetreFactory(**champs, nature="secteur", nom="Secteur du plateau")
    f.PerimetreCommuneFactory(**champs, perimetre=secteur, commune=brumeval)
    autre = scene.communes["Orsans"]
    f.PerimetreCommuneFactory(**champs, perimetre=secteur, commune=autre)
    reunion = _seance_de(scene, "comite_de_secteur", perimetre=secteur)
    conference = _seance_de(scene, "conference_des_maires")
    reglement = stockage.deposer(ici, _un_pdf(), "application/pdf")
    f.ReglementPropreFactory(**champs, instance=conference.instance, fichier=reglement)
    question = f.QuestionFactory(
        **champs, auteur=scene.elus["marc"], nature="ecrite", seance=conference,
        reponse_avant_on=AT.date(),
    )  # fmt: skip
    point = f.PointFactory(**champs, seance=reunion, numero="1", rang=1, type="avis")
    return {
        "secteurs/pk": secteur.pk,
        "elus-de-secteur/pk": f.EluDeSecteurFactory(
            **champs, perimetre=secteur, elu=scene.elus["marc"], starts_on=None
        ).pk,
        "comites/pk": reunion.instance_id,
        "reunions-de-comite/numero": reunion.numero,
        "sujets/pk": point.pk,
        "reunions-des-maires/numero": conference.numero,
        "reponses-dues/pk": question.pk,
    }


def _seance_de(scene: Scene, modele: str, **champs: Any) -> Any:
    ici = scene.intercommunalite
    genre = f.TypeInstanceFactory(
        intercommunalite=ici, code=modele, modele=modele, nature="consultative", publique=False
    )
    instance = f.InstanceFactory(
        intercommunalite=ici, type_instance=genre, nom=modele.replace("_", " "), **champs
    )
    return f.SeanceFactory(intercommunalite=ici, instance=instance, etat="convoquee")


def _developpement(champs: dict[str, Any], pdf: Any) -> dict[str, Any]:
    """A conseil de développement, a matter that has its avis and a report."""
    genre = f.TypeInstanceFactory(
        **champs, code="developpement", modele="conseil_de_developpement", nature="consultative",
        publique=False,
    )  # fmt: skip
    instance = f.InstanceFactory(**champs, type_instance=genre, nom="Conseil de développement")
    saisine = f.SaisineDuDeveloppementFactory(**champs, instance=instance, fichier=pdf)
    rapport = f.RapportDuDeveloppementFactory(**champs, instance=instance, fichier=pdf)
    return {"saisines/pk": saisine.pk, "rapports/pk": rapport.pk}


def _bulletin(champs: dict[str, Any], secteur: Any) -> dict[str, Any]:
    """An issue that waits for the text of a sector."""
    espace = f.EspaceDExpressionFactory(**champs)
    rubrique = f.RubriqueFactory(**champs, espace=espace, perimetre_id=secteur)
    numero = f.NumeroDuBulletinFactory(**champs)
    texte = f.TexteDExpressionFactory(**champs, numero=numero, rubrique=rubrique)
    return {"rubriques/pk": rubrique.pk, "bulletin/rang": numero.rang, "textes/pk": texte.pk}


def _un_pdf() -> bytes:
    page = pikepdf.new()
    page.add_blank_page()
    octets = io.BytesIO()
    page.save(octets)
    return octets.getvalue()


def _preparation(scene: Scene, *, acces: Any, point: Any, fichier: Any) -> dict[str, Any]:
    """A draft that waits for the visa of the maire, and what is set around it."""
    champs = {"intercommunalite": scene.intercommunalite}
    viseur = scene.acces.get("marc", acces)
    projet = f.ProjetFactory(
        **champs, point=None, numero=1, instance=scene.conseil, etat="en_visa", tour=1
    )
    f.CompteurFactory(**champs, serie="projets", dernier=1)
    visa = f.VisaFactory(**champs, projet=projet, viseur=viseur, etat="attendu", due_on=AT.date())
    circuit = f.CircuitFactory(**champs)
    f.EtapeVisaFactory(**champs, circuit=circuit, viseur=viseur)
    jusqu_a = AT.date() + dt.timedelta(days=3650)
    absence = f.DelegationVisaFactory(
        **champs, titulaire=acces, delegue=f.AccesFactory(**champs), ends_on=jusqu_a
    )
    return {
        "projets/pk": projet.pk,
        "pieces/piece": f.PieceProjetFactory(**champs, projet=projet, fichier=fichier).pk,
        "visas/visa": visa.pk,
        "circuits/pk": circuit.pk,
        "modeles/pk": f.ModeleTexteFactory(**champs).pk,
        "absences/pk": absence.pk,
        "avis/avis": f.AvisFactory(**champs, point=point, instance=scene.commission).pk,
    }


def _precedente(scene: Scene) -> Seance:
    """A séance of the conseil held a month before, whose procès-verbal is to be arrested."""
    tenue: Seance = f.SeanceFactory(
        intercommunalite=scene.intercommunalite, instance=scene.conseil, etat="levee",
        starts_at=scene.seance.starts_at - dt.timedelta(days=30),
    )  # fmt: skip
    return tenue


def secret_de(scene: Scene) -> str:
    return f"le-secret-du-lien-de-marc-{scene.slug}"


def _sieges(scene: Scene) -> dict[str, Any]:
    return {
        nom: f.SiegeantFactory(
            intercommunalite=scene.intercommunalite, seance=scene.seance, elu=elu, ordre=rang
        )
        for rang, (nom, elu) in enumerate(scene.elus.items())
        if nom != "hugo"
    }
