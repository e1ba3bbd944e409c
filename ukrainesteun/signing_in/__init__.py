"""How staff sign in to /beheer/: a password, a second step, and an end to a session that nobody uses.

What staff typed in a form that could not be saved is not lost: unsaved.py.

Only the admin's own addresses are touched; a public page has no session and no user. Read
sessions.py (when a session ends), second_factor.py (the second step), middleware.py (what an address asks of both, with
address.py for where a request comes from), forms.py, views.py and urls.py (the pages of the second step); throttling.py
is for wrong passwords, admin.py for the administrator of users.
"""
