"""What the extrait du registre needs to print, element by element (EXT, in its fixed order)."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.timezone import localtime

from deliberations.models import Deliberation
from deliberations.queries import projet_de, scrutin_de
from deliberations.regles.majorite import Issue
from deliberations.regles.scrutin import Decompte, mention, phrase
from governance import pdf
from instances.models import Pouvoir, Presence, Seance, Siegeant
from instances.models.presences import Intervalle
from instances.queries.composition import president
from instances.regles.seance import PointEvalue


@dataclass(frozen=True, kw_only=True)
class Ligne:
    """One member in a list: the name, and the bounds printed after it."""

    nom: str
    bornes: str = ""


@dataclass(frozen=True, kw_only=True)
class Commune:
    nom: str
    membres: list[Ligne]


def render_extrait(acte: Deliberation, evalue: PointEvalue) -> bytes:
    """The PDF of the extrait, tagged; rendered once, then kept by its hash."""
    html = render_to_string("documents/extrait.html", contexte_extrait(acte, evalue))
    return pdf.rendre(html)


def contexte_extrait(acte: Deliberation, evalue: PointEvalue) -> dict[str, Any]:
    seance, point = acte.seance, acte.point
    scrutin, projet = scrutin_de(point), projet_de(point)
    presents, absents = listes_de_presence(seance)
    return {
        "intercommunalite": seance.intercommunalite,
        "seance": seance,
        "jour": localtime(seance.starts_at).date(),
        "presidences": phrase_des_presidences(seance),
        "passage": [p.numero for p in seance.points.exclude(etat="retire").order_by("rang")],
        "presents": presents,
        "absents": absents,
        "secretaires": [str(s.elu) for s in seance.secretaires.select_related("elu")],
        "procurations": procurations(seance),
        "acte": acte,
        "point": point,
        "projet": projet,
        "scrutin": scrutin,
        "issue_phrase": _phrase(scrutin, phrase),
        "issue_mention": _phrase(scrutin, mention),
        "evalue": evalue,
        "deports": [str(d.siegeant) for d in point.deports.select_related("siegeant__elu")],
        "convocation": seance.convocations.order_by("version").first(),
        "signature": signature(acte),
        "annexes": list(point.annexes.all()),
    }


def _phrase(scrutin: Any, dire: Any) -> str:
    if scrutin is None or scrutin.pour is None or scrutin.contre is None or not scrutin.issue:
        return ""
    decompte = Decompte(
        pour=scrutin.pour,
        contre=scrutin.contre,
        abstention=scrutin.abstention or 0,
        ne_prend_pas_part=scrutin.ne_prend_pas_part or 0,
        blancs=scrutin.blancs or 0,
        nuls=scrutin.nuls or 0,
    )
    return str(dire(decompte, Issue(scrutin.issue)))


def listes_de_presence(seance: Seance) -> tuple[list[Commune], list[Commune]]:
    """Présents then absents, by commune: the same two lists in every extrait (EXT-03)."""
    presences: dict[int, list[Presence]] = {}
    for presence in seance.presences.select_related("suppleant", "debut_point", "fin_point"):
        presences.setdefault(presence.siegeant_id, []).append(presence)
    siegeants = list(seance.siegeants.select_related("elu"))
    presents = [(s, _present(s, presences[s.pk])) for s in siegeants if s.pk in presences]
    absents = [(s, _absent(s)) for s in siegeants if s.pk not in presences]
    return _par_commune(presents), _par_commune(absents)


def _present(siegeant: Siegeant, presences: list[Presence]) -> Ligne:
    suppleant = next((p.suppleant for p in presences if p.suppleant), None)
    nom = str(siegeant)
    if suppleant is not None:
        accord = "représentée" if nom.startswith("Mme") else "représenté"
        nom = f"{nom} {accord} par {suppleant}"
    return Ligne(nom=nom, bornes=", puis ".join(filter(None, map(bornes, presences))))


def _absent(siegeant: Siegeant) -> Ligne:
    excuse = siegeant.annonce == Siegeant.Annonce.EXCUSE
    accord = "excusée" if str(siegeant).startswith("Mme") else "excusé"
    return Ligne(nom=str(siegeant), bornes=accord if excuse else "")


def bornes(intervalle: Intervalle) -> str:
    """« à partir du 8.1 et jusqu’au 0.5 »; an excluded bound says « après » or « avant »."""
    parties = []
    if intervalle.debut_point:
        lien = "à partir du" if intervalle.debut_inclus else "après le"
        parties.append(f"{lien} {intervalle.debut_point.numero}")
    elif intervalle.debut_at:
        parties.append(f"à partir de {_heure(intervalle.debut_at)}")
    if intervalle.fin_point:
        lien = "jusqu’au" if intervalle.fin_inclus else "avant le"
        parties.append(f"{lien} {intervalle.fin_point.numero}")
    elif intervalle.fin_at:
        parties.append(f"jusqu’à {_heure(intervalle.fin_at)}")
    return " et ".join(parties)


def _heure(at: Any) -> str:
    return localtime(at).strftime("%H\u00a0h\u00a0%M")


def _par_commune(lignes: Iterable[tuple[Siegeant, Ligne]]) -> list[Commune]:
    """Communes in alphabetical order, their article included; members as they were listed."""
    groupes: dict[str, list[Ligne]] = {}
    for siegeant, ligne in lignes:
        groupes.setdefault(siegeant.commune, []).append(ligne)
    return [Commune(nom=nom, membres=groupes[nom]) for nom in sorted(groupes, key=cle_de_tri)]


def cle_de_tri(texte: str) -> str:
    """Accents do not count: « Échay » comes before « Fontain » (no ICU in the database)."""
    decompose = unicodedata.normalize("NFKD", texte.casefold())
    return "".join(c for c in decompose if not unicodedata.combining(c))


def phrase_des_presidences(seance: Seance) -> str:
    noms = [
        ", ".join(filter(None, [str(p.elu or ""), p.qualite]))
        for p in seance.presidences.select_related("elu").order_by("ordre")
    ]
    return ", puis de ".join(filter(None, noms))


def procurations(seance: Seance) -> list[dict[str, str]]:
    """Two parallel lists: each giver stands at the same rank as the holder."""
    pouvoirs = seance.pouvoirs.filter(revoque_at=None).select_related(
        "mandant__elu", "mandataire__elu", "debut_point", "fin_point"
    )
    return [_procuration(p) for p in pouvoirs]


def _procuration(pouvoir: Pouvoir) -> dict[str, str]:
    dites = bornes(pouvoir)
    suite = f" ({dites})" if dites else ""
    return {
        "mandant": (_initiales(pouvoir.mandant) or "mandant inconnu") + suite,
        "mandataire": (_initiales(pouvoir.mandataire) or "mandataire inconnu") + suite,
    }


def _initiales(siegeant: Siegeant | None) -> str:
    if siegeant is None:
        return ""
    return siegeant.elu.initiales_et_nom if siegeant.elu else siegeant.personne


def signature(acte: Deliberation) -> dict[str, str]:
    """Who certifies the extrait: as published, or the président in office that day."""
    if acte.signataire:
        return {
            "qualite": acte.signataire_qualite,
            "nom": acte.signataire,
            "fonction": acte.signataire_fonction,
        }
    elu = president(acte.seance.intercommunalite, localtime(acte.seance.starts_at).date())
    if elu is None:
        return {"qualite": "Le Président,", "nom": "", "fonction": ""}
    qualite = "La Présidente," if elu.civilite == "Mme" else "Le Président,"
    return {"qualite": qualite, "nom": f"{elu.prenom} {elu.nom.upper()}", "fonction": ""}
