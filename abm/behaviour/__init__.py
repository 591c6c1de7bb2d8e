"""How organisations decide: levers, situations, decisions and theories. It sees pounds, never a contract."""
