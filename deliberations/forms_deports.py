"""What the clerk types about déports: who withdraws, why, and who reports instead."""

from typing import Any

from django import forms

from deliberations.queries.conduite import Console
from governance.listes import offrir
from instances.models import Deport, Elu, Point, Siegeant
from instances.queries.deports import deports_du_point
from instances.queries.emargement import en_attente
from instances.queries.invites import invites_pointes


class DeportForm(forms.Form):
    siegeant = forms.ModelChoiceField(
        label="Membre qui se déporte", queryset=Siegeant.objects.none(), empty_label="À choisir"
    )
    motif = forms.ChoiceField(
        label="Motif",
        choices=[(m.value, m.label) for m in (Deport.Motif.INTERET, Deport.Motif.REPRESENTANT)],
    )
    raison = forms.CharField(label="Au titre de", max_length=250, required=False)
    sorti = forms.BooleanField(label="Il quitte la salle", required=False)

    def __init__(
        self, *args: Any, point: Point, console: Console | None = None, **kwargs: Any
    ) -> None:
        # Several forms share the console: none may borrow the ids of another.
        super().__init__(*args, **{"auto_id": "deport_%s", **kwargs})
        votants = point.seance.siegeants.filter(vote=True).select_related("elu")
        lus = console.votants if console is not None else None
        offrir(self, "siegeant", votants.order_by("elu__nom", "pk"), lus=lus)


class RapporteurForm(forms.Form):
    rapporteur = forms.ModelChoiceField(
        label="Nouveau rapporteur", queryset=Elu.objects.none(), empty_label="À choisir"
    )

    def __init__(self, *args: Any, point: Point, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "rapport_%s", **kwargs})
        deportes = point.deports.exclude(confirme_at=None).values("siegeant__elu")
        membres = point.seance.intercommunalite.elus.filter(sieges__seance=point.seance_id)
        libres = membres.exclude(pk__in=deportes).order_by("nom", "prenom")
        offrir(self, "rapporteur", libres)


def contexte_des_presences(console: Console) -> dict[str, Any]:
    """What the console shows of déports and of arrivals announced by phone."""
    point = console.courant
    salle = {
        "arrivees": list(en_attente(console.seance)),
        "invites": invites_pointes(console.seance),
    }
    if point is None:
        return {"deports": None, "deport": None, "rapporteur": None, **salle}
    point.seance = console.seance
    return {
        "deports": deports_du_point(point, console.faits),
        "deport": DeportForm(point=point, console=console),
        "rapporteur": RapporteurForm(point=point),
        **salle,
    }
