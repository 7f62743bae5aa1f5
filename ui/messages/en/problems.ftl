### The list of problems.

problems-list = Problems
problems-none = No problems
problems-none-text = The playbook is checked as you edit; what it finds appears here.
problems-playbook = playbook
problems-severity-error = Error
problems-severity-warn = Warning
problems-severity-remind = Reminder
problems-no-fix = Nothing here can be mended automatically
problems-fixed = Mended
problems-fixes = Quick fixes
