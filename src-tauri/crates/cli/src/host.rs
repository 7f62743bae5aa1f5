//! What the engine gets from a command line: folders, clock, keyring, network.
//!
//! Nothing is opened before it is used: the TLS set-up waits for the first request, the keyring for the first stored
//! profile. Deliberately absent: dialogs, a browser and a window; whoever asks for them gets nothing.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use soarboard_api::host::{FileChoice, Host};
use soarboard_api::import::CredentialFiles;
use soarboard_api::wire::{ErrorCode, Notification};
use soarboard_cloud::catalog::refresh::Site;
use soarboard_cloud::http::{
    BoxFuture, Clock, HttpRequest, HttpResponse, HttpSend, NonceSource, RandomNonce, ReqwestSend, SendError,
    SendErrorKind, SystemClock, TransportLimits,
};
use soarboard_model::message::Message;
use soarboard_secret::{KeyringStore, SecretStore};

use crate::stop::{Failure, Stop};

/// Environment variable that names the data folder; `--data-dir` wins over it.
const DATA_DIR: &str = "SOARBOARD_DATA_DIR";
/// Environment variable that names a stand-in for the metadata service on this machine, `http://127.0.0.1:PORT`. Any
/// other address is refused: nobody can make the program fetch facts from elsewhere.
const METADATA_SERVICE: &str = "SOARBOARD_METADATA_SERVICE";

/// The command line around the engine.
pub(crate) struct CliHost {
    data_dir: PathBuf,
    metadata_site: Site,
    http: Arc<LazyHttp>,
    secrets: Arc<dyn SecretStore>,
}

impl CliHost {
    /// Returns the host of a data folder and makes the folder.
    ///
    /// **Errors** when there is no such place, or it cannot be made; when the stand-in for the metadata service is not on
    /// this machine.
    pub(crate) fn new(given: Option<&Path>) -> Result<Arc<Self>, Stop> {
        let data_dir = data_dir(given).ok_or_else(|| Failure::usage(Message::new("cli-data-dir-none")))?;
        make_private(&data_dir).map_err(|error| {
            let message = Message::new("cli-data-dir").with("path", data_dir.display()).with("reason", error);
            Failure::of(ErrorCode::FileUnwritable, message)
        })?;
        let metadata_site = metadata_site()?;
        let secrets = Arc::new(KeyringStore::new());
        Ok(Arc::new(Self { data_dir, metadata_site, http: Arc::default(), secrets }))
    }
}

impl Host for CliHost {
    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(SystemClock)
    }

    fn nonces(&self) -> Arc<dyn NonceSource> {
        Arc::new(RandomNonce)
    }

    fn http(&self) -> Arc<dyn HttpSend> {
        self.http.clone()
    }

    fn secrets(&self) -> Arc<dyn SecretStore> {
        self.secrets.clone()
    }

    fn data_dir(&self) -> &Path {
        &self.data_dir
    }

    fn choose_file(&self, _: FileChoice) -> BoxFuture<'_, Option<PathBuf>> {
        // As if the dialog had been closed: files are named on the command line.
        Box::pin(async { None })
    }

    fn credential_files(&self) -> CredentialFiles {
        CredentialFiles::of_user()
    }

    fn metadata_site(&self) -> Site {
        self.metadata_site.clone()
    }

    fn open_link(&self, _: &str) -> Result<(), String> {
        Err("the command line opens no pages".to_owned())
    }

    fn notify(&self, _: Notification) {}

    fn quit(&self) {}

    fn startup_file(&self) -> Option<PathBuf> {
        None
    }
}

/// Returns the data folder: as given, as the environment says, else the one that the window uses.
pub(crate) fn data_dir(given: Option<&Path>) -> Option<PathBuf> {
    let from_environment = || std::env::var_os(DATA_DIR).filter(|text| !text.is_empty()).map(PathBuf::from);
    let usual = || dirs::data_dir().map(|folder| folder.join("soarboard"));
    given.map(Path::to_owned).or_else(from_environment).or_else(usual)
}

fn metadata_site() -> Result<Site, Stop> {
    let Some(address) = std::env::var_os(METADATA_SERVICE).filter(|text| !text.is_empty()) else {
        return Ok(Site::Vendor);
    };
    let address = address.to_string_lossy();
    Site::on_this_machine(&address).ok_or_else(|| {
        let message = Message::new("cli-metadata-service").with("name", METADATA_SERVICE);
        Failure::of(ErrorCode::Unsafe, message.with("address", &address)).into()
    })
}

/// Makes a folder that only this user can read.
fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// The network, set up at the first request.
#[derive(Default)]
struct LazyHttp {
    client: OnceLock<Result<ReqwestSend, String>>,
}

impl HttpSend for LazyHttp {
    fn send<'a>(&'a self, request: HttpRequest) -> BoxFuture<'a, Result<HttpResponse, SendError>> {
        let client = self
            .client
            .get_or_init(|| ReqwestSend::new(TransportLimits::default()).map_err(|error| error.to_string()));
        match client {
            Ok(client) => client.send(request),
            Err(text) => {
                let error = SendError { kind: SendErrorKind::Other, host: request.host, text: text.clone() };
                Box::pin(async move { Err(error) })
            }
        }
    }
}
