"""What holds whatever the strengths: signs without numbers."""
