"""What is searched: the store of papers, vectors, keywords, and the folder that holds them."""
