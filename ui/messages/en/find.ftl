### Find in playbook.

find-title = Find in playbook
find-none = No hits
find-count = { $at } of { $total }
find-case = Match case
find-previous = Previous hit
find-next = Next hit
find-hits = Hits
find-more = The first { $shown } are listed; a longer text narrows them down.
