"""Pages of accounts: one's own account, organisations, their members."""
