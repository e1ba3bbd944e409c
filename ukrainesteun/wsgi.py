"""What gunicorn serves: the site, and before it the answers that it gave before."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ukrainesteun.settings")

program = get_wsgi_application()

from .keeping import keeping  # noqa: E402 (knows models, so not before Django is set up)

application = keeping(program)
