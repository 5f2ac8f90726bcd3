"""Acts that set the circuits: their levels, who signs for whom, the ready-made texts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from deliberations.models import Circuit, DelegationVisa, EtapeVisa, ModeleTexte
from deliberations.regles import modeles_texte
from deliberations.regles import visas as regles
from governance import audit
from governance.db import lock
from governance.models import Acces, Intercommunalite, User
from governance.regles import exiger
from instances.models import Instance


@dataclass(frozen=True, kw_only=True, slots=True)
class Niveau:
    """One level, as typed: levels come in the order of the list."""

    libelle: str
    viseur: Acces
    delai_jours: int


@transaction.atomic
def regler_circuit(
    intercommunalite: Intercommunalite,
    *,
    circuit: Circuit | None = None,
    nom: str,
    instance: Instance | None,
    par_defaut: bool,
    niveaux: Sequence[Niveau],
    by: User,
    at: datetime,
) -> Circuit:
    """Create or rework a circuit. Drafts already on their way keep the levels they left with."""
    lock(intercommunalite)
    exiger(regles.circuit([(n.libelle, n.viseur.pk) for n in niveaux]))
    circuit = circuit or Circuit(intercommunalite=intercommunalite)
    if par_defaut:
        intercommunalite.circuits.filter(par_defaut=True).exclude(pk=circuit.pk).update(
            par_defaut=False
        )
    circuit.nom, circuit.instance, circuit.par_defaut = nom, instance, par_defaut
    circuit.save()
    circuit.etapes.all().delete()
    EtapeVisa.objects.bulk_create(
        EtapeVisa(
            intercommunalite=intercommunalite,
            circuit=circuit,
            ordre=ordre,
            libelle=n.libelle,
            viseur=n.viseur,
            delai_jours=n.delai_jours,
        )
        for ordre, n in enumerate(niveaux, start=1)
    )
    audit.record("circuit_regler", circuit, by=by, at=at, niveaux=[n.libelle for n in niveaux])
    return circuit


@transaction.atomic
def retirer_circuit(circuit: Circuit, *, by: User, at: datetime) -> None:
    """No draft takes it any more; those on their way go on."""
    lock(circuit)
    circuit.ferme_at, circuit.par_defaut = at, False
    circuit.save(update_fields=["ferme_at", "par_defaut"])
    audit.record("circuit_retirer", circuit, by=by, at=at)


@transaction.atomic
def deleguer_visas(
    titulaire: Acces, *, delegue: Acces, starts_on: date, ends_on: date, by: User, at: datetime
) -> DelegationVisa:
    """Say who signs in one's place, from one day to another, both included."""
    delegation = DelegationVisa(
        intercommunalite=titulaire.intercommunalite,
        titulaire=titulaire,
        delegue=delegue,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    delegation.full_clean()
    delegation.save()
    audit.record("visas_deleguer", delegation, by=by, at=at, du=str(starts_on), au=str(ends_on))
    return delegation


@transaction.atomic
def cesser_delegation(delegation: DelegationVisa, *, by: User, at: datetime) -> None:
    """Back earlier than said: visas signed meanwhile keep who signed them."""
    lock(delegation)
    audit.record("visas_cesser_delegation", delegation, by=by, at=at)
    delegation.delete()


@transaction.atomic
def ecrire_modele(
    intercommunalite: Intercommunalite,
    *,
    modele: ModeleTexte | None = None,
    by: User,
    at: datetime,
    **champs: Any,
) -> ModeleTexte:
    """Keep a ready-made text. A field that nothing fills is refused now, not when it is taken."""
    exiger(modeles_texte.manquements(champs["corps"]))
    modele = modele or ModeleTexte(intercommunalite=intercommunalite)
    for nom, valeur in champs.items():
        setattr(modele, nom, valeur)
    modele.full_clean()
    modele.save()
    audit.record("modele_texte_ecrire", modele, by=by, at=at, champ=modele.champ)
    return modele


@transaction.atomic
def supprimer_modele(modele: ModeleTexte, *, by: User, at: datetime) -> None:
    """Texts that took it keep what they took."""
    audit.record("modele_texte_supprimer", modele, by=by, at=at, corps=modele.corps)
    modele.delete()
