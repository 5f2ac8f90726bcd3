"""Parameters of the other bodies: bureau, commissions, CAO, missions, maires, secteurs."""

from datetime import date

from instances.regles.reglement.fabrique import fabrique, jamais
from instances.regles.reglement.types import Droit, Parametre, Section, Type

LOI_2019 = date(2019, 12, 29)
ORD_2016 = date(2016, 4, 1)
LOI_3DS = date(2022, 2, 23)

# What a type d'instance says too: the séance follows the type, the gap is told (RGI-03).
DIT_PAR_LE_TYPE = "La séance suit le type d’instance\u00a0; un écart se lit parmi les instances."
PLUS_STRICT = "Le type d’instance peut demander davantage\u00a0: le plus strict s’applique."

ARTICLE_CAO = "CGCT, art. L. 1411-5 et L. 1414-2"
ARTICLE_MAIRES = "CGCT, art. L. 5211-11-3"
ARTICLE_MISSION = "CGCT, art. L. 2121-22-1 et L. 5211-1"

_b = Section.BUREAU
BUREAU: tuple[Parametre, ...] = (
    fabrique(_b, Type.ENTIER)(
        "bureau_effectif", "Membres du bureau", regle="BUR-01", aide=DIT_PAR_LE_TYPE
    ),
    fabrique(_b, Type.CHOIX)(
        "bureau_composition",
        "Composition du bureau",
        choix={
            "president_vice_presidents": "Président et vice-présidents",
            "president_vice_presidents_conseillers_delegues": (
                "Président, vice-présidents et conseillers délégués"
            ),
            "president_vice_presidents_presidents_de_commission": (
                "Président, vice-présidents et présidents de commission"
            ),
        },
        regle="BUR-01",
        article="CGCT, art. L. 5211-10",
    ),
    fabrique(_b, Type.FREQUENCE)(
        "frequence_bureau",
        "Réunions du bureau, au moins",
        unite="réunions par an",
        aide=PLUS_STRICT,
    ),
    fabrique(_b, Type.BOOLEEN)(
        "bureau_deliberant",
        "Bureau délibérant par délégation",
        regle="BUR-04",
        aide=DIT_PAR_LE_TYPE,
    ),
    fabrique(_b, Type.ENTIER)(
        "delai_convocation_bureau",
        "Délai de convocation du bureau",
        unite="jours francs",
        regle="BUR-04",
        article="CGCT, art. L. 2121-12 et L. 5211-10",
        aide="Cinq jours francs au moins dès lors que le bureau délibère.",
    ),
    fabrique(_b, Type.BOOLEEN)(
        "bureau_public",
        "Points délibérés du bureau en séance publique",
        defaut=True,
        droit=jamais(False),
        regle="BUR-04",
        article="CGCT, art. L. 2121-18 et L. 5211-10",
    ),
    fabrique(_b, Type.BOOLEEN)("bureau_debats", "Bureau-débats", regle="BUR-05"),
    fabrique(_b, Type.CHOIX)(
        "bureau_elargi",
        "Bureau élargi",
        choix={"bureau_et_tous_les_maires": "Bureau et tous les maires"},
        regle="BUR-07",
    ),
    fabrique(_b, Type.FREQUENCE)(
        "frequence_executif",
        "Réunions de l’exécutif, au moins",
        unite="réunions par an",
        aide=PLUS_STRICT,
    ),
)

_c = Section.COMMISSIONS
COMMISSIONS: tuple[Parametre, ...] = (
    fabrique(_c, Type.ENTIER)("commissions_permanentes", "Commissions permanentes"),
    fabrique(_c, Type.ENTIER)("commission_groupes", "Groupes de commissions"),
    fabrique(_c, Type.BOOLEEN)(
        "commission_elus_municipaux",
        "Élus municipaux dans les commissions",
        regle="COM-04",
        article="CGCT, art. L. 5211-40-1",
    ),
    fabrique(_c, Type.CHOIX)(
        "commission_elu_supplementaire",
        "Élu municipal supplémentaire",
        choix={"commune_a_un_seul_siege": "Pour les communes à un seul siège"},
        regle="COM-06",
    ),
    fabrique(_c, Type.BOOLEEN)(
        "commission_une_seule", "Une seule commission thématique par élu", regle="COM-05"
    ),
    fabrique(_c, Type.CHOIX)(
        "commission_suppleant",
        "Remplaçant en commission",
        choix={
            "designe_par_le_maire": "Désigné par le maire",
            "suppleant_du_conseil": "Suppléant du conseil",
        },
        defaut="designe_par_le_maire",
        droit=(Droit(du=LOI_2019, refuses=frozenset({"suppleant_du_conseil"})),),
        regle="COM-04",
        article="CGCT, art. L. 5211-40-1",
    ),
    fabrique(_c, Type.ENTIER)(
        "commission_quorum",
        "Présents exigés pour un avis",
        regle="QUO-11",
        aide=DIT_PAR_LE_TYPE,
    ),
    fabrique(_c, Type.ENTIER)(
        "commission_delai_convocation",
        "Délai de convocation des commissions",
        unite="jours francs",
        regle="CNV-22",
        aide=PLUS_STRICT,
    ),
    fabrique(_c, Type.CHOIX)(
        "commission_copresidence",
        "Animation des commissions",
        choix={
            "deux_ou_trois_vice_presidents": "Deux ou trois vice-présidents",
            "president_de_commission": "Un président de commission",
        },
        regle="COM-02",
        article="CGCT, art. L. 2121-22",
        aide="Le président de l’intercommunalité reste président de droit.",
    ),
    fabrique(_c, Type.ENTIER)(
        "commission_premiere_reunion_jours",
        "Première réunion d’une commission, sous",
        unite="jours",
        defaut=8,
        droit=(Droit(plafond=8),),
        regle="COM-02",
        article="CGCT, art. L. 2121-22",
    ),
    fabrique(_c, Type.ENTIER)(
        "commissions_elargies_reunions_an",
        "Réunions d’une commission élargie, au moins",
        unite="réunions par an",
        regle="COM-07",
        aide=PLUS_STRICT,
    ),
    fabrique(_c, Type.BOOLEEN)(
        "commission_speciale_date_de_fin",
        "Date de fin exigée d’une commission spéciale",
        defaut=True,
        regle="COM-08",
    ),
    *(
        fabrique(_c, Type.ENTIER)(
            code,
            libelle,
            defaut=5,
            droit=(
                Droit(au=date(2016, 3, 31), plancher=3, plafond=5),
                Droit(du=ORD_2016, plancher=5, plafond=5),
            ),
            regle="CAO-01",
            article=ARTICLE_CAO,
        )
        for code, libelle in (
            ("cao_titulaires", "Commission d’appel d’offres\u00a0: titulaires"),
            ("cao_suppleants", "Commission d’appel d’offres\u00a0: suppléants"),
        )
    ),
    fabrique(_c, Type.CHOIX)(
        "cao_quorum",
        "Commission d’appel d’offres\u00a0: quorum",
        choix={
            "plus_de_la_moitie": "Plus de la moitié des voix délibératives",
            "moitie_plus_un": "La moitié plus un",
        },
        defaut="plus_de_la_moitie",
        droit=(Droit(du=ORD_2016, refuses=frozenset({"moitie_plus_un"})),),
        regle="CAO-02",
        article=ARTICLE_CAO,
    ),
    fabrique(_c, Type.ENTIER)(
        "cao_delai_convocation",
        "Commission d’appel d’offres\u00a0: convocation",
        unite="jours francs",
        regle="CNV-22",
        aide=PLUS_STRICT,
    ),
    fabrique(_c, Type.BOOLEEN)(
        "cao_voix_preponderante",
        "Commission d’appel d’offres\u00a0: voix prépondérante du président",
        defaut=False,
        regle="CAO-03",
        aide="Depuis 2016, elle n’existe que si le règlement la prévoit.",
    ),
    fabrique(_c, Type.ENTIER)(
        "mission_seuil_habitants",
        "Mission d’information à partir de",
        unite="habitants",
        defaut=20_000,
        droit=(
            Droit(au=date(2022, 2, 22), plafond=50_000),
            Droit(du=LOI_3DS, plafond=20_000),
        ),
        regle="MIE-01",
        article=ARTICLE_MISSION,
    ),
    fabrique(_c, Type.ENTIER)(
        "mission_fraction",
        "Mission demandée par un membre sur",
        defaut=6,
        droit=(Droit(plancher=6),),
        regle="MIE-01",
        article=ARTICLE_MISSION,
    ),
    fabrique(_c, Type.ENTIER)(
        "mission_delai_jours",
        "Demande de mission, avant la séance",
        unite="jours",
        regle="MIE-05",
    ),
    fabrique(_c, Type.ENTIER)("mission_titulaires", "Mission\u00a0: titulaires", regle="MIE-05"),
    fabrique(_c, Type.ENTIER)("mission_suppleants", "Mission\u00a0: suppléants", regle="MIE-05"),
    fabrique(_c, Type.ENTIER)(
        "mission_duree_mois",
        "Durée d’une mission, au plus",
        unite="mois",
        defaut=6,
        droit=(Droit(plafond=6),),
        regle="MIE-04",
        article=ARTICLE_MISSION,
    ),
)

_m = Section.MAIRES_ET_TERRITOIRE
MAIRES_ET_TERRITOIRE: tuple[Parametre, ...] = (
    fabrique(_m, Type.ENTIER)(
        "conference_maires_reunions_an",
        "Conférence des maires\u00a0: réunions, au moins",
        unite="réunions par an",
        regle="CDM-02",
        aide=PLUS_STRICT,
    ),
    fabrique(_m, Type.ENTIER)(
        "conference_maires_demande",
        "Conférence des maires\u00a0: réunie à la demande d’un maire sur",
        defaut=3,
        droit=(Droit(du=LOI_2019, plancher=3),),
        regle="CDM-02",
        article=ARTICLE_MAIRES,
    ),
    fabrique(_m, Type.ENTIER)(
        "conference_maires_demandes_an",
        "Conférence des maires\u00a0: réunions sur demande, dans la limite de",
        unite="réunions par an",
        defaut=4,
        droit=(Droit(du=LOI_2019, plancher=4),),
        regle="CDM-02",
        article=ARTICLE_MAIRES,
    ),
    fabrique(_m, Type.CHOIX)(
        "conference_maires_voix",
        "Conférence des maires\u00a0: voix",
        choix={"un_maire_une_voix": "Une voix par maire"},
        regle="CDM-03",
    ),
    fabrique(_m, Type.ENTIER)(
        "conference_maires_quorum",
        "Conférence des maires\u00a0: présents exigés",
        regle="CDM-03",
        aide=DIT_PAR_LE_TYPE,
    ),
    fabrique(_m, Type.BOOLEEN)(
        "conference_maires_reglement_propre",
        "Conférence des maires\u00a0: règlement propre",
        regle="CDM-05",
    ),
    fabrique(_m, Type.BOOLEEN)(
        "conference_maires_adjoint",
        "Conférence des maires\u00a0: un adjoint peut représenter le maire",
        regle="CDM-03",
    ),
    fabrique(_m, Type.ENTIER)(
        "conference_maires_delai_convocation",
        "Conférence des maires\u00a0: convocation",
        unite="jours francs",
        regle="CNV-22",
        aide=PLUS_STRICT,
    ),
    fabrique(_m, Type.BOOLEEN)(
        "conference_maires_reponse_ecrite",
        "Conférence des maires\u00a0: réponse écrite aux questions",
        regle="CDM-03",
    ),
    fabrique(_m, Type.BOOLEEN)("conference_adjoints", "Conférence des adjoints", regle="CDM-06"),
    fabrique(_m, Type.LISTE)(
        "conseils_de_territoire_reunions_an",
        "Conseils de territoire\u00a0: réunions par an",
        regle="TER-01",
        aide=PLUS_STRICT,
    ),
    fabrique(_m, Type.ENTIER)(
        "secteur_delai_convocation",
        "Comités de secteur\u00a0: convocation",
        unite="jours francs",
        regle="CNV-22",
        aide=PLUS_STRICT,
    ),
    fabrique(_m, Type.BOOLEEN)(
        "secteur_maire_non_conseiller_vote",
        "Comités de secteur\u00a0: le maire non conseiller vote",
        defaut=False,
        regle="SEC-04",
    ),
    fabrique(_m, Type.BOOLEEN)(
        "secteur_pouvoir_non_croise",
        "Comités de secteur\u00a0: pouvoir entre élus de même qualité",
        defaut=True,
        regle="SEC-05",
    ),
    fabrique(_m, Type.CHOIX)(
        "avis_commune_clause",
        "Décision visant une seule commune",
        choix={"compromis_avant_les_deux_tiers": "Compromis recherché avant les deux tiers"},
        regle="MAJ-06",
        article="Pacte de gouvernance",
    ),
    fabrique(_m, Type.BOOLEEN)(
        "conseil_developpement_autosaisine",
        "Conseil de développement\u00a0: autosaisine",
        regle="CDV-01",
    ),
    fabrique(_m, Type.ENTIER)(
        "reunion_dgs_mois",
        "Réunion des DGS, tous les",
        unite="mois",
        regle="DIV-02",
        aide=PLUS_STRICT,
    ),
)

_d = Section.DIVERS
DIVERS: tuple[Parametre, ...] = (
    fabrique(_d, Type.DUREE)(
        "dob_semaines",
        "Débat d’orientation budgétaire, avant le budget",
        defaut={"nombre": 10, "periode": "semaine"},
        droit=(Droit(plafond=70),),
        unite="jours",
        regle="BUD-01",
        article="CGCT, art. L. 2312-1 et L. 5217-10-4",
    ),
    fabrique(_d, Type.ENTIER)(
        "expression_seuil_habitants",
        "Espace d’expression à partir de",
        unite="habitants",
        droit=(
            Droit(au=date(2020, 2, 29), plafond=3_500),
            Droit(du=date(2020, 3, 1), plafond=1_000),
        ),
        regle="EXP-01",
        article="CGCT, art. L. 2121-27-1 et L. 5211-1",
        aide="Toute intercommunalité y est tenue.",
    ),
    fabrique(_d, Type.ENTIER)("expression_pages", "Pages d’expression", regle="EXP-02"),
    fabrique(_d, Type.CHOIX)(
        "modification_reglement",
        "Révision du règlement à la demande",
        choix={
            "president_ou_un_tiers_en_exercice": "Du président ou d’un tiers des membres",
            "un_quart_des_membres": "D’un quart des membres",
        },
        regle="RGI-02",
    ),
)
