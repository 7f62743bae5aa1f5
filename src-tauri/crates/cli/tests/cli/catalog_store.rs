//! `catalog import` and `catalog diff`: metadata from files, counted to the last one.

use serde_json::json;

use crate::{Desk, keys};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/fixtures/api-docs");

#[test]
fn a_folder_is_imported_and_what_is_skipped_is_named() {
    let desk = Desk::new();

    let report = desk.run(&["catalog", "import", FOLDER, "--json"]).exits(1).json();
    let shown = desk.run(&["catalog", "show", "odd", "ListThings", "--json"]).exits(0).json();

    assert_eq!(keys(&report), ["operations", "products", "skipped"]);
    assert_eq!((&report["products"], &report["operations"]), (&json!(1), &json!(1)));
    let skipped: Vec<&str> =
        report["skipped"].as_array().unwrap().iter().map(|row| row["what"].as_str().unwrap()).collect();
    for what in ["page.json", "refusal.json", "truncated.json"] {
        assert!(skipped.iter().any(|name| name.ends_with(what)), "{what} is not in {skipped:?}");
    }
    assert_eq!((&shown["product"], &shown["deprecated"]), (&json!("Odd"), &json!(true)));
}

#[test]
fn an_import_stays_with_its_data_folder() {
    let (one, other) = (Desk::new(), Desk::new());
    one.run(&["catalog", "import", FOLDER]).exits(1);

    one.run(&["catalog", "show", "Odd"]).exits(0);
    other.run(&["catalog", "show", "Odd"]).exits(2);
}

#[test]
fn the_same_metadata_breaks_no_call() {
    let odd = format!("{FOLDER}/odd.json");

    Desk::new().run(&["catalog", "diff", &odd, &odd]).exits(0);
}

#[test]
fn a_path_that_is_not_there_is_an_unreadable_input() {
    Desk::new().run(&["catalog", "import", "/no/such/folder"]).exits(2);
}
