//! R1: a save that is killed at any time leaves the old file or the new one, and nothing besides.
//!
//! The killed process saves versions of a file without end and says each time which one is on the disk. What it said
//! last, or the one after it, must stand in the file.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use soarboard_engine::session::store;

use crate::{Chance, count, seed, variable, victim};

/// Sizes of the file, in bytes.
const SIZES: [usize; 6] = [1, 100, 4_095, 65_536, 1_000_000, 8 * 1024 * 1024];

/// Content of a version: its number, then as many letters as the size wants.
fn content(version: u64, size: usize) -> Vec<u8> {
    let mut text = format!("{version}\n").into_bytes();
    text.resize(text.len().max(size), b'a' + (version % 26) as u8);
    text
}

#[test]
#[ignore = "is the process that the drill kills"]
fn saves_without_end() {
    let path = PathBuf::from(variable("DRILL_FILE"));
    let size: usize = variable("DRILL_SIZE").parse().unwrap();
    let mut version: u64 = variable("DRILL_FROM").parse().unwrap();
    let mut stamp = store::load(&path).unwrap().stamp;
    loop {
        version += 1;
        stamp = store::save(&path, &content(version, size), Some(&stamp)).unwrap();
        println!("saved {version}");
    }
}

#[test]
fn r1_a_killed_save_leaves_the_old_file_or_the_new_one() {
    let kills = count(40, 1.0);
    let seed = seed();
    let mut chance = Chance::new(seed);
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("book.json");
    let (mut version, mut saves, mut within, mut large) = (0, 0, 0, 0);
    fs::write(&path, content(0, 1)).unwrap();
    for kill in 0..kills {
        // Large files take most of the time; they get a smaller part of the kills.
        let size = SIZES[(chance.below(36) as f64).sqrt() as usize];
        let size = if size > 1_000_000 && chance.below(4) > 0 { 5_000 } else { size };
        let size = if kill % 8 == 7 { 1_000_000 } else { size };
        let variables = [
            ("DRILL_FILE", path.display().to_string()),
            ("DRILL_SIZE", size.to_string()),
            ("DRILL_FROM", version.to_string()),
        ];
        let mut child = victim("kill::saves_without_end", &variables);
        let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
        // From the first save on, at any moment of one of the next.
        let number = |line: &str| line.strip_prefix("saved ").and_then(|number| number.parse::<u64>().ok());
        let first = said.by_ref().map_while(Result::ok).find_map(|line| number(&line));
        // A save takes as long as its file is large and the disk is busy: the kill comes anywhere in one.
        let began = Instant::now();
        let first = said.by_ref().map_while(Result::ok).find_map(|line| number(&line)).or(first);
        let one_save = began.elapsed().as_micros() as u64;
        if kill % 2 == 0 {
            std::thread::sleep(Duration::from_micros(chance.below(one_save * 3 / 2)));
        } else {
            // Writing is a small part of a save: every second kill is aimed at it.
            await_new_file(dir.path());
            std::thread::sleep(Duration::from_micros(chance.below(300 + size as u64 / 500)));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let last =
            said.map_while(Result::ok).filter_map(|line| number(&line)).last().or(first).unwrap_or(version);

        // The next look sweeps; until then a file beside it tells that the kill came before the rename.
        let is_within = fs::read_dir(dir.path()).unwrap().count() > 1;
        within += u64::from(is_within);
        large += u64::from(is_within && size >= 1_000_000);
        let found = store::load(&path).unwrap().bytes;
        let now = [last, last + 1].into_iter().find(|&version| found == content(version, size));
        let unchanged = last == version && found.starts_with(format!("{version}\n").as_bytes());
        assert!(now.is_some() || unchanged, "seed {seed}, kill {kill}: {} bytes", found.len());
        assert_eq!(
            fs::read_dir(dir.path()).unwrap().count(),
            1,
            "seed {seed}, kill {kill}: something is left"
        );
        saves += last - version;
        version = now.unwrap_or(version);
    }
    println!(
        "R1: {kills} kills during {saves} saves of 1 B to 8 MiB, {within} of them while the new file was written ({large} \
         of these of 1 MB and more), 0 corrupt, 0 lost, 0 left behind; seed {seed}"
    );
    // A few kills may all come between two saves.
    assert!(kills < 40 || (within * 5 >= kills && large > 0), "the kills miss the saves");
}

/// Waits until a save has begun to write its new file; not for ever, since it may be past that already.
fn await_new_file(dir: &Path) {
    let end = Instant::now() + Duration::from_secs(3);
    while fs::read_dir(dir).unwrap().count() < 2 && Instant::now() < end {}
}
