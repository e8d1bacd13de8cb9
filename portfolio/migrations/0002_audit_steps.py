import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('portfolio', '0001_initial'),
        ('register', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='auditrun',
            name='audit_run_state_fits',
        ),
        migrations.RemoveConstraint(
            model_name='auditrun',
            name='audit_run_one_committed',
        ),
        migrations.AddField(
            model_name='auditrun',
            name='asked_at',
            field=models.DateTimeField(blank=True, help_text='When a worker was asked last.', null=True),
        ),
        migrations.AddField(
            model_name='auditrun',
            name='asked_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='auditrun',
            name='attempts',
            field=models.PositiveSmallIntegerField(default=0, help_text='How often a worker began with what was asked.'),
        ),
        migrations.AddField(
            model_name='auditrun',
            name='problem',
            field=models.CharField(blank=True, help_text='Why what was asked was not done.', max_length=60),
        ),
        migrations.AlterField(
            model_name='auditrun',
            name='state',
            field=models.CharField(choices=[('PREPARED', 'PREPARED'), ('COMMITTING', 'COMMITTING'), ('COMMITTED', 'COMMITTED'), ('DRAWING', 'DRAWING'), ('DRAWN', 'DRAWN'), ('CANCELLED', 'CANCELLED')], default='PREPARED', max_length=10),
        ),
        migrations.AddConstraint(
            model_name='auditrun',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at', None), ('drawn_at', None), ('state', 'PREPARED'), ('committed_at', None), ('committed_by', None), ('population_digest', ''), ('seed', ''), ('seed_digest', '')), models.Q(('as_of__isnull', False), ('cancelled_at', None), ('drawn_at', None), ('state', 'COMMITTING'), ('committed_at', None), ('committed_by', None), ('population_digest', ''), ('seed', ''), ('seed_digest', ''), ('asked_at__isnull', False), ('asked_by__isnull', False)), models.Q(('cancelled_at', None), ('drawn_at', None), ('state', 'COMMITTED'), ('as_of__isnull', False), ('committed_at__isnull', False), models.Q(('seed', ''), _negated=True), models.Q(('population_digest', ''), _negated=True)), models.Q(('cancelled_at', None), ('drawn_at', None), ('state', 'DRAWING'), ('as_of__isnull', False), ('committed_at__isnull', False), models.Q(('seed', ''), _negated=True), models.Q(('population_digest', ''), _negated=True), ('asked_at__isnull', False), ('asked_by__isnull', False)), models.Q(('cancelled_at', None), ('drawn_at__isnull', False), ('state', 'DRAWN'), ('as_of__isnull', False), ('committed_at__isnull', False), models.Q(('seed', ''), _negated=True), models.Q(('population_digest', ''), _negated=True)), models.Q(('cancelled_at__isnull', False), ('drawn_at', None), ('state', 'CANCELLED'), models.Q(('cancelled_because', ''), _negated=True)), _connector='OR'), name='audit_run_state_fits'),
        ),
        migrations.AddConstraint(
            model_name='auditrun',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'COMMITTING'), _negated=True), models.Q(('asked_by', models.F('prepared_by')), _negated=True), _connector='OR'), name='audit_run_asked_by_another'),
        ),
        migrations.AddConstraint(
            model_name='auditrun',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['COMMITTING', 'COMMITTED', 'DRAWING'])), fields=('register',), name='audit_run_one_committed'),
        ),
    ]
