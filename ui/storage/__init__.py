"""What is kept for a user: conversations, replies, own papers, and filters as a query string."""
