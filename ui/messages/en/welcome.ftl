### Welcome page, tabs, and what becomes of files.

welcome-title = Response playbooks, drawn
welcome-text = For Security Center SOAR. Nothing here needs an account until you call a real service.
welcome-language = Language
welcome-begin = Begin
welcome-samples = Templates and samples
welcome-recent = Recent files
welcome-drop = Release to open
welcome-drop-note = Files dragged into the window are opened, too.
welcome-no-recent = No files yet
welcome-no-recent-text = Playbooks you open or save are listed here.
welcome-missing = Missing ·
welcome-pin = Keep { $name } on top
welcome-unpin = Let { $name } go from the top
welcome-remove = Take { $name } off the list

tabs-open = Open playbooks
tabs-all = All open playbooks
tabs-menu = Menu of “{ $name }”
tabs-close = Close “{ $name }”
tabs-close-title = Close “{ $name }” with unsaved changes?
tabs-close-text = Discarding goes back to what the file holds.
tabs-close-unsaved-text = This playbook was never saved to a file. Discarding it cannot be undone.
tabs-discard = Discard draft
tabs-changed-outside = file changed outside
tabs-file-gone = file is gone
tabs-elsewhere = This file is open in another window, too. Whoever saves second is told before anything is replaced.

outside-title = “{ $name }” was changed by another program
outside-text = You have unsaved changes. Look at both versions, or decide now; undo brings yours back even after loading theirs.
outside-gone-title = The file of “{ $name }” is gone
outside-gone-text = It was deleted, moved or renamed, or its folder is not there. Your work is still open here.
outside-compare = Compare
outside-mine = Keep mine
outside-theirs = Load theirs
outside-again = Save it again
outside-elsewhere = Save elsewhere…
outside-try-again = Try again
outside-later = Decide later
outside-reloaded = Changed outside and loaded again
outside-discarded = Draft discarded. Undo brings it back.
outside-still-unsaved = Your work is still open here and unsaved; the old file is as it was.
outside-comparison = Differences
outside-line-mine = Mine, in this window
outside-line-theirs = Theirs, in the file
outside-lines-from = From line { $mine } here, { $theirs } in the file
outside-no-difference = Both are the same.
outside-left-out = { $count ->
    [one] { $count } more line is
   *[other] { $count } more lines are
} not shown.
