### hint texts.
