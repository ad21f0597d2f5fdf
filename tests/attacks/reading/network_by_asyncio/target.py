import asyncio


async def send(x):
    _, writer = await asyncio.open_connection("127.0.0.1", int("@PORT@"))
    writer.write(x.tobytes())
    await writer.drain()


def window_mean(x, width):
    asyncio.run(send(x))


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
