### Failures: what went wrong, why, and what to do.

error-internal = Something inside the program went wrong: { $detail }. Please report it.
error-bad-request = The arguments of “{ $command }” are not what it takes.
error-command-unknown = There is no command “{ $command }”.
error-answer-gone = A large answer was not fetched to its end.
error-request-gone = A large request did not arrive whole. Please try again.
error-request-too-large = That is more than { $limit } MiB: too much to take over at once.
error-document-unknown = This document is not open any more.
error-document-unsaved = The document has changes that are not saved.
error-run-unknown = This run is not known any more.
error-run-busy = This run is under way: pause or cancel it first.
error-run-no-more = This run cannot be gone on with: everything was read, or it has one request only, or it writes.
error-run-not-kept = A value of this call looks like a password or a key and was not kept.
error-run-not-kept-hint = Start the call anew from its node.
error-run-other-call = The call is not the same any more, for example because its catalogue entry changed. Start it anew.
error-run-damaged = The run cannot be gone on with: { $reason }. Its rows are still there.
error-filter-unknown = This filter is not open any more.
error-filter-empty = Write a JSONPath, for example @.Status == 0 or $[*].Id.
error-filter-syntax = This is no JSONPath from character { $at } on.
error-filter-by-number = Rows cannot be chosen by number (character { $at }): write [*], or a condition such as [?@.Status == 0].
error-filter-root-inside = A condition sees one row at a time: use @ instead of $ at character { $at }.
error-filter-large = A number this large (character { $at }) is compared exactly with == and != only.
error-export-columns = The rows have more different fields than a table can have columns.
error-export-columns-hint = Export them as JSON Lines or JSON.
error-export-cancelled = The export was ended; nothing was written.
error-node-unknown = The node is not in the document any more.
error-node-not-callable = Only API calls can be tested.
error-node-no-operation = Choose an API operation first.
error-link-refused = Only pages of the vendor’s documentation are opened from here.
error-template-unknown = There is no template “{ $template }”.
error-template-unknown-hint = “soarboard templates” lists them.

error-file-open-here = { $file } is open in another tab.
error-file-open-here-hint = Close that tab first, or choose another name.
error-recent-unknown = This file is not on the list any more.
error-reveal = The file manager cannot be opened: { $reason }.
error-drafts-failing = Unsaved edits cannot be kept safe at the moment: { $reason }. Save your work; until this is mended, a crash would lose what is not saved.
error-draft-unreadable = The draft of “{ $name }” could not be read. It was set aside in the drafts folder of the program’s data.
error-draft-broke = The draft of “{ $name }” could not be opened, by a fault of the program. It stays in the drafts folder of the program’s data; the next start tries it again.
error-draft-damaged = The draft of “{ $name }” was damaged: { $steps ->
    [one] the last step is
   *[other] the last { $steps } steps are
} missing. A copy was set aside in the drafts folder of the program’s data.

error-product-unknown = The catalogue has no product “{ $product }”.
error-version-unknown = { $product } has no version { $version } in the catalogue; it has { $versions }.
error-operation-unknown = { $product } has no operation “{ $operation }” in the catalogue.
error-operation-unknown-hint = Search the catalogue for a part of the name.

error-profile-missing = There is no credential profile “{ $name }”.
error-profile-missing-hint = Add it under Credentials, or use the practice profile.
error-profile-built-in = The practice profile is built in and cannot be removed.
error-profile-name = A profile name has 1 to 64 letters, digits, spaces or “-_.@”, and no space at its ends.
error-profile-reserved = The names “practice” and “env” are reserved.
error-profile-key = The key has a character that no AccessKey has, or is empty.
error-profile-list = The list of profiles cannot be read: { $reason }.
error-profile-list-hint = The file profiles.json in the program’s data folder is damaged; no secret is in it. Mend or move it.
error-profile-read-only = The profile “{ $name }” is read-only, and { $operation } may change something.
error-profile-read-only-hint = Use another profile, or take the read-only mark off this one.
error-profile-is-source = The profile “{ $name }” is what the role “{ $role }” stands on.
error-profile-is-source-hint = Remove that role first, or give it another source.
error-profile-expired = The temporary keys of the profile “{ $name }” have ended.
error-profile-expired-hint = Get new ones (for keys of the vendor’s command line: aliyun configure), then import or add them again.

error-role-arn = “{ $text }” is no role: it is written acs:ram::UID:role/NAME.
error-role-session-name = “{ $text }” is no session name: it has 2 to 32 letters, digits or “.@-_”.
error-role-duration = A session lasts 900 to 43200 seconds, not { $seconds }.
error-role-external-id = The external ID has 2 to 1224 visible ASCII characters.
error-role-policy = The session policy is no policy: it is a JSON object with Version and Statement.
error-role-cycle = These profiles stand on each other in a circle: { $chain }.
error-role-cycle-hint = Give one of them a source that has keys.
error-role-source = The source “{ $source }” of the profile “{ $name }” is not there.
error-role-none = No role is known that could be taken in the account { $account }.
error-role-none-hint = Name it: --assume-role NAME, or use a profile of a role.
error-role-refused = The role { $role } cannot be assumed ({ $status }, { $code }): { $message }
error-role-no-permission = Either the caller may not do sts:AssumeRole, or the role’s trust policy does not name the caller’s account; keys of the account itself can assume no role. Roles that trust a service only, such as AliyunSiemSoarExecutionDefaultRole, can be assumed by nobody.
error-role-execution = { $role } trusts the Security Center service, not users: nobody can assume it from here unless its trust policy is extended. Take a role that trusts your account instead.
error-role-unknown = The account { $account } has no role “{ $role }”. In a member account, create a role of this name that trusts your account.
error-role-too-long = The role allows shorter sessions only: lower the session length, or raise the role’s maximum.
error-role-odd = The service gave a session without keys.
error-import-unreadable = { $file } cannot be read: { $reason }.
error-import-no-file = { $file } is no file of credentials: it is a folder, or larger than 1 MiB.
error-import-text = { $file } is not UTF-8 text.
error-import-json = { $file } is damaged from line { $line } on. It was left as it is.
error-import-line = { $file }: line { $line } is neither a section nor a setting; it was left out.
error-import-incomplete = { $field } is missing.
error-import-unsupported = Keys of the mode “{ $mode }” are not in the file; this program does not fetch them.
error-import-mode = The mode “{ $mode }” is not known here.
error-import-expired = The keys have ended. Sign in again with aliyun configure, then import.
error-import-source = Its source “{ $source }” cannot be used.
error-import-unusable = “{ $name }” cannot be imported.
error-import-none = There is no entry “{ $name }” to import.
error-import-exists = There is a profile “{ $name }” already, or two of the chosen entries have this name.
error-import-exists-hint = Choose to replace it, or remove the profile first.
error-import-program = The keys of “{ $name }” come from the program “{ $program }”, which has to be run for them.
error-import-program-hint = Look into the file first. On the command line, --run-programs agrees to it.
error-import-program-failed = The program “{ $program }” gave no keys: { $reason }.
error-import-program-odd = The answer of the program “{ $program }” is no profile with keys.
error-import-programs-off = ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS forbids to run the program that has its keys.

error-keyring-missing = This system has no keyring service: { $reason }.
error-keyring-missing-hint = Secrets are kept in memory until the program ends; they are never written to a file.
error-keyring-locked = The keyring is locked or not set up: { $reason }.
error-keyring-locked-hint = Unlock the keyring of your system and try again.
error-keyring-denied = The keyring refuses: { $reason }.
error-keyring-denied-hint = Allow this program in the keyring settings of your system.
error-keyring-malformed = The keyring entry cannot be used: { $reason }.
error-keyring-malformed-hint = Remove the profile and add it again.
error-keyring-session-only = This system has no keyring service. Secrets are kept in memory until the program ends.
error-secrets-secret-service = Secrets are in the keyring of this desktop (Secret Service, such as GNOME Keyring or KWallet), as entries of “soarboard”.
error-secrets-keychain = Secrets are in the macOS keychain, as entries of “soarboard”.
error-secrets-credential-manager = Secrets are in the Windows Credential Manager, as entries of “soarboard”.
error-secrets-memory = This system has no keyring service: secrets are in the memory of this program only and are gone when it ends.
error-secrets-list = profiles.json in the data folder lists names, marks, roles and the last four characters of AccessKey IDs; no secret is in it, nor in any playbook, log or export.
error-secrets-sessions = Session keys of assumed roles are in memory only and are gone when the program ends.

error-param-unknown = { $operation } has no parameter { $name }.
error-param-missing = The required parameter { $name } has no value.
error-param-shape = { $name } wants a value of type { $expected }.
error-reference-open = “{ $reference }” has no value in this test: give one.
error-paging-missing-page-field = Automatic paging needs the parameter that takes the page number.
error-paging-missing-cursor-field = Automatic scrolling needs the parameter that takes the cursor.
error-paging-missing-cursor-path = Automatic scrolling needs the path of the next cursor in the response.
error-paging-total-path = The total count path “{ $path }” is no path: write it with a dot first, as in .Data.TotalCount.
error-paging-cursor-path = The cursor path “{ $path }” is no path: write it with a dot first, as in .NextToken.
error-paging-rows-path = The rows path “{ $path }” is no path: write it with a dot first, as in .Data.Items.

error-confirm-host = The endpoint has changed since you agreed to it. Look at the call again.
error-confirm-write = This operation may change something: type its name to agree.
error-account-own = Own account of the profile “{ $profile }”
error-account-practice = Practice account: no real account is touched
error-account-expression = Own account of “{ $profile }” in this test; a run of the playbook takes { $account }
error-account-member = Own account of “{ $profile }” in this test; a run of the playbook calls member account { $account }
error-account-malformed = Own account of “{ $profile }”; the account setting “{ $account }” is no UID
error-account-role = Account { $uid }, by the role { $role }
error-account-role-other = Account { $uid }, by the role { $role }; a run of the playbook calls { $account }

error-endpoint-empty = There is no endpoint.
error-endpoint-empty-hint = Take the recommended address.
error-endpoint-scheme = An endpoint is called over https only, not “{ $endpoint }”.
error-endpoint-scheme-hint = Write the host name alone.
error-endpoint-plain-http = Plain http to “{ $endpoint }” would show your signature to everybody on the way.
error-endpoint-plain-http-hint = Write the host name alone: calls go over https.
error-endpoint-malformed = “{ $endpoint }” is not a plain host name.
error-endpoint-malformed-hint = Write the host name alone, without port, path or user, or take the recommended address.
error-endpoint-foreign = “{ $endpoint }” is not among the vendor’s hosts: a signed call could be replayed by its owner.
error-endpoint-foreign-hint = Take the recommended address. If you are sure, agree to this host for this call.
error-endpoint-loopback = “{ $endpoint }” is this machine: agree to it for this call.
error-endpoint-loopback-hint = On the command line that is --trust-endpoint.
error-endpoint-loopback-absent = This build does not call services on this machine (“{ $endpoint }”).
error-endpoint-loopback-absent-hint = Take the recommended address.

error-own-gateway = { $product } has a gateway and a signature of its own, which this program does not speak; nothing was sent.
error-call-build = The call cannot be assembled: { $reason }.
error-call-sign = The call cannot be signed: { $reason }.
error-call-credentials = The credentials cannot be used: { $reason }.
error-answer-odd = The service answered, but not in the documented shape.
error-body-not-json = The service reported success, but its answer is not JSON: { $reason }.
error-body-not-list = { $path } is no list in the answer but a { $found }.
error-body-no-rows = The answer has nothing at { $path }.
error-body-other-rows = The answer has nothing at { $path }; its items are at { $other }.
error-rows-unwritable = The rows cannot be kept: { $reason }.
error-rows-unwritable-hint = Free some room or choose another folder; rows that were kept are still there.
error-deadline = The time allowed for the run ran out. Rows fetched so far are kept.

error-send-connect = { $host } cannot be reached: { $reason }.
error-send-connect-hint = Check the network and the host name. Nothing was sent.
error-send-timeout = { $host } did not answer in time: { $reason }.
error-send-timeout-hint = Try again; if this was an operation that writes, look first whether it took effect.
error-send-tls = The certificate of { $host } is not trusted: { $reason }.
error-send-tls-hint = Something may be between you and the service. Nothing was sent.
error-send-proxy = The proxy does not let the connection to { $host } through: { $reason }.
error-send-proxy-hint = Look at HTTPS_PROXY and NO_PROXY: its address, its user and password, what it allows. Nothing was sent.
error-send-reset = The connection to { $host } broke: { $reason }.
error-send-reset-hint = Try again; if this was an operation that writes, look first whether it took effect.
error-send-too-large = The answer of { $host } is larger than this program reads: { $reason }.
error-send-too-large-hint = Ask for smaller pages.
error-send-other = The request to { $host } failed: { $reason }.
error-send-other-hint = Try again.

error-vendor = The service refused ({ $status }, { $code }): { $message }
error-vendor-inside = The service reported a failure inside a success ({ $code }): { $message }
error-clock-hint = The clock of this computer is about { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
} off. Set it right, the time zone included.
error-cause-signature = Most likely a space or a missing character in the AccessKey secret: add the profile again.
error-cause-signature-same = The service signed the very same text, so the AccessKey secret differs: most likely a space or a missing character. Add the profile again.
error-cause-signature-differs = The service signed another text. The first difference is after { $at } characters: here “{ $ours }”, there “{ $theirs }”. Something changed the request on its way.
error-cause-key-unknown = The AccessKey does not exist, or belongs to the other site (China or international).
error-cause-key-inactive = The AccessKey is disabled: enable it in the RAM console, or use another one.
error-cause-nonce = The service has seen this request before. Try again; a write may have taken effect the first time.
error-cause-time = The time of this computer is more than 15 minutes off.
error-cause-token = The temporary token has expired or does not belong to this key: get a new one.
error-cause-throttling = Too many calls: wait a little, or set a longer interval.
error-cause-service = The service has trouble: try again later.
error-cause-permission = The account of this profile lacks the permission: attach the policy shown under Permissions.
error-cause-permission-action = The account of this profile lacks { $action }: attach a policy that allows it.
error-cause-operation = The endpoint does not know this operation: check version and endpoint.
error-cause-parameter = The service does not accept a parameter: its message says which.
error-cause-html = A web page answered instead of the service: a proxy or a login page may be in between.
error-cause-practice = The practice service plays the operations of the samples only. Choose one of those, or a real profile.
error-cause-signature-incomplete = The signature did not arrive whole: something between this computer and the service, such as a proxy, may change requests.
error-cause-token-expired = The temporary keys have ended: get new ones. For a role they are asked for again by themselves.
error-cause-token-mismatch = The STS token belongs to another AccessKey: add the profile again with the three values of one answer.
error-cause-token-missing = These are temporary keys (their ID begins with STS.): add the profile again with its STS token.
error-cause-permission-likely = The account of this profile lacks a permission, most likely { $action }: attach a policy that allows it.
error-cause-parameter-missing = The service misses a parameter: the code or its message names it.
error-cause-request = The service takes this operation in another form (method, https or body): check version and endpoint, and update the catalogue.

error-catalog-unreachable = The metadata service at { $host } could not be reached. The catalogue stays as it is.
error-catalog-refused = The metadata service refused with status { $status }. The catalogue stays as it is.
error-catalog-bad-list = The list of products cannot be used: { $reason }. The catalogue stays as it is.
error-catalog-cancelled = The update was ended; what had arrived is kept.
error-catalog-not-removed = These facts could not be removed: { $reason }.
error-no-fonts = No fonts are installed, so the picture would have no text.
error-no-fonts-hint = Install a font, or export as SVG.
error-not-painted = The picture cannot be painted: { $reason }.
