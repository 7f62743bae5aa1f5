### Advice from the API catalogue: endpoints, paging, permissions.

catalog-endpoint-region = The vendor’s table lists this host for { $region }.
catalog-endpoint-global = The vendor’s table names this central host for the product; no other is listed for { $region }.
catalog-endpoint-global-only = The vendor’s table names this central host for the product.
catalog-endpoint-shared = Every region in the vendor’s table has this host, so { $region } most likely has it too. For reference.
catalog-endpoint-template = Most regions in the vendor’s table follow this pattern; { $region } is not listed. For reference.
catalog-endpoint-guess = The vendor’s table does not know this product; this is only the usual pattern of host names. Check it before you rely on it.

catalog-paging-no-paging-parameter = No parameter of this operation is a page number or a cursor: one request answers everything.
catalog-paging-writes-once = The operation writes: walking pages would repeat the write, so it is sent once.
catalog-paging-page-and-size = { $page } is the page number, { $size } the page size.
catalog-paging-page-without-size = { $subject } is a page number, but there is no page size to go with it.
catalog-paging-cursor-parameter = { $subject } takes the cursor of the next page.
catalog-paging-total-found = The response has its total at { $subject }.
catalog-paging-total-missing = The response shape shows no total: choose the field yourself.
catalog-paging-cursor-found = The response has the next cursor at { $subject }.
catalog-paging-cursor-missing = The response shape shows no next cursor: choose the field yourself.
catalog-paging-cursor-preferred = Both ways are offered; scrolling is recommended because a cursor loses no row while the data changes.
catalog-paging-number-preferred = Both ways are offered; paging is recommended because the response shows a total but no cursor.
catalog-paging-rows-found = Rows are the items of { $subject }.
catalog-paging-rows-ambiguous = Several lists could hold the rows ({ $subject }): choose one.
catalog-paging-rows-missing = The response shape shows no list: one response is one row.

catalog-permission-role = The playbook runs under the role { $role }, which must exist and have the permission below.
catalog-permission-not-here = This program cannot assume that role: its trust policy names the Security Center service, not an account. Test calls use the credential profile you choose.
catalog-permission-member = To call a member account, a role of the same name has to exist in that account. This is concluded, not documented.
catalog-permission-rule = The action is the product’s RAM code and the operation’s name; that rule holds for 97 of 100 operations.
catalog-permission-none = The vendor’s page lists no authorization for this operation: any valid credentials will do, and there is nothing to grant.
catalog-permission-unknown = The RAM code of this product is not known here. The operation’s reference page names the action.
catalog-permission-no-read-only = No read-only system policy of this product is known; the custom policy grants less than the full one.

catalog-product-hint-component = The vendor’s SOAR manual asks to use its ready component { $component } for threat intelligence instead of calling this product.

catalog-skip-html = A web page, not metadata: a proxy or a sign-in page may have answered instead.
catalog-skip-truncated = The file ends in the middle.
catalog-skip-empty = There is nothing in it.
catalog-skip-not-json = Not valid JSON (line { $line }, column { $column }).
catalog-skip-other-file = Not a metadata file.
catalog-skip-unrecognised = JSON, but no metadata of a kind known here.
catalog-skip-service-error = The metadata service answered with an error.
catalog-skip-broken-off = The answer did not arrive whole: the connection broke or took too long.
catalog-skip-unreachable = The metadata service could not be reached.
catalog-skip-no-such-api = The vendor has no such API.
catalog-skip-no-identity = The product or its version is not known.
catalog-skip-bad-name = The name has characters that no product or operation has.
catalog-skip-too-large = Larger than one file may be ({ $limit } MiB).
catalog-skip-too-much = More than { $limit } MiB would be unpacked.
catalog-skip-too-many = More than { $limit } files.
catalog-skip-ratio = Compressed more than { $limit } to 1: no real metadata is.
catalog-skip-too-deep = Nested deeper than { $limit } levels.
catalog-skip-traversal = The path points out of the archive.
catalog-skip-link = A link; only plain files are read.
catalog-skip-unknown-packing = Encrypted, or packed in a way not known here.
catalog-skip-unreadable = It cannot be read: { $reason }.
catalog-skip-unwritable = It cannot be kept: { $reason }.
