"""A PDF becomes cells: what is printed inside the rules, and the text lines outside them."""
