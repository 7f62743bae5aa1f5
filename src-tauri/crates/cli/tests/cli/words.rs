//! Languages, colours, streams that close: what holds for every command.

use std::process::Stdio;

use crate::{Desk, Ran};

#[test]
fn the_language_follows_the_flag_and_the_locale() {
    let args = ["call", "cloud-siem", "ListAutomateResponseConfigs"];

    let flag = Desk::new().run(&[&args[..], &["--lang", "zh"]].concat()).exits(2);
    let locale = Desk::new().with("LANG", "zh_CN.UTF-8").run(&args).exits(2);
    let first = Desk::new().with("LANG", "zh_CN.UTF-8").with("LC_ALL", "C").run(&args).exits(2);

    assert!(flag.stderr.starts_with("error[credential-missing]: 没有指定凭据"), "{flag:#?}");
    assert_eq!(flag.stderr, locale.stderr);
    assert!(first.stderr.contains("No credential was named"), "{first:#?}");
}

#[test]
fn help_has_examples_and_version_is_plain() {
    let desk = Desk::new();

    let help = desk.run(&["call", "--help"]).exits(0).stdout;
    let short = desk.run(&["--help"]).exits(0).stdout;

    assert!(help.contains("soarboard call cloud-siem ListAutomateResponseConfigs"), "{help}");
    assert!(short.contains("Exit codes"), "{short}");
    assert!(desk.run(&["--version"]).exits(0).stdout.starts_with("soarboard "));
    desk.run(&[]).exits(2);
    desk.run(&["nonsense"]).exits(2);
}

#[test]
fn pipes_get_no_colours() {
    let ran =
        Desk::new().with("TERM", "xterm").run(&["call", "cloud-siem", "Nope", "--credential", "practice"]);

    assert!(!ran.exits(2).stderr.contains('\x1b'));
}

/// Runs with a standard output that nobody reads.
fn unread(args: &[&str]) -> Ran {
    let mut child = Desk::new().command(args).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    Ran::of(child)
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_gone_ends_it_quietly() {
    let list = unread(&["catalog", "show", "Ecs", "--json"]).exits(0);
    let call =
        unread(&["call", "cloud-siem", "ListAutomateResponseConfigs", "--credential", "practice", "--quiet"]);

    assert_eq!(list.stderr, "");
    assert!(!call.exits(130).stderr.contains("error["));
}

#[test]
fn texts_of_others_cannot_steer_the_terminal() {
    let desk = Desk::new();
    desk.write(
        "a.json",
        "{\"nodes\":[{\"id\":\"n\\u001b[2J\",\"kind\":\"start\",\"name\":\"\\u001b]0;x\\u0007\"}]}",
    );

    let ran = desk.run(&["check", "a.json"]);

    assert!(
        !ran.stdout.contains('\x1b') && !ran.stderr.contains('\x1b') && !ran.stdout.is_empty(),
        "{ran:#?}"
    );
}
