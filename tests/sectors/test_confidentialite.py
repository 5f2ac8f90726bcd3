"""Nothing of a body that does not meet in public shows to whoever does not sit in it (DIV-03).

Each row of such a body bears a mark in every text that somebody types; then every address is
read by those who do not sit there. An alert inscribed at a public Bureau bears its own mark.
"""

import datetime as dt
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
from django.db import models
from django.test import Client

from deliberations import models as deliberations
from instances import models as instances
from instances.queries.dossier_elu import Lecteur
from sectors import models as sectors
from sectors.queries.dossiers import points_possibles
from tests import factories as f
from tests import roles as tableau
from tests.adresses import Adresse, adresses, objets_de
from tests.distribution import Scene, monter
from tests.factories.socle import Locale
from tests.lecture_pdf import texte

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 24, 10, 0, tzinfo=dt.UTC)
CLOS, MAIRES, ALERTE = "zqxclos", "zqxmaires", "zqxalerte"
D_UNE_ALERTE = frozenset(
    {sectors.Alerte, sectors.PieceAlerte, sectors.SuiteAlerte, sectors.EvenementAlerte}
)
PRIVES = D_UNE_ALERTE | {
    instances.Annexe, instances.Avis, instances.DemandeReunion, instances.Deport,
    instances.Derogation, instances.HuisClos, instances.Incident, instances.Intervention,
    instances.Invite, instances.Point, instances.Question, instances.Reponse, instances.Seance,
    instances.Suspension, deliberations.Amendement, deliberations.Deliberation,
    deliberations.Passage, deliberations.PieceProjet, deliberations.Projet,
    deliberations.ProcesVerbal, deliberations.Visa, sectors.AvisCommune, sectors.Consultation,
    sectors.Dossier, sectors.InvitationDuMaire, sectors.RapportDeSecteur, sectors.ReglementPropre,
    sectors.Remplacement,
}  # fmt: skip
# Numbers and keys: nobody types them.
TECHNIQUES = frozenset({"numero", "secret", "cle", "empreinte", "sha256", "numero_actes"})
# Who holds such a link was sent it: the secret is the right to read.
A_SECRET = ("<str:secret>", "<str:cle>", "<slug:secret>")
# What each of them must never read.
LECTEURS = {
    "samir": (CLOS, MAIRES, ALERTE),
    "eve": (CLOS, MAIRES, ALERTE),
    # Mayor of a commune outside the sector: he sits with the mayors, and nowhere else.
    "luc": (CLOS, ALERTE),
}
VIDE = 3000
# The address only acts: nobody reads there, whoever asks.
POUR_AGIR = ""


def textes(modele: type[models.Model]) -> list[str]:
    """What somebody types in a row of that model."""
    return [
        champ.name
        for champ in modele._meta.fields
        if type(champ) in (models.CharField, models.TextField)
        and not champ.choices
        and champ.name not in TECHNIQUES
        and (champ.max_length or 99) >= len(ALERTE)
    ]


def marque_de(modele: type[models.Model], champs: dict[str, Any]) -> str:
    if modele in D_UNE_ALERTE:
        return ALERTE
    point, seance, instance = (champs.get(nom) for nom in ("point", "seance", "instance"))
    if point is not None and point.usage == "alerte":
        return ALERTE
    seance = seance or (point.seance if point is not None else None)
    instance = seance.instance if seance is not None else instance
    # A question is put in the open, unless a closed body is asked.
    if modele is instances.Question and seance is None:
        return ""
    if instance is None:
        return CLOS
    genre = instance.type_instance
    if genre.publique:
        return ALERTE if champs.get("usage") == "alerte" else ""
    return MAIRES if genre.modele == "conference_des_maires" else CLOS


@pytest.fixture
def scene(monkeypatch) -> Scene:
    creer = Locale._create.__func__

    def marquer(cls, modele, /, *args, **champs):
        marque = marque_de(modele, champs) if modele in PRIVES else ""
        if marque:
            champs |= dict.fromkeys(textes(modele), marque)
        return creer(cls, modele, *args, **champs)

    scene = monter()
    with scene.entrer():
        genre = scene.conseil.type_instance
        genre.publique = False
        genre.save()
        for instance in (scene.conseil, scene.commission):
            instance.seances.update(lieu=CLOS)
        scene.intercommunalite.points.update(**dict.fromkeys(textes(instances.Point), CLOS))
        _venus_d_ailleurs(scene)
    monkeypatch.setattr(Locale, "_create", classmethod(marquer))
    return scene


def _venus_d_ailleurs(scene: Scene) -> None:
    """An élu and a mayor of a commune that has no seat."""
    champs = {"intercommunalite": scene.intercommunalite}
    commune = f.CommuneFactory(**champs, nom="Autreville")
    for nom, role, nature in (("eve", "elu", "conseiller_municipal"), ("luc", "maire", "maire")):
        scene.acces[nom] = f.AccesFactory(
            **champs, user=f.UserFactory(email=f"{nom}@x.fr"), role=role
        )
        elu = f.EluFactory(**champs, acces=scene.acces[nom])
        f.MandatFactory(**champs, elu=elu, nature=nature, commune=commune)


def _alerte_au_bureau(scene: Scene, objets: dict[str, Any]) -> dict[str, Any]:
    """Inscribed at a Bureau that meets in public, with all that a point may bear."""
    champs = {"intercommunalite": scene.intercommunalite}
    with scene.entrer():
        genre = f.TypeInstanceFactory(**champs, code="bureau", modele="bureau", publique=True)
        bureau = f.InstanceFactory(**champs, type_instance=genre, nom="Bureau")
        seance = f.SeanceFactory(**champs, instance=bureau, lieu="Siège")
        f.PointFactory(**champs, seance=seance, numero="1", rang=1, titre="Garanties")
        point = f.PointFactory(
            **champs, seance=seance, numero="2", rang=2, type="debat", usage="alerte"
        )
        piece = scene.intercommunalite.fichiers.filter(type_mime="application/pdf").first()
        avis = f.AvisFactory(**champs, point=point, instance=scene.commission)
        annexe = f.AnnexeFactory(**champs, point=point, fichier=piece)
        f.InviteFactory(**champs, seance=seance, point=point)
        f.RapportDeSecteurFactory(
            **champs, perimetre_id=objets["secteurs/pk"], elu=scene.elus["marc"]
        )
        alerte = f.AlerteFactory(
            **champs, auteur=scene.elus["marc"], etat="inscrite", deposee_at=AT, point=point
        )
    return objets | {
        "seances/numero": seance.numero, "points/pk": point.pk, "annexes/pk": annexe.pk,
        "avis/avis": avis.pk, "alertes/numero": alerte.numero,
    }  # fmt: skip


def lire(client: Any, chemin: str) -> str:
    """Whatever the answer says: page, data, calendar, the words of a document, its name."""
    reponse = client.get(chemin)
    octets = b"".join(reponse)
    if reponse.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return POUR_AGIR
    entetes = " ".join(map(str, reponse.headers.values()))
    if octets.startswith(b"%PDF"):
        return entetes + (texte(octets) if len(octets) > VIDE else "")
    return entetes + octets.decode("utf-8", errors="replace")


def chemins(scene: Scene, jeux: list[dict[str, Any]]) -> Iterator[str]:
    publiques = tableau.sans_compte()
    lus = [a for a in adresses() if a.nom not in publiques]
    return iter(dict.fromkeys(a.remplir(scene.slug, jeu) for jeu in jeux for a in lus))


def _sans_secret(adresse: Adresse) -> bool:
    return adresse.motif.startswith("public/") and not any(s in adresse.motif for s in A_SECRET)


@pytest.mark.regle("DIV-03", "HUC-03")
def test_who_does_not_sit_there_reads_nothing_of_a_closed_body(scene):
    # A bare client: other tests look at how pages are written, here only words count.
    client = Client()
    objets = objets_de(scene, "odile")
    jeux = [objets, _alerte_au_bureau(scene, objets)]
    fuites, a_lire = set(), list(chemins(scene, jeux))
    for nom, marques in LECTEURS.items():
        client.force_login(scene.acces[nom].user)
        lus = {chemin: lire(client, chemin) for chemin in a_lire}
        fuites |= {(nom, m, chemin) for chemin, lu in lus.items() for m in marques if m in lu}
        a_lire = [chemin for chemin, lu in lus.items() if lu]
    client.logout()
    for adresse in filter(_sans_secret, adresses()):
        lu = lire(client, adresse.remplir(scene.slug, objets))
        fuites |= {("", m, adresse.motif) for m in (CLOS, MAIRES, ALERTE) if m in lu}
    assert sorted(fuites) == []


@pytest.mark.regle("DIV-03")
def test_who_sits_or_serves_reads_what_the_marks_stand_for(client, scene):
    """Else the walk would prove nothing: the marks do show, to those whose business they are."""
    objets = objets_de(scene, "odile")
    au_bureau = _alerte_au_bureau(scene, objets)
    client.force_login(scene.odile.user)
    for jeu, suite, marque in (
        (objets, "seances/{seances/numero}/points/{points/pk}/", CLOS),
        (au_bureau, "seances/{seances/numero}/", ALERTE),
        (au_bureau, "seances/{seances/numero}/points/{points/pk}/", ALERTE),
        (au_bureau, "api/seances/{seances/numero}/ordre-du-jour/", ALERTE),
        (objets, "seances/{reunions-des-maires/numero}/", MAIRES),
    ):
        chemin = scene.url(_remplir(suite, jeu))
        assert marque in lire(client, chemin), chemin


def _remplir(suite: str, jeu: dict[str, Any]) -> str:
    for cle, valeur in jeu.items():
        suite = suite.replace("{" + cle + "}", str(valeur))
    return suite


@pytest.mark.regle("DIV-03")
def test_the_author_who_is_invited_reads_the_point_of_his_alert(client, scene):
    objets = _alerte_au_bureau(scene, objets_de(scene, "odile"))
    chemin = scene.url(_remplir("seances/{seances/numero}/points/{points/pk}/", objets))
    client.force_login(scene.marc.user)
    assert client.get(chemin).status_code == HTTPStatus.NOT_FOUND
    with scene.entrer():
        point = scene.intercommunalite.points.get(pk=objets["points/pk"])
        f.InviteFactory(
            intercommunalite=scene.intercommunalite,
            seance=point.seance,
            point=point,
            elu=scene.elus["marc"],
        )
    assert ALERTE in lire(client, chemin)


@pytest.mark.regle("DIV-03", "CNV-16")
@pytest.mark.parametrize("nom, lit", [("samir", False), ("paul", False), ("camille", True)])
def test_what_a_closed_body_owes_shows_to_its_members(client, scene, nom, lit):
    """Camille sits in the commission, which has a meeting to come and one that is asked for."""
    with scene.entrer():
        demande = f.DemandeReunionFactory(
            intercommunalite=scene.intercommunalite, instance=scene.commission, origine="prefet"
        )
        numero = scene.commission.seances.get().numero
    client.force_login(scene.acces[nom].user)
    page = lire(client, scene.url("calendrier/echeances/"))
    for lien in (f"seances/{numero}/", f"demandes/{demande.pk}/"):
        assert (lien in page) is lit, lien


@pytest.mark.regle("DIV-03", "SEA-08")
@pytest.mark.parametrize(("qualite", "entendu", "lit"), [
    ("titulaire", False, True), ("invite", False, False), ("invite", True, True),
])  # fmt: skip
def test_a_guest_finds_in_his_dossier_no_alert_but_his_own(scene, qualite, entendu, lit):
    champs = {"intercommunalite": scene.intercommunalite}
    with scene.entrer():
        scene.seance.points.filter(rang=2).update(usage="alerte")
        point = scene.seance.points.get(rang=2)
        piece = f.AnnexeFactory(**champs, point=point)
        convocation = f.ConvocationFactory(**champs, seance=scene.seance)
        hugo = scene.elus["hugo"]
        remise = f.RemiseFactory(**champs, convocation=convocation, elu=hugo, qualite=qualite)
        f.InviteFactory(**champs, seance=scene.seance, elu=hugo, point=point if entendu else None)
        lecteur = Lecteur(remise=remise, voie="compte")
        assert (point in lecteur.points) is lit
        assert (lecteur.annexe(piece.pk) is not None) is lit
        assert len(lecteur.points) >= 2


@pytest.mark.regle("DIV-03")
def test_a_sector_links_its_comite_only_where_it_opens(client, scene):
    objets = objets_de(scene, "odile")
    lien = f"comites/{objets['comites/pk']}/"
    for nom, ouvre in (("odile", True), ("marc", True), ("samir", False), ("luc", False)):
        client.force_login(scene.acces[nom].user)
        page = lire(client, scene.url(f"territoire/secteurs/{objets['secteurs/pk']}/"))
        assert (lien in page) is ouvre, nom
        assert (client.get(scene.url(f"territoire/{lien}")).status_code == HTTPStatus.OK) is ouvre


@pytest.mark.regle("DIV-03", "BUR-08")
def test_a_dossier_never_passes_by_an_alert(scene):
    champs = {"intercommunalite": scene.intercommunalite}
    with scene.entrer():
        scene.seance.points.filter(rang=2).update(usage="alerte")
        f.EtapeDuSchemaFactory(**champs, type_instance=scene.conseil.type_instance)
        offerts = points_possibles(f.DossierFactory(**champs), scene.conseil.seances.all())
        assert [p.rang for p in offerts] == [1, 3]
