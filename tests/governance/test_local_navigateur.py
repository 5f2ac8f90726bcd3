"""The browser bench: a real page, on a real server, in a real Chromium."""

import pytest

from governance.models import User
from tests.navigateur import TELEPHONE, anomalies_axe, se_connecter

pytestmark = pytest.mark.navigateur


def test_the_login_page_opens_without_console_error_nor_axe_violation(ouvrir_page, live_server):
    page = ouvrir_page(TELEPHONE)
    reponse = page.goto("/comptes/login/")
    assert reponse.status == 200
    assert "unsafe" not in reponse.headers["content-security-policy"]
    assert anomalies_axe(page) == []


@pytest.mark.parametrize("fois", (1, 2))
def test_a_session_made_by_the_client_opens_the_browser(page, client, fois):
    user = User.objects.create_user("odile@exemple.invalid", first_name="Odile")
    se_connecter(page, client, user)
    page.goto("/")
    assert page.get_by_text("Odile").first.is_visible()
