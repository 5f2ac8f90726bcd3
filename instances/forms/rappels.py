"""How an intercommunalité wants to be reminded, as typed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from governance.champs import HeureField
from governance.models import Intercommunalite
from instances.queries.rappels import reglage_de
from instances.regles.rappels import Horaires

JOURS_MAX = 30
CHAMPS = (
    "limite_jours", "non_ouverte_jours", "reponse_jours", "visas",
    "recapitulatif", "calme_debut", "calme_fin", "fin_de_semaine",
)  # fmt: skip


def _jours(libelle: str, aide: str) -> forms.IntegerField:
    return forms.IntegerField(label=libelle, help_text=aide, min_value=0, max_value=JOURS_MAX)


def _heure(libelle: str, aide: str = "") -> forms.TimeField:
    return HeureField(label=libelle, help_text=aide)


class RappelsForm(forms.Form):
    limite_jours = _jours(
        "Prévenir le service avant le dernier jour d’envoi, en jours",
        "Puis la veille et le jour même. 0 : rien avant. Le délai échu est toujours signalé.",
    )
    non_ouverte_jours = _jours(
        "Relancer un membre qui n’a pas ouvert sa convocation, après (jours)",
        "Une fois, par courriel, avec son lien personnel. 0 : jamais.",
    )
    reponse_jours = _jours(
        "Demander la réponse manquante avant la séance (jours)",
        "Une fois, par courriel, à qui n’a pas répondu. 0 : jamais.",
    )
    visas = forms.BooleanField(
        label="Rappeler les visas attendus",
        required=False,
        help_text="La veille, le jour dit, puis en cas de retard.",
    )
    recapitulatif = _heure(
        "Heure du récapitulatif", "Tout ce qui est dû à une personne part dans un seul message."
    )
    calme_debut = _heure("Heures calmes, de", "Aucun rappel ne part pendant les heures calmes.")
    calme_fin = _heure("à")
    fin_de_semaine = forms.BooleanField(
        label="Aussi le samedi et le dimanche",
        required=False,
        help_text="Sinon, seul ce qui ne peut attendre part ces jours-là : "
        "dernier jour d’envoi, délai échu.",
    )

    def __init__(self, intercommunalite: Intercommunalite, *args: Any, **kwargs: Any) -> None:
        reglage = reglage_de(intercommunalite)
        kwargs["initial"] = {nom: getattr(reglage, nom) for nom in CHAMPS}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        lus = super().clean() or self.cleaned_data
        noms = ("recapitulatif", "calme_debut", "calme_fin")
        heures = {nom: lus[nom] for nom in noms if lus.get(nom) is not None}
        if len(heures) == len(noms) and Horaires(**heures).calme(heures["recapitulatif"]):
            self.add_error(
                "recapitulatif",
                ValidationError(
                    "Cette heure tombe dans les heures calmes : avancez l’une ou l’autre.",
                    code="calme",
                ),
            )
        return lus
