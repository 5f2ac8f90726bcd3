"""No voice stands beside a secret ballot, whichever came first; what changes is told at once."""

from django.db import migrations, models

# SCR-07: neither the voices that a secret ballot would have closed, nor a ballot made secret
# after names were written beside it.
SECRET = """
CREATE TRIGGER vote_secret BEFORE INSERT OR UPDATE OF scrutin_id ON deliberations_appel
  FOR EACH ROW EXECUTE FUNCTION hemicycle_vote_secret();
CREATE FUNCTION hemicycle_scrutin_devenu_secret() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM deliberations_vote v
             WHERE v.intercommunalite_id = NEW.intercommunalite_id AND v.scrutin_id = NEW.id)
     OR EXISTS (SELECT 1 FROM deliberations_appel a
             WHERE a.intercommunalite_id = NEW.intercommunalite_id AND a.scrutin_id = NEW.id) THEN
    RAISE EXCEPTION 'Un scrutin secret ne garde le nom de personne (CGCT, art. L. 2121-21).'
      USING ERRCODE = '23514', CONSTRAINT = 'vote_secret';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER devenu_secret BEFORE UPDATE OF mode ON deliberations_scrutin
  FOR EACH ROW WHEN (NEW.mode = 'secret' AND OLD.mode <> 'secret')
  EXECUTE FUNCTION hemicycle_scrutin_devenu_secret();
"""
SANS_SECRET = """
DROP TRIGGER devenu_secret ON deliberations_scrutin;
DROP FUNCTION hemicycle_scrutin_devenu_secret();
DROP TRIGGER vote_secret ON deliberations_appel;
"""
# Sent as the act commits, and never when it does not (governance/direct.py listens).
DIRECT = """
CREATE FUNCTION hemicycle_direct() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('hemicycle_direct', NEW.id || '.' || NEW.revision);
  RETURN NULL;
END $$;
CREATE TRIGGER direct AFTER UPDATE OF revision ON instances_seance
  FOR EACH ROW WHEN (NEW.revision IS DISTINCT FROM OLD.revision)
  EXECUTE FUNCTION hemicycle_direct();
"""
SANS_DIRECT = "DROP TRIGGER direct ON instances_seance; DROP FUNCTION hemicycle_direct();"


class Migration(migrations.Migration):
    dependencies = [
        ("deliberations", "0008_majorites_et_procedures"),
        ("instances", "0010_conduite_en_direct"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="appel",
            constraint=models.CheckConstraint(
                condition=models.Q(mode__in=["ordinaire", "public"]),
                name="appel_jamais_secret",
                violation_error_message="Un scrutin secret se vote sur papier.",
            ),
        ),
        migrations.RunSQL(SECRET, SANS_SECRET),
        migrations.RunSQL(DIRECT, SANS_DIRECT),
    ]
