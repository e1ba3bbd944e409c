"""In a process of its own, `python -m tests.site.rendering FOLDER DAY WHO`: keeps every public answer about the shipped ledger in
the folder, a file for each, and prints {address: [status, headers, name of the file]}.

The ledger is loaded at one fixed moment. DAY is the day on which the site is read, and WHO a visitor or a member of staff.
"""

import datetime
import hashlib
import json
import sys
from pathlib import Path
from unittest import mock

from tests.same_site import FRESH, NOW


def main(folder, day, who):
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import setup_test_environment

    setup_test_environment()
    connection.creation.create_test_db(verbosity=0)
    with mock.patch("django.utils.timezone.now", return_value=NOW):
        call_command("load_ledger", stdout=sys.stderr)
    from django.contrib.auth.models import User

    from commitments.charts import images

    from . import urls

    client = Client(headers={"accept-language": "nl" if who == "visitor" else "uk"})
    if who == "staff":
        client.force_login(User.objects.create_superuser("els"))
    read_on = datetime.datetime.fromisoformat(day).replace(tzinfo=datetime.UTC)
    with (
        mock.patch("django.utils.timezone.now", return_value=read_on),
        mock.patch.object(images, "png", lambda svg, width: f"{width} {svg}".encode()),  # as in `pictures_as_svg`
    ):
        print(json.dumps({address: _answer(client, address, folder) for address in urls.every_address()}))


def _answer(client, address, folder):
    response = client.get(address)
    content = FRESH.sub(b"", b"".join(response.streaming_content) if response.streaming else response.content)
    name = hashlib.sha256(content).hexdigest()
    Path(folder, name).write_bytes(content)
    return [response.status_code, sorted((key, value) for key, value in response.items()), name]


if __name__ == "__main__":
    main(*sys.argv[1:])
