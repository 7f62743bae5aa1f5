### error texts.
