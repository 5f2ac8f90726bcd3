"""The pacte de gouvernance: the debate that is due, the pact that may follow, and its clock.

CGCT, art. L. 5211-11-2 : after each general renewal of the municipal councils, the président puts
on the ordre du jour « un débat et une délibération sur l'élaboration d'un pacte de gouvernance »
and on the conseil de développement. If the assembly decides on a pact, it adopts it « dans un délai
de neuf mois à compter du renouvellement général », after the opinion of the councils, « rendu dans
un délai de deux mois après la transmission du projet de pacte ». Silence lets it go on: no text
makes it favourable.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from governance.regles import Gravite, Manquement
from instances.regles.dates_en_lettres import jour_en_lettres
from sectors.regles.avis_communes import expiration

ARTICLE = "CGCT, art. L. 5211-11-2"
MOIS_DU_PACTE = 9
MOIS_DE_L_AVIS = 2


def echeance(renouvellement: date) -> date:
    """Nine months from the round that completed the renewal in the intercommunalité (PAC-02)."""
    return expiration(renouvellement, MOIS_DU_PACTE)


def transmission_au_plus_tard(renouvellement: date) -> date:
    """The councils have two months: the draft leaves seven months after the renewal."""
    return expiration(renouvellement, MOIS_DU_PACTE - MOIS_DE_L_AVIS)


@dataclass(frozen=True, kw_only=True, slots=True)
class Consultation:
    """The councils asked on one day; ``rendus``: communes whose opinion has come."""

    transmis_on: date
    communes: tuple[str, ...]
    rendus: tuple[str, ...] = ()

    @property
    def fin(self) -> date:
        return expiration(self.transmis_on, MOIS_DE_L_AVIS)

    @property
    def manquants(self) -> tuple[str, ...]:
        return tuple(c for c in self.communes if c not in self.rendus)


def adoption(
    consultation: Consultation | None, *, on: date, renouvellement: date
) -> tuple[Manquement, ...]:
    """What stands against adopting the pact that day (PAC-02)."""
    if consultation is None:
        return (_manquement("PAC-02", "Les conseils municipaux n’ont pas été consultés."),)
    trouves = []
    if consultation.manquants and on <= consultation.fin:
        trouves.append(
            _manquement(
                "PAC-02",
                f"{len(consultation.manquants)} conseils municipaux n’ont pas répondu\u00a0: "
                f"attendez leur avis, ou le {jour_en_lettres(consultation.fin)} passé.",
            )
        )
    limite = echeance(renouvellement)
    if on > limite:
        trouves.append(
            _manquement(
                "PAC-03",
                f"Le pacte devait être adopté avant le {jour_en_lettres(limite)}\u00a0: il peut "
                "l’être encore, hors délai.",
                gravite=Gravite.ALERTE,
            )
        )
    return tuple(trouves)


def debat_du(sujets_debattus: Iterable[str]) -> tuple[Manquement, ...]:
    """Both debates are due after a renewal, the pact itself is not (PAC-01)."""
    debattus = set(sujets_debattus)
    attendus = {
        "pacte": "l’élaboration d’un pacte de gouvernance",
        "developpement": "le conseil de développement et la participation",
    }
    return tuple(
        _manquement(
            "PAC-01",
            f"Inscrivez le débat et la délibération sur {quoi}.",
            gravite=Gravite.ALERTE,
        )
        for cle, quoi in attendus.items()
        if cle not in debattus
    )


def _manquement(regle: str, message: str, *, gravite: Gravite = Gravite.BLOQUANT) -> Manquement:
    return Manquement(regle=regle, article=ARTICLE, message=message, gravite=gravite)
