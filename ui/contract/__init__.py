"""The contract: drafted, printed and signed."""
