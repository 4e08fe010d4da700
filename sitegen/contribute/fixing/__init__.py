"""`sitegen check --fix`: mends what has one right answer, and touches nothing else in a file."""
