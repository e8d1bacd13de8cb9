"""Records of work, declarations and documents that end, and what others state about them."""

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('portfolio', '0015_peer_groups_and_visits'),
        ('register', '0008_statuses'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='ledgerentry',
            name='validation',
            field=models.CharField(choices=[('PROVIDER_REPORTED', 'reported by the provider'), ('SELF_DECLARED', 'declared by the professional'), ('ASSESSED', 'assessed'), ('OFFICE', 'entered by the register office'), ('CONFIRMED', 'confirmed by somebody else')], max_length=20),
        ),
        migrations.CreateModel(
            name='Record',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('sort', models.CharField(choices=[('WORK', 'work'), ('DECLARATION', 'declaration'), ('DOCUMENT', 'document')], max_length=11)),
                ('title', models.CharField(max_length=200)),
                ('organisation', models.CharField(blank=True, help_text='The employer, or who issued the document.', max_length=200)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, help_text='The last day, itself included.', null=True)),
                ('hours_per_week', models.DecimalField(blank=True, decimal_places=3, max_digits=6, null=True)),
                ('quantity', models.DecimalField(blank=True, decimal_places=3, max_digits=12, null=True)),
                ('unit', models.CharField(blank=True, max_length=20)),
                ('remark', models.TextField(blank=True, max_length=2000)),
                ('state', models.CharField(choices=[('STANDING', 'STANDING'), ('REPLACED', 'REPLACED'), ('WITHDRAWN', 'WITHDRAWN')], default='STANDING', max_length=9)),
                ('entered_on', models.DateField(help_text='The day whose rules decide what it counts for.')),
                ('warned', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None)),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('evidence', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='records', to='portfolio.evidence')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records', to='register.person')),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='portfolio.record')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['person', '-id'], name='record_of_person'),
                    models.Index(condition=models.Q(('sort', 'DOCUMENT'), ('state', 'STANDING')), fields=['ends_on'], name='record_document_ending'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='record_ends_after_it_starts'),
                    models.CheckConstraint(condition=models.Q(('sort', 'WORK'), models.Q(('ends_on', None), ('hours_per_week', None), ('sort', 'DECLARATION')), models.Q(('hours_per_week', None), ('quantity', None), ('sort', 'DOCUMENT')), _connector='OR'), name='record_fits_its_sort'),
                    models.CheckConstraint(condition=models.Q(models.Q(('quantity', None), ('unit', '')), models.Q(('quantity__gt', 0), models.Q(('unit', ''), _negated=True)), _connector='OR'), name='record_quantity_has_its_unit'),
                    models.CheckConstraint(condition=models.Q(('hours_per_week', None), models.Q(('hours_per_week__gt', 0), ('hours_per_week__lte', 168)), _connector='OR'), name='record_hours_fit_in_a_week'),
                    models.UniqueConstraint(condition=models.Q(('replaces', None), ('state', 'STANDING')), fields=('person', 'sort', 'title', 'organisation', 'starts_on'), name='record_entered_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='RecordStatement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('role', models.CharField(choices=[('EMPLOYER', 'employer'), ('CONFIRMER', 'confirmer'), ('PARTNER', 'partner in a conversation')], max_length=9)),
                ('name', models.CharField(max_length=200)),
                ('email', models.EmailField(max_length=254)),
                ('state', models.CharField(choices=[('ASKED', 'ASKED'), ('GIVEN', 'GIVEN'), ('DECLINED', 'DECLINED'), ('WITHDRAWN', 'WITHDRAWN')], default='ASKED', max_length=9)),
                ('asked_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('remark', models.TextField(blank=True, max_length=2000)),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statements', to='portfolio.record')),
                ('registration', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.registration')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('state__in', ['ASKED', 'GIVEN'])), fields=('record', 'role'), name='record_statement_asked_once'),
                    models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('state', 'ASKED')), ('state', 'WITHDRAWN'), models.Q(('answered_at__isnull', False), ('state__in', ['GIVEN', 'DECLINED'])), _connector='OR'), name='record_statement_state_fits'),
                ],
            },
        ),
        migrations.CreateModel(
            name='RecordUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(max_length=60)),
                ('names', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None)),
                ('entry', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='record_use', to='portfolio.ledgerentry')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uses', to='portfolio.record')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='record_uses', to='register.registration')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('record', 'registration'), name='record_used_once_per_registration'),
                ],
            },
        ),
    ]
