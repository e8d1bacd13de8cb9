"""How a view knows its actor and what it reads: the same rules in the API and in the admin.

The base classes are taken from here; what bodies and queries are made of, from `register.scoping.inputs`.
"""

from register.scoping.admin import ScopedAdmin
from register.scoping.public import PublicView
from register.scoping.views import ScopedView

__all__ = ["PublicView", "ScopedAdmin", "ScopedView"]
