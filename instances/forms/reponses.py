"""What a member answers, or what the service notes for him."""

from typing import Any

from django import forms

from instances.models import Reponse, Siegeant
from instances.queries.reponses import Repondant
from instances.regles.reponses import Choix, empechement

AIDES = {
    Choix.PRESENT: "Dans la salle, du début à la fin.",
    Choix.DISTANCE: "La convocation prévoit la visioconférence.",
    Choix.SUPPLEANT: "Il a reçu la convocation\u00a0; il est prévenu de votre réponse.",
    Choix.POUVOIR: "Un membre de la même instance vote en votre nom, à cette séance seulement.",
    Choix.EXCUSE: "Absent, et vous en donnez la raison au président.",
    Choix.ABSENT: "",
}


class MandataireField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """Each colleague, and whose pouvoir he holds already."""

    repondant: Repondant

    def label_from_instance(self, obj: Any) -> str:
        porte = self.repondant.porteur_de(obj)
        return f"{obj} (porte déjà le pouvoir de {' et de '.join(porte)})" if porte else str(obj)


class ReponseForm(forms.Form):
    choix = forms.ChoiceField(
        label="Votre réponse",
        choices=Reponse.Choix.choices,
        error_messages={
            "required": "Choisissez une réponse.",
            "invalid_choice": "Choisissez une des réponses proposées.",
        },
    )
    mandataire = MandataireField(
        label="À qui donnez-vous pouvoir\u00a0?",
        queryset=Siegeant.objects.none(),
        required=False,
        empty_label="Choisissez un membre",
        error_messages={
            "required": "Nommez la personne à qui le pouvoir est donné.",
            "invalid_choice": "Choisissez un membre de cette instance.",
        },
    )
    commentaire = forms.CharField(label="Précision", max_length=300, required=False)

    def __init__(self, repondant: Repondant, *args: Any, **kwargs: Any) -> None:
        self.repondant = repondant
        dite = repondant.derniere
        kwargs["initial"] = {
            "choix": dite.choix if dite else "",
            "mandataire": dite.mandataire_id if dite else None,
            "commentaire": dite.commentaire if dite else "",
        }
        super().__init__(*args, **kwargs)
        champ = self.fields["mandataire"]
        assert isinstance(champ, MandataireField)
        champ.repondant = repondant
        # Asked of whoever gives a pouvoir, and of nobody else.
        champ.required = not self.is_bound or self.data.get("choix") == Choix.POUVOIR
        autres = repondant.seance.siegeants.filter(vote=True).exclude(pk=repondant.siege.pk)
        champ.queryset = autres.select_related("elu")

    def options(self) -> list[dict[str, Any]]:
        """Every answer, those that are closed with the reason why."""
        choisi = self["choix"].value()
        return [
            {
                "valeur": choix.value,
                "libelle": str(Reponse.Choix(choix).label),
                "aide": AIDES[choix],
                "choisie": choisi == choix,
                "empechement": empechement(choix, self.repondant.situation),
            }
            for choix in Choix
        ]
