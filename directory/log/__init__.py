"""The desk's log (受付の記録): who came, called or wrote, about what, and what comes next."""
