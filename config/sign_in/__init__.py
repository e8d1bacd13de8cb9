"""How people sign in: django-allauth, told here what this house expects of it."""
