"""The extrait of 17 December 2018, element by element in the order of the register (EXT).

What stands on the published page is written out here; typography apart (quotes, spaces,
capitals of the first letter), the page made from the rows says the same words.
"""

import datetime as dt
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string

from deliberations.documents import contexte_extrait, render_extrait
from deliberations.dossier.arbre import Dossier
from deliberations.dossier.format import lire
from deliberations.dossier.importation import importer
from deliberations.models import Deliberation
from governance import tenancy
from governance.demo.donnees import SEANCE_DE_2018
from instances.queries.faits import faits_de
from instances.regles.seance import evaluer
from tests import lecture_pdf
from tests.factories import InstanceFactory, IntercommunaliteFactory, TypeInstanceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.regle("EXT-02")]
AT = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)
PRESENTS_DE_BESANCON = (
    "M. Frédéric ALLEMANN, Mme Anne-Sophie ANDRIANTAVY, Mme Sorour BARATI-AYMONIER, "
    "M. Thibaut BIZE, M. Nicolas BODIN, M. Patrick BONTEMPS (à partir du 6.8), "
    "Mme Catherine COMTE-DELEUZE (jusqu'au 0.2), M. Laurent CROIZIER, M. Pascal CURIE"
)
# In the order of the page; what is between two elements may be longer.
ELEMENTS = (
    "Extrait du Registre des délibérations du Conseil de Communauté",
    "Séance du Lundi 17 Décembre 2018",
    "Conseillers communautaires en exercice : 128",
    (
        "Le Conseil de Communauté, régulièrement convoqué, s'est réuni à la salle des conférences "
        "de la CCIT du Doubs à Besançon, sous la présidence de M. Gabriel BAULIEU, "
        "1er Vice-Président, puis de M. Jean-Louis FOUSSERET, Président de la CAGB."
    ),
    "Ordre de passage des rapports : 0.1, 5.1, 5.2,",
    "3.8, 0.2, 0.3, 0.4, 0.5, 1.1.1,",
    "2.17, 9.1, 9.2.",
    "La séance est ouverte à 18h10 et levée à 21h45.",
    (
        "Étaient présents : Amagney : M. Thomas JAVAUX Audeux : Mme Françoise GALLIOU "
        "Avanne-Aveney : M. Alain PARIS représenté par Mme Marie-Jeanne BERNABEU "
        f"Besançon : {PRESENTS_DE_BESANCON}"
    ),
    "Mme Ilva SUGNY (à partir du 8.1 et jusqu'au 0.5)",
    "Chalezeule : M. Christian MAGNIN-FEYSOT représenté par Mme Andrée ANTOINE",
    "La Chevillotte : M. Roger BOROWIK Les Auxons : M. Jacques CANAL Mamirole : M. Daniel HUOT",
    "Noironte : Claude MAIRE",
    "Palise : Mme Daniel GAUTHEROT",
    "Vieilley : Mme Christiane ZOBENBULLER représentée par M. Franck RACLOT",
    "Vorges-les-Pins : Mme Julie BAVEREL (à partir du 3.1)",
    "Étaient absents : Arguel : M. André AVIS Besançon : M. Julien ACARD, M. Eric ALAUZET",
    "La Vèze : Mme Catherine CUINET Larnod : M. Hugues TRUDET Le Gratteris : M. Cédric LINDECKER",
    "Venise : M. Jean-Claude CONTINI",
    "Secrétaire de séance : M. Yves MAURICE",
    "Procurations de vote :",
    (
        "Mandants : A. AVIS, E. ALAUZET, P. BONNET, E. BRIOT, C. CAULET, YM. DAHOUI, C. DELBENDE, "
        "L. FAGAUT, O. FAIVRE-PETITJEAN, M. LEMERCIER, C. MICHEL, T. MORTON (jusqu'au 4.7), "
        "M. OMOURI, Y. POUJET, G. PACAUD, C. BOTTERON (à partir du 7.15), "
        "M. JASSEY (jusqu'au 4.7), S. RUTKOWSKI, P. CORNE, D. PARIS, P. CONTOZ, P. BELUCHE, "
        "JM. BOUSSET, A. GROSPERRIN, P. ROUTHIER, Y. DELARUE, A. LORIGUET"
    ),
    (
        "Mandataires : M. DONEY, C. THIEBAUT, J. GROSPERRIN, E. MAILLOT, F. PRESSE, R. REBRAB, "
        "C. LIME, M. SEBBAH, L. CROIZIER, D. POISSENOT, N. BODIN, M. LOYAT (jusqu'au 4.7), "
        "C. WERTHE, M. ZEHAF, A. BLESSEMAILLE, Y. GUYEN (à partir du 7.15), G. ORY (jusqu'au 4.7), "
        "J. CANAL, J. LOUISON, R. STEPOURJINE, JY. PRALON, T. JAVAUX, F. BAILLY, D. PAINEAU, "
        "Y. MAURICE, J. KRIEGER, F. TAILLARD"
    ),
    "Délibération n°2018/004514",
    "Rapport n°0.2 - Modification du règlement intérieur de la CAGB",
    "Modification du règlement intérieur de la CAGB",
    "Rapporteur : Jean-Louis FOUSSERET, Président",
    "Commission : Organisation de la Communauté d'Agglomération du Grand Besançon",
    "Inscription budgétaire",
    "Sans incidence budgétaire",
    "Résumé :",
    (
        "Il est proposé de modifier le règlement intérieur afin de prendre en compte la nouvelle "
        "charte de gouvernance de la CAGB, adoptée par délibération en date du 15 février 2018."
    ),
    (
        "Conformément à l'article L.2121-8 du CGCT, le conseil communautaire a adopté son "
        "règlement intérieur par délibération du 29 septembre 2014, puis l'a "
        "modifié le 23 février 2017."
    ),
    "I. Dispositifs nouveaux issus de la nouvelle charte de gouvernance",
    "A. Droit d'alerte : Ajout d'un article 41",
    "B. Commissions élargies",
    "C. Comités de secteur et élus de secteur",
    "II. Modifications diverses.",
    "Il convient donc de le préciser dans le règlement intérieur.",
    (
        "A l'unanimité des suffrages exprimés, 1 abstention, le Conseil de Communauté se prononce "
        "favorablement sur la modification du règlement intérieur du Grand Besançon."
    ),
    "Rapport adopté à l'unanimité :",
    "Préfecture du Doubs",
    "Reçu le 21 DEC. 2018",
    "Contrôle de légalité",
    "Pour extrait conforme,",
    "Le Vice-Président suppléant,",
    "Gabriel BAULIEU",
    "1er Vice-Président",
    "Règlement intérieur, modifié par délibération du Conseil communautaire du 17 décembre 2018",
)
VOTE = {"Pour": "107", "Contre": "0", "Abstention": "1", "Ne prennent pas part au vote": "0"}


@pytest.fixture
def acte():
    epci = IntercommunaliteFactory(
        nom="Communauté d'Agglomération du Grand Besançon", nom_court="Grand Besançon"
    )
    genre = TypeInstanceFactory(intercommunalite=epci, code="conseil")
    InstanceFactory(
        intercommunalite=epci, type_instance=genre, nom="Conseil communautaire",
        nom_dans_la_phrase="le Conseil de Communauté", starts_on=None,
    )  # fmt: skip
    with tenancy.entrer(epci):
        seance = importer(epci, _dossier(), by=None, at=AT)
        yield Deliberation.objects.get(seance=seance)


def _dossier() -> Dossier:
    lu = lire(SEANCE_DE_2018.read_bytes()).dossier
    assert lu is not None
    return lu


def _evalue(acte: Deliberation) -> Any:
    points = evaluer(faits_de(acte.seance))
    return next(p for p in points if p.numero == acte.point.numero)


def _contexte(acte: Deliberation) -> dict[str, Any]:
    return contexte_extrait(acte, _evalue(acte))


def _page(acte: Deliberation) -> BeautifulSoup:
    html = render_to_string("documents/extrait.html", _contexte(acte))
    return BeautifulSoup(html, "html.parser")


def mots(texte: str) -> str:
    """The words alone: one quote, no space that typography adds or a line break moves."""
    return re.sub(r"[\s\u00a0\u202f\u00ad]+", "", texte.replace("’", "'")).casefold()


def _retrouver(texte: str, elements: tuple[str, ...]) -> list[str]:
    """Those that are not found after the one before."""
    reste, absents = mots(texte), []
    for element in elements:
        place = reste.find(mots(element))
        if place < 0:
            absents.append(element)
        else:
            reste = reste[place + len(mots(element)) :]
    return absents


def test_every_element_of_the_published_page_is_there_in_its_order(acte):
    assert _retrouver(_page(acte).get_text(" "), ELEMENTS) == []


def test_the_four_lines_of_the_vote(acte):
    table = _page(acte).select_one("table")
    assert table is not None
    titres = [t.get_text(strip=True) for t in table.select("th")]
    valeurs = [v.get_text(strip=True) for v in table.select("td")]
    assert dict(zip(titres, valeurs, strict=True)) == VOTE


def test_the_two_lists_hold_every_member_once_under_its_commune(acte):
    contexte, lu = _contexte(acte), _dossier()
    presents = [m.nom for c in contexte["presents"] for m in c.membres]
    absents = [m.nom for c in contexte["absents"] for m in c.membres]
    assert (len(presents), len(absents)) == (85, 43)
    assert len({*presents, *absents}) == len(lu.membres or ()) == 128
    communes = [c.nom for c in contexte["presents"]]
    assert communes[:4] == ["Amagney", "Audeux", "Avanne-Aveney", "Besançon"]
    assert communes.index("La Chevillotte") + 1 == communes.index("Les Auxons")
    assert len([m for c in contexte["presents"] for m in c.membres if m.bornes]) == 13


def test_each_giver_stands_at_the_rank_of_the_holder(acte):
    procurations = _contexte(acte)["procurations"]
    assert len(procurations) == 27
    assert procurations[11] == {
        "mandant": "T. MORTON (jusqu’au 4.7)", "mandataire": "M. LOYAT (jusqu’au 4.7)",
        "date": None,
    }  # fmt: skip
    imprimes = [(p.mandant_imprime, p.mandataire_imprime) for p in _dossier().pouvoirs or ()]
    assert [
        (p["mandant"].split(" (")[0], p["mandataire"].split(" (")[0]) for p in procurations
    ] == imprimes


def test_the_order_of_passage_is_complete(acte):
    assert tuple(_contexte(acte)["passage"]) == _dossier().ordre_de_passage


def test_present_and_represented_members_make_the_voices_counted(acte):
    evalue = _evalue(acte)
    assert (evalue.presents, evalue.pouvoirs, evalue.votants_max) == (84, 24, 108)
    assert evalue.votants_max == 107 + 0 + 1 + 0


def test_nothing_is_added_to_what_was_published(acte):
    texte = mots(_page(acte).get_text(" "))
    for ajout in ("Recours", "Convocation", "votants", "Scrutin"):
        assert mots(f"{ajout} :") not in texte
    assert _contexte(acte)["mentions"] == []


def test_the_pdf_says_it_too(acte):
    pdf = render_extrait(acte, _evalue(acte))
    texte = lecture_pdf.texte(pdf)
    essentiels = tuple(e for e in ELEMENTS if len(e) < 100)
    assert _retrouver(texte, essentiels) == []
