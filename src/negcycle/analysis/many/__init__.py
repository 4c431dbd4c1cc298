"""What many couples show: shares, what matters most, where it tips."""
