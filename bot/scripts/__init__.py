"""Call scripts as data, and the code that loads, checks, chooses and walks them."""
