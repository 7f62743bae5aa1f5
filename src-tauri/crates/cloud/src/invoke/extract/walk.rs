//! The one pass over a body, as serde visitors that skip what nobody asked for.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::value::RawValue;

use super::{RowsFound, Wanted};
use crate::invoke::path::DotPath;

/// What a pass has found, still as raw text.
#[derive(Default)]
pub(super) struct Found<'de> {
    pub rows: RowsFound,
    pub total: Option<&'de RawValue>,
    pub cursor: Option<&'de RawValue>,
    pub request_id: Option<&'de RawValue>,
    pub success: Option<&'de RawValue>,
    pub code: Option<&'de RawValue>,
}

pub(super) fn walk<'de>(body: &'de str, wanted: &Wanted<'_>) -> Result<Found<'de>, serde_json::Error> {
    let mut found = Found::default();
    let mut input = serde_json::Deserializer::from_str(body);
    let base = body.as_ptr() as usize;
    if wanted.rows.is_some_and(|path| path.keys().is_empty()) {
        found.rows = RowsSeed { base }.deserialize(&mut input)?;
    } else {
        let target =
            |path: Option<&'_ DotPath>, slot| path.map(|path| Target { keys: path.keys().to_vec(), slot });
        let targets: Vec<Target> = [
            target(wanted.rows, Slot::Rows),
            target(wanted.total, Slot::Total),
            target(wanted.cursor, Slot::Cursor),
        ]
        .into_iter()
        .flatten()
        .collect();
        let active: Vec<&Target> = targets.iter().filter(|target| !target.keys.is_empty()).collect();
        ObjectSeed { active: &active, depth: 0, base, found: &mut found }.deserialize(&mut input)?;
    }
    input.end()?;
    Ok(found)
}

/// The methods of a visitor that looks into objects and lists only.
macro_rules! pass_over_scalars {
    () => {
        fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
            Ok(())
        }
        fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
            Ok(())
        }
        fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
            Ok(())
        }
        fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
            Ok(())
        }
        fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
            Ok(())
        }
        fn visit_unit<E: Error>(self) -> Result<(), E> {
            Ok(())
        }
    };
}

#[derive(Clone, Copy, PartialEq)]
enum Slot {
    Rows,
    Total,
    Cursor,
}

struct Target {
    keys: Vec<String>,
    slot: Slot,
}

/// Walks one object; `active` are the targets whose path leads here.
struct ObjectSeed<'s, 't, 'de> {
    active: &'s [&'t Target],
    depth: usize,
    base: usize,
    found: &'s mut Found<'de>,
}

impl<'de> DeserializeSeed<'de> for ObjectSeed<'_, '_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<(), D::Error> {
        input.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ObjectSeed<'_, '_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(Key(key)) = map.next_key()? {
            if self.depth == 0 && take_envelope(&key, &mut map, self.found)? {
                continue;
            }
            let mut leads = self.active.iter().copied().filter(|target| target.keys[self.depth] == *key);
            let Some(first) = leads.next() else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            if first.keys.len() == self.depth + 1 {
                self.take(first.slot, &mut map)?;
            } else {
                let mut deeper = vec![first];
                deeper.extend(leads.filter(|target| target.keys.len() > self.depth + 1));
                let seed =
                    ObjectSeed { active: &deeper, depth: self.depth + 1, base: self.base, found: self.found };
                map.next_value_seed(seed)?;
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    pass_over_scalars!();
}

impl<'de> ObjectSeed<'_, '_, 'de> {
    fn take<A: MapAccess<'de>>(&mut self, slot: Slot, map: &mut A) -> Result<(), A::Error> {
        match slot {
            Slot::Rows => self.found.rows = map.next_value_seed(RowsSeed { base: self.base })?,
            Slot::Total => self.found.total = Some(map.next_value()?),
            Slot::Cursor => self.found.cursor = Some(map.next_value()?),
        }
        Ok(())
    }
}

/// Takes a common top-level field. A path that names the same field (`.Code` as rows) loses: it makes no sense.
fn take_envelope<'de, A: MapAccess<'de>>(
    key: &str,
    map: &mut A,
    found: &mut Found<'de>,
) -> Result<bool, A::Error> {
    let slot = match key {
        "RequestId" | "requestId" | "requestid" | "request_id" => &mut found.request_id,
        "Success" | "success" => &mut found.success,
        "Code" | "code" => &mut found.code,
        _ => return Ok(false),
    };
    *slot = Some(map.next_value()?);
    Ok(true)
}

/// A key, borrowed from the body unless it holds escapes.
struct Key<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        struct KeyVisitor;
        impl<'de> Visitor<'de> for KeyVisitor {
            type Value = Key<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key")
            }
            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(text)))
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(text.to_owned())))
            }
        }
        input.deserialize_str(KeyVisitor)
    }
}

/// Reads what stands at the rows path: a list into ranges, anything else into its type.
struct RowsSeed {
    base: usize,
}

impl<'de> DeserializeSeed<'de> for RowsSeed {
    type Value = RowsFound;

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<RowsFound, D::Error> {
        input.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for RowsSeed {
    type Value = RowsFound;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<RowsFound, A::Error> {
        let mut rows: Vec<Range<usize>> = Vec::with_capacity(64);
        while let Some(raw) = seq.next_element::<&'de RawValue>()? {
            // The text is borrowed from the body, so its address tells where it stands there.
            let start = raw.get().as_ptr() as usize - self.base;
            rows.push(start..start + raw.get().len());
        }
        Ok(RowsFound::List(rows))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RowsFound, A::Error> {
        // With arbitrary precision a number shows itself as a map with one private key.
        let mut is_number = false;
        while let Some(Key(key)) = map.next_key()? {
            is_number |= key == "$serde_json::private::Number";
            map.next_value::<IgnoredAny>()?;
        }
        Ok(RowsFound::Other(if is_number { "number" } else { "object" }))
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<RowsFound, E> {
        Ok(RowsFound::Other("string"))
    }
    fn visit_bool<E: Error>(self, _: bool) -> Result<RowsFound, E> {
        Ok(RowsFound::Other("boolean"))
    }
    fn visit_u64<E: Error>(self, _: u64) -> Result<RowsFound, E> {
        Ok(RowsFound::Other("number"))
    }
    fn visit_i64<E: Error>(self, _: i64) -> Result<RowsFound, E> {
        Ok(RowsFound::Other("number"))
    }
    fn visit_f64<E: Error>(self, _: f64) -> Result<RowsFound, E> {
        Ok(RowsFound::Other("number"))
    }
    fn visit_unit<E: Error>(self) -> Result<RowsFound, E> {
        Ok(RowsFound::Null)
    }
}

/// Deepest level at which a list of items is looked for.
const DEEPEST: usize = 6;

/// Finds the list that holds the items when nobody says where it is.
///
/// Rule: of the lists of objects outside other lists, the shallowest; when several share that depth, none. When
/// there is no list of objects at all, an empty list counts by the same rule. `None` means that the whole response
/// is one row.
pub fn find_rows(body: &str) -> Option<DotPath> {
    let mut lists = Lists::default();
    let mut input = serde_json::Deserializer::from_str(body);
    ListSeed { path: &mut Vec::new(), lists: &mut lists }.deserialize(&mut input).ok()?;
    lists.with_objects.the_one().or_else(|| {
        let has_objects = !lists.with_objects.0.is_empty();
        (!has_objects).then(|| lists.empty.the_one()).flatten()
    })
}

#[derive(Default)]
struct Lists {
    with_objects: Candidates,
    empty: Candidates,
}

#[derive(Default)]
struct Candidates(Vec<Vec<String>>);

impl Candidates {
    fn the_one(&self) -> Option<DotPath> {
        let depth = self.0.iter().map(Vec::len).min()?;
        let mut shallowest = self.0.iter().filter(|keys| keys.len() == depth);
        let first = shallowest.next()?;
        shallowest.next().is_none().then(|| DotPath::from_keys(first.clone()))
    }
}

struct ListSeed<'s> {
    path: &'s mut Vec<String>,
    lists: &'s mut Lists,
}

impl<'de> DeserializeSeed<'de> for ListSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<(), D::Error> {
        input.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ListSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Key(key)) = map.next_key()? {
            // A key with a dot has no dot path.
            if self.path.len() >= DEEPEST || key.is_empty() || key.contains(['.', '[', ']']) {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            self.path.push(key.into_owned());
            map.next_value_seed(ListSeed { path: self.path, lists: self.lists })?;
            self.path.pop();
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let (mut count, mut are_objects) = (0, true);
        while let Some(raw) = seq.next_element::<&'de RawValue>()? {
            count += 1;
            are_objects &= raw.get().starts_with('{');
        }
        match (count, are_objects) {
            (0, _) => self.lists.empty.0.push(self.path.clone()),
            (_, true) => self.lists.with_objects.0.push(self.path.clone()),
            _ => {}
        }
        Ok(())
    }

    pass_over_scalars!();
}

#[cfg(test)]
mod tests {
    use super::find_rows;

    #[test]
    fn the_shallowest_list_of_objects_holds_the_items() {
        for (body, path) in [
            (r#"{"Items":[{"a":1}],"TotalCount":1}"#, Some(".Items")),
            (r#"{"AccountIds":["1"],"AccountIdInfos":[{"a":1}]}"#, Some(".AccountIdInfos")),
            (r#"{"Data":{"ResponseData":[{"Tags":[{"k":1}]}]},"n":1.5}"#, Some(".Data.ResponseData")),
            (r#"[{"a":1}]"#, Some(".")),
            (r#"{"A":[{"a":1}],"B":[{"b":1}]}"#, None),
            (r#"{"A":{"X":[{"a":1}]},"B":[{"b":1}]}"#, Some(".B")),
            (r#"{"A":[],"B":[{"b":1}]}"#, Some(".B")),
            (r#"{"Items":[],"TotalCount":0}"#, Some(".Items")),
            (r#"{"A":[],"B":[]}"#, None),
            (r#"{"a":1,"b":"x","c":null,"d":true}"#, None),
            ("7", None),
            ("nonsense", None),
        ] {
            assert_eq!(find_rows(body).map(|p| p.to_string()).as_deref(), path, "{body}");
        }
    }
}
