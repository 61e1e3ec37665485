"""What is found by whoever searches: the index, the question, the answer?"""
