"""The moderation workflow: a publisher looks before a page goes public."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

NAME = "Publication review"
#: The group that approves: it may publish in every language.
PUBLISHERS = "Publishers"
#: Made by Wagtail's migrations, for a group that the site does not have.
STOCK_NAME = "Moderators approval"


def ensure_workflow(homes: Mapping[str, Page]) -> Workflow:
    """Make the workflow and attach it to home pages that have none; `translation.groups.ensure_groups` goes first.

    Args:
        homes: the home page of each language, by language code.
    """
    workflow, is_new = Workflow.objects.get_or_create(name=NAME)
    if is_new:
        task = GroupApprovalTask.objects.create(name=NAME)
        task.groups.add(Group.objects.get(name=PUBLISHERS))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    for home in homes.values():
        WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": workflow})
    _retire_stock_workflow()
    return workflow


def _retire_stock_workflow() -> None:
    """Deactivate Wagtail's own workflow, unless somebody has put it to use on a page below the root."""
    for workflow in Workflow.objects.filter(name=STOCK_NAME, active=True):
        if workflow.workflow_pages.exclude(page__depth=1).exists():
            continue
        tasks = [task.specific for task in workflow.tasks]
        workflow.deactivate()
        for task in tasks:
            if not task.active_workflows.exists():
                task.deactivate()
