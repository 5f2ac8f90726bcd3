"""Close the tables of the instances to other intercommunalités."""

from django.db import migrations

from governance.db import Etancheite


class Migration(migrations.Migration):
    dependencies = [("instances", "0001_initial"), ("governance", "0002_etancheite")]

    operations = [
        Etancheite(
            "Commune",
            "RepartitionSieges",
            "Perimetre",
            "PerimetreCommune",
            "Elu",
            "PreferenceCanal",
            "Mandat",
            "TypeInstance",
            "RegleComposition",
            "Instance",
            "Nomination",
            "ReglementInterieur",
            "Seance",
            "Siegeant",
            "Point",
            "Annexe",
            "Presidence",
            "Secretaire",
            "Convocation",
            "Remise",
            "Presence",
            "Pouvoir",
            "Deport",
        ),
    ]
