"""Déports, accounts, pouvoirs and arrivals by phone, as the clerk and the member do them."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from deliberations import actions as actes
from deliberations.documents_mentions import mentions
from deliberations.queries.neutralisation import verifier
from deliberations.regles.majorite import ModeScrutin, Sens
from deliberations.regles.proclamation import Saisie
from governance.models import AuditEntry
from governance.regles import RegleViolee
from instances.actions import deports, emargement, pointages, tenue
from instances.actions.interets import clore_interet, declarer_interet
from instances.actions.inviter import inviter, retirer_invite
from instances.models import Deport, Elu, Point, Seance
from instances.queries.dossier_elu import empreinte
from instances.queries.emargement import en_attente, jeton
from instances.queries.faits import faits_de
from instances.queries.interets import concernes
from instances.queries.invites import invites_presents
from instances.queries.salle import quorum_de_la_salle
from instances.regles.seance import evaluer_point
from tests import factories as f
from tests.distribution import monter
from tests.seances_tenues import installer

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 12, 15, 19, 0, tzinfo=dt.UTC)
ORGANISME = "SPL des transports"


@pytest.fixture
def scene():
    return monter()


@pytest.fixture
def salle(scene):
    """Open, five members there, the first point in discussion."""
    with scene.entrer():
        scene.seance.etat = "convoquee"
        scene.seance.starts_at = AT
        scene.seance.en_exercice = 5
        scene.seance.save()
        sieges = {
            nom: f.SiegeantFactory(
                intercommunalite=scene.intercommunalite, seance=scene.seance, elu=elu, ordre=rang
            )
            for rang, (nom, elu) in enumerate(scene.elus.items())
            if nom != "hugo"
        }
        by = scene.odile.user
        for nom in ("marc", "paul", "camille", "fatou"):
            pointages.arriver(sieges[nom], by=by, at=AT)
        tenue.donner_pouvoir(
            scene.seance, mandant=sieges["jeanne"], mandataire=sieges["camille"],
            date_du_pouvoir=dt.date(2026, 12, 10), recu_par="papier", by=by, at=AT,
        )  # fmt: skip
        tenue.ouvrir(
            scene.seance, president=scene.elus["paul"], qualite="président",
            secretaires=[scene.elus["camille"]], by=by, at=AT,
        )  # fmt: skip
        yield scene, sieges, by


def discuter(scene, by, **champs):
    point = next(p for p in scene.points if p.type == Point.Type.DELIBERATION)
    Point.objects.filter(pk=point.pk).update(**champs)
    point.refresh_from_db()
    tenue.mettre_en_discussion(point, by=by, at=AT)
    return point


def refuse(acte, *args, **kwargs):
    with pytest.raises(RegleViolee) as refus:
        acte(*args, **kwargs)
    return {m.regle for m in refus.value.manquements}


@pytest.mark.regle("MEM-11", "INT-06")
def test_the_register_proposes_whom_a_point_concerns(salle):
    scene, sieges, by = salle
    interet, _ = declarer_interet(
        scene.elus["marc"], organisme=ORGANISME.upper(), nature="societe_publique", designe=True,
        qualite="administrateur", declare_on=dt.date(2026, 9, 1), by=by, at=AT,
    )  # fmt: skip
    point = discuter(scene, by, organisme=ORGANISME, affaire="subvention")
    (concerne,) = concernes(point)
    assert (concerne.membre, concerne.requis) == (sieges["marc"], True)
    assert concerne.conclusion.article == "CGCT, art. L. 1524-5"
    clore_interet(interet, ends_on=dt.date(2026, 12, 1), by=by, at=AT)
    assert concernes(point) == []
    assert "SPL" not in str(AuditEntry.objects.get(verbe="interet_declarer").donnees)


@pytest.mark.regle("QUO-05", "POU-08", "INT-01")
def test_an_interested_member_neither_counts_nor_votes_for_anybody(salle):
    scene, sieges, by = salle
    point = discuter(scene, by)
    avant = evaluer_point(faits_de(scene.seance), point.rang)
    deports.declarer_deport(point, siegeant=sieges["camille"], motif="interet", by=by, at=AT)
    apres = evaluer_point(faits_de(scene.seance), point.rang)
    assert (apres.presents, apres.en_exercice) == (avant.presents - 1, avant.en_exercice)
    assert apres.pouvoirs == 0


@pytest.mark.regle("QUO-06")
def test_a_representative_leaves_the_base_too_for_that_point_alone(salle):
    scene, sieges, by = salle
    point = discuter(scene, by)
    avant = evaluer_point(faits_de(scene.seance), point.rang)
    deports.declarer_deport(point, siegeant=sieges["fatou"], motif="l1111_6", by=by, at=AT)
    apres = evaluer_point(faits_de(scene.seance), point.rang)
    assert (apres.presents, apres.en_exercice) == (avant.presents - 1, avant.en_exercice - 1)


@pytest.mark.regle("INT-02")
def test_whoever_withdrew_hands_over_the_report_before_the_result(salle):
    scene, sieges, by = salle
    point = discuter(scene, by, rapporteur=scene.elus["marc"])
    deport = deports.declarer_deport(point, siegeant=sieges["marc"], motif="l1111_6", by=by, at=AT)
    assert refuse(actes.proclamer, point, Saisie(), by=by, at=AT) == {"INT-02"}
    deports.confier_le_rapport(point, rapporteur=scene.elus["fatou"], by=by, at=AT)
    actes.proclamer(point, Saisie(), by=by, at=AT)
    assert refuse(deports.annuler_deport, deport, by=by, at=AT) == {"INT-06"}
    assert point.scrutins.get().pour == 4


@pytest.mark.regle("INT-06")
def test_undoing_a_deport_leaves_both_gestures_in_the_journal(salle):
    scene, sieges, by = salle
    point = discuter(scene, by)
    deport = deports.declarer_deport(point, siegeant=sieges["marc"], motif="interet", by=by, at=AT)
    deports.noter_la_sortie(deport, sorti=True, by=by, at=AT)
    deports.annuler_deport(deport, by=by, at=AT)
    assert not point.deports.exists()
    verbes = {"deport_declarer", "deport_sortir", "deport_annuler"}
    assert verbes <= set(AuditEntry.objects.values_list("verbe", flat=True))


@pytest.mark.regle("INT-06")
def test_a_member_announces_and_only_the_clerk_makes_it_count(salle):
    scene, sieges, by = salle
    point = discuter(scene, by)
    avant = evaluer_point(faits_de(scene.seance), point.rang)
    deports.annoncer_deport(point, siegeant=sieges["marc"], raison="SPL", by=by, at=AT)
    assert evaluer_point(faits_de(scene.seance), point.rang) == avant
    deports.declarer_deport(point, siegeant=sieges["marc"], motif="interet", by=by, at=AT)
    assert evaluer_point(faits_de(scene.seance), point.rang).presents == avant.presents - 1
    assert point.deports.count() == 1


@pytest.mark.regle("SEA-02", "QUO-07", "VOT-06")
def test_the_president_leaves_and_a_split_adopts_his_accounts(salle):
    scene, sieges, by = salle
    tenue.changer_de_president(
        scene.seance, president=scene.elus["fatou"], qualite="présidente de séance",
        election="unanimite", by=by, at=AT,
    )  # fmt: skip
    point = discuter(scene, by, compte_administratif=True)
    saisie = Saisie(exceptions={sieges["marc"].pk: Sens.CONTRE, sieges["fatou"].pk: Sens.CONTRE})
    assert refuse(actes.proclamer, point, saisie, by=by, at=AT) == {"SEA-02"}
    deport = deports.retirer_le_president(point, by=by, at=AT)
    assert (deport.siegeant, deport.motif, deport.sorti) == (sieges["paul"], "comptes", True)
    assert refuse(deports.retirer_le_president, point, by=by, at=AT) == {"SEA-02"}
    scrutin = actes.proclamer(point, saisie, by=by, at=AT)
    assert (scrutin.pour, scrutin.contre, scrutin.issue) == (2, 2, "adoptee")
    acte = point.deliberations.get()
    dites = {m["titre"]: m["texte"] for m in mentions(
        acte, evaluer_point(faits_de(scene.seance), point.rang), scrutin
    )}  # fmt: skip
    assert "Diop" in dites["Transmission"].title()
    assert "se retire au vote de ses comptes" in dites["Déports"]


@pytest.mark.regle("POU-12")
def test_the_results_are_looked_at_again_without_a_pouvoir(salle):
    scene, sieges, by = salle
    point = discuter(scene, by)
    saisie = Saisie(
        mode=ModeScrutin.PUBLIC,
        exceptions={sieges["marc"].pk: Sens.CONTRE, sieges["fatou"].pk: Sens.CONTRE},
    )
    actes.proclamer(point, saisie, by=by, at=AT)
    pouvoir = scene.seance.pouvoirs.get()
    (ligne,) = verifier(pouvoir).lignes
    # Three to two: without the voice carried, two to two, and the chair's own vote decides.
    assert (ligne.reprise.decompte.pour, ligne.reprise.tombe) == (2, False)
    client = Client()
    client.force_login(by)
    page = client.get(
        scene.url(f"seances/{scene.seance.numero}/conduite/pouvoirs/{pouvoir.pk}/verifier/")
    )
    assert "Aucune majorité ne tombe" in page.content.decode()


@pytest.mark.regle("POU-04")
def test_one_writing_is_refused_after_three_seances(salle):
    scene, sieges, by = salle
    ecrit = dt.date(2026, 1, 5)
    for n in range(3):
        passee = f.SeanceFactory(
            intercommunalite=scene.intercommunalite, instance=scene.conseil, etat="levee",
            starts_at=AT - dt.timedelta(days=30 * (n + 1)),
        )  # fmt: skip
        siege = f.SiegeantFactory(
            intercommunalite=scene.intercommunalite, seance=passee, elu=scene.elus["remi"]
        )
        f.PouvoirFactory(
            intercommunalite=scene.intercommunalite, mandant=siege, date_du_pouvoir=ecrit
        )
    donner = {
        "mandant": sieges["remi"], "mandataire": sieges["fatou"], "date_du_pouvoir": ecrit,
        "by": by, "at": AT,
    }  # fmt: skip
    assert refuse(tenue.donner_pouvoir, scene.seance, **donner) == {"POU-04"}
    pouvoir = tenue.donner_pouvoir(scene.seance, **donner, maladie_on=dt.date(2026, 12, 1))
    assert pouvoir.maladie_on == dt.date(2026, 12, 1)


# Arrivals by phone --------------------------------------------------------------------------


@pytest.mark.regle("QUO-09")
def test_an_arrival_announced_counts_once_the_clerk_confirms(salle):
    scene, sieges, by = salle
    jeanne = sieges["jeanne"]
    annoncer = lambda: emargement.annoncer_arrivee(jeanne, suppleant=None, by=by, at=AT)  # noqa: E731 – said twice below
    dite = annoncer()
    assert annoncer() == dite
    assert not jeanne.presences.exists()
    emargement.retenir_arrivee(dite, by=by, at=AT)
    emargement.retenir_arrivee(dite, by=by, at=AT)
    assert jeanne.presences.count() == 1
    assert jeanne.pointages.count() == 1
    assert annoncer() is None
    assert not en_attente(scene.seance).exists()


@pytest.mark.regle("QUO-09")
def test_an_arrival_set_aside_or_overtaken_waits_for_nobody(salle):
    scene, sieges, by = salle
    dite = emargement.annoncer_arrivee(sieges["jeanne"], suppleant=None, by=by, at=AT)
    emargement.ecarter_arrivee(dite, by=by, at=AT)
    assert not sieges["jeanne"].presences.exists()
    emargement.annoncer_arrivee(sieges["jeanne"], suppleant=None, by=by, at=AT)
    pointages.arriver(sieges["jeanne"], by=by, at=AT + dt.timedelta(minutes=1))
    assert not en_attente(scene.seance).exists()


@pytest.mark.regle("QUO-09")
def test_the_code_opens_for_the_member_of_that_seance_and_for_no_other(client, scene, salle):
    _, sieges, _by = salle
    adresse = f"seances/{scene.seance.numero}/emarger"
    salle_entiere, de_marc = jeton(scene.seance), jeton(scene.seance, sieges["marc"])
    client.force_login(scene.camille.user)
    assert client.get(scene.url(f"{adresse}/{salle_entiere}/")).status_code == 200
    assert client.get(scene.url(f"{adresse}/{de_marc}/")).status_code == 403
    assert client.get(scene.url(f"{adresse}/{salle_entiere}x/")).status_code == 404
    client.force_login(scene.samir.user)
    assert client.get(scene.url(f"{adresse}/{salle_entiere}/")).status_code == 403


@pytest.mark.regle("QUO-09")
@pytest.mark.parametrize("voie", ["compte", "lien"])
def test_the_dossier_of_the_day_announces_an_arrival_and_shows_the_code(client, scene, salle, voie):
    """The link announces for its seat alone, with nobody’s account; the clerk decides."""
    _, sieges, _by = salle
    seance, ici = scene.seance, {"intercommunalite": scene.intercommunalite}
    lettre = f.ConvocationFactory(**ici, seance=seance, version=1)
    remise = f.RemiseFactory(
        **ici, convocation=lettre, elu=scene.elus["jeanne"], envoi=f.EnvoiFactory(**ici)
    )
    secret = "s" * 43
    f.LienFactory(**ici, remise=remise, empreinte=empreinte(secret))
    compte = scene.acces["camille"]
    Elu.objects.filter(acces=compte).update(acces=None)
    Elu.objects.filter(pk=scene.elus["jeanne"].pk).update(acces=compte)
    mien = scene.url(f"seances/{seance.numero}/mon-dossier/")
    adresse = scene.url(f"public/dossier/{secret}/") if voie == "lien" else mien
    if voie == "compte":
        client.force_login(compte.user)
    lue = client.get(adresse).content.decode()
    assert "Je suis arrivé" in lue
    assert "Mon code, à présenter à l’accueil" in lue
    assert client.post(f"{adresse}arriver/").status_code == 302
    dite = en_attente(seance).get()
    assert (dite.siegeant, dite.by) == (sieges["jeanne"], compte.user if voie == "compte" else None)
    assert not sieges["jeanne"].presences.exists()
    assert "Arrivée annoncée à" in client.get(adresse).content.decode()
    Seance.objects.filter(pk=seance.pk).update(etat="levee")
    assert "Je suis arrivé" not in client.get(adresse).content.decode()
    assert client.post(f"{adresse}arriver/").status_code == 422
    assert en_attente(seance).count() == 1


@pytest.mark.regle("SEA-08")
def test_guests_are_noted_as_they_come_and_count_for_nothing(client, scene, salle):
    _, _sieges, by = salle
    seance = scene.seance
    champs = {"by": by, "at": AT}
    venue = inviter(seance, personne="Nora Blin", qualite="directrice", **champs)
    inviter(seance, personne="Absente Totale", **champs)
    client.force_login(by)
    adresse = scene.url(f"seances/{seance.numero}/conduite/invites/{venue.pk}/")
    avant = figures_du_quorum(seance)
    assert client.post(adresse, {"mouvement": "arrivee"}).status_code == 302
    assert client.post(adresse, {"mouvement": "arrivee"}).status_code == 422
    assert [str(i) for i in invites_presents(seance)] == ["Nora Blin"]
    assert figures_du_quorum(seance) == avant
    with pytest.raises(RegleViolee, match="corrigez d’abord son arrivée"):
        retirer_invite(venue, **champs)
    assert client.post(adresse, {"mouvement": "depart"}).status_code == 302
    assert client.post(adresse, {"mouvement": "depart"}).status_code == 422
    assert [i.parti_at is not None for i in invites_presents(seance)] == [True]
    assert client.post(adresse, {"mouvement": "annuler"}).status_code == 302
    assert invites_presents(seance) == []
    verbes = AuditEntry.objects.filter(verbe__startswith="invite_").order_by("pk")
    assert [a.verbe for a in verbes] == ["invite_arrivee", "invite_depart", "invite_annuler"]


def figures_du_quorum(seance):
    vu = quorum_de_la_salle(seance)
    return vu.presents, vu.quorum_requis, vu.en_exercice


@pytest.mark.regle("CNV-19", "MEM-02")
def test_a_suppleant_joins_from_afar(client, scene):
    t = installer(scene)
    with scene.entrer():
        Seance.objects.filter(pk=scene.seance.pk).update(visioconference=True)
    client.force_login(scene.odile.user)
    racine = scene.url("seances/1/conduite/")
    with f.portee_nette():
        assert f"suppleant-distance-{t.sieges['fatou'].pk}" in client.get(racine).content.decode()
        client.post(
            f"{racine}membres/{t.sieges['fatou'].pk}/", {"mouvement": "distance", "suppleant": "1"}
        )
    with scene.entrer():
        presence = t.siege("fatou").presences.get()
        assert (presence.suppleant, presence.a_distance) == (scene.elus["hugo"], True)


@pytest.mark.regle("QUO-09")
def test_the_console_shows_what_waits_and_one_tap_confirms(client, scene, salle):
    _, sieges, by = salle
    jeanne = sieges["jeanne"]
    dite = emargement.annoncer_arrivee(jeanne, suppleant=None, by=by, at=timezone.now())
    client.force_login(by)
    racine = f"seances/{scene.seance.numero}/conduite/"
    page = client.get(scene.url(racine)).content.decode()
    assert "Arrivées à confirmer" in page
    client.post(scene.url(f"{racine}emargements/{dite.pk}/traiter/"), {"suite": "retenir"})
    assert jeanne.presences.count() == 1


@pytest.mark.regle("INT-06")
def test_the_console_proposes_notes_and_explains(client, scene, salle):
    _, sieges, by = salle
    f.InteretFactory(
        intercommunalite=scene.intercommunalite, elu=scene.elus["fatou"], organisme=ORGANISME
    )
    point = discuter(scene, by, organisme=ORGANISME, affaire="autre")
    client.force_login(by)
    racine = f"seances/{scene.seance.numero}/conduite/"
    assert "Déport requis" in client.get(scene.url(racine)).content.decode()
    champs = {"siegeant": sieges["fatou"].pk, "motif": "interet", "raison": "SPL"}
    client.post(scene.url(f"{racine}points/{point.pk}/deports/"), champs)
    page = client.get(scene.url(racine)).content.decode()
    assert "n’est pas compté présent pour ce rapport" in page
    assert Deport.objects.get().raison == "SPL"
    refus = client.post(scene.url(f"{racine}points/{point.pk}/deports/"), champs)
    assert refus.status_code == 422


def test_the_sheet_has_one_line_and_one_code_a_seat(client, scene, salle):
    client.force_login(salle[2])
    pdf = client.get(scene.url(f"seances/{scene.seance.numero}/emargement.pdf"))
    assert (pdf.status_code, pdf["Content-Type"]) == (200, "application/pdf")
    assert pdf.content.startswith(b"%PDF")


@pytest.mark.regle("MEM-11", "INT-05")
def test_the_register_is_read_by_the_services_and_by_the_elu_himself(client, scene):
    adresse = scene.url(f"composition/elus/{scene.elus['marc'].pk}/interets/")
    for nom, statut in (("odile", 200), ("marc", 200), ("paul", 403), ("samir", 403)):
        client.force_login(scene.acces[nom].user)
        page = client.get(adresse)
        assert page.status_code == statut, nom
        assert statut != 200 or "432-12" in page.text
    client.force_login(scene.marc.user)
    champs = {"organisme": "CCAS", "nature": "action_sociale", "declare_on": "2026-11-01"}
    assert client.post(f"{adresse}declarer/", champs).status_code == 302
    assert "CCAS" in client.get(adresse).content.decode()
    assert client.post(f"{adresse}declarer/", champs | {"par_la_loi": "on"}).status_code == 422
