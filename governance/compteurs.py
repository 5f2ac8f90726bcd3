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


def avancer(intercommunalite_id: int, serie: str, *, au_moins: int) -> None:
    """Numbers up to that one were given elsewhere: the series goes on after them."""
    Compteur.objects.get_or_create(intercommunalite_id=intercommunalite_id, serie=serie)
    compteurs = Compteur.objects.filter(intercommunalite_id=intercommunalite_id, serie=serie)
    compteurs.filter(dernier__lt=au_moins).update(dernier=au_moins)
