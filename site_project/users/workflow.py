"""The moderation workflow: a publisher looks before a page or snippet goes public."""

from collections.abc import Mapping

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from wagtail.models import (
    GroupApprovalTask,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowMixin,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.snippets.models import get_snippet_models

from site_project.users.groups import PUBLISHERS

NAME = "Publication review"
#: Made by Wagtail's migrations, for a group that the site does not have.
STOCK_NAME = "Moderators approval"


def ensure_workflow(homes: Mapping[str, Page]) -> Workflow:
    """Make the workflow and attach it to the home pages and kinds of snippets that have none.

    `site_project.users.groups.ensure_groups` goes first: it makes the group that approves.

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
    for model in get_snippet_models():
        if issubclass(model, WorkflowMixin):
            content_type = ContentType.objects.get_for_model(model, for_concrete_model=False)
            WorkflowContentType.objects.get_or_create(content_type=content_type, defaults={"workflow": workflow})
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
