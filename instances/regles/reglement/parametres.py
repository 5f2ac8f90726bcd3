"""The values that apply on a day: those of the règlement where lawful, else those of the law."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from instances.regles.reglement.catalogue import CATALOGUE
from instances.regles.reglement.types import Duree, Frequence, Valeur
from instances.regles.reglement.verdicts import verdict

UNE_PAR_TRIMESTRE = Frequence(nombre=1, periode="trimestre")
DIX_SEMAINES = Duree(nombre=10, periode="semaine")


@dataclass(frozen=True, kw_only=True, slots=True)
class Parametres:
    """One attribute a parameter, under the code of the catalogue; ``None`` is « non fixé »."""

    frequence_conseil: Frequence = UNE_PAR_TRIMESTRE
    jour_habituel: str | None = None
    heure_habituelle: str | None = None
    lieu_habituel: str | None = None
    delai_convocation_conseil: int = 5
    delai_urgence: int = 1
    canal_titulaires: str = "dematerialise_sauf_demande"
    canal_suppleants: str = "dematerialise_sauf_demande"
    convocation_affichee: str | None = None
    consultation_contrats: str | None = None
    consultation_contrats_heures: int | None = None
    visioconference: bool = False
    visioconference_bureau: bool = False
    calendrier_concerte: str | None = None
    charte_elu_local: str = "L1111-13_et_L1111-14"

    modifier_ordre: str | None = None
    retrait_point: str | None = None
    points_urgents_en_seance: bool = False
    points_urgents_bureau_debats: bool = True
    ordre_ouverture: tuple[Any, ...] = (
        "quorum",
        "excuses_et_pouvoirs",
        "urgence",
        "secretaire",
        "proces_verbal",
    )
    avis_de_commission: bool = False
    rapports_presentes: int | None = None
    presentation_minutes: int | None = None
    questions_orales_heures: int | None = None
    questions_orales_debat: bool | None = None
    questions_ecrites_jours: int | None = None
    debat_politique_fraction: int = 10
    voeux_heures: int | None = None
    voeux_minutes: int | None = None

    secretaire: str | None = None
    intervention_minutes: int | None = None
    fait_personnel_minutes: int | None = None
    ordre_orateurs: str | None = None
    suspension_demande: int | None = None
    vote_separe: bool | None = None
    amendements: str | None = None
    renvoi_pour_etude: str | None = None
    huis_clos_demande: int = 5

    presence_signature: bool | None = None
    signature_depart: bool | None = None
    quorum_par_point: bool = True
    depart_en_seance: str | None = None
    perte_quorum_conseil: str | None = None
    perte_quorum_bureau: str | None = None
    pouvoirs_par_mandataire: int = 1
    pouvoir_seances: int = 3
    depot_pouvoir: str | None = None
    pouvoir_en_seance: bool | None = None
    suppleance_avant_pouvoir: bool = False
    suppleant_peut_porter_pouvoir: bool = False

    majorite: str = "majorite_des_suffrages_exprimes"
    mode_vote_defaut: str = "main_levee"
    scrutin_public_noms: str = "proces_verbal"

    pv_adoption: str = "seance_suivante"
    pv_contenu: str | None = None
    enregistrement_audio: bool | None = None
    lecture_deliberations: bool | None = None
    registre_signature: str = "president_et_secretaire"
    compte_rendu: str = "liste_des_deliberations"
    recueil_actes: str = "publication_electronique"

    bureau_effectif: int | None = None
    bureau_composition: str | None = None
    frequence_bureau: Frequence | None = None
    bureau_deliberant: bool | None = None
    delai_convocation_bureau: int | None = None
    bureau_public: bool = True
    bureau_debats: bool | None = None
    bureau_elargi: str | None = None
    frequence_executif: Frequence | None = None

    commissions_permanentes: int | None = None
    commission_groupes: int | None = None
    commission_elus_municipaux: bool | None = None
    commission_elu_supplementaire: str | None = None
    commission_une_seule: bool | None = None
    commission_suppleant: str = "designe_par_le_maire"
    commission_quorum: int | None = None
    commission_delai_convocation: int | None = None
    commission_copresidence: str | None = None
    commission_premiere_reunion_jours: int = 8
    commissions_elargies_reunions_an: int | None = None
    commission_speciale_date_de_fin: bool = True
    cao_titulaires: int = 5
    cao_suppleants: int = 5
    cao_quorum: str = "plus_de_la_moitie"
    cao_delai_convocation: int | None = None
    cao_voix_preponderante: bool = False
    mission_seuil_habitants: int = 20000
    mission_fraction: int = 6
    mission_delai_jours: int | None = None
    mission_titulaires: int | None = None
    mission_suppleants: int | None = None
    mission_duree_mois: int = 6

    conference_maires_reunions_an: int | None = None
    conference_maires_demande: int = 3
    conference_maires_demandes_an: int = 4
    conference_maires_voix: str | None = None
    conference_maires_quorum: int | None = None
    conference_maires_reglement_propre: bool | None = None
    conference_maires_adjoint: bool | None = None
    conference_maires_delai_convocation: int | None = None
    conference_maires_reponse_ecrite: bool | None = None
    conference_adjoints: bool | None = None
    conseils_de_territoire_reunions_an: tuple[Any, ...] | None = None
    secteur_delai_convocation: int | None = None
    secteur_maire_non_conseiller_vote: bool = False
    secteur_pouvoir_non_croise: bool = True
    droit_alerte: bool = False
    alerte_maire_via_elu_secteur: bool = False
    alerte_formation: str = "bureau"
    alerte_destinataires: str = "president_et_elus_de_secteur"
    alerte_seuil_an: int | None = None
    alerte_auteurs: str = "maire_ou_comite"
    alerte_seuil_maires: int = 1
    alerte_objet: str | None = None
    alerte_effet: str = "inscription"
    alerte_patience_jours: int = 7
    avis_commune_clause: str | None = None
    conseil_developpement_autosaisine: bool | None = None
    reunion_dgs_mois: int | None = None

    dob_semaines: Duree = DIX_SEMAINES
    expression_seuil_habitants: int | None = None
    expression_pages: int | None = None
    modification_reglement: str | None = None


def parametres(valeurs: Mapping[str, Valeur], a_la_date: date) -> Parametres:
    """Read stored values. An unlawful or unreadable one gives way to the law (GEN-02)."""
    retenues = {
        code: CATALOGUE[code].lire(valeur)
        for code, valeur in valeurs.items()
        if code in CATALOGUE and valeur is not None and _applicable(code, valeur, a_la_date)
    }
    return Parametres(**retenues)


def _applicable(code: str, valeur: Valeur, a_la_date: date) -> bool:
    try:
        return verdict(code, valeur, a_la_date).conforme
    except ValueError:
        return False
