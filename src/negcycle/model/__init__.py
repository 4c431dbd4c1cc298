"""What a cycle is: frozen values, checked as they are made."""
