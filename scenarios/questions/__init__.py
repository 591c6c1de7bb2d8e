"""What is asked of finished runs: differences, money, why, two lives, the marginal pound, gaps."""
