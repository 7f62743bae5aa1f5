// What the page must know about the machine it runs on: only whether it is a Mac, for the keys.

export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
