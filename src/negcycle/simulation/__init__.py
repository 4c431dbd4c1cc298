"""What happens next: runs of a couple, and models from the literature beside it."""
