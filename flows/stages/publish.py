"""The publish stage: the build takes the place of the published warehouse, and the night leaves its page."""

from __future__ import annotations

from pathlib import Path

from flows.run.night import Night
from flows.run.tasks import night_task


@night_task
def publish(night: Night, build: Path) -> Path:
    """Replace the published warehouse by the build, atomically; keep the last builds; leave report and artifacts."""
    from flows.run.artifacts import show_counts, show_links
    from warehouse.connect import open_published
    from warehouse.leftovers import remove_work
    from warehouse.line_counts import add_up_lines
    from warehouse.publish import publish as publish_build
    from warehouse.report import write_report
    from warehouse.retention import drop_replaced_batches
    from warehouse.staging import read_stages

    with night.log.stage(night, "publish") as work:
        work.rows_in = work.rows_out = night.log.documents_loaded
        night.log.publishing(night)
        published = publish_build(build, night.home, night.settings.keep_builds)
        add_up_lines(night.home)
    night.log.succeed(night)
    remove_work(night.home, night.run_id)
    drop_replaced_batches(night.home)
    with open_published(published) as con:
        write_report(con, night.run_id, "published", [], night.report, read_stages(night.home, night.run_id))
    show_counts(night)
    show_links(night, night.report, published)
    return published
