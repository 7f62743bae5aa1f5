### The API browser: products, operations, one operation's page.

browser-title = API browser
browser-products = Products
browser-search-products = Search products
browser-no-product = No product matches “{ $query }”
browser-operations = Operations
browser-search-operations = Search operations
browser-scope-all = All products
browser-scope-favourites = Favourites
browser-scope-recent = Recently used
browser-scope-used = In this playbook
browser-count = { $count ->
    [one] 1 operation
   *[other] { $count } operations
}
browser-count-first = the first { $count } operations
browser-failed = The catalogue did not answer
browser-no-operation = No operation matches “{ $text }”
browser-no-operation-text = Words may stand in any order; initials work too: dsg finds DescribeSecurityGroups.
browser-product-empty = No operation is known for this version
browser-start = { $count ->
    [one] Search 1 operation
   *[other] Search { $count } operations
}
browser-start-text = Type a name, a title or initials, or choose a product on the left.
browser-empty-favourites = No favourites yet
browser-empty-favourites-text = The star beside an operation’s name puts it here.
browser-empty-recent = Nothing used yet
browser-empty-recent-text = Operations you add to a playbook from here appear in this list.
browser-empty-used = This playbook calls no operation yet
browser-empty-used-text = Operations of its nodes appear in this list.
browser-none-chosen = No operation chosen
browser-none-chosen-text = Its parameters, answer, paging, address and permission are shown here.
browser-mark = Add to favourites
browser-unmark = Remove from favourites
browser-outdated = outdated
browser-add = Add to canvas
browser-use = Use for { $name }
browser-open = Browse operations…
browser-facts = API facts…
browser-tabs = Facts about the operation
browser-tab-parameters = Parameters
browser-tab-response = Response
browser-tab-paging = Paging
browser-tab-endpoint = Endpoint
browser-tab-permission = Permission
browser-tab-errors = Errors
browser-risky = risky
browser-paid = may cost money
browser-words-more = Show all
browser-words-less = Show less
browser-response-shape = Fields
browser-response-sample = Sample answer
browser-origins = Which source gave what
browser-origin-request = Parameters
browser-origin-response = Response
browser-origin-prose-en = English texts
browser-origin-prose-zh = Chinese texts
browser-origin-access = Access level
browser-origin-permission = Permission
browser-add-instead = Add { $component }
browser-no-response = The shape of the answer is not known
browser-candidates = Could hold the total as well: { $names }
browser-choices = Listed values: { $choices }
browser-choices-label = Values:
browser-place-query = query
browser-place-form = form
browser-place-body = body
browser-place-path = path
browser-place-header = header
browser-place-host = host

browser-category-security = Security
browser-category-computing = Computing
browser-category-container = Containers
browser-category-network = Network and CDN
browser-category-storage = Storage
browser-category-database = Databases
browser-category-operations = Operations and migration
browser-category-middleware = Middleware
browser-category-serverless = Serverless
browser-category-analytics = Analytics
browser-category-learning = AI and machine learning
browser-category-domains = Domains and websites
browser-category-enterprise = Enterprise services
browser-category-end-user = End-user computing
browser-category-things = Internet of things
browser-category-media = Media
browser-category-developer = Developer tools
browser-category-others = Others
