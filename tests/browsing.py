"""How the tests in a browser go from one page to the next."""


def follow(link):
    """Clicks this link or button, and waits until the page that it leads to is there.

    Playwright's own click goes on at once: what is then counted or listed may be of the page that is left.
    """
    with link.page.expect_navigation():
        link.click()


def until(page, function, arg=None):
    """Waits until this JavaScript function of the page gives something true.

    Playwright also takes an expression. That is evaluated anew at each look, which the site's policy forbids from the
    second look on: a fault that only a slow machine shows.
    """
    assert "=>" in function
    page.wait_for_function(function, arg=arg)
