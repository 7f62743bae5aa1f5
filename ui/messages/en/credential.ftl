### Credential profiles.

credential-title = Credentials
credential-add = Add a profile
credential-add-where-system-keyring = The secret goes into the system's keyring and is never shown again.
credential-add-where-session-memory = There is no system keyring: the secret is kept in memory until Soarboard is closed, and written nowhere.
credential-add-where-built-in = This profile is built in.
credential-backend-system-keyring = Secrets are kept in the system's keyring.
credential-backend-session-memory = No system keyring: secrets are kept in memory until Soarboard is closed.
credential-backend-built-in = Only the built-in practice profile is available.
credential-practice = Practice service
credential-practice-text = Built in, answers without an account; nothing leaves this machine.
credential-kind-access-key = AccessKey
credential-kind-sts-token = STS token
credential-kind-practice = practice
credential-read-only = read-only
credential-used = in use
credential-use = Use
credential-test = Test
credential-test-ok = Works: account { $account }
credential-remove = Remove
credential-remove-named = Remove { $name }
credential-remove-title = Remove the profile “{ $name }”?
credential-remove-text = Its secret is deleted from where it is kept. The AccessKey itself stays valid at Alibaba Cloud.
credential-name = Name of the profile
credential-name-taken = There is a profile of this name already
credential-name-reserved = This name belongs to the built-in practice profile
credential-access-key-id = AccessKey ID
credential-access-key-secret = AccessKey secret
credential-secret-hint = Can be replaced later, never read.
credential-security-token = STS token (optional)
credential-token-hint = Only for temporary credentials.
credential-read-only-label = Refuse operations that write
credential-read-only-hint = Test calls with this profile then only read.
credential-save = Save profile
credential-kind-role-arn = role
credential-role-of = { $role } in account { $account }, by “{ $source }”
credential-expires = keys end { $time }
credential-ended = the keys have ended
credential-where = Where are my secrets?
credential-form-keys = AccessKey
credential-form-role = Role
credential-form-kind = Kind
credential-role-source = Asked for with
credential-role-arn = Role ARN
credential-role-arn-hint = acs:ram::UID:role/NAME, a role that trusts the account of the profile above.
credential-role-session = Session name (optional)
credential-role-duration = Session length in seconds (optional)
credential-role-external-id = External ID (optional)
credential-role-where = A role holds no secret: its session keys stay in memory.
credential-import = Import from Alibaba Cloud CLI and SDKs
credential-import-text = Found in ~/.aliyun/config.json and ~/.alibabacloud/credentials.ini. These files are only read; secrets you import are copied to where Soarboard keeps them.
credential-import-none = Nothing was found on this computer.
credential-import-exists = replaces the profile of this name
credential-import-replace = Replace profiles of the same name
credential-import-program = needs the program “{ $program }”: soarboard credential import --run-programs
credential-import-take = { $count ->
    [0] Import
    [one] Import 1 entry
   *[other] Import { $count } entries
}
