"""What an access may do here beyond its role: instances in charge, and the élu it acts for."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from governance import audit, groupes, regles_acces
from governance.db import lock
from governance.models import Acces, User
from governance.regles import exiger
from instances.models import Commune, Elu, Instance, Secretariat

CHARGE = "secretariat"
PERMISSION = "instances.gerer_seances"


@transaction.atomic
def confier_instances(
    acces: Acces, *, instances: Iterable[Instance] | None, by: User, at: datetime
) -> Acces:
    """Limit the access to these instances; ``None`` gives it back all of them."""
    lock(acces)
    choisies = None if instances is None else list(instances)
    if choisies is None:
        groupes.retirer(acces)
    else:
        exiger(regles_acces.limitation(role=acces.role, instances=len(choisies)))
        groupes.confier(acces, choisies, charge=CHARGE, permission=PERMISSION)
    acces.instances_choisies = choisies is not None
    acces.save(update_fields=["instances_choisies"])
    noms = [str(i) for i in choisies or []]
    audit.record("acces_confier_instances", acces, by=by, at=at, instances=noms)
    return acces


@transaction.atomic
def rattacher_elu(acces: Acces, *, elu: Elu | None, by: User, at: datetime) -> Acces:
    """Say which élu this access acts for; ``None`` detaches it."""
    lock(acces)
    acces.elus.update(acces=None)
    if elu is not None:
        lock(elu)
        elu.acces = acces
        elu.save(update_fields=["acces"])
    audit.record("acces_rattacher_elu", acces, by=by, at=at, elu=str(elu or ""))
    return acces


@transaction.atomic
def rattacher_commune(acces: Acces, *, commune: Commune, by: User, at: datetime) -> Secretariat:
    """Say for which commune its clerk acts; the former link goes, the journal keeps it."""
    lock(acces)
    exiger(regles_acces.rattachement(role=acces.role))
    acces.secretariats.all().delete()
    secretariat = Secretariat(intercommunalite=acces.intercommunalite, acces=acces, commune=commune)
    secretariat.full_clean()
    secretariat.save()
    audit.record("acces_rattacher_commune", acces, by=by, at=at, commune=commune.nom)
    return secretariat
