//! What an open document keeps to look up is what a look at the whole tells, and an edit of it does what the same edit of
//! a document nobody has asked anything does.

use soarboard_engine::edit;
use soarboard_engine::session::Session;
use soarboard_model::format::write;

use crate::generator::{Random, beginning, command};

const SEQUENCES: u64 = 250;
const STEPS: usize = 40;

#[test]
fn what_is_kept_to_look_up_holds_after_edits_undo_redo_and_taking_over_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("one.playbook.json");
    let (mut done, mut refused, mut loaded) = (0_usize, 0_usize, 0_usize);
    for seed in 1..=SEQUENCES {
        let mut random = Random::seeded(seed);
        let mut session = Session::new(beginning(&mut random));
        session.save_as(&path).unwrap();
        for step in 0..STEPS {
            match random.below(12) {
                0 => drop(session.undo()),
                1 => drop(session.redo()),
                2 if random.below(3) == 0 => {
                    std::fs::write(&path, write(&beginning(&mut random))).unwrap();
                    session.reload().unwrap();
                    loaded += 1;
                }
                _ => {
                    let command = command(&mut random, session.playbook());
                    let mut fresh = session.playbook().clone();
                    let expected = edit::apply(&mut fresh, &command);
                    let applied = session.apply(&command, None);
                    assert_eq!(applied, expected, "seed {seed}, step {step}: {command:?}");
                    assert_eq!(write(session.playbook()), write(&fresh), "seed {seed}, step {step}");
                    if applied.is_ok() { done += 1 } else { refused += 1 }
                }
            }
            session.document().assert_index_holds();
        }
    }
    println!("{SEQUENCES} sequences: {done} edits done, {refused} refused, {loaded} files taken over");
    assert!(done > 5_000 && refused > 500 && loaded > 100, "the generator has become too tame");
}
