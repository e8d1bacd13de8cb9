"""The HTTP edge of this app: addresses, views, serializers."""
