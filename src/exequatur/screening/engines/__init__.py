"""What runs the steps of a program on a batch of rows."""
