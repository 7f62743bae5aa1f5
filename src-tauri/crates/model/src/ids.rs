//! Ids that the program makes: a letter and a number, `n1`, `e7`.
//!
//! New ones count up from the highest number in use, so that the same edits give the same ids. Deliberately absent: what
//! the ids belong to.

use std::collections::{BTreeMap, HashMap};

/// Room for new numbers that has to follow a number for counting to go on from there: more than any playbook has ids.
const ROOM: u64 = 1 << 32;

/// The numbers of ids in use by their letter, each with how often it is there.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Numbers {
    by_prefix: HashMap<char, BTreeMap<u64, usize>>,
}

impl Numbers {
    /// Counts an id. Ids of another form need no counting: none that is made will be like them.
    pub fn add(&mut self, id: &str) {
        if let Some((prefix, number)) = parts(id) {
            *self.by_prefix.entry(prefix).or_default().entry(number).or_default() += 1;
        }
    }

    /// Counts an id once less.
    pub fn remove(&mut self, id: &str) {
        let Some((prefix, number)) = parts(id) else { return };
        let Some(numbers) = self.by_prefix.get_mut(&prefix) else { return };
        match numbers.get_mut(&number) {
            Some(count) if *count > 1 => *count -= 1,
            _ => drop(numbers.remove(&number)),
        }
        if numbers.is_empty() {
            self.by_prefix.remove(&prefix);
        }
    }

    /// Returns what gives out ids of a letter that are not in use: above the highest number, or above the next lower one
    /// where there would be no room for many.
    pub fn fresh(&self, prefix: char) -> FreshIds {
        let mut above = u64::MAX;
        let used = self.by_prefix.get(&prefix).into_iter().flat_map(BTreeMap::keys).rev();
        for &number in used {
            if above - number > ROOM {
                return FreshIds { prefix, next: number + 1 };
            }
            above = number;
        }
        FreshIds { prefix, next: 1 }
    }
}

impl<'a> FromIterator<&'a str> for Numbers {
    fn from_iter<I: IntoIterator<Item = &'a str>>(ids: I) -> Self {
        let mut numbers = Self::default();
        ids.into_iter().for_each(|id| numbers.add(id));
        numbers
    }
}

fn parts(id: &str) -> Option<(char, u64)> {
    let mut letters = id.chars();
    let prefix = letters.next()?;
    Some((prefix, letters.as_str().parse().ok()?))
}

/// Gives out ids of one letter, many in a row.
#[derive(Debug)]
pub struct FreshIds {
    prefix: char,
    next: u64,
}

impl FreshIds {
    /// Returns the next id, as anything an id can be made of.
    pub fn take<T: for<'a> From<&'a str>>(&mut self) -> T {
        let id = format!("{}{}", self.prefix, self.next);
        self.next = self.next.saturating_add(1);
        T::from(id.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(ids: &[&str], prefix: char) -> String {
        Numbers::from_iter(ids.iter().copied()).fresh(prefix).take()
    }

    #[test]
    fn new_ids_are_above_all_in_use() {
        assert_eq!(next(&[], 'n'), "n1");
        assert_eq!(next(&["n2", "n10", "e30", "odd", "n", "", "查7"], 'n'), "n11");
        assert_eq!(next(&["n007"], 'n'), "n8");
        assert_eq!(next(&["查7"], '查'), "查8");
    }

    #[test]
    fn numbers_without_room_above_them_take_no_id_away() {
        let top = format!("n{}", u64::MAX);
        assert_eq!(next(&[&top], 'n'), "n1");
        assert_eq!(next(&[&top, "n5"], 'n'), "n6");
        let below = format!("n{}", u64::MAX - 1);
        assert_eq!(next(&[&top, &below, "n5"], 'n'), "n6");
        assert_eq!(next(&["n99999999999999999999", "n5"], 'n'), "n6", "more than a number holds");
    }

    #[test]
    fn what_was_counted_once_less_is_free_again() {
        let mut numbers = Numbers::from_iter(["n1", "n7", "n7", "e1"]);
        numbers.remove("n7");
        assert_eq!(numbers.fresh('n').take::<String>(), "n8");
        numbers.remove("n7");
        numbers.remove("never");
        assert_eq!(numbers.fresh('n').take::<String>(), "n2");
        numbers.remove("e1");
        assert_eq!(numbers, Numbers::from_iter(["n1"]));
    }
}
