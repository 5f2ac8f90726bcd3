"""Lists of choices: what a form offers starts from the intercommunalité."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet


def offrir(
    form: forms.BaseForm,
    champ: str,
    lignes: QuerySet[Any],
    *,
    vide: str | None = None,
    lus: Iterable[tuple[Any, str]] | None = None,
) -> None:
    """Give a list the rows one may choose.

    ``vide``: what stands for no choice. ``lus``: the same rows, already read by the page, so
    that showing them asks nothing more of the database; what is typed is checked in ``lignes``.
    """
    liste = form.fields[champ]
    assert isinstance(liste, forms.ModelChoiceField)
    liste.queryset = lignes
    if vide is not None:
        liste.empty_label = vide
    if lus is not None:
        liste.choices = [("", liste.empty_label or ""), *lus]


class Cases(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """Several rows to tick; ``libelle`` writes each of them in one line."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *args: Any, libelle: Callable[[Any], str], **kwargs: Any) -> None:
        self.libelle = libelle
        super().__init__(*args, **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return self.libelle(obj)
