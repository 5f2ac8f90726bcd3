"""Who may end a report without a vote on its text, as the règlement intérieur says.

The président alone withdraws a report, or the conseil agrees to it; sending it back to study is
for the majority of the conseil where the règlement says so (ODJ-04, AMD-05).
"""

from governance.regles import Manquement


def accord(
    *, voulu: str, retrait_point: str | None, renvoi_pour_etude: str | None, conseil: bool
) -> tuple[Manquement, ...]:
    """``conseil``: whether it gave its agreement."""
    if conseil:
        return ()
    if voulu == "retire" and retrait_point == "conseil":
        message = "Le règlement intérieur demande l’accord du conseil pour retirer un rapport."
        return (Manquement(regle="ODJ-04", message=message, champ="accord"),)
    if voulu == "renvoye" and renvoi_pour_etude == "majorite_du_conseil":
        message = (
            "Le règlement intérieur soumet le renvoi pour étude au conseil\u00a0: mettez-le aux "
            "voix."
        )
        return (Manquement(regle="AMD-05", message=message),)
    return ()
