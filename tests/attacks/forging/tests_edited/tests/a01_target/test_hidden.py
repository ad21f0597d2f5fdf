def test_large_values():
    pass
