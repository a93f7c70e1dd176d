"""The page that an invitation leads to: the invited person chooses a password and is logged in."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from districts.actions.errors import ActionError
from districts.actions.people import accept_invitation, find_invited
from districts.views.errors import NotFoundError

PASSWORD = "new_password1"  # noqa: S105 - the name of the form's field


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """The form; a link that was used, is too old or was never given answers 404 and says so."""
    invited = find_invited(uid=uid, token=token)
    if invited is None:
        raise NotFoundError(_("This invitation holds no longer. Ask your administrator for a new one."))
    form: SetPasswordForm[User] = SetPasswordForm(invited, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return accept(request, uid, token, form.cleaned_data[PASSWORD])
    return render(request, "registration/welcome.html", {"form": form, "invited": invited})


def accept(request: HttpRequest, uid: str, token: str, password: str) -> HttpResponse:
    """Set the password and go to the pages of work."""
    try:
        user = accept_invitation(uid=uid, token=token, password=password)
    except ActionError as error:  # somebody was faster with the same link
        raise NotFoundError(error.message) from error
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return redirect("admin:index")
