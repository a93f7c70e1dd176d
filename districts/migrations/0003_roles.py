"""One group of Django's for each role.

Groups carry nothing but the right to look at what the public may see too: a model permission knows no
unit. Whatever belongs to a unit is shown by the pages of work, which ask `districts.rights`, and is
written by actions, which ask it as well.
"""

from django.db import migrations

ROLES = ("staff", "head", "appraiser", "publisher", "administrator", "reader")
PUBLIC = ("unit", "framework", "measure", "part", "band", "publication", "publishedunit", "standing", "summary")


def make_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    permissions = [view_permission(apps, model) for model in PUBLIC]
    for role in ROLES:
        group, _made = Group.objects.get_or_create(name=role)
        group.permissions.add(*permissions)


def view_permission(apps, model):
    """Django itself makes permissions only after all migrations ran; it leaves those that are there."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    content_type, _made = ContentType.objects.get_or_create(app_label="districts", model=model)
    permission, _made = Permission.objects.get_or_create(
        content_type=content_type, codename=f"view_{model}", defaults={"name": f"Can view {model}"}
    )
    return permission


def remove_groups(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("districts", "0002_entry_and_appraisal"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, remove_groups)]
