//! A checker that follows an open document: it keeps a mirror, takes over what changed and checks that.
//!
//! The mirror costs the memory of the document once more and buys two things: the session is not locked during a check,
//! and no check copies the document.

use std::sync::Arc;

use soarboard_model::playbook::Playbook;

use crate::check::{Catalogue, Checker, Diagnostic};
use crate::session::news::News;

/// The checker of one open document.
#[derive(Debug, Default)]
pub struct Live {
    checker: Checker,
    mirror: Playbook,
    /// Where the mirror stands; absent before the first check and after one that did not come to its end.
    revision: Option<u64>,
}

impl Live {
    /// Returns a checker that has not seen its document yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the revision since which it needs the news.
    pub fn revision(&self) -> Option<u64> {
        self.revision
    }

    /// Takes over what happened and returns the findings, the same as [`check`](crate::check::check) gives for the
    /// document as it stood at that revision.
    pub fn check(
        &mut self,
        (revision, news): (u64, News),
        catalogue: &dyn Catalogue,
    ) -> (u64, Vec<Arc<Diagnostic>>) {
        // Set again at the end only: a panic on the way must not leave half a mirror in use.
        self.revision = None;
        match news {
            News::Whole(playbook) => {
                self.mirror = *playbook;
                self.checker = Checker::new();
            }
            News::Changes(changes) => {
                for change in &changes {
                    change.apply(&mut self.mirror);
                    self.checker.follow(change);
                }
            }
        }
        let found = self.checker.check(&self.mirror, catalogue);
        self.revision = Some(revision);
        (revision, found)
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::Mutex;

    use super::*;
    use crate::check::{OperationFacts, check};
    use crate::edit::{Delete, EditCommand, SetSettings, SettingChange};
    use crate::session::Session;
    use crate::testing::book;

    /// Facts that break when they are asked, once.
    struct Breaking(Mutex<bool>);

    impl Catalogue for Breaking {
        fn knows_product(&self, _: &str) -> bool {
            let breaks = std::mem::take(&mut *self.0.lock().unwrap());
            assert!(!breaks, "a fault in the facts");
            true
        }

        fn operation(&self, _: &str, _: Option<&str>, _: &str) -> Option<OperationFacts> {
            None
        }

        fn hosts_of(&self, _: &str) -> Vec<String> {
            Vec::new()
        }

        fn recommended_endpoint(&self, _: &str, _: Option<&str>) -> Option<String> {
            None
        }

        fn regions_of_host(&self, _: &str, _: &str) -> Vec<String> {
            Vec::new()
        }
    }

    #[test]
    fn a_check_that_broke_is_made_up_for_by_the_next_one() {
        let mut playbook = book(&[("n1", "start"), ("n2", "api"), ("n3", "end")], &["n1>n2", "n2>n3"]);
        let call = playbook.nodes.get_mut("n2").unwrap();
        call.settings = serde_json::from_str(r#"{"product":"Ecs","operation":"Nothing"}"#).unwrap();
        let mut session = Session::new(playbook);
        let (mut live, facts) = (Live::new(), Breaking(Mutex::new(false)));
        live.check(session.news(None), &facts);
        let product = SettingChange { path: vec!["product".into()], value: "Sas".into() };
        let set = SetSettings { node: "n2".into(), settings: vec![product] };
        session.apply(&EditCommand::SetSettings(set), None).unwrap();
        let delete = Delete { nodes: vec!["n3".into()], ..Delete::default() };
        session.apply(&EditCommand::Delete(delete), None).unwrap();

        *facts.0.lock().unwrap() = true;
        let broke = catch_unwind(AssertUnwindSafe(|| live.check(session.news(live.revision()), &facts)));
        assert!(broke.is_err());
        assert_eq!(live.revision(), None, "half a look counts for nothing");

        let (revision, found) = live.check(session.news(live.revision()), &facts);
        assert_eq!(revision, session.revision());
        let found: Vec<_> = found.iter().map(|found| (**found).clone()).collect();
        assert_eq!(found, check(session.playbook(), &facts));
    }
}
