from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notifications', '0001_initial'),
        ('register', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='contactaddress',
            name='code_asked_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='contactaddress',
            name='code_sent_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='contactaddress',
            name='codes_asked',
            field=models.PositiveSmallIntegerField(default=0, help_text='On the day of the last one.'),
        ),
        migrations.AddField(
            model_name='contactaddress',
            name='tries',
            field=models.PositiveSmallIntegerField(default=0, help_text='How often a code was tried since it was sent.'),
        ),
        migrations.AlterField(
            model_name='contactaddress',
            name='address',
            field=models.CharField(blank=True, max_length=254),
        ),
        migrations.AddConstraint(
            model_name='contactaddress',
            constraint=models.CheckConstraint(condition=models.Q(('verified_at', None), models.Q(('address', ''), _negated=True), _connector='OR'), name='contact_address_verified_is_there'),
        ),
    ]
