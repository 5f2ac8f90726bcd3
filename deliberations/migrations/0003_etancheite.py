"""Close the tables of the délibérations, and let no name stand beside a secret ballot."""

from django.db import migrations

from governance.db import Etancheite

# SCR-07: no row may tie a person to a choice in a secret ballot.
SECRET = """
CREATE FUNCTION hemicycle_vote_secret() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM deliberations_scrutin s
             WHERE s.intercommunalite_id = NEW.intercommunalite_id
               AND s.id = NEW.scrutin_id AND s.mode = 'secret') THEN
    RAISE EXCEPTION 'Un scrutin secret ne garde le nom de personne (CGCT, art. L. 2121-21).'
      USING ERRCODE = '23514', CONSTRAINT = 'vote_secret';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER vote_secret BEFORE INSERT OR UPDATE ON deliberations_vote
  FOR EACH ROW EXECUTE FUNCTION hemicycle_vote_secret();
"""


class Migration(migrations.Migration):
    dependencies = [("deliberations", "0002_initial"), ("instances", "0002_etancheite")]

    operations = [
        Etancheite("Projet", "Deliberation", "Scrutin", "Vote", "Tour", "Candidat"),
        migrations.RunSQL(
            SECRET,
            "DROP TRIGGER vote_secret ON deliberations_vote; DROP FUNCTION hemicycle_vote_secret()",
        ),
    ]
