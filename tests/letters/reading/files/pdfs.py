"""PDF files for tests, written by hand: honest ones and hostile ones."""

import zlib
from functools import cache


def pdf(*objects, trailer=b"/Root 1 0 R"):
    """A PDF of these objects (bytes), numbered from 1, with a table of their places."""
    body, places = b"%PDF-1.5\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        body + table + b"trailer << /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(body))
    )


def stream(content, entries=b""):
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def drawn(lines):
    """The drawing of these lines of text, from the top of the page."""
    shown = b"".join(
        b"(%s) Tj T*\n" % line.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)") for line in lines
    )
    return b"BT /F1 11 Tf 14 TL 60 780 Td\n%sET" % shown


def pdf_of(*pages, resources=b"/Font << /F1 3 0 R >>"):
    """A PDF with a page for each of these drawings (bytes), or streams that are ready (b"<< ...")."""
    contents = [page if page.startswith(b"<<") else stream(page) for page in pages]
    kids = b" ".join(b"%d 0 R" % (4 + 2 * at) for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for at, content in enumerate(contents):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << %s >> /Contents %d 0 R >>"
            % (resources, 5 + 2 * at)
        )
        objects.append(content)
    return pdf(*objects)


@cache  # two files begin with the same one, of 400 MB
def _compressed(size):
    return zlib.compress(b"(x) Tj " * (size // 7), 9)


def squeezed(size, filters=1):
    """A stream that says to hold so many bytes of drawing, behind so many layers of compression."""
    content = _compressed(size)
    for _ in range(filters - 1):
        content = zlib.compress(content, 9)
    return stream(content, b"/Filter [%s]" % (b"/FlateDecode " * filters))


IMAGE = stream(
    b"\0" * 64, b"/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8"
)

HOSTILE = {
    "deflate bomb": lambda: pdf_of(squeezed(400_000_000)),
    "bomb in a bomb": lambda: pdf_of(squeezed(400_000_000, filters=2)),
    "much drawing": lambda: pdf_of(squeezed(60_000_000)),
    "deep nesting": lambda: pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"[" * 400_000 + b"]" * 400_000),
    "deep drawing": lambda: pdf_of(b"[" * 400_000),
    "deep dictionaries": lambda: pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /A " * 200_000 + b">>" * 200_000),
    "endless page tree": lambda: pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 >>",
        b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 /Parent 2 0 R >>",
    ),
    "a tree that doubles": lambda: pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        *(b"<< /Type /Pages /Kids [%d 0 R %d 0 R] /Count 2 >>" % (at + 1, at + 1) for at in range(2, 60)),
        b"<< /Type /Page /MediaBox [0 0 9 9] >>",
    ),
    "tables in a ring": lambda: (
        b"%PDF-1.5\n1 0 obj\n<< >>\nendobj\nxref\n0 1\n0000000000 65535 f \n"
        b"trailer << /Size 2 /Root 1 0 R /Prev 33 >>\nstartxref\n33\n%%EOF\n"
    ),
    "object streams in a ring": lambda: pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        stream(b"2 0 << /Type /Pages >>", b"/Type /ObjStm /N 1 /First 4 /Extends 2 0 R"),
    ),
    "only its first bytes": lambda: pdf_of(drawn(["EUR 2 miljard"]))[:200],
    "only a beginning": lambda: b"%PDF-1.7\n" + b"\0\xff" * 2_000_000,
    "many objects": lambda: b"%PDF-1.4\n" + b"1 0 obj<</A 1 0 R>>endobj\n" * 350_000,
}
