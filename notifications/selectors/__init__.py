"""Reading only: what fits a reader, who hears of an event, and what can be said of it."""
