//! R6: a process killed at any moment of editing loses at most a second of edits, history included.
//!
//! The killed process edits by chance and says after each edit how many it did. The next process replays the journal and
//! must stand where some edit of the last second stood; undoing all of it must give the first document back.

use std::collections::HashSet;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use soarboard_engine::session::Session;
use soarboard_engine::session::journal::Journals;
use soarboard_model::format;
use soarboard_model::playbook::Playbook;

use crate::{Chance, count, edits, seed, variable, victim};

/// Pause between two edits, shorter than any hand's.
const PAUSE: Duration = Duration::from_millis(4);
/// Most that may be lost: what the debounce holds back, and a busy machine's slowness in writing it.
const MOST_LOST: Duration = Duration::from_secs(1);

/// Least time of editing before a kill: longer than what may be lost.
const LEAST_EDITING: Duration = Duration::from_millis(1_200);
/// Processes that edit at the same time.
const AT_ONCE: usize = 3;

fn begun(seed: u64) -> (Session, Chance) {
    (Session::new(Playbook { format_version: 1, ..Playbook::default() }), Chance::new(seed))
}

#[test]
#[ignore = "is the process that the drill kills"]
fn edits_without_end() {
    let folder = PathBuf::from(variable("DRILL_FOLDER"));
    let journals = Journals::new(folder, Box::new(|error| println!("failing {error}")));
    let (mut session, mut chance) = begun(variable("DRILL_SEED").parse().unwrap());
    session.keep_in(journals.journal("drill"));
    let began = Instant::now();
    loop {
        edits::one(&mut session, &mut chance);
        println!("at {} {}", began.elapsed().as_millis(), session.revision());
        std::thread::sleep(PAUSE);
    }
}

#[test]
fn r6_a_kill_while_editing_loses_at_most_a_second() {
    let kills = count(12, 0.1);
    let first_seed = seed();
    let seeds: Vec<u64> = (first_seed..first_seed + kills).collect();
    let (mut longest, mut edits_in_all) = (0, 0);
    // The processes mostly wait, so some of them edit at the same time.
    for some in seeds.chunks(AT_ONCE) {
        let judged: Vec<(u64, u64)> = std::thread::scope(|scope| {
            let kills: Vec<_> = some.iter().map(|&seed| scope.spawn(move || one_kill(seed))).collect();
            kills.into_iter().map(|kill| kill.join().unwrap()).collect()
        });
        for (lost, edits) in judged {
            longest = longest.max(lost);
            edits_in_all += edits;
        }
    }
    println!(
        "R6: {kills} kills, each after more than {} ms of editing, {edits_in_all} edits, at most {longest} ms of edits \
         lost, history exact; seeds from {first_seed}",
        LEAST_EDITING.as_millis()
    );
}

/// Lets a process edit, kills it and returns how long the edits are that are lost, in ms, and how many there were in all.
fn one_kill(seed: u64) -> (u64, u64) {
    let dir = tempfile::tempdir().unwrap();
    let variables =
        [("DRILL_FOLDER", dir.path().join("drafts").display().to_string()), ("DRILL_SEED", seed.to_string())];
    let mut child = victim("journal::edits_without_end", &variables);
    let mut said = BufReader::new(child.stdout.take().unwrap());
    // Counted from the first edit on: a process that only starts has nothing to lose.
    let mut line = String::new();
    while moment(&line).is_none() {
        line.clear();
        assert!(said.read_line(&mut line).unwrap() > 0, "seed {seed}: the process edits nothing");
    }
    let reader = std::thread::spawn(move || {
        let mut rest = Vec::new();
        said.read_to_end(&mut rest).map(|_| String::from_utf8_lossy(&rest).into_owned())
    });
    std::thread::sleep(LEAST_EDITING + Duration::from_millis(Chance::new(seed).below(1_200)));
    child.kill().unwrap();
    child.wait().unwrap();
    let said = line + &reader.join().unwrap().unwrap();
    let moments: Vec<(u64, u64)> = said.lines().filter_map(moment).collect();
    let &(end, last) = moments.last().unwrap();
    assert!(u128::from(end) >= MOST_LOST.as_millis(), "seed {seed}: too short to lose more than is allowed");

    let (lost, session) = restored(dir.path(), &moments);
    assert!(u128::from(lost) <= MOST_LOST.as_millis(), "seed {seed}: {lost} ms lost of {end}");
    same_as_without_a_kill(session, seed);
    (lost, last)
}

/// What comes back, and how long before the kill the first edit was that did not.
fn restored(folder: &Path, moments: &[(u64, u64)]) -> (u64, Session) {
    let journals = Journals::new(folder.join("drafts"), Box::new(|error| panic!("{error}")));
    let found = journals.take("drill").expect("after a second there is a journal");
    let session = Session::restore(found.told.unwrap(), journals.journal("drill"));
    let end = moments.last().map_or(0, |(at, _)| *at);
    // The age of the first edit that is missing is what was lost.
    let lost = moments.iter().find(|(_, at)| *at > session.revision()).map_or(0, |(at, _)| end - at);
    (lost, session)
}

fn moment(line: &str) -> Option<(u64, u64)> {
    let (at, revision) = line.trim_end().split_once("at ")?.1.split_once(' ')?;
    Some((at.parse().ok()?, revision.parse().ok()?))
}

/// The same edits without a journal must pass through the document that came back, and its history must be whole.
fn same_as_without_a_kill(mut restored: Session, seed: u64) {
    let (mut twin, mut chance) = begun(seed);
    let first = format::write(twin.playbook());
    let found = format::write(restored.playbook());
    while twin.revision() < restored.revision() {
        edits::one(&mut twin, &mut chance);
    }
    assert_eq!(found, format::write(twin.playbook()), "seed {seed}");
    let mut passed = HashSet::new();
    loop {
        assert_eq!(restored.undo(), twin.undo(), "seed {seed}: the histories differ");
        if !restored.can_undo() {
            break;
        }
        passed.insert(restored.revision());
    }
    assert_eq!(format::write(restored.playbook()), first, "seed {seed}: {} steps back", passed.len());
}
