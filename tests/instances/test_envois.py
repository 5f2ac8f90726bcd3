"""Around the sending: guests, letters, what came back, copies to municipal councillors."""

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from governance import echeances, mail, tenancy
from governance.models import AuditEntry, Envoi
from governance.regles import RegleViolee
from instances import documents_postaux
from instances.actions import seances
from instances.actions.convoquer import convoquer
from instances.actions.diffuser import etendre
from instances.actions.envois import deposer_plis, renvoyer
from instances.actions.inviter import inviter, retirer_invite
from instances.actions.rectifier import rectifier
from instances.models import Copie, Diffusion, Elu, PreferenceCanal, Remise
from instances.queries import copies
from instances.queries import copies as queries
from instances.queries.preuve import evenements_de
from instances.queries.suivi import revenus, suivi
from instances.regles.copies import copie_due
from instances.regles.imports import lire_ligne
from tests import factories as f
from tests.boite import Boite, ouvrir_boite
from tests.distribution import Scene
from tests.instances.test_convocation_action import A_TEMPS, envoyer, preparee, scene

__all__ = ["scene"]


@pytest.fixture
def boite(settings: Any) -> Iterator[Boite]:
    with ouvrir_boite(settings) as ouverte:
        yield ouverte


def conseillers(scene: Scene, *noms: str, commune: str = "Brumeval") -> list[Elu]:
    """Municipal councillors who do not sit."""
    champs = {"intercommunalite": scene.intercommunalite}
    elus = [f.EluFactory(**champs, nom=nom, courriel=f"{nom}@mairie.fr") for nom in noms]
    for elu in elus:
        f.MandatFactory(
            **champs, elu=elu, nature="conseiller_municipal", commune=scene.communes[commune]
        )
    return elus


# Guests -----------------------------------------------------------------------------------


@pytest.mark.regle("SEA-08")
def test_a_guest_receives_the_convocation_and_counts_for_nothing(scene: Scene) -> None:
    [voisin] = conseillers(scene, "invite")
    champs: dict[str, Any] = {"by": scene.odile.user, "at": A_TEMPS}
    inviter(scene.seance, personne="Nora Blin", courriel="nora@agence.fr", **champs)
    inviter(scene.seance, elu=voisin, point=scene.points[0], **champs)
    convocation = envoyer(scene)
    invites = convocation.remises.filter(qualite="invite")
    assert [str(r.elu or r.personne) for r in invites.order_by("id")] == [str(voisin), "Nora Blin"]
    assert {r.envoi.adresse for r in invites} == {"nora@agence.fr", "invite@mairie.fr"}
    assert not scene.seance.siegeants.filter(elu=voisin).exists()
    etat = suivi(scene.seance)
    assert etat is not None
    assert len(etat.titulaires) == scene.seance.siegeants.exclude(elu=None).count()


@pytest.mark.regle("SEA-08")
@pytest.mark.parametrize("cas", ["membre", "personne", "deux_fois", "close"])
def test_who_sits_is_not_invited_and_nobody_twice(scene: Scene, cas: str) -> None:
    champs: dict[str, Any] = {"by": scene.odile.user, "at": A_TEMPS}
    choix: dict[str, Any] = {"personne": "Nora Blin"}
    if cas == "membre":
        choix = {"elu": scene.elus["camille"]}
    elif cas == "personne":
        choix = {}
    elif cas == "deux_fois":
        inviter(scene.seance, **choix, **champs)
    else:
        scene.seance.etat = "levee"
        scene.seance.save()
    avant = scene.seance.invites.count()
    with pytest.raises(RegleViolee):
        inviter(scene.seance, **choix, **champs)
    assert scene.seance.invites.count() == avant


def test_an_invitation_taken_away_leaves_its_trace(scene: Scene) -> None:
    champs: dict[str, Any] = {"by": scene.odile.user, "at": A_TEMPS}
    retirer_invite(inviter(scene.seance, personne="Nora Blin", **champs), **champs)
    assert not scene.seance.invites.exists()
    assert AuditEntry.objects.filter(verbe="invite_retirer").exists()


# Copies -----------------------------------------------------------------------------------


@pytest.mark.regle("CNV-15")
@pytest.mark.parametrize(
    ("modele", "choisie", "due"),
    [("conseil", False, True), ("bureau", False, False), ("commission", True, True)],
)
def test_the_conseil_owes_copies_and_others_may_choose_to(
    modele: str, choisie: bool, due: bool
) -> None:
    assert copie_due(modele=modele, choisie=choisie) is due


@pytest.mark.regle("CNV-15")
def test_the_copies_are_written_by_the_clock_to_those_who_do_not_sit(scene: Scene) -> None:
    elus = conseillers(scene, "zoe", "ali")
    [sans_adresse] = conseillers(scene, "muet")
    Elu.objects.filter(pk=sans_adresse.pk).update(courriel="")
    convocation = envoyer(scene)
    diffusion = Diffusion.objects.get()
    assert not Copie.objects.exists()
    assert diffusion.pieces[0]["sha256"] == convocation.pdf.sha256

    etendre(scene.intercommunalite.pk)
    assert set(diffusion.copies.values_list("elu", flat=True)) == {elu.pk for elu in elus}
    assert etendre(scene.intercommunalite.pk) >= 0
    assert diffusion.copies.count() == 2
    diffusion.refresh_from_db()
    assert diffusion.achevee_at is not None
    assert copies.copies(scene.seance).sans_adresse == 1
    assert [m.regle for m in copies.copies(scene.seance).manquements] == ["CNV-15"]


def test_copies_wait_until_no_convocation_does(scene: Scene, boite: Boite) -> None:
    conseillers(scene, "zoe")
    envoyer(scene)
    with tenancy.entrer(scene.intercommunalite):
        Envoi.objects.update(due_at=timezone.now() - dt.timedelta(minutes=1))
    etendre(scene.intercommunalite.pk)
    assert boite.recus == []
    assert mail.vider(scene.intercommunalite.pk) > 1
    assert "zoe@mairie.fr" not in boite.destinataires
    assert mail.vider_les_copies(scene.intercommunalite.pk) == 1
    assert boite.destinataires.count("zoe@mairie.fr") == 1


def test_the_link_of_a_copy_opens_its_documents_and_no_others(
    scene: Scene, client: Any, boite: Boite
) -> None:
    conseillers(scene, "zoe")
    envoyer(scene)
    echeances.drainer()
    echeances.drainer()
    [message] = [m for m in boite.recus if "zoe@" in str(m["To"])]
    lien = next(mot for mot in message.get_content().split() if "/public/documents/" in mot)
    chemin = lien[lien.index(f"/{scene.slug}/") :]
    page = client.get(chemin)
    assert page.status_code == 200
    pdf = client.get(f"{chemin}fichiers/1/")
    assert pdf.content.startswith(b"%PDF")
    assert client.get(f"{chemin}fichiers/2/").status_code == 404
    assert client.get(chemin.replace("/documents/", "/documents/9")).status_code == 404


@pytest.mark.regle("CNV-15")
def test_the_page_of_a_copy_closes_by_time_or_by_an_act(scene: Scene, client: Any) -> None:
    conseillers(scene, "zoe")
    envoyer(scene)
    diffusion = scene.intercommunalite.diffusions.get()
    cle, ici = queries.cle_publique(diffusion), scene.intercommunalite
    dernier = queries.ouverte_jusqu_au(diffusion)
    assert dernier.year == A_TEMPS.year + 1 + (A_TEMPS.month == 12)
    assert queries.diffusion_designee(ici, cle, dernier) == diffusion
    assert queries.diffusion_designee(ici, cle, dernier + dt.timedelta(days=1)) is None
    client.force_login(scene.odile.user)
    client.post(scene.url(f"seances/1/convocation/copies/{diffusion.pk}/fermer/"))
    assert queries.diffusion_designee(ici, cle, dernier) is None
    assert b"Ferm\xc3\xa9e le" in client.get(scene.url("seances/1/convocation/copies/")).content


@pytest.mark.regle("CNV-13")
def test_a_new_version_closes_the_former_link_of_a_guest_too(scene: Scene) -> None:
    champs: dict[str, Any] = {"by": scene.odile.user, "at": A_TEMPS}
    inviter(scene.seance, personne="Nora Blin", courriel="nora@agence.fr", **champs)
    envoyer(scene)
    seances.modifier_point(scene.points[1], titre="Aide aux communes", **champs)
    scene.seance.refresh_from_db()
    rectifier(scene.seance, motif="Titre", heure=dt.time(18, 30), lieu=scene.seance.lieu, **champs)
    liens = scene.intercommunalite.liens.filter(remise__personne="Nora Blin").order_by("id")
    assert [lien.revoque_at is None for lien in liens] == [False, True]


# Letters ----------------------------------------------------------------------------------


def sur_papier(scene: Scene, *noms: str) -> None:
    for nom in noms:
        PreferenceCanal.objects.create(
            intercommunalite=scene.intercommunalite,
            elu=scene.elus[nom],
            canal="papier",
            adresse=f"3 rue du Lavoir\n25000 {nom.title()}",
            demande_on=dt.date(2026, 9, 1),
        )


@pytest.mark.regle("CNV-03")
def test_letters_are_one_file_where_each_begins_on_a_front_page(scene: Scene) -> None:
    sur_papier(scene, "marc", "camille")
    convocation = envoyer(scene)
    plis = documents_postaux.plis_de(convocation)
    assert sorted(pli.adresse.split()[-1] for pli in plis) == ["Camille", "Marc"]
    octets = documents_postaux.rendre_le_lot(convocation, plis)
    with pikepdf.open(io.BytesIO(octets)) as lot:
        assert len(lot.pages) % (2 * len(plis)) == 0


@pytest.mark.regle("CNV-06")
def test_one_posting_date_for_every_letter_that_has_none(scene: Scene) -> None:
    sur_papier(scene, "marc", "camille")
    convocation = envoyer(scene)
    champs: dict[str, Any] = {"by": scene.odile.user, "at": A_TEMPS}
    assert deposer_plis(convocation, on=A_TEMPS.date(), **champs) == 2
    with pytest.raises(RegleViolee):
        deposer_plis(convocation, on=A_TEMPS.date(), **champs)
    assert Envoi.objects.filter(etat="depose").count() == 2


# What came back ---------------------------------------------------------------------------


def revenu(scene: Scene, nom: str = "camille") -> Remise:
    remise = Remise.objects.select_related("envoi").get(elu=scene.elus[nom])
    mail.changer(remise.envoi, "retourne", at=A_TEMPS, detail="Revenu : 5.1.1")
    return remise


@pytest.mark.regle("CNV-07")
def test_a_member_whose_message_came_back_is_not_convened_until_it_is_settled(
    scene: Scene, boite: Boite
) -> None:
    envoyer(scene)
    echeances.drainer()
    remise = revenu(scene)
    etat = suivi(scene.seance)
    assert etat is not None
    assert etat.a_regler == 1
    assert any(str(scene.elus["camille"]) in m.message for m in etat.manquements)

    renvoi = renvoyer(remise, adresse="camille@neuve.fr", by=scene.odile.user, at=A_TEMPS)
    echeances.drainer()
    assert "camille@neuve.fr" in boite.destinataires
    renvoi.refresh_from_db()
    assert renvoi.etat == "remis"
    assert renvoi.idem.endswith("/renvoi/1")
    etat = suivi(scene.seance)
    assert etat is not None
    assert etat.a_regler == 0


def test_the_dashboard_counts_what_reached_nobody(scene: Scene) -> None:
    envoyer(scene)
    assert revenus([scene.seance, scene.seance_de_commission]) == []
    revenu(scene)
    [a_regler] = revenus([scene.seance, scene.seance_de_commission])
    assert (a_regler.seance, a_regler.nombre) == (scene.seance, 1)
    assert a_regler.phrase == "1\u00a0message revenu\u00a0: à remettre autrement."


def test_the_story_of_a_message_sent_again_stays_in_the_evidence(scene: Scene) -> None:
    convocation = envoyer(scene)
    remise = revenu(scene)
    renvoyer(remise, adresse="camille@neuve.fr", by=scene.odile.user, at=A_TEMPS)
    adresses = {e["adresse"] for e in evenements_de(convocation) if "ROUSSEL" in e["destinataire"]}
    assert adresses == {scene.elus["camille"].courriel, "camille@neuve.fr"}


def test_what_left_is_not_sent_again(scene: Scene) -> None:
    envoyer(scene)
    remise = Remise.objects.filter(envoi__canal="courriel").first()
    assert remise is not None
    with pytest.raises(RegleViolee) as refus:
        renvoyer(remise, adresse="x@y.fr", by=scene.odile.user, at=A_TEMPS)
    assert refus.value.manquements[0].regle == "CNV-07"


# Import -----------------------------------------------------------------------------------

CSV = (
    "Commune;Civilité;Nom;Prénom;Courriel;Mandat\n"
    "BRUMEVAL;Mme;Vuillemin;Zoé;zoe@mairie.fr;Adjointe\n"
    "Ailleurs;M.;Blanc;Luc;luc@mairie.fr;\n"
    "Brumeval;M.;Noir;Ali;pas une adresse;maire\n"
    ";;;;;\n"
)


@pytest.mark.regle("CNV-15")
def test_a_line_says_what_is_wrong_with_it() -> None:
    communes = frozenset({"brumeval"})
    juste = lire_ligne(2, {"commune": "Brumeval", "nom": "Petit", "prenom": "Zoé"}, communes)
    assert (juste.nature, juste.erreurs) == ("conseiller_municipal", ())
    fausse = lire_ligne(3, {"commune": "Ailleurs", "nom": "Blanc", "mandat": "préfet"}, communes)
    assert len(fausse.erreurs) == 3


@pytest.mark.parametrize("encodage", ["utf-8-sig", "cp1252"])
def test_a_file_is_shown_first_then_written_once(db: None, client: Any, encodage: str) -> None:
    scene = preparee()
    client.force_login(scene.odile.user)
    url = scene.url("composition/elus/importer/")
    fichier = SimpleUploadedFile("c.csv", CSV.encode(encodage))
    page = client.post(url, {"fichier": fichier})
    assert page.status_code == 200
    assert "2 lignes écartées" in page.content.decode().replace("\u00a0", " ")
    with scene.entrer():
        assert not Elu.objects.filter(nom="Vuillemin").exists()
    for _ in range(2):
        fait = client.post(url, {"texte": CSV, "confirmer": "oui"})
        assert fait.status_code == 302
    with scene.entrer():
        elu = Elu.objects.get(nom="Vuillemin")
        assert elu.courriel == "zoe@mairie.fr"
        assert elu.mandats.get().nature == "adjoint"


def test_a_bad_file_is_refused_in_a_sentence(db: None, client: Any) -> None:
    scene = preparee()
    client.force_login(scene.odile.user)
    url = scene.url("composition/elus/importer/")
    for texte in ("", "a;b\n1;2\n", "commune;nom;prenom\n"):
        assert client.post(url, {"texte": texte}).status_code == 422


# Pages ------------------------------------------------------------------------------------


def test_the_pages_around_a_sending_open_for_who_convenes(db: None, client: Any) -> None:
    scene = preparee()
    with scene.entrer():
        sur_papier(scene, "marc")
        convoquer(scene.seance, by=scene.odile.user, at=A_TEMPS)
        remise = revenu(scene)
    client.force_login(scene.odile.user)
    debut = scene.url("seances/1/convocation/")
    assert client.get(f"{debut}1/plis.pdf").content.startswith(b"%PDF")
    assert client.get(f"{debut}copies/").status_code == 200
    assert client.get(f"{debut}plis/deposer/").status_code == 200
    renvoi = f"{debut}envois/{remise.envoi_id}/renvoyer/"
    assert client.get(renvoi).status_code == 200
    assert client.post(renvoi, {"adresse": "rien"}).status_code == 422
    assert client.post(renvoi, {"adresse": "camille@neuve.fr"}).status_code == 302
    page = client.get(scene.url("seances/1/invites/ajouter/"))
    assert page.status_code == 200
    assert client.post(scene.url("seances/1/invites/ajouter/"), {}).status_code == 422
    fait = client.post(scene.url("seances/1/invites/ajouter/"), {"personne": "Nora Blin"})
    assert fait.status_code == 302
