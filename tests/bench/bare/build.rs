//! Reads the configuration, as every Tauri program's build script does.

fn main() {
    tauri_build::build();
}
