"""Missions d'information et d'évaluation: who may ask, when none may be created, when they end.

CGCT, art. L. 2121-22-1 : « Dans les communes de 20 000 habitants et plus, le conseil municipal,
lorsqu'un sixième de ses membres le demande, délibère de la création d'une mission d'information et
d'évaluation [...]. Un même conseiller municipal ne peut s'associer à une telle demande plus d'une
fois par an. Aucune mission ne peut être créée à partir du 1er janvier de l'année civile qui précède
l'année du renouvellement général des conseils municipaux. [...] La durée de la mission [...] ne
peut excéder six mois à compter de la date de la délibération qui l'a créée. »

The assembly deliberates on the request: it is not bound to accept it.
"""

from dataclasses import dataclass
from datetime import date

from governance.regles import Gravite, Manquement
from instances.regles.dates_en_lettres import compte, jour_en_lettres
from instances.regles.fractions import au_moins
from sectors.regles.avis_communes import expiration

ARTICLE = "CGCT, art. L. 2121-22-1 et L. 5211-1"
JOURS_D_ALERTE = 30


@dataclass(frozen=True, kw_only=True, slots=True)
class Regime:
    """The law of the day and what the règlement adds."""

    seuil_habitants: int = 20_000
    fraction: int = 6
    duree_mois: int = 6
    delai_jours: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Demande:
    """``deja_signataires``: those of them who joined another request this civil year."""

    population: int | None
    membres: int
    signataires: int
    deja_signataires: int = 0
    recue_on: date
    seance_on: date | None = None
    renouvellement: int = 2032

    @property
    def valables(self) -> int:
        """A second signature in the year does not count (MIE-02)."""
        return self.signataires - self.deja_signataires


def requises(demande: Demande, regime: Regime) -> int:
    return au_moins(regime.fraction, demande.membres)


def manquements(demande: Demande, regime: Regime) -> tuple[Manquement, ...]:
    """What stands against putting the creation to deliberation (MIE-01 to MIE-03, MIE-05)."""
    requis = requises(demande, regime)
    trouves = []
    if demande.population is not None and demande.population < regime.seuil_habitants:
        trouves.append(
            _manquement("MIE-01", f"Une mission se crée à partir de {regime.seuil_habitants} "
                        "habitants.")
        )  # fmt: skip
    if demande.valables < requis:
        trouves.append(_signatures(demande, requis))
    # The conseil creates it, whatever the day of the request.
    trouves += fermee(demande.seance_on or demande.recue_on, demande.renouvellement)
    if _tardive(demande, regime):
        trouves.append(
            _manquement(
                "MIE-05",
                f"Le règlement demande {regime.delai_jours} jours avant la séance\u00a0: cette "
                "demande va à la suivante.",
            )
        )
    return tuple(trouves)


def creation(
    creee_on: date, *, seance_on: date, aujourd_hui: date, renouvellement: int
) -> tuple[Manquement, ...]:
    """The day of the délibération is that of a séance that was held, in an open period (MIE-03)."""
    return (*deliberation(creee_on, seance_on=seance_on, aujourd_hui=aujourd_hui),
            *fermee(creee_on, renouvellement))  # fmt: skip


def deliberation(le: date, *, seance_on: date, aujourd_hui: date) -> tuple[Manquement, ...]:
    """What was decided was decided in the séance where it was put, and not later than today."""
    if le > aujourd_hui:
        return (_manquement("MIE-01", "Cette délibération n’a pas encore été prise."),)
    if le < seance_on:
        return (
            _manquement(
                "MIE-01",
                f"La création est à l’ordre du jour du {jour_en_lettres(seance_on)}\u00a0: la "
                "délibération ne la précède pas.",
            ),
        )
    return ()


def fermee(le: date, renouvellement: int) -> tuple[Manquement, ...]:
    """``renouvellement``: the year of the first one that follows that day (MIE-03)."""
    if le < ferme_depuis(renouvellement):
        return ()
    depuis = jour_en_lettres(ferme_depuis(renouvellement))
    return (_manquement("MIE-03", f"Aucune mission ne se crée à partir du {depuis}."),)


def _signatures(demande: Demande, requis: int) -> Manquement:
    if demande.signataires >= requis:
        return _manquement(
            "MIE-02",
            f"{compte(demande.deja_signataires, 'signataire')} ont déjà demandé une mission cette "
            f"année\u00a0: restent {demande.valables} signatures sur {requis}.",
        )
    return _manquement(
        "MIE-01", f"{requis} membres doivent la demander\u00a0: {demande.signataires} ont signé."
    )


def _tardive(demande: Demande, regime: Regime) -> bool:
    if regime.delai_jours is None or demande.seance_on is None:
        return False
    return (demande.seance_on - demande.recue_on).days < regime.delai_jours


def ferme_depuis(renouvellement: int) -> date:
    """From the first of January of the year before the one of the renewal (MIE-03)."""
    return date(renouvellement - 1, 1, 1)


def fin(creee_on: date, regime: Regime) -> date:
    """A mission ends by itself (MIE-04)."""
    return expiration(creee_on, regime.duree_mois)


def bientot_finie(creee_on: date, regime: Regime, *, on: date) -> tuple[Manquement, ...]:
    reste = (fin(creee_on, regime) - on).days
    if not 0 <= reste <= JOURS_D_ALERTE:
        return ()
    return (
        _manquement(
            "MIE-04",
            f"La mission s’achève le {jour_en_lettres(fin(creee_on, regime))}\u00a0: son rapport "
            "va à la séance suivante.",
            gravite=Gravite.ALERTE,
        ),
    )


def _manquement(regle: str, message: str, *, gravite: Gravite = Gravite.BLOQUANT) -> Manquement:
    return Manquement(regle=regle, article=ARTICLE, message=message, gravite=gravite)
