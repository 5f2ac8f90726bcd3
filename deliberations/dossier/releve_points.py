"""What the rows of the points say today: texts, withdrawals, votes, elections, acts."""

from typing import Any, Protocol, TypeAlias

from django.utils.timezone import localtime

from deliberations.dossier.fusion import CLE
from deliberations.models import Candidat, Deliberation, Projet, Scrutin, Tour
from deliberations.regles.majorite import Issue
from deliberations.regles.scrutin import Decompte, mention, phrase
from instances.models import Point, Seance

Valeurs: TypeAlias = dict[str, Any]
TEXTES = ("inscription_budgetaire", "resume", "expose", "dispositif")
COMPTEURS = ("demandeurs", "pour", "contre", "abstention", "ne_prend_pas_part", "blancs", "nuls")
LIENS = (
    "projets",
    "deports",
    "deliberations",
    "scrutins__votes",
    "scrutins__tours__candidats",
)


class Noms(Protocol):
    def siege(self, ident: int | None) -> str | None: ...


def points(seance: Seance, noms: Noms) -> list[Valeurs]:
    lignes = seance.points.prefetch_related(*LIENS).order_by("rang")
    return [_point(p, noms) for p in lignes]


def _point(point: Point, noms: Noms) -> Valeurs:
    projet = next(iter(point.projets.all()), None)
    acte = next(iter(point.deliberations.all()), None)
    rapporteur, _, qualite = (point.rapporteur_libelle or _rapporteur(point)).partition(", ")
    scrutins = [s for s in point.scrutins.all() if s.annule_at is None and s.sur_le_texte]
    at = point.mis_en_discussion_at
    return {
        CLE: str(point.pk),
        "numero": point.numero,
        "type": point.type,
        "titre": point.titre or None,
        "heure": None if at is None else localtime(at).strftime("%H:%M"),
        "retire": point.etat == Point.Etat.RETIRE,
        "comptes": point.compte_administratif,
        "rapporteur": rapporteur or None,
        "qualite_rapporteur": qualite or None,
        "commission": point.commission or None,
        **_textes(projet),
        **_acte(acte),
        "deports": [_deport(d, noms) for d in point.deports.all()],
        "votes": [_vote(s, noms) for s in scrutins if not s.tours.all()],
        "elections": [_election(s) for s in scrutins if s.tours.all()],
    }


def _rapporteur(point: Point) -> str:
    elu = point.rapporteur
    return f"{elu.prenom} {elu.nom.upper()}" if elu else ""


def _textes(projet: Projet | None) -> Valeurs:
    return {champ: (getattr(projet, champ) or None) if projet else None for champ in TEXTES}


def _deport(deport: Any, noms: Noms) -> Valeurs:
    return {
        CLE: str(deport.pk),
        "membre": noms.siege(deport.siegeant_id),
        "motif": deport.motif,
    }


def _vote(scrutin: Scrutin, noms: Noms) -> Valeurs:
    return {
        CLE: str(scrutin.pk),
        "objet": scrutin.objet or None,
        "mode": scrutin.mode or None,
        **{champ: getattr(scrutin, champ) for champ in COMPTEURS},
        "voix_du_president": scrutin.voix_du_president or None,
        "resultat": scrutin.issue or None,
        **_formules(scrutin),
        "voix": [
            {CLE: str(v.pk), "membre": noms.siege(v.siegeant_id), "sens": v.sens}
            for v in scrutin.votes.all()
        ],
    }


def _formules(scrutin: Scrutin) -> Valeurs:
    """Follows from the count: a count put right puts its sentence right."""
    if scrutin.pour is None or scrutin.contre is None or not scrutin.issue:
        return {"phrase": None, "mention": None, "unanimite": None, "exprimes": None}
    decompte = Decompte(
        pour=scrutin.pour,
        contre=scrutin.contre,
        abstention=scrutin.abstention or 0,
        ne_prend_pas_part=scrutin.ne_prend_pas_part or 0,
        blancs=scrutin.blancs or 0,
        nuls=scrutin.nuls or 0,
    )
    issue = Issue(scrutin.issue)
    return {
        "phrase": str(phrase(decompte, issue)) or None,
        "mention": str(mention(decompte, issue)) or None,
        "unanimite": scrutin.contre == 0 and scrutin.pour > 0,
        "exprimes": scrutin.pour + scrutin.contre,
    }


def _election(scrutin: Scrutin) -> Valeurs:
    return {
        CLE: str(scrutin.pk),
        "objet": scrutin.objet or None,
        "mode": scrutin.mode or None,
        "tours": [_tour(t) for t in scrutin.tours.all()],
    }


def _tour(tour: Tour) -> Valeurs:
    candidats = list(tour.candidats.all())
    elus = [_nom(c) for c in candidats if c.proclame_elu]
    return {
        CLE: str(tour.pk),
        "tour": tour.numero,
        "votants": tour.votants,
        "blancs": tour.blancs,
        "nuls": tour.nuls,
        "exprimes": tour.exprimes,
        "candidats": [{CLE: str(c.pk), "nom": _nom(c), "voix": c.voix} for c in candidats],
        "elus": elus if any(c.proclame_elu is not None for c in candidats) else None,
    }


def _nom(candidat: Candidat) -> str:
    return (
        candidat.libelle or f"{candidat.elu.prenom} {candidat.elu.nom}"
        if candidat.elu
        else (candidat.libelle)
    )


def _acte(acte: Deliberation | None) -> Valeurs:
    if acte is None:
        return {"deliberation": None, "titre_deliberation": None, "signatures": [], "timbre": {}}
    recu = acte.recue_en_prefecture_on
    signe = acte.signataire or acte.signataire_qualite or acte.signataire_fonction
    return {
        "deliberation": acte.numero or None,
        "titre_deliberation": acte.titre or None,
        "signatures": [
            {
                CLE: str(acte.pk),
                "nom": acte.signataire or None,
                "qualite": acte.signataire_qualite or None,
                "fonction": acte.signataire_fonction or None,
            }
        ]
        if signe
        else [],
        "timbre": {"recu_le": None if recu is None else recu.isoformat()},
    }
