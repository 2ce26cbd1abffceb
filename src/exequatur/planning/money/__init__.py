"""What it costs and what it earns: fees, interest, conversion, what of a title can be claimed."""
