"""Sample data for the style guide (/demo/composants/): every component, in every state."""

import datetime as dt
from typing import Any

from django import forms

from governance.champs import JourField
from governance.regles import Gravite, Manquement


class ExempleForm(forms.Form):
    """One field of each kind."""

    objet = forms.CharField(
        label="Objet du rapport", help_text="Une phrase courte, lue à l’ordre du jour."
    )
    jour = JourField(label="Jour de la séance")
    commune = forms.ChoiceField(
        label="Commune",
        choices=[("", "Choisir une commune"), ("25056", "Besançon"), ("25429", "Novillars")],
        required=False,
    )
    canal = forms.ChoiceField(
        label="Canal d’envoi",
        choices=[("courriel", "Courriel"), ("papier", "Papier, sur demande écrite")],
        widget=forms.RadioSelect,
    )
    urgence = forms.BooleanField(
        label="Convoquer en urgence",
        help_text="Le délai ne peut être inférieur à un jour franc. CGCT, art. L. 2121-12",
        required=False,
    )
    note = forms.CharField(
        label="Note explicative de synthèse", widget=forms.Textarea, required=False
    )
    piece = forms.FileField(label="Annexe", help_text="PDF, 20 Mo au plus.", required=False)


def exemples() -> dict[str, Any]:
    return {
        "fil": [
            {"libelle": "Séances", "url": "#"},
            {"libelle": "17 décembre 2018", "url": "#"},
            {"libelle": "Composants", "url": ""},
        ],
        "manquements": MANQUEMENTS,
        "conformes": ["L’ordre du jour n’est pas vide.", "Le délai de convocation est respecté."],
        "actions": {"CNV-06": {"libelle": "Joindre la note", "url": "#"}},
        "jours": _jours(),
        "points": _points(),
        "figures": [
            {"valeur": 126, "libelle": "envois remis", "sur": 128},
            {"valeur": 101, "libelle": "ouvertures"},
            {"valeur": 29, "libelle": "sans réponse"},
        ],
        "etapes": [
            {"libelle": "Ordre du jour", "url": "#", "etat": "faite"},
            {"libelle": "Convocation", "url": "#", "etat": "courante"},
            {"libelle": "Séance", "url": "", "etat": "a_venir"},
        ],
        "membres": MEMBRES,
        "lignes": LIGNES,
        "formulaire": ExempleForm(initial={"canal": "courriel"}),
        "formulaire_refuse": ExempleForm(
            {"refuse-objet": "", "refuse-jour": "2019-02-31", "refuse-canal": ""}, prefix="refuse"
        ),
    }


MANQUEMENTS = (
    Manquement(
        regle="COM-03",
        message="Le rapport 2.9 n’a pas reçu l’avis de sa commission.",
        article="Règlement intérieur, art. 54",
        gravite=Gravite.ALERTE,
    ),
    Manquement(
        regle="CNV-06",
        message="Le rapport 5.3 n’a pas de note explicative de synthèse.",
        article="CGCT, art. L. 2121-12",
        points=("5.3",),
    ),
    Manquement(
        regle="QUO-01",
        message="Aujourd’hui 61 présences sont annoncées : il en faut 65.",
        article="CGCT, art. L. 2121-17",
        gravite=Gravite.INFO,
    ),
)

MEMBRES = (
    {"id": 1, "nom": "M. Thibaut BIZE", "present": True, "mandant": False, "etat": "present",
     "precision": ""},
    {"id": 2, "nom": "M. Patrick BONTEMPS", "present": True, "mandant": False, "etat": "present",
     "precision": "présent depuis le 6.8"},
    {"id": 3, "nom": "M. Eric ALAUZET", "present": False, "mandant": True, "etat": "absent",
     "precision": "pouvoir à Mme Catherine THIEBAUT"},
    {"id": 4, "nom": "M. Julien ACARD", "present": False, "mandant": False, "etat": "absent",
     "precision": ""},
)  # fmt: skip

LIGNES = (
    {"nom": "M. André AVIS", "commune": "Arguel", "ton": "ok", "etat": "Remis", "voix": 1},
    {"nom": "M. Philippe PERNOT", "commune": "Merey-Vieilley", "ton": "stop",
     "etat": "Adresse refusée", "voix": 1},
    {"nom": "Mme Anne VIGNOT", "commune": "Besançon", "ton": "time", "etat": "À relancer",
     "voix": 2},
)  # fmt: skip


def _jours() -> list[dict[str, Any]]:
    roles = {
        0: ("aujourdhui", "Aujourd’hui"),
        4: ("limite", "Dernier jour d’envoi"),
        10: ("seance", "Séance à 18 h"),
    }
    francs = {
        jour: ("franc", "1er jour franc" if jour == 5 else f"{jour - 4}e") for jour in range(5, 10)
    }
    return [
        {"jour": dt.date(2018, 12, 7) + dt.timedelta(days=n), "role": role, "libelle": libelle}
        for n in range(11)
        for role, libelle in [(roles | francs).get(n, ("", ""))]
    ]


def _points() -> list[dict[str, Any]]:
    titres = (
        ("6.1", "Plan local d’urbanisme intercommunal : point d’étape"),
        ("6.4", "Zone d’activités de Chemaudin et Vaux : dossier de réalisation"),
        ("1.1.10", "Fonds de concours aux communes"),
    )
    return [
        {
            "pk": rang,
            "numero": numero,
            "titre": titre,
            "url": "#",
            "meta": "note et 1 pièce",
            "etat": {"ton": "warn", "mot": "Annexe 2 remplacée"} if numero == "6.4" else None,
            "courant": numero == "6.4",
            "passe": False,
            "premier": rang == 0,
            "dernier": rang == 2,
            "url_deplacer": "#",
        }
        for rang, (numero, titre) in enumerate(titres)
    ]
