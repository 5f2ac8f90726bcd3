"""What the règlement says of each kind of body, beside what its type d'instance says.

Of two delays and of two frequencies, the stricter applies: the type d'instance may ask for more
than the règlement, never for less (CNV-22). Where a clause only describes a body, whether the
body is as the règlement wants it is told (RGI-03), and nothing is blocked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from governance.regles import Gravite, Manquement
from instances.regles.composition import Source
from instances.regles.dates_en_lettres import compte
from instances.regles.reglement.parametres import Parametres
from instances.regles.reglement.types import REUNIONS_PAR_AN, Frequence

ARTICLE = "Règlement intérieur"
COMMISSIONS = ("commission_thematique", "commission_elargie", "commission_speciale")
SOURCES_DU_BUREAU = {
    "president_vice_presidents_conseillers_delegues": {Source.BUREAU, Source.CONSEILLERS_DELEGUES},
    "president_vice_presidents_presidents_de_commission": {Source.PRESIDENTS_DE_COMMISSION},
}


def delai(modele: str, reglement: Parametres) -> int | None:
    """In jours francs; ``None`` where the règlement sets none for this body."""
    fixes = {
        "conseil": reglement.delai_convocation_conseil,
        "bureau": reglement.delai_convocation_bureau,
        "cao": reglement.cao_delai_convocation,
        "conference_des_maires": reglement.conference_maires_delai_convocation,
        "comite_de_secteur": reglement.secteur_delai_convocation,
        **dict.fromkeys(COMMISSIONS, reglement.commission_delai_convocation),
    }
    return fixes.get(modele)


def frequence(modele: str, reglement: Parametres) -> Frequence | None:
    """How often it meets at least; « environ » tells a custom, which binds nobody."""
    territoire = reglement.conseils_de_territoire_reunions_an or (None,)
    frequences = {
        "conseil": reglement.frequence_conseil,
        "bureau": reglement.frequence_bureau,
        "conference_des_vice_presidents": reglement.frequence_executif,
        "commission_elargie": _par_an(reglement.commissions_elargies_reunions_an),
        "conference_des_maires": _par_an(reglement.conference_maires_reunions_an),
        "conseil_de_territoire": _par_an(min(territoire)),
        "reunion_des_dgs": _tous_les(reglement.reunion_dgs_mois),
    }
    return frequences.get(modele)


def _par_an(nombre: int | None) -> Frequence | None:
    return Frequence(nombre=nombre, periode="an") if nombre else None


def _tous_les(mois: int | None) -> Frequence | None:
    """« Tous les deux mois » is one in each of them, where the year can be so divided."""
    if not mois:
        return None
    periode = next((p for p, par_an in REUNIONS_PAR_AN.items() if par_an * mois == 12), None)
    return Frequence(nombre=1, periode=periode) if periode else _par_an(max(12 // mois, 1))


@dataclass(frozen=True, kw_only=True, slots=True)
class GenreVu:
    """A type d'instance as the règlement looks at it. ``muets``: sources that sit, voteless."""

    modele: str
    nom: str
    deliberante: bool = False
    presents_exiges: int = 0
    sources: frozenset[str] = frozenset()
    muets: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class CorpsVus:
    """The bodies in force on a day. ``nombre``: how many of each model. ``bureau``: its members."""

    genres: tuple[GenreVu, ...]
    nombre: Mapping[str, int] = field(default_factory=dict)
    bureau: int = 0

    def genre(self, modele: str) -> GenreVu | None:
        return next((g for g in self.genres if g.modele == modele), None)


def concordance(reglement: Parametres, corps: CorpsVus) -> tuple[Manquement, ...]:
    """Where a body is not as the règlement says. The page of the instances shows it."""
    return (
        *_existences(reglement, corps),
        *_commissions(reglement, corps),
        *_du_bureau(reglement, corps),
        *_presents(reglement, corps),
    )


def _existences(reglement: Parametres, corps: CorpsVus) -> Iterator[Manquement]:
    for voulue, modele, nom, regle in (
        (reglement.bureau_debats, "bureau_debats", "un bureau-débats", "BUR-05"),
        (reglement.bureau_elargi, "bureau_elargi", "un bureau élargi", "BUR-07"),
        (reglement.conference_adjoints, "conference_des_adjoints", "une conférence des adjoints",
         "CDM-06"),
    ):  # fmt: skip
        if voulue and not corps.nombre.get(modele):
            yield _ecart(regle, f"Le règlement prévoit {nom}\u00a0: créez cette instance.")


def _commissions(reglement: Parametres, corps: CorpsVus) -> Iterator[Manquement]:
    prevues = reglement.commissions_permanentes
    ouvertes = corps.nombre.get("commission_thematique", 0)
    if prevues is None or prevues == ouvertes:
        return
    groupes = reglement.commission_groupes
    reparties = f" en {compte(groupes, 'groupe')}" if groupes else ""
    yield _ecart(
        "COM-01",
        f"Le règlement prévoit {compte(prevues, 'commission')}{reparties}\u00a0: "
        f"{ouvertes} en fonction.",
    )


def _du_bureau(reglement: Parametres, corps: CorpsVus) -> Iterator[Manquement]:
    genre = corps.genre("bureau")
    if genre is None or not corps.nombre.get("bureau"):
        return
    prevu = reglement.bureau_effectif
    if prevu is not None and prevu != corps.bureau:
        yield _ecart(
            "BUR-01",
            f"Le règlement fixe le bureau à {compte(prevu, 'membre')}\u00a0: {corps.bureau} en "
            "exercice.",
        )
    voulues = SOURCES_DU_BUREAU.get(reglement.bureau_composition or "", set())
    if voulues and not voulues & genre.sources:
        yield _ecart(
            "BUR-01",
            "La composition du bureau n’est pas celle du règlement\u00a0: reprenez les membres de "
            f"droit du type «\u00a0{genre.nom}\u00a0».",
        )
    delibere = reglement.bureau_deliberant
    if delibere is not None and delibere is not genre.deliberante:
        dit = "délibère par délégation" if delibere else "ne délibère pas"
        yield _ecart(
            "BUR-04",
            f"Selon le règlement, le bureau {dit}\u00a0: le type «\u00a0{genre.nom}\u00a0» dit le "
            "contraire.",
        )


def _presents(reglement: Parametres, corps: CorpsVus) -> Iterator[Manquement]:
    """The quorum of a séance is the one of its type: it must be the règlement's."""
    for modele, exiges, regle in (
        ("commission_thematique", reglement.commission_quorum, "QUO-11"),
        ("conference_des_maires", reglement.conference_maires_quorum, "CDM-03"),
    ):
        for genre in (g for g in corps.genres if g.modele == modele):
            if exiges is not None and exiges != genre.presents_exiges:
                dit = f"exige {compte(exiges, 'présent')}" if exiges else "n’exige aucun présent"
                yield _ecart(
                    regle,
                    f"Le règlement {dit} pour un avis\u00a0: le type «\u00a0{genre.nom}\u00a0» en "
                    f"exige {genre.presents_exiges}.",
                )
    conference = corps.genre("conference_des_maires")
    if conference and reglement.conference_maires_voix and Source.MAIRES in conference.muets:
        yield _ecart(
            "CDM-03",
            "Selon le règlement, chaque maire a une voix\u00a0: le type "
            f"«\u00a0{conference.nom}\u00a0» la leur refuse.",
        )


def _ecart(regle: str, message: str) -> Manquement:
    return Manquement(regle=regle, article=ARTICLE, message=message, gravite=Gravite.ALERTE)
