// The tones a chip or badge may take. They follow meaning, not taste, and never stand alone:
// the text in the chip says the same in words.
export type Tone = 'neutral' | 'accent' | 'read' | 'write' | 'destroy' | 'flow' | 'ok' | 'warn' | 'err';
