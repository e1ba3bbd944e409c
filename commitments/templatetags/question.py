"""What a page says of the part of the reader's question that it cannot answer. Loaded everywhere."""

from django import template

from commitments.site.question import Question

register = template.Library()


@register.inclusion_tag("_not_answered.html", takes_context=True)
def not_answered(context, *understood):
    """A line that names what was asked and makes no difference here; `understood` are the names that do."""
    question = context.get("question") or Question({})
    return {"words": question.not_in(understood), "question": question}
