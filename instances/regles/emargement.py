"""What a member may say of his own arrival, from his phone, and what it is worth: nothing yet.

The presence is what the clerk notes (QUO-09). The code of the room serves one séance, on its day
or while it is held: shown again later, it opens nothing.
"""

from datetime import date

from governance.regles import Manquement


def annonce(*, seance: date, aujourd_hui: date, ouverte: bool) -> list[Manquement]:
    if ouverte or seance == aujourd_hui:
        return []
    return [
        Manquement(
            regle="QUO-09",
            message=(
                "On annonce son arrivée le jour de la séance\u00a0: revenez à ce code sur place."
            ),
        )
    ]
