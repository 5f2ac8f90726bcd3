"""What the clerk types in séance: the vote by its exceptions, the pouvoirs, the opening."""

from functools import cached_property
from typing import Any

from django import forms
from django.db.models import prefetch_related_objects
from django.http import QueryDict

from deliberations.forms_releve import ReleveForm
from deliberations.queries.comptages import objet_du_texte, question_comptee, releves_de
from deliberations.queries.conduite import Console, resultats_alteres
from deliberations.queries.votes import cadrer, debat_de, demandes_de
from deliberations.regles import questions
from deliberations.regles.demandes import mode_impose
from deliberations.regles.depouillement import CHOIX, Releve, concordent
from deliberations.regles.majorite import ModeScrutin, Sens
from deliberations.regles.proclamation import EXCEPTIONS, Assemblee, Saisie
from deliberations.regles.questions import Nature, Question
from governance.champs import JourField
from governance.listes import offrir
from governance.regles import Manquement
from instances.models import Elu, Point, Pointage, Pouvoir, Presidence, Siegeant
from instances.queries.composition import cle_de_nom
from instances.regles.faits import Cle

NOM_DES_SENS = {
    Sens.CONTRE: "Contre",
    Sens.ABSTENTION: "Abstention",
    Sens.NE_PREND_PAS_PART: "Ne prend pas part",
}

VOIX_DU_PRESIDENT = [
    ("", "À indiquer"),
    ("pour", "Pour"),
    ("contre", "Contre"),
    ("abstention", "Abstention"),
]
MODES = (ModeScrutin.ORDINAIRE, ModeScrutin.PUBLIC, ModeScrutin.SECRET)
# What a clerk receives; through his account, a member records it himself.
RECUS = (Pouvoir.Voie.PAPIER, Pouvoir.Voie.SEANCE, Pouvoir.Voie.COURRIEL)
# Questions that the clerk words: the part to vote apart, why the report is sent back.
# With Alt, in the console: the help lists them.
TOUCHES = {Sens.CONTRE: "c", Sens.ABSTENTION: "b", Sens.NE_PREND_PAS_PART: "x"}
AVEC_OBJET = (Nature.VOTE_SEPARE, Nature.RENVOI)
AUCUN_SIEGE = Siegeant.objects.none()


class VoteForm(forms.Form):
    """The state of the vote being noted. It lives in the page until it is proclaimed.

    ``geste`` is the button pressed: a mode, a voice to add or to take off, or « proclamer ».
    """

    data: Any  # what was posted, or the state that a button made of it

    mode = forms.ChoiceField(
        choices=[(m, m) for m in MODES],
        required=False,
    )
    nom = forms.CharField(label="Noter une exception", required=False, max_length=200)
    demandeurs = forms.IntegerField(
        label="Membres présents qui demandent ce scrutin", required=False, min_value=0
    )
    voix_du_president = forms.ChoiceField(
        label="Vote du président de séance",
        required=False,
        choices=VOIX_DU_PRESIDENT,
    )

    def __init__(self, data: Any, *, point: Point, console: Console) -> None:
        super().__init__(data or None)
        self.point, self.console = point, console
        assert console.vote is not None  # the view shows this form only for a point in discussion
        self.assemblee: Assemblee = console.vote.assemblee
        prefetch_related_objects(
            [point], "amendements__auteur__elu", "demandes_scrutin", "comptages"
        )
        self.debat = debat_de(point)
        self.question = self._question((data or {}).get("question"))
        self.demandes = () if self.question.procedure else demandes_de(point)
        self.exceptions: dict[Cle, Sens] = _exceptions(data, self.assemblee) if data else {}
        self.non_nommees = {s: _nombre(data, f"sans_nom_{s}") for s in EXCEPTIONS}
        self.annonce = ""

    def _question(self, code: str | None) -> Question:
        """The one being voted, or counted; else the first in order, amendments before the text
        (AMD-02)."""
        if code:
            return questions.lire(code)
        return question_comptee(self.point) or questions.premiere(self.debat)

    @property
    def mode_choisi(self) -> ModeScrutin:
        lu = (self.data or {}).get("mode")
        if lu in MODES:
            return ModeScrutin(lu)
        if self.releves:
            return ModeScrutin.SECRET
        defaut = ModeScrutin.PUBLIC if self.assemblee.visioconference else ModeScrutin.ORDINAIRE
        return mode_impose(self.demandes) or defaut

    # The two counts of a secret ballot -----------------------------------------------------

    @property
    def objet(self) -> str:
        return objet_du_texte(self.question)

    @property
    def releves(self) -> list[Releve]:
        return releves_de(self.point, self.objet)

    @property
    def ecarts(self) -> list[Manquement]:
        """Where the two statements differ, or are by the same hand."""
        return concordent(self.releves, CHOIX) if len(self.releves) > 1 else []

    @property
    def concordant(self) -> bool:
        return len(self.releves) > 1 and not self.ecarts

    @cached_property
    def comptage(self) -> ReleveForm:
        """Checked when its own button is pressed; any other leaves what was typed as it is."""
        if self.geste == "relever":
            return ReleveForm(self.data, choix=CHOIX)
        return ReleveForm(None, choix=CHOIX, initial=(self.data or QueryDict()).dict())

    @property
    def geste(self) -> str:
        """The button pressed."""
        return (self.data or {}).get("geste") or ""

    @property
    def refuse(self) -> bool:
        return bool(self.errors or self.comptage.errors or self.ecarts)

    @property
    def nom_saisi(self) -> str:
        return (self.data or {}).get("nom") or ""

    @property
    def demandeurs_saisis(self) -> str:
        return (self.data or {}).get("demandeurs") or ""

    @property
    def objets(self) -> dict[str, str]:
        """What is typed beside the vote, until it is put to the vote itself."""
        return {code: (self.data or {}).get(f"objet_{code}") or "" for code in AVEC_OBJET}

    def appliquer(self, geste: str) -> None:
        """Do what the button says to the state of the vote; any other leaves it as it is."""
        verbe, _, objet = geste.partition(":")
        sens = next((s for s in EXCEPTIONS if s == objet), None)
        if verbe == "mode" and objet in MODES:
            self.data = self.data.copy()
            self.data["mode"] = objet
        elif verbe == "question":
            self._poser(objet)
        elif verbe == "groupe" and objet in set(Sens):
            self._groupe(Sens(objet))
        elif verbe == "ajouter" and sens:
            self._ajouter(sens)
        elif verbe == "retirer" and objet.isdecimal():
            self.exceptions = {pk: s for pk, s in self.exceptions.items() if str(pk) != objet}
        elif verbe == "retirer_sans_nom" and sens:
            self.non_nommees[sens] = max(self.non_nommees[sens] - 1, 0)

    def _poser(self, code: str) -> None:
        """Another question: what was noted of the former one goes with it."""
        texte = str((self.data or {}).get(f"objet_{code}") or "").strip()
        self.question = questions.lire(f"{code}:{texte}" if code in AVEC_OBJET else code)
        self.demandes = () if self.question.procedure else demandes_de(self.point)
        self.exceptions, self.non_nommees = {}, dict.fromkeys(EXCEPTIONS, 0)
        self.data = self.data.copy()
        self.data["mode"] = self.data[f"objet_{code}"] = ""
        self.annonce = f"Mis aux voix\u00a0: {self.question.libelle or 'le texte'}."

    def _groupe(self, sens: Sens) -> None:
        """Everybody of a group at once, present or represented; exceptions are noted after."""
        nom = (self.data or {}).get("groupe") or ""
        sieges = self.groupes.get(nom, ())
        for pk in sieges:
            if sens is Sens.POUR:
                self.exceptions.pop(pk, None)
            else:
                self.exceptions[pk] = sens
        if sieges:
            mot = NOM_DES_SENS.get(sens, "Pour")
            self.annonce = f"{nom}\u00a0: {len(sieges)} voix, {mot.lower()}."

    @cached_property
    def groupes(self) -> dict[str, list[Cle]]:
        """Of those who have a voice here, present or represented."""
        trouves: dict[str, list[Cle]] = {}
        for siege in (x.siegeant for c in self.console.communes for x in c.lignes):
            groupe = siege.elu.groupe if siege.elu else ""
            if groupe and siege.pk in self.assemblee.votants:
                trouves.setdefault(groupe, []).append(siege.pk)
        return dict(sorted(trouves.items()))

    def _ajouter(self, sens: Sens) -> None:
        """A name gives a voice to that member, and to whom he represents; no name, one voice."""
        texte = self.nom_saisi.strip()
        if not texte:
            self.non_nommees[sens] += 1
            self.annonce = f"{NOM_DES_SENS[sens]}\u00a0: une voix non nommée."
            return
        trouves = self._chercher(texte)
        if len(trouves) != 1:
            self.add_error("nom", _refus_du_nom(texte, len(trouves)))
            return
        siege = trouves[0]
        for pk in (siege, *self._mandants_de(siege)):
            self.exceptions[pk] = sens
        self.annonce = f"{NOM_DES_SENS[sens]}\u00a0: {self.assemblee.noms[siege]}."
        self.data = self.data.copy()
        self.data["nom"] = ""

    def _chercher(self, texte: str) -> list[Cle]:
        (cherche,) = cle_de_nom(texte)
        noms = {pk: cle_de_nom(self.assemblee.noms[pk])[0] for pk in self.assemblee.votants}
        exacts = [pk for pk, nom in noms.items() if nom == cherche]
        return exacts or [pk for pk, nom in noms.items() if cherche in nom]

    def _mandants_de(self, siege: Cle) -> list[Cle]:
        """The pouvoir that a member carries follows his own vote, until told otherwise."""
        pouvoirs = self.console.pouvoirs
        portes = [p.mandant_id for p in pouvoirs if p.mandataire_id == siege]
        return [pk for pk in portes if pk is not None and pk in self.assemblee.votants]

    def saisie(self) -> Saisie:
        secret = self.mode_choisi is ModeScrutin.SECRET
        voix = (self.data or {}).get("voix_du_president")
        saisie = Saisie(
            mode=self.mode_choisi,
            exceptions={} if secret else self.exceptions,
            non_nommees={} if secret else self.non_nommees,
            releves=tuple(self.releves) if secret else (),
            demandeurs=_nombre(self.data, "demandeurs") or None,
            voix_du_president=Sens(voix) if voix in {"pour", "contre", "abstention"} else None,
        )
        return cadrer(self.point, saisie, self.question)

    @property
    def colonnes(self) -> list[dict[str, Any]]:
        """The three columns of exceptions, each with its named and its unnamed voices."""
        noms = self.assemblee.noms
        return [
            {
                "sens": sens.value,
                "touche": TOUCHES[sens],
                "titre": NOM_DES_SENS[sens],
                "nommees": [(pk, noms[pk]) for pk, s in self.exceptions.items() if s is sens],
                "sans_nom": self.non_nommees[sens],
                "total": self.non_nommees[sens] + sum(s is sens for s in self.exceptions.values()),
            }
            for sens in EXCEPTIONS
        ]


def _exceptions(data: Any, assemblee: Assemblee) -> dict[Cle, Sens]:
    """« 12:contre », as the page carries them from one button to the next."""
    lues: dict[Cle, Sens] = {}
    for texte in data.getlist("exception"):
        pk, _, sens = texte.partition(":")
        if pk.isdecimal() and sens in {s.value for s in EXCEPTIONS} and int(pk) in assemblee.noms:
            lues[int(pk)] = Sens(sens)
    return lues


def _nombre(data: Any, nom: str) -> int:
    texte = (data or {}).get(nom) or ""
    return int(texte) if texte.isdecimal() and len(texte) < 5 else 0


def _refus_du_nom(texte: str, trouves: int) -> str:
    if trouves:
        return f"«\u00a0{texte}\u00a0» désigne plusieurs votants\u00a0: précisez le prénom."
    return (
        f"Personne du nom de «\u00a0{texte}\u00a0» ne vote sur ce rapport\u00a0: vérifiez les "
        "présences et les pouvoirs."
    )


class OuvertureForm(forms.Form):
    president = forms.ModelChoiceField(
        label="Président de séance",
        queryset=Elu.objects.none(),
        empty_label="À choisir",
        required=False,
    )
    qualite = forms.CharField(label="En qualité de", max_length=160, required=False)
    secretaires = forms.ModelMultipleChoiceField(
        label="Secrétaires de séance", queryset=Elu.objects.none(), required=False
    )

    def __init__(self, *args: Any, seance: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        elus = seance.intercommunalite.elus.filter(sieges__seance=seance)
        membres = elus.order_by("nom", "prenom")
        offrir(self, "president", membres)
        offrir(self, "secretaires", membres)
        self.fields["secretaires"].widget.attrs["size"] = 6


class PresidenceForm(forms.Form):
    president = forms.ModelChoiceField(
        label="Nouveau président de séance", queryset=Elu.objects.none(), empty_label="À choisir"
    )
    qualite = forms.CharField(label="En qualité de", max_length=160, required=False)
    election = forms.ChoiceField(
        label="Élu par le conseil",
        required=False,
        choices=[("", "Non, il remplace le président empêché"), *Presidence.Election.choices],
    )
    voix = forms.IntegerField(label="Voix obtenues", required=False, min_value=0, max_value=999)
    exprimes = forms.IntegerField(
        label="Suffrages exprimés", required=False, min_value=0, max_value=999
    )

    def __init__(self, *args: Any, seance: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        membres = seance.intercommunalite.elus.filter(sieges__seance=seance)
        offrir(self, "president", membres.order_by("nom", "prenom"))


class PouvoirForm(forms.Form):
    """``console``: the list of presences already read, when the form is blank."""

    mandant = forms.ModelChoiceField(
        label="Mandant, qui donne pouvoir",
        queryset=AUCUN_SIEGE,
        empty_label="À choisir",
    )
    mandataire = forms.ModelChoiceField(
        label="Mandataire, qui le porte", queryset=AUCUN_SIEGE, empty_label="À choisir"
    )
    date_du_pouvoir = JourField(label="Daté du")
    recu_par = forms.ChoiceField(
        label="Reçu par", choices=[(v.value, v.label) for v in RECUS], initial=RECUS[0]
    )
    maladie_on = JourField(
        label="Maladie constatée le",
        required=False,
        help_text="Seulement si l’écrit sert à plus de trois séances\u00a0: la pièce est vue, "
        "jamais gardée.",
    )
    suppleant_empeche = forms.BooleanField(
        label="Son suppléant est lui aussi empêché", required=False
    )
    vaut_report = forms.BooleanField(
        label="Il mentionne la réunion de report, faute de quorum",
        required=False,
    )

    def __init__(
        self, *args: Any, seance: Any, console: Console | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        votants = seance.siegeants.filter(vote=True).select_related("elu")
        votants = votants.order_by("elu__nom", "pk")
        for nom in ("mandant", "mandataire"):
            offrir(self, nom, votants, lus=console.votants if console is not None else None)


class RepriseForm(forms.Form):
    """Why something is put right; ``objet`` is what it was refused for."""

    objet: Any = None
    motif = forms.CharField(label="Motif, porté au procès-verbal", max_length=300)


class CorrectionForm(forms.Form):
    """Why a gesture is undone; asked for when results already proclaimed stand on it."""

    motif = forms.CharField(label="Motif de la correction", max_length=200, required=False)

    def __init__(self, data: Any, *, pointage: Pointage) -> None:
        super().__init__(data)
        self.pointage, self.resultats = pointage, resultats_alteres(pointage)
