// Checks the behaviour of the controls that have any: keys, limits, commits, input methods.
import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import NumberField from './NumberField.svelte';
import Segmented from './Segmented.svelte';
import Splitter from './Splitter.svelte';
import Tabs from './Tabs.svelte';
import TextField from './TextField.svelte';

describe('TextField', () => {
  it('commits once when the person leaves it, and not when nothing changed', async () => {
    const oncommit = vi.fn();
    render(TextField, { value: 'a', label: 'Name', oncommit });
    const input = screen.getByLabelText('Name');

    await fireEvent.focus(input);
    await fireEvent.blur(input);
    expect(oncommit).not.toHaveBeenCalled();

    await fireEvent.focus(input);
    await fireEvent.input(input, { target: { value: 'ab' } });
    await fireEvent.keyDown(input, { key: 'Enter' });
    await fireEvent.blur(input);
    expect(oncommit.mock.calls).toEqual([['ab']]);
  });

  it('does not take the Enter that accepts a candidate of an input method for a commit', async () => {
    const oncommit = vi.fn();
    render(TextField, { value: '', label: 'Name', oncommit });
    const input = screen.getByLabelText('Name');

    await fireEvent.focus(input);
    await fireEvent.input(input, { target: { value: '挖矿' } });
    await fireEvent.keyDown(input, { key: 'Enter', isComposing: true });

    expect(oncommit).not.toHaveBeenCalled();
  });

  it('ties the error to the field', () => {
    render(TextField, { value: '', label: 'Name', error: 'Needed' });
    const input = screen.getByLabelText('Name');
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent).toBe('Needed');
  });
});

describe('NumberField', () => {
  it('keeps and marks text out of range and commits only valid numbers', async () => {
    const oncommit = vi.fn();
    render(NumberField, { value: 10, label: 'Most', min: 1, max: 50, invalidText: '1 to 50', oncommit });
    const input = screen.getByLabelText<HTMLInputElement>('Most');

    await fireEvent.focus(input);
    await fireEvent.input(input, { target: { value: '51' } });
    await fireEvent.blur(input);
    expect(oncommit).not.toHaveBeenCalled();
    expect(input.value).toBe('51');
    expect(screen.getByText('1 to 50')).toBeTruthy();

    await fireEvent.focus(input);
    await fireEvent.input(input, { target: { value: '50' } });
    await fireEvent.blur(input);
    expect(oncommit.mock.calls).toEqual([[50]]);
  });

  it('takes an empty field for no number', async () => {
    const oncommit = vi.fn();
    render(NumberField, { value: 3, label: 'Most', invalidText: 'no', oncommit });
    const input = screen.getByLabelText('Most');
    await fireEvent.focus(input);
    await fireEvent.input(input, { target: { value: '' } });
    await fireEvent.blur(input);
    expect(oncommit.mock.calls).toEqual([[null]]);
  });
});

describe('Segmented', () => {
  it('moves the choice with the arrows, past disabled options and round the end', async () => {
    const onchange = vi.fn();
    const options = [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B', disabled: true },
      { value: 'c', label: 'C' },
    ];
    render(Segmented, { value: 'a', options, label: 'Mode', onchange });

    await fireEvent.keyDown(screen.getByRole('radio', { name: 'A' }), { key: 'ArrowRight' });
    await fireEvent.keyDown(screen.getByRole('radio', { name: 'C' }), { key: 'ArrowRight' });

    expect(onchange.mock.calls).toEqual([['c'], ['a']]);
  });
});

describe('Tabs', () => {
  it('is one tab stop, arrows choose', async () => {
    const onchange = vi.fn();
    const tabs = [
      { id: 'one', label: 'One' },
      { id: 'two', label: 'Two' },
    ];
    render(Tabs, { value: 'one', tabs, label: 'Panels', onchange });
    expect(screen.getAllByRole('tab').map((tab) => tab.tabIndex)).toEqual([0, -1]);

    await fireEvent.keyDown(screen.getByRole('tab', { name: 'One' }), { key: 'ArrowLeft' });

    expect(onchange.mock.calls).toEqual([['two']]);
  });
});

describe('Splitter', () => {
  it.each([
    [false, 'ArrowRight', 208],
    [true, 'ArrowRight', 192],
    [false, 'Home', 100],
    [false, 'End', 300],
  ])('with the panel after it: %s, %s asks for %i', async (after, key, size) => {
    const onresize = vi.fn();
    render(Splitter, {
      orientation: 'vertical',
      size: 200,
      min: 100,
      max: 300,
      usual: 212,
      label: 'Width',
      after,
      onresize,
    });
    await fireEvent.keyDown(screen.getByRole('separator'), { key });
    expect(onresize).toHaveBeenCalledWith(size);
  });
});
