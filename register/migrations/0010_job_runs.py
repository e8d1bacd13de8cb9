"""What the scheduled jobs did."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("register", "0009_public_register"),
    ]

    operations = [
        migrations.AddField(
            model_name='jobrun',
            name='worker',
            field=models.CharField(blank=True, help_text='The machine and the process that ran it.', max_length=120),
        ),
        migrations.AlterField(
            model_name='jobrun',
            name='finished_at',
            field=models.DateTimeField(blank=True, help_text='Of an abandoned run: when it was found without its worker.', null=True),
        ),
        migrations.AlterField(
            model_name='jobrun',
            name='state',
            field=models.CharField(choices=[('RUNNING', 'running'), ('DONE', 'done'), ('FAILED', 'failed'), ('ABANDONED', 'abandoned')], default='RUNNING', max_length=10),
        ),
        migrations.AddConstraint(
            model_name='jobrun',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('finished_at', None), ('state', 'RUNNING')), models.Q(models.Q(('state', 'RUNNING'), _negated=True), ('finished_at__isnull', False)), _connector='OR'), name='job_run_over_has_its_end'),
        ),
    ]
