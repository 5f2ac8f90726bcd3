"""What the extrait du registre needs to print, element by element (EXT, in its fixed order)."""

import base64
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.timezone import localtime

from deliberations.documents_mentions import mentions
from deliberations.models import Deliberation
from deliberations.queries import projet_de, scrutin_de
from deliberations.queries.elections import resultats
from deliberations.regles.majorite import Issue, Majorite
from deliberations.regles.scrutin import Decompte, mention, phrase
from governance import pdf, stockage
from governance.models import Intercommunalite
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
    """The same context for the PDF and for the page of the act."""
    scrutin, projet = scrutin_de(acte.point), projet_de(acte.point)
    issue_phrase = _phrase(scrutin, _phrase_du_registre(scrutin))
    nom = _nom_de_l_instance(acte.seance)
    return {
        **_seance(acte.seance, nom),
        "acte": acte,
        "point": acte.point,
        "rapporteur": acte.point.rapporteur_libelle or str(acte.point.rapporteur or ""),
        "projet": projet,
        "blocs_expose": blocs(projet.expose if projet else ""),
        "dispositif": dispositif(projet.dispositif if projet else "", issue_phrase, nom),
        "scrutin": scrutin,
        "elections": resultats(acte.point),
        "issue_phrase": issue_phrase,
        "issue_mention": _phrase(scrutin, mention),
        "evalue": evalue,
        "prefecture": acte.mentions.get("prefecture") or "Préfecture",
        "timbre": timbre(acte),
        "signature": signature(acte),
        "mentions": mentions(acte, evalue, scrutin),
        "annexes": annexes(acte),
    }


def _phrase_du_registre(scrutin: Any) -> Any:
    """The majority that the vote asked for is named, when it was not the ordinary one."""
    majorite = Majorite(scrutin.majorite) if scrutin and scrutin.majorite else Majorite.ORDINAIRE
    return partial(phrase, majorite=majorite)


def _seance(seance: Seance, nom: str) -> dict[str, Any]:
    """The elements that every extrait of a séance repeats, 1 to 10."""
    presents, absents = listes_de_presence(seance)
    return {
        "intercommunalite": seance.intercommunalite,
        "collectivite": _collectivite(seance),
        "logo": _logo(seance.intercommunalite),
        "instance_le": nom[:1].upper() + nom[1:],
        "instance_du": contracter(nom),
        "accord_instance": "e" if nom.startswith("la ") else "",
        "membres_intitule": _membres(seance),
        "seance": seance,
        "jour": localtime(seance.starts_at).date(),
        "lieu_phrase": lieu_dans_la_phrase(seance.lieu),
        "presidences": phrase_des_presidences(seance),
        "passage": [p.numero for p in seance.points.exclude(etat="retire").order_by("rang")],
        "presents": presents,
        "absents": absents,
        "secretaires": [str(s.elu) for s in seance.secretaires.select_related("elu")],
        "procurations": procurations(seance),
    }


def _collectivite(seance: Seance) -> str:
    """The name it bore that day, when the published source states it; today's otherwise."""
    source = (seance.dossier or {}).get("source") or {}
    publiee = source.get("intercommunalite") or {}
    return publiee.get("nom") or seance.intercommunalite.nom


def _nom_de_l_instance(seance: Seance) -> str:
    return seance.instance.nom_dans_la_phrase or nom_dans_la_phrase(seance.instance.nom)


FEMININS = ("commission", "conférence", "mission", "réunion")


def nom_dans_la_phrase(nom: str) -> str:
    """« Conseil de Communauté » is « le Conseil de Communauté » in a sentence."""
    article = "la" if nom.split(" ", maxsplit=1)[0].casefold() in FEMININS else "le"
    return f"{article} {nom}"


def contracter(nom: str) -> str:
    """« le Bureau » after « de »: « du Bureau »; « la » and « l’ » stay."""
    return f"du {nom[3:]}" if nom.startswith("le ") else f"de {nom}"


def _membres(seance: Seance) -> str:
    conseil = seance.instance.type_instance.modele == "conseil"
    return "Conseillers communautaires" if conseil else "Membres"


PREPOSITIONS = ("à ", "au ", "aux ", "en ", "dans ", "chez ", "sur ")


def lieu_dans_la_phrase(lieu: str) -> str:
    """« salle des fêtes de Vire » becomes « à la salle des fêtes de Vire »."""
    if not lieu or lieu.casefold().startswith(PREPOSITIONS):
        return lieu
    premier = lieu.split(" ", maxsplit=1)[0].casefold().rstrip(",")
    feminins, masculins = ("salle", "mairie", "maison", "chambre"), ("siège", "centre", "palais")
    if premier in feminins:
        return f"à la {lieu}"
    if premier in masculins:
        return f"au {lieu}"
    return f"au lieu suivant\u00a0: {lieu}"


TITRES = re.compile(r"^(?:(?P<grand>[IVX]+)[.)-]|(?P<petit>[A-Z])[.)-])\s*\S")


def blocs(texte: str) -> list[dict[str, Any]]:
    """Paragraphs of an exposé; « I. … » and « A. … » alone on a short line are titles."""
    trouves = []
    for morceau in re.split(r"\n\s*\n", texte.strip()):
        if not morceau.strip():
            continue
        titre = TITRES.match(morceau) if len(morceau) < 300 and "\n" not in morceau else None
        niveau = 0 if titre is None else 3 if titre["grand"] else 4
        trouves.append({"niveau": niveau, "texte": morceau.strip()})
    return trouves


DEJA_DIT = ("a l'unanimite", "a la majorite", "n'ayant")


def dispositif(texte: str, issue_phrase: str, nom: str) -> str:
    """What was decided, opened by the sentence of the vote unless it already says it."""
    dit = cle_de_tri(texte).replace("\u2019", "'")
    if not texte or not issue_phrase or dit.startswith(DEJA_DIT):
        return texte
    liaison = " :\n\n" if texte[:1].isupper() or texte.startswith(("-", "–", "•")) else " "
    return f"{issue_phrase} {nom}{liaison}{texte}"


def timbre(acte: Deliberation) -> str:
    """The stamp as printed, or the day of receipt in the same hand: « 21 DÉC. 2018 »."""
    imprime = str(acte.mentions.get("recu_imprime") or "")
    if imprime:
        return imprime.removeprefix("Reçu le ").strip()
    jour = acte.recue_en_prefecture_on
    return f"{jour.day} {MOIS[jour.month]} {jour.year}" if jour else ""


MOIS = {
    1: "JANV.", 2: "FÉVR.", 3: "MARS", 4: "AVR.", 5: "MAI", 6: "JUIN",
    7: "JUIL.", 8: "AOÛT", 9: "SEPT.", 10: "OCT.", 11: "NOV.", 12: "DÉC.",
}  # fmt: skip


def annexes(acte: Deliberation) -> list[str]:
    publiees = [str(a.get("titre")) for a in acte.mentions.get("annexes", []) if a.get("titre")]
    return publiees or [a.titre for a in acte.point.annexes.all()]


def _logo(intercommunalite: Intercommunalite) -> str:
    """Embedded: the PDF fetches nothing."""
    fichier = intercommunalite.logo
    if fichier is None:
        return ""
    octets = base64.b64encode(stockage.lire(fichier)).decode()
    return f"data:{fichier.type_mime};base64,{octets}"


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
    # Guests sit and speak; the registre lists the members.
    membres = Q(vote=True) | Q(compte_quorum=True)
    siegeants = list(seance.siegeants.filter(membres).select_related("elu"))
    presents = [(s, _present(s, presences[s.pk])) for s in siegeants if s.pk in presences]
    absents = [(s, _absent(s)) for s in siegeants if s.pk not in presences]
    return _par_commune(presents), _par_commune(absents)


def _present(siegeant: Siegeant, presences: list[Presence]) -> Ligne:
    """The titulaire's own bounds, then those of the suppléant who took the seat (MEM-03)."""
    nom = str(siegeant)
    propres = [p for p in presences if p.suppleant is None]
    en_suppleance = [p for p in presences if p.suppleant is not None]
    if not en_suppleance:
        return Ligne(nom=nom, bornes=_suite(propres))
    accord = "représentée" if nom.startswith("Mme") else "représenté"
    dites = _suite(propres)
    titulaire = f"{nom} ({dites})," if dites else nom
    nom = f"{titulaire} {accord} par {en_suppleance[0].suppleant}"
    return Ligne(nom=nom, bornes=_suite(en_suppleance))


def _suite(presences: list[Presence]) -> str:
    return ", puis ".join(filter(None, map(bornes, presences)))


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


def procurations(seance: Seance) -> list[dict[str, Any]]:
    """Two parallel lists: each giver stands at the same rank as the holder."""
    pouvoirs = seance.pouvoirs.filter(revoque_at=None).select_related(
        "mandant__elu", "mandataire__elu", "debut_point", "fin_point"
    )
    return [_procuration(p) for p in pouvoirs]


def _procuration(pouvoir: Pouvoir) -> dict[str, Any]:
    dites = bornes(pouvoir)
    suite = f" ({dites})" if dites else ""
    return {
        "mandant": (_initiales(pouvoir.mandant) or "mandant inconnu") + suite,
        "mandataire": (_initiales(pouvoir.mandataire) or "mandataire inconnu") + suite,
        "date": pouvoir.date_du_pouvoir,
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
