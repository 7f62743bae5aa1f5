### Find in playbook.

find-title = Find in playbook
find-none = No hits
find-count = { $at } of { $total }
find-case = Match case
find-previous = Previous hit
find-next = Next hit
find-hits = Hits
find-more = The first { $shown } are listed; a longer text narrows them down.
find-folder-title = Find in folder
find-folder-choose = Choose folder…
find-folder-none = No folder chosen yet
find-folder-placeholder = Names, values, expressions, notes
find-folder-count = { $total ->
    [one] One hit
   *[other] { $total } hits
 } in { $files } of { $read } playbooks
find-folder-failed = { $count ->
    [one] One file could not be looked through
   *[other] { $count } files could not be looked through
 }
find-looking = Looking…
find-input = Input { $number }: { $field }
find-kind = Component
