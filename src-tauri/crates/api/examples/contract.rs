//! Prints the contract or the playbook schema as JSON; `cargo xtask codegen` turns them into checked-in files.

fn main() {
    let value = match std::env::args().nth(1).as_deref() {
        Some("playbook") => soarboard_model::format::playbook_schema(),
        _ => soarboard_api::command::contract(),
    };
    #[allow(clippy::print_stdout)]
    {
        print!("{}", soarboard_model::format::pretty(&value));
    }
}
