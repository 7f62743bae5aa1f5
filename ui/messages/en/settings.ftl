### The settings dialog.

settings-title = Settings
settings-theme = Theme
settings-theme-system = System
settings-theme-light = Light
settings-theme-dark = Dark
settings-contrast = Contrast
settings-contrast-system = System
settings-contrast-usual = Usual
settings-contrast-high = High
settings-text = Text size
settings-text-scale = { $scale } %
settings-keys = Keyboard
settings-language = Language
settings-region = Region
settings-region-none = No region
settings-practice = Practice service
settings-practice-none = Answers normally
settings-practice-throttle = Throttles every third request
settings-practice-refuse = Refuses for lack of permission
settings-practice-fail = Fails inside the service
settings-practice-hint = Shows what a bad day looks like, without a real service.
settings-facts = API facts
settings-facts-open = Import or refresh…
settings-version = Soarboard { $version }
