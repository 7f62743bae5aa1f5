### What to do about what the engine found; titles of quick fixes and of templates.

## Files

hint-store-not-found = Check the path, or save to another place.
hint-store-permission = Ask for access, or save to a folder of your own.
hint-store-full = Free some space, or save to another disk. The old file is untouched.
hint-store-read-only = Remove the read-only mark, or save under another name.
hint-store-changed-outside = Look at the other version first. Then save over it, or save under another name.
hint-store-is-directory = Choose a file in it.
hint-store-not-a-file = Choose a regular file.
hint-store-too-large = Choose another file; playbooks have a few megabytes at most.
hint-store-busy = Try again in a moment.
hint-store-no-path = Choose where to save it.
hint-store-read-only-document = Update Soarboard to edit it.
hint-store-not-a-playbook = Mend the text in an editor, or restore an older version. The file was not touched.
hint-store-other = Try again, or save to another place. Your work is still open here.
