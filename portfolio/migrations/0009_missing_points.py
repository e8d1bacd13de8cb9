"""Attendance that is not listed, and attendance that is overdue."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("portfolio", "0008_attendance_connections")]

    operations = []
