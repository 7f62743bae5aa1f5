//! The smallest Tauri program: one window with one static page. `cargo xtask bench start` measures the shell beside it.
//!
//! Deliberately absent: commands, plugins and state, so that what the shell costs above this is what we added. Built by
//! that benchmark only.

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!())
}
