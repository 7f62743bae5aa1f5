// Lets a field hand on what is being typed before something happens that would leave it behind.

/** Takes the focus from the field that has it; fields commit when they lose it. */
export function handOnTyping(): void {
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement && activeElement !== document.body) activeElement.blur();
}
