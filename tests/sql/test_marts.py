"""Marts over small invented warehouses: rows in, rows out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.sql.ledger import Ledger, small_ledger
from warehouse.build import build, fill_columns, read_frame, replace_table
from warehouse.connect import open_database


def rows_of(home: Path, ledger: Ledger, sql: str, derive: Any = None) -> list[dict[str, Any]]:
    ledger.stage(home)
    with open_database(build(home, "run1", derive), read_only=True) as con:
        return read_frame(con, sql).to_dicts()


def one_event(con: Any) -> None:
    """Both movements of the small ledger as one visit, announced by the first and told by the second."""
    movements = read_frame(con, "select movement_id, modality from core.movements order by modality")
    names = {"planned": "x1", "actual": "x2"}
    members = movements.select("movement_id", event_id=pl.col("modality").replace_strict(names))
    plain = {"type": "CONSULT", "mode": "visit", "movement_count": 1, "document_count": 1, "story_count": 1}
    plain |= {"denied_count": 0, "confidence": 0.8, "date_grain": "day", "actors": "NZL", "recipients": "NOR"}
    empty = {"place": None, "place_country": None}
    best = dict(movements.select("modality", "movement_id").iter_rows())
    announced = {"event_id": "x1", "status": "planned", "happened_count": 0, "planned_count": 1}
    announced |= {"best_movement_id": best["planned"], "planned_event_id": None}
    announced |= {"date_start": date(2025, 11, 1), "date_end": date(2025, 11, 1)}
    happened = {"event_id": "x2", "status": "happened", "happened_count": 1, "planned_count": 0}
    happened |= {"best_movement_id": best["actual"], "planned_event_id": "x1"}
    happened |= {"date_start": date(2025, 11, 3), "date_end": date(2025, 11, 3)}
    events = pl.DataFrame([plain | empty | announced, plain | empty | happened], infer_schema_length=None)
    replace_table(con, "core.events", events)
    fill_columns(con, "core.movements", members)


def test_entities_are_voted_by_their_mentions(tmp_path: Path) -> None:
    ledger = Ledger()
    for number, (name, country) in enumerate([("Kim Jong-un", "PRK"), ("Kim Jong-un", None), ("Kim Jong Un", "KOR")]):
        article = ledger.article(f"https://a.example/{number}", "Kim spoke.", published_on=date(2025, 1, 1 + number))
        article.mention("Kim", name, country=country, entity_id="e" + "1" * 16)
    ledger.rows["mentions"][2]["country"] = "PRK"
    [entity] = rows_of(tmp_path, ledger, "select * from core.entities")
    assert entity == {
        "entity_id": "e" + "1" * 16,
        "name": "Kim Jong-un",
        "kind": "person",
        "country": "PRK",
        "mention_count": 3,
        "document_count": 3,
        "first_published_on": date(2025, 1, 1),
        "last_published_on": date(2025, 1, 3),
    }


def test_aliases_are_the_spellings_of_documents(tmp_path: Path) -> None:
    ledger = Ledger()
    article = ledger.article("https://a.example/1", "Ada\nMoreno met Moreno.", "Moreno left.")
    for words, sentence in (("Ada\nMoreno", 1), ("Moreno", 2)):
        article.mention(words, "Ada Moreno", sentence_no=sentence)
    aliases = rows_of(tmp_path, ledger, "select alias, mention_count from core.entity_aliases order by alias")
    assert aliases == [{"alias": "Ada Moreno", "mention_count": 1}, {"alias": "Moreno", "mention_count": 1}]


def test_movement_evidence_flattens_participants_and_quotes_the_sentence(tmp_path: Path) -> None:
    sql = """
        select actors, actor_countries, actor_sectors, recipients, recipient_countries, has_happened, sentence, headline
        from mart.movement_evidence order by published_on
    """
    planned, happened = rows_of(tmp_path, small_ledger(), sql)
    assert planned["sentence"] == "President Ada Moreno of Veland will visit Norland on November 3."
    assert (planned["actors"], planned["actor_countries"], planned["actor_sectors"]) == ("Ada Moreno", "NZL", "GOV")
    assert (planned["recipients"], planned["recipient_countries"]) == ("Norland", "NOR")
    assert (planned["has_happened"], happened["has_happened"]) == (False, True)


def test_several_participants_stand_in_order_and_a_lonely_movement_stays(tmp_path: Path) -> None:
    ledger = Ledger()
    article = ledger.article("https://a.example/1", "Bo, Al and Cy met.", "Talks ended.")
    article.movement("met", (("Bo", "BRA"), ("Al", "ALB"), ("Cy", "ALB")), type="CONSULT", mode="meeting")
    article.movement("ended", mode=None, type="STATEMENT")
    sql = "select actors, actor_countries, recipients from mart.movement_evidence order by type"
    met, ended = rows_of(tmp_path, ledger, sql)
    assert (met["actors"], met["actor_countries"], met["recipients"]) == ("Bo; Al; Cy", "ALB; BRA", None)
    assert ended["actors"] is None


def test_country_pair_months_tell_happened_from_planned_and_carry_trade(tmp_path: Path) -> None:
    sql = """
        select month, month_basis, visit_count, planned_visit_count, figure_count, trade_usd
        from mart.country_pair_months where from_country = 'NZL' and to_country = 'NOR' order by month
    """
    september, november = rows_of(tmp_path, small_ledger(), sql)
    assert (september["month"], september["figure_count"], september["trade_usd"]) == (date(2025, 9, 1), 2, 3e6)
    assert (november["month"], november["month_basis"]) == (date(2025, 11, 1), "date")
    assert (november["visit_count"], november["planned_visit_count"]) == (1, 1)


def test_a_visit_has_a_direction_and_a_meeting_has_none(tmp_path: Path) -> None:
    ledger = Ledger()
    article = ledger.article("https://a.example/1", "Ada visited Norland.", "Bo and Cy met.", "Di will go.")
    article.movement("visited", (("Ada", "NZL"),), (("Norland", "NOR"),))
    article.movement("met", (("Bo", "BRA"), ("Cy", "CHL")), mode="meeting")
    sql = """
        select from_country, to_country, visit_count, meeting_count, month, month_basis
        from mart.country_pair_months order by country_pair, from_country
    """
    brazil, chile, visit = rows_of(tmp_path, ledger, sql)
    assert [brazil["from_country"], chile["from_country"]] == ["BRA", "CHL"]
    assert brazil["meeting_count"] == chile["meeting_count"] == 1
    assert (visit["from_country"], visit["to_country"], visit["visit_count"]) == ("NZL", "NOR", 1)
    assert (visit["month"], visit["month_basis"]) == (date(2025, 10, 1), "published")


def test_two_reports_of_one_event_count_once(tmp_path: Path) -> None:
    ledger = Ledger()
    for number in (1, 2):
        article = ledger.article(f"https://a.example/{number}", "Ada visited Norland.", headline=f"Headline {number}")
        article.movement("visited", (("Ada", "NZL"),), (("Norland", "NOR"),))

    def same_event(con: Any) -> None:
        fill_columns(con, "core.movements", read_frame(con, "select movement_id, 'x1' as event_id from core.movements"))

    sql = "select visit_count, story_count from mart.country_pair_months"
    assert rows_of(tmp_path, ledger, sql, same_event) == [{"visit_count": 1, "story_count": 2}]


def test_metric_series_take_the_value_of_most_stories(tmp_path: Path) -> None:
    ledger = Ledger()
    for number, value in enumerate([5.0, 7.0, 7.0]):
        article = ledger.article(f"https://a.example/{number}", f"Output rose {value} percent.")
        more = {"kind": "percent", "unit": "percent", "statistic": "change_percent", "direction": "down"}
        period = {"period_start": date(2025, 9, 1), "period_end": date(2025, 9, 30)}
        article.metric(f"{value} percent", value=value, measure="output", **more, **period)
    [point] = rows_of(tmp_path, ledger, "select * from mart.metric_series")
    assert (point["value"], point["value_low"], point["value_high"]) == (-7.0, -7.0, -5.0)
    assert (point["is_disputed"], point["story_count"], point["entity_id"]) == (True, 3, None)


def test_a_conversion_is_no_second_figure(tmp_path: Path) -> None:
    ledger = Ledger()
    article = ledger.article("https://a.example/1", "It flew 2,000 km (1,242 miles).")
    more = {"kind": "distance", "measure": "range", "statistic": "level", "period_start": date(2025, 9, 1)}
    main = article.metric("2,000 km", value=2000.0, unit="kilometer", **more)
    article.metric("1,242 miles", value=1242.0, unit="mile", same_as=main, **more)
    ledger.stage(tmp_path)
    with open_database(build(tmp_path, "run1"), read_only=True) as con:
        assert con.execute("select unit from mart.metric_series").fetchall() == [("kilometer",)]
        flags = con.execute("select unit, is_conversion from mart.figures_with_evidence order by 1").fetchall()
    assert flags == [("kilometer", False), ("mile", True)]


def test_figures_carry_sign_and_sentence(tmp_path: Path) -> None:
    sql = "select unit, signed_value, sentence from mart.figures_with_evidence order by unit"
    percent, dollars = rows_of(tmp_path, small_ledger(), sql)
    assert (percent["signed_value"], dollars["signed_value"]) == (12.0, 3e6)
    assert percent["sentence"] == "Exports to Norland rose 12 percent to $3 million in September."


def test_entities_by_day_and_together(tmp_path: Path) -> None:
    small_ledger().stage(tmp_path)
    with open_database(build(tmp_path, "run1"), read_only=True) as con:
        days = con.execute(
            "select published_on, name, mention_count, story_count from mart.daily_entity_mentions order by all"
        ).fetchall()
        pairs = con.execute("select name, other_name, sentence_count, document_count from mart.co_mentions").fetchall()
    assert days[:2] == [(date(2025, 10, 25), "Ada Moreno", 1, 1), (date(2025, 10, 25), "Norland", 1, 1)]
    assert len(days) == 4
    assert [(*sorted(pair[:2]), *pair[2:]) for pair in pairs] == [("Ada Moreno", "Norland", 2, 2)]


def test_stories_and_publishers(tmp_path: Path) -> None:
    ledger = Ledger()
    first = ledger.article("https://a.example/1", "One story.", publisher="Wire").document["document_id"]
    copy = ledger.article("https://b.example/1", "One story!", publisher="Courier", published_on=date(2025, 10, 26))
    ledger.article("https://c.example/1", "Another.", publisher="Courier", published_on=None)

    def cluster(con: Any) -> None:
        ids = [first, copy.document["document_id"]]
        stories = pl.DataFrame({"document_id": ids, "story_id": [first, first], "is_original": [True, False]})
        fill_columns(con, "core.documents", stories)

    ledger.stage(tmp_path)
    with open_database(build(tmp_path, "run1", cluster), read_only=True) as con:
        stories = con.execute(
            "select original_document_id, document_count, publishers from mart.document_stories order by 2 desc"
        ).fetchall()
        days = con.execute(
            "select published_on, publisher, document_count, original_count "
            "from mart.daily_publisher_documents order by 1"
        ).fetchall()
    assert stories[0] == (first, 2, "Courier; Wire")
    assert stories[1][1:] == (1, "Courier")
    assert days == [(date(2025, 10, 25), "Wire", 1, 1), (date(2025, 10, 26), "Courier", 1, 0), (None, "Courier", 1, 1)]


def test_an_announcement_meets_what_happened(tmp_path: Path) -> None:
    sql = """
        select outcome, planned_start, happened_event_id, happened_start, days_moved, announced_on
        from mart.planned_against_happened
    """
    [announced] = rows_of(tmp_path, small_ledger(), sql, one_event)
    assert announced == {
        "outcome": "happened",
        "planned_start": date(2025, 11, 1),
        "happened_event_id": "x2",
        "happened_start": date(2025, 11, 3),
        "days_moved": 2,
        "announced_on": date(2025, 10, 25),
    }


@pytest.mark.parametrize(("status", "outcome"), [("planned", "no report"), ("denied", "denied")])
def test_an_announcement_without_a_happening(tmp_path: Path, status: str, outcome: str) -> None:
    def alone(con: Any) -> None:
        one_event(con)
        con.execute("delete from core.events where event_id = 'x2'")
        con.execute(f"update core.events set status = '{status}'")

    [announced] = rows_of(tmp_path, small_ledger(), "select outcome from mart.planned_against_happened", alone)
    assert announced == {"outcome": outcome}
    assert rows_of(tmp_path, small_ledger(), "select 1 as one from mart.entity_movements") == []


def test_entity_movements_name_the_other_side(tmp_path: Path) -> None:
    ledger = small_ledger()
    for row in ledger.rows["movement_participants"]:
        [entity] = {m["entity_id"] for m in ledger.rows["mentions"] if m["text"] == row["text"]}
        row["entity_id"] = entity
    sql = "select name, role, counterparts from mart.entity_movements where has_happened order by role"
    assert rows_of(tmp_path, ledger, sql) == [
        {"name": "Ada Moreno", "role": "actor", "counterparts": "Norland"},
        {"name": "Norland", "role": "recipient", "counterparts": "Ada Moreno"},
    ]


def test_an_event_told_by_two_papers_in_their_own_words_is_corroborated(tmp_path: Path) -> None:
    home = tmp_path / "home"
    ledger = small_ledger()
    wanted = "select status, intensity, first_reported_on, publisher_count, independent_story_count, is_corroborated"
    plan, fact = rows_of(home, ledger, f"{wanted} from mart.event_reports order by event_id", one_event)
    assert (plan["status"], fact["status"]) == ("planned", "happened")
    assert plan["intensity"] == fact["intensity"] == 2
    assert not plan["is_corroborated"]
    assert plan["first_reported_on"] < fact["first_reported_on"]


def test_every_act_has_an_intensity_of_the_right_sign(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, small_ledger(), "select type, mode, intensity from core.intensities")
    cooperation = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"}
    plain = {row["type"]: row["intensity"] for row in rows if row["mode"] is None}
    assert plain.pop("STATEMENT") == 0
    assert len(plain) == 16
    assert {kind for kind, intensity in plain.items() if intensity > 0} == cooperation
    assert plain["ACCUSE"] < 0


def test_who_tells_an_event_first_and_who_repeats_it(tmp_path: Path) -> None:
    def all_one(con: Any) -> None:
        one_event(con)
        con.execute("update core.movements set event_id = 'x1'")

    sql = "select report_no, is_first_report, intensity from mart.movement_evidence order by published_on"
    first, second = rows_of(tmp_path, small_ledger(), sql, all_one)
    assert first == {"report_no": 1, "is_first_report": True, "intensity": 2}
    assert second == {"report_no": 2, "is_first_report": False, "intensity": 2}
