### Texts of the shared controls.

shared-copy = Copy
shared-copied = Copied
shared-close = Close
shared-cancel = Cancel
shared-notices = Notices
shared-number-between = A whole number from { $min } to { $max }
