"""Let copies wait behind convocations, and find a message by the name it comes back under."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0004_convoquer_de_bout_en_bout"),
    ]

    operations = [
        migrations.AddField(
            model_name="envoi",
            name="priorite",
            field=models.PositiveSmallIntegerField(
                choices=[(0, "Ce que la loi date"), (1, "Pour information")],
                db_default=0,
                default=0,
            ),
        ),
        migrations.AddIndex(
            model_name="envoi",
            index=models.Index(
                condition=models.Q(("message_id", ""), _negated=True),
                fields=["message_id"],
                name="envoi_par_message",
            ),
        ),
    ]
