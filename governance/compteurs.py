"""Numbers given in order, without gap: the row of the series is held until the act is committed."""

from governance.models import Compteur


def prochain(intercommunalite_id: int, serie: str, *, combien: int = 1) -> int:
    """Reserve ``combien`` numbers and return the first."""
    Compteur.objects.get_or_create(intercommunalite_id=intercommunalite_id, serie=serie)
    compteur = Compteur.objects.select_for_update().get(
        intercommunalite_id=intercommunalite_id, serie=serie
    )
    premier = compteur.dernier + 1
    compteur.dernier += combien
    compteur.save(update_fields=["dernier"])
    return premier
