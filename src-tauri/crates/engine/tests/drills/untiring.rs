//! R17: very many edits with steps back and forth, and very many openings, take neither memory nor descriptors.

use std::fs;
use std::io::Read;

use soarboard_engine::session::Session;
use soarboard_engine::session::journal::Journals;
use soarboard_model::format;
use soarboard_model::playbook::Playbook;

use crate::{Chance, count, edits, seed, victim};

/// Resident memory of this process, in KiB.
fn memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().split(' ').next()?.parse().ok()
}

fn descriptors() -> Option<usize> {
    Some(fs::read_dir("/proc/self/fd").ok()?.count())
}

#[test]
fn r17_many_edits_take_no_memory_and_undo_gives_the_first_bytes_back() {
    // In a process of its own: what other tests take is not this one's.
    let mut said = String::new();
    let mut child = victim("untiring::edits_in_great_number", &[]);
    child.stdout.take().unwrap().read_to_string(&mut said).unwrap();
    println!("{}", said.lines().find(|line| line.contains("R17:")).unwrap_or(&said));
    assert!(child.wait().unwrap().success(), "{said}");
}

#[test]
#[ignore = "is the process that the drill measures"]
fn edits_in_great_number() {
    let edits = count(20_000, 20.0).max(20_000);
    let seed = seed();
    let mut chance = Chance::new(seed);
    let dir = tempfile::tempdir().unwrap();
    let journals = Journals::new(dir.path().join("drafts"), Box::new(|error| panic!("{error}")));
    let mut session = Session::new(Playbook { format_version: 1, ..Playbook::default() });
    session.keep_in(journals.journal("drill"));
    let first = format::write(session.playbook());
    // Rounds of 5,000 edits and as many steps back: the history is bounded, and each round ends where it began. What the
    // allocator keeps settles in the first half (in leaps of megabytes, the last after some 60,000 edits); the second is judged.
    let mut settled = None;
    let rounds = edits / 5_000;
    for round in 0..rounds {
        for _ in 0..5_000 {
            edits::one(&mut session, &mut chance);
        }
        while session.undo().is_some() {}
        assert_eq!(format::write(session.playbook()), first, "seed {seed}, round {round}");
        journals.flush(std::time::Duration::from_secs(10));
        if round + 1 == rounds / 2 {
            settled = memory().zip(descriptors());
        }
    }
    let (Some((before, opened)), Some((after, open))) = (settled, memory().zip(descriptors())) else {
        println!("R17: memory cannot be read here");
        return;
    };
    let growth = (after as f64 / before as f64 - 1.0) * 100.0;
    println!(
        "R17: {edits} edits, memory after half of them {before}, after all {after} KiB ({growth:+.1} %), descriptors {opened} → {open}; seed {seed}"
    );
    assert_eq!(opened, open);
    // A short run has little but settling.
    let settling = if rounds < 20 { 4 * 1024 } else { 0 };
    assert!(after <= before + before / 20 + settling, "{before} → {after} KiB");
}

#[test]
fn r17_many_openings_leave_nothing_open() {
    let openings = count(200, 0.1);
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("book.json");
    fs::write(&path, format::write(&Playbook { format_version: 1, ..Playbook::default() })).unwrap();
    let journals = Journals::new(dir.path().join("drafts"), Box::new(|error| panic!("{error}")));
    let mut chance = Chance::new(seed());
    for number in 0..openings {
        let mut session = Session::open(&path).unwrap();
        session.keep_in(journals.journal(&format!("drill-{number}")));
        for _ in 0..3 {
            edits::one(&mut session, &mut chance);
        }
        session.discard();
    }
    journals.flush(std::time::Duration::from_secs(10));
    let left = fs::read_dir(dir.path().join("drafts")).map_or(0, Iterator::count);
    println!("R17: {openings} openings, {left} journals left, descriptors {:?}", descriptors());
    assert_eq!(left, 0);
    assert!(descriptors().is_none_or(|open| open < 100), "descriptors stay open");
}
