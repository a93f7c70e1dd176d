"""Whatever is stored can be looked at in the admin, and nothing can be changed there, by nobody."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories as make

MODELS = [pytest.param(model, id=model.__name__) for model in apps.get_app_config("districts").get_models()]

pytestmark = pytest.mark.django_db


@pytest.fixture
def superuser_client(client: Client) -> Client:
    client.force_login(
        User.objects.create(username="quan-tri", is_staff=True, is_superuser=True),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


def row_of(model: type[models.Model]) -> Any:
    return getattr(make, f"{model.__name__}Factory").create()


def page(model: type[models.Model], name: str, *parts: object) -> str:
    return reverse(f"admin:districts_{model._meta.model_name}_{name}", args=parts)


@pytest.mark.parametrize("model", MODELS)
def test_every_model_is_there(model: type[models.Model]) -> None:
    assert admin.site.is_registered(model)


@pytest.mark.parametrize("model", MODELS)
def test_the_list_works(superuser_client: Client, model: type[models.Model]) -> None:
    row_of(model)
    answer = superuser_client.get(page(model, "changelist"))
    assert answer.status_code == 200
    assert len(answer.context["cl"].result_list) >= 1


@pytest.mark.parametrize("model", MODELS)
def test_the_list_can_be_searched(superuser_client: Client, model: type[models.Model]) -> None:
    row_of(model)
    assert superuser_client.get(page(model, "changelist"), {"q": "no such thing"}).status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_a_row_is_shown_without_fields_to_fill_in(superuser_client: Client, model: type[models.Model]) -> None:
    answer = superuser_client.get(page(model, "change", row_of(model).pk))
    assert answer.status_code == 200
    assert 'name="_save"' not in answer.content.decode()


@pytest.mark.parametrize("model", MODELS)
def test_nothing_is_added(superuser_client: Client, model: type[models.Model]) -> None:
    assert superuser_client.get(page(model, "add")).status_code == 403
    assert superuser_client.post(page(model, "add"), {}).status_code == 403
    assert not model._default_manager.exists()


@pytest.mark.parametrize("model", MODELS)
def test_nothing_is_changed(superuser_client: Client, model: type[models.Model]) -> None:
    row = row_of(model)
    before = model._default_manager.filter(pk=row.pk).values().get()
    fields = {field.name: "1" for field in model._meta.fields}
    assert superuser_client.post(page(model, "change", row.pk), fields).status_code == 403
    assert model._default_manager.filter(pk=row.pk).values().get() == before


@pytest.mark.parametrize("model", MODELS)
def test_nothing_is_deleted(superuser_client: Client, model: type[models.Model]) -> None:
    row = row_of(model)
    assert superuser_client.post(page(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert model._default_manager.filter(pk=row.pk).exists()


@pytest.mark.parametrize("model", MODELS)
def test_nothing_is_deleted_from_the_list(superuser_client: Client, model: type[models.Model]) -> None:
    row = row_of(model)
    action = {"action": "delete_selected", "_selected_action": str(row.pk), "post": "yes"}
    superuser_client.post(page(model, "changelist"), action)
    assert model._default_manager.filter(pk=row.pk).exists()


@pytest.mark.parametrize("model", MODELS)
def test_who_may_not_view_sees_nothing(client: Client, model: type[models.Model]) -> None:
    client.force_login(
        User.objects.create(username="nhan-vien", is_staff=True),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    assert client.get(page(model, "changelist")).status_code == 403


def queries_of_list(client: Client, model: type[models.Model]) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page(model, "changelist")).status_code == 200
    return len(queries)


@pytest.mark.parametrize("model", MODELS)
def test_a_longer_list_needs_no_more_queries(superuser_client: Client, model: type[models.Model]) -> None:
    for _ in range(2):
        row_of(model)
    queries = queries_of_list(superuser_client, model)
    for _ in range(3):
        row_of(model)
    assert queries_of_list(superuser_client, model) == queries
