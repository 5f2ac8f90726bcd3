"""Whom to convene, by which channel, and who signs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.text import slugify

from governance.models import Intercommunalite
from instances.models import Elu, Invite, Remise
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
    """One person to convene, by his own channel. ``titulaire``: whom a suppléant replaces.

    A person from outside has no élu: a name and an e-mail address are all that is known.
    """

    elu: Elu | None
    qualite: str
    commune: str = ""
    canal: CanalChoisi = PAR_COURRIEL
    titulaire: str = ""
    personne: str = ""
    courriel: str = ""

    @property
    def nom(self) -> str:
        return str(self.elu or self.personne)

    @property
    def civilite(self) -> str:
        return self.elu.get_civilite_display() if self.elu else ""

    @property
    def cle(self) -> str:
        """What names the person among those of one convocation."""
        return str(self.elu.pk) if self.elu else f"personne/{slugify(self.nom)[:60]}"

    @property
    def papier(self) -> bool:
        return self.canal.papier

    @property
    def adresse(self) -> str:
        if self.elu is None:
            return self.courriel
        if self.papier:
            return self.canal.adresse or self.elu.adresse
        return self.courriel or self.elu.courriel

    @property
    def libelle_de_qualite(self) -> str:
        libelle = str(Qualite(self.qualite).label)
        return f"Suppléant de {self.titulaire}" if self.titulaire else libelle


def signataire(intercommunalite: Intercommunalite, on: date) -> Signataire | None:
    return signature(composition.president(intercommunalite, on))


def signature(elu: Elu | None) -> Signataire | None:
    if elu is None:
        return None
    feminin = elu.civilite == Elu.Civilite.MADAME
    return Signataire(nom=str(elu), titre="Présidente" if feminin else "Président")


def destinataires(
    intercommunalite: Intercommunalite,
    sieges: Sequence[SiegeDetaille],
    on: date,
    invites: Iterable[Invite] = (),
) -> Iterator[Destinataire]:
    """Titulaires, then the suppléants, who receive everything (MEM-04), then the guests."""
    titulaires = {s.elu.pk: s for s in sieges if s.elu is not None}
    suppleants = {
        s.suppleant.pk: s for s in sieges if s.suppleant and s.suppleant.pk not in titulaires
    }
    hotes = _invites(invites, {*titulaires, *suppleants})
    de_l_exterieur = [d for d in hotes if d.elu is None]
    des_elus = {d.elu.pk: d for d in hotes if d.elu is not None}
    canaux = composition.canaux(intercommunalite, [*titulaires, *suppleants, *des_elus], on)
    for pk, siege in titulaires.items():
        appele = siege.siege.appele_en_suppleance
        yield Destinataire(
            elu=siege.elu,
            qualite=Qualite.SUPPLEANT if appele else Qualite.TITULAIRE,
            commune=_commune(siege),
            canal=canaux[pk],
        )
    for pk, siege in suppleants.items():
        yield Destinataire(
            elu=siege.suppleant,
            qualite=Qualite.SUPPLEANT,
            commune=_commune(siege),
            canal=canaux[pk],
            titulaire=siege.nom,
        )
    yield from _personnes_exterieures(sieges)
    yield from (replace(invite, canal=canaux[pk]) for pk, invite in des_elus.items())
    yield from de_l_exterieur


def _personnes_exterieures(sieges: Sequence[SiegeDetaille]) -> Iterator[Destinataire]:
    """Seats held from outside: convened where an address is known, told by the service else."""
    for siege in sieges:
        nomination = siege.nomination
        if siege.elu is None and nomination is not None and nomination.courriel:
            invite = nomination.qualite == nomination.Qualite.INVITE
            yield Destinataire(
                elu=None,
                personne=siege.nom,
                courriel=nomination.courriel,
                qualite=Qualite.INVITE if invite else Qualite.TITULAIRE,
            )


def _invites(invites: Iterable[Invite], convoques: set[int]) -> list[Destinataire]:
    """Each once, whatever the number of points; without an address nothing is sent."""
    par_cle: dict[str, Destinataire] = {}
    for invite in invites:
        courriel = invite.courriel or (invite.elu.courriel if invite.elu else "")
        if invite.elu_id in convoques or not courriel:
            continue
        personne = Destinataire(
            elu=invite.elu,
            personne="" if invite.elu else invite.personne,
            courriel=courriel,
            qualite=Qualite.INVITE,
        )
        par_cle.setdefault(personne.cle, personne)
    return list(par_cle.values())


def _commune(siege: SiegeDetaille) -> str:
    return siege.commune.nom if siege.commune else ""
