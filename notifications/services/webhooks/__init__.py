"""Webhooks: subscribed to, planned from the trail, signed, sent until they arrive, sent again on request."""
