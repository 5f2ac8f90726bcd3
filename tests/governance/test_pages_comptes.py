"""The pages of the accounts, in French and under the policy."""

import pytest


@pytest.mark.django_db
@pytest.mark.parametrize(
    "chemin, titre",
    [
        ("login/", "Se connecter"),
        ("password/reset/", "Mot de passe oublié"),
        ("password/reset/done/", "Lien envoyé"),
        ("password/reset/key/1-abc/", "Ce lien ne peut plus servir"),
        ("password/reset/key/done/", "Mot de passe changé"),
        ("signup/", "Les comptes s’ouvrent sur invitation"),
        ("inactive/", "Ce compte est fermé"),
    ],
)
def test_pages_open_to_anyone(client, chemin: str, titre: str) -> None:
    reponse = client.get(f"/comptes/{chemin}")
    assert reponse.status_code == 200
    assert f"<h1>{titre}</h1>" in reponse.content.decode()
    assert "unsafe" not in reponse["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "chemin, titre",
    [
        ("2fa/", "Sécurité du compte"),
        ("2fa/webauthn/", "Clés d’accès"),
        ("password/change/", "Changer de mot de passe"),
        ("logout/", "Se déconnecter"),
        ("reauthenticate/", "Confirmer votre identité"),
    ],
)
def test_pages_of_one_s_own_account(client, django_user_model, chemin: str, titre: str) -> None:
    compte = django_user_model.objects.create_user("odile@exemple.fr", "motdepasse-long-1")
    client.force_login(compte)
    reponse = client.get(f"/comptes/{chemin}", follow=True)
    assert reponse.status_code == 200
    assert f"<h1>{titre}</h1>" in reponse.content.decode()


@pytest.mark.django_db
def test_a_wrong_password_leads_back_to_the_field(client, django_user_model) -> None:
    django_user_model.objects.create_user("odile@exemple.fr", "motdepasse-long-1")
    page = client.post("/comptes/login/", {"login": "odile@exemple.fr", "password": "non"})
    html = page.content.decode()
    assert "<title>Erreur : Se connecter" in html
    assert 'value="odile@exemple.fr"' in html
    assert "data-hc-refus" in html
