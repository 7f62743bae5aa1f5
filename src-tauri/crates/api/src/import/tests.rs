//! Both files, whole and broken. Values are made up; `canary` marks what must never show.

use super::*;

const NOW_S: i64 = 1_790_000_000;

fn looked(config: Option<&[u8]>, ini: Option<&[u8]>) -> Findings {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: Option<&[u8]>| {
        let path = folder.path().join(name);
        if let Some(bytes) = bytes {
            std::fs::write(&path, bytes).unwrap();
        }
        Some(path)
    };
    let files = CredentialFiles {
        cli_config: write("config.json", config),
        credentials_ini: write("credentials.ini", ini),
        ..CredentialFiles::default()
    };
    look(&files, NOW_S)
}

fn of_config(profiles: &str) -> Findings {
    looked(
        Some(format!(r#"{{"current":"default","profiles":[{profiles}],"meta_path":""}}"#).as_bytes()),
        None,
    )
}

/// What an entry came to: its kind, or the id of the reason.
fn outcome(findings: &Findings, name: &str) -> String {
    let found = findings.found.iter().find(|found| found.name == name).unwrap();
    match &found.kind {
        FoundKind::Keys(keys) if keys.token.is_some() => "token".to_owned(),
        FoundKind::Keys(_) => "keys".to_owned(),
        FoundKind::RoleOnKeys(_, role) => format!("role {}", role.role_arn),
        FoundKind::RoleOnEntry(role) => format!("role on {}", role.source),
        FoundKind::Program(line) => format!("program {}", program::name(line.expose())),
        FoundKind::Unusable(message) => message.id.to_string(),
    }
}

const AK: &str = r#""access_key_id":"LTAI-made-up-0001","access_key_secret":"canary-secret""#;
const ROLE: &str = r#""ram_role_arn":"acs:ram::1000000000000002:role/SecurityAudit","ram_session_name":"me""#;

#[test]
fn every_mode_of_the_command_line_has_its_outcome() {
    let late = NOW_S + 60;
    let findings = of_config(&format!(
        r#"{{"name":"default","mode":"AK",{AK},"region_id":"cn-hangzhou","unknown":[1]}},
        {{"name":"sts","mode":"StsToken",{AK},"sts_token":"canary-token"}},
        {{"name":"sts-half","mode":"StsToken",{AK}}},
        {{"name":"role","mode":"RamRoleArn",{AK},{ROLE},"expired_seconds":900}},
        {{"name":"role-bad","mode":"RamRoleArn",{AK},"ram_role_arn":"SecurityAudit"}},
        {{"name":"chain","mode":"ChainableRamRoleArn","source_profile":"role",{ROLE}}},
        {{"name":"chain-2","mode":"ChainableRamRoleArn","source_profile":"chain",{ROLE}}},
        {{"name":"chain-open","mode":"ChainableRamRoleArn","source_profile":"nobody",{ROLE}}},
        {{"name":"chain-none","mode":"ChainableRamRoleArn",{ROLE}}},
        {{"name":"chain-ecs","mode":"ChainableRamRoleArn","source_profile":"ecs",{ROLE}}},
        {{"name":"sso","mode":"CloudSSO",{AK},"sts_token":"canary-token","sts_expiration":{late}}},
        {{"name":"sso-old","mode":"CloudSSO",{AK},"sts_token":"canary-token","sts_expiration":{NOW_S}}},
        {{"name":"oauth","mode":"OAuth",{AK},"sts_token":"canary-token","sts_expiration":"{late}"}},
        {{"name":"oauth-none","mode":"OAuth",{AK},"sts_token":"canary-token"}},
        {{"name":"ecs","mode":"EcsRamRole","ram_role_name":"x"}},
        {{"name":"oidc","mode":"OIDC"}},
        {{"name":"uri","mode":"CredentialsURI","credentials_uri":"http://canary"}},
        {{"name":"program","mode":"External","process_command":"canary --token canary"}},
        {{"name":"new","mode":"Teleport"}},
        {{"name":"empty","mode":"AK","access_key_id":"","access_key_secret":""}},
        {{"name":"number","mode":"AK","access_key_id":7,"access_key_secret":"canary"}},
        {{"name":"blank","mode":"AK","access_key_id":"LTAI x","access_key_secret":"canary"}},
        {{"name":"default","mode":"AK","access_key_id":"LTAI-second","access_key_secret":"canary"}},
        7"#
    ));

    let expected = [
        ("default", "keys"),
        ("sts", "token"),
        ("sts-half", "error-import-incomplete"),
        ("role", "role acs:ram::1000000000000002:role/SecurityAudit"),
        ("role-bad", "error-role-arn"),
        ("chain", "role on role"),
        ("chain-2", "role on chain"),
        ("chain-open", "error-role-source"),
        ("chain-none", "error-import-incomplete"),
        ("chain-ecs", "error-import-source"),
        ("sso", "token"),
        ("sso-old", "error-import-expired"),
        ("oauth", "token"),
        ("oauth-none", "error-import-expired"),
        ("ecs", "error-import-unsupported"),
        ("oidc", "error-import-unsupported"),
        ("uri", "error-import-unsupported"),
        ("program", "program canary"),
        ("new", "error-import-mode"),
        ("empty", "error-import-incomplete"),
        ("number", "error-import-incomplete"),
        ("blank", "error-profile-key"),
    ];
    assert_eq!((findings.found.len(), findings.problems.len()), (expected.len(), 0));
    for (name, what) in expected {
        assert_eq!(outcome(&findings, name), what, "{name}");
    }
    assert_eq!(findings.found[0].region, "cn-hangzhou");
    assert!(!format!("{findings:?}").contains("canary"), "{findings:?}");
}

#[test]
fn chains_that_lead_back_are_told() {
    let chain = |name: &str, source: &str| {
        format!(r#"{{"name":"{name}","mode":"ChainableRamRoleArn","source_profile":"{source}",{ROLE}}}"#)
    };
    let findings =
        of_config(&[chain("a", "b"), chain("b", "c"), chain("c", "b"), chain("me", "me")].join(","));

    for name in ["a", "b", "c", "me"] {
        assert_eq!(outcome(&findings, name), "error-role-cycle", "{name}");
    }
}

#[test]
fn every_section_of_the_ini_has_its_outcome() {
    let ini = "\u{feff}; comment\r\n[default]\r\ntype = access_key # the usual\r\nAccess_Key_Id=LTAI-made-up\r\n\
        access_key_secret = canary-secret# cut here\r\n\
        [role]\ntype=ram_role_arn\naccess_key_id=LTAI\naccess_key_secret=canary\n\
        role_arn=acs:ram::1:role/a\nrole_session_name=me\n\
        [ecs]\ntype=ecs_ram_role\nrole_name=x\n[pair]\ntype=rsa_key_pair\n[what]\ntype=magic\n[half]\n\
        type=access_key\naccess_key_id=LTAI\n";

    let findings = looked(None, Some(ini.as_bytes()));

    assert!(findings.problems.is_empty(), "{findings:?}");
    for (name, what) in [
        ("default", "keys"),
        ("role", "role acs:ram::1:role/a"),
        ("ecs", "error-import-unsupported"),
        ("pair", "error-import-unsupported"),
        ("what", "error-import-mode"),
        ("half", "error-import-incomplete"),
    ] {
        assert_eq!(outcome(&findings, name), what, "{name}");
    }
    let keys = findings.found[0].keys().unwrap();
    assert_eq!((keys.id.expose(), keys.secret.expose()), ("LTAI-made-up", "canary-secret"));
}

#[test]
fn broken_files_are_told_without_their_words() {
    let utf16: Vec<u8> = "\u{feff}{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, id) in [
        (&b"{\"profiles\":[{\"access_key_secret\":\"canary"[..], "error-import-json"),
        (b"", "error-import-json"),
        (b"[]", "error-import-json"),
        (b"{\"profiles\":{}}", "error-import-json"),
        (b"\xff\xfecanary", "error-import-text"),
        (&utf16, "error-import-text"),
        (&vec![b' '; MAX_BYTES as usize + 1], "error-import-no-file"),
    ] {
        let findings = looked(Some(bytes), None);
        assert_eq!(findings.problems[0].id, id);
        assert!(!format!("{findings:?}").contains("canary"));
    }
    let findings =
        looked(Some(b"\xef\xbb\xbf{\"profiles\":[]}"), Some(b"stray canary\n[a]\ncanary line\ntype=sts"));
    let lines: Vec<_> = findings.problems.iter().map(|problem| problem.id.to_string()).collect();
    assert_eq!(lines, ["error-import-line", "error-import-line"]);
    assert!(!format!("{findings:?}").contains("canary"));
}

#[test]
fn a_folder_in_place_of_a_file_and_no_file_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let at =
        |path: &Path| CredentialFiles { cli_config: Some(path.to_owned()), ..CredentialFiles::default() };

    assert_eq!(look(&at(folder.path()), NOW_S).problems[0].id, "error-import-no-file");
    assert!(look(&at(&folder.path().join("none")), NOW_S).problems.is_empty());
    assert!(look(&CredentialFiles::default(), NOW_S).found.is_empty());
}
