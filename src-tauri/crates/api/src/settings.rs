//! The settings file: small, plain, nothing secret in it.

use std::path::Path;

use soarboard_engine::session::store;
use soarboard_practice::{Fault, PracticeGateway};

use crate::wire::{PracticeFault, Settings};

const FILE: &str = "settings.json";

/// Reads the settings of a data folder. A missing or damaged file gives the defaults: settings are a convenience and
/// must never keep the program from starting.
pub(crate) fn load(data_dir: &Path) -> Settings {
    let bytes = std::fs::read(data_dir.join(FILE)).unwrap_or_default();
    let mut settings = within_limits(serde_json::from_slice(&bytes).unwrap_or_default());
    if settings.region.is_empty() {
        settings.region = "cn-hangzhou".to_owned();
    }
    if settings.profile.is_empty() {
        settings.profile = crate::profile::PRACTICE.to_owned();
    }
    settings
}

/// Returns settings with every number within its limits and no list longer than any window would make it.
pub(crate) fn within_limits(mut settings: Settings) -> Settings {
    settings.text_scale = settings.text_scale.clamp(100, 200);
    settings
        .shortcuts
        .retain(|action, keys| action.len() <= 64 && keys.len() <= 4 && keys.iter().all(|k| k.len() <= 40));
    while settings.shortcuts.len() > 500 {
        settings.shortcuts.pop_last();
    }
    settings
}

/// Writes the settings of a data folder.
///
/// **Errors** as the store reports them.
pub(crate) fn save(data_dir: &Path, settings: &Settings) -> Result<(), store::StoreError> {
    store::save(&data_dir.join(FILE), soarboard_model::format::pretty(settings).as_bytes(), None).map(|_| ())
}

/// Lets the practice service behave and speak as the settings say.
pub(crate) fn apply(settings: &Settings, practice: &PracticeGateway) {
    practice.set_fault(fault(settings.practice_fault));
    practice.set_lang(settings.lang.unwrap_or_default());
}

fn fault(setting: PracticeFault) -> Fault {
    match setting {
        PracticeFault::None => Fault::None,
        PracticeFault::Throttle => Fault::Throttle,
        PracticeFault::Refuse => Fault::Refuse,
        PracticeFault::Fail => Fault::Fail,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_settings_are_brought_within_limits() {
        let key = |text: &str| vec![text.to_owned()];
        let mut settings = Settings { text_scale: 9000, ..Settings::default() };
        settings.shortcuts.insert("save".to_owned(), key("Mod+S"));
        settings.shortcuts.insert("undo".to_owned(), key(&"x".repeat(41)));
        for n in 0..600 {
            settings.shortcuts.insert(format!("z{n}"), Vec::new());
        }
        let kept = within_limits(settings);
        assert_eq!((kept.text_scale, kept.shortcuts.len()), (200, 500));
        assert_eq!(kept.shortcuts.get("save"), Some(&key("Mod+S")));
        assert!(!kept.shortcuts.contains_key("undo"));
        assert_eq!(within_limits(Settings::default()).text_scale, 100);
    }
}
