//! What the web view is told about the graphics of the machine, before it starts.

#[cfg(target_os = "linux")]
use std::path::Path;

/// Tells WebKitGTK not to share its frames through a graphics card where there is none (a virtual machine, a remote
/// desktop): with shared buffers that nothing reads quickly, each frame takes twice as long. What the person set stays.
///
/// To be called first thing: the environment is a process's own only until it has a second thread.
#[cfg(target_os = "linux")]
pub fn prepare() {
    if !has_card(Path::new("/dev/dri"))
        && let Err(error) = glib::setenv("WEBKIT_DISABLE_DMABUF_RENDERER", "1", false)
    {
        eprintln!("soarboard: the web view draws as it does with a graphics card: {error}");
    }
}

/// The web views of the other systems know for themselves.
#[cfg(not(target_os = "linux"))]
pub fn prepare() {}

/// Says whether the kernel's folder of graphics devices has one.
#[cfg(target_os = "linux")]
fn has_card(devices: &Path) -> bool {
    devices.read_dir().is_ok_and(|mut entries| entries.next().is_some())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_devices_that_is_missing_or_empty_has_no_card() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!has_card(&folder.path().join("missing")));
        assert!(!has_card(folder.path()));
        std::fs::write(folder.path().join("renderD128"), "").unwrap();
        assert!(has_card(folder.path()));
    }
}
