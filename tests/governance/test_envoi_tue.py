"""The worker killed in mid-run, counted by the mail server: nothing lost, one row each."""

import sys
from pathlib import Path

import pytest

from governance.local.essai_d_envoi import OUVRIER, Essai
from tests import factories as f

pytestmark = pytest.mark.django_db(transaction=True)

# The same worker without its guarantee: it settles a whole lot before it sends any of it.
SANS_GARANTIE = """
import runpy, sys
import django
django.setup()
from django.utils import timezone
from governance import mail, tenancy
livrer = mail._livrer
def solder_d_avance(ici, lot, facteur):
    with tenancy.entrer(ici):
        tenus = [mail._tenir(bail) for bail in lot]
        for envoi in tenus:
            mail.changer(envoi, "remis", at=timezone.now())
    for envoi in tenus:
        facteur.remettre(envoi)
    return len(lot)
mail._livrer_un_lot = solder_d_avance
from django.core.management import call_command
call_command("echeances")
"""


@pytest.mark.parametrize(
    ("ouvrier", "messages", "tuer"),
    [(OUVRIER, 60, 3), ((sys.executable, "-c", SANS_GARANTIE), 60, 1)],
    ids=["garantie", "temoin_sans_garantie"],
)
def test_a_worker_killed_in_mid_run_loses_nobody(
    tmp_path: Path, ouvrier: tuple[str, ...], messages: int, tuer: int
) -> None:
    essai = Essai(intercommunalite=f.IntercommunaliteFactory(), dossier=tmp_path, ouvrier=ouvrier)
    with essai.serveur():
        essai.inscrire(messages)
        bilan = essai.envoyer(tuer=tuer)
    assert bilan.remis_au_registre == messages
    if ouvrier is OUVRIER:
        assert bilan.perdus == 0
        assert bilan.doubles <= tuer
        assert bilan.tenu
    else:  # the bench would see it
        assert bilan.perdus > 0
        assert not bilan.tenu
