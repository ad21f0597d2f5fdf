taken = []
while True:
    taken.append(bytearray(2**22))
