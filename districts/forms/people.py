"""Forms of the people of an authority."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.models import UNIT_ROLES, Measure, Role, Unit
from districts.queries.work_people import measures_to_give, units_to_staff


class RoleFields(forms.Form):
    """A role at the authority or at one of its units."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role)
    unit = forms.ModelChoiceField(
        label=gettext_lazy("Where"),
        queryset=Unit.objects.none(),
        empty_label=None,
        help_text=gettext_lazy("Staff and heads work at a unit; all other roles are held at the authority."),
    )
    measures = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Indices and criteria"),
        queryset=Measure.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 10}),
        help_text=gettext_lazy(
            "For appraisers only. None chosen: all of them. An index stands for everything below it. "
            "Hold the Ctrl key to choose several."
        ),
    )

    def __init__(self, *args: Any, authority: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.authority = authority
        self._choices("unit").queryset = units_to_staff(authority)
        measures = self._choices("measures")
        measures.queryset = measures_to_give(authority)
        measures.label_from_instance = lambda obj: f"{obj.code} {obj.name}"  # type: ignore[method-assign]

    def _choices(self, name: str) -> "forms.ModelChoiceField[Any]":
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        return field

    def clean_role(self) -> Role:
        """The role as the word it is."""
        return Role(self.cleaned_data["role"])

    def clean(self) -> dict[str, Any]:
        """Role and place must fit, and only appraisers are restricted."""
        data = super().clean() or self.cleaned_data
        role, unit = data.get("role"), data.get("unit")
        if role and unit and (role in UNIT_ROLES) == (unit == self.authority):
            self.add_error("unit", self._misplaced(role))
        if role and role != Role.APPRAISER and data.get("measures"):
            self.add_error("measures", _("Only appraisers are given indices or criteria."))
        return data

    def _misplaced(self, role: Role) -> str:
        if role in UNIT_ROLES:
            return _("The role “%(role)s” is held at a unit, not at the authority.") % {"role": role.label}
        return _("The role “%(role)s” is held at the authority, not at a unit.") % {"role": role.label}


class InviteForm(RoleFields):
    """A new account with its first role."""

    username = forms.CharField(
        label=gettext_lazy("Log-in name"),
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        help_text=gettext_lazy("For example the person's e-mail address. It can be changed by nobody later."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    full_name = forms.CharField(label=gettext_lazy("Full name"), max_length=150)
    email = forms.EmailField(label=gettext_lazy("E-mail address"), required=False)

    field_order = ("username", "full_name", "email", "role", "unit", "measures")

    def clean_username(self) -> str:
        """A name that nobody has, capitals aside."""
        username = str(User.normalize_username(self.cleaned_data["username"]))
        if User.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError(_("There is an account of this name already: give it the role instead."))
        return username


class GiveForm(RoleFields):
    """One more role for an account that there is."""

    username = forms.CharField(label=gettext_lazy("Log-in name"), max_length=150)

    field_order = ("username", "role", "unit", "measures")

    def clean_username(self) -> str:
        """The name of an account that is not closed; `account` is what it names."""
        username = str(User.normalize_username(self.cleaned_data["username"]))
        self.account = User.objects.filter(username=username, is_active=True).first()
        if self.account is None:
            raise forms.ValidationError(_("There is no account of this name."))
        return username
