"""Attendance lists: received, judged row by row, booked once, reported back."""
