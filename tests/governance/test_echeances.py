"""What is due gets done: by the drain, by Celery through Redis, by the plain loop without it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from governance import echeances, mail, tasks, tenancy
from governance.models import Envoi, Intercommunalite
from tests import banc
from tests import factories as f
from tests.boite import Boite, ouvrir_boite
from tests.services import attendre


@pytest.fixture
def boite(settings: Any) -> Iterator[Boite]:
    with ouvrir_boite(settings) as ouverte:
        yield ouverte


@pytest.fixture
def registre(monkeypatch: pytest.MonkeyPatch) -> dict[str, echeances.Echeance]:
    vide: dict[str, echeances.Echeance] = {}
    monkeypatch.setattr(echeances, "_registre", vide)
    return vide


def ecrire(ici: Intercommunalite, nom: str = "camille") -> Envoi:
    with tenancy.entrer(ici):
        [envoi] = mail.inscrire([
            mail.preparer(
                ici, idem=f"essai/{nom}", destinataire=nom, adresse=f"{nom}@exemple.fr",
                objet="o", corps="c",
            )
        ])  # fmt: skip
    return envoi


def etat(envoi: Envoi) -> str:
    with tenancy.entrer(envoi.intercommunalite_id):
        return str(Envoi.objects.get(pk=envoi.pk).etat)


@pytest.mark.django_db
def test_what_fails_somewhere_holds_nobody_else_and_is_seen(
    registre: dict[str, echeances.Echeance],
) -> None:
    faits = []

    def faire(ident: int) -> int:
        if ident == 2:
            raise RuntimeError("panne")
        faits.append(ident)
        return 1

    echeances.inscrire(echeances.Echeance(nom="essai", dus=lambda: [1, 2, 3], faire=faire))
    with pytest.raises(ExceptionGroup) as groupe:
        echeances.drainer()
    assert faits == [1, 3]
    assert len(groupe.value.exceptions) == 1


@pytest.mark.django_db
def test_only_those_with_work_due_are_visited(
    registre: dict[str, echeances.Echeance],
) -> None:
    ici, _ = f.IntercommunaliteFactory(), f.IntercommunaliteFactory()
    ecrire(ici)
    visites: list[int] = []
    echeances.inscrire(
        echeances.Echeance(
            nom="courrier",
            dus=mail.intercommunalites_en_attente,
            faire=lambda ident: visites.append(ident) or 1,
        )
    )
    assert echeances.drainer() == 1
    assert visites == [ici.pk]


@pytest.mark.django_db(transaction=True)
def test_the_doorbell_rings_after_the_commit_only(monkeypatch: pytest.MonkeyPatch) -> None:
    sonneries: list[str] = []
    monkeypatch.setattr(tasks, "_sonner", lambda task, args: sonneries.append(task.name))
    with transaction.atomic():
        tasks.enqueue(tasks.tic)
        assert sonneries == []
    assert sonneries == ["governance.tasks.tic"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("redis", ["", "unix:///nulle/part.sock", "redis://127.0.0.1:1/0"])
def test_without_redis_the_act_goes_on_and_quickly(settings: Any, redis: str) -> None:
    from governance.celery import app
    from governance.environnement import courtier_celery

    settings.REDIS_URL = redis
    ancien, app.conf.broker_url = app.conf.broker_url, courtier_celery(redis)
    app.pool.force_close_all()
    debut = time.monotonic()
    try:
        with transaction.atomic():
            tasks.enqueue(tasks.tic)
    finally:
        app.conf.broker_url = ancien
        app.pool.force_close_all()
    assert time.monotonic() - debut < 5


@pytest.mark.django_db
def test_the_command_does_what_is_due(boite: Boite, capsys: Any) -> None:
    envoi = ecrire(f.IntercommunaliteFactory())
    call_command("echeances")
    assert etat(envoi) == "remis"
    assert "1 échéance" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_the_plain_loop_delivers_and_stops_when_asked(boite: Boite, settings: Any) -> None:
    envoi = ecrire(f.IntercommunaliteFactory())
    boucle = subprocess.Popen(
        [
            sys.executable, str(banc.RACINE / "manage.py"), "echeances", "--boucle",
            "--intervalle", "0.2",
        ],
        env=os.environ | {"EMAIL_URL": f"smtp://127.0.0.1:{settings.EMAIL_PORT}"},
    )  # fmt: skip
    try:
        attendre(lambda: etat(envoi) == "remis", quoi="le message parti")
        suivant = ecrire(f.IntercommunaliteFactory(), "paul")
        attendre(lambda: etat(suivant) == "remis", quoi="le message suivant")
    finally:
        boucle.send_signal(signal.SIGTERM)
        code = boucle.wait(timeout=10)
    assert code == 0
    assert boite.destinataires == ["camille@exemple.fr", "paul@exemple.fr"]


@pytest.mark.django_db(transaction=True)
def test_through_a_real_redis_and_worker_the_doorbell_delivers(
    travailleur: Any, redis_reel: str
) -> None:
    ici = f.IntercommunaliteFactory()
    with transaction.atomic():
        envoi = ecrire(ici)
        tasks.enqueue(tasks.tic)
    attendre(lambda: etat(envoi) == "remis", quoi="le message parti")


@pytest.mark.django_db(transaction=True)
def test_a_redis_emptied_before_the_worker_looks_loses_nothing(
    redis_reel: str, boite: Boite
) -> None:
    import redis

    envoi = ecrire(f.IntercommunaliteFactory())
    with transaction.atomic():
        tasks.enqueue(tasks.tic)
    with redis.Redis.from_url(redis_reel) as lien:
        assert lien.llen("celery") == 1
        lien.flushall()
    echeances.drainer()
    assert etat(envoi) == "remis"
