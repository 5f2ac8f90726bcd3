"""The conférence des maires: when it exists, who may have it meet, how it gives its avis.

CGCT, art. L. 5211-11-3 : « La création d'une conférence des maires est obligatoire dans les
établissements publics de coopération intercommunale à fiscalité propre, sauf lorsque le bureau
de l'établissement public comprend déjà l'ensemble des maires des communes membres. La conférence
des maires est présidée par le président [...]. Elle se réunit, sur un ordre du jour déterminé, à
l'initiative du président [...] ou, dans la limite de quatre réunions par an, à la demande d'un
tiers des maires. »

The ceiling counts the meetings held on demand alone; the président stays free to call others.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from governance.regles import Gravite, Manquement
from instances.regles.dates_en_lettres import compte
from instances.regles.fractions import au_moins

ARTICLE = "CGCT, art. L. 5211-11-3"


def obligatoire(*, maires: Collection[object], bureau: Collection[object]) -> bool:
    """Unless the bureau has all the mayors (CDM-01)."""
    return not set(maires) <= set(bureau)


@dataclass(frozen=True, kw_only=True, slots=True)
class Demande:
    """A request that mayors sign. ``tenues``: days of the meetings held on demand."""

    signataires: int
    maires: int
    ordre_du_jour: str
    tenues: tuple[date, ...] = ()
    fraction: int = 3
    par_an: int = 4

    @property
    def seuil(self) -> int:
        return au_moins(self.fraction, self.maires)


def manquements(demande: Demande, *, on: date) -> tuple[Manquement, ...]:
    """What the request still lacks (CDM-02)."""
    trouves = []
    if demande.signataires < demande.seuil:
        trouves.append(
            _manquement(
                f"{compte(demande.signataires, 'maire a signé', 'maires ont signé')}, "
                f"{demande.seuil} sont nécessaires sur {demande.maires}."
            )
        )
    if not demande.ordre_du_jour.strip():
        trouves.append(_manquement("La conférence se réunit sur un ordre du jour déterminé."))
    cette_annee = sum(jour.year == on.year for jour in demande.tenues)
    if cette_annee >= demande.par_an:
        trouves.append(
            _manquement(
                f"{compte(cette_annee, 'réunion')} déjà tenues sur demande cette année\u00a0: la "
                "limite est atteinte, le président reste libre d’en convoquer une."
            )
        )
    return tuple(trouves)


def sans_suite(*, recevable_on: date, on: date, patience: int = 30) -> tuple[Manquement, ...]:
    """An admissible request that nobody follows: an alert, no sanction is written (CDM-02)."""
    if (on - recevable_on).days < patience:
        return ()
    return (
        _manquement(
            "Cette demande est recevable depuis un mois et aucune réunion n’est convoquée.",
            gravite=Gravite.ALERTE,
        ),
    )


def representant(*, adjoint: bool, meme_commune: bool, admis: bool) -> tuple[Manquement, ...]:
    """A mayor sends an adjoint where the règlement lets him (CDM-03)."""
    if admis and adjoint and meme_commune:
        return ()
    message = (
        "Un maire se fait représenter par un adjoint de sa commune."
        if admis
        else "Le règlement ne permet pas à un maire de se faire représenter."
    )
    return (Manquement(regle="CDM-03", article="Règlement intérieur", message=message),)


def reponse_due(question_on: date, *, jours: int | None) -> date | None:
    """A question left open is answered in writing; the règlement says within how long (CDM-03)."""
    return None if jours is None else date.fromordinal(question_on.toordinal() + jours)


def _manquement(message: str, *, gravite: Gravite = Gravite.BLOQUANT) -> Manquement:
    return Manquement(regle="CDM-02", article=ARTICLE, message=message, gravite=gravite)
