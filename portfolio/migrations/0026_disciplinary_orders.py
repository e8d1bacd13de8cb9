"""Orders of a disciplinary body."""

from pathlib import Path

import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).with_suffix(".sql").read_text()
UNDO = """
DROP TRIGGER disciplinary_order_stays ON portfolio_disciplinaryorder;
"""


class Migration(migrations.Migration):

    dependencies = [
        ("portfolio", "0025_group_decisions"),
        ('register', '0015_purposes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DisciplinaryOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('measure', models.CharField(choices=[('SUSPENSION', 'suspension'), ('STRIKE_OFF', 'strike-off'), ('LIFTED', 'lifted'), ('QUASHED', 'quashed on appeal')], max_length=10)),
                ('body', models.CharField(help_text='Who ruled.', max_length=200)),
                ('reference', models.CharField(help_text='The number of the case there.', max_length=100)),
                ('ruled_on', models.DateField()),
                ('starts_on', models.DateField(help_text='The first day on which it holds.')),
                ('ends_before', models.DateField(blank=True, null=True)),
                ('file_name', models.CharField(max_length=200)),
                ('size', models.PositiveIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('key', models.CharField(max_length=100, unique=True)),
                ('scanned_at', models.DateTimeField(blank=True, null=True)),
                ('entered_at', models.DateTimeField()),
            ],
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('question', 'DISCIPLINE'), _negated=True), ('effect_waits', False), _connector='OR'), name='decision_discipline_at_once'),
        ),
        migrations.AddField(
            model_name='disciplinaryorder',
            name='against',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='portfolio.disciplinaryorder'),
        ),
        migrations.AddField(
            model_name='disciplinaryorder',
            name='decision',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='disciplinary_order', to='portfolio.decision'),
        ),
        migrations.AddConstraint(
            model_name='disciplinaryorder',
            constraint=models.CheckConstraint(condition=models.Q(('ends_before', None), models.Q(('ends_before__gt', models.F('starts_on')), ('measure', 'SUSPENSION')), _connector='OR'), name='disciplinary_order_suspension_ends'),
        ),
        migrations.AddConstraint(
            model_name='disciplinaryorder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('against__isnull', False), ('measure__in', ['LIFTED', 'QUASHED'])), models.Q(('against', None), ('measure__in', ['SUSPENSION', 'STRIKE_OFF'])), _connector='OR'), name='disciplinary_order_against_one'),
        ),
        migrations.AddConstraint(
            model_name='disciplinaryorder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('body', ''), _negated=True), models.Q(('reference', ''), _negated=True)), name='disciplinary_order_says_whose'),
        ),
        migrations.RunSQL(SQL, UNDO),
    ]
