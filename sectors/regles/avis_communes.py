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
class Regime:
    """How long the councils have, and what their silence means.

    ``fixe``: by the law; otherwise it is what we propose, and the one who asks may choose.
    """

    mois: int
    silence_favorable: bool
    une_seule: bool
    regle: str
    article: str
    fixe: bool = True


COMMUNE_SEULE = Regime(
    mois=MOIS, silence_favorable=True, une_seule=True, regle="MAJ-02", article=ARTICLE
)
REGIMES = {
    "l5211_57": COMMUNE_SEULE,
    # Silence lets the pacte go on; no text makes it favourable (PAC-02).
    "pacte": Regime(
        mois=2,
        silence_favorable=False,
        une_seule=False,
        regle="PAC-02",
        article="CGCT, art. L. 5211-11-2",
    ),
    # No text asks for it: a month is what fits between the orientations and the vote.
    "budget": Regime(
        mois=1, silence_favorable=False, une_seule=False, regle="MAJ-02", article="", fixe=False
    ),
}


def silence(fondement: str, choisi: bool) -> bool:
    """Whether saying nothing approves: the law says it, or whoever asks."""
    regime = REGIMES.get(fondement)
    return regime.silence_favorable if regime and regime.fixe else choisi


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


def controler_transmission(
    *, fondement: str, communes: int, mois: int, du_rapport: bool, adopte_le_pacte: bool = True
) -> tuple[Manquement, ...]:
    """What stands against asking. ``du_rapport``: the report names that very commune."""
    regime = REGIMES.get(fondement)
    trouves = []
    if not communes:
        trouves.append(_refus("MAJ-01", "communes", "Choisissez les communes à consulter."))
    if regime and regime.une_seule and communes > 1:
        trouves.append(
            _refus("MAJ-01", "communes", "Cet avis ne se demande qu’à la commune concernée.")
        )
    if not du_rapport:
        trouves.append(
            _refus(
                "MAJ-01",
                "point",
                "Ce rapport ne désigne pas cette commune\u00a0: dites d’abord sur le rapport "
                "qu’elle est seule concernée.",
            )
        )
    if fondement == "pacte" and not adopte_le_pacte:
        trouves.append(
            _refus(
                "PAC-02",
                "point",
                "Dites d’abord sur ce rapport, à la matière, qu’il adopte le pacte de gouvernance.",
            )
        )
    fixe = regime if regime and regime.fixe else None
    if mois < 1 or (fixe and mois != fixe.mois):
        attendu = f"{fixe.mois} mois, fixés par la loi" if fixe else "un mois au moins"
        trouves.append(_refus("MAJ-02", "delai_mois", f"Le délai est de {attendu}."))
    return tuple(trouves)


def controler_reponse(
    *, transmis_le: date, rendu_le: date, aujourd_hui: date, avec_deliberation: bool, close: bool
) -> tuple[Manquement, ...]:
    """An answer comes after the question, from the council itself: its délibération is joined."""
    trouves = []
    if close:
        trouves.append(_refus("MAJ-05", "", "Un nouveau projet a été transmis depuis."))
    if rendu_le > aujourd_hui:
        trouves.append(_refus("MAJ-02", "delibere_on", "Ce conseil municipal n’a pas eu lieu."))
    elif rendu_le < transmis_le:
        trouves.append(
            _refus("MAJ-02", "delibere_on", "Cette délibération précède la transmission du projet.")
        )
    if not avec_deliberation:
        trouves.append(
            _refus("MAJ-01", "deliberation", "Joignez la délibération du conseil municipal.")
        )
    return tuple(trouves)


def engagements(*, compromis: str, politique_adoptee: bool) -> tuple[Manquement, ...]:
    """A charte’s own clause after a refusal: to be explained, never to be counted (MAJ-06)."""
    manquants = []
    if not politique_adoptee:
        manquants.append("une politique ou un projet déjà adopté")
    if not compromis.strip():
        manquants.append("un compromis recherché avec la commune")
    if not manquants:
        return ()
    return (
        Manquement(
            regle="MAJ-06",
            article="Charte de gouvernance",
            gravite=Gravite.ALERTE,
            message=f"La charte demande, avant de passer outre, {' et '.join(manquants)}\u00a0: "
            "motivez-le. La majorité légale n’en change pas.",
        ),
    )


def _refus(regle: str, champ: str, message: str) -> Manquement:
    return Manquement(regle=regle, article=ARTICLE, message=message, champ=champ)


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


def accord_au_bureau(avis: Iterable[Avis], *, engagement: bool, on: date) -> Iterator[Manquement]:
    """Some charters have their bureau decide nothing of one commune without its assent (MAJ-07).

    A political engagement: told, never blocking; the law asks for less.
    """
    if not engagement:
        return
    for demande in avis:
        if sens_acquis(demande, on) is not Sens.FAVORABLE:
            yield Manquement(
                regle="MAJ-07",
                article="Pacte de gouvernance",
                gravite=Gravite.ALERTE,
                message=(
                    f"Le rapport {demande.numero} ne concerne que {demande.commune}\u00a0: "
                    "la charte demande l’avis favorable de son maire avant que le bureau ne "
                    "décide, ou le compromis recherché."
                ),
                points=(demande.numero,),
                champ="commune_concernee",
            )
