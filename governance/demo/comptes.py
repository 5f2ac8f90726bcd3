"""Open the demonstration accounts: the same cast in each intercommunalité, one sees them all."""

from collections.abc import Mapping
from typing import Any

from governance.models import Acces, Intercommunalite, User
from instances.models import Commune, Secretariat


def ouvrir_les_acces(
    intercommunalite: Intercommunalite, donnees: Mapping[str, Any]
) -> dict[str, Acces]:
    """The accesses of élus and maires, by the key of the person they act for."""
    par_cle = {}
    for fiche in donnees["comptes"]:
        user = _compte(fiche)
        acces = Acces.objects.create(
            intercommunalite=intercommunalite,
            user=user,
            role=fiche["role"],
            fonction=fiche["fonction"],
        )
        if fiche["elu"]:
            par_cle[fiche["elu"]] = acces
    return par_cle


def rattacher_les_secretariats(
    intercommunalite: Intercommunalite,
    donnees: Mapping[str, Any],
    communes: Mapping[str, Commune],
) -> None:
    """A commune's clerk acts for the commune that his account names."""
    for fiche in donnees["comptes"]:
        if fiche["role"] == Acces.Role.COMMUNE:
            Secretariat.objects.create(
                intercommunalite=intercommunalite,
                acces=intercommunalite.acces.get(user__email=fiche["email"]),
                commune=communes[fiche["commune"]],
            )


def _compte(fiche: Mapping[str, Any]) -> User:
    """No password: these accounts open by the demonstration's one-click page and nothing else."""
    deja = User.objects.filter(email__iexact=fiche["email"]).first()
    if deja is not None:
        return deja
    return User.objects.create_user(
        fiche["email"], first_name=fiche["prenom"], last_name=fiche["nom"]
    )
