"""A decision whose effects bear on one member commune alone waits for its council's opinion.

CGCT, art. L. 5211-57 : « Les décisions du conseil d'un établissement public de coopération
intercommunale à fiscalité propre dont les effets ne concernent qu'une seule des communes membres
ne peuvent être prises qu'après avis du conseil municipal de cette commune. S'il n'a pas été rendu
dans le délai de trois mois à compter de la date de la communication du projet de la communauté,
l'avis est réputé favorable. Lorsque l'avis est défavorable, la décision est prise à la majorité
des deux tiers des membres du conseil ».

The delay runs from date to date; the silence speaks the day after it ends (MAJ-02).
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from governance.regles import Gravite, Manquement
from instances.regles.dates_en_lettres import jour_en_lettres

ARTICLE = "CGCT, art. L. 5211-57"
MOIS = 3


class Sens(StrEnum):
    FAVORABLE = "favorable"
    DEFAVORABLE = "defavorable"


@dataclass(frozen=True, kw_only=True, slots=True)
class Avis:
    """What one commune was asked about one report, and what it said.

    ``transmis_le``: ``None`` when nothing was sent to it. ``modifie_le``: the last day the draft
    changed, when it is known.
    """

    numero: str
    commune: str
    transmis_le: date | None = None
    mois: int = MOIS
    sens: Sens | None = None
    rendu_le: date | None = None
    modifie_le: date | None = None


def expiration(transmis_le: date, mois: int = MOIS) -> date:
    """Last day to answer: the same day of the month, or the last one of a shorter month."""
    rang = transmis_le.month - 1 + mois
    annee, numero = transmis_le.year + rang // 12, rang % 12 + 1
    return date(annee, numero, min(transmis_le.day, monthrange(annee, numero)[1]))


def sens_acquis(avis: Avis, on: date) -> Sens | None:
    """The opinion that counts on a day: given in time, or read in the silence; else ``None``."""
    if avis.transmis_le is None:
        return None
    limite = expiration(avis.transmis_le, avis.mois)
    if avis.sens is not None and avis.rendu_le is not None and avis.rendu_le <= min(limite, on):
        return avis.sens
    return Sens.FAVORABLE if on > limite else None


def manquements(attendus: Iterable[Avis], *, seance: date) -> tuple[Manquement, ...]:
    """What stands against deliberating on the day of the séance."""
    return tuple(m for avis in attendus for m in _manquements(avis, seance))


def _manquements(avis: Avis, seance: date) -> Iterator[Manquement]:
    if avis.transmis_le is None:
        yield _dit(
            avis,
            "MAJ-01",
            f"Le rapport {avis.numero} n’a d’effets que sur {avis.commune}\u00a0: transmettez-lui "
            "le projet, son conseil municipal a trois mois pour donner son avis.",
        )
        return
    yield from _reponse(avis, seance, expiration(avis.transmis_le, avis.mois))
    if avis.modifie_le is not None and avis.modifie_le > avis.transmis_le:
        yield _dit(
            avis,
            "MAJ-05",
            f"Le projet du rapport {avis.numero} a changé depuis sa transmission à {avis.commune}"
            "\u00a0: si le changement touche à la substance, transmettez-le à nouveau.",
            Gravite.ALERTE,
        )


def _reponse(avis: Avis, seance: date, limite: date) -> Iterator[Manquement]:
    acquis = sens_acquis(avis, seance)
    if acquis is None:
        yield _dit(
            avis,
            "MAJ-02",
            f"L’avis de {avis.commune} sur le rapport {avis.numero} est attendu jusqu’au "
            f"{jour_en_lettres(limite)}\u00a0: sans lui, le conseil ne peut en délibérer avant le "
            f"{jour_en_lettres(limite + timedelta(days=1))}.",
        )
    elif acquis is Sens.DEFAVORABLE:
        yield _dit(
            avis,
            "MAJ-03",
            f"{avis.commune} a donné un avis défavorable sur le rapport {avis.numero}\u00a0: la "
            "décision demande les deux tiers des membres du conseil.",
            Gravite.INFO,
        )
    elif avis.rendu_le is None or avis.rendu_le > limite:
        yield _dit(avis, "MAJ-02", _tacite(avis, limite), Gravite.INFO)


def _tacite(avis: Avis, limite: date) -> str:
    depuis = jour_en_lettres(limite + timedelta(days=1))
    debut = f"L’avis de {avis.commune} sur le rapport {avis.numero}"
    if avis.rendu_le is not None:
        return f"{debut}, tardif, est sans effet\u00a0: il est réputé favorable depuis le {depuis}."
    return f"{debut} est réputé favorable depuis le {depuis}, faute de réponse en trois mois."


def _dit(avis: Avis, regle: str, message: str, gravite: Gravite = Gravite.BLOQUANT) -> Manquement:
    return Manquement(
        regle=regle,
        article=ARTICLE,
        gravite=gravite,
        message=message,
        points=(avis.numero,),
        champ="commune_concernee",
    )
