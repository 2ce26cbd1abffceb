"""From an assessment to a plan: time, court, papers, money, routes, execution."""
