"""Addresses of the pages of work, below /admin/ and named `admin:...`.

Each page is one function of `districts/admin/<noun>.py`; PortalAdminSite puts every one of them behind
the log-in. Write one line a page, under the heading of its noun:

    path("rounds/new/", rounds.new, name="round-new"),
"""

from django.urls import URLPattern, path

from districts.admin import people

urlpatterns: list[URLPattern] = [
    # People
    path("people/", people.listing, name="people"),
    path("people/invite/", people.invite, name="people-invite"),
    path("people/give/", people.give, name="people-give"),
    path("people/<int:user>/link/", people.link, name="people-link"),
    path("people/roles/<int:assignment>/take/", people.take, name="people-take"),
]
