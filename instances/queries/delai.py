"""The delay of a séance, by the law and the règlement of its day; and the clock that shows it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import get_current_timezone, localdate

from governance.models import Intercommunalite
from instances.models import Instance, Seance
from instances.queries import composition
from instances.regles import jours_francs
from instances.regles.dates_en_lettres import compte, jour_en_lettres
from instances.regles.jours_francs import Contexte, Delai
from instances.regles.modeles_instances import MODELES
from instances.regles.reglement import Parametres, corps


def contexte_du_delai(
    seance: Seance, reglement: Parametres | None = None, *, installation: bool = False
) -> Contexte:
    """The law, the règlement and the type d'instance as they stand on the day of the séance.

    ``reglement``: that of the day, when whoever reads many séances has already found it.
    ``installation``: changes the article, not the days; whoever only counts leaves it out.
    """
    jour = localdate(seance.starts_at)
    reglement = reglement or composition.parametres(seance.intercommunalite, jour)
    return Contexte(
        seance=jour,
        regime_du_conseil=regime_du_conseil(seance),
        commune_de_3500=_commune_de_3500(seance.intercommunalite, jour),
        urgence=seance.urgence,
        seconde_convocation=seance.premiere_seance_id is not None,
        installation=installation,
        delai_du_reglement=_delai_voulu(seance.instance, reglement),
        delai_d_urgence=reglement.delai_urgence,
    )


def delai_de_l_instance(
    instance: Instance, jour: date, reglement: Parametres | None = None
) -> Delai | None:
    """What a body asks of its next convocation, urgency apart; ``None`` when nothing does.

    ``reglement``: that of the day, when the caller already holds it.
    """
    reglement = reglement or composition.parametres(instance.intercommunalite, jour)
    contexte = Contexte(
        seance=jour,
        regime_du_conseil=instance_au_regime_du_conseil(instance),
        delai_du_reglement=_delai_voulu(instance, reglement),
    )
    return jours_francs.delai_requis(contexte)


def _delai_voulu(instance: Instance, reglement: Parametres) -> int | None:
    """The longest of what the type d'instance and the règlement ask."""
    genre = instance.type_instance
    delais = [genre.delai_francs, corps.delai(genre.modele, reglement)]
    if instance_au_regime_du_conseil(instance):
        delais.append(reglement.delai_convocation_conseil)
    return max((d for d in delais if d is not None), default=None)


def regime_du_conseil(seance: Seance) -> bool:
    return instance_au_regime_du_conseil(seance.instance)


def instance_au_regime_du_conseil(instance: Instance) -> bool:
    """The conseil, and a bureau that delibère « comme le conseil » (CNV-22)."""
    genre = instance.type_instance
    modele = MODELES.get(genre.modele)
    deliberante = genre.nature == genre.Nature.DELIBERANTE
    return deliberante and (modele is None or modele.regime_du_conseil)


def commune_de_3500(intercommunalite: Intercommunalite, jour: date) -> bool | None:
    """Whether one member reaches 3 500 inhabitants; ``None`` when populations are not entered."""
    populations = list(intercommunalite.communes.au(jour).values_list("population", flat=True))
    if any(p is not None and p >= 3500 for p in populations):
        return True
    return None if None in populations or not populations else False


def _commune_de_3500(intercommunalite: Intercommunalite, jour: date) -> bool | None:
    """The delay depends on it only before March 2020."""
    if jour >= jours_francs.TOUT_EPCI_A_CINQ_JOURS:
        return True
    return commune_de_3500(intercommunalite, jour)


@dataclass(frozen=True, kw_only=True, slots=True)
class Horloge:
    """The legal clock, as the page says it: the sentence, then one day per cell."""

    avant: str
    echeance: str
    apres: str
    delai: Delai | None
    limite: date | None
    en_retard: bool
    jours: tuple[dict[str, Any], ...]

    @property
    def phrase(self) -> str:
        return f"{self.avant} {self.echeance}{self.apres}".strip()

    @property
    def explication(self) -> str:
        if self.delai is None:
            return "Ni la loi ni le règlement intérieur ne fixent de délai pour cette instance."
        return (
            f"{self.delai.en_lettres.capitalize()} au moins. Ni le jour de l’envoi ni celui de "
            "la séance ne comptent."
        )

    @property
    def article(self) -> str:
        return self.delai.article if self.delai else ""


def horloge(seance: Seance, at: datetime, contexte: Contexte | None = None) -> Horloge:
    """``contexte``: that of the séance, when the caller prepares its convocation."""
    jour = localdate(seance.starts_at)
    delai = jours_francs.delai_requis(contexte or contexte_du_delai(seance))
    maintenant = jours_francs.date_locale(at, get_current_timezone())
    if delai is None:
        return Horloge(
            avant="Séance le", echeance=jour_en_lettres(jour, repere=maintenant), apres=".",
            delai=None, limite=None, en_retard=maintenant > jour, jours=(),
        )  # fmt: skip
    limite = jours_francs.dernier_jour_d_envoi(jour, delai)
    avant, echeance, apres = _phrase(maintenant, limite, delai)
    return Horloge(
        avant=avant,
        echeance=echeance,
        apres=apres,
        delai=delai,
        limite=limite,
        en_retard=maintenant > limite,
        jours=tuple(map(_case, jours_francs.frise(maintenant, jour, delai))),
    )


def _phrase(maintenant: date, limite: date, delai: Delai) -> tuple[str, str, str]:
    reste = (limite - maintenant).days
    if reste == 0:
        return "Dernier jour d’envoi\u00a0:", "aujourd’hui", ", avant minuit."
    nommee = jour_en_lettres(limite, repere=maintenant)
    if reste > 0:
        return "Envoi au plus tard le", nommee, f"\u00a0: il reste {compte(reste, 'jour')}."
    possible = jour_en_lettres(
        jours_francs.premiere_seance_possible(maintenant, delai), repere=maintenant
    )
    return (
        "Le délai est échu depuis le",
        nommee,
        f"\u00a0: une convocation envoyée aujourd’hui permet une séance à partir du {possible}.",
    )


def _case(case: jours_francs.Case) -> dict[str, Any]:
    """As components/_horloge.html reads a day: its role, today first."""
    role = "" if case.role is jours_francs.Role.ATTENTE else case.role.value
    return {
        "jour": case.jour,
        "role": "aujourdhui" if case.aujourd_hui and not role else role,
        "libelle": case.libelle,
    }
