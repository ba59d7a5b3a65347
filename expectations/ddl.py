"""SQL that comes from contracts: tables with comments, and the rules that look at more than one row."""

from __future__ import annotations

from expectations.contract import Check, Table

# In values_sql: how many rows of the table have the values.
ROWS = "rows_with_value"


def quote(text: str) -> str:
    """A SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def create_table_sql(table: Table, replace: bool = False) -> str:
    """``create table`` for DuckDB, with types and not-null rules but without keys: their indexes slow the load."""
    verb = "create or replace table" if replace else "create table if not exists"
    columns = ",\n".join(
        f'    "{column.name}" {column.type}{"" if column.nullable else " not null"}' for column in table.columns
    )
    return f"{verb} {table.name} (\n{columns}\n)"


def comment_sql(table: Table) -> list[str]:
    """``comment on`` for the table and each of its columns."""
    statements = [f"comment on table {table.name} is {quote(table.comment)}"]
    return statements + [
        f'comment on column {table.name}."{column.name}" is {quote(column.comment)}' for column in table.columns
    ]


def values_sql(table: Table, source: str) -> str:
    """The values that the rules of a table look at, each once, with the count of rows that have it.

    Columns that no rule compares are counted apart from each other, and are null in the rows of the others: a rule
    takes null for nothing to check. So a table of any size costs as much as it has different values.
    """
    return " union all by name ".join(
        f"select {', '.join(columns)}, count(*) as {ROWS} from {source} group by all"
        for columns in ([f'"{name}"' for name in group] for group in _compared_columns(table))
    )


def _compared_columns(table: Table) -> list[list[str]]:
    """The columns under rules, those together that one rule compares with each other."""
    groups: list[list[str]] = []
    for check in table.rules_of_values:
        touched = [group for group in groups if set(group) & set(check.columns)]
        merged = [name for group in touched for name in group]
        groups = [group for group in groups if group not in touched]
        groups.append([*merged, *(name for name in check.columns if name not in merged)])
    return groups


def key_check_sql(table: Table) -> str:
    """Rows of the table's key that stand more than once, with their count."""
    key = ", ".join(f'"{column}"' for column in table.key)
    return f"select {key}, count(*) as row_count from {table.name} group by all having count(*) > 1"


def reference_check_sql(table: Table, column: str, target: Table) -> str:
    """Rows whose reference points to nothing."""
    key = target.key[0]
    return (
        f'select * from {table.name} as rows anti join {target.name} as targets on rows."{column}" = targets."{key}" '
        f'where rows."{column}" is not null'
    )


def span_check_sql(table: Table) -> str:
    """Rows of which a span does not lead back to its own words in the frozen text of the document."""
    spans = [check.columns for check in table.checks if check.kind == "span_is_text"]
    shown = ", ".join(f'rows."{name}"' for name in (*table.key, *(name for span in spans for name in span)))
    broken = [
        f'substr(documents.text, rows."{start}" + 1, rows."{end}" - rows."{start}") <> rows."{text}" '
        f'or (rows."{text}" is null) <> (rows."{start}" is null)'
        for start, end, text in spans
    ]
    return (
        f"select {shown} from {table.name} as rows join core.documents as documents using (document_id) "
        f"where {' or '.join(broken)}"
    )


def sentence_check_sql(table: Table, check: Check) -> str:
    """Rows that name a sentence that is not there, or in which they do not begin, or do not lie."""
    outside = {
        "begins_in_sentence": "rows.char_start >= sentences.char_end",
        "lies_in_sentence": "rows.char_end > sentences.char_end",
    }[check.kind]
    shown = ", ".join(f'rows."{name}"' for name in dict.fromkeys((*table.key, *check.columns)))
    return (
        f"select {shown} from {table.name} as rows left join core.sentences as sentences "
        "using (document_id, sentence_no) where sentences.char_start is null "
        f"or rows.char_start < sentences.char_start or {outside}"
    )
