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
run-failure-code = Code
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
run-exported = Rows exported
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
