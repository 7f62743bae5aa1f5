//! Paints a picture as PNG, with the fonts of this machine.
//!
//! The drawing itself is the engine's SVG; here it only becomes pixels. Fonts are read when a picture is painted, never
//! at start-up. Deliberately absent: loading anything a drawing might name; ours name nothing.

use std::collections::BTreeSet;
use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Group, Node, Options, Tree, fontdb};
use soarboard_engine::picture::Picture;
use soarboard_model::message::Message;

use crate::wire::{ErrorCode, WireError};

/// Most pixels of a picture: 64 million, a quarter of a gigabyte while it is painted.
const MOST_PIXELS: f64 = 64e6;

/// Most letters that a note names: those beyond tell nobody more.
const MOST_NAMED: usize = 24;

/// A painted picture.
#[derive(Debug, Clone)]
pub struct Painted {
    /// The PNG file.
    pub png: Vec<u8>,
    /// Pixels for each unit of the drawing.
    pub scale: f64,
    /// The scale that was asked for; a picture that would have been too large has less.
    pub asked: f64,
    /// Letters that no font of this machine has, each once; they are painted as boxes.
    pub unseen: String,
}

impl Painted {
    /// Returns what to tell whoever gets the picture: that it is smaller than asked for, and which letters became boxes.
    pub fn notes(&self) -> Vec<Message> {
        let smaller = (self.scale < self.asked)
            .then(|| Message::new("picture-smaller").with("scale", format!("{:.2}", self.scale)));
        smaller.into_iter().chain(self.boxes()).collect()
    }

    fn boxes(&self) -> Option<Message> {
        if self.unseen.is_empty() {
            return None;
        }
        let mut letters: String = self.unseen.chars().take(MOST_NAMED).collect();
        if letters.len() < self.unseen.len() {
            letters.push('…');
        }
        Some(Message::new("picture-unseen").with("letters", letters))
    }
}

/// Paints a picture.
///
/// **Errors** the machine has no fonts, so that no text would be seen; or the drawing cannot be painted.
pub fn paint(picture: &Picture, scale: f64) -> Result<Painted, WireError> {
    paint_with(fonts()?, picture, scale)
}

fn paint_with(fonts: fontdb::Database, picture: &Picture, scale: f64) -> Result<Painted, WireError> {
    let options = Options { fontdb: Arc::new(fonts), ..Options::default() };
    let tree = Tree::from_str(&picture.svg, &options).map_err(|error| failed(&error))?;
    let asked = scale;
    let scale = possible(picture, asked);
    let pixels = |length: f64| (length * scale).floor().max(1.0) as u32;
    let mut pixmap =
        Pixmap::new(pixels(picture.width), pixels(picture.height)).ok_or_else(|| failed(&"size"))?;
    resvg::render(&tree, Transform::from_scale(scale as f32, scale as f32), &mut pixmap.as_mut());
    let png = pixmap.encode_png().map_err(|error| failed(&error))?;
    let mut unseen = BTreeSet::new();
    find_unseen(tree.root(), &mut unseen);
    Ok(Painted { png, scale, asked, unseen: unseen.into_iter().collect() })
}

/// Adds the letters for which a font gave its box of the missing glyph.
fn find_unseen(group: &Group, unseen: &mut BTreeSet<String>) {
    for node in group.children() {
        match node {
            Node::Group(group) => find_unseen(group, unseen),
            Node::Text(text) => {
                let glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
                let missing = glyphs.filter(|glyph| glyph.id.0 == 0 && !glyph.text.trim().is_empty());
                unseen.extend(missing.map(|glyph| glyph.text.clone()));
            }
            _ => {}
        }
    }
}

/// Returns the scale asked for, or the largest that keeps the picture within what memory should bear.
fn possible(picture: &Picture, scale: f64) -> f64 {
    scale.clamp(0.05, 8.0).min((MOST_PIXELS / (picture.width * picture.height)).sqrt())
}

/// Returns the fonts of this machine; families that a drawing asks for and that are missing give way to one that is there.
fn fonts() -> Result<fontdb::Database, WireError> {
    let mut fonts = fontdb::Database::new();
    fonts.load_system_fonts();
    let known = |name: &str| fonts.faces().any(|face| face.families.iter().any(|(family, _)| family == name));
    let wanted =
        ["Inter", "Noto Sans", "DejaVu Sans", "Segoe UI", "Helvetica Neue", "Liberation Sans", "Arial"];
    let first =
        || fonts.faces().next().and_then(|face| face.families.first()).map(|(family, _)| family.clone());
    let sans = wanted.iter().find(|name| known(name)).map(|name| (*name).to_owned()).or_else(first);
    let Some(sans) = sans else {
        return Err(WireError::new(ErrorCode::FileUnwritable, Message::new("error-no-fonts"))
            .hint(Message::new("error-no-fonts-hint")));
    };
    fonts.set_sans_serif_family(sans);
    Ok(fonts)
}

fn failed(reason: &dyn std::fmt::Display) -> WireError {
    WireError::new(ErrorCode::Internal, Message::new("error-not-painted").with("reason", reason))
}

#[cfg(test)]
mod tests {
    use soarboard_engine::{picture, sample};
    use soarboard_model::message::Lang;

    use super::*;

    fn dark_pixels(png: &[u8]) -> (u32, u32, usize) {
        let pixmap = Pixmap::decode_png(png).expect("a PNG");
        let dark = pixmap.pixels().iter().filter(|pixel| pixel.red() < 90).count();
        (pixmap.width(), pixmap.height(), dark)
    }

    #[test]
    fn text_and_lines_are_painted_at_the_size_asked_for() {
        let picture = picture::draw(&sample::playbook(), Lang::En);
        let wordless = picture::Picture { svg: without_texts(&picture.svg), ..picture.clone() };

        let painted = paint(&picture, 2.0).expect("fonts are installed with the other packages");

        let (width, height, dark) = dark_pixels(&painted.png);
        assert_eq!((f64::from(width), f64::from(height)), (picture.width * 2.0, picture.height * 2.0));
        let (_, _, lines) = dark_pixels(&paint(&wordless, 2.0).unwrap().png);
        assert!(dark > lines + 500, "{dark} dark pixels, {lines} of them without letters");
    }

    #[cfg(target_os = "linux")]
    /// A picture of nodes that all have one name.
    fn named(name: &str) -> picture::Picture {
        let mut playbook = sample::playbook();
        for node in playbook.nodes.values_mut() {
            node.name = name.into();
            node.description.clear();
        }
        picture::draw(&playbook, Lang::Zh)
    }

    #[cfg(target_os = "linux")]
    fn without_chinese(mut fonts: fontdb::Database) -> fontdb::Database {
        let is_latin =
            |face: &fontdb::FaceInfo| face.families.iter().any(|(name, _)| name.starts_with("DejaVu"));
        let others: Vec<_> = fonts.faces().filter(|face| !is_latin(face)).map(|face| face.id).collect();
        others.into_iter().for_each(|id| fonts.remove_face(id));
        fonts.set_sans_serif_family("DejaVu Sans");
        fonts
    }

    // The packages of the tests bring a font without Chinese and one with it; elsewhere nobody knows what is there.
    #[cfg(target_os = "linux")]
    #[test]
    fn chinese_is_painted_where_a_font_has_it_and_told_where_none_does() {
        let picture = named("查询实例");
        let wordless = picture::Picture { svg: without_texts(&picture.svg), ..picture.clone() };

        let painted = paint(&picture, 2.0).unwrap();
        if painted.unseen.is_empty() {
            let (_, _, dark) = dark_pixels(&painted.png);
            let (_, _, lines) = dark_pixels(&paint(&wordless, 2.0).unwrap().png);
            assert!(dark > lines + 500, "{dark} dark pixels, {lines} of them without letters");
            // Other words, other pixels: boxes would be the same whatever the name.
            assert_ne!(painted.png, paint(&named("删除规则"), 2.0).unwrap().png);
        } else {
            println!("no Chinese font here: only that it is told was tested");
            assert!(std::env::var_os("CI").is_none(), "CI installs a Chinese font");
        }

        let boxes = paint_with(without_chinese(fonts().unwrap()), &picture, 2.0).unwrap();
        assert!("查询实例".chars().all(|letter| boxes.unseen.contains(letter)), "{:?}", boxes.unseen);
        let latin =
            paint_with(without_chinese(fonts().unwrap()), &picture::draw(&sample::playbook(), Lang::En), 2.0);
        let latin = latin.unwrap();
        assert_eq!((latin.unseen.as_str(), latin.notes()), ("", Vec::new()));
    }

    #[test]
    fn a_note_names_a_few_letters_however_many_are_unseen() {
        let note = |unseen: &str| {
            let painted = Painted { png: Vec::new(), scale: 1.0, asked: 1.0, unseen: unseen.to_owned() };
            painted.notes().pop()
        };
        let named = |count| "查".repeat(count);

        assert_eq!(note(""), None);
        let few = note(&named(MOST_NAMED)).unwrap();
        assert_eq!(few, Message::new("picture-unseen").with("letters", named(MOST_NAMED)));
        let many = note(&named(900)).unwrap();
        assert_eq!(many, Message::new("picture-unseen").with("letters", named(MOST_NAMED) + "…"));
        assert!([Lang::En, Lang::Zh].iter().all(|lang| few.text(*lang).contains(&named(MOST_NAMED))));
    }

    #[test]
    fn a_huge_drawing_is_painted_smaller_instead_of_not_at_all() {
        let sized = |width: f64, height: f64| picture::Picture { svg: String::new(), width, height };
        assert_eq!(possible(&sized(1000.0, 500.0), 2.0), 2.0);
        let scale = possible(&sized(90_000.0, 40_000.0), 2.0);
        assert!((0.13..0.14).contains(&scale), "{scale}");

        let notes = |scale, unseen: &str| {
            Painted { png: Vec::new(), scale, asked: 2.0, unseen: unseen.to_owned() }.notes()
        };
        let smaller = Message::new("picture-smaller").with("scale", "0.13");
        assert_eq!(notes(2.0, ""), []);
        assert_eq!(notes(0.133, ""), std::slice::from_ref(&smaller));
        assert_eq!(notes(0.133, "查"), [smaller, Message::new("picture-unseen").with("letters", "查")]);
    }

    fn without_texts(svg: &str) -> String {
        svg.lines().filter(|line| !line.starts_with("<text")).collect::<Vec<_>>().join("\n")
    }
}
