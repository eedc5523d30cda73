"""The practice caseload: invented people in every state, made by the very use cases staff use."""
