### What the command line says on the way, and its own failures. Help texts stand with the flags.

cli-rows = { $rows ->
    [one] 1 row
   *[other] { $rows } rows
}

## Files

cli-data-dir-none = There is no place for profiles and settings: the home folder is not known. Name one with --data-dir.
cli-metadata-service = { $name } may only name this machine, such as http://127.0.0.1:8080, not { $address }.
cli-data-dir = The folder { $path } cannot be made: { $reason }.
cli-stdin-unreadable = Standard input cannot be read: { $reason }.
cli-stdout-unwritable = Standard output cannot be written: { $reason }.
cli-written = Written: { $path }
cli-file-exists = { $path } exists already.
cli-file-exists-hint = Choose another name, or remove it first.
cli-note = note: { $path }: { $note }

## check, export

cli-check-count = { $errors ->
    [one] 1 error
   *[other] { $errors } errors
}, { $warnings ->
    [one] 1 warning
   *[other] { $warnings } warnings
}, { $reminders ->
    [one] 1 reminder
   *[other] { $reminders } reminders
}
cli-exported = Exported as { $format }: { $published } of { $nodes } nodes as the format is published.
cli-exported-node = { $node }: { $notes }

## catalog, endpoint, policy

cli-hint-catalog = Try: soarboard catalog search, or soarboard catalog list
cli-search-none = Nothing in the catalogue fits “{ $text }”.
cli-show-access = access: { $value }
cli-show-deprecated = The vendor advises against this operation.
cli-show-parameters = { $count ->
    [0] no parameters
    [one] 1 parameter (* required):
   *[other] { $count } parameters (* required):
}
cli-show-paging = paging: { $value }
cli-show-endpoint = endpoint: { $value }
cli-show-doc = reference: { $value }
cli-show-source = facts from: { $value }
cli-endpoint-other = also: { $host } ({ $regions })
cli-policy-operation = --operation takes a product code and an operation.
cli-policy-role = execution role: { $role }
cli-policy-none = needs no permission (source: { $source })
cli-policy-action = RAM action: { $action } ({ $standing })
cli-policy-system = system policy: { $name } ({ $standing })
cli-policy-system-best = system policy: { $name } ({ $standing }), the one to attach
cli-policy-trust = trust policy of the role:
cli-policy-custom = custom policy with the least privilege:
cli-standing-documented = documented
cli-standing-inferred = inferred
cli-standing-probable = probable
cli-standing-unknown = unknown

## sign

cli-sign-json = This is not JSON, from line { $line }, column { $column } on.
cli-sign-case = Request { $number } is not in the documented shape: { $reason }.

## Credentials

cli-hint-profile = Add it with: soarboard credential add NAME --access-key-id ID. Or take --credential env, or --credential practice.
cli-hint-keyring = Without a keyring a secret is not kept, and never written to a file. Use --credential env.
cli-credential-none = No credential was named, and the settings name none.
cli-credential-none-hint = Add --credential NAME, --credential env, or --credential practice for the built-in stand-in.
cli-credential-of-settings = credential: “{ $name }”, as chosen in the settings
cli-credential-added = Added: { $name }
cli-credential-removed = Removed: { $name }
cli-credential-read-only = read-only
cli-credential-env = These are the keys of the environment.
cli-role = role: { $role }
cli-import-none = The vendor’s programs keep no credentials here.
cli-import-none-hint = “soarboard credential import” lists what there is.
cli-import-twice = “{ $name }” stands in both files: name it config:{ $name } or ini:{ $name }.
cli-import-done = imported
cli-import-there = there is a profile of this name
cli-env-missing = The environment variable { $variable } is not set.
cli-env-malformed = The environment variable { $variable } has a character that no key has.
cli-ask-secret = AccessKey secret (not shown):{" "}
cli-ask-token = STS token (not shown):{" "}
cli-secret-empty = No secret was given: standard input takes the AccessKey secret on its first line, and with --sts the token on its second.

## call

cli-practice = practice: the built-in practice service answers; no network, no real account
cli-hint-trust = Leave --endpoint out to take the recommended host. If you are sure, add --trust-endpoint for this call.
cli-param-form = “{ $text }” is not Name=value.
cli-param-twice = The parameter { $name } is given twice.
cli-param-twice-hint = A list is one JSON value: -p '{ $name }=["a","b"]'
cli-params-object = This is JSON, but not an object of parameters.
cli-page-none = paging: none, one request
cli-page-number = paging: { $page } counts up until { $total } is reached
cli-page-number-open = paging: { $page } counts up until a page is empty
cli-page-cursor = paging: { $cursor } takes the cursor from { $path } until there is none
cli-page-why = {"  "}{ $reason }
cli-page-as-told = The command line says so.
cli-page-size = { $operation } has no parameter for the page size; name it with --size-field.
cli-write-ask = { $operation } (access: { $access }) may change something at { $host } with the profile “{ $profile }”. Go on?
cli-write-refused = { $operation } (access: { $access }) may change something, and nobody is here to be asked.
cli-write-refused-hint = Add --yes to agree.
cli-write-declined = Nothing was sent.
cli-progress = { $requests ->
    [one] 1 request
   *[other] { $requests } requests
}, { $rows ->
    [one] 1 row
   *[other] { $rows } rows
}, { $retries ->
    [one] 1 retry
   *[other] { $retries } retries
}
cli-progress-of = { $requests ->
    [one] 1 request
   *[other] { $requests } requests
}, { $rows } of { $total ->
    [one] 1 row
   *[other] { $total } rows
}, { $retries ->
    [one] 1 retry
   *[other] { $retries } retries
}
cli-summary = { $rows ->
    [one] 1 row
   *[other] { $rows } rows
} in { $requests ->
    [one] 1 request
   *[other] { $requests } requests
}: { $stop }
cli-stop-single = one request was asked for
cli-stop-total-reached = the total is reached
cli-stop-empty-page = a page was empty
cli-stop-cursor-end = the cursor has ended
cli-stop-cursor-repeated = the service repeated a cursor
cli-stop-max-requests = the most requests allowed were sent; there may be more rows
cli-stop-cancelled = interrupted
cli-stop-error = failed
cli-clock = The clock of this computer is { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
} off; the call corrected for it.
cli-request-id = request id: { $id }
cli-again = { $count ->
    [one] 1 request was
   *[other] { $count } requests were
} sent again after a refusal that passes.
cli-write-again = { $operation } was sent again, { $count ->
    [one] once
   *[other] { $count } times
}: the service had turned it away for coming too fast, or could not be reached, so nothing had been done.
cli-outcome-unknown = It is not known whether { $operation } took effect: look before you try again.
cli-rows-in = rows: { $path }
cli-rows-partial = partial: { $path } holds what was fetched until now, not everything.
cli-rows-gathered = The rows are in { $path }; the same command with --resume writes them again.
cli-only-csv = { $flag } is for --format csv.
cli-rows-exist = { $path } exists already; rows are not written over.
cli-rows-exist-hint = Go on with the same call by --resume, choose another name, or remove the file.
cli-rows-unwritable = { $path } cannot be written: { $reason }.
cli-resume-possible = The same command with --resume goes on here: { $path }
cli-resume-stdout = --resume needs a file: name it with -o.
cli-resume-none = { $path } has no checkpoint to go on from.
cli-resume-none-hint = Run the call without --resume first; it writes one beside the rows.
cli-resume-other = { $path } holds the rows of another call.
cli-resume-other-hint = Use the same operation, parameters, endpoint and paging, or another file.
cli-resume-damaged = { $path } does not fit its checkpoint any more.
cli-resume-damaged-hint = One of the two files was changed. Begin anew with another file.

cli-catalog-progress = reading { $what }
cli-catalog-skipped = skipped { $what }: { $why }
cli-catalog-taken = { $products } product versions with { $operations } operations taken, { $unchanged } unchanged, { $skipped } skipped
cli-diff-none = Nothing changed that could break a call.
cli-diff-nothing = { $path } holds no metadata that can be compared.
cli-diff-removed = removed
cli-diff-renamed = renamed to { $to }
cli-diff-newly-required = newly required
cli-diff-deprecated = deprecated
cli-find-more = { $count ->
    [one] { $count } more place is not shown; see --limit.
   *[other] { $count } more places are not shown; see --limit.
}
cli-fmt-picture = { $path } is a picture that carries a playbook; it is not rewritten.
cli-fmt-picture-hint = Take the playbook out first: soarboard export PICTURE --to json -o FILE.
