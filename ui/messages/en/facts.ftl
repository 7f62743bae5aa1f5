### The dialog about the API facts: what is installed, import, refresh.

facts-title = API facts
facts-about = What the program knows of the vendor’s operations. Imports add texts, examples, limits, errors and newer operations.
facts-embedded = Comes with the program
facts-embedded-counts = { $operations ->
    [one] 1 operation
   *[other] { $operations } operations
} of { $products ->
    [one] 1 product
   *[other] { $products } products
}, read from the vendor’s published SDK packages
facts-own = Imported and fetched
facts-none = Nothing imported yet
facts-none-text = Import files of the metadata service or of the official command line, or fetch them with Refresh.
facts-source-service = fetched
facts-source-document = imported
facts-source-cli-metadata = imported from the command line’s metadata
facts-lang-en = English
facts-lang-zh = Chinese
facts-day-unknown = day not known
facts-broken = { $count ->
    [one] 1 stored file is not whole and is not used
   *[other] { $count } stored files are not whole and are not used
}
facts-remove-broken = Remove them
facts-remove = Remove the facts of { $name }
facts-remove-all = Remove all…
facts-remove-sure = { $count ->
    [one] Really remove it
   *[other] Really remove all { $count }
}
facts-failed = The catalogue did not answer
facts-retry = Try again

facts-import-file = Import file…
facts-import-folder = Import folder…
facts-refresh = Refresh…
facts-refresh-now = Refresh
facts-back = Back
facts-cancel = Cancel
facts-done = Done

facts-work-import = Reading…
facts-work-refresh = Fetching…
facts-work-remove = Removing…
facts-work-help = What is installed stays in use until the new facts are whole. You can close this dialog; the work goes on.
facts-progress-of = { $done } of { $total } steps
facts-progress-files = { $count ->
    [one] 1 file
   *[other] { $count } files
}

facts-report = Done; the new facts are in use
facts-nothing = Nothing was taken
facts-cancelled = Cancelled; what was read before stays
facts-failed-import = The import failed
facts-failed-refresh = The refresh failed
facts-failed-remove = The facts could not be removed
facts-old-stays = Everything that was installed before is still in use.
facts-count-versions = Product versions
facts-count-operations = Operations
facts-count-parameters = Parameters
facts-count-unchanged = Unchanged
facts-count-skipped = Left out
facts-skipped = Left out, and why
facts-copy-list = Copy the list
facts-unreadable = A stored file that is not whole; it is not used.

facts-what-versions = Product versions
facts-what-operation = One operation
facts-what-list = List of products
facts-what-versions-help = Fetches every operation of the chosen versions, with texts in both languages.
facts-what-operation-help = Fetches one operation; the others stay as they are.
facts-what-list-help = Fetches which products and versions there are, with their names. Operations are fetched afterwards, version by version.
facts-list-first = A product that is missing here may be in the vendor’s list: fetch that first.
facts-choose-used = { $count ->
    [one] The one of this playbook
   *[other] The { $count } of this playbook
}
facts-chosen = { $count ->
    [0] Nothing chosen yet
    [one] 1 version chosen
   *[other] { $count } versions chosen
}
facts-operation-placeholder = Ecs@2014-05-26/RunInstances
facts-operation-bad = Write Product@Version/Operation.
facts-net = Public documents are fetched from api.alibabacloud.com and api.aliyun.com. Nothing of yours is sent, and no credentials are used.
