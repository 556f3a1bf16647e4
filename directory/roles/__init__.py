"""Who may do what: administrators add accounts, give and take roles, and stop accounts."""
