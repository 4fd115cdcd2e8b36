"""The launcher as the installed command is: nobody looks for garbage until all is read (bot.__main__.main)."""

import gc
import importlib
import os
import sys

from bot.__main__ import baton

if __name__ == "__main__":
    gc.disable()
    importlib.import_module("tests.faults.launch").prepare(os.environ)
    baton(sys.argv[1:], prog_name="baton")
