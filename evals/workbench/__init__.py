"""What the evaluation tab works with: sets to edit, runs to keep and start, tables to hand out."""
