"""What one might ask: what is open on a sheet, how it is worded, what a complaint longs for."""
