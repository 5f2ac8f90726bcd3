"""Words and tones of the territory's pages."""

from django import template

from sectors.models import Alerte

register = template.Library()

_TONS = {
    Alerte.Etat.SAISIE: "time",
    Alerte.Etat.INCOMPLETE: "warn",
    Alerte.Etat.RECEVABLE: "time",
    Alerte.Etat.INSCRITE: "accent",
    Alerte.Etat.DEBATTUE: "accent",
    Alerte.Etat.SUITE_DONNEE: "accent",
    Alerte.Etat.CLOSE: "ok",
}


@register.filter
def ton_alerte(etat: str) -> str:
    """The tone of a state: a shape and a word always go with it."""
    return _TONS.get(Alerte.Etat(etat), "")
