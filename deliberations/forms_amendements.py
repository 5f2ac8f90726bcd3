"""What the clerk types of amendments, of demands for a ballot, and of a report that ends early."""

from typing import Any

from django import forms

from deliberations.models import Amendement, Scrutin
from deliberations.queries.conduite import Console
from deliberations.regles.majorite import ModeScrutin, Sens
from governance.listes import offrir
from instances.models import Point, Siegeant

DEMANDES = [(Scrutin.Mode.PUBLIC, "Public"), (Scrutin.Mode.SECRET, "Secret")]
SORTS = [
    (Amendement.Etat.RETIRE, "Retiré par son auteur"),
    (Amendement.Etat.IRRECEVABLE, "Irrecevable"),
    (Amendement.Etat.TOMBE, "Devenu sans objet"),
]
FINS = [
    (Point.Etat.AJOURNE, "Ajourné"),
    (Point.Etat.RENVOYE, "Renvoyé pour étude"),
    (Point.Etat.RETIRE, "Retiré par le président"),
]
AUCUN_SIEGE = Siegeant.objects.none()
AUCUN_POINT = Point.objects.none()


class FormDeConsole(forms.Form):
    """Several live in one page: each names its fields after itself."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id=f"{type(self).__name__.lower()}_%s")


class AmendementForm(FormDeConsole):
    auteur = forms.ModelChoiceField(
        label="Auteur, membre présent", queryset=AUCUN_SIEGE, empty_label="À choisir"
    )
    texte = forms.CharField(label="Texte proposé", widget=forms.Textarea(attrs={"rows": 3}))
    cosignataires = forms.CharField(label="Cosignataires", required=False, max_length=300)
    motifs = forms.CharField(
        label="Motifs", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    verbal = forms.BooleanField(label="Déposé oralement", required=False)

    def __init__(self, data: Any, *, console: Console) -> None:
        super().__init__(data)
        seance = console.seance
        presents = console.vote.assemblee.presents if console.vote else ()
        membres = seance.siegeants.filter(pk__in=presents, vote=True).select_related("elu")
        offrir(self, "auteur", membres.order_by("elu__nom", "pk"))


class SortForm(FormDeConsole):
    """``objet``: the amendement it was refused for."""

    objet: Amendement | None = None
    sort = forms.ChoiceField(label="Sort", choices=SORTS)
    raison = forms.CharField(label="Motif", required=False, max_length=300)


class RangForm(FormDeConsole):
    rang = forms.IntegerField(min_value=1, max_value=999)


class DemandeForm(FormDeConsole):
    mode = forms.ChoiceField(label="Scrutin demandé", choices=DEMANDES)
    demandeurs = forms.IntegerField(
        label="Membres présents qui le demandent", min_value=1, max_value=999
    )
    noms = forms.CharField(label="Leurs noms", required=False, max_length=1000)

    def clean_mode(self) -> ModeScrutin:
        return ModeScrutin(self.cleaned_data["mode"])


class IssueForm(FormDeConsole):
    """``etat`` is the button pressed."""

    etat = forms.ChoiceField(choices=[*FINS, (Point.Etat.TRAITE, "Clos")])
    motif = forms.CharField(label="Motif", required=False, max_length=300)
    accord = forms.BooleanField(label="Le conseil a donné son accord", required=False)


class OrdreForm(FormDeConsole):
    point = forms.ModelChoiceField(
        label="Rapport à avancer", queryset=AUCUN_POINT, empty_label="À choisir"
    )
    avant = forms.ModelChoiceField(
        label="À examiner avant le", queryset=AUCUN_POINT, empty_label="À choisir"
    )
    motif = forms.CharField(label="Motif", max_length=200)
    contre = forms.IntegerField(label="Contre", min_value=0, max_value=999, initial=0)
    abstention = forms.IntegerField(label="Abstentions", min_value=0, max_value=999, initial=0)
    noms_contre = forms.TypedMultipleChoiceField(label="Votent contre", coerce=int, required=False)
    noms_abstention = forms.TypedMultipleChoiceField(
        label="S’abstiennent", coerce=int, required=False
    )
    voix_du_president = forms.ChoiceField(
        label="Vote du président, en cas de partage",
        required=False,
        choices=[("", "Sans objet"), (Sens.POUR, "Pour"), (Sens.CONTRE, "Contre")],
    )

    def __init__(self, data: Any, *, console: Console) -> None:
        super().__init__(data)
        restants = console.seance.points.filter(etat=Point.Etat.INSCRIT).order_by("rang")
        for nom in ("point", "avant"):
            offrir(self, nom, restants)
        self._voter(console)

    def _voter(self, console: Console) -> None:
        """Held remotely, the séance votes in public: voices are named, not counted (CNV-19)."""
        a_distance = bool(console.seance.visioconference)
        for nom in ("contre", "abstention"):
            del self.fields[nom if a_distance else f"noms_{nom}"]
            if a_distance:
                champ = self.fields[f"noms_{nom}"]
                assert isinstance(champ, forms.TypedMultipleChoiceField)
                champ.choices = console.votants
                champ.widget.attrs["size"] = 6

    @property
    def voix(self) -> list[Any]:
        """The fields of the vote, whichever they are here."""
        return [self[n] for n in self.fields if n not in ("point", "avant", "motif")]

    def clean(self) -> dict[str, Any]:
        lus: dict[str, Any] = super().clean() or {}
        nommes = {
            siege: sens
            for nom, sens in (("noms_contre", Sens.CONTRE), ("noms_abstention", Sens.ABSTENTION))
            for siege in lus.pop(nom, [])
        }
        return {**lus, "exceptions": nommes} if nommes else lus

    def clean_voix_du_president(self) -> Sens | None:
        lu = self.cleaned_data["voix_du_president"]
        return Sens(lu) if lu else None
