"""What is typed to prepare a séance, its points and their documents, turned into values."""

import datetime as dt
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q, QuerySet
from django.utils.timezone import localtime, make_aware

from governance.champs import HeureField, JourField
from governance.listes import offrir
from governance.models import Intercommunalite
from instances.models import Commune, Elu, Instance, Point, Seance
from instances.queries.agenda import rubriques_connues
from instances.queries.composition import sieges_detailles
from instances.queries.interets import organismes_connus
from instances.queries.seances import jour_de
from instances.regles.annexes import FORMATS
from instances.regles.points_d_usage import PROPOSES
from instances.regles.types_de_point import types_admis

PARAGRAPHES = "Séparez les paragraphes par une ligne vide."


class ModifierSeanceForm(forms.Form):
    jour = JourField(label="Jour")
    heure = HeureField(label="Heure")
    lieu = forms.CharField(label="Lieu", max_length=250, required=False)
    visioconference = forms.BooleanField(
        label="En visioconférence",
        required=False,
        help_text="En plusieurs lieux, si le règlement intérieur le prévoit. "
        "CGCT, art. L. 5211-11-1",
    )
    urgence = forms.BooleanField(
        label="Convoquer en urgence",
        required=False,
        help_text="Le délai ne peut être inférieur à un jour franc. CGCT, art. L. 2121-12",
    )
    urgence_motif = forms.CharField(
        label="Motif de l’urgence",
        required=False,
        help_text="Il est imprimé sur la convocation. Le conseil se prononce sur l’urgence dès "
        "l’ouverture.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, seance: Seance, *args: Any, **kwargs: Any) -> None:
        self.intercommunalite = seance.intercommunalite
        starts_at = localtime(seance.starts_at)
        kwargs["initial"] = {
            "jour": starts_at.date(),
            "heure": starts_at.time(),
            "lieu": seance.lieu,
            "visioconference": seance.visioconference,
            "urgence": seance.urgence,
            "urgence_motif": seance.urgence_motif,
        }
        super().__init__(*args, **kwargs)

    def champs(self) -> dict[str, Any]:
        """What the action takes: day and hour are one moment, where the council sits."""
        lus = dict(self.cleaned_data)
        moment = dt.datetime.combine(lus.pop("jour"), lus.pop("heure"))
        return {**lus, "starts_at": make_aware(moment)}


class CreerSeanceForm(ModifierSeanceForm):
    instance = forms.ModelChoiceField(
        label="Instance", queryset=Instance.objects.none(), empty_label="Choisir une instance"
    )
    usages = forms.MultipleChoiceField(
        label="Points de chaque séance",
        choices=[(u.value, Point.Usage(u).label) for u in PROPOSES],
        initial=[u.value for u in PROPOSES],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Inscrits en tête si l’instance délibère, dans l’ordre du règlement intérieur. "
        "Chacun se retire ensuite comme un autre point.",
    )
    field_order = ("instance",)

    def __init__(
        self, intercommunalite: Intercommunalite, *args: Any, instances: Any, **kwargs: Any
    ) -> None:
        self.intercommunalite = intercommunalite
        super(ModifierSeanceForm, self).__init__(*args, **kwargs)
        offrir(self, "instance", instances)
        self.fields["lieu"].help_text = "Laissez vide pour le lieu habituel de l’instance."

    def champs(self) -> dict[str, Any]:
        lus = super().champs()
        return lus if lus["lieu"] else {k: v for k, v in lus.items() if k != "lieu"}


class AnnulerSeanceForm(forms.Form):
    motif = forms.CharField(
        label="Motif de l’annulation",
        max_length=500,
        help_text="Le journal le garde ; ceux qui avaient été convoqués le lisent.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PointForm(forms.Form):
    numero = forms.CharField(
        label="Numéro du rapport",
        max_length=20,
        help_text="Chiffres et lettres séparés par des points : 1.1.10 ou 3C. Il ne dit pas "
        "l’ordre de passage.",
    )
    titre = forms.CharField(
        label="Titre", max_length=400, help_text="Tel que les élus le liront à l’ordre du jour."
    )
    type = forms.ChoiceField(label="Nature", widget=forms.RadioSelect)
    scrutin_de_personnes = forms.ChoiceField(
        label="Personnes à élire",
        choices=[("", "Aucune"), *Point.Personnes.choices],
        required=False,
        help_text="Pour une élection ou une désignation. L’exécutif s’élit toujours au scrutin "
        "secret. CGCT, art. L. 2122-7",
    )
    postes = forms.IntegerField(
        label="Postes à pourvoir",
        min_value=1,
        max_value=200,
        initial=1,
        required=False,
        help_text="Un scrutin par poste ; pour des listes, le nombre de sièges.",
    )
    rubrique = forms.CharField(
        label="Rubrique",
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"list": "rubriques", "autocomplete": "off"}),
    )
    rapporteur: Any = forms.ModelChoiceField(
        label="Rapporteur", queryset=Elu.objects.none(), required=False, empty_label="Aucun"
    )
    commission = forms.CharField(
        label="Commission saisie",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"list": "commissions", "autocomplete": "off"}),
    )
    note_de_synthese = forms.CharField(
        label="Note explicative de synthèse",
        required=False,
        help_text=f"Elle part avec la convocation. {PARAGRAPHES} CGCT, art. L. 2121-12",
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    usage = forms.ChoiceField(
        label="Point de chaque séance",
        choices=[("", "Aucun"), *Point.Usage.choices],
        required=False,
        help_text="Un point d’usage est reconnu à ce qu’il fait, non à son titre.",
    )
    matiere = forms.ChoiceField(
        label="Matière réservée au conseil",
        choices=[("", "Aucune"), *Point.Matiere.choices],
        required=False,
        help_text="Le conseil ne peut la déléguer ni au bureau ni au président. CGCT, "
        "art. L. 5211-10",
    )
    commune_concernee: Any = forms.ModelChoiceField(
        label="Seule commune concernée",
        queryset=Commune.objects.none(),
        required=False,
        empty_label="Aucune",
        help_text="Une décision qui n’a d’effets que sur elle attend l’avis de son conseil "
        "municipal. CGCT, art. L. 5211-57",
    )
    organisme = forms.CharField(
        label="Organisme concerné",
        max_length=200,
        required=False,
        help_text="Association, société, syndicat… Le registre des intérêts dit alors quels élus "
        "peuvent être concernés. CGCT, art. L. 1111-6 et L. 2131-11",
        widget=forms.TextInput(attrs={"list": "organismes", "autocomplete": "off"}),
    )
    affaire = forms.ChoiceField(
        label="Ce qui en est décidé",
        choices=[("", "Rien de particulier"), *Point.Affaire.choices],
        required=False,
    )
    budget_primitif = forms.BooleanField(
        label="Vote du budget primitif",
        required=False,
        help_text="Le projet et ses documents partent douze jours avant. CGCT, art. L. 5217-10-4",
    )
    communique_on = JourField(
        label="Projet de budget communiqué le",
        required=False,
        help_text="Laissez vide s’il part avec la convocation.",
    )
    compte_administratif = forms.BooleanField(
        label="Vote du compte administratif ou du compte financier unique",
        required=False,
        help_text="Le président se retire au moment du vote. CGCT, art. L. 2121-14",
    )

    # What few reports need: folded, unless one of them is filled in or asked for.
    PARTICULIERS = (
        "usage", "matiere", "commune_concernee", "budget_primitif", "communique_on",
        "compte_administratif", "organisme", "affaire",
    )  # fmt: skip

    def __init__(self, seance: Seance, *args: Any, point: Point | None = None, **kw: Any) -> None:
        self.seance = seance
        if point is not None:
            kw["initial"] = {nom: getattr(point, nom) for nom in self.base_fields}
        super().__init__(*args, **kw)
        natures = self.fields["type"]
        assert isinstance(natures, forms.ChoiceField)
        natures.choices = natures_proposees(seance, point)
        self.peut_elire = any(v == Point.Type.ELECTION for v, _ in natures.choices)
        if point is None:
            natures.initial = natures.choices[0][0]
        offrir(self, "rapporteur", rapporteurs_possibles(seance, point))
        offrir(self, "commune_concernee", communes_possibles(seance, point))

    @property
    def particulier(self) -> bool:
        """Whether what is folded must be seen: it says something, or was refused."""
        return any(self[nom].value() or self[nom].errors for nom in self.PARTICULIERS)

    def clean(self) -> dict[str, Any]:
        """Whom to elect is asked of an election; a matter, a commune, of what decides."""
        lus: dict[str, Any] = super().clean() or {}
        if lus.get("type") not in (Point.Type.DELIBERATION, Point.Type.ELECTION):
            lus |= {"matiere": "", "commune_concernee": None}
        if not lus.get("budget_primitif"):
            lus["communique_on"] = None
        if lus.get("type") != Point.Type.ELECTION:
            return {**lus, "scrutin_de_personnes": "", "postes": 1}
        if not lus.get("scrutin_de_personnes"):
            self.add_error("scrutin_de_personnes", "Indiquez qui est à élire.")
        return {**lus, "postes": lus.get("postes") or 1}

    @property
    def rubriques(self) -> list[str]:
        return rubriques_connues(self.seance)

    @property
    def organismes(self) -> list[str]:
        return organismes_connus(self.seance.intercommunalite)

    @property
    def commissions(self) -> list[str]:
        instances = self.seance.intercommunalite.instances.au(jour_de(self.seance))
        commissions = instances.filter(type_instance__modele__startswith="commission")
        return list(commissions.order_by("nom").values_list("nom", flat=True))


def natures_proposees(seance: Seance, point: Point | None) -> list[tuple[str, str]]:
    """What the body may handle."""
    admis = types_admis(seance.instance.type_instance.nature)
    garde = {point.type} if point is not None else set()
    return [(v, str(mot)) for v, mot in Point.Type.choices if v in admis or v in garde]


def rapporteurs_possibles(seance: Seance, point: Point | None) -> QuerySet[Elu]:
    """Those who sit in the body, and whoever the point already names."""
    sieges = sieges_detailles(seance.instance, jour_de(seance))
    elus = [s.elu.pk for s in sieges if s.elu is not None]
    if point is not None and point.rapporteur_id:
        elus.append(point.rapporteur_id)
    return seance.intercommunalite.elus.filter(pk__in=elus).order_by("nom", "prenom")


def communes_possibles(seance: Seance, point: Point | None) -> QuerySet[Commune]:
    """The members of the day, and the one that the point already names."""
    jour, nommee = jour_de(seance), point.commune_concernee_id if point else None
    membres = seance.intercommunalite.communes.au(jour).values("pk")
    communes = seance.intercommunalite.communes.filter(Q(pk__in=membres) | Q(pk=nommee))
    return communes.order_by("nom")


class AnnexeForm(forms.Form):
    titre = forms.CharField(
        label="Titre de la pièce",
        max_length=200,
        required=False,
        help_text="À défaut, le nom du fichier.",
    )
    fichier = forms.FileField(
        label="Document",
        max_length=200,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ",".join(f".{e}" for e in FORMATS)}),
    )

    def __init__(self, intercommunalite: Intercommunalite, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plafond = intercommunalite.taille_max_piece
        self.fields[
            "fichier"
        ].help_text = f"PDF, image ou document bureautique, {self.plafond} Mo au plus."

    def piece(self) -> dict[str, Any]:
        fichier: UploadedFile = self.cleaned_data["fichier"]
        return {
            "titre": self.cleaned_data["titre"],
            "nom": fichier.name,
            "octets": fichier.read(),
        }
