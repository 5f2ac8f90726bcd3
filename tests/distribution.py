"""The cast: who plays in the tests, and the small intercommunalité where they live.

Odile (service des assemblées), Diane (direction), Adèle (administratrice), Marc (maire),
Paul (président), Camille (conseillère), Samir (lecteur), Line (service des assemblées, for
the commission only), Sylvie (secretary of Brumeval, where a test asks for her); Nadia does
Odile's job next door, where everything bears the same names and numbers.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.utils import timezone
from guardian.shortcuts import assign_perm

from governance.models import Acces, Intercommunalite
from instances.models import Commune, Elu, Instance, Point, Seance
from tests import factories as f

NOMS = {
    "adele": ("Adèle", "Bonnet", "administrateur", "Responsable informatique"),
    "odile": ("Odile", "Marchand", "assemblees", "Cheffe du service des assemblées"),
    "nadia": ("Nadia", "Ferrand", "assemblees", "Cheffe du service des assemblées"),
    "line": ("Line", "Perrot", "assemblees", "Secrétaire de la commission"),
    "diane": ("Diane", "Lambert", "direction", "Directrice générale des services"),
    "marc": ("Marc", "Tissot", "maire", "Maire de Brumeval"),
    "paul": ("Paul", "Girard", "elu", "Président"),
    "camille": ("Camille", "Roussel", "elu", "Conseillère communautaire"),
    "samir": ("Samir", "Haddad", "lecteur", "Chargé de mission"),
    "sylvie": ("Sylvie", "Noël", "commune", "Secrétaire de mairie de Brumeval"),
}
ICI = ("adele", "odile", "line", "diane", "marc", "paul", "camille", "samir")
TOUS = (*ICI, "sylvie")
A_COTE = ("nadia",)


# Hashed once: the cast shares its password.
SECRET = make_password(f.MOT_DE_PASSE)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One small intercommunalité and everything in it, by name."""

    intercommunalite: Intercommunalite
    acces: dict[str, Acces]
    communes: dict[str, Commune]
    elus: dict[str, Elu]
    conseil: Instance
    commission: Instance
    seance: Seance
    seance_de_commission: Seance
    points: tuple[Point, ...] = field(default=())

    def __getattr__(self, nom: str) -> Acces:
        """``scene.odile`` is Odile's access."""
        try:
            return self.__dict__["acces"][nom]
        except KeyError:
            raise AttributeError(nom) from None

    @property
    def slug(self) -> str:
        return self.intercommunalite.slug

    def entrer(self) -> Any:
        return f.sur_place(self.intercommunalite)

    def url(self, suite: str = "") -> str:
        return f"/{self.slug}/{suite}"


def monter(slug: str = "val-de-brume", *, personnes: tuple[str, ...] = ICI) -> Scene:
    """Three communes, six seats, a conseil and a commission, each with a séance to come."""
    ici = f.IntercommunaliteFactory(slug=slug, nom_court=slug.replace("-", " ").title())
    with f.sur_place(ici):
        acces = _acces(ici, personnes)
        communes = _communes(ici)
        elus = _elus(ici, communes, acces)
        conseil, commission = _instances(ici, elus)
        if "line" in acces:
            _confier(acces["line"], commission)
        if "sylvie" in acces:
            f.SecretariatFactory(
                intercommunalite=ici, acces=acces["sylvie"], commune=communes["Brumeval"]
            )
        f.ReglementInterieurFactory(intercommunalite=ici, version=1, acte="Délibération n° 4")
        seance = f.SeanceFactory(intercommunalite=ici, instance=conseil, numero=1)
        autre = f.SeanceFactory(
            intercommunalite=ici,
            instance=commission,
            numero=2,
            starts_at=timezone.now() + dt.timedelta(days=12),
        )
        f.CompteurFactory(intercommunalite=ici, serie="seances", dernier=2)
        points = _points(ici, seance)
        _points(ici, autre)
    return Scene(
        intercommunalite=ici,
        acces=acces,
        communes=communes,
        elus=elus,
        conseil=conseil,
        commission=commission,
        seance=seance,
        seance_de_commission=autre,
        points=points,
    )


def monter_a_cote(slug: str = "val-de-brise") -> Scene:
    """The nearest neighbour: same shapes, same numbers, another tenant."""
    return monter(slug, personnes=A_COTE)


def _acces(ici: Intercommunalite, noms: tuple[str, ...]) -> dict[str, Acces]:
    lus = [NOMS[nom] for nom in noms]
    users = f.semer(
        f.UserFactory,
        (
            {
                "first_name": prenom,
                "last_name": famille,
                "email": f"{nom}@{ici.slug}.exemple.fr",
                "password": SECRET,
            }
            for nom, (prenom, famille, *_) in zip(noms, lus, strict=True)
        ),
    )
    acces = f.semer(
        f.AccesFactory,
        (
            {
                "intercommunalite": ici,
                "user": user,
                "role": role,
                "fonction": fonction,
                "instances_choisies": nom == "line",
            }
            for nom, user, (_, _, role, fonction) in zip(noms, users, lus, strict=True)
        ),
    )
    return dict(zip(noms, acces, strict=True))


def _communes(ici: Intercommunalite) -> dict[str, Commune]:
    sieges = {"Brumeval": 3, "Clairvent": 2, "Orsans": 1}
    communes = f.semer(
        f.CommuneFactory,
        (
            {"intercommunalite": ici, "nom": nom, "code_insee": f"2500{rang}"}
            for rang, nom in enumerate(sieges)
        ),
    )
    f.semer(
        f.RepartitionSiegesFactory,
        (
            {"intercommunalite": ici, "commune": commune, "sieges": sieges[commune.nom]}
            for commune in communes
        ),
    )
    return {commune.nom: commune for commune in communes}


ELUS = {
    "marc": ("M.", "Brumeval", ("conseiller_communautaire", "maire")),
    "paul": ("M.", "Clairvent", ("conseiller_communautaire", "maire", "president")),
    "camille": ("Mme", "Brumeval", ("conseiller_communautaire",)),
    "fatou": ("Mme", "Orsans", ("conseiller_communautaire", "maire", "vice_president")),
    "hugo": ("M.", "Orsans", ("suppleant", "conseiller_municipal")),
    "jeanne": ("Mme", "Clairvent", ("conseiller_communautaire",)),
    "remi": ("M.", "Brumeval", ("conseiller_communautaire",)),
}
NOMS_DES_AUTRES = {
    "fatou": ("Fatou", "Diop"),
    "hugo": ("Hugo", "Morel"),
    "jeanne": ("Jeanne", "Petit"),
    "remi": ("Rémi", "Colin"),
}
SANS_COMMUNE = {"president", "vice_president"}


def _elus(
    ici: Intercommunalite, communes: dict[str, Commune], acces: dict[str, Acces]
) -> dict[str, Elu]:
    prenoms_et_noms = {cle: NOMS_DES_AUTRES.get(cle) or NOMS[cle][:2] for cle in ELUS}
    lignes = f.semer(
        f.EluFactory,
        (
            {
                "intercommunalite": ici,
                "civilite": civilite,
                "prenom": prenoms_et_noms[cle][0],
                "nom": prenoms_et_noms[cle][1],
                "courriel": f"{cle}@{ici.slug}.exemple.fr",
                "acces": acces.get(cle),
            }
            for cle, (civilite, *_) in ELUS.items()
        ),
    )
    elus = dict(zip(ELUS, lignes, strict=True))
    f.semer(
        f.MandatFactory,
        (
            {
                "intercommunalite": ici,
                "elu": elus[cle],
                "nature": nature,
                "commune": None if nature in SANS_COMMUNE else communes[commune],
                "rang": 1 if nature == "vice_president" else None,
            }
            for cle, (_, commune, natures) in ELUS.items()
            for nature in natures
        ),
    )
    return elus


def _instances(ici: Intercommunalite, elus: dict[str, Elu]) -> tuple[Instance, Instance]:
    du_conseil = f.TypeInstanceFactory(intercommunalite=ici, code="conseil")
    f.RegleCompositionFactory(intercommunalite=ici, type_instance=du_conseil)
    conseil = f.InstanceFactory(
        intercommunalite=ici, type_instance=du_conseil, nom="Conseil communautaire"
    )
    des_commissions = f.TypeInstanceFactory(
        intercommunalite=ici,
        code="commission",
        nom="Commission thématique",
        publique=False,
        modele="commission_thematique",
        nature="consultative",
        quorum_regle="aucun",
        pouvoirs=False,
        suppleance="aucune",
        nommee=True,
    )
    commission = f.InstanceFactory(
        intercommunalite=ici,
        type_instance=des_commissions,
        nom="Commission mobilités",
        nom_dans_la_phrase="la Commission mobilités",
    )
    roles = {"fatou": "president", "camille": "titulaire", "remi": "titulaire"}
    f.semer(
        f.NominationFactory,
        (
            {
                "intercommunalite": ici,
                "instance": commission,
                "elu": elus[nom],
                "qualite": qualite,
            }
            for nom, qualite in roles.items()
        ),
    )
    return conseil, commission


def _points(ici: Intercommunalite, seance: Seance) -> tuple[Point, ...]:
    titres = ("Désignation du secrétaire", "Fonds de concours aux communes", "Plan de mobilité")
    points = f.semer(
        f.PointFactory,
        (
            {
                "intercommunalite": ici,
                "seance": seance,
                "numero": f"1.{rang}",
                "rang": rang,
                "titre": titre,
                "type": "deliberation" if rang > 1 else "information",
            }
            for rang, titre in enumerate(titres, start=1)
        ),
    )
    return tuple(points)


def _confier(acces: Acces, instance: Instance) -> None:
    """What ``ouvrir_acces`` does for an access limited to some instances."""
    nom = f"{instance.intercommunalite_id}:instance:{instance.pk}:secretariat"
    groupe, _ = Group.objects.get_or_create(name=nom)
    assign_perm("instances.gerer_seances", groupe, instance)
    acces.user.groups.add(groupe)
