"""Computed once however many ask at the same time: for what many read and few change."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Memoire(Generic[T]):
    """The last values of this process. The key names a version: nothing is ever out of date.

    For readers only: what an act computes before its commit might never be.
    """

    def __init__(self, taille: int) -> None:
        self.taille = taille
        self._valeurs: OrderedDict[Hashable, T] = OrderedDict()
        self._verrou = Lock()

    def lire(self, cle: Hashable, calculer: Callable[[], T]) -> T:
        with self._verrou:
            if cle not in self._valeurs:
                self._valeurs[cle] = calculer()
                while len(self._valeurs) > self.taille:
                    self._valeurs.popitem(last=False)
            return self._valeurs[cle]
