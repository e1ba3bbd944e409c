"""How gunicorn serves the site: `python -m gunicorn --config ukrainesteun/gunicorn.py ukrainesteun.wsgi`.

An option on that command line wins from this file, `--bind 0.0.0.0:8000` for example.
"""

import os
from typing import Any

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = 2
threads = 4
# The program is loaded once and the workers share that memory.
preload_app = True
# gunicorn would make this socket in HOME, which a server need not have.
control_socket_disable = True
loglevel = "warning"


def when_ready(server: Any) -> None:
    """Before the workers are made, so that they share what is loaded here."""
    from commitments.charts import figures

    figures.warm_up()
    addresses = " en ".join(f"http://{listener.cfg_addr[0]}:{listener.cfg_addr[1]}" for listener in server.LISTENERS)
    print(
        f"\nOekraïnesteun staat op {addresses}\n"
        "Een account voor een redacteur: make account USER=naam (in een ander venster)\n"
        "Stoppen: Ctrl-C\n",
        flush=True,
    )
