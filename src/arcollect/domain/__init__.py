"""What the words mean: pure functions over records; no input, no output, no clock."""
