"""The ledger: accounts, an append-only book in whole pence, and the laws of money as residuals."""
