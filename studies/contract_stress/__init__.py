"""How likely a lead provider's contract is to run out of money, month by month, and on what that hangs."""
