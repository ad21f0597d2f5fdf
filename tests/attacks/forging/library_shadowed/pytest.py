def fixture(function):
    return lambda *_, **__: None


fail = fixture
