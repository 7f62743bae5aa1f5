//! R6: a process killed at any moment of editing loses at most a second of edits, history included.
//!
//! The killed process edits by chance and says after each edit how many it did. The next process replays the journal and
//! must stand where some edit of the last second stood; undoing all of it must give the first document back.

use std::collections::HashSet;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use soarboard_engine::session::Session;
use soarboard_engine::session::journal::{DEBOUNCE, Journals};
use soarboard_model::format;
use soarboard_model::playbook::Playbook;

use crate::{Chance, count, edits, seed, variable, victim};

/// Pause between two edits, shorter than any hand's.
const PAUSE: Duration = Duration::from_millis(4);
/// Most that may be lost: what the debounce holds back, and a busy machine's slowness in writing it.
const MOST_LOST: Duration = Duration::from_secs(1);

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
    let (mut longest, mut edits_in_all) = (0, 0);
    for kill in 0..kills {
        let seed = first_seed + kill;
        let dir = tempfile::tempdir().unwrap();
        let variables = [
            ("DRILL_FOLDER", dir.path().join("drafts").display().to_string()),
            ("DRILL_SEED", seed.to_string()),
        ];
        let mut child = victim("journal::edits_without_end", &variables);
        let said = BufReader::new(child.stdout.take().unwrap());
        let reader = std::thread::spawn(move || said.lines().map_while(Result::ok).collect::<Vec<_>>());
        let wait = DEBOUNCE.as_millis() as u64 / 2 + Chance::new(seed).below(1_400);
        std::thread::sleep(Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
        let moments: Vec<(u64, u64)> =
            reader.join().unwrap().iter().filter_map(|line| moment(line)).collect();
        let Some(&(end, last)) = moments.last() else { continue };

        let journals = Journals::new(dir.path().join("drafts"), Box::new(|error| panic!("{error}")));
        let restored = journals
            .take("drill")
            .and_then(|found| Some(Session::restore(found.told.ok()?, journals.journal("drill"))));
        let revision = restored.as_ref().map_or(0, Session::revision);
        // The age of the first edit that is missing is what was lost.
        let lost = moments.iter().find(|(_, at)| *at > revision).map_or(0, |(at, _)| end - at);
        assert!(u128::from(lost) <= MOST_LOST.as_millis(), "seed {seed}: {lost} ms lost of {end}");
        longest = longest.max(lost);
        edits_in_all += last;
        if let Some(session) = restored {
            same_as_without_a_kill(session, seed);
        }
    }
    println!(
        "R6: {kills} kills in {edits_in_all} edits, at most {longest} ms of edits lost, history exact; seeds from {first_seed}"
    );
}

fn moment(line: &str) -> Option<(u64, u64)> {
    let (at, revision) = line.split_once("at ")?.1.split_once(' ')?;
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
