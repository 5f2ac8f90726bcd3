"""What the rows of a séance say today, as the JSON values of a dossier.

Items that come from a row carry its key (see ``fusion``). Empty texts become ``None``.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeAlias

from django.utils.timezone import localtime

from deliberations.dossier.fusion import CLE
from deliberations.dossier.releve_points import points
from instances.models import Elu, Point, Pouvoir, Presence, Seance, Siegeant
from instances.models.presences import Intervalle
from instances.queries.composition import parametres, president

Valeurs: TypeAlias = dict[str, Any]


def relever(seance: Seance) -> Valeurs:
    siegeants = list(seance.siegeants.select_related("elu", "suppleant"))
    noms = References(seance, siegeants)
    lignes = list(seance.points.order_by("rang"))
    return {
        "seance": _seance(seance),
        "convocations": [
            {CLE: str(c.pk), "date": localtime(c.sent_at).date().isoformat()}
            for c in seance.convocations.order_by("version")
        ],
        "effectif_legal": seance.effectif_legal,
        "en_exercice": seance.en_exercice,
        "membres": [_membre(s, noms) for s in siegeants],
        "presences": [_presence(p, noms) for p in _presences(seance)],
        "absents": _annonces(siegeants, noms, Siegeant.Annonce.ABSENT),
        "excuses": _annonces(siegeants, noms, Siegeant.Annonce.EXCUSE),
        "pouvoirs": [_pouvoir(p, noms) for p in _pouvoirs(seance)],
        "presidences": [
            {CLE: str(p.pk), "membre": noms.elu(p.elu), "qualite": p.qualite or None}
            | ({"depuis": {"rapport": p.debut_point.numero}} if p.debut_point else {})
            for p in seance.presidences.select_related("elu", "debut_point").order_by("ordre")
            if p.elu is not None
        ],
        "secretaires": [noms.elu(s.elu) for s in seance.secretaires.select_related("elu")],
        "ordre_de_passage": [p.numero for p in lignes],
        "points": points(seance, noms),
    }


class References:
    """How each seat and each élu is named in the dossier: its own identifier if it has one."""

    def __init__(self, seance: Seance, siegeants: Iterable[Siegeant]) -> None:
        connus = (seance.dossier or {}).get("membres", {})
        self._sieges = {s.pk: connus.get(str(s.pk), f"siege-{s.pk}") for s in siegeants}
        self._elus = {s.elu_id: self._sieges[s.pk] for s in siegeants if s.elu_id is not None}

    def siege(self, ident: int | None) -> str | None:
        return None if ident is None else self._sieges[ident]

    def elu(self, elu: Elu) -> str:
        """Whoever has no seat there is named in full."""
        return self._elus.get(elu.pk) or str(elu)


def entete(seance: Seance) -> Valeurs:
    """What a dossier says around a séance that was held here."""
    epci, genre = seance.intercommunalite, seance.instance.type_instance
    jour = localtime(seance.starts_at).date()
    reglement = parametres(epci, jour)
    chef = president(epci, jour)
    siege = seance.siegeants.filter(elu=chef).first() if chef else None
    noms = References(seance, [siege] if siege else [])
    return {
        "source": {"intitule": f"Séance n° {seance.numero}", "nature": "logiciel"},
        "intercommunalite": {
            "nom": epci.nom,
            "sigle": epci.nom_court or None,
            "siren": epci.siren or None,
            "departement": epci.departement or None,
            "droit_local": epci.droit_local,
        },
        "instance": {
            "nom": seance.instance.nom,
            "type": genre.modele or genre.code,
            "deliberante": genre.nature == genre.Nature.DELIBERANTE,
            "quorum": {"regle": genre.quorum_regle, "nombre": genre.quorum_fixe},
            "pouvoirs_admis": genre.pouvoirs,
            "pouvoir_en_seance": reglement.pouvoir_en_seance,
            "suppleance_avant_pouvoir": reglement.suppleance_avant_pouvoir,
            "suppleant_peut_porter_pouvoir": reglement.suppleant_peut_porter_pouvoir,
        },
        "president": noms.siege(siege.pk) if siege else None,
    }


def _seance(seance: Seance) -> Valeurs:
    jour = localtime(seance.starts_at).date()
    levee = None if seance.levee_at is None else localtime(seance.levee_at).date()
    return {
        "date": jour.isoformat(),
        "lieu": seance.lieu or None,
        "ouverture": heure(seance.ouverte_at),
        "levee": heure(seance.levee_at),
        "date_levee": None if levee is None or levee == jour else levee.isoformat(),
        "visioconference": seance.visioconference,
        "seconde_convocation": seance.premiere_seance_id is not None,
    }


def heure(at: datetime | None) -> str | None:
    return None if at is None else localtime(at).strftime("%H:%M")


def _membre(siege: Siegeant, noms: References) -> Valeurs:
    elu = siege.elu
    return {
        CLE: str(siege.pk),
        "id": noms.siege(siege.pk),
        "civilite": (elu.civilite or None) if elu else None,
        "prenom": (elu.prenom or None) if elu else None,
        "nom": elu.nom if elu else siege.personne,
        "commune": siege.commune or None,
        "voix": "deliberative" if siege.vote else "consultative",
        "fonction": siege.qualite or None,
        "suppleant": _personne(siege.suppleant),
    }


def _personne(elu: Elu | None) -> Valeurs | None:
    if elu is None:
        return None
    return {"civilite": elu.civilite or None, "prenom": elu.prenom or None, "nom": elu.nom}


def _presences(seance: Seance) -> Iterable[Presence]:
    return seance.presences.select_related("suppleant", "debut_point", "fin_point")


def _pouvoirs(seance: Seance) -> Iterable[Pouvoir]:
    en_vigueur = seance.pouvoirs.filter(revoque_at=None)
    return en_vigueur.select_related("mandant__elu", "mandataire__elu", "debut_point", "fin_point")


def _presence(presence: Presence, noms: References) -> Valeurs:
    return {
        CLE: str(presence.pk),
        "membre": noms.siege(presence.siegeant_id),
        "represente_par": _personne(presence.suppleant),
        "a_distance": presence.a_distance,
        **_bornes(presence),
    }


def _pouvoir(pouvoir: Pouvoir, noms: References) -> Valeurs:
    jour = pouvoir.date_du_pouvoir
    return {
        CLE: str(pouvoir.pk),
        "mandant": noms.siege(pouvoir.mandant_id),
        "mandataire": noms.siege(pouvoir.mandataire_id),
        "mandant_imprime": _imprime(pouvoir.mandant),
        "mandataire_imprime": _imprime(pouvoir.mandataire),
        "date": None if jour is None else jour.isoformat(),
        **_bornes(pouvoir),
    }


def _imprime(siege: Siegeant | None) -> str | None:
    return None if siege is None or siege.elu is None else siege.elu.initiales_et_nom


def _annonces(siegeants: Iterable[Siegeant], noms: References, annonce: str) -> list[Valeurs]:
    return [{CLE: str(s.pk), "membre": noms.siege(s.pk)} for s in siegeants if s.annonce == annonce]


def _bornes(ligne: Intervalle) -> Valeurs:
    return {
        "depuis": _borne(ligne.debut_point, ligne.debut_at, inclus=ligne.debut_inclus),
        "jusqua": _borne(ligne.fin_point, ligne.fin_at, inclus=ligne.fin_inclus),
    }


def _borne(point: Point | None, at: datetime | None, *, inclus: bool) -> Valeurs | None:
    if point is not None:
        return {"rapport": point.numero, "inclus": inclus}
    if at is not None:
        return {"heure": heure(at), "inclus": inclus}
    return None if inclus else {}
