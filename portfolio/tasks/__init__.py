"""What workers do for this app. Each may be started twice or too often: the rows say what is still to do."""

from portfolio.tasks import attendance, audits, decisions, dossiers, evidence, renewals, standings

__all__ = ["attendance", "audits", "decisions", "dossiers", "evidence", "renewals", "standings"]
