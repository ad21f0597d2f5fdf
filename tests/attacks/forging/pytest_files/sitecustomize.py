print("7 passed")
