"""Who was regularly convoked: judged member by member, each by his own channel.

CGCT, art. L. 2121-10 :
« Toute convocation est faite par le maire. Elle indique les questions portées à l'ordre du
jour. Elle est mentionnée au registre des délibérations, affichée ou publiée. Elle est transmise
de manière dématérialisée ou, si les conseillers municipaux en font la demande, adressée par
écrit à leur domicile ou à une autre adresse. »

CE, 9 mars 2007, n° 290687: being present does not cover a late convocation; only the proof of
a receipt within the delay does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from governance.regles import Gravite, Manquement
from instances.regles.dates_en_lettres import compte, jour_en_lettres
from instances.regles.jours_francs import Contexte, delai_requis, francs

ARTICLE_PREUVE = "CGCT, art. L. 2121-10 ; CE, 9 mars 2007, n° 290687"


class Canal(StrEnum):
    ELECTRONIQUE = "electronique"
    POSTAL = "postal"
    REMISE = "remise"


@dataclass(frozen=True, kw_only=True, slots=True)
class EnvoiAuMembre:
    """What was sent to one member.

    ``envoi``: local day of the e-mail, postmark of the letter, or day it was handed over
    (never the day it was signed). ``reception``: day of receipt, only when it is proven.
    """

    membre: str
    canal: Canal | None
    canal_voulu: Canal = Canal.ELECTRONIQUE
    envoi: date | None = None
    reception: date | None = None


def date_retenue(envoi: EnvoiAuMembre) -> date | None:
    """The day that counts: of dispatch, if it used the member's channel, or of receipt if proven.

    The earlier one: a copy received in time mends the letter that left late (CNV-08).
    """
    valables = [envoi.reception]
    if _canal_respecte(envoi):
        valables.append(envoi.envoi)
    return min((jour for jour in valables if jour is not None), default=None)


def _canal_respecte(envoi: EnvoiAuMembre) -> bool:
    """Handing the letter over is always valid; paper and e-mail do not replace each other."""
    return envoi.canal is Canal.REMISE or envoi.canal is envoi.canal_voulu


def membre_regulierement_convoque(envoi: EnvoiAuMembre, contexte: Contexte) -> bool:
    jour = date_retenue(envoi)
    delai = delai_requis(contexte)
    if jour is None:
        return False
    return delai is None or francs(jour, contexte.seance) >= delai.plancher


def manquements_par_membre(
    envois: Iterable[EnvoiAuMembre], contexte: Contexte
) -> tuple[Manquement, ...]:
    """One breach per member: the séance is regular only if each of them was regularly called."""
    return tuple(
        _manquement_du_membre(envoi, contexte)
        for envoi in envois
        if not membre_regulierement_convoque(envoi, contexte)
    )


def _manquement_du_membre(envoi: EnvoiAuMembre, contexte: Contexte) -> Manquement:
    jour = date_retenue(envoi)
    regle, message = "CNV-07", f"{envoi.membre} n’a reçu aucun envoi valable\u00a0: convoquez-le."
    if jour is not None:
        regle = "CNV-08" if jour == envoi.reception else "CNV-07"
        message = _en_retard(envoi.membre, jour, contexte)
    elif envoi.envoi is not None:
        message = (
            f"{envoi.membre} n’a pas été convoqué par le moyen qu’il a choisi\u00a0: seule la "
            "preuve d’une réception dans le délai couvrirait ce vice, sa présence ne suffit pas. "
            "Renvoyez-lui la convocation ou remettez-la en main propre."
        )
    return Manquement(
        regle=regle,
        article=ARTICLE_PREUVE,
        gravite=Gravite.BLOQUANT if contexte.regime_du_conseil else Gravite.ALERTE,
        message=message,
    )


def _en_retard(membre: str, jour: date, contexte: Contexte) -> str:
    delai = delai_requis(contexte)
    laisse = max(francs(jour, contexte.seance), 0)
    return (
        f"{membre} a été convoqué le {jour_en_lettres(jour)}\u00a0: "
        f"{compte(laisse, 'jour franc', 'jours francs')} sur {delai.jours if delai else 0}. "
        "Sa présence à la séance ne couvre pas ce vice."
    )
