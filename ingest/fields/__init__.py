"""Printed fields read from text: head, kind of paper, question numbers, status, references, askers."""
