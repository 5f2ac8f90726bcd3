"""A suspension refused and a huis clos annulled stay written; a president of séance is elected."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("instances", "0019_arrivees_sans_compte"),
    ]

    operations = [
        migrations.AddField(
            model_name="huisclos",
            name="annule_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="vote annulé à"),
        ),
        migrations.AddField(
            model_name="huisclos",
            name="annule_motif",
            field=models.CharField(blank=True, db_default="", max_length=300, verbose_name="motif"),
        ),
        migrations.AddField(
            model_name="presidence",
            name="election",
            field=models.CharField(
                blank=True,
                choices=[
                    ("unanimite", "À l’unanimité, à main levée"),
                    ("secret", "Au scrutin secret"),
                ],
                db_default="",
                max_length=10,
                verbose_name="élu par le conseil",
            ),
        ),
        migrations.AddField(
            model_name="presidence",
            name="exprimes",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="suffrages exprimés"
            ),
        ),
        migrations.AddField(
            model_name="presidence",
            name="voix",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="voix obtenues"
            ),
        ),
        migrations.AddField(
            model_name="suspension",
            name="contre",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="suspension",
            name="pour",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="suspension",
            name="rejetee",
            field=models.BooleanField(db_default=False, default=False, verbose_name="rejetée"),
        ),
    ]
