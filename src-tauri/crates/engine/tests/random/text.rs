//! Random playbook files, as texts: what other programs and later versions may write, in any order and spelling.
//!
//! Built as text and not as values, because what is at stake is what a value does not hold: the order of keys, the
//! spelling of numbers, line ends, a byte order mark, doubled keys.

use crate::generator::Random;

/// A file, and what was put into it.
pub(crate) struct Text {
    pub(crate) text: String,
    pub(crate) kind: Kind,
    /// Keys that stand in an object that has them already.
    pub(crate) doubled: usize,
    /// Values that no version of the program has a name for.
    pub(crate) unknown: usize,
}

/// What is to become of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It opens and can be edited.
    Usual,
    /// It is of a newer format: it opens to be looked at.
    Newer,
    /// Half a surrogate pair stands in it, which is no character: it stays as it is.
    Surrogate,
}

/// Keys that no version knows; as they stand in the file, so that some are spelt with escapes.
const KEYS: &[&str] = &[
    "zeta",
    "x-later",
    "__proto__",
    "constructor",
    "toString",
    "",
    "键",
    "a.b",
    "$ref",
    "0",
    "\\\"quoted\\\"",
    "\\u202eevil",
    "\\ud83d\\ude00",
    "Alpha",
    "soar_v2",
    "line\\nbreak",
];
const NUMBERS: &[&str] = &[
    "9007199254740993",
    "1E400",
    "0.10",
    "-0",
    "12345678901234567890",
    "-0.0",
    "1e-7",
    "1.0E+2",
    "5e-324",
    "3.141592653589793238462643383279",
    "-98765432109876543210987654321",
    "0",
    "42",
];
const STRINGS: &[&str] = &[
    "plain",
    "",
    "中文名字",
    "\\u0000\\u001f\\u007f",
    "\\ud83d\\ude00 and 😀",
    "\\/ \\\\ \\b\\f\\n\\r\\t",
    "\\u202eright to left",
    "${event.uuid}",
    "<img src=x onerror=alert(1)>",
    "\\ufeff\\ufffe\\uffff",
    "e\\u0301 é",
];
const NODE_KINDS: &[&str] = &[
    "start",
    "end",
    "AliyunCloudOpenAPI",
    "exclusiveGateway",
    "note",
    "Toaster",
    "NotifyMessage",
    "later/kind",
];

/// Returns the file of a seed.
pub(crate) fn of(seed: u64) -> Text {
    let mut random = Random::seeded(seed);
    let kind = match random.below(20) {
        0 => Kind::Newer,
        1 => Kind::Surrogate,
        _ => Kind::Usual,
    };
    let lines = ["", "\n", "\r\n", "\n\t"][random.below(4)];
    let mut writer = Writer { random, lines, doubled: 0, unknown: 0 };
    let mut text = writer.file(kind);
    if writer.random.below(6) == 0 {
        text.insert(0, '\u{feff}');
    }
    Text { text, kind, doubled: writer.doubled, unknown: writer.unknown }
}

struct Writer {
    random: Random,
    lines: &'static str,
    doubled: usize,
    unknown: usize,
}

type Fields = Vec<(String, String)>;

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

impl Writer {
    fn pick(&mut self, from: &[&'static str]) -> &'static str {
        from[self.random.below(from.len())]
    }

    /// Sometimes adds a field.
    fn some(&mut self, fields: &mut Fields, key: &str, value: impl FnOnce(&mut Self) -> String) {
        if self.random.below(3) > 0 {
            let value = value(self);
            fields.push((key.to_owned(), value));
        }
    }

    fn text(&mut self) -> String {
        let text = self.pick(STRINGS);
        quoted(if text.is_empty() { "filled" } else { text })
    }

    fn file(&mut self, kind: Kind) -> String {
        let mut fields = Fields::new();
        let version = if kind == Kind::Newer { "2" } else { "1" };
        if kind == Kind::Newer || self.random.below(4) > 0 {
            fields.push(("formatVersion".to_owned(), version.to_owned()));
        }
        self.some(&mut fields, "$schema", |_| quoted("https://example.com/schema.json"));
        self.some(&mut fields, "name", Self::text);
        self.some(&mut fields, "description", Self::text);
        self.some(&mut fields, "trigger", Self::trigger);
        let count = self.random.below(6);
        let nodes: Vec<String> = (1..=count).map(|number| self.node(number)).collect();
        fields.push(("nodes".to_owned(), self.list(&nodes)));
        let edges = if count > 1 { self.random.below(4) } else { 0 };
        let edges: Vec<String> = (1..=edges).map(|number| self.edge(number, count)).collect();
        fields.push(("edges".to_owned(), self.list(&edges)));
        self.some(&mut fields, "layout", |writer| writer.layout(count));
        if kind == Kind::Surrogate {
            let half = ["\\ud83d", "\\ude00", "\\ud83d\\ud83d", "x\\udfff"][self.random.below(4)];
            fields.push(("half".to_owned(), quoted(half)));
        }
        self.object(fields)
    }

    fn trigger(&mut self) -> String {
        let inputs: Vec<String> = (0..self.random.below(3))
            .map(|number| {
                let mut fields = vec![("name".to_owned(), quoted(&format!("in{number}")))];
                self.some(&mut fields, "type", |_| quoted("String"));
                self.some(&mut fields, "required", |_| "true".to_owned());
                self.some(&mut fields, "example", Self::text);
                self.object(fields)
            })
            .collect();
        let inputs = self.list(&inputs);
        let fields = vec![("type".to_owned(), quoted("template-alert")), ("inputs".to_owned(), inputs)];
        self.object(fields)
    }

    fn node(&mut self, number: usize) -> String {
        let kind = self.pick(NODE_KINDS);
        let mut fields = vec![
            ("id".to_owned(), quoted(&format!("n{number}"))),
            ("kind".to_owned(), quoted(kind)),
            ("name".to_owned(), quoted(&format!("节点{number}"))),
        ];
        self.some(&mut fields, "action", |_| quoted("assumeApi"));
        self.some(&mut fields, "description", Self::text);
        self.some(&mut fields, "disabled", |_| "true".to_owned());
        self.some(&mut fields, "settings", |writer| {
            let mut settings = Fields::new();
            writer.some(&mut settings, "operation", |_| quoted("DescribeInstances"));
            writer.some(&mut settings, "product", |_| quoted("Ecs"));
            writer.some(&mut settings, "parameters", |writer| writer.value(3));
            settings.push(("more".to_owned(), writer.value(4)));
            writer.object(settings)
        });
        self.object(fields)
    }

    fn edge(&mut self, number: usize, nodes: usize) -> String {
        let mut fields = vec![("id".to_owned(), quoted(&format!("e{number}")))];
        for (end, port) in [("from", "out"), ("to", "in")] {
            let node = format!("n{}", 1 + self.random.below(nodes));
            let known = vec![("port".to_owned(), quoted(port)), ("node".to_owned(), quoted(&node))];
            fields.push((end.to_owned(), self.object(known)));
        }
        self.some(&mut fields, "required", |_| "true".to_owned());
        self.object(fields)
    }

    fn layout(&mut self, nodes: usize) -> String {
        let mut places = Fields::new();
        for number in 1..=nodes {
            let x = self.pick(&["0", "10", "-2.5", "0.10", "-0", "1e3", "120"]);
            let fields = vec![("y".to_owned(), "40".to_owned()), ("x".to_owned(), x.to_owned())];
            let place = self.object(fields);
            places.push((format!("n{number}"), place));
        }
        let places = self.shuffled(places);
        let nodes = self.braced(&places);
        self.object(vec![("nodes".to_owned(), nodes)])
    }

    /// An object of these fields and of some that no version knows, in any order; some keys stand twice.
    fn object(&mut self, mut fields: Fields) -> String {
        let mut keys: Vec<&str> = KEYS.to_vec();
        for _ in 0..self.random.below(3) {
            let key = keys.swap_remove(self.random.below(keys.len()));
            let value = self.value(3);
            self.unknown += 1;
            fields.push((key.to_owned(), value.clone()));
            if self.random.below(40) == 0 {
                self.doubled += 1;
                fields.push((key.to_owned(), value));
            }
        }
        let fields = self.shuffled(fields);
        self.braced(&fields)
    }

    fn value(&mut self, depth: usize) -> String {
        match self.random.below(if depth == 0 { 4 } else { 6 }) {
            0 => self.pick(NUMBERS).to_owned(),
            1 => quoted(self.pick(STRINGS)),
            2 => self.pick(&["true", "false", "null", "[]", "{}"]).to_owned(),
            3 => self.pick(NUMBERS).to_owned(),
            4 => {
                let items: Vec<String> = (0..self.random.below(4)).map(|_| self.value(depth - 1)).collect();
                self.list(&items)
            }
            _ => {
                let mut keys: Vec<&str> = KEYS.to_vec();
                let fields = (0..self.random.below(4)).map(|_| {
                    let key = keys.swap_remove(self.random.below(keys.len()));
                    (key.to_owned(), self.value(depth - 1))
                });
                let fields: Fields = fields.collect();
                self.braced(&fields)
            }
        }
    }

    fn shuffled(&mut self, mut fields: Fields) -> Fields {
        for at in (1..fields.len()).rev() {
            fields.swap(at, self.random.below(at + 1));
        }
        fields
    }

    fn braced(&mut self, fields: &Fields) -> String {
        let fields: Vec<String> =
            fields.iter().map(|(key, value)| format!("{}: {value}", quoted(key))).collect();
        format!("{{{0}{1}{0}}}", self.lines, fields.join(&format!(",{}", self.lines)))
    }

    fn list(&mut self, items: &[String]) -> String {
        format!("[{}]", items.join(&format!(",{}", self.lines)))
    }
}
