//! Importing the vendor's credential files through the contract: what is found, what is taken, what is refused.

use serde_json::{Value, json};

use super::{CANARY, Keyring, named, profile};
use crate::support::Desk;

const ROLE: &str = r#""ram_role_arn":"acs:ram::1000000000000002:role/SecurityAudit","ram_session_name":"me""#;

fn desk() -> Desk {
    let desk = Desk::with_secrets(std::sync::Arc::new(Keyring::default()));
    let ak = format!(r#""access_key_id":"LTAI-made-up-0007","access_key_secret":"{CANARY}""#);
    let config = format!(
        r#"{{"current":"default","profiles":[
        {{"name":"default","mode":"AK",{ak},"region_id":"cn-shanghai"}},
        {{"name":"role","mode":"RamRoleArn",{ak},{ROLE}}},
        {{"name":"chain","mode":"ChainableRamRoleArn","source_profile":"default",{ROLE}}},
        {{"name":"sso","mode":"CloudSSO",{ak},"sts_token":"{CANARY}","sts_expiration":4000000000}},
        {{"name":"ecs","mode":"EcsRamRole"}},
        {{"name":"env","mode":"AK",{ak}}}]}}"#
    );
    std::fs::write(desk.folder().join("config.json"), config).unwrap();
    let ini =
        format!("[default]\ntype=access_key\naccess_key_id=LTAI-other-0008\naccess_key_secret={CANARY}\n");
    std::fs::write(desk.folder().join("credentials.ini"), ini).unwrap();
    desk
}

async fn take(desk: &Desk, ids: &[&str]) -> Value {
    desk.any("credential_import", json!({ "take": ids, "readOnly": true })).await
}

#[tokio::test]
async fn looking_stores_nothing_and_shows_no_secret() {
    let desk = desk();

    let reply = desk.ok("credential_import", json!({})).await;

    let ids: Vec<&str> =
        reply["found"].as_array().unwrap().iter().map(|entry| entry["id"].as_str().unwrap()).collect();
    assert_eq!(
        ids,
        [
            "config:default",
            "config:role",
            "config:chain",
            "config:sso",
            "config:ecs",
            "config:env",
            "ini:default"
        ]
    );
    assert_eq!(reply["found"][0]["accessKeyIdTail"], "0007");
    assert_eq!(reply["found"][4]["problem"]["id"], "error-import-unsupported");
    assert_eq!(reply["found"][5]["problem"]["id"], "error-profile-reserved");
    assert_eq!(reply["list"]["profiles"].as_array().unwrap().len(), 1);
    assert!(!reply.to_string().contains(CANARY));
}

#[tokio::test]
async fn what_is_taken_over_becomes_profiles_and_the_files_stay_as_they_are() {
    let desk = desk();
    let before = std::fs::read(desk.folder().join("config.json")).unwrap();

    let reply = take(&desk, &["config:chain", "config:role", "config:sso"]).await;

    let list = &reply["list"];
    assert_eq!(profile(list, "default")["accessKeyIdTail"], "0007", "a source comes along: {reply}");
    assert_eq!(profile(list, "default")["region"], "cn-shanghai");
    assert_eq!(profile(list, "chain")["role"]["source"], "default");
    assert_eq!(profile(list, "role")["role"]["source"], "role keys");
    assert_eq!(profile(list, "role keys")["kind"], "accessKey");
    assert_eq!(
        (&profile(list, "sso")["kind"], &profile(list, "sso")["expiresUnixS"]),
        (&json!("stsToken"), &json!(4_000_000_000_i64))
    );
    assert!(
        list["profiles"]
            .as_array()
            .unwrap()
            .iter()
            .all(|one| one["readOnly"] == true || one["name"] == "practice")
    );
    assert_eq!(std::fs::read(desk.folder().join("config.json")).unwrap(), before);
    assert!(!reply.to_string().contains(CANARY));
    let stored = desk.files().into_iter().filter(|file| file.parent().unwrap().ends_with("data"));
    for file in stored {
        assert!(!std::fs::read_to_string(&file).unwrap().contains(CANARY), "{}", file.display());
    }
    assert_eq!(desk.err("credential_test", named("chain")).await["code"], "unreachable", "the keys work");
}

#[tokio::test]
async fn names_that_are_taken_are_replaced_only_when_told() {
    let desk = desk();
    take(&desk, &["config:default"]).await;

    let refused = take(&desk, &["ini:default"]).await;
    assert_eq!(refused["message"]["id"], "error-import-exists");
    let twice = desk
        .err("credential_import", json!({ "take": ["config:default", "ini:default"], "replace": true }))
        .await;
    assert_eq!(twice["message"]["id"], "error-import-exists");

    let replaced = desk.ok("credential_import", json!({ "take": ["ini:default"], "replace": true })).await;
    assert_eq!(profile(&replaced["list"], "default")["accessKeyIdTail"], "0008");
    // The source of the chain is another key by now: it is not taken for the one in the file.
    assert_eq!(take(&desk, &["config:chain"]).await["message"]["id"], "error-import-exists");
}

#[tokio::test]
async fn one_entry_that_cannot_be_keeps_all_from_being_stored() {
    let desk = desk();
    for (id, message) in [
        ("config:ecs", "error-import-unusable"),
        ("config:nobody", "error-import-none"),
        ("nobody", "error-import-none"),
    ] {
        assert_eq!(take(&desk, &["config:default", id]).await["message"]["id"], message);
    }
    assert_eq!(desk.ok("credential_list", json!({})).await["profiles"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn keys_that_have_ended_are_not_used() {
    let desk = desk();
    take(&desk, &["config:sso"]).await;
    let list = desk.folder().join("data/profiles.json");
    let text = std::fs::read_to_string(&list).unwrap();
    std::fs::write(&list, text.replace("4000000000", "1000000000")).unwrap();

    let refused = desk.err("credential_test", named("sso")).await;

    assert_eq!((&refused["message"]["id"], desk.sent()), (&json!("error-profile-expired"), 0));
}

#[cfg(unix)]
#[tokio::test]
async fn a_program_runs_only_when_told_and_its_answer_stays_secret() {
    let desk = desk();
    let script = desk.folder().join("give.sh");
    let ran = desk.folder().join("ran");
    let answer = format!(
        r#"{{"mode":"StsToken","access_key_id":"STS.made-up-0009","access_key_secret":"{CANARY}","sts_token":"{CANARY}"}}"#
    );
    std::fs::write(&script, format!("touch {}\necho '{answer}'\n", ran.display())).unwrap();
    let line = |line: &str| {
        let config =
            format!(r#"{{"profiles":[{{"name":"p","mode":"External","process_command":"{line}"}}]}}"#);
        std::fs::write(desk.folder().join("config.json"), config).unwrap();
    };
    line(&format!("sh {} {CANARY}", script.display()));

    let looked = desk.ok("credential_import", json!({})).await;
    assert_eq!(looked["found"][0]["program"], "sh");
    let refused = take(&desk, &["config:p"]).await;
    assert_eq!(
        (&refused["code"], &refused["message"]["id"]),
        (&json!("unsafe"), &json!("error-import-program"))
    );
    assert!(!ran.exists());

    let told = json!({ "take": ["config:p"], "runPrograms": true });
    let reply = desk.ok("credential_import", told.clone()).await;
    assert!(ran.exists());
    let taken = profile(&reply["list"], "p");
    assert_eq!((&taken["kind"], &taken["accessKeyIdTail"]), (&json!("stsToken"), &json!("0009")));

    desk.ok("credential_remove", named("p")).await;
    let mut answers = vec![looked, refused, reply];
    for (command, id) in [
        (format!("false {CANARY}"), "error-import-program-failed"),
        ("no-such-program-here".to_owned(), "error-import-program-failed"),
        (format!("echo {CANARY}"), "error-import-program-odd"),
    ] {
        line(&command);
        let failed = desk.err("credential_import", told.clone()).await;
        assert_eq!(failed["message"]["id"], id, "{failed}");
        answers.push(failed);
    }
    assert!(answers.iter().all(|answer| !answer.to_string().contains(CANARY)), "{answers:?}");
}
