"""What the templates say and draw: French typography, dates, lists, fields, seats."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.forms import BoundField
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import mark_safe

from governance import dessin
from governance.regles import Gravite, Manquement, par_gravite

register = template.Library()

INSECABLE = "\u00a0"
JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MOIS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
MOIS_COURTS = (
    "janv.", "févr.", "mars", "avril", "mai", "juin",
    "juill.", "août", "sept.", "oct.", "nov.", "déc.",
)  # fmt: skip


# Typography ---------------------------------------------------------------------------

_ESPACES_A_LIER = re.compile(
    r" (?=[;:?!»%€](?:\s|$|[»).,]))|(?<=«) "
    r"|(?<=\bn°) |(?<=\bart\.) |(?<=\b[LRD]\.) (?=\d)"
    r"|(?<=\bM\.) (?=[A-ZÀ-Ý])|(?<=\bMme) (?=[A-ZÀ-Ý])"
    r"|(?<=\d) (?=h\b|Mo\b|Ko\b)|(?<=\d h) (?=\d)"
)


@register.filter
def typographie(texte: object) -> str:
    """No-break spaces where French typography wants them, and curly apostrophes.

    Only spaces already there are tied: « 18:10 » and addresses keep their colon. Text is
    escaped unless already safe, and tags are left alone.
    """
    propre = _propre(texte).replace("&#x27;", "’")
    morceaux = re.split(r"(<[^>]*>)", propre)
    morceaux[::2] = [_ESPACES_A_LIER.sub(INSECABLE, m.replace("'", "’")) for m in morceaux[::2]]
    return mark_safe("".join(morceaux))  # noqa: S308 – escaped or declared safe above


@register.filter
def ordinal(nombre: object, genre: str = "m") -> str:
    """1er, 1re (« f »), 2e…"""
    n = _entier(nombre)
    suffixe = {"m": "er", "f": "re"}[genre] if n == 1 else "e"
    return format_html("{}<sup>{}</sup>", n, suffixe)


@register.filter
def pluriel(nombre: object, mot: str) -> str:
    """« 1 rapport », « 93 rapports »; « cheval,chevaux » where the plural is not an s."""
    singulier, _, au_pluriel = mot.partition(",")
    n = _entier(nombre)
    return f"{milliers(n)}{INSECABLE}{singulier if abs(n) < 2 else au_pluriel or singulier + 's'}"


@register.filter
def accord(nombre: object, terminaisons: str = ",s") -> str:
    """The ending that agrees with a number: ``{{ n|accord:"e,es" }}``."""
    singulier, _, au_pluriel = terminaisons.partition(",")
    return singulier if abs(_entier(nombre)) < 2 else au_pluriel


@register.filter
def milliers(nombre: object) -> str:
    """12 345, with the narrow no-break space of French figures."""
    return f"{_entier(nombre):,}".replace(",", "\u202f")


@register.filter
def minutes(duree: dt.timedelta) -> str:
    """« 4 min 05 s »."""
    m, s = divmod(int(duree.total_seconds()), 60)
    return f"{m}{INSECABLE}min{INSECABLE}{s:02}{INSECABLE}s"


@register.filter
def taille_fichier(octets: object) -> str:
    n = _entier(octets)
    for seuil, unite in ((1_000_000, "Mo"), (1_000, "Ko")):
        if n >= seuil:
            valeur = f"{n / seuil:.1f}".removesuffix(".0") if n < 10 * seuil else f"{n / seuil:.0f}"
            return f"{valeur.replace('.', ',')}{INSECABLE}{unite}"
    return f"{n}{INSECABLE}octet{'s' if n > 1 else ''}"


@register.filter
def phrase_liste(elements: Iterable[object], liaison: str = "et") -> str:
    """« a, b et c »."""
    textes = [_propre(e) for e in elements]
    if len(textes) < 2:
        return mark_safe("".join(textes))  # noqa: S308 – each element is escaped above
    debut = format_html_join(", ", "{}", ((t,) for t in textes[:-1]))
    return format_html("{} {} {}", debut, liaison, textes[-1])


def _propre(texte: object) -> str:
    return conditional_escape(texte if isinstance(texte, str) else str(texte))


def _entier(nombre: object) -> int:
    return nombre if isinstance(nombre, int) else int(str(nombre))


# Days and hours -----------------------------------------------------------------------


@register.filter
def date_longue(moment: dt.date | None) -> str:
    """« lundi 17 décembre 2018 », « mardi 1er janvier 2019 », where the council sits."""
    if moment is None:
        return ""
    jour = _jour(moment)
    return format_html(
        "{} {} {} {}", JOURS[jour.weekday()], _quantieme(jour), MOIS[jour.month - 1], jour.year
    )


@register.filter
def date_acte(moment: dt.date | None) -> str:
    """« 17 décembre 2018 », as acts quote a date."""
    if moment is None:
        return ""
    jour = _jour(moment)
    return format_html("{} {} {}", _quantieme(jour), MOIS[jour.month - 1], jour.year)


@register.filter
def date_courte(moment: dt.date | None) -> str:
    """« lun. 17 déc. », in tables; with the year when it is not the current one."""
    if moment is None:
        return ""
    jour = _jour(moment)
    debut = format_html(
        "{}.{}{}{}{}",
        JOURS[jour.weekday()][:3],
        INSECABLE,
        _quantieme(jour),
        INSECABLE,
        MOIS_COURTS[jour.month - 1],
    )
    if jour.year == timezone.localdate().year:
        return debut
    return format_html("{}{}{}", debut, INSECABLE, jour.year)


@register.filter
def jour_court(moment: dt.date) -> str:
    return JOURS[_jour(moment).weekday()][:3] + "."


@register.filter
def mois_court(moment: dt.date) -> str:
    return MOIS_COURTS[_jour(moment).month - 1]


@register.filter
def heure(moment: dt.time | dt.datetime | None) -> str:
    """« 18 h 10 », in no-break spaces."""
    if moment is None:
        return ""
    if isinstance(moment, dt.datetime) and timezone.is_aware(moment):
        moment = timezone.localtime(moment)
    return f"{moment.hour}{INSECABLE}h{INSECABLE}{moment.minute:02d}"


@register.filter
def date_heure(moment: dt.datetime | None) -> str:
    """« lun. 17 déc., 18 h 10 »."""
    return "" if moment is None else format_html("{}, {}", date_courte(moment), heure(moment))


@register.filter
def iso(moment: dt.date | dt.time | None) -> str:
    """For ``<time datetime>``."""
    return "" if moment is None else moment.isoformat()


def _jour(moment: dt.date) -> dt.date:
    if isinstance(moment, dt.datetime):
        return timezone.localdate(moment) if timezone.is_aware(moment) else moment.date()
    return moment


def _quantieme(jour: dt.date) -> str:
    return mark_safe("1<sup>er</sup>") if jour.day == 1 else str(jour.day)


# Icons and tones ----------------------------------------------------------------------


@register.simple_tag
def icone(nom: str) -> str:
    """A symbol of components/_symboles.html, mute: the word beside it says what it means."""
    return format_html(
        '<svg class="icon" aria-hidden="true" viewBox="0 0 20 20"><use href="#i-{}"></use></svg>',
        nom,
    )


TONS = {Gravite.BLOQUANT: "stop", Gravite.ALERTE: "warn", Gravite.INFO: "accent"}
ICONES_DES_TONS = {
    "ok": "check", "warn": "warn", "stop": "stop", "time": "clock", "accent": "info",
}  # fmt: skip
POIDS = {
    Gravite.BLOQUANT: "Bloquant",
    Gravite.ALERTE: "À vérifier",
    Gravite.INFO: "Pour information",
}
TONS_DES_MESSAGES = {"success": "ok", "warning": "warn", "error": "stop", "info": "accent"}


@register.filter
def ton(gravite: str) -> str:
    return TONS[Gravite(gravite)]


@register.filter
def poids(gravite: str) -> str:
    return POIDS[Gravite(gravite)]


@register.filter
def icone_du_ton(nom: str) -> str:
    return icone(ICONES_DES_TONS.get(nom, "info"))


@register.filter
def ton_du_message(etiquettes: str) -> str:
    """The tone of one of Django's messages, from its tags."""
    return next((t for tag, t in TONS_DES_MESSAGES.items() if tag in etiquettes.split()), "accent")


@register.filter
def ranger(manquements: Iterable[Manquement]) -> tuple[Manquement, ...]:
    """Blocking first."""
    return par_gravite(manquements)


@register.filter
def controles_conformes(nombre: int) -> str:
    return f"{pluriel(nombre, 'contrôle')} conforme{accord(nombre)}"


@register.filter
def mots(texte: str) -> list[str]:
    return texte.split()


@register.filter
def cle(dictionnaire: Mapping[str, Any] | None, nom: str) -> Any:
    """The value under a name known only at run time; None where there is none."""
    return dictionnaire.get(nom) if isinstance(dictionnaire, Mapping) else None


# Forms --------------------------------------------------------------------------------

A_COCHER = {"radioselect", "checkboxselectmultiple"}


@register.inclusion_tag("components/_champ.html")
def champ(field: BoundField, *, court: bool = False, colonnes: str = "") -> dict[str, Any]:
    """One field with its label, its hint and its errors, all tied to it."""
    return {
        "field": field,
        "a_cocher": field.widget_type in A_COCHER,
        "case": field.widget_type == "checkbox",
        "court": court,
        "colonnes": colonnes,
    }


# Seats --------------------------------------------------------------------------------

FORMES = ("present", "suppleant", "pouvoir", "absent")
LIBELLES = {
    "present": "Présents",
    "suppleant": "Suppléants présents",
    "pouvoir": "Représentés par un pouvoir",
    "absent": "Absents",
}


@register.simple_tag
def hemicycle(sieges: Iterable[str], *, libelle: str, seuil: int | None = None) -> str:
    """The assembly seen from above: one mark per seat, the threshold in brass.

    ``sieges`` holds one of FORMES per seat; marks are grouped so that the threshold reads
    as « this many people are needed ». The table twin is in components/_jauge_quorum.html.
    """
    etats = sorted(sieges, key=FORMES.index)
    rayon = dessin.taille(len(etats))
    marques = format_html_join(
        "",
        "{}",
        (
            (_marque(etat, place.x, place.y, rayon),)
            for etat, place in zip(etats, dessin.places(len(etats)), strict=True)
        ),
    )
    trait = dessin.seuil(len(etats), seuil) if seuil else None
    return format_html(
        '<svg viewBox="0 0 200 104" role="img" aria-label="{}">{}{}</svg>',
        libelle,
        marques,
        format_html(
            '<path class="seat-threshold" d="M{} {} {} {}"></path>',
            trait[0].x, trait[0].y, trait[1].x, trait[1].y,
        ) if trait else "",
    )  # fmt: skip


@register.simple_tag
def sieges_de(presents: int, suppleants: int, pouvoirs: int, absents: int) -> list[str]:
    """One state per seat. ``presents`` counts everyone in the room, suppléants included."""
    return (
        ["present"] * (presents - suppleants)
        + ["suppleant"] * suppleants
        + ["pouvoir"] * pouvoirs
        + ["absent"] * absents
    )


@register.filter
def compter(sieges: Iterable[str]) -> list[tuple[str, int]]:
    tous = list(sieges)
    return [(forme, tous.count(forme)) for forme in FORMES]


@register.simple_tag
def phrase_du_quorum(presents: int, en_exercice: int, requis: int) -> str:
    return (
        f"{pluriel(presents, 'présent')} sur {pluriel(en_exercice, 'membre')} en exercice, "
        f"quorum à {requis}"
    )


@register.simple_tag
def marge_du_quorum(presents: int, requis: int) -> str:
    debut = f"Il en faut {requis}{INSECABLE}:"
    if presents < requis:
        return f"{debut} il en manque {requis - presents}."
    return f"{debut} marge de {presents - requis}." if presents > requis else f"{debut} tout juste."


@register.simple_tag
def marque_de_siege(etat: str) -> str:
    """The mark alone, for a legend."""
    return format_html(
        '<svg aria-hidden="true" viewBox="0 0 14 14">{}</svg>', _marque(etat, 7, 7, 5)
    )


@register.filter
def libelle_siege(etat: str) -> str:
    return LIBELLES[etat]


def _marque(etat: str, x: float, y: float, rayon: float) -> str:
    """Round: present; square: suppléant; diamond: pouvoir; ring: absent."""
    if etat == "suppleant":
        cote = round(rayon * 0.9, 2)
        return format_html(
            '<rect class="seat is-suppleant" x="{}" y="{}" width="{}" height="{}"></rect>',
            round(x - cote, 2), round(y - cote, 2), 2 * cote, 2 * cote,
        )  # fmt: skip
    if etat == "pouvoir":
        r = round(rayon * 1.15, 2)
        return format_html(
            '<path class="seat is-pouvoir" d="M{} {}l{} {} {} {} {} {}z"></path>',
            x, round(y - r, 2), r, r, -r, r, -r, -r,
        )  # fmt: skip
    return format_html(
        '<circle class="seat{}" cx="{}" cy="{}" r="{}"></circle>',
        " is-in" if etat == "present" else "", x, y, rayon,
    )  # fmt: skip
