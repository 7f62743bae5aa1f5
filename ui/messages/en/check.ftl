### check texts.
