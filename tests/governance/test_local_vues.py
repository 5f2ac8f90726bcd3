"""The demonstration's mailbox and doors: there in demo mode, nowhere else."""

import pytest
from django.urls import NoReverseMatch, include, path, reverse

from governance.local import demonstration, provision
from governance.local.courrier import Boite
from governance.models import User
from governance.urls import urlpatterns as vrais
from tests import banc

urlpatterns = [path("demo/", include("governance.local.urls")), *vrais]
LETTRE = (
    b"Subject: Convocation\r\nFrom: a@exemple.invalid\r\nTo: b@exemple.invalid\r\n"
    b"Date: Thu, 13 Dec 2018 09:00:00 +0100\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
    b"--x\r\nContent-Type: text/plain\r\n\r\nVoir <script>alert(1)</script>\r\n"
    b'--x\r\nContent-Type: text/calendar\r\nContent-Disposition: attachment; filename="s.ics"\r\n'
    b"\r\nBEGIN:VCALENDAR\r\n--x--\r\n"
)


@pytest.fixture
def en_demonstration(settings):
    settings.DEMO = True
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def cle(tmp_path, settings):
    settings.DONNEES = tmp_path
    return Boite(tmp_path / "courrier").deposer(LETTRE)


def test_a_server_has_no_such_page(client):
    with pytest.raises(NoReverseMatch):
        reverse("demo-connexion")


@pytest.mark.django_db
def test_the_mailbox_lists_letters_and_shows_one(client, en_demonstration, cle):
    liste = client.get("/demo/courrier/")
    assert "1 message" in liste.text
    lettre = client.get(f"/demo/courrier/{cle}/")
    assert "&lt;script&gt;" in lettre.text
    piece = client.get(f"/demo/courrier/{cle}/1/")
    assert piece.headers["Content-Disposition"] == 'attachment; filename="piece-1.ics"'
    assert piece.content.startswith(b"BEGIN:VCALENDAR")


@pytest.mark.django_db
@pytest.mark.parametrize("suite", ["inconnue/", "{cle}/9/", "..%2f..%2fcle/"])
def test_an_unknown_letter_is_not_found(client, en_demonstration, cle, suite):
    assert client.get(f"/demo/courrier/{suite.format(cle=cle)}").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["0", "-1", "abc", "²", "99"])
def test_a_strange_page_number_is_no_failure(client, en_demonstration, cle, page):
    assert client.get(f"/demo/courrier/?page={page}").status_code == 200


@pytest.mark.django_db
def test_a_demonstration_account_enters_without_password(client, en_demonstration):
    groupe = demonstration.groupes()[0]
    compte = groupe.comptes[0]
    User.objects.create_user(compte.email)
    donnees = {"email": compte.email, "slug": groupe.slug}
    reponse = client.post("/demo/connexion/", donnees)
    assert (reponse.status_code, reponse.url) == (302, f"/{groupe.slug}/")
    assert "_auth_user_id" in client.session


@pytest.mark.django_db
def test_nobody_else_does(client, en_demonstration):
    User.objects.create_user("vraie.personne@exemple.invalid")
    reponse = client.post("/demo/connexion/", {"email": "vraie.personne@exemple.invalid"})
    assert reponse.status_code == 404
    assert client.get("/demo/connexion/").status_code == 405


def test_provisioning_twice_changes_nothing(banc_de_base):
    adresse = banc_de_base.grappe.url(role="postgres", base="postgres")
    provision.provisionner(adresse, base=banc.BASE)
    with banc_de_base.superutilisateur() as curseur:
        curseur.execute("SELECT count(*) FROM pg_roles WHERE rolname LIKE 'hemicycle_%'")
        assert curseur.fetchone() == (2,)
