"""Words and tones of the territory's pages."""

from django import template

from sectors.models import Alerte
from sectors.regles import expression

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
def signes(texte: str) -> int:
    """As the rule counts them (EXP-02)."""
    return expression.compter(texte)


@register.filter
def ton_alerte(etat: str) -> str:
    """The tone of a state: a shape and a word always go with it."""
    return _TONS.get(Alerte.Etat(etat), "")
