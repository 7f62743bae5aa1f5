//! Going on after a cut: nothing lost, nothing twice, at most one page asked for again.

use super::world::*;
use crate::invoke::*;
use serde_json::json;
use std::fs;
use std::path::Path;

fn lines(path: &Path) -> Vec<String> {
    fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect()
}

fn cursor_of_ten(asked: &Asked) -> Reply {
    let from = asked.number("NextToken").unwrap_or(0);
    let next = if from + 2 < 10 { json!((from + 2).to_string()) } else { json!(null) };
    ok(json!({"RequestId": format!("r{from}"), "Items": items(from..from + 2), "NextToken": next}))
}

#[test]
fn a_run_goes_on_where_a_cap_stopped_it() {
    let folder = tempfile::tempdir().unwrap();
    for (name, plan, gateway) in [
        ("paged", numbered(2, 3), (|| Gateway::new(paged(10))) as fn() -> Gateway),
        ("scrolled", scrolled(2), || Gateway::new(cursor_of_ten)),
    ] {
        let path = folder.path().join(name);
        let mut sink = FileSink::create(&path, "print", false).unwrap();
        assert_eq!(Bench::new(plan.clone(), gateway()).run_into(&mut sink).stop, StopReason::MaxRequests);

        let (mut stops, mut asked) = (Vec::new(), 0);
        while stops.last().is_none_or(|stop: &StopReason| !stop.is_complete()) {
            let (mut sink, state) = FileSink::resume(&path, "print").unwrap();
            let mut bench = Bench::new(plan.clone(), gateway());
            bench.resume = state;
            let summary = bench.run_into(&mut sink);
            stops.push(summary.stop);
            asked += bench.gateway.asked().len();
        }

        assert_eq!(lines(&path), numbers(0..10), "{name}");
        assert_eq!(asked, if name == "paged" { 2 } else { 3 });
    }
}

#[test]
fn a_finished_run_asks_nothing_more() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.ndjson");
    let mut sink = FileSink::create(&path, "print", false).unwrap();
    Bench::new(numbered(9, 5), Gateway::new(paged(10))).run_into(&mut sink);

    let (mut sink, state) = FileSink::resume(&path, "print").unwrap();
    let mut bench = Bench::new(numbered(9, 5), Gateway::new(paged(10)));
    bench.resume = state;
    let summary = bench.run_into(&mut sink);

    assert_eq!((summary.stop, summary.requests, summary.rows), (StopReason::TotalReached, 0, 10));
    assert_eq!(lines(&path), numbers(0..10));
}

/// What a kill can leave: any amount of rows beyond the checkpoint, or a temporary checkpoint.
#[test]
fn a_kill_at_any_byte_loses_and_doubles_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.ndjson");
    let checkpoint = folder.path().join("rows.ndjson.run.json");
    let whole = numbers(0..10).iter().map(|n| format!("{n}\n")).collect::<String>();
    let mut cases = 0;
    for pages_before in 0..3u64 {
        for written in 0..=6 {
            let mut sink = FileSink::create(&path, "print", true).unwrap();
            if pages_before > 0 {
                Bench::new(numbered(pages_before, 3), Gateway::new(paged(10))).run_into(&mut sink);
            }
            drop(sink);
            let kept = fs::metadata(&path).unwrap().len() as usize;
            fs::write(&path, &whole[..kept + written]).unwrap();
            fs::write(folder.path().join("rows.ndjson.run.json.tmp"), "{half").unwrap();

            let (mut sink, state) = FileSink::resume(&path, "print").unwrap();
            let mut bench = Bench::new(numbered(9, 3), Gateway::new(paged(10)));
            bench.resume = state;
            let summary = bench.run_into(&mut sink);

            assert_eq!((summary.stop, lines(&path)), (StopReason::TotalReached, numbers(0..10)));
            assert_eq!(bench.gateway.asked().len() as u64, 4 - pages_before);
            assert!(checkpoint.exists() && !folder.path().join("rows.ndjson.run.json.tmp").exists());
            cases += 1;
        }
    }
    println!("resumed after a cut: {cases} cases");
}

#[test]
fn a_cycle_is_noticed_across_runs() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.ndjson");
    let cycle = |asked: &Asked| {
        let next = if asked.fields.get("NextToken").is_some_and(|t| t == "a") { "b" } else { "a" };
        ok(json!({"Items": [1], "NextToken": next}))
    };
    let mut sink = FileSink::create(&path, "print", false).unwrap();
    assert_eq!(
        Bench::new(scrolled(2), Gateway::new(cycle)).run_into(&mut sink).stop,
        StopReason::MaxRequests
    );

    let (mut sink, state) = FileSink::resume(&path, "print").unwrap();
    let mut bench = Bench::new(scrolled(50), Gateway::new(cycle));
    bench.resume = state;
    assert_eq!(bench.run_into(&mut sink).stop, StopReason::CursorRepeated);

    let (mut sink, state) = FileSink::resume(&path, "print").unwrap();
    let mut bench = Bench::new(scrolled(50), Gateway::new(cycle));
    bench.resume = state;
    let again = bench.run_into(&mut sink);
    assert_eq!((again.stop, again.requests), (StopReason::CursorRepeated, 0));
}

#[test]
fn what_cannot_be_gone_on_with_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.ndjson");
    assert!(matches!(FileSink::resume(&path, "print"), Err(SinkError::NoCheckpoint(_))));

    let mut sink = FileSink::create(&path, "print", false).unwrap();
    Bench::new(numbered(1, 3), Gateway::new(paged(10))).run_into(&mut sink);
    assert!(matches!(FileSink::create(&path, "print", false), Err(SinkError::Exists(_))));
    assert!(matches!(FileSink::resume(&path, "other"), Err(SinkError::OtherCall(_))));
    assert_eq!(lines(&path), numbers(0..3), "a refusal changes nothing");

    fs::write(&path, "0\n").unwrap();
    assert!(matches!(
        FileSink::resume(&path, "print"),
        Err(SinkError::Shorter { expected: 6, found: 2, .. })
    ));
    fs::write(folder.path().join("rows.ndjson.run.json"), "{").unwrap();
    assert!(matches!(FileSink::resume(&path, "print"), Err(SinkError::BadCheckpoint { .. })));
}

#[test]
fn the_checkpoint_tells_how_to_go_on_and_holds_no_secret() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.ndjson");
    let mut sink = FileSink::create(&path, "print", false).unwrap();
    Bench::new(scrolled(2), Gateway::new(cursor_of_ten)).run_into(&mut sink);

    let text = fs::read_to_string(folder.path().join("rows.ndjson.run.json")).unwrap();
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["state"]["next"], json!({"cursor": "4"}));
    assert_eq!(
        (&value["state"]["pages"], &value["state"]["rows"], &value["bytes"]),
        (&json!(2), &json!(4), &json!(8))
    );
    assert_eq!((&value["requestIds"], &value["stop"]), (&json!(["r0", "r2"]), &json!("max_requests")));
    assert!(!text.contains(SECRET) && !text.contains(KEY_ID));
}

#[cfg(unix)]
#[test]
fn both_files_are_private() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.ndjson");
    let mut sink = FileSink::create(&path, "print", false).unwrap();
    Bench::new(numbered(1, 3), Gateway::new(paged(10))).run_into(&mut sink);

    for name in ["rows.ndjson", "rows.ndjson.run.json"] {
        let mode = fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[test]
fn a_sink_that_fails_ends_the_run_and_counts_only_kept_rows() {
    struct Full(u32);
    impl RowSink for Full {
        fn page(&mut self, _: &[&str], _: &PageMark<'_>) -> Result<(), SinkError> {
            self.0 += 1;
            match self.0 {
                1 => Ok(()),
                _ => Err(SinkError::Io {
                    doing: "write",
                    path: "x".into(),
                    source: std::io::ErrorKind::StorageFull.into(),
                }),
            }
        }
    }
    let mut bench = Bench::new(numbered(9, 3), Gateway::new(paged(10)));

    let summary = bench.run_into(&mut Full(0));

    assert_eq!((summary.stop, summary.rows, summary.requests), (StopReason::Error, 3, 2));
    assert!(matches!(summary.error, Some(InvokeError::Sink(SinkError::Io { .. }))));
}

#[test]
fn rows_over_several_lines_become_one_line_each() {
    let body = "{\"Items\":[{\r\n  \"a\": \"x\\ny\"\n}, {\n\"b\":1 }]}";
    let mut out = Vec::new();
    let plan = PagePlan { rows_path: Some(".Items".parse().unwrap()), ..PagePlan::single() };

    Bench::new(plan, Gateway::listed(vec![reply(200, body)]))
        .run_into(&mut WriterSink::new("memory", &mut out));

    assert_eq!(String::from_utf8(out).unwrap(), "{  \"a\": \"x\\ny\"}\n{\"b\":1 }\n");
}

#[test]
fn the_fingerprint_changes_with_what_is_asked_and_not_with_bounds() {
    let base = fingerprint(&call("DescribeThings"), "host", &numbered(5, 10));
    let mut other_value = call("DescribeThings");
    other_value.params.push(param(
        "A",
        Default::default(),
        soarboard_model::component::Shape::Any,
        json!("x"),
    ));

    assert_eq!(fingerprint(&call("DescribeThings"), "host", &numbered(500, 10)), base);
    assert_ne!(fingerprint(&call("DescribeOthers"), "host", &numbered(5, 10)), base);
    assert_ne!(fingerprint(&call("DescribeThings"), "other", &numbered(5, 10)), base);
    assert_ne!(fingerprint(&call("DescribeThings"), "host", &numbered(5, 11)), base);
    assert_ne!(fingerprint(&other_value, "host", &numbered(5, 10)), base);
}
