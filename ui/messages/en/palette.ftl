### The palette of components.

palette-search = Find a component
palette-category-flow = Flow
palette-category-cloud-service = Alibaba Cloud services
palette-category-basic = Basic
palette-category-security = Security
palette-category-off-cloud = Outside Alibaba Cloud
palette-category-annotation = Notes and groups
palette-full = The playbook already has as many of these as it may
palette-none = Nothing matches “{ $query }”
palette-none-text = Try another word, in English or Chinese.
palette-quick-add = Add a component here
palette-quick-replace = Replace with…
palette-hits = { $count }
palette-section-suggested = Suggested
palette-section-recent = Recent
palette-section-all = All components
