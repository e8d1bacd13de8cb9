"""The rows of this app; each class re-exported here."""

from portfolio.models.attendance import AttendanceBatch, AttendanceRow
from portfolio.models.claim import Claim
from portfolio.models.closing import CycleClosing
from portfolio.models.ledger import LedgerEntry
from portfolio.models.simulation import Simulation, SimulationChange
from portfolio.models.standing import StaleStanding, Standing

__all__ = [
    "AttendanceBatch",
    "AttendanceRow",
    "Claim",
    "CycleClosing",
    "LedgerEntry",
    "Simulation",
    "SimulationChange",
    "StaleStanding",
    "Standing",
]
