"""The pages of rankings, units and measures, with their charts."""

from django.urls import path

import districts.urls.converters  # noqa: F401 # year and revision
from districts.views.compare import compare, compare_chart
from districts.views.home import home
from districts.views.league import latest, league, league_chart
from districts.views.measures import measure, measure_chart, measures
from districts.views.method import framework
from districts.views.profile import unit, unit_chart
from districts.views.revisions import revisions
from districts.views.style import style
from districts.views.trace import trace
from districts.views.trends import trends, trends_chart
from districts.views.welcome import welcome

urlpatterns = [
    path("", home, name="home"),
    path("frameworks/<slug:slug>/", framework, name="framework"),
    path("welcome/<slug:uid>/<slug:token>/", welcome, name="welcome"),
    path("style/", style, name="style"),
    path("<slug:slug>/", latest, name="authority"),
    path("<slug:slug>/compare/", compare, name="compare"),
    path("<slug:slug>/compare/charts/<slug:chart>.<slug:ending>", compare_chart, name="compare-chart"),
    path("<slug:slug>/trends/", trends, name="trends"),
    path("<slug:slug>/trends/charts/<slug:chart>.<slug:ending>", trends_chart, name="trends-chart"),
    path("<slug:slug>/<year:year>/", league, name="league"),
    path("<slug:slug>/<year:year>/revisions/", revisions, name="revisions"),
    path("<slug:slug>/<year:year>/measures/", measures, name="measures"),
    path("<slug:slug>/<year:year>/measures/<str:measure>/", measure, name="measure"),
    path(
        "<slug:slug>/<year:year>/measures/<str:measure>/charts/<slug:chart>.<slug:ending>",
        measure_chart,
        name="measure-chart",
    ),
    path("<slug:slug>/<year:year>/<revision:revision>/measures/", measures, name="measures"),
    path("<slug:slug>/<year:year>/<revision:revision>/measures/<str:measure>/", measure, name="measure"),
    path(
        "<slug:slug>/<year:year>/<revision:revision>/measures/<str:measure>/charts/<slug:chart>.<slug:ending>",
        measure_chart,
        name="measure-chart",
    ),
    path("<slug:slug>/<year:year>/<revision:revision>/", league, name="league"),
    path("<slug:slug>/<year:year>/charts/<slug:chart>.<slug:ending>", league_chart, name="league-chart"),
    path(
        "<slug:slug>/<year:year>/<revision:revision>/charts/<slug:chart>.<slug:ending>",
        league_chart,
        name="league-chart",
    ),
    path("<slug:slug>/<year:year>/<slug:unit>/charts/<slug:chart>.<slug:ending>", unit_chart, name="unit-chart"),
    path(
        "<slug:slug>/<year:year>/<revision:revision>/<slug:unit>/charts/<slug:chart>.<slug:ending>",
        unit_chart,
        name="unit-chart",
    ),
    path("<slug:slug>/<year:year>/<slug:unit>/", unit, name="unit"),
    path("<slug:slug>/<year:year>/<revision:revision>/<slug:unit>/", unit, name="unit"),
    path("<slug:slug>/<year:year>/<slug:unit>/<str:measure>/", trace, name="trace"),
    path("<slug:slug>/<year:year>/<revision:revision>/<slug:unit>/<str:measure>/", trace, name="trace"),
]
