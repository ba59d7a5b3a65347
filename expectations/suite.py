"""Great Expectations suites made from contracts. Importing this module imports Great Expectations (5 to 7 s)."""

from __future__ import annotations

import logging
import os
import threading
import warnings
from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any

import pandas as pd

from expectations.contract import Check, Table, contract_of

# Read by Great Expectations when it is imported: nothing about this machine or its data leaves it.
os.environ["GX_ANALYTICS_ENABLED"] = "false"
os.environ.setdefault("DO_NOT_TRACK", "1")
logging.getLogger("great_expectations").setLevel(logging.ERROR)

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import great_expectations as gx
    from great_expectations.core.batch_definition import BatchDefinition
    from great_expectations.core.expectation_validation_result import (
        ExpectationSuiteValidationResult,
        ExpectationValidationResult,
    )
    from great_expectations.data_context.types.base import (
        DataContextConfig,
        InMemoryStoreBackendDefaults,
        ProgressBarsConfig,
    )
    from great_expectations.expectations.core.expect_column_pair_values_a_to_be_greater_than_b import (
        ExpectColumnPairValuesAToBeGreaterThanB,
    )
    from great_expectations.expectations.core.expect_column_pair_values_to_be_equal import (
        ExpectColumnPairValuesToBeEqual,
    )
    from great_expectations.expectations.core.expect_column_values_to_be_between import ExpectColumnValuesToBeBetween
    from great_expectations.expectations.core.expect_column_values_to_be_in_set import ExpectColumnValuesToBeInSet
    from great_expectations.expectations.core.expect_column_values_to_be_null import ExpectColumnValuesToBeNull
    from great_expectations.expectations.core.expect_column_values_to_be_unique import ExpectColumnValuesToBeUnique
    from great_expectations.expectations.core.expect_column_values_to_match_regex import ExpectColumnValuesToMatchRegex
    from great_expectations.expectations.core.expect_compound_columns_to_be_unique import (
        ExpectCompoundColumnsToBeUnique,
    )
    from great_expectations.expectations.expectation import Expectation

# The second one sets its own level when imported, so silencing its parent is not enough.
for _logger in ("great_expectations", "great_expectations.data_context.types.base"):
    logging.getLogger(_logger).setLevel(logging.ERROR)

ROW = "row_no"
POSITION = "position"
_one_at_a_time = threading.Lock()
MISSING = "missing_columns"
RESULT_FORMAT = {
    "result_format": "COMPLETE",
    "unexpected_index_column_names": [ROW],
    "include_unexpected_rows": False,
}


def _bound(value: Any) -> Any:
    """Dates come as text in contracts; pandas compares its dates with datetimes only."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def _between(check: Check) -> Expectation:
    low, high = (_bound(value) for value in check.argument)
    return ExpectColumnValuesToBeBetween(column=check.columns[0], min_value=low, max_value=high)


def _length_between(check: Check) -> Expectation:
    low, high = check.argument
    column = length_column(check.columns[0])
    return ExpectColumnValuesToBeBetween(column=column, min_value=low, max_value=high)


def _in_set(check: Check) -> Expectation:
    return ExpectColumnValuesToBeInSet(column=check.columns[0], value_set=check.argument)


def _regex(check: Check) -> Expectation:
    return ExpectColumnValuesToMatchRegex(column=check.columns[0], regex=check.argument)


def _ordered(check: Check) -> Expectation:
    first, second = check.columns
    return ExpectColumnPairValuesAToBeGreaterThanB(
        column_A=second, column_B=first, or_equal=check.kind != "ordered", ignore_row_if="either_value_is_missing"
    )


def _span_is_text(check: Check) -> Expectation:
    *_, text = check.columns
    return ExpectColumnPairValuesToBeEqual(
        column_A=span_column(text), column_B=length_column(text), ignore_row_if="either_value_is_missing"
    )


def _unique(check: Check) -> Expectation:
    if len(check.columns) == 1:
        return ExpectColumnValuesToBeUnique(column=check.columns[0])
    return ExpectCompoundColumnsToBeUnique(column_list=list(check.columns), ignore_row_if="never")


def _complete(check: Check) -> Expectation:
    return ExpectColumnValuesToBeNull(column=MISSING)


_EXPECTATIONS: dict[str, Callable[[Check], Expectation]] = {
    "between": _between,
    "length_between": _length_between,
    "in_set": _in_set,
    "regex": _regex,
    "ordered": _ordered,
    "ordered_or_equal": _ordered,
    "span_is_text": _span_is_text,
    "unique": _unique,
    "complete": _complete,
}


def length_column(column: str) -> str:
    """Name of the derived column that stands for a text: the text itself is never handed over."""
    return f"{column}_length"


def span_column(text: str) -> str:
    """Name of the derived column that holds how long the span of a text is."""
    return f"{text}_span"


def checks_under_test(table: Table) -> list[Check]:
    """The checks of a staged frame: its required columns, its key, then the contract's own.

    Of other tables, which are made inside the database, only the contract's own: the database refuses missing values,
    and keys are told apart over the whole build.
    """
    if table.filled_by != "staged":
        return list(table.rules_of_values)
    staged = {column.name for column in table.staged_columns}
    own = [check for check in table.checks if set(check.columns) <= staged]
    return [Check("complete", "fail", ()), Check("unique", "fail", table.key), *own]


@cache
def _batch_definition() -> BatchDefinition:
    """One ephemeral context for the process: nothing is written to disk."""
    # Without its docs site, for which it would make a folder and a log line.
    plain = DataContextConfig(store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False))
    context = gx.get_context(mode="ephemeral", project_config=plain)
    context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    asset = context.data_sources.add_pandas("frames").add_dataframe_asset("rows")
    return asset.add_batch_definition_whole_dataframe("all")


@cache
def suite_of(table_name: str) -> gx.ExpectationSuite:
    """The suite of a table; each expectation's meta carries the position of its check in ``checks_under_test``."""
    expectations = []
    for position, check in enumerate(checks_under_test(contract_of(table_name))):
        expectation = _EXPECTATIONS[check.kind](check)
        expectation.meta = {POSITION: position}
        expectations.append(expectation)
    return gx.ExpectationSuite(name=table_name, expectations=expectations)


def position_of(result: ExpectationValidationResult) -> int:
    """Which check of ``checks_under_test`` a result belongs to; results come back in another order."""
    config = result.expectation_config
    assert config is not None
    assert config.meta is not None
    return int(config.meta[POSITION])


def validate(table: Table, rows: pd.DataFrame) -> ExpectationSuiteValidationResult:
    """Validate a pandas frame that holds the columns under test and ROW."""
    # One at a time: batches are checked from several threads, and they share one context.
    with _one_at_a_time, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        batch = _batch_definition().get_batch({"dataframe": rows})
        return batch.validate(suite_of(table.name), result_format=RESULT_FORMAT)
