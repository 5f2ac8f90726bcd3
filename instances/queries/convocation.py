"""Before and after the dispatch: whom to convene, what stands against it, where each stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import get_current_timezone, localdate, localtime

from governance.models import Intercommunalite
from governance.regles import Manquement, par_gravite
from instances.models import Elu, Point, Remise, Seance
from instances.queries import composition
from instances.queries.composition import CanalChoisi, SiegeDetaille
from instances.queries.seances import point_vu
from instances.regles import convocation as regles
from instances.regles import jours_francs
from instances.regles.dates_en_lettres import compte, jour_en_lettres
from instances.regles.jours_francs import Contexte, Delai
from instances.regles.modeles_instances import MODELES
from instances.regles.reglement import Parametres

Qualite = Remise.Qualite
PAR_COURRIEL = CanalChoisi()
# Two points are known by what they announce: no column says it, their title must.
_URGENCE = re.compile(r"\burgence\b", re.IGNORECASE)
_DELEGATIONS = re.compile(r"\bcompte[ -]rendu\b.*\b(bureau|délégation|décisions)", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Signataire:
    """Who convenes: the président in office on the day of dispatch (CNV-01)."""

    nom: str
    titre: str

    def __str__(self) -> str:
        return f"{self.nom}, {self.titre}"

    @property
    def formule(self) -> str:
        """Above a signature: « Le Président », « La Présidente »."""
        return f"{'La' if self.titre.endswith('e') else 'Le'} {self.titre}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Destinataire:
    """One person to convene, by his own channel. ``titulaire``: whom a suppléant replaces."""

    elu: Elu
    qualite: str
    commune: str = ""
    canal: CanalChoisi = PAR_COURRIEL
    titulaire: str = ""

    @property
    def papier(self) -> bool:
        return self.canal.papier

    @property
    def adresse(self) -> str:
        if self.papier:
            return self.canal.adresse or self.elu.adresse
        return self.elu.courriel

    @property
    def libelle_de_qualite(self) -> str:
        libelle = str(Qualite(self.qualite).label)
        return f"Suppléant de {self.titulaire}" if self.titulaire else libelle


@dataclass(frozen=True, kw_only=True)
class Preparation:
    """A séance about to be convened at a moment: read once, shown, judged, then frozen."""

    seance: Seance
    at: datetime

    @property
    def jour(self) -> date:
        return localdate(self.seance.starts_at)

    @property
    def aujourd_hui(self) -> date:
        return jours_francs.date_locale(self.at, get_current_timezone())

    @cached_property
    def sieges(self) -> tuple[SiegeDetaille, ...]:
        return composition.sieges_detailles(self.seance.instance, self.jour)

    @cached_property
    def destinataires(self) -> tuple[Destinataire, ...]:
        return tuple(_destinataires(self))

    @cached_property
    def signataire(self) -> Signataire | None:
        return signataire(self.seance.intercommunalite, self.aujourd_hui)

    @cached_property
    def contexte(self) -> Contexte:
        return contexte_du_delai(self.seance)

    @property
    def delai(self) -> Delai | None:
        return jours_francs.delai_requis(self.contexte)

    @property
    def francs(self) -> int:
        return jours_francs.francs(self.aujourd_hui, self.jour)

    @property
    def phrase(self) -> str:
        """What the click will do, said before it."""
        plis = sum(d.papier for d in self.destinataires)
        courriels = len(self.destinataires) - plis
        depart = compte(courriels, "message partira", "messages partiront")
        if not plis:
            return f"{depart} aussitôt. Cet envoi ne se fait qu’une fois."
        return (
            f"{depart} aussitôt\u00a0; {compte(plis, 'pli sera', 'plis seront')} à remettre sur "
            "papier. Cet envoi ne se fait qu’une fois."
        )

    @property
    def personnes_exterieures(self) -> list[str]:
        """Seats without an élu: no address is known, the service tells them itself."""
        return [s.nom for s in self.sieges if s.elu is None]


def signataire(intercommunalite: Intercommunalite, on: date) -> Signataire | None:
    elu = composition.president(intercommunalite, on)
    if elu is None:
        return None
    feminin = elu.civilite == Elu.Civilite.MADAME
    return Signataire(nom=str(elu), titre="Présidente" if feminin else "Président")


def _destinataires(preparation: Preparation) -> Iterator[Destinataire]:
    """Titulaires first, then the suppléants, who receive every convocation (MEM-04)."""
    sieges = preparation.sieges
    titulaires = {s.elu.pk: s for s in sieges if s.elu is not None}
    suppleants = {
        s.suppleant.pk: s for s in sieges if s.suppleant and s.suppleant.pk not in titulaires
    }
    canaux = composition.canaux(
        preparation.seance.intercommunalite, [*titulaires, *suppleants], preparation.aujourd_hui
    )
    for pk, siege in titulaires.items():
        assert siege.elu is not None  # seats without an élu were left out above
        appele = siege.siege.appele_en_suppleance
        yield Destinataire(
            elu=siege.elu,
            qualite=Qualite.SUPPLEANT if appele else Qualite.TITULAIRE,
            commune=_commune(siege),
            canal=canaux[pk],
        )
    for pk, siege in suppleants.items():
        assert siege.suppleant is not None  # as above
        yield Destinataire(
            elu=siege.suppleant,
            qualite=Qualite.SUPPLEANT,
            commune=_commune(siege),
            canal=canaux[pk],
            titulaire=siege.nom,
        )


def _commune(siege: SiegeDetaille) -> str:
    return siege.commune.nom if siege.commune else ""


# The delay ----------------------------------------------------------------------------


def contexte_du_delai(seance: Seance, reglement: Parametres | None = None) -> Contexte:
    """The law, the règlement and the type d'instance as they stand on the day of the séance.

    ``reglement``: that of the day, when whoever reads many séances has already found it.
    """
    genre = seance.instance.type_instance
    jour = localdate(seance.starts_at)
    regime = regime_du_conseil(seance)
    delais = [genre.delai_francs]
    if regime:
        reglement = reglement or composition.parametres(seance.intercommunalite, jour)
        delais.append(reglement.delai_convocation_conseil)
    return Contexte(
        seance=jour,
        regime_du_conseil=regime,
        commune_de_3500=_commune_de_3500(seance.intercommunalite, jour),
        urgence=seance.urgence,
        seconde_convocation=seance.premiere_seance_id is not None,
        delai_du_reglement=max((d for d in delais if d is not None), default=None),
    )


def regime_du_conseil(seance: Seance) -> bool:
    """The conseil, and a bureau that delibère « comme le conseil » (CNV-22)."""
    genre = seance.instance.type_instance
    modele = MODELES.get(genre.modele)
    deliberante = genre.nature == genre.Nature.DELIBERANTE
    return deliberante and (modele is None or modele.regime_du_conseil)


def _commune_de_3500(intercommunalite: Intercommunalite, jour: date) -> bool | None:
    """Asked by the law only before March 2020; ``None`` when populations are not entered."""
    if jour >= jours_francs.TOUT_EPCI_A_CINQ_JOURS:
        return True
    populations = list(intercommunalite.communes.au(jour).values_list("population", flat=True))
    if any(p is not None and p >= 3500 for p in populations):
        return True
    return None if None in populations or not populations else False


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


def horloge(seance: Seance, at: datetime) -> Horloge:
    preparation = Preparation(seance=seance, at=at)
    delai, jour, maintenant = preparation.delai, preparation.jour, preparation.aujourd_hui
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


# What stands against the dispatch ------------------------------------------------------


def controles(seance: Seance, at: datetime) -> tuple[Manquement, ...]:
    """Everything at once, shown before the click and refused after it."""
    return controles_de(Preparation(seance=seance, at=at))


def controles_de(preparation: Preparation) -> tuple[Manquement, ...]:
    return par_gravite(regles.manquements(faits_de_convocation(preparation)))


def faits_de_convocation(preparation: Preparation) -> regles.Faits:
    seance = preparation.seance
    reprises = _numeros_repris(seance)
    return regles.Faits(
        contexte=preparation.contexte,
        conseil=seance.instance.type_instance.modele == "conseil",
        envoi=preparation.aujourd_hui,
        heure=localtime(seance.starts_at).time(),
        lieu=seance.lieu,
        signataire=preparation.signataire.nom if preparation.signataire else "",
        affaires=tuple(_affaire(p, reprises) for p in _points(seance)),
        destinataires=tuple(map(_vu_par_la_regle, preparation.destinataires)),
        suppleants_attendus=frozenset(str(s.suppleant) for s in preparation.sieges if s.suppleant),
        urgence_motif=seance.urgence_motif,
        visio=_visio(seance, preparation.jour) if seance.visioconference else None,
        derniere_reunion=_derniere_reunion(seance),
    )


def _points(seance: Seance) -> QuerySet[Point]:
    return seance.points.exclude(etat=Point.Etat.RETIRE).order_by("rang")


def _affaire(point: Point, reprises: frozenset[str]) -> regles.Affaire:
    return regles.Affaire(
        point=replace(
            point_vu(point),
            urgence=bool(_URGENCE.search(point.titre)),
            compte_rendu_des_delegations=bool(_DELEGATIONS.search(point.titre)),
        ),
        note_de_synthese=bool(point.note_de_synthese.strip()),
        budget_primitif=point.budget_primitif,
        reprise=point.numero in reprises,
    )


def _vu_par_la_regle(personne: Destinataire) -> regles.Destinataire:
    return regles.Destinataire(
        nom=str(personne.elu),
        papier=personne.papier,
        papier_demande_le=personne.canal.demande_on,
        adresse=personne.adresse,
        suppleant=personne.qualite == Qualite.SUPPLEANT,
    )


def _numeros_repris(seance: Seance) -> frozenset[str]:
    """What a second convocation takes up again from the first séance (CNV-11)."""
    if seance.premiere_seance is None:
        return frozenset()
    return frozenset(seance.premiere_seance.points.values_list("numero", flat=True))


def _visio(seance: Seance, jour: date) -> regles.Visio:
    """A meeting held in one place this semester settles the question; its lack does not yet."""
    reglement = composition.parametres(seance.intercommunalite, jour)
    premier_mois = 1 if jour.month <= 6 else 7
    en_salle = seance.instance.seances.tenues().filter(
        visioconference=False,
        starts_at__year=jour.year,
        starts_at__month__range=(premier_mois, premier_mois + 5),
    )
    return regles.Visio(
        prevue_au_reglement=bool(reglement.visioconference),
        presentiel_du_semestre=True if en_salle.exists() else None,
    )


def _derniere_reunion(seance: Seance) -> date | None:
    tenues = seance.instance.seances.tenues().filter(starts_at__lt=seance.starts_at)
    derniere = tenues.order_by("-starts_at").values_list("starts_at", flat=True).first()
    return localdate(derniere) if derniere else None
