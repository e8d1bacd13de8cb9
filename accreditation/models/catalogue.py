"""What the public catalogue is searched by: derived rows that database triggers keep current."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from accreditation.models.course import Course


class CatalogueEntry(models.Model):
    """A course as the catalogue finds it.

    `words` are those of its newest version and its provider, without diacritics. `marks` say what it is about and who
    ever decided on it: `provider/<uuid>`, `competence/<code>`, `category/<code>`, `register/<code>` and
    `register/<code>/<category>`.
    """

    course = models.OneToOneField(Course, primary_key=True, on_delete=models.CASCADE, related_name="catalogue_entry")
    words = SearchVectorField()
    marks = ArrayField(models.CharField(max_length=200))

    class Meta:
        indexes = [GinIndex(fields=["words", "marks"], name="catalogue_entry_found")]

    def __str__(self) -> str:
        return f"catalogue entry {self.course_id}"


class CatalogueWord(models.Model):
    """A word of the catalogue, once: where the right word for a typing error is looked up. Words are never removed."""

    word = models.CharField(max_length=100, primary_key=True, db_collation="C")

    class Meta:
        indexes = [GinIndex(fields=["word"], opclasses=["gin_trgm_ops"], name="catalogue_word_alike")]

    def __str__(self) -> str:
        return self.word
