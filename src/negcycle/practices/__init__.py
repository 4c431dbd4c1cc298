"""What couples do: the practices, and where in the cycle each of them helps."""
