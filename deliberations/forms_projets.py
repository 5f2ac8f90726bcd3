"""What is typed of a draft before its point, of its visas, and to find it again in the list."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.timezone import localdate

from deliberations.forms import ProjetForm, texte
from deliberations.models import Circuit, ModeleTexte, Projet
from deliberations.queries import projets as queries
from deliberations.regles.modeles_texte import remplir
from governance.listes import Cases, offrir
from governance.models import Acces
from instances.models import Elu, Instance, Point, Seance
from instances.permissions import instances_a_gerer

LIENS = ("instance", "seance_visee", "commission", "rapporteur")
CHAMPS_DES_MODELES = tuple(ModeleTexte.Champ.values)


def _choix(modele: Any, libelle: str, aide: str = "", vide: str = "Non précisé") -> Any:
    return forms.ModelChoiceField(
        label=libelle,
        queryset=modele.objects.none(),
        required=False,
        help_text=aide,
        empty_label=vide,
    )


class RedigerForm(ProjetForm):
    """A whole draft: where it goes, then its texts."""

    instance = _choix(Instance, "Instance qui décidera")
    seance_visee = _choix(Seance, "Séance visée", "Parmi celles qui se préparent.")
    commission = _choix(Instance, "Commission saisie", vide="Aucune")
    rapporteur = _choix(Elu, "Rapporteur", vide="Aucun")
    matiere = forms.ChoiceField(
        label="Matière réservée au conseil",
        required=False,
        choices=[("", "Aucune"), *Point.Matiere.choices],
        help_text="Ce que le bureau ne peut pas décider à sa place. CGCT, art. L. 5211-10",
    )
    note_de_synthese = texte(
        "Note explicative de synthèse",
        "Elle part avec la convocation. CGCT, art. L. 2121-12",
        8,
    )

    def __init__(self, acces: Acces, projet: Projet | None, *args: Any, **kwargs: Any) -> None:
        self.acces = acces
        initial = kwargs.pop("initial", None)
        super().__init__(projet, *args, **kwargs)
        self.fields["titre"].required = True
        self.fields["titre"].help_text = "Tel que les élus le liront à l’ordre du jour."
        self._offrir(projet)
        if initial is not None:
            self.initial = dict(initial)
        elif projet is not None:
            self.initial.update({nom: getattr(projet, f"{nom}_id") for nom in LIENS})
            self.initial.update({n: getattr(projet, n) for n in ("matiere", "note_de_synthese")})

    def _offrir(self, projet: Projet | None) -> None:
        """The bodies in charge, the séances that may still receive a report, who may report."""
        tenant, jour = self.acces.intercommunalite, localdate()
        instances = instances_a_gerer(self.acces, jour)
        preparees = Q(etat=Seance.Etat.PREPARATION, instance__in=instances)
        seances = tenant.seances.filter(preparees | _garde(projet, "seance_visee"))
        en_mandat = Q(pk__in=tenant.mandats.au(jour).values("elu"))
        elus = tenant.elus.filter(en_mandat | _garde(projet, "rapporteur"))
        offres: dict[str, Any] = {
            "instance": instances,
            "seance_visee": seances.select_related("instance").order_by("starts_at"),
            "commission": queries.commissions_de(tenant, jour),
            "rapporteur": elus.order_by("nom", "prenom"),
        }
        for nom, offerts in offres.items():
            offrir(self, nom, offerts)

    def clean(self) -> dict[str, Any]:
        """A séance says which body; the two cannot differ."""
        lus: dict[str, Any] = super().clean() or {}
        seance, instance = lus.get("seance_visee"), lus.get("instance")
        if seance and instance and seance.instance_id != instance.pk:
            self.add_error("seance_visee", "Cette séance est celle d’une autre instance.")
        elif seance:
            lus["instance"] = seance.instance
        return lus


def _garde(projet: Projet | None, nom: str) -> Q:
    """What the draft already names stays offered, even when it no longer would be."""
    return Q(pk=getattr(projet, f"{nom}_id") if projet is not None else None)


def modeles_par_champ(acces: Acces) -> dict[str, list[ModeleTexte]]:
    tries: dict[str, list[ModeleTexte]] = {champ: [] for champ in CHAMPS_DES_MODELES}
    for modele in acces.intercommunalite.modeles_texte.all():
        tries[modele.champ].append(modele)
    return tries


def avec_le_modele(acces: Acces, projet: Projet, saisi: Mapping[str, str]) -> dict[str, str] | None:
    """What was typed, and the ready-made text asked for after it; ``None`` if none was asked."""
    champ = saisi.get("inserer", "")
    pk = saisi.get(f"modele_{champ}", "")
    if champ not in CHAMPS_DES_MODELES or not pk.isdecimal() or len(pk) > 18:
        return None
    modele = acces.intercommunalite.modeles_texte.filter(champ=champ, pk=int(pk)).first()
    if modele is None:
        return None
    rempli = remplir(modele.corps, queries.valeurs_des_champs(projet))
    deja = saisi.get(champ, "").rstrip()
    lus = {nom: saisi.get(nom, "") for nom in RedigerForm.base_fields}
    return lus | {champ: f"{deja}\n\n{rempli}" if deja else rempli}


class FiltresForm(forms.Form):
    """The list: whatever is not understood is ignored."""

    q = forms.CharField(label="Mots", required=False, max_length=queries.LONGUEUR_RECHERCHE)
    etat = forms.ChoiceField(
        label="État", required=False, choices=[("", "Tous sauf abandonnés"), *Projet.Etat.choices]
    )
    commission = _choix(Instance, "Commission", vide="Toutes")
    auteur = _choix(Acces, "Auteur", vide="Tous")
    seance = _choix(Seance, "Séance visée", vide="Toutes")

    def __init__(self, acces: Acces, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tenant = acces.intercommunalite
        projets = queries.projets_lisibles(acces)
        offres: dict[str, Any] = {
            "commission": tenant.instances.filter(pk__in=projets.values("commission")),
            "auteur": tenant.acces.filter(pk__in=projets.values("auteur")).select_related("user"),
            "seance": tenant.seances.filter(pk__in=projets.values("seance_visee")).select_related(
                "instance"
            ),
        }
        for nom, offerts in offres.items():
            offrir(self, nom, offerts)

    def filtres(self) -> queries.Filtres:
        self.is_valid()
        lus = self.cleaned_data
        return queries.Filtres(
            etat=lus.get("etat") or "",
            commission=lus.get("commission"),
            auteur=lus.get("auteur"),
            seance=lus.get("seance"),
            recherche=lus.get("q") or "",
        )


class LancerForm(forms.Form):
    circuit = _choix(Circuit, "Circuit", vide="Choisir un circuit")

    def __init__(self, projet: Projet, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offrir(self, "circuit", queries.circuits_ouverts(projet.intercommunalite))
        self.initial["circuit"] = projet.circuit or queries.circuit_propose(projet)


class ViserForm(forms.Form):
    commentaire = forms.CharField(
        label="Commentaire",
        required=False,
        max_length=2000,
        help_text="Nécessaire pour retourner le projet : son auteur le lit.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MotifForm(forms.Form):
    motif = forms.CharField(
        label="Motif",
        max_length=500,
        help_text="Le journal le garde.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def _en_une_ligne(projet: Projet) -> str:
    commission = f", {projet.commission}" if projet.commission else ""
    return f"n°\u00a0{projet.numero}, {projet.titre}{commission} ({projet.get_etat_display()})"


class InscrireForm(forms.Form):
    projets = Cases(
        label="Projets à inscrire",
        libelle=_en_une_ligne,
        queryset=Projet.objects.none(),
    )

    def __init__(self, acces: Acces, seance: Seance, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        inscriptibles = queries.inscriptibles(acces, seance)
        offrir(self, "projets", inscriptibles)
        self.initial["projets"] = list(inscriptibles.filter(seance_visee=seance))
