"""What is followed over time: episodes, checklists, scores, and the practices that come back."""
