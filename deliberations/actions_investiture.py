"""Acts that follow an election: the mandats open, the chair passes, its bureau is noted."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime

from deliberations.models import BureauDeVote
from deliberations.queries.investiture import (
    MANDATS,
    NOMINATIONS,
    Investiture,
    Ouvert,
    Proposition,
    aux_deux_tiers,
    elus_presents,
)
from deliberations.regles import investiture as regles
from governance import audit
from governance.db import lock
from governance.models import User
from governance.regles import exiger
from instances.actions.composition import clore_mandat, ouvrir_mandat
from instances.actions.instances import mettre_fin_a_la_nomination, nommer
from instances.actions.interets import clore_interet, declarer_interet
from instances.actions.tenue import changer_de_president
from instances.models import Elu, Mandat, Nomination, Point, Presidence
from instances.regles.dates_en_lettres import jour_en_lettres

MOTIF = "Remplacé par une nouvelle élection"


@transaction.atomic
def qualifier(point: Point, *, by: User, at: datetime, **champs: Any) -> Point:
    """Say what the election fills: fonction, premier_rang, instance_visee, organisme."""
    lock(point.seance)
    point.refresh_from_db()
    exiger(regles.qualification(election=point.type == Point.Type.ELECTION))
    for nom, valeur in champs.items():
        setattr(point, nom, valeur)
    point.full_clean(exclude=["intercommunalite"])
    point.save(update_fields=list(champs))
    audit.record("election_qualifier", point, by=by, at=at, fonction=point.fonction)
    return point


@transaction.atomic
def investir(point: Point, *, by: User, at: datetime, nature: str = "") -> list[Proposition]:
    """Open what the election gave, and end what it replaces; the délibération is the source.

    ``nature``: of the body where somebody represents the intercommunalité.
    """
    lock(point.intercommunalite)
    point.refresh_from_db()
    lue = Investiture(point)
    restantes = lue.restantes
    exiger(
        [
            *regles.manquements(
                proclamee=lue.proclamee, restantes=len(restantes), sans_objet=lue.sans_objet
            ),
            *regles.organisme(fonction=lue.fonction, organisme=point.organisme, nature=nature),
        ]
    )
    for ancien in lue.a_clore:
        _clore(ancien, lue, by=by, at=at)
    for proposition in restantes:
        _ouvrir(proposition, lue, nature, by=by, at=at)
    audit.record(
        "election_investir", point, by=by, at=at, fonction=lue.fonction,
        noms=[p.nom for p in restantes],
    )  # fmt: skip
    return restantes


def _clore(ancien: Ouvert, lue: Investiture, *, by: User, at: datetime) -> None:
    fin = regles.fin_du_precedent(lue.jour)
    if isinstance(ancien.ligne, Mandat):
        clore_mandat(ancien.ligne, ends_on=fin, motif=MOTIF, by=by, at=at)
    elif isinstance(ancien.ligne, Nomination):
        mettre_fin_a_la_nomination(ancien.ligne, ends_on=fin, by=by, at=at)
    else:
        clore_interet(ancien.ligne, ends_on=fin, by=by, at=at)


def _ouvrir(
    proposition: Proposition, lue: Investiture, nature: str, *, by: User, at: datetime
) -> None:
    elu, source = proposition.elu, provenance(lue.point)
    if lue.fonction in MANDATS:
        assert elu is not None  # the executive is elected among the members (ELE-01)
        ouvrir_mandat(
            elu, nature=lue.fonction, starts_on=lue.jour, rang=proposition.rang,
            provenance=source, aux_deux_tiers=aux_deux_tiers(lue.point), by=by, at=at,
        )  # fmt: skip
    elif lue.fonction in NOMINATIONS:
        assert lue.instance is not None  # the rules refused otherwise
        nommer(
            lue.instance, elu=elu, personne="" if elu else proposition.nom,
            qualite=NOMINATIONS[Point.Fonction(lue.fonction)], starts_on=lue.jour, acte=source,
            by=by, at=at,
        )  # fmt: skip
    elif elu is not None:
        _representer(elu, lue, nature, source, by=by, at=at)


def _representer(
    elu: Elu, lue: Investiture, nature: str, source: str, *, by: User, at: datetime
) -> None:
    """MEM-11: whoever is designated is entered in the register of interests, as such."""
    declarer_interet(
        elu, organisme=lue.point.organisme, nature=nature, qualite=source[:160], designe=True,
        starts_on=lue.jour, declare_on=localtime(at).date(), by=by, at=at,
    )  # fmt: skip


def provenance(point: Point) -> str:
    """« Délibération 2026-012 du 17 avril 2026 », or the report while it bears no number."""
    acte = point.deliberations.first()
    jour = jour_en_lettres(localtime(point.seance.starts_at).date())
    quoi = f"Délibération {acte.numero}" if acte and acte.numero else f"Rapport {point.numero}"
    return f"{quoi}, séance du {jour}"


def confier_la_presidence(point: Point, *, by: User, at: datetime) -> Presidence | None:
    """INS-03: the chair passes by itself to the président elected, when he is in the room."""
    lue = Investiture(point)
    presents = elus_presents(point, lue.election.elus)
    if point.fonction != Point.Fonction.PRESIDENT or not presents:
        return None
    elu = presents[0]
    qualite = Mandat(elu=elu, nature=Mandat.Nature.PRESIDENT).qualite
    return changer_de_president(point.seance, president=elu, qualite=qualite, by=by, at=at)


@transaction.atomic
def tenir_le_bureau_de_vote(point: Point, *, by: User, at: datetime, **champs: Any) -> BureauDeVote:
    """Note assesseurs, assistance and observations; ``affiche_at``: when the result was posted."""
    lock(point.seance)
    exiger(regles.qualification(election=point.type == Point.Type.ELECTION))
    bureau, _ = BureauDeVote.objects.get_or_create(
        intercommunalite_id=point.intercommunalite_id, point=point
    )
    for nom, valeur in champs.items():
        setattr(bureau, nom, valeur)
    bureau.full_clean(exclude=["intercommunalite"])
    bureau.save()
    audit.record("bureau_de_vote_tenir", bureau, by=by, at=at, champs=sorted(champs))
    return bureau
