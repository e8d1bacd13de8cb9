"""Goals, reflections, conversations, duties and follow-up."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('portfolio', '0013_claims_for_several_registers'),
    ]

    operations = []
