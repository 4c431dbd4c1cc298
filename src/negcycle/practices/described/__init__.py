"""What a practice is: its questions, its plan, its file; which are known, and where each fits."""
