//! A checker that follows a document finds what a check of the whole finds, after any edit, undo and redo (P4b).

use soarboard_engine::check::{Embedded, check};
use soarboard_engine::live::Live;
use soarboard_engine::session::Session;

use crate::generator::{Random, beginning, command};

const SEQUENCES: u64 = 300;
const STEPS: usize = 40;

#[test]
fn what_is_found_step_by_step_is_what_a_check_of_the_whole_finds() {
    let (mut checks, mut findings, mut whole) = (0_usize, 0_usize, 0_usize);
    for seed in 1..=SEQUENCES {
        let mut random = Random::seeded(seed);
        let mut session = Session::new(beginning(&mut random));
        let mut live = Live::new();
        for step in 0..STEPS {
            match random.below(8) {
                0 => drop(session.undo()),
                1 => drop(session.redo()),
                // A check does not come after every single edit.
                _ => drop(session.apply(&command(&mut random, session.playbook()), None)),
            }
            if random.below(3) == 0 {
                continue;
            }
            whole += usize::from(live.revision().is_none());
            let news = session.news(live.revision());
            let (revision, found) = live.check(news, &Embedded);
            assert_eq!(revision, session.revision(), "seed {seed}, step {step}");
            let all = check(session.playbook(), &Embedded);
            assert!(
                found.iter().map(|one| &**one).eq(&all),
                "seed {seed}, step {step}: {found:#?}\n{all:#?}"
            );
            checks += 1;
            findings += all.len();
        }
    }
    println!("{SEQUENCES} sequences: {checks} checks with {findings} findings, {whole} of them of the whole");
    assert!(whole as u64 <= SEQUENCES, "after the first check only what changed is looked at");
    assert!(checks > 5_000 && findings > 20_000, "the generator has become too tame");
}
