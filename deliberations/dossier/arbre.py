"""The typed tree of a dossier: everything that a published procès-verbal or extract states.

Each class is one JSON object and each field one key, so that reading, writing and the JSON
Schema all derive from these declarations. ``None`` is ``null``: the source does not say. An
empty tuple says that there is nobody on the list. Text is kept as printed, faults included.
"""

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from deliberations.regles.majorite import Issue, Majorite, ModeScrutin, Sens
from instances.regles.faits import MotifDeport, RegleQuorum, TypePoint

# Several objects have a key « date », which would hide the type of that name.
Jour = date
Heure = time

FORMAT = "hemicycle/dossier-de-seance"
VERSION = 1


class Canal(StrEnum):
    ELECTRONIQUE = "electronique"
    POSTAL = "postal"
    REMISE = "remise"
    AFFICHAGE = "affichage"


class Voix(StrEnum):
    DELIBERATIVE = "deliberative"
    CONSULTATIVE = "consultative"


class Qualite(StrEnum):
    TITULAIRE = "titulaire"
    SUPPLEANT = "suppleant"


class NatureSource(StrEnum):
    PROCES_VERBAL = "proces_verbal"
    EXTRAIT = "extrait"
    LISTE = "liste_des_deliberations"
    LOGICIEL = "logiciel"


class RegleElection(StrEnum):
    MAJORITAIRE = "majoritaire"
    PROPORTIONNELLE = "proportionnelle"


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    intitule: str | None = None
    nature: NatureSource | None = None
    date: Jour | None = None
    adresse: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Intercommunalite:
    nom: str | None = None
    sigle: str | None = None
    siren: str | None = None
    departement: str | None = None
    droit_local: bool | None = None
    commune_de_3500_habitants: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Quorum:
    regle: RegleQuorum | None = None
    nombre: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Instance:
    nom: str | None = None
    type: str | None = None
    deliberante: bool | None = None
    quorum: Quorum | None = None
    pouvoirs_admis: bool | None = None
    pouvoir_en_seance: bool | None = None
    suppleance_avant_pouvoir: bool | None = None
    suppleant_peut_porter_pouvoir: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Suspension:
    debut: Heure | None = None
    fin: Heure | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Seance:
    date: Jour | None = None
    date_imprimee: str | None = None
    lieu: str | None = None
    ouverture: Heure | None = None
    levee: Heure | None = None
    date_levee: Jour | None = None
    suspensions: tuple[Suspension, ...] | None = None
    publique: bool | None = None
    visioconference: bool | None = None
    seconde_convocation: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Convocation:
    date: Jour | None = None
    canal: Canal | None = None
    destinataires: tuple[str, ...] | None = None
    urgence: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Borne:
    """A report, a deliberation or an hour; all three unknown, a bound that nobody knows."""

    rapport: str | None = None
    deliberation: str | None = None
    heure: Heure | None = None
    inclus: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Personne:
    civilite: str | None = None
    prenom: str | None = None
    nom: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Membre:
    id: str
    civilite: str | None = None
    prenom: str | None = None
    nom: str
    commune: str | None = None
    qualite: Qualite | None = None
    voix: Voix | None = None
    fonction: str | None = None
    suppleant: Personne | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Presence:
    membre: str
    represente_par: Personne | None = None
    a_distance: bool | None = None
    depuis: Borne | None = None
    jusqua: Borne | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Absence:
    membre: str
    motif: str | None = None
    depuis: Borne | None = None
    jusqua: Borne | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Pouvoir:
    mandant: str | None = None
    mandataire: str | None = None
    mandant_imprime: str | None = None
    mandataire_imprime: str | None = None
    date: Jour | None = None
    depuis: Borne | None = None
    jusqua: Borne | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Presidence:
    membre: str
    qualite: str | None = None
    depuis: Borne | None = None
    jusqua: Borne | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Totaux:
    presents: int | None = None
    absents: int | None = None
    excuses: int | None = None
    pouvoirs: int | None = None
    votants: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class VoixNommee:
    membre: str
    sens: Sens


@dataclass(frozen=True, kw_only=True, slots=True)
class Vote:
    objet: str | None = None
    mode: ModeScrutin | None = None
    demandeurs: int | None = None
    majorite: Majorite | None = None
    phrase: str | None = None
    mention: str | None = None
    resultat: Issue | None = None
    unanimite: bool | None = None
    pour: int | None = None
    contre: int | None = None
    abstention: int | None = None
    ne_prend_pas_part: int | None = None
    blancs: int | None = None
    nuls: int | None = None
    exprimes: int | None = None
    votants: int | None = None
    voix_du_president: Sens | None = None
    voix: tuple[VoixNommee, ...] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidat:
    """A person or, in a proportional election, a list."""

    nom: str
    voix: int | None = None
    naissance: Jour | None = None
    sieges: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Tour:
    tour: int = field(metadata={"minimum": 1})
    votants: int | None = None
    ne_prennent_pas_part: int | None = None
    blancs: int | None = None
    nuls: int | None = None
    exprimes: int | None = None
    candidats: tuple[Candidat, ...] | None = None
    elus: tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Election:
    objet: str | None = None
    mode: ModeScrutin | None = None
    regle: RegleElection | None = None
    sieges: int | None = None
    tours: tuple[Tour, ...] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Deport:
    membre: str
    motif: MotifDeport | None = None
    sorti: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Signature:
    mention: str | None = None
    qualite: str | None = None
    nom: str | None = None
    fonction: str | None = None
    date: Jour | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Timbre:
    """The stamp of the préfecture, line by line as printed."""

    prefecture: str | None = None
    recu_imprime: str | None = None
    recu_le: Jour | None = None
    mention: str | None = None
    identifiant: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Publication:
    date: Jour | None = None
    mode: str | None = None
    imprime: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Annexe:
    titre: str
    reproduite: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    numero: str | None = None
    rang: int | None = field(default=None, metadata={"minimum": 1})
    type: TypePoint | None = None
    titre: str | None = None
    titre_deliberation: str | None = None
    deliberation: str | None = None
    heure: Heure | None = None
    retire: bool | None = None
    comptes: bool | None = None
    reprise: bool | None = None
    huis_clos: bool | None = None
    en_exercice: int | None = None
    rapporteur: str | None = None
    qualite_rapporteur: str | None = None
    commission: str | None = None
    avis_commission: str | None = None
    inscription_budgetaire: str | None = None
    resume: str | None = None
    expose: str | None = None
    dispositif: str | None = None
    totaux: Totaux | None = None
    deports: tuple[Deport, ...] | None = None
    votes: tuple[Vote, ...] | None = None
    elections: tuple[Election, ...] | None = None
    signatures: tuple[Signature, ...] | None = None
    timbre: Timbre | None = None
    publication: Publication | None = None
    annexes: tuple[Annexe, ...] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Dossier:
    format: str = field(metadata={"constante": FORMAT})
    version: int = field(metadata={"constante": VERSION})
    source: Source | None = None
    intercommunalite: Intercommunalite | None = None
    instance: Instance | None = None
    seance: Seance | None = None
    convocations: tuple[Convocation, ...] | None = None
    effectif_legal: int | None = None
    en_exercice: int | None = None
    president: str | None = None
    membres: tuple[Membre, ...] | None = None
    presences: tuple[Presence, ...] | None = None
    absents: tuple[Absence, ...] | None = None
    excuses: tuple[Absence, ...] | None = None
    pouvoirs: tuple[Pouvoir, ...] | None = None
    totaux: Totaux | None = None
    presidences: tuple[Presidence, ...] | None = None
    secretaires: tuple[str, ...] | None = None
    ordre_de_passage: tuple[str, ...] | None = None
    points: tuple[Point, ...] | None = None
