// Short notices at the bottom of the window: what was done, or what was refused and why.
// Refusals stay until closed or twelve seconds have passed; good news goes
// first, and what is worth knowing in between.

export interface Toast {
  id: number;
  tone: 'ok' | 'err' | 'info';
  title: string;
  text?: string;
}

const LIFETIME_MS = { ok: 3000, info: 8000, err: 12000 } as const;
const MOST = 4;

class Toasts {
  items = $state<Toast[]>([]);
  #next = 1;

  show(tone: Toast['tone'], title: string, text?: string): void {
    // The same refusal said twice in a row (a held key, say) is one notice.
    const last = this.items[this.items.length - 1];
    if (last && last.tone === tone && last.title === title && last.text === text) return;
    const toast: Toast = { id: this.#next++, tone, title, text };
    this.items = [...this.items, toast].slice(-MOST);
    setTimeout(() => this.close(toast.id), LIFETIME_MS[tone]);
  }

  close(id: number): void {
    this.items = this.items.filter((toast) => toast.id !== id);
  }
}

export const toasts = new Toasts();
