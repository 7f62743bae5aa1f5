//! Tests of the readers: small documents of our own, hostile ones, and the whole corpus where it is present.

use std::io::Write;
use std::path::{Path, PathBuf};

use soarboard_model::component::{ParamPlace, ParamStyle, Shape};

use super::*;
use crate::catalog::{Level, Standing};

/// Keeps everything.
#[derive(Default)]
struct Kept {
    versions: Vec<VersionFacts>,
    products: Vec<ProductFacts>,
}

impl Sink for Kept {
    fn version(&mut self, facts: VersionFacts) -> Result<(), Why> {
        self.versions.push(facts);
        Ok(())
    }

    fn products(&mut self, products: Vec<ProductFacts>) -> Result<(), Why> {
        self.products.extend(products);
        Ok(())
    }
}

fn read(name: &str, content: &[u8]) -> (Imported, Kept) {
    read_within(name, content, &Limits::default())
}

fn read_within(name: &str, content: &[u8], limits: &Limits) -> (Imported, Kept) {
    let mut kept = Kept::default();
    (bytes(name, content, limits, &mut kept), kept)
}

fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/api-docs");
    std::fs::read(folder.join(name)).unwrap()
}

fn only_why(name: &str, content: &[u8]) -> Why {
    let (imported, _) = read(name, content);
    assert_eq!((imported.operations, imported.skipped.len()), (0, 1), "{imported:?}");
    imported.skipped[0].why.clone()
}

#[test]
fn a_document_gives_its_facts_and_names_what_it_cannot() {
    let (imported, kept) = read("odd.json", &fixture("odd.json"));

    let mut skipped: Vec<(&str, &Why)> = imported.skipped.iter().map(|s| (s.what.as_str(), &s.why)).collect();
    // Whether objects keep their order depends on how serde_json is built.
    skipped.sort_by_key(|(what, _)| *what);
    assert_eq!(
        skipped,
        [("Odd/2024-01-01/../Escape", &Why::BadName), ("Odd/2024-01-01/Ghost", &Why::NoSuchApi)]
    );
    let op = &kept.versions[0].operations[0];
    assert_eq!(
        (op.method.as_str(), op.deprecated, op.title_en.as_deref()),
        ("POST", true, Some("Lists things."))
    );
    assert_eq!((op.access.level, op.access.standing), (Level::List, Standing::Documented));
    let about = op.about.as_ref().unwrap();
    assert!(about.high_risk && about.paid);
    assert_eq!(about.ram_actions[0].resources, ["acs:odd:*:{#accountId}:thing/*"]);
    assert_eq!(about.errors[0].code, "BadThing");
    assert_eq!(about.response_demo.as_deref(), Some("{\n  \"TotalCount\": 1\n}"));
}

#[test]
fn parameters_keep_bounds_choices_and_the_first_of_twins() {
    let (imported, kept) = read("odd.json", &fixture("odd.json"));
    let op = &kept.versions[0].operations[0];

    let page = op.param("PageNumber").unwrap();
    assert_eq!(page.shape, Shape::Int32);
    let facts = page.about.as_ref().unwrap();
    assert_eq!(facts.maximum.as_deref(), Some("9007199254740993"));
    assert_eq!((facts.default_value.as_deref(), facts.example.as_deref()), (Some("1"), Some("2")));
    let state = op.param("State").unwrap();
    assert_eq!(state.choices, ["on", "off"]);
    assert!(!state.about.as_ref().unwrap().closed_choices);
    assert!(state.about.as_ref().unwrap().doc.en.starts_with("The state."));
    let kind = op.param("Kind").unwrap();
    assert!(kind.about.as_ref().unwrap().closed_choices && kind.choices == ["a", "b"]);
    assert_eq!(kind.about.as_ref().unwrap().choice_titles[1].en, "second");
    assert_eq!(op.param("PageSize").unwrap().about.as_ref().unwrap().max_length.as_deref(), Some("3"));
    assert_eq!(imported.remarks[&Remark::DuplicateParameter], 1);
    assert_eq!(imported.remarks[&Remark::StyleUnknown], 1);
}

#[test]
fn recursion_ends() {
    let (imported, kept) = read("odd.json", &fixture("odd.json"));
    let op = &kept.versions[0].operations[0];

    let tree = op.param("Tree").unwrap();
    assert_eq!(tree.style, Some(ParamStyle::Json));
    let Shape::Object(fields) = &tree.shape else { panic!("{:?}", tree.shape) };
    let children = fields.iter().find(|field| field.name == "Children").unwrap();
    assert_eq!(children.shape, Shape::Array(Box::new(Shape::Any)));
    assert_eq!(op.param("Loop").unwrap().place, ParamPlace::Form);
    assert_eq!(imported.remarks[&Remark::RecursionCut], 2);
}

#[test]
fn what_is_no_metadata_is_named() {
    assert_eq!(only_why("page.json", &fixture("page.json")), Why::Html);
    assert_eq!(only_why("truncated.json", &fixture("truncated.json")), Why::Truncated);
    assert_eq!(only_why("refusal.json", &fixture("refusal.json")), Why::ServiceError);
    assert_eq!(only_why("a.json", b""), Why::Empty);
    assert_eq!(only_why("a.json", b"{\"a\":}"), Why::NotJson { line: 1, column: 6 });
    assert_eq!(only_why("a.json", b"{\"a\":1}"), Why::Unrecognised);
    assert_eq!(only_why("README.md", b"# Words"), Why::OtherFile);
}

#[test]
fn missing_types_and_blanks_around_values_cost_nothing_and_are_counted() {
    let text = br#"{"version":"1.0","info":{"style":"RPC","product":"Odd\t","version":" 2024-01-01"},
        "endpoints":[{"regionId":"cn-hangzhou","endpoint":"odd.cn-hangzhou.aliyuncs.com\t"}],
        "apis":{"ListThings":{"methods":["post"],"parameters":[
            {"name":"A","in":"query","schema":{"description":"No type."}},
            {"name":"B","in":"query","schema":{}},
            {"name":"C\t","in":"query","schema":{"type":"any","example":"x\t"}}]}}}"#;

    let (imported, kept) = read("odd.json", text);

    assert_eq!((imported.operations, imported.skipped.len()), (1, 0), "{imported:?}");
    assert_eq!(imported.remarks[&Remark::TypeMissing], 2);
    let version = &kept.versions[0];
    assert_eq!((version.product.as_str(), version.version.as_str()), ("Odd", "2024-01-01"));
    let param = version.operations[0].param("C").unwrap();
    assert_eq!(param.about.as_ref().unwrap().example.as_deref(), Some("x"));
    assert!(version.operations[0].params.iter().all(|param| param.shape == Shape::Any));
}

#[test]
fn a_wrapped_and_a_single_answer_are_read() {
    let wrapped = [b"{\"code\":0,\"data\":".as_slice(), &fixture("odd.json"), b"}"].concat();
    assert_eq!(read("x.json", &wrapped).0.operations, 1);

    let single =
        br#"{"methods":["post"],"parameters":[{"name":"A","in":"query","schema":{"type":"string"}}]}"#;
    let (imported, kept) = read("m/products/Odd/versions/2024-01-01/apis/PutThing/api.json", single);
    assert_eq!((imported.operations, kept.versions[0].complete), (1, false));
    assert_eq!(kept.versions[0].operations[0].name, "PutThing");
    assert_eq!(only_why("api.json", single), Why::NoIdentity);
}

fn zip_of(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in entries {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn tar_of(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, content) in entries {
        let mut header = tar::Header::new_ustar();
        header.set_size(content.len() as u64);
        // `set_path` refuses `..`; a hostile archive does not.
        header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        builder.append(&header, *content).unwrap();
    }
    builder.into_inner().unwrap()
}

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(content).unwrap();
    writer.finish().unwrap()
}

#[test]
fn archives_are_recognised_by_their_bytes() {
    let document = fixture("odd.json");

    for archive in [
        zip_of(&[("a/odd.json", &document)]),
        tar_of(&[("a/odd.json", &document)]),
        gzip(&tar_of(&[("odd.json", &document)])),
        gzip(&document),
        zip_of(&[("inner.tar.gz", &gzip(&tar_of(&[("odd.json", &document)])))]),
        ruzstd::encoding::compress_to_vec(document.as_slice(), ruzstd::encoding::CompressionLevel::Fastest),
    ] {
        assert_eq!(read("given", &archive).0.operations, 1);
    }
}

#[test]
fn an_entry_that_leaves_its_folder_is_refused_and_the_rest_goes_on() {
    let document = fixture("odd.json");

    for archive in [
        zip_of(&[("../up.json", &document), ("C:/a.json", &document), ("fine.json", &document)]),
        tar_of(&[("../up.json", &document), ("/etc/a.json", &document), ("fine.json", &document)]),
    ] {
        let (imported, _) = read("x", &archive);
        let refused = imported.skipped.iter().filter(|skipped| skipped.why == Why::Traversal).count();
        assert_eq!((imported.operations, refused), (1, 2));
    }
}

#[test]
fn links_in_archives_are_not_followed() {
    let mut builder = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_ustar();
    header.set_entry_type(tar::EntryType::Symlink);
    header.set_size(0);
    builder.append_link(&mut header, "a.json", "/etc/passwd").unwrap();

    let archive = builder.into_inner().unwrap();

    assert_eq!(only_why("x.tar", &archive), Why::Link);
}

#[test]
fn bombs_meet_the_caps() {
    let zeros = vec![b' '; 20 << 20];
    let bomb = gzip(&zeros);
    assert_eq!(only_why("bomb.json.gz", &bomb), Why::Ratio(200));
    assert_eq!(only_why("bomb.zip", &zip_of(&[("a.json", &zeros)])), Why::Ratio(200));

    let small = Limits { entry_bytes: 1000, total_bytes: 5000, entries: 3, ..Limits::default() };
    let whys = |archive: &[u8]| -> Vec<Why> {
        read_within("x", archive, &small).0.skipped.into_iter().map(|skipped| skipped.why).collect()
    };
    let piece = [b' '; 900].as_slice();
    assert!(whys(&zip_of(&[("a.json", &[b' '; 1001])])).contains(&Why::TooLarge(1000)));
    assert!(
        whys(&zip_of(&[("a", piece), ("b", piece), ("c", piece), ("d", piece)])).contains(&Why::TooMany(3))
    );
    let many = Limits { entries: 100, ..small };
    let names: Vec<String> = (0..9).map(|at| at.to_string()).collect();
    let pieces: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), piece)).collect();
    let (imported, _) = read_within("x", &gzip(&tar_of(&pieces)), &many);
    assert_eq!(imported.skipped.last().unwrap().why, Why::TooMuch(5000));

    let nested = gzip(&gzip(&gzip(&gzip(b"{}"))));
    assert_eq!(only_why("x", &nested), Why::TooDeep(3));
}

#[test]
fn a_cut_archive_keeps_what_came_before() {
    let document = fixture("odd.json");
    let whole = gzip(&tar_of(&[("a.json", &document), ("b.json", &document)]));

    let (imported, _) = read("x.tar.gz", &whole[..whole.len() - 40]);

    assert!(imported.operations >= 1);
    assert_eq!(imported.skipped.last().unwrap().why, Why::Truncated);
}

#[test]
fn any_cut_or_flipped_byte_ends_without_a_panic() {
    let document = fixture("odd.json");
    for archive in [document.clone(), gzip(&document), zip_of(&[("a.json", &document)])] {
        for at in (0..archive.len()).step_by(37) {
            let mut broken = archive.clone();
            broken[at] ^= 0x5a;
            let imported = read("x.json", &broken).0;
            assert!(imported.operations > 0 || !imported.skipped.is_empty());
            let imported = read("x.json", &archive[..at]).0;
            assert!(imported.operations > 0 || !imported.skipped.is_empty());
        }
    }
}

#[test]
fn command_line_metadata_is_joined_from_its_files() {
    let api = br#"{"name":"ListThings","protocol":"HTTPS","method":"GET|POST","pathPattern":"","parameters":[
        {"name":"Ids","position":"Query","type":"RepeatList","required":true},
        {"name":"Tag","position":"Query","type":"RepeatList","required":false,"sub_parameters":[{"name":"Key","position":"Query","type":"String","required":true}]}]}"#;
    let told = br#"{"name":"ListThings","protocol":"HTTPS","method":"GET|POST","pathPattern":"","parameters":[
        {"name":"Ids","description":"The [ids](~~1~~).","position":"Query","type":"RepeatList","required":true}]}"#;
    let path = br#"{"name":"GetThing","method":"GET","pathPattern":"/things/[Id]","parameters":[{"name":"Id","position":"Path","type":"String","required":false}]}"#;
    let titles = br#"{"version":"2024-01-01","style":"rpc","apis":{"ListThings":{"title":"ListThings","summary":"Lists things.","deprecated":true}}}"#;
    let list = br#"{"products":[{"code":"Odd","version":"2024-01-01"},{"code":"raw","version":"1"}]}"#;
    let archive = tar_of(&[
        ("en-US/odd/ListThings.json", told),
        ("metadatas/odd/ListThings.json", api),
        ("metadatas/odd/GetThing.json", path),
        ("metadatas/lost/ListThings.json", api),
        ("en-US/odd/version.json", titles),
        ("metadatas/products.json", list),
    ]);

    let (imported, kept) = read("meta.tar", &archive);

    assert_eq!((imported.products, imported.operations), (1, 2));
    assert_eq!(imported.skipped, [Skipped { what: "lost".into(), why: Why::NoIdentity }]);
    let ops = &kept.versions[0].operations;
    assert_eq!((ops[0].path.as_str(), ops[0].params[0].required), ("/things/{Id}", true));
    assert_eq!(ops[1].params[0].about.as_ref().unwrap().doc.en, "The ids.");
    assert_eq!((ops[1].title_en.as_deref(), ops[1].deprecated), (Some("Lists things."), true));
}

/// The folder with the vendor's real files, which are not part of the repository.
pub(crate) fn test_data() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data");
    let given = std::env::var_os("SOARBOARD_TEST_DATA").map(PathBuf::from);
    given.into_iter().chain([beside]).find(|folder| folder.join("api-docs").is_dir())
}

struct Counting(usize);

impl Sink for Counting {
    fn version(&mut self, facts: VersionFacts) -> Result<(), Why> {
        assert!(facts.operations.iter().all(|op| !op.name.is_empty() && !op.method.is_empty()));
        Ok(())
    }

    fn products(&mut self, products: Vec<ProductFacts>) -> Result<(), Why> {
        self.0 += products.len();
        Ok(())
    }
}

#[test]
fn the_whole_corpus_loads() {
    let Some(data) = test_data() else {
        println!("skipped: no test data (SOARBOARD_TEST_DATA)");
        return;
    };
    for (name, versions, operations) in
        [("api-docs/all-en_us.tar.xz", 350, 24_485), ("openapi-meta.tar.xz", 150, 16_242)]
    {
        let mut sink = Counting(0);

        let imported = path(&data.join(name), &Limits::default(), &mut sink);

        println!(
            "{name}: {} product versions, {} operations, {} parameters, {} listed products",
            imported.products, imported.operations, imported.parameters, sink.0
        );
        println!("  remarks: {:?}", imported.remarks);
        for skipped in &imported.skipped {
            println!("  skipped {}: {}", skipped.what, skipped.why);
        }
        assert!(imported.products >= versions);
        let lost = imported.skipped.iter().filter(|skipped| skipped.why != Why::OtherFile).count();
        assert!(imported.operations + lost >= operations, "{} + {lost}", imported.operations);
        assert!(imported.skipped.len() < 20);
    }
}
