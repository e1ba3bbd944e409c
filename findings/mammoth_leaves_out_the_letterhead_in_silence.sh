#!/usr/bin/env bash
# mammoth 1.13.0: does it say that it left something out of a Word file of which the pages have a head?
#
# Guess, written down first: the head is not in the web page that it makes, for that has no pages; but its list of messages,
#   in which it tells of a style that it does not know, tells of this too.
# Seen: neither the raw text nor the HTML has the head, and the list of messages is empty.
# So: in letters of ministries the reference and the date stand in that head. Whoever reads them with mammoth takes the parts
#   word/header*.xml out of the file himself.
# Ends with 1 when the head is in the text, or a message tells of it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check mammoth==1.13.0 python-docx==1.2.0
cat > "$folder/head.py" <<'PY'
import io

import docx
import mammoth

letter = docx.Document()
letter.sections[0].header.paragraphs[0].text = "Datum 12 maart 2026"
letter.add_paragraph("Geachte voorzitter,")
made = io.BytesIO()
letter.save(made)
text, page = mammoth.extract_raw_text(made), mammoth.convert_to_html(made)
print("Datum" in docx.Document(made).sections[0].header.paragraphs[0].text)
print("Datum" in text.value or "Datum" in page.value, [*text.messages, *page.messages])
PY
seen=$("$folder/venv/bin/python" "$folder/head.py" | tr '\n' ' ')
printf 'the file has the head; mammoth has it, and its messages: %s\n' "$seen"
[ "$seen" = "True False [] " ]
