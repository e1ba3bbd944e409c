"""Public answers, kept before Django: made once for each release, compressed once, and sent as a file would be. Read asking.py
(which questions are one), answers.py, encodings.py, newest.py and folder.py (where they are kept), then wrapper.py and
warming.py."""
