"""What a portfolio asks: totals, deadlines, the question that would settle most money, what moved, whose debts they are."""
