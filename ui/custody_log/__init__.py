"""The custody log: everybody in it at whom somebody is to look, and taking one in."""
