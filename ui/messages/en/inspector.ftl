### Texts of the inspector.

inspector-tabs = Settings of the node
inspector-tab-configure = Configure
inspector-tab-permissions = Permissions
inspector-test-call = Test call
inspector-open-reference = Open the reference page
inspector-node-name = Name of the node
inspector-no-operation-yet = No operation chosen yet
inspector-required = required
inspector-settings = Settings
inspector-unknown-kind = This version does not know components of the kind “{ $kind }”. Its settings are kept as they are and shown here to read.
inspector-note = Note
inspector-note-placeholder = What is this step for?

inspector-severity-error = Error:
inspector-severity-warn = Warning:
inspector-severity-remind = Note:
inspector-section-edited = set here
inspector-section-err = has errors
inspector-section-warn = has warnings

inspector-section-operation = Operation
inspector-section-endpoint = Endpoint
inspector-section-parameters = API parameters

## Operation

inspector-product = Product
inspector-product-placeholder = Name or code of a product
inspector-no-product = No product matches
inspector-version = Version
inspector-version-default = usual version
inspector-operation = Operation
inspector-operation-placeholder = Search operations
inspector-no-operation = No operation matches
inspector-searching = Searching…
inspector-failed = The catalogue did not answer

inspector-access-read = reads
inspector-access-write = changes
inspector-access-destructive = destroys
inspector-access-unknown = unknown
inspector-access-read-help = Reads only; changes nothing.
inspector-access-write-help = Creates or changes something.
inspector-access-destructive-help = Deletes, stops or locks something.
inspector-access-unknown-help = Whether it changes anything is not known; it is treated as a change.

## Account

inspector-account = Account
inspector-account-own = Own account
inspector-account-member = Member…
inspector-account-own-help = The account in which the playbook runs.
inspector-account-tenant-help = The account of the event, taken when the playbook runs.
inspector-account-uid = UID of the member account
inspector-account-member-help = Digits, or an expression that gives them. The member needs an execution role of its own.

## Endpoint

inspector-region = Region
inspector-host = Host
inspector-host-placeholder = product.region.aliyuncs.com
inspector-recommend = Recommended address
inspector-recommend-help = Fills in the host for this product and region
inspector-advice = Recommended for { $region }:
inspector-advice-followed = Recommended for { $region }.
inspector-for-reference = For reference; the product’s own page decides.
inspector-alternatives = { $count ->
    [one] 1 other host
   *[other] { $count } other hosts
}
inspector-advice-failed = No address is known for this product.
inspector-advice-needs-product = Choose a product to see its address.

## Parameters

inspector-set-count = { $set } of { $total } set
inspector-optional = { $count ->
    [one] 1 optional parameter
   *[other] { $count } optional parameters
}
inspector-fold-optional = Fewer parameters
inspector-hidden = { $count } outdated, hidden
inspector-filter = Filter parameters
inspector-filter-empty = No parameter has this in its name.
inspector-loading = Reading the catalogue…
inspector-operation-failed = The catalogue has no facts about { $operation }. What is set stays in the file.
inspector-retry = Try again
inspector-choose-operation-first = Choose an operation first.
inspector-no-parameters = This operation takes no parameters.
inspector-strays = Not parameters of this operation; they stay in the file until you remove them:
inspector-driven-page = Set by automatic paging
inspector-driven-size = Rows on a page of automatic paging
inspector-driven-cursor = Set by automatic scrolling
inspector-about = About { $name }
inspector-example = Example:
inspector-default = Default:
inspector-range = Range:
inspector-length = Length:
inspector-items = Elements:
inspector-pattern = Pattern:
inspector-pick = Choose
inspector-no-choice = No choice matches
inspector-view-form = Form
inspector-view-json = JSON
inspector-view = Parameters as
inspector-json-object = All parameters stand in one object: {"{"} … {"}"}. The last good values stay.
inspector-json-kept = Kept besides, in a form this version does not know: { $names }
inspector-use-expression = fx: use an expression for { $name }
inspector-fx-on = Use an expression
inspector-fx-off = Back to a fixed value
inspector-expression-placeholder = { "${" }event.…{ "}" }
inspector-as-json = { $name } as JSON
inspector-unknown-content = This form of value is unknown to this version and kept as it is.
inspector-clear = Clear

## Widgets

inspector-type-string = string
inspector-type-int32 = integer
inspector-type-int64 = integer
inspector-type-number = number
inspector-type-boolean = boolean
inspector-type-file = file
inspector-type-any = any
inspector-type-object = object
inspector-type-map = map of { $item }
inspector-type-array = list of { $item }
inspector-unset = not set
inspector-not-integer = Not a whole number; not saved yet.
inspector-not-number = Not a number; not saved yet.
inspector-out-of-range = From { $least } to { $most }; not saved yet.
inspector-big-as-text = Kept digit by digit: beyond 2⁵³ the number is stored as text and sent unchanged.
inspector-choose = Choose or type
inspector-unlisted = Not among the values the vendor lists.
inspector-file-placeholder = Content of the file
inspector-json-placeholder = JSON, for example {"{"}"Key": "value"{"}"}
inspector-json-stopped = Not JSON yet: reading stopped at line { $line }, column { $column }. The last good value stays.
inspector-misfit = This value is not of the type { $type }, so it is shown as JSON.
inspector-element = { $label } { $number }
inspector-add-element = Add
inspector-add-element-to = Add to { $label }
inspector-rows-of = Rows of { $label }
inspector-rows-shown = { $from }–{ $to } of { $count }
inspector-rows-before = Rows before
inspector-rows-after = Rows after
inspector-add-entry = Add a key
inspector-add-entry-to = Add a key to { $label }
inspector-remove = Remove { $name }
inspector-move-up = Move { $name } up
inspector-move-down = Move { $name } down
inspector-key = key
inspector-map-key = Key of { $name }
inspector-map-value = Value of { $name }
inspector-key-doubled = “{ $key }” stands twice; the first one counts.
inspector-more-fields = { $count ->
    [one] 1 more field
   *[other] { $count } more fields
}
inspector-strange-fields = Kept besides: { $names }

## Pagination

inspector-paging = Pagination
inspector-paging-none = None
inspector-paging-number = Automatic paged
inspector-paging-cursor = Automatic scrolling
inspector-paging-none-help = One request; its answer is the result.
inspector-total-path = Total count path
inspector-cursor-path = Cursor path
inspector-max-requests = Maximum requests
inspector-max-requests-default = built-in limit
inspector-page-field = Page number field
inspector-size-field = Page size field
inspector-cursor-field = Cursor field
inspector-rows-path = Path of the rows
inspector-rows-path-placeholder = whole answer is one row
inspector-interval = Interval (s)
inspector-detected = detected
inspector-detected-why = Detected: show why
inspector-use-detected = Use detected

## Permissions

inspector-role = Execution role
inspector-role-help = The playbook runs under this role in Security Center. This program cannot take it on: test calls use the credentials you choose here.
inspector-copy-role = Copy the role name
inspector-trust-policy = Trust policy
inspector-ram-action = RAM action
inspector-copy-action = Copy the RAM action
inspector-action-unknown = Not known; see the reference page.
inspector-action-none = This operation needs no permission.
inspector-source = Source: { $source }
inspector-system-policies = System policies
inspector-no-system-policy = None is known that fits; use the policy below.
inspector-recommended = recommended
inspector-read-only = read-only
inspector-copy-policy = Copy { $name }
inspector-least-privilege = Least privilege
inspector-least-privilege-help = A custom policy that allows this one operation.
inspector-custom-policy = Custom policy
inspector-copy-what = Copy: { $what }
inspector-permission-failed = Nothing is known about the permission for this operation.
inspector-permission-none = No permission to show yet
inspector-standing-documented = documented
inspector-standing-inferred = inferred
inspector-standing-probable = probably
inspector-standing-unknown = unknown

## Playbook

inspector-playbook = Playbook
inspector-playbook-name = Name
inspector-playbook-description = Description
inspector-playbook-description-placeholder = What does this playbook do, and when?
inspector-trigger = Trigger
inspector-trigger-help = What the playbook is run for. It decides what is in { "${" }event.…{ "}" }.
inspector-trigger-custom = Custom inputs
inspector-trigger-incident = Security event
inspector-trigger-alert = Alert
inspector-trigger-ip = IP address
inspector-trigger-file = File
inspector-trigger-process = Process
inspector-trigger-domain = Domain name
inspector-trigger-container = Container
inspector-trigger-host = Host
inspector-trigger-other = { $type }
inspector-inputs = Declared inputs
inspector-inputs-none = No inputs yet. Nodes read an input as { "${" }event.name{ "}" }.
inspector-add-input = Add input
inspector-input-name = Name
inspector-input-type = Type
inspector-input-required = Required
inspector-input-example = Example
inspector-input-description = Description
inspector-account-ask = Ask for the member accounts…
inspector-account-ask-failed = They could not be asked for.

## Gateways, child flows, notes

inspector-add-branch = Add branch
inspector-branch-name = Name of branch { $subject }
inspector-branch-name-placeholder = Name (optional)
inspector-branch-else = Taken when no other branch holds.
inspector-condition-all = All hold
inspector-condition-any = Any holds
inspector-condition-mode = { $subject }: all or any
inspector-condition-left = { $subject }: left side
inspector-condition-right = { $subject }: right side
inspector-condition-right-placeholder = Value or expression
inspector-condition-operator = { $subject }: operator
inspector-condition-text = { $subject }: condition as text
inspector-condition-text-placeholder = A condition in your own words, or the vendor’s notation
inspector-condition-add = Add comparison
inspector-condition-add-group = Add group
inspector-condition-remove = { $subject }: remove this comparison
inspector-condition-remove-group = { $subject }: remove this group
inspector-condition-as-text = As text
inspector-condition-as-form = Compare values
inspector-operator-equals = equals
inspector-operator-notEquals = differs from
inspector-operator-contains = contains
inspector-operator-notContains = lacks
inspector-operator-in = is one of
inspector-operator-notIn = is none of
inspector-operator-matches = matches
inspector-operator-isEmpty = is empty
inspector-operator-isNotEmpty = is not empty
inspector-required-paths = Required paths
inspector-no-incoming = Nothing leads here yet. Connect branches, then mark the ones that must have run.
inspector-enter-flow = Open the child flow
inspector-loop = Repetition
inspector-loop-none = Once
inspector-loop-each = For each row
inspector-loop-until = Until
inspector-loop-over = Rows
inspector-loop-max = Most rounds
inspector-paper-text = Text
inspector-paper-text-placeholder = Headings with #, lists with -, **strong** and `code` are shown as such.
inspector-paper-title = Title
inspector-paper-title-placeholder = What belongs together here?
inspector-paper-colour = Colour
inspector-colour-yellow = Yellow
inspector-colour-blue = Blue
inspector-colour-green = Green
inspector-colour-red = Red
inspector-colour-purple = Purple
inspector-colour-grey = Grey

## Actions of components

inspector-action = Action
inspector-action-placeholder = Choose an action, or type its name
inspector-asset = Asset
inspector-asset-help = Name of the resource instance whose connection data is used; empty for none.
inspector-fields = Fields
inspector-no-fields = No field of this action is publicly documented. Add the ones the console shows you.
inspector-add-field = Add a field by name
inspector-field-name = Name of the field

# Choosing what an expression refers to.
inspector-data = Insert data
inspector-data-for = Insert data into { $name }
inspector-data-search = Search inputs and answers
inspector-data-all = Also what is no { $type }
inspector-data-after = comes later
inspector-data-elsewhere = on another path
inspector-data-none = Nothing found
inspector-conditions-all = Each of these must hold.

# Several nodes at once.
inspector-several = { $count } nodes selected
inspector-several-kinds = Of several kinds
inspector-several-disabled = Disabled: runs pass over them
inspector-several-mixed = They differ here. What you enter goes into all of them.
inspector-several-none = Nodes that run the same action show their common fields here.
