### Test calls: the question before, progress, results, failures.

run-ask-title = Test call of “{ $node }”
run-ask-practice = The built-in practice service answers. Nothing leaves this machine.
run-ask-real = This sends real, signed requests to Alibaba Cloud.
run-loading-plan = Working out what would be sent…
run-fact-operation = Operation
run-fact-host = Host
run-fact-account = Account
run-fact-profile = Signed with
run-fact-paging = Paging
run-practice = practice
run-access-read = reads
run-access-write = writes
run-access-destructive = destructive
run-access-unknown = access level unknown
run-standing-inferred = inferred from the name
run-standing-unknown = not known whether it writes
run-paging-none = One request
run-paging-number = Automatic paged query
run-paging-cursor = Automatic scrolling query
run-paging-limits = at most { $max ->
    [one] { $max } request
   *[other] { $max } requests
}, { $seconds } s apart
run-paging-limit = at most { $max ->
    [one] { $max } request
   *[other] { $max } requests
}
run-trust-consent = { $host } is not in the vendor's tables. I trust it to receive a request signed with my key.
run-trust-refused = { $host } is never sent a signed request.
run-needs = Values for this test
run-preview = Show the request
run-copy-cli = Copy the command line
run-go-on = Go on…
run-send = Send the call
run-send-practice = Call the practice service
run-confirm-text = This operation changes resources, or nobody knows that it does not. Type its name, { $operation }, to send it.
run-confirm-label = Name of the operation
run-failure-refused = The service refused the call
run-failure-status = { $code } · HTTP { $status }
run-failure-cause = Cause
run-failure-request = Request id
run-copy-request-id = Copy the request id
run-count-requests = { $count ->
    [one] { $count } request
   *[other] { $count } requests
}
run-count-rows = { $count ->
    [one] { $count } row
   *[other] { $count } rows
}
run-count-rows-of = { $count } of { $total } rows
run-count-retries = { $count ->
    [one] { $count } retry
   *[other] { $count } retries
}
run-rate = { $rate } rows/s
run-stop-single = stopped: single request
run-stop-total-reached = stopped: total reached
run-stop-empty-page = stopped: empty page
run-stop-cursor-end = stopped: no further cursor
run-stop-cursor-repeated = stopped: the cursor repeated
run-stop-max-requests = stopped: maximum requests
run-stop-cancelled = cancelled
run-stop-error = stopped by an error
run-export = Export
run-exported = { $count ->
    [one] { $count } row exported
   *[other] { $count } rows exported
}
run-cancel = Cancel
run-none = No results yet
run-none-text = A test call sends what a node is set to send and shows the rows here.
run-none-needs-node = Add a “Product OpenAPI” node, choose its operation, and test the call; its rows appear here.
run-progress = Progress of the call
run-no-rows = The call succeeded and brought no rows
run-no-rows-text = The service answered with an empty list.
run-waiting = Waiting for { $host }…
run-table = Rows of the test call
run-value = value
run-loading-row = Loading…
run-left = { $time } left
run-pause = Pause
run-resume = Resume
run-resume-title = Go on with this run?
run-resume-text = { $operation } is called at { $host } with the profile “{ $profile }”, from where it stopped after { $count ->
    [one] { $count } row
   *[other] { $count } rows
}.
run-resume-text-consent = { $operation } is called at { $host } with the profile “{ $profile }”, from where it stopped after { $count ->
    [one] { $count } row
   *[other] { $count } rows
}. This host is not in the vendor's tables: go on only if you trust it to receive requests signed with your key.
run-under-way = under way
run-stop-paused = paused
run-stop-interrupted = cut off
run-history = Past runs
run-history-close = Back to the rows
run-history-none = No past runs
run-history-none-text = Test calls are kept here with their rows until they are deleted or exceed the limits in the settings.
run-history-size = { $count ->
    [one] { $count } run
   *[other] { $count } runs
} · { $size }
run-history-delete = Delete the run { $name } and its rows
run-history-delete-all = Delete all
run-history-delete-all-title = Delete all past runs?
run-history-delete-all-text = Their rows are deleted from this computer. Runs under way stay.
run-columns = Choose columns
run-column-number = Row
run-open-value = Show { $name } in full
run-detail = Row { $number }
run-detail-close = Close the row
run-detail-look = How the row is shown
run-tree = Tree
run-raw = Raw
run-items = { $count ->
    [one] { $count } item
   *[other] { $count } items
}
run-fields = { $count ->
    [one] { $count } field
   *[other] { $count } fields
}
run-value-menu = Copy and filter by this value
run-copy-value = Copy value
run-copy-value-keys = Ctrl C
run-copy-row = Copy row as JSON
run-copy-expression = Copy { $expression }
run-copy-expression-none = No expression: the name has a dot or brace
run-copy-path = Copy JSONPath
run-copy-refused = The system did not allow copying
run-filter = Filter by JSONPath
run-filter-example = @.Status == 0   ·   $[*].Id
run-filter-by = Show rows with this value
run-filter-rows = { $rows } of { $total } rows
run-filter-picks = { $values } values in { $rows } of { $total } rows
run-filter-scanned = { $scanned } looked at
run-filter-stopped = stopped after { $scanned }
run-filter-shows = What is shown
run-filter-shows-picks = Values
run-filter-shows-rows = Rows
run-filter-stop = Stop
run-filter-clear = Clear
run-filter-none = No row matches
run-filter-looking = Looking for matches…
run-export-title = Export rows
run-export-format = Format
run-export-csv = CSV
run-export-json = JSON
run-export-json-lines = JSON Lines
run-export-which = Which rows
run-export-matches = Matches ({ $count })
run-export-all = All rows ({ $count })
run-export-bom = Mark as UTF-8 for Excel
run-export-raw = Keep texts that a spreadsheet takes for formulas
run-export-raw-hint = Otherwise such texts begin with an apostrophe, so that they cannot run as formulas.
run-export-warning = The file will hold { $count ->
    [one] { $count } row
   *[other] { $count } rows
} of the account behind “{ $profile }”. Whoever gets the file can read them.
run-export-warning-practice = The file will hold { $count ->
    [one] { $count } row
   *[other] { $count } rows
} of the practice service.
run-export-go = Choose a file…
run-failure-policy = Policy that allows { $action }
run-copy-policy = Copy the policy
run-export-percent = { $percent } %
run-export-stop = Stop the export
run-row-cut = This row has { $size }; only its beginning is shown. The export holds all of it.
run-signature-differs = The service signed another text. The first difference is after { $at } characters: something changed the request on its way, such as a proxy.
run-signature-ours = Signed here
run-signature-theirs = Signed there
