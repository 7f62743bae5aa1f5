//! R5: two processes that save the same file, and a holder of the lock that is killed.

use std::fs;
use std::io::Read;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use soarboard_engine::session::store::{self, StoreErrorKind};

use crate::{Chance, count, seed, variable, victim};

#[test]
#[ignore = "is one of the processes of the drill"]
fn saves_in_a_race() {
    let path = PathBuf::from(variable("DRILL_FILE"));
    let (name, rounds) = (variable("DRILL_NAME"), variable("DRILL_ROUNDS").parse::<u64>().unwrap());
    let (mut won, mut told) = (0, 0);
    let mut seen = store::load(&path).unwrap();
    for round in 0..rounds {
        // Each version names the one it stands on, so that a version lost unseen would be a gap in the chain.
        let before = String::from_utf8(seen.bytes.clone()).unwrap();
        let text = format!("{name}{round} on {}", before.split(' ').next().unwrap());
        match store::save(&path, text.as_bytes(), Some(&seen.stamp)) {
            Ok(stamp) => {
                won += 1;
                println!("won {text}");
                seen = store::Loaded { bytes: text.into_bytes(), stamp };
            }
            Err(error) => {
                assert!(matches!(error.kind, StoreErrorKind::ChangedOutside | StoreErrorKind::Busy));
                told += 1;
                seen = store::load(&path).unwrap();
            }
        }
    }
    println!("ended {won} {told}");
}

#[test]
fn r5_of_two_racing_processes_every_loser_is_told() {
    let rounds = count(150, 0.1);
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("book.json");
    fs::write(&path, "start").unwrap();
    let racers: Vec<_> = ["left", "right"]
        .map(|name| {
            let variables = [
                ("DRILL_FILE", path.display().to_string()),
                ("DRILL_NAME", name.to_owned()),
                ("DRILL_ROUNDS", rounds.to_string()),
            ];
            victim("race::saves_in_a_race", &variables)
        })
        .into();
    let mut won = Vec::new();
    let mut told = 0;
    for mut racer in racers {
        let mut said = String::new();
        racer.stdout.take().unwrap().read_to_string(&mut said).unwrap();
        assert!(racer.wait().unwrap().success(), "{said}");
        won.extend(said.lines().filter_map(|line| line.split_once("won ").map(|(_, text)| text.to_owned())));
        let ended =
            said.lines().find_map(|line| line.split_once("ended ").map(|(_, rest)| rest.to_owned())).unwrap();
        told += ended.split(' ').nth(1).unwrap().parse::<u64>().unwrap();
    }

    // Every version that was saved was replaced by one that had seen it: an unbroken chain back to the start.
    let mut version = fs::read_to_string(&path).unwrap();
    let mut links = 0;
    while version != "start" {
        links += 1;
        let base = version.split(" on ").nth(1).unwrap().to_owned();
        version = won.iter().find(|text| text.starts_with(&format!("{base} "))).cloned().unwrap_or(base);
    }
    assert_eq!(links, won.len(), "a version was overwritten unseen");
    assert_eq!(won.len() as u64 + told, 2 * rounds);
    println!("R5: {} racing saves, {} won in one chain, {told} told, 0 torn", 2 * rounds, won.len());
}

#[test]
#[ignore = "is the process that the drill kills"]
fn holds_the_lock() {
    let folder = fs::File::open(variable("DRILL_FOLDER")).unwrap();
    folder.lock().unwrap();
    println!("holds");
    std::thread::sleep(Duration::from_secs(60));
}

#[test]
fn r5_a_killed_holder_leaves_no_lock() {
    let kills = count(5, 0.01);
    let mut chance = Chance::new(seed());
    let dir = tempfile::tempdir().unwrap();
    for _ in 0..kills {
        let mut child = victim("race::holds_the_lock", &[("DRILL_FOLDER", dir.path().display().to_string())]);
        let mut byte = [0; 512];
        while child.stdout.as_mut().unwrap().read(&mut byte).unwrap() > 0
            && !byte.windows(5).any(|part| part == b"holds")
        {}
        std::thread::sleep(Duration::from_millis(chance.below(20)));
        child.kill().unwrap();
        child.wait().unwrap();
        let began = Instant::now();
        store::save(&dir.path().join("book.json"), b"mine", None).unwrap();
        assert!(began.elapsed() < Duration::from_secs(2));
    }
    println!("R5: {kills} holders of the lock killed, 0 locks left");
}
