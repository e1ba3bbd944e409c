"""How staff sign in to /beheer/: a password, a second step, and an end to a session that nobody uses.

Only the admin's own addresses are touched; a public page has no session and no user.
Read sessions.py, second_factor.py and throttling.py, then views.py and middleware.py.
"""
