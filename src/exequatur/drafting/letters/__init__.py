"""Letters and agreements on a debt: the demand, the acknowledgment, payment by instalments, a settlement."""
