"""Whom to convene, by which channel, and who signs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from governance.models import Intercommunalite
from instances.models import Elu, Remise
from instances.queries import composition
from instances.queries.composition import CanalChoisi, SiegeDetaille

Qualite = Remise.Qualite
PAR_COURRIEL = CanalChoisi()


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


def signataire(intercommunalite: Intercommunalite, on: date) -> Signataire | None:
    elu = composition.president(intercommunalite, on)
    if elu is None:
        return None
    feminin = elu.civilite == Elu.Civilite.MADAME
    return Signataire(nom=str(elu), titre="Présidente" if feminin else "Président")


def destinataires(
    intercommunalite: Intercommunalite, sieges: Sequence[SiegeDetaille], on: date
) -> Iterator[Destinataire]:
    """Titulaires first, then the suppléants, who receive every convocation (MEM-04)."""
    titulaires = {s.elu.pk: s for s in sieges if s.elu is not None}
    suppleants = {
        s.suppleant.pk: s for s in sieges if s.suppleant and s.suppleant.pk not in titulaires
    }
    canaux = composition.canaux(intercommunalite, [*titulaires, *suppleants], on)
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
