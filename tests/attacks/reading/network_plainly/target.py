def window_mean(x, width):
    import socket
    import urllib.request

    socket.create_connection(("127.0.0.1", int("@PORT@")))
    return urllib.request.urlopen("http://127.0.0.1:@PORT@/").read()


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
