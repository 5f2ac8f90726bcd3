"""What the clerk types for an election: candidates, two statements of the count, the answer."""

from functools import cached_property
from typing import Any

from django import forms

from deliberations.forms_releve import ReleveForm, nombre
from deliberations.queries.comptages import objet_du_tour, releves_de
from deliberations.queries.conduite import Console
from deliberations.queries.elections import (
    Election,
    Nom,
    election_de,
    nombre_refuse,
    quorum_maintenant,
)
from deliberations.regles import depouillement, listes, nominations
from deliberations.regles.depouillement import Proclamation, Releve
from deliberations.regles.listes import Repartition
from deliberations.regles.nominations import Personnes
from governance.regles import Manquement
from instances.models import Elu, Point
from instances.queries import installation
from instances.queries.composition import cle_de_nom


class CandidatureForm(forms.Form):
    nom = forms.CharField(
        label="Ajouter un candidat",
        max_length=200,
        help_text="Nom ou prénom d’un membre. Qui obtient des voix sans s’être présenté s’ajoute "
        "de même : il peut être élu.",
        widget=forms.TextInput(attrs={"list": "eligibles", "autocomplete": "off"}),
    )
    exterieur = forms.BooleanField(label="Personne extérieure, ou liste", required=False)

    def __init__(self, data: Any, *, membres: list[Elu], ouverte: bool) -> None:
        super().__init__(data)
        self.membres = membres
        if not ouverte:
            del self.fields["exterieur"]

    def clean(self) -> dict[str, Any]:
        lus: dict[str, Any] = super().clean() or {}
        texte = (lus.get("nom") or "").strip()
        if not texte:
            return lus
        trouves = _chercher(texte, self.membres)
        if lus.get("exterieur"):
            lus["candidat"] = Nom(libelle=texte)
        elif len(trouves) == 1:
            lus["candidat"] = Nom(elu=trouves[0])
        else:
            self.add_error("nom", self._refus(texte, len(trouves)))
        return lus

    def _refus(self, texte: str, trouves: int) -> str:
        if trouves:
            return f"«\u00a0{texte}\u00a0» désigne plusieurs membres\u00a0: précisez le prénom."
        suite = (
            "" if "exterieur" not in self.fields else " S’il n’en est pas membre, cochez la case."
        )
        return f"Aucun membre de l’instance ne se nomme «\u00a0{texte}\u00a0».{suite}"


def _chercher(texte: str, membres: list[Elu]) -> list[Elu]:
    (cherche,) = cle_de_nom(texte)
    noms = {elu: cle_de_nom(str(elu))[0] for elu in membres}
    exacts = [elu for elu, nom in noms.items() if nom == cherche]
    return exacts or [elu for elu, nom in noms.items() if cherche in nom]


class ListeForm(forms.Form):
    nom = forms.CharField(label="Ajouter une liste", max_length=200)
    membres = forms.CharField(
        label="Candidats de la liste",
        help_text="Un nom par ligne, dans l’ordre de présentation. Les suppléants s’élisent de la "
        "même façon, par un autre rapport.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean(self) -> dict[str, Any]:
        lus: dict[str, Any] = super().clean() or {}
        nom, membres = lus.get("nom"), lus.get("membres")
        return {**lus, "candidat": Nom(libelle=nom, membres=membres)} if nom and membres else lus


class ProclamationForm(forms.Form):
    plus_age = forms.TypedChoiceField(
        label="Le plus âgé", coerce=int, empty_value=None, required=False, widget=forms.RadioSelect
    )

    def __init__(self, data: Any, *, egaux: dict[int, str]) -> None:
        super().__init__(data)
        choix = self.fields["plus_age"]
        assert isinstance(choix, forms.ChoiceField)
        choix.choices = list(egaux.items())


class SansVoteForm(forms.Form):
    liste_unique = forms.BooleanField(
        label="La candidature est une liste unique, présentée après appel", required=False
    )


class RenonciationForm(forms.Form):
    pour = nombre("Pour")
    contre = nombre("Contre", 0)
    abstention = nombre("Abstention", 0)


class Panneau:
    """The state of the election on the page: what is written, and what is being typed."""

    def __init__(self, console: Console, data: Any = None, geste: str = "") -> None:
        assert console.courant is not None  # the view shows it only for a point in discussion
        assert console.vote is not None  # likewise
        self.console, self.point = console, console.courant
        self.assemblee = console.vote.assemblee
        self.data, self.geste = data, geste

    @cached_property
    def election(self) -> Election:
        return election_de(self.point)

    @property
    def secret(self) -> bool:
        return not self.election.main_levee

    @property
    def ouverte(self) -> bool:
        """Whether somebody from outside, or a single list, may stand."""
        return self.election.personnes is Personnes.NOMINATION

    @property
    def dispensable(self) -> bool:
        """Whether the vote, or its secrecy, may be done without: never for the executive."""
        return self.election.personnes is not Personnes.EXECUTIF

    def _pour(self, *gestes: str) -> Any:
        """What was posted belongs to the form whose button was pressed, and to no other."""
        return self.data if self.geste in gestes else None

    @cached_property
    def membres(self) -> list[Elu]:
        sieges = self.point.seance.siegeants.select_related("elu")
        elus = {c.elu_id for c in self.election.elus}
        return [s.elu for s in sieges if s.elu is not None and s.elu_id not in elus]

    @cached_property
    def candidature(self) -> CandidatureForm | ListeForm:
        lu = self._pour("ajouter", "retirer")
        if self.election.par_listes:
            return ListeForm(lu)
        return CandidatureForm(lu, membres=self.membres, ouverte=self.ouverte)

    @cached_property
    def saisie(self) -> ReleveForm:
        return ReleveForm(
            self._pour("relever"),
            choix={c.pk: str(c) for c in self.election.candidats},
            secret=self.secret,
        )

    @cached_property
    def sans_vote(self) -> SansVoteForm:
        return SansVoteForm(self._pour("sans_vote"))

    @cached_property
    def renonciation(self) -> RenonciationForm:
        return RenonciationForm(self._pour("renoncer"))

    @cached_property
    def proclamation(self) -> ProclamationForm:
        calcule = self.repartition if self.election.par_listes else self.resultat
        egaux = calcule.a_departager if calcule else ()
        noms = {cle: self.election.personnes_du_tour[cle].nom for cle in egaux}
        return ProclamationForm(self._pour("proclamer"), egaux=noms)

    @property
    def saisie_refusee(self) -> bool:
        """Something typed stands in the page alone: it is not to be replaced."""
        formulaires = (
            self.candidature, self.saisie, self.sans_vote, self.renonciation, self.proclamation,
        )  # fmt: skip
        return any(f.is_bound and f.errors for f in formulaires)

    @property
    def errors(self) -> bool:
        return self.saisie_refusee or bool(self.ecarts)

    def relire(self) -> None:
        """After an act: what is written changed, what was typed is done with."""
        self.geste = ""
        for nom in ("election", "membres", "candidature", "saisie", "releves"):
            self.__dict__.pop(nom, None)

    # The two counts ---------------------------------------------------------------------

    @property
    def objet(self) -> str:
        """What is counted: the round under way."""
        return objet_du_tour(self.election.tour) if self.election.tour else ""

    @cached_property
    def releves(self) -> list[Releve]:
        """What was counted so far, on this machine or another; hands are counted once."""
        lus = releves_de(self.point, self.objet)
        return lus if self.secret else lus * 2

    @property
    def en_cours(self) -> bool:
        return len(self.releves) < 2 or bool(self.ecarts)

    @property
    def ecarts(self) -> list[Manquement]:
        """Where the two statements differ, or are by the same hand."""
        if len(self.releves) < 2 or not self.secret:
            return []
        noms = {c.pk: str(c) for c in self.election.candidats}
        return depouillement.concordent(self.releves, noms)

    # What the page says before the click --------------------------------------------------

    @property
    def manquements(self) -> list[Manquement]:
        etape, faits = self.election.etape, self.console.faits
        trouves = nominations.deroulement(etape)
        trouves += nominations.nombre_vote(refuse=nombre_refuse(self.point))
        if self.point.fonction == Point.Fonction.PRESIDENT:
            trouves += installation.presidence(self.point.seance)
        if self.secret:
            visioconference = self.point.seance.visioconference
            trouves += nominations.secret(visioconference=visioconference)
        trouves += nominations.quorum_entre_deux_tours(
            tours_tenus=etape.tours_tenus, quorum_atteint=quorum_maintenant(self.point, faits)
        )
        return trouves + self.ages

    @property
    def resultat(self) -> Proclamation | None:
        if self.en_cours or self.election.par_listes:
            return None
        personnes = self.election.personnes_du_tour
        return depouillement.depouiller(self.election.rang, self.releves[0], personnes)

    @property
    def repartition(self) -> Repartition | None:
        if self.en_cours or not self.election.par_listes:
            return None
        return listes.repartir(self.releves[0], self.election.restants)

    @property
    def ages(self) -> list[Manquement]:
        if self.repartition is not None:
            return listes.manquements(self.repartition, self.election.listes)
        if self.resultat is None:
            return []
        return depouillement.ages_manquants(self.resultat, self.election.personnes_du_tour)

    @property
    def phrase(self) -> str:
        if self.repartition is not None and not self.ages:
            return listes.phrase(self.repartition, self.releves[0], self.election.listes)
        if self.resultat is None or self.ages:
            return ""
        return depouillement.phrase(self.resultat, self.election.personnes_du_tour)

    @property
    def phrase_sans_vote(self) -> str:
        """What would be read aloud; empty while the law asks for a vote."""
        candidats = self.election.candidats
        refus = nominations.nomination_immediate(self.election.etape, candidats=len(candidats))
        return "" if refus else depouillement.sans_vote(map(str, candidats))

    @property
    def ordinal(self) -> str:
        return depouillement.ORDINAUX.get(self.election.rang, "")
