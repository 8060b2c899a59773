"""Measurements beside the evaluation: against simple systems, and what the verifier lets through."""
