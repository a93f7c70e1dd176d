"""Plans and their targets, agreements and their tasks, and the report of a year."""

from django.urls import path

import districts.urls.converters  # noqa: F401 # year and revision
from districts.views.report import report
from districts.views.targets import targets, targets_file
from districts.views.tasks import tasks, tasks_file

urlpatterns = [
    path("<slug:slug>/<year:year>/report/", report, name="report"),
    path("<slug:slug>/<year:year>/<revision:revision>/report/", report, name="report"),
    path("<slug:slug>/<year:year>/targets/", targets, name="targets"),
    path("<slug:slug>/<year:year>/targets.<slug:ending>", targets_file, name="targets-file"),
    path("<slug:slug>/<year:year>/tasks/", tasks, name="tasks"),
    path("<slug:slug>/<year:year>/tasks.<slug:ending>", tasks_file, name="tasks-file"),
    path("<slug:slug>/<year:year>/<slug:unit>/tasks/", tasks, name="unit-tasks"),
    path("<slug:slug>/<year:year>/<slug:unit>/tasks.<slug:ending>", tasks_file, name="unit-tasks-file"),
]
