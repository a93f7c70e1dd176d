"""The Vietnamese catalogue: what is found in the code, what is kept, what is wrong with it."""

import gettext
import io
from pathlib import Path

import polib
import pytest
from django.core.management import CommandError, call_command
from django.template import Engine

from dti_portal.translation import catalogue, python_source, template_source
from dti_portal.translation.message import Key, Message, UnreadableMessageError


def in_python(source: str) -> list[tuple[str, str, str]]:
    return [(m.key.context, m.key.text, m.plural) for m in python_source.messages(source, "a.py")]


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("from django.utils.translation import gettext\ngettext('Unit')", ("", "Unit", "")),
        ("from django.utils.translation import gettext_lazy as _\n_('Unit' ' of one')", ("", "Unit of one", "")),
        ("from django.utils.translation import ngettext\nngettext('a row', 'rows', 2)", ("", "a row", "rows")),
        ("from django.utils.translation import pgettext as p\np('noun', 'rank')", ("noun", "rank", "")),
        ("from django.utils.translation import npgettext as n\nn('c', 'a', 'b', 2)", ("c", "a", "b")),
        ("from django.utils import translation\ntranslation.gettext('Unit')", ("", "Unit", "")),
    ],
)
def test_calls_are_found_under_any_name(code: str, found: tuple[str, str, str]) -> None:
    assert in_python(code) == [found]


@pytest.mark.parametrize(
    "code",
    [
        "_('Unit')",
        "from elsewhere import gettext\ngettext('Unit')",
        "from django.utils.translation import gettext\ngettext(name)",
    ],
)
def test_what_is_no_text_of_ours_is_left(code: str) -> None:
    assert in_python(code) == []


@pytest.mark.parametrize("argument", ["f'Unit {name}'", "'Unit ' + name", "'Unit %s' % name"])
def test_a_text_put_together_is_refused_with_its_line(argument: str) -> None:
    with pytest.raises(UnreadableMessageError, match=r"^a\.py:2: "):
        in_python(f"from django.utils.translation import gettext\ngettext({argument})")


def in_template(source: str) -> set[tuple[str, str, str]]:
    engine = Engine.get_default()
    source = "{% load i18n %}" + source
    return {(m.key.context, m.key.text, m.plural) for m in template_source.messages(source, "a.html", engine)}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("{% translate 'Unit' %}", ("", "Unit", "")),
        ("{% translate 'Unit' as name %}", ("", "Unit", "")),
        ("{% translate 'rank' context 'noun' %}", ("noun", "rank", "")),
        ("{% blocktranslate with n=name %}Of {{ n }}{% endblocktranslate %}", ("", "Of %(n)s", "")),
        ("{% blocktranslate trimmed %}\n  Two\n  lines\n{% endblocktranslate %}", ("", "Two lines", "")),
        (
            "{% blocktranslate count n=rows %}{{ n }} row{% plural %}{{ n }} rows{% endblocktranslate %}",
            ("", "%(n)s row", "%(n)s rows"),
        ),
        ("{% blocktranslate context 'noun' %}rank{% endblocktranslate %}", ("noun", "rank", "")),
        ("{{ _('Unit') }}", ("", "Unit", "")),
        ("{{ name|default:_('none') }}", ("", "none", "")),
        ("{% if name == _('Unit') %}{% endif %}", ("", "Unit", "")),
        ("{% if not name or name == _('Unit') %}{% endif %}", ("", "Unit", "")),
        ("{% with title=_('Unit') %}{{ title }}{% endwith %}", ("", "Unit", "")),
        ("{% include 'a.html' with title=_('Unit') %}", ("", "Unit", "")),
        ("{% for x in y %}{% if x %}{% else %}{% translate 'deep' %}{% endif %}{% endfor %}", ("", "deep", "")),
        ("{% block a %}{% translate 'inside' %}{% endblock %}", ("", "inside", "")),
    ],
)
def test_templates_are_read_as_django_compiles_them(source: str, found: tuple[str, str, str]) -> None:
    assert in_template(source) == {found}


def test_variables_of_templates_are_left() -> None:
    assert in_template("{% translate name %}{{ other|default:'plain' }}") == set()


def message(text: str, plural: str = "", context: str = "", file: str = "a.py") -> dict[Key, Message]:
    key = Key(text, context)
    return {key: Message(key, plural, {file})}


@pytest.fixture
def po(tmp_path: Path) -> Path:
    return tmp_path / "locale" / "django.po"


def translate(po: Path, text: str, translation: str, flag: str = "") -> None:
    file = polib.pofile(str(po))
    entry = file.find(text)
    assert entry is not None
    if entry.msgid_plural:
        entry.msgstr_plural = {0: translation}
    else:
        entry.msgstr = translation
    entry.flags = [flag] if flag else []
    file.save()


def test_a_translation_outlives_an_update(po: Path) -> None:
    catalogue.update(po, message("Unit"))
    translate(po, "Unit", "Đơn vị")

    catalogue.update(po, message("Unit") | message("Rank"))

    assert [(e.msgid, e.msgstr) for e in polib.pofile(str(po))] == [("Rank", ""), ("Unit", "Đơn vị")]


def test_what_nobody_says_any_more_goes(po: Path) -> None:
    catalogue.update(po, message("Unit") | message("Rank"))
    catalogue.update(po, message("Unit"))

    assert [e.msgid for e in polib.pofile(str(po))] == ["Unit"]


def test_files_are_named_without_lines(po: Path) -> None:
    catalogue.update(po, message("Unit", file="districts/a.py"))

    assert "#: districts/a.py\n" in po.read_text()


def test_an_update_without_a_change_writes_the_same_bytes(po: Path) -> None:
    both = message("Unit") | message("one row", plural="%(n)s rows")
    catalogue.update(po, both)
    before = po.read_bytes()
    catalogue.update(po, both)

    assert po.read_bytes() == before


def test_a_whole_catalogue_has_no_faults(po: Path) -> None:
    catalogue.update(po, message("Of %(name)s"))
    translate(po, "Of %(name)s", "Của %(name)s")

    assert catalogue.faults(po, message("Of %(name)s")) == []


@pytest.mark.parametrize(
    ("text", "translation", "flag", "fault"),
    [
        ("Unit", "", "", "untranslated: 'Unit'"),
        ("Unit", "Đơn vị", "fuzzy", "fuzzy: 'Unit'"),
        ("Of %(name)s", "Của %(ten)s", "", "placeholders differ: 'Of %(name)s'"),
        ("Of {name}", "Của", "", "placeholders differ: 'Of {name}'"),
    ],
)
def test_faults_of_an_entry_are_named(po: Path, text: str, translation: str, flag: str, fault: str) -> None:
    catalogue.update(po, message(text))
    translate(po, text, translation, flag)

    assert catalogue.faults(po, message(text)) == [fault]


def test_missing_and_obsolete_texts_are_named(po: Path) -> None:
    catalogue.update(po, message("Old"))
    translate(po, "Old", "Cũ")

    faults = catalogue.faults(po, message("rank", context="noun"))

    assert faults == ["missing: 'rank' (context 'noun')", "obsolete: 'Old'"]


def test_a_translation_keeps_the_number_that_only_the_plural_names(po: Path) -> None:
    counted = message("one row", plural="%(n)s rows")
    catalogue.update(po, counted)
    translate(po, "one row", "hàng")

    assert catalogue.faults(po, counted) == ["placeholders differ: 'one row'"]


def test_a_plural_that_changed_is_named(po: Path) -> None:
    catalogue.update(po, message("one row", plural="%(n)s rows"))
    translate(po, "one row", "%(n)s hàng")

    assert catalogue.faults(po, message("one row", plural="%(n)s lines")) == ["plural out of date: 'one row'"]


def test_the_compiled_catalogue_is_read_by_gettext(po: Path) -> None:
    catalogue.update(po, message("Unit"))
    translate(po, "Unit", "Đơn vị")
    assert catalogue.is_stale(po)

    catalogue.compile_catalogue(po)

    with po.with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Unit") == "Đơn vị"
    assert not catalogue.is_stale(po)


def test_the_command_names_every_fault_and_fails(po: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "CATALOGUE", po)
    monkeypatch.setattr(catalogue, "collect", lambda base: message("Unit"))

    with pytest.raises(CommandError, match="missing: 'Unit'\n1 faults"):
        call_command("messages", "check")


def test_the_command_updates_and_compiles(po: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "CATALOGUE", po)

    call_command("messages", "update", stdout=io.StringIO())
    call_command("messages", "compile")

    assert "Vietnamese" in {entry.msgid for entry in polib.pofile(str(po))}
    assert po.with_suffix(".mo").exists()
