"""What a file says, in one spelling: numbers, periods, codes and names."""
