"""What does a page show? Facts gathered and put in words, ready for a template."""
