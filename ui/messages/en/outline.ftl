### The outline: the playbook as a tree.

outline-title = Outline
outline-empty = Nothing is drawn yet.
outline-leads-to = leads to { $names }
outline-leads-nowhere = leads nowhere
