"""The papers: contents in, the bytes of a PDF out."""
