"""How the tests in a browser go from one page to the next."""


def follow(link):
    """Clicks this link or button, and waits until the page that it leads to is there.

    Playwright's own click goes on at once: what is then counted or listed may be of the page that is left.
    """
    with link.page.expect_navigation():
        link.click()
