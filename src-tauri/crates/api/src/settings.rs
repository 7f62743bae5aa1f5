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
    let mut settings: Settings = serde_json::from_slice(&bytes).unwrap_or_default();
    if settings.region.is_empty() {
        settings.region = "cn-hangzhou".to_owned();
    }
    if settings.profile.is_empty() {
        settings.profile = crate::profile::PRACTICE.to_owned();
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
