"""Word and OpenDocument files for tests, written by hand: a letter of paragraphs, notes and a table."""

import io
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    'ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def zipped_of(files):
    """A ZIP of these files, by their names."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def _parts(words):
    """(words, "" or "raised" or "note") of a paragraph: ^1^ is raised, [^text] a note."""
    while words:
        at = min((words.find(sign) for sign in ("^", "[^") if sign in words), default=len(words))
        if at:
            yield words[:at], ""
        if words[at : at + 2] == "[^":
            end = words.index("]", at)
            yield words[at + 2 : end], "note"
        elif at < len(words):
            end = words.index("^", at + 1)
            yield words[at + 1 : end], "raised"
        else:
            return
        words = words[end + 1 :]


def docx(*blocks, deleted="", head=()):
    """A Word file: a string is a paragraph, a list of rows a table, of which a cell may be (words, columns it spreads over).

    `head` are the lines at the head of its pages.
    """
    notes = []

    def paragraph(words):
        runs = []
        for part, kind in _parts(words):
            if kind == "note":
                notes.append(part)
                runs.append(f'<w:r><w:footnoteReference w:id="{len(notes) + 1}"/></w:r>')
                continue
            raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>' if kind else ""
            shown = '</w:t><w:tab/><w:t xml:space="preserve">'.join(map(escape, part.split("\t")))
            runs.append(f'<w:r>{raised}<w:t xml:space="preserve">{shown}</w:t></w:r>')
        return f"<w:p>{''.join(runs)}</w:p>"

    def cell(one):
        words, across = one if isinstance(one, tuple) else (one, 1)
        return f'<w:tc><w:tcPr><w:gridSpan w:val="{across}"/></w:tcPr>{paragraph(words)}</w:tc>'

    def table(rows):
        return "<w:tbl>" + "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows) + "</w:tbl>"

    body = "".join(paragraph(one) if isinstance(one, str) else table(one) for one in blocks)
    body += f"<w:p><w:del><w:r><w:delText>{deleted}</w:delText></w:r></w:del></w:p>" if deleted else ""
    below = "".join(
        f'<w:footnote w:id="{at}"><w:p><w:r><w:t>{escape(words)}</w:t></w:r></w:p></w:footnote>'
        for at, words in enumerate(notes, 2)
    )
    lines = "".join(map(paragraph, head))
    return zipped_of(
        ({"word/header1.xml": f'<w:hdr xmlns:w="{W}">{lines}</w:hdr>'} if lines else {})
        | {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{RELATION}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" '
            f'Type="{RELATION}/footnotes" Target="footnotes.xml"/></Relationships>',
            "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
            "word/footnotes.xml": f'<w:footnotes xmlns:w="{W}">{below}</w:footnotes>',
        }
    )


OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
NAMES = " ".join(f'xmlns:{name}="{OFFICE}:{name}:1.0"' for name in ("office", "text", "table", "style"))


def odt(*blocks, head=()):
    """The same as OpenDocument."""
    count = 0

    def paragraph(words):
        nonlocal count
        shown = []
        for part, kind in _parts(words):
            if kind == "note":
                count += 1
                shown.append(
                    f'<text:note text:note-class="footnote"><text:note-citation>{count}</text:note-citation>'
                    f"<text:note-body><text:p>{escape(part)}</text:p></text:note-body></text:note>"
                )
            else:
                written = escape(part).replace("\t", "<text:tab/>")
                shown.append(f'<text:span text:style-name="T1">{written}</text:span>' if kind else written)
        return f"<text:p>{''.join(shown)}</text:p>"

    def cell(one):
        words, across = one if isinstance(one, tuple) else (one, 1)
        covered = "<table:covered-table-cell/>" * (across - 1)
        return (
            f'<table:table-cell table:number-columns-spanned="{across}">{paragraph(words)}</table:table-cell>{covered}'
        )

    def table(rows):
        shown = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
        return f"<table:table>{shown}</table:table>"

    body = "".join(paragraph(one) if isinstance(one, str) else table(one) for one in blocks)
    content = (
        f'<office:document-content {NAMES}><office:automatic-styles><style:style style:name="T1">'
        '<style:text-properties style:text-position="super 58%"/></style:style></office:automatic-styles>'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    styles = (
        f"<office:document-styles {NAMES}><office:master-styles><style:master-page><style:header>"
        f"{''.join(map(paragraph, head))}</style:header></style:master-page></office:master-styles></office:document-styles>"
    )
    return zipped_of(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
        | ({"styles.xml": styles} if head else {})
    )
