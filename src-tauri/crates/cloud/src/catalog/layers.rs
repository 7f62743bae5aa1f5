//! What the store holds, one row per file, for people who look after it: list, remove.
//!
//! Kept apart from `store` because nothing that answers questions about operations needs it. Deliberately absent: any
//! way to name a file that the store does not list itself.

use std::fs;
use std::io;

use super::import::{Language, ProductFacts, SourceKind};
use super::store::Store;

/// A stored file: one product version from one source in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer {
    /// Name of the file; names the layer among those of its store.
    pub id: String,
    /// Product code.
    pub product: String,
    /// API version.
    pub version: String,
    /// Kind of the source.
    pub kind: SourceKind,
    /// Language of its texts.
    pub language: Language,
    /// Day it was read, `2026-11-21`; empty when the clock was not known.
    pub day: String,
    /// Whether it came from the vendor's metadata service rather than from the user's files.
    pub fetched: bool,
    /// Number of its operations.
    pub operations: usize,
    /// Size of the file, in bytes.
    pub bytes: u64,
}

impl Store {
    /// Returns what is stored and can be used, by product, version and source, and the names of files that cannot.
    pub fn layers(&self) -> (Vec<Layer>, Vec<String>) {
        let (versions, unreadable) = self.versions();
        let layers = versions.into_iter().map(|stored| Layer {
            id: stored.path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            bytes: fs::metadata(&stored.path).map_or(0, |meta| meta.len()),
            operations: stored.head.names.len(),
            product: stored.head.product,
            version: stored.head.version,
            kind: stored.head.kind,
            language: stored.head.language,
            day: stored.head.day,
            fetched: stored.head.fetched,
        });
        (layers.collect(), unreadable)
    }

    /// Removes layers, and unreadable files by their names; what the store does not list is left alone. The next
    /// refresh fetches what was removed anew. Returns how many were removed.
    ///
    /// **Errors** the system's reason for the first file that could not be removed; those before it are gone.
    pub fn remove(&self, ids: &[String]) -> io::Result<usize> {
        let (layers, unreadable) = self.layers();
        // Before the files: a note about a file that is gone would keep the next refresh from fetching it.
        let mut validators = self.validators();
        let gone = |id: &String| ids.contains(id);
        for layer in layers.iter().filter(|layer| gone(&layer.id)) {
            let stem =
                format!("/products/{}/versions/{}/", layer.product, layer.version).to_ascii_lowercase();
            validators.retain(|key, _| !key.to_ascii_lowercase().contains(&stem));
        }
        self.keep_validators(&validators)?;
        let listed = layers.iter().map(|layer| &layer.id).chain(&unreadable);
        let mut removed = 0;
        for id in listed.filter(|id| gone(id)) {
            fs::remove_file(self.folder.join(id))?;
            removed += 1;
        }
        Ok(removed)
    }

    /// Returns the imported list of products, those without operations here, too.
    pub fn listed(&self) -> Vec<ProductFacts> {
        self.products()
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::import::{self, Limits};
    use super::super::refresh::{Validator, Validators};
    use super::*;

    fn store_with_odd(folder: &Path) -> Store {
        let store = Store::new(folder);
        let text = br#"{"version":"1.0","info":{"style":"RPC","product":"Odd","version":"1"},
            "apis":{"ListX":{"summary":"Lists.","methods":["post"],"parameters":[]}}}"#;
        import::bytes("odd.json", text, &Limits::default(), &mut store.writer("2026-11-21"));
        store
    }

    #[test]
    fn layers_say_where_they_come_from() {
        let folder = tempfile::tempdir().unwrap();
        let (layers, unreadable) = store_with_odd(folder.path()).layers();

        assert!(unreadable.is_empty());
        let [layer] = layers.as_slice() else { panic!("{layers:?}") };
        assert_eq!((layer.product.as_str(), layer.version.as_str(), layer.operations), ("Odd", "1", 1));
        assert_eq!((layer.kind, layer.language), (SourceKind::ApiDocs, Language::En));
        assert_eq!((layer.day.as_str(), layer.fetched), ("2026-11-21", false));
        assert!(layer.bytes > 0);
    }

    #[test]
    fn removing_takes_the_file_and_the_note_about_it_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let store = store_with_odd(folder.path());
        let outside = folder.path().join("kept.txt");
        fs::write(&outside, "kept").unwrap();
        fs::write(folder.path().join("broken.facts"), "{").unwrap();
        let note =
            |version: &str| format!("api.aliyun.com/meta/v1/products/Odd/versions/{version}/api-docs.json");
        let notes = [note("1"), note("10")].map(|key| (key, Validator::default()));
        store.keep_validators(&Validators::from(notes)).unwrap();

        let id = store.layers().0[0].id.clone();
        let ids = [id, "broken.facts".to_owned(), "kept.txt".to_owned(), "../kept.txt".to_owned()];
        assert_eq!(store.remove(&ids).unwrap(), 2);

        assert_eq!(store.layers(), (Vec::new(), Vec::new()));
        assert!(outside.exists());
        assert_eq!(store.validators().into_keys().collect::<Vec<_>>(), [note("10")]);
    }

    #[test]
    fn what_the_service_gave_is_marked() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(folder.path());
        let text = br#"{"info":{"style":"RPC","product":"Odd","version":"1"},"apis":{"ListX":{"methods":["post"]}}}"#;
        import::bytes("odd.json", text, &Limits::default(), &mut store.writer("").fetched());

        assert!(store.layers().0[0].fetched);
    }
}
