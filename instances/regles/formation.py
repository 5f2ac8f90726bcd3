"""How a body is formed: what its type may say, when it may exist, whom it may be given.

CGCT, art. L. 5211-10, al. 6 : « Le président, les vice-présidents ayant reçu délégation ou le
bureau dans son ensemble peuvent recevoir délégation d'une partie des attributions de l'organe
délibérant ». Nobody else decides: commissions and conférences give an avis (COM-03).

CGCT, art. L. 1411-5, II : « par l'autorité habilitée à signer la convention […] ou son
représentant, président, et par cinq membres de l'assemblée délibérante élus en son sein […]. Il
est procédé, selon les mêmes modalités, à l'élection de suppléants en nombre égal à celui de
membres titulaires. »

CGCT, art. L. 2121-22-1, al. 2 : « La durée de la mission ne peut excéder six mois à compter de
la date de la délibération qui l'a créée. »

CGCT, art. L. 5211-10-1, II : « Les conseillers communautaires […] ne peuvent être membres du
conseil de développement. »
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from governance.regles import Gravite, Manquement
from instances.regles.composition import Source, Suppleance
from instances.regles.dates_en_lettres import jour_en_lettres
from instances.regles.faits import RegleQuorum
from instances.regles.mandats import Cle
from instances.regles.modeles_instances import MODELES, NatureInstance

PLACES_DE_LA_CAO = 5
DELAI_DU_CONSEIL = 5
CONSEIL_PAR_AN = 4
PAR_AN = {"mois": 12, "trimestre": 4, "semestre": 2, "an": 1, "": 0}

ARTICLE_DELEGATION = "CGCT, art. L. 5211-10"
ARTICLE_CAO = "CGCT, art. L. 1411-5 et L. 1414-2"
ARTICLE_MISSION = "CGCT, art. L. 2121-22-1"


class Qualite(StrEnum):
    TITULAIRE = "titulaire"
    SUPPLEANT = "suppleant"
    PRESIDENT = "president"
    VICE_PRESIDENT = "vice_president"
    ANIMATEUR = "animateur"
    INVITE = "invite"


@dataclass(frozen=True, kw_only=True, slots=True)
class TypeVu:
    modele: str
    nature: NatureInstance
    publique: bool
    quorum: RegleQuorum
    pouvoirs: bool
    suppleance: Suppleance
    delai_francs: int | None = None
    frequence: int | None = None
    frequence_periode: str = ""
    nommee: bool = False
    sources: frozenset[Source] = frozenset()

    @property
    def reunions_par_an(self) -> int | None:
        return self.frequence and self.frequence * PAR_AN[self.frequence_periode]


@dataclass(frozen=True, kw_only=True, slots=True)
class InstanceVue:
    """``semblables``: periods of the other bodies of the same model. ``terme_exige``: by the
    règlement, of a commission spéciale (COM-08)."""

    type: TypeVu
    debut: date | None
    fin: date | None
    a_un_perimetre: bool = False
    semblables: tuple[tuple[date | None, date | None], ...] = ()
    terme_exige: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class NominationVue:
    """Someone about to be named. ``deja`` counts the nominations of the day, by quality."""

    type: TypeVu
    nom: str
    qualite: Qualite
    elu: Cle | None
    debut: date
    siege_deja: bool = False
    conseiller_communautaire: bool = False
    autre_commission: str = ""
    une_seule_commission: bool = False
    deja: tuple[tuple[Qualite, int], ...] = ()

    def nombre(self, qualite: Qualite) -> int:
        return dict(self.deja).get(qualite, 0)


def manquements_du_type(genre: TypeVu) -> tuple[Manquement, ...]:
    return (*_qui_decide(genre), *_comme_le_conseil(genre), *_de_la_cao(genre), *_sources(genre))


def _qui_decide(genre: TypeVu) -> Iterator[Manquement]:
    modele = MODELES.get(genre.modele)
    if genre.nature is not NatureInstance.DELIBERANTE:
        return
    if modele is None or modele.nature is not NatureInstance.DELIBERANTE:
        yield Manquement(
            regle="COM-03",
            article=ARTICLE_DELEGATION,
            message=(
                "Cette instance ne peut pas décider\u00a0: seuls le conseil, le bureau auquel il "
                "a délégué et la commission d’appel d’offres délibèrent. Choisissez "
                "«\u00a0consultative\u00a0» ou «\u00a0débat\u00a0»."
            ),
            champ="nature",
        )
    if genre.quorum in (RegleQuorum.AUCUN, RegleQuorum.FIXE):
        yield Manquement(
            regle="QUO-01",
            article="CGCT, art. L. 2121-17",
            message="Une instance qui délibère exige la majorité de ses membres en exercice.",
            champ="quorum_regle",
        )


def _comme_le_conseil(genre: TypeVu) -> Iterator[Manquement]:
    modele = MODELES.get(genre.modele)
    if modele is None or not modele.regime_du_conseil:
        return
    if genre.nature is NatureInstance.DELIBERANTE:
        yield from _quand_on_delibere(genre)
    elif genre.modele == "conseil":
        yield _refus("BUR-04", "CGCT, art. L. 5211-6", "Le conseil délibère.", "nature")


def _quand_on_delibere(genre: TypeVu) -> Iterator[Manquement]:
    if genre.delai_francs is None or genre.delai_francs < DELAI_DU_CONSEIL:
        yield _refus(
            "CNV-04",
            "CGCT, art. L. 2121-12 et L. 5211-1",
            "La convocation part cinq jours francs au moins avant la séance\u00a0: saisissez 5 "
            "ou davantage.",
            "delai_francs",
        )
    if not genre.publique:
        yield _refus(
            "SEA-03",
            "CGCT, art. L. 2121-18 et L. 5211-1",
            "Les séances où l’on délibère sont publiques. Le huis clos se vote séance par séance.",
            "publique",
        )
    if not genre.pouvoirs:
        yield _refus(
            "POU-01",
            "CGCT, art. L. 2121-20",
            "Un membre empêché peut donner pouvoir\u00a0: le règlement ne peut l’exclure.",
            "pouvoirs",
        )
    if genre.modele == "conseil":
        yield from _une_fois_par_trimestre(genre)


def _une_fois_par_trimestre(genre: TypeVu) -> Iterator[Manquement]:
    if (genre.reunions_par_an or 0) < CONSEIL_PAR_AN:
        yield _refus(
            "CNV-17",
            "CGCT, art. L. 5211-11",
            "Le conseil se réunit une fois par trimestre au moins\u00a0: saisissez quatre réunions "
            "par an ou davantage.",
            "frequence",
        )


def _de_la_cao(genre: TypeVu) -> Iterator[Manquement]:
    if genre.modele != "cao":
        return
    if genre.quorum is not RegleQuorum.PLUS_DE_LA_MOITIE:
        yield _refus(
            "CAO-02",
            ARTICLE_CAO,
            "Plus de la moitié des membres à voix délibérative doit être présente.",
            "quorum_regle",
        )
    if genre.pouvoirs:
        yield Manquement(
            regle="CAO-05",
            article=ARTICLE_CAO,
            gravite=Gravite.ALERTE,
            message="La suppléance remplace le pouvoir en commission d’appel d’offres.",
            champ="pouvoirs",
        )


def _sources(genre: TypeVu) -> Iterator[Manquement]:
    if not genre.sources and not genre.nommee:
        yield Manquement(
            regle="COH-COMPOSITION",
            message=(
                "Personne ne siégerait\u00a0: choisissez des membres de droit, ou une composition "
                "nominative."
            ),
            champ="nommee",
        )


def manquements_de_l_instance(vue: InstanceVue) -> tuple[Manquement, ...]:
    return (*_un_seul_conseil(vue), *_perimetre(vue), *_duree(vue))


def _un_seul_conseil(vue: InstanceVue) -> Iterator[Manquement]:
    if vue.type.modele != "conseil":
        return
    for debut, fin in vue.semblables:
        if (vue.debut or date.min) <= (fin or date.max) and (debut or date.min) <= (
            vue.fin or date.max
        ):
            yield _refus(
                "COH-CONSEIL",
                "CGCT, art. L. 5211-6",
                "L’intercommunalité a déjà un conseil\u00a0: il n’y en a qu’un à la fois.",
                "starts_on",
            )
            return


def _perimetre(vue: InstanceVue) -> Iterator[Manquement]:
    if Source.ELUS_DU_PERIMETRE in vue.type.sources and not vue.a_un_perimetre:
        yield _refus(
            "TER-01",
            "",
            "Choisissez le périmètre\u00a0: ce sont ses élus qui siègent.",
            "perimetre",
        )


def _duree(vue: InstanceVue) -> Iterator[Manquement]:
    if vue.type.modele == "mission_information":
        yield from _six_mois(vue)
    if vue.type.modele == "commission_speciale" and vue.terme_exige and vue.fin is None:
        yield Manquement(
            regle="COM-08",
            article="Règlement intérieur",
            gravite=Gravite.ALERTE,
            message="Une commission spéciale a un terme\u00a0: saisissez-le dès qu’il est connu.",
            champ="ends_on",
        )


def _six_mois(vue: InstanceVue) -> Iterator[Manquement]:
    if vue.debut is None or vue.fin is None:
        yield _refus(
            "MIE-04",
            ARTICLE_MISSION,
            "Saisissez la date de la délibération qui crée la mission et sa date de fin.",
            "ends_on" if vue.debut else "starts_on",
        )
    elif vue.fin > dans_six_mois(vue.debut):
        yield _refus(
            "MIE-04",
            ARTICLE_MISSION,
            "La mission ne peut durer plus de six mois\u00a0: elle finit au plus tard le "
            f"{jour_en_lettres(dans_six_mois(vue.debut))}.",
            "ends_on",
        )


def dans_six_mois(jour: date) -> date:
    """The same day of the month six months later, or the last day of a shorter month."""
    mois = jour.month + 6
    annee, mois = jour.year + (mois > 12), mois - 12 * (mois > 12)
    premier_suivant = date(annee + mois // 12, mois % 12 + 1, 1)
    dernier = (premier_suivant - timedelta(days=1)).day
    return date(annee, mois, min(jour.day, dernier))


def manquements_de_la_nomination(vue: NominationVue) -> tuple[Manquement, ...]:
    return (
        *_siege_unique(vue),
        *_nommable(vue),
        *_effectif_de_la_cao(vue),
        *_developpement(vue),
        *_une_commission(vue),
    )


def _siege_unique(vue: NominationVue) -> Iterator[Manquement]:
    if vue.siege_deja:
        yield _refus(
            "MEM-01",
            "CGCT, art. L. 5211-6 et L. 2121-20",
            f"{vue.nom} est déjà membre de cette instance\u00a0: un siège, une voix. Mettez fin à "
            "sa désignation avant d’en ouvrir une autre.",
            "elu",
        )


def _nommable(vue: NominationVue) -> Iterator[Manquement]:
    if vue.qualite in (Qualite.INVITE, Qualite.ANIMATEUR):
        return
    if not vue.type.nommee and vue.type.modele != "bureau":
        yield _refus(
            "COH-COMPOSITION",
            "",
            "On siège ici de droit, par son mandat\u00a0: ouvrez un mandat, ou nommez un invité.",
            "qualite",
        )
    if vue.qualite is Qualite.SUPPLEANT and vue.type.suppleance is not Suppleance.SUPPLEANT_NOMME:
        yield _refus(
            "COH-COMPOSITION",
            "",
            "Cette instance n’a pas de suppléants nommés\u00a0: son type ne le prévoit pas.",
            "qualite",
        )


def _effectif_de_la_cao(vue: NominationVue) -> Iterator[Manquement]:
    mot = {Qualite.TITULAIRE: "titulaires", Qualite.SUPPLEANT: "suppléants"}.get(vue.qualite)
    if vue.type.modele == "cao" and mot and vue.nombre(vue.qualite) >= PLACES_DE_LA_CAO:
        yield _refus(
            "CAO-01",
            ARTICLE_CAO,
            f"La commission d’appel d’offres a déjà cinq {mot}\u00a0: elle réunit le président, "
            "cinq titulaires et cinq suppléants.",
            "qualite",
        )


def _developpement(vue: NominationVue) -> Iterator[Manquement]:
    if vue.type.modele == "conseil_de_developpement" and vue.conseiller_communautaire:
        yield _refus(
            "CDV-01",
            "CGCT, art. L. 5211-10-1",
            f"{vue.nom} est conseiller communautaire\u00a0: aucun ne peut être membre du conseil "
            "de développement.",
            "elu",
        )


def _une_commission(vue: NominationVue) -> Iterator[Manquement]:
    """A rule of the règlement, for commissions thématiques only (COM-05)."""
    concerne = vue.une_seule_commission and vue.type.modele == "commission_thematique"
    if concerne and vue.autre_commission and vue.qualite is Qualite.TITULAIRE:
        yield Manquement(
            regle="COM-05",
            article="Règlement intérieur",
            gravite=Gravite.ALERTE,
            message=(
                f"{vue.nom} est déjà membre de {vue.autre_commission}\u00a0: le règlement prévoit "
                "une seule commission thématique par conseiller."
            ),
            champ="elu",
        )


def fin_de_nomination(
    *, debut: date | None, deja: date | None, fin: date
) -> tuple[Manquement, ...]:
    if debut is not None and fin < debut:
        message = (
            f"La désignation date du {jour_en_lettres(debut)}\u00a0: elle ne peut pas finir avant."
        )
        return (_refus("COH-PERIODE", "", message, "ends_on"),)
    if deja is not None and deja <= fin:
        message = f"Cette désignation a déjà pris fin le {jour_en_lettres(deja)}."
        return (_refus("COH-PERIODE", "", message, "ends_on"),)
    return ()


def _refus(regle: str, article: str, message: str, champ: str) -> Manquement:
    return Manquement(regle=regle, article=article, message=message, champ=champ)
