"""The agenda: the meetings of a day or of a week."""
