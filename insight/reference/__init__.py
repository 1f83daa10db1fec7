"""What the project knows before any figure: the catalogue, the vocabulary, the areas."""
