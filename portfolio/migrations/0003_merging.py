"""Joining two persons who are one: who decided so, and which facts stand elsewhere since."""

import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from register.migrations._tables import kept_by_the_database


class Migration(migrations.Migration):

    dependencies = [
        ('portfolio', '0002_audit_steps'),
        ('register', '0006_merging'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='ledgerentry',
            name='source_key',
            field=models.CharField(help_text='Names the source once: a repeat is refused.', max_length=160, unique=True),
        ),
        migrations.CreateModel(
            name='PersonMerge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('state', models.CharField(choices=[('PROPOSED', 'PROPOSED'), ('DONE', 'DONE'), ('REFUSED', 'REFUSED')], default='PROPOSED', max_length=8)),
                ('reason', models.TextField(max_length=2000)),
                ('proposed_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('refused_because', models.CharField(blank=True, max_length=500)),
                ('figures', models.JSONField(blank=True, default=dict)),
                ('moved', models.JSONField(blank=True, default=dict)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('merged', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges_away', to='register.person')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='person_merges', to='register.register')),
                ('survivor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges', to='register.person')),
                ('undoes', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undoings', to='portfolio.personmerge')),
            ],
        ),
        migrations.CreateModel(
            name='MovedEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('double', models.BooleanField(default=False)),
                ('again', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moved_from', to='portfolio.ledgerentry')),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='moved', to='portfolio.ledgerentry')),
                ('merge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='portfolio.personmerge')),
            ],
            options={
                'verbose_name_plural': 'moved entries',
            },
        ),
        migrations.AddConstraint(
            model_name='personmerge',
            constraint=models.CheckConstraint(condition=models.Q(('merged', models.F('survivor')), _negated=True), name='person_merge_of_two'),
        ),
        migrations.AddConstraint(
            model_name='personmerge',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='person_merge_says_why'),
        ),
        migrations.AddConstraint(
            model_name='personmerge',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('refused_because', ''), ('state', 'PROPOSED')), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('refused_because', ''), ('state', 'DONE')), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('state', 'REFUSED')), _connector='OR'), name='person_merge_state_fits'),
        ),
        migrations.AddConstraint(
            model_name='personmerge',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by', models.F('proposed_by')), ('state', 'DONE'), _negated=True), name='person_merge_four_eyes'),
        ),
        migrations.AddConstraint(
            model_name='personmerge',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'PROPOSED')), fields=('merged',), name='person_merge_proposed_once'),
        ),
        migrations.AddConstraint(
            model_name='personmerge',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'DONE'), ('undoes__isnull', False)), fields=('undoes',), name='person_merge_undone_once'),
        ),
        migrations.AddConstraint(
            model_name='movedentry',
            constraint=models.UniqueConstraint(condition=models.Q(('double', False)), fields=('again',), name='moved_entry_stands_for_one'),
        ),
        kept_by_the_database(__file__, 'merged_persons_facts'),
    ]
