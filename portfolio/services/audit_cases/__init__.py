"""The audit of one person: asked, shown, judged, repaired, concluded; the decision on it is like any other."""
