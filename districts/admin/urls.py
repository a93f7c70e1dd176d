"""Addresses of the pages of work, below /admin/ and named `admin:...`.

Each page is one function of `districts/admin/<noun>.py`; PortalAdminSite puts every one of them behind
the log-in. Write one line a page, under the heading of its noun:

    path("rounds/new/", rounds.new, name="round-new"),
"""

from django.urls import URLPattern, path

from districts.admin import (
    agreements,
    appraisal,
    entry,
    evidence,
    headline,
    indicators,
    people,
    plans,
    publication,
    reply,
    rounds,
    submission,
    tasks,
    trace,
    work,
)

urlpatterns: list[URLPattern] = [
    # The unit's own work
    path("work/", work.mine, name="work"),
    path("work/<int:scorecard>/", work.scorecard, name="work-card"),
    path("work/<int:scorecard>/enter/<str:index>/", entry.enter, name="work-enter"),
    path("work/<int:scorecard>/enter/<str:index>/<str:measure>/", entry.save, name="work-save"),
    path("work/<int:scorecard>/submit/", submission.submit, name="work-submit"),
    path("work/<int:scorecard>/withdraw/", work.withdraw, name="work-withdraw"),
    path("work/<int:scorecard>/evidence/", evidence.library, name="work-evidence"),
    path("work/<int:scorecard>/evidence/<int:document>/file/", evidence.file, name="work-file"),
    path("work/<int:scorecard>/evidence/<int:document>/attach/", evidence.attach, name="work-attach"),
    path("work/<int:scorecard>/evidence/<int:document>/detach/", evidence.detach, name="work-detach"),
    path("work/<int:scorecard>/evidence/<int:document>/remove/", evidence.remove, name="work-remove"),
    path("work/<int:scorecard>/headline/", headline.headline, name="work-headline"),
    path("work/<int:scorecard>/trace/<str:measure>/", trace.history, name="work-trace"),
    # The appraisal
    path("work/<int:scorecard>/appraise/", appraisal.first, name="work-appraise-card"),
    path("work/<int:scorecard>/appraise/<str:index>/", appraisal.appraise, name="appraise"),
    path("work/<int:scorecard>/return/", appraisal.give_back, name="return"),
    path("work/<int:scorecard>/finish/", appraisal.finish, name="finish"),
    path("work/<int:scorecard>/reopen/", appraisal.reopen, name="reopen"),
    path("work/<int:scorecard>/reply/", reply.first, name="work-reply-card"),
    path("work/<int:scorecard>/reply/<str:index>/", reply.reply, name="reply"),
    # Agreements and tasks
    path("tasks/", tasks.listing, name="tasks"),
    path("tasks/new/", tasks.new, name="task-new"),
    path("tasks/<int:task>/", tasks.task, name="task"),
    path("tasks/<int:task>/report/", tasks.report, name="task-report"),
    path("agreements/new/", agreements.new, name="agreement-new"),
    path("agreements/<int:agreement>/", agreements.agreement, name="agreement"),
    # Rounds
    path("rounds/", rounds.listing, name="rounds"),
    path("rounds/new/", rounds.new, name="round-new"),
    path("rounds/<int:round>/", rounds.board, name="board"),
    path("rounds/<int:round>/extend/<int:scorecard>/", rounds.extend, name="extend"),
    path("rounds/<int:round>/preview/", publication.preview, name="preview"),
    path("rounds/<int:round>/publish/", publication.publish, name="publish"),
    path("rounds/<int:round>/correct/", publication.correct, name="correct"),
    # People
    path("people/", people.listing, name="people"),
    path("people/invite/", people.invite, name="people-invite"),
    path("people/give/", people.give, name="people-give"),
    path("people/<int:user>/link/", people.link, name="people-link"),
    path("people/roles/<int:assignment>/take/", people.take, name="people-take"),
    # Plans, targets and coverage
    path("plans/", plans.listing, name="plans"),
    path("plans/new/", plans.new, name="plan-new"),
    path("plans/<int:plan>/", plans.plan, name="plan"),
    path("plans/<int:plan>/edit/", plans.edit, name="plan-edit"),
    path("plans/<int:plan>/targets/new/", plans.new_target, name="target-new"),
    path("plans/targets/<int:target>/edit/", plans.edit_target, name="target-edit"),
    path("plans/targets/<int:target>/report/", plans.report, name="target-report"),
    path("plans/indicators/new/", indicators.new, name="indicator-new"),
    path("plans/indicators/<int:indicator>/", indicators.indicator, name="indicator"),
    path("plans/indicators/<int:indicator>/edit/", indicators.edit, name="indicator-edit"),
    path("plans/indicators/<int:indicator>/units/<int:unit>/", indicators.count, name="indicator-count"),
]
