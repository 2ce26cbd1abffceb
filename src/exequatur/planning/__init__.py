"""From the answer to the plan: court, time, papers, money, routes."""
