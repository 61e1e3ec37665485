"""What becomes of what people ask: decisions, voorstellen, whether they helped, and who is told?"""
