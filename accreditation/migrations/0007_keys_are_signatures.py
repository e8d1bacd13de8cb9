"""The key of an invitation is a signature, of which nothing is kept."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accreditation', '0006_course_evaluations'),
    ]

    operations = [
        # The way back finds a value for the rows that are there.
        migrations.AlterField(
            model_name='invitation',
            name='key_digest',
            field=models.CharField(default='', max_length=64),
        ),
        migrations.RemoveField(
            model_name='invitation',
            name='key_digest',
        ),
    ]
