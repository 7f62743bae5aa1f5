// A question with a few answers, asked from anywhere and answered in a dialog. One at a time:
// a second question waits for the first.

export interface Answer {
  id: string;
  label: string;
  variant?: 'primary' | 'secondary' | 'danger';
}

export interface Question {
  title: string;
  text: string;
  answers: Answer[];
}

interface Asked extends Question {
  resolve: (answer: string | null) => void;
}

class Questions {
  current = $state.raw<Asked | null>(null);
  #waiting: Asked[] = [];

  /** Asks and waits; resolves to the chosen answer's id, or to null when the dialog was closed. */
  ask(question: Question): Promise<string | null> {
    return new Promise((resolve) => {
      const asked = { ...question, resolve };
      if (this.current) this.#waiting.push(asked);
      else this.current = asked;
    });
  }

  answer(id: string | null): void {
    const asked = this.current;
    this.current = this.#waiting.shift() ?? null;
    asked?.resolve(id);
  }
}

export const questions = new Questions();
