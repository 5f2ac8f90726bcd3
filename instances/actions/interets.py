"""The register of interests: an entry is declared, then closed; none is rewritten (MEM-11)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from governance import audit
from governance.db import lock
from governance.models import User
from governance.regles import Manquement, exiger
from instances.models import Elu, Interet
from instances.regles import registre as regles
from instances.regles.interets import Organisme


@transaction.atomic
def declarer_interet(
    elu: Elu, *, by: User, at: datetime, **champs: Any
) -> tuple[Interet, tuple[Manquement, ...]]:
    """Add an entry; answers with what is left to check (MEM-12)."""
    lock(elu)
    dite = regles.Declaration(
        organisme=champs["organisme"],
        nature=Organisme(champs["nature"]),
        qualite=champs.get("qualite", ""),
        designe=champs.get("designe", False),
        par_la_loi=champs.get("par_la_loi", False),
        starts_on=champs.get("starts_on"),
        declare_on=champs.get("declare_on"),
    )
    restes = exiger(regles.manquements(dite, aujourd_hui=localdate(at)))
    interet = Interet(intercommunalite_id=elu.intercommunalite_id, elu=elu, **champs)
    interet.full_clean()
    interet.save()
    # The journal says that an entry was made, not what it says: the register holds that.
    audit.record("interet_declarer", interet, by=by, at=at, elu=elu.pk)
    return interet, restes


@transaction.atomic
def clore_interet(interet: Interet, *, ends_on: date, by: User, at: datetime) -> Interet:
    lock(interet)
    exiger(
        regles.cloture(
            deja=interet.ends_on is not None, starts_on=interet.starts_on, ends_on=ends_on
        )
    )
    interet.ends_on = ends_on
    interet.save(update_fields=["ends_on"])
    audit.record("interet_clore", interet, by=by, at=at, elu=interet.elu_id)
    return interet
