"""The outcome: how a contract ends, and the watch kept after it."""
