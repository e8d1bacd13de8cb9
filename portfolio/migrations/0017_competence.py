"""Self-assessments, feedback and links to competences."""

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('portfolio', '0016_work_records_and_declarations'),
        ('register', '0006_competence_profiles'),
    ]

    operations = [
        migrations.CreateModel(
            name='FeedbackRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('competences', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, help_text='Codes of the competences that are asked about.', size=None)),
                ('question', models.TextField(blank=True, help_text='What the professional asks, in their own words.', max_length=2000)),
                ('asked_at', models.DateTimeField()),
                ('closes_before', models.DateField()),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='feedback_rounds', to='register.person')),
                ('profile', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='feedback_rounds', to='register.competenceprofile')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['person', '-id'], name='feedback_round_of_person'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('competences', []), _negated=True), name='feedback_round_asks_something'),
                ],
            },
        ),
        migrations.CreateModel(
            name='FeedbackInvitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('email', models.EmailField(max_length=254)),
                ('relation', models.CharField(choices=[('COLLEAGUE', 'colleague'), ('MANAGER', 'manager'), ('CLIENT', 'client'), ('STUDENT', 'student or pupil'), ('OTHER', 'other')], max_length=10)),
                ('invited_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answers', models.JSONField(blank=True, default=dict)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='portfolio.feedbackround')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(models.F('round'), django.db.models.functions.text.Lower('email'), name='feedback_asked_once_per_address'),
                    models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('answers', {})), models.Q(('answered_at__isnull', False), ('withdrawn_at', None), models.Q(('answers', {}), _negated=True)), _connector='OR'), name='feedback_answered_or_not'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SelfAssessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('assessed_on', models.DateField()),
                ('specialisations', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None)),
                ('answers', models.JSONField()),
                ('recorded_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='self_assessments', to='register.person')),
                ('profile', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='self_assessments', to='register.competenceprofile')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['person', 'profile', 'assessed_on'], name='self_assessment_in_time'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('answers', {}), _negated=True), name='self_assessment_says_something'),
                ],
            },
        ),
        migrations.CreateModel(
            name='CompetenceLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('competence', models.CharField(max_length=60)),
                ('linked_at', models.DateTimeField()),
                ('claim', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='competence_links', to='portfolio.claim')),
                ('entry', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='competence_links', to='portfolio.ledgerentry')),
                ('evidence', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='competence_links', to='portfolio.evidence')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='competence_links', to='register.person')),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='competence_links', to='register.register')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('claim', None), ('entry__isnull', False), ('evidence', None)), models.Q(('claim__isnull', False), ('entry', None), ('evidence', None)), models.Q(('claim', None), ('entry', None), ('evidence__isnull', False)), _connector='OR'), name='competence_link_to_one_thing'),
                    models.UniqueConstraint(fields=('person', 'register', 'competence', 'entry', 'claim', 'evidence'), name='competence_linked_once', nulls_distinct=False),
                ],
            },
        ),
    ]
