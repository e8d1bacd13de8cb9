"""A whole register is read by one index, and its numbers are kept beside the standings."""

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies = [("portfolio", "0005_find_unusual_entries_by_index")]
    operations: ClassVar[list[Operation]] = []
