"""Sectors and who speaks for them: closed by an act, drawn, represented, reported on."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from governance import audit
from governance.db import lock
from governance.models import Intercommunalite, User
from governance.regles import Manquement, exiger
from instances.actions.instances import mettre_fin_a_la_nomination, modifier_instance, nommer
from instances.models import Elu, Mandat, Nomination, Perimetre
from instances.regles import perimetres
from sectors.models import EluDeSecteur, FondDeCarte, RapportDeSecteur
from sectors.queries import secteurs as queries
from sectors.queries.comites import HORS_DE_CAUSE
from sectors.queries.secteurs import membres_du_bureau
from sectors.regles import carte
from sectors.regles import secteurs as regles

COMMUNAUX = (Mandat.Nature.CONSEILLER, Mandat.Nature.MAIRE)


@transaction.atomic
def clore_perimetre(
    perimetre: Perimetre, *, ends_on: date, acte: str, anomalie: str, by: User, at: datetime
) -> Perimetre:
    """Close a perimeter by an act; its communes, its comité and who speaks for it leave with it.

    Its past stays (TER-01).
    """
    lock(perimetre)
    apres = perimetre.intercommunalite.seances.filter(
        instance__perimetre=perimetre, starts_at__date__gt=ends_on
    ).exclude(etat__in=HORS_DE_CAUSE)
    exiger(
        perimetres.cloture(
            clos=perimetre.ends_on is not None,
            acte=acte,
            anomalie=anomalie,
            seances=apres.count(),
        )
    )
    perimetre.ends_on, perimetre.anomalie = ends_on, anomalie
    perimetre.provenance = "\n".join(filter(None, [perimetre.provenance, acte]))
    perimetre.full_clean()
    perimetre.save()
    perimetre.rattachements.filter(ends_on=None).update(ends_on=ends_on)
    for instance in perimetre.instances.filter(ends_on=None).select_related("type_instance"):
        modifier_instance(instance, ends_on=ends_on, by=by, at=at)
    for represente in perimetre.elus_de_secteur.filter(ends_on=None).select_related("elu"):
        cesser_de_secteur(represente, le=ends_on, by=by, at=at)
    audit.record("perimetre_clore", perimetre, by=by, at=at, le=ends_on.isoformat(), acte=acte)
    return perimetre


@transaction.atomic
def lever_anomalie(perimetre: Perimetre, *, acte: str, by: User, at: datetime) -> Perimetre:
    """The act was found: what was to be checked is settled, and says by what."""
    lock(perimetre)
    exiger(perimetres.levee(anomalie=perimetre.anomalie, acte=acte))
    levee, perimetre.anomalie = perimetre.anomalie, ""
    perimetre.provenance = "\n".join(filter(None, [perimetre.provenance, acte]))
    perimetre.save(update_fields=["anomalie", "provenance"])
    audit.record("perimetre_lever_anomalie", perimetre, by=by, at=at, levee=levee, acte=acte)
    return perimetre


@transaction.atomic
def dessiner(
    intercommunalite: Intercommunalite, *, octets: bytes, source: str, by: User, at: datetime
) -> FondDeCarte:
    """Keep the outline of each member commune, from a GeoJSON file under an open licence."""
    lock(intercommunalite)
    codes = set(intercommunalite.communes.values_list("code_insee", flat=True)) - {""}
    lu = carte.lire(octets, codes=codes)
    fond: FondDeCarte = intercommunalite.fonds_de_carte.create(
        traces=lu.traces, largeur=lu.largeur, hauteur=lu.hauteur, source=source, depose_at=at
    )
    audit.record("carte_deposer", fond, by=by, at=at, communes=len(lu.traces), source=source)
    return fond


# Élus de secteur ---------------------------------------------------------------------------


@transaction.atomic
def predesigner(
    perimetre: Perimetre, *, elu: Elu, qualite: str, le: date, by: User, at: datetime
) -> EluDeSecteur:
    """The sector puts a name forward: he speaks for it only once elected and designated."""
    lock(perimetre)
    represente = EluDeSecteur(
        intercommunalite=perimetre.intercommunalite,
        perimetre=perimetre,
        elu=elu,
        qualite=qualite,
        predesigne_on=le,
    )
    exiger(_manquements(represente, le, elu_par_l_assemblee=True))
    represente.full_clean()
    represente.save()
    audit.record("elu_de_secteur_predesigner", represente, by=by, at=at, le=le.isoformat())
    return represente


@transaction.atomic
def elire_de_secteur(represente: EluDeSecteur, *, le: date, by: User, at: datetime) -> EluDeSecteur:
    """The assembly elects him."""
    lock(represente)
    exiger(regles.etape_suivante(avant=represente.predesigne_on, le=le))
    represente.elu_on = le
    represente.save(update_fields=["elu_on"])
    audit.record("elu_de_secteur_elire", represente, by=by, at=at, le=le.isoformat())
    return represente


@transaction.atomic
def designer_de_secteur(
    represente: EluDeSecteur, *, le: date, acte: str, by: User, at: datetime
) -> EluDeSecteur:
    """The président designates him, with a delegation: from that day he is in office."""
    lock(represente)
    exiger(
        regles.etape_suivante(avant=represente.elu_on, le=le)
        + _manquements(represente, le, elu_par_l_assemblee=represente.elu_on is not None)
    )
    represente.starts_on, represente.acte = le, acte
    represente.full_clean()
    represente.save()
    _faire_sieger(represente, le, by=by, at=at)
    audit.record("elu_de_secteur_designer", represente, by=by, at=at, le=le.isoformat(), acte=acte)
    return represente


def _faire_sieger(represente: EluDeSecteur, le: date, *, by: User, at: datetime) -> None:
    """He animates his comité and joins every commission élargie; his suppléant, in his place."""
    perimetre = represente.perimetre
    champs: dict[str, Any] = {"acte": _acte_du_siege(represente), "by": by, "at": at}
    for instance in queries.ou_siege_l_elu_de_secteur(perimetre, le):
        if represente.qualite == EluDeSecteur.Qualite.TITULAIRE:
            qualite, supplee = Nomination.Qualite.ANIMATEUR, None
        else:
            qualite, supplee = (
                Nomination.Qualite.SUPPLEANT,
                queries.siege_du_titulaire(perimetre, instance, le),
            )
        deja = instance.nominations.au(le).filter(elu=represente.elu).exists()
        if not deja and (supplee or qualite == Nomination.Qualite.ANIMATEUR):
            nommer(
                instance, elu=represente.elu, qualite=qualite, supplee=supplee, starts_on=le,
                **champs,
            )  # fmt: skip


def _acte_du_siege(represente: EluDeSecteur) -> str:
    return f"{queries.ELU_DE_SECTEUR} {represente.perimetre}"[:200]


@transaction.atomic
def cesser_de_secteur(
    represente: EluDeSecteur, *, le: date, by: User, at: datetime
) -> EluDeSecteur:
    """Another may then be put forward; what he carried stays his, the seats he had from it go."""
    lock(represente)
    represente.ends_on = le
    represente.full_clean()
    represente.save()
    sieges = represente.elu.nominations.filter(ends_on=None, acte=_acte_du_siege(represente))
    for siege in sieges.select_related("instance"):
        mettre_fin_a_la_nomination(siege, ends_on=le, by=by, at=at)
    audit.record("elu_de_secteur_cesser", represente, by=by, at=at, le=le.isoformat())
    return represente


def _manquements(
    represente: EluDeSecteur, le: date, *, elu_par_l_assemblee: bool
) -> tuple[Manquement, ...]:
    perimetre, elu = represente.perimetre, represente.elu
    communes = perimetre.rattachements.au(le).values("commune")
    mandats = elu.mandats.filter(commune__in=communes, nature__in=COMMUNAUX).au(le)
    autres = perimetre.elus_de_secteur.au(le).exclude(pk=represente.pk)
    return regles.designation(
        regles.Candidat(
            nom=str(elu),
            membre_du_bureau=elu.pk in membres_du_bureau(perimetre.intercommunalite, le),
            issu_du_secteur=mandats.exists(),
        ),
        predesigne=represente.predesigne_on is not None,
        elu=elu_par_l_assemblee,
        deja=[str(a.elu) for a in autres.select_related("elu")],
    )


@transaction.atomic
def presenter_rapport(
    perimetre: Perimetre, *, elu: Elu, presente_on: date, resume: str, by: User, at: datetime
) -> RapportDeSecteur:
    """What was told the bureau of the sector, once or twice a year (SEC-07)."""
    lock(perimetre)
    exiger(regles.rapport(le=presente_on, aujourd_hui=localdate(at)))
    rapport = RapportDeSecteur(
        intercommunalite=perimetre.intercommunalite,
        perimetre=perimetre,
        elu=elu,
        presente_on=presente_on,
        resume=resume,
    )
    rapport.full_clean()
    rapport.save()
    audit.record("secteur_rapporter", perimetre, by=by, at=at, le=presente_on.isoformat())
    return rapport
