"""The pacte de gouvernance: the debate that is due, the pact that may follow, and its clock.

CGCT, art. L. 5211-11-2 : after each general renewal of the municipal councils, the président puts
on the ordre du jour « un débat et une délibération sur l'élaboration d'un pacte de gouvernance »
and on the conseil de développement. If the assembly decides on a pact, it adopts it « dans un délai
de neuf mois à compter du renouvellement général », after the opinion of the councils, « rendu dans
un délai de deux mois après la transmission du projet de pacte ». Silence lets it go on: no text
makes it favourable. For the renewal of 2020, loi n° 2021-160 carried every term to 28 June 2021.

None of it blocks: the day may come before the answers that are still on their way.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from governance.regles import Gravite, Manquement
from instances.regles.dates_en_lettres import compte, jour_en_lettres
from sectors.regles.avis_communes import expiration

ARTICLE = "CGCT, art. L. 5211-11-2"
MOIS_DU_PACTE = 9
MOIS_DE_L_AVIS = 2
# Loi n° 2021-160: the one term that does not count nine months (PAC-03).
TERMES_PROROGES = {2020: date(2021, 6, 28)}


def echeance(renouvellement: date) -> date:
    """Nine months from the round that completed the renewal in the intercommunalité (PAC-02)."""
    neuf_mois = expiration(renouvellement, MOIS_DU_PACTE)
    return TERMES_PROROGES.get(renouvellement.year, neuf_mois)


def transmission_au_plus_tard(renouvellement: date) -> date:
    """The councils have two months: the draft leaves that long before the last day."""
    return expiration(echeance(renouvellement), -MOIS_DE_L_AVIS)


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
    consultation: Consultation | None, *, on: date, renouvellement: date | None
) -> tuple[Manquement, ...]:
    """What stands against adopting the pact that day (PAC-02)."""
    if consultation is None:
        return (_manquement("PAC-02", "Les conseils municipaux n’ont pas été consultés."),)
    trouves = []
    if consultation.manquants and on <= consultation.fin:
        trouves.append(
            _manquement(
                "PAC-02",
                f"{_sans_reponse(len(consultation.manquants))}\u00a0: attendez leur avis, ou que "
                f"le {jour_en_lettres(consultation.fin)} soit passé.",
            )
        )
    limite = echeance(renouvellement) if renouvellement else None
    if limite and on > limite:
        trouves.append(
            _manquement(
                "PAC-03",
                f"Le pacte devait être adopté avant le {jour_en_lettres(limite)}\u00a0: il peut "
                "l’être encore, hors délai.",
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
        )
        for cle, quoi in attendus.items()
        if cle not in debattus
    )


def _sans_reponse(nombre: int) -> str:
    qui = compte(nombre, "conseil municipal", "conseils municipaux")
    return f"{qui} {'n’a' if nombre == 1 else 'n’ont'} pas répondu"


def _manquement(regle: str, message: str) -> Manquement:
    return Manquement(regle=regle, article=ARTICLE, message=message, gravite=Gravite.ALERTE)
