import pytest

from instances.regles.commune_nommee import a_verifier, commune_nommee

COMMUNES = {1: "Besançon", 2: "Saint-Vit", 3: "Saint-Vit-le-Haut", 4: "Orsans", 5: "Les Auxons"}
SAUF = ("Communauté urbaine Grand Besançon Métropole", "Grand Besançon")


@pytest.mark.regle("MAJ-01")
@pytest.mark.parametrize(
    ("textes", "attendue"),
    [
        (["Implantation d’une déchèterie à Orsans"], 4),
        (["Cession d’un terrain d’Orsans", "La commune d’Orsans a délibéré."], 4),
        (["VENTE D’UN IMMEUBLE A BESANCON"], 1),
        (["Aménagement de la place de Saint Vit le Haut"], 3),
        (["Voirie", "Travaux aux Auxons, rue des Saules"], None),
        (["Voirie", "Travaux à Les Auxons"], 5),
        # Two communes, none, a word that only looks like one, the name of the intercommunalité.
        (["Liaison entre Orsans et Saint-Vit"], None),
        (["Budget primitif"], None),
        (["Les orsansais"], None),
        (["Statuts du Grand Besançon"], None),
        (["Convention entre le Grand Besançon et Orsans"], 4),
    ],
)
def test_one_commune_alone_is_named(textes, attendue):
    assert commune_nommee(textes, COMMUNES, sauf=SAUF) == attendue


@pytest.mark.regle("MAJ-01")
def test_it_is_a_question_and_blocks_nothing():
    (trouve,) = a_verifier([("1.2", "Orsans")])
    assert (trouve.regle, trouve.bloquant, trouve.points) == ("MAJ-01", False, ("1.2",))
