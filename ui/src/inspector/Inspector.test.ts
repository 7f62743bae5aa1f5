// Checks the inspector as a whole on a mirror that applies its edits: sections, search, expressions,
// bursts, findings, focus.
import { configure, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ComponentView, Diagnostic, PlaybookNode } from '../generated/contract';
import { catalogue } from '../shared/i18n.svelte';
import { folds } from './folds.svelte';
import { CALL_KIND, callNode, HEADER, LIST_RULES, RUN_INSTANCES, START_KIND } from './harness/facts';
import Harness from './harness/Harness.svelte';
import { Mirror } from './harness/mirror.svelte';

// Generous, because the whole panel is drawn on machines that have other things to do.
vi.setConfig({ testTimeout: 30_000 });
configure({ asyncUtilTimeout: 10_000 });

beforeAll(() => catalogue.use('en'));
beforeEach(() => Object.assign(folds, { account: true, endpoint: true, parameters: true, pagination: true }));

interface Shown {
  component?: ComponentView | null;
  diagnostics?: Diagnostic[];
  focusParam?: string | null;
}

async function show(node: PlaybookNode | null, { component = CALL_KIND, ...more }: Shown = {}) {
  const mirror = new Mirror();
  mirror.node = node;
  mirror.header = HEADER;
  const props = { mirror, component, diagnostics: [], focusParam: null, ...more };
  const view = render(Harness, props);
  if (node && component === CALL_KIND && node.settings?.['operation']) {
    await waitFor(() => expect(screen.getByText(/of \d+ set/)).toBeTruthy());
  }
  return { ...view, mirror, props };
}

const settings = (mirror: Mirror) => mirror.node?.settings as Record<string, never>;

async function type(field: Element, text: string) {
  await fireEvent.focus(field);
  await fireEvent.input(field, { target: { value: text } });
  await fireEvent.blur(field);
}

function finding(param: string, severity: Diagnostic['severity'] = 'error'): Diagnostic {
  return { code: 'x', severity, message: { id: `said about ${param}` }, node: 'n2', param };
}

const fieldNames = (container: Element) =>
  [...container.querySelectorAll('[data-section="parameters"] [data-setting]')]
    .filter((element) => !element.closest('[hidden]'))
    .map((element) => element.getAttribute('data-setting')?.replace('parameters.', ''));

describe('the parameters', () => {
  it('15: stand with required ones first, optional ones folded', async () => {
    const { container } = await show(callNode(LIST_RULES, { parameters: { Status: { value: 100 } } }));
    expect(fieldNames(container)).toEqual(['CurrentPage', 'PageSize', 'Status']);
    expect(screen.getByText('1 of 13 set')).toBeTruthy();

    await fireEvent.click(screen.getByRole('button', { name: '10 optional parameters' }));
    expect(fieldNames(container)).toHaveLength(13);
    expect(screen.queryByText('OwnerId')).toBeNull();
    await fireEvent.input(screen.getByLabelText('Filter parameters'), { target: { value: 'uuid' } });
    expect(fieldNames(container)).toEqual(['PlaybookUuid']);
  });

  it('15: a section says that somebody set something in it, folded or not', async () => {
    const marked = () =>
      screen.queryAllByText('set here').map((word) => word.closest('section')?.dataset['section']);
    const { defaultMode: mode, pageField, sizeField, totalPath, rowsPath } = LIST_RULES.paging;
    const detected = { paging: { mode, pageField, sizeField, totalPath }, rowsPath };
    const { mirror } = await show(callNode(LIST_RULES, detected));
    expect(marked()).toEqual(['operation']);
    await type(screen.getByLabelText('PageSize'), '20');
    await type(screen.getByLabelText(/Maximum requests|Max/i), '3');
    expect(mirror.sent).toHaveLength(2);
    await waitFor(() => expect(marked()).toEqual(['operation', 'parameters', 'pagination']));

    await fireEvent.click(screen.getByRole('button', { name: /^API parameters/ }));
    expect(marked()).toContain('parameters');
  });

  it('send one edit a burst, with a mark that names node, path and burst', async () => {
    const { mirror } = await show(callNode(LIST_RULES));
    await type(screen.getByLabelText('PageSize'), '20');
    expect(mirror.sent).toHaveLength(1);
    expect(mirror.sent[0]).toMatchObject({
      doc: 'd1',
      command: {
        setSettings: { node: 'n2', settings: [{ path: ['parameters', 'PageSize'], value: { value: 20 } }] },
      },
    });
    expect(mirror.sent[0]?.mark).toMatch(/^n2:parameters\.PageSize:\d+$/);

    await type(screen.getByLabelText('PageSize'), '');
    expect(settings(mirror)['parameters']).toEqual({});
    expect(mirror.sent[1]?.mark).not.toBe(mirror.sent[0]?.mark);
  });

  it('carry an id of 19 digits unharmed', async () => {
    const { mirror } = await show(callNode(LIST_RULES), { focusParam: 'parameters.RoleFor' });
    await type(await screen.findByLabelText('RoleFor'), '1234567890123456789');
    expect(settings(mirror)['parameters']).toEqual({ RoleFor: { value: '1234567890123456789' } });
    expect(await screen.findByText(/sent unchanged/)).toBeTruthy();
  });

  it('keep a second change to a list made before the first one came back', async () => {
    const node = callNode(RUN_INSTANCES, { parameters: { SecurityGroupIds: { value: ['a', 'b'] } } });
    const { mirror } = await show(node);
    mirror.delay = 20;
    await type(screen.getByLabelText('SecurityGroupIds 1'), 'A');
    await type(screen.getByLabelText('SecurityGroupIds 2'), 'B');
    await waitFor(() =>
      expect(settings(mirror)['parameters']).toEqual({ SecurityGroupIds: { value: ['A', 'B'] } }),
    );
  });

  it('22: show a structured value as JSON in step with the form, and keep broken JSON', async () => {
    const node = callNode(RUN_INSTANCES, { parameters: { SecurityGroupIds: { value: ['a'] } } });
    const { mirror } = await show(node);
    await fireEvent.click(screen.getByRole('button', { name: 'SecurityGroupIds as JSON' }));
    const pane = screen.getByLabelText<HTMLTextAreaElement>('SecurityGroupIds');
    expect(JSON.parse(pane.value)).toEqual(['a']);
    await type(pane, '["a", 9007199254740993]');
    await type(pane, '["a", ');
    expect(screen.getByText(/reading stopped at line 1, column 7/)).toBeTruthy();

    await fireEvent.click(screen.getByRole('button', { name: 'SecurityGroupIds as JSON' }));
    expect(screen.getByLabelText<HTMLInputElement>('SecurityGroupIds 2').value).toBe('9007199254740993');
    await fireEvent.click(screen.getByRole('button', { name: 'SecurityGroupIds as JSON' }));
    expect(screen.getByLabelText<HTMLTextAreaElement>('SecurityGroupIds').value).toBe('["a", ');
    expect(settings(mirror)['parameters']).toEqual({
      SecurityGroupIds: { value: ['a', '9007199254740993'] },
    });
  });
});

describe('the JSON of all parameters', () => {
  const openJson = async () => {
    await fireEvent.click(screen.getByRole('radio', { name: 'JSON' }));
    return screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'API parameters' });
  };

  it('says what the form says, and changes only what is changed in it', async () => {
    const node = callNode(LIST_RULES, {
      parameters: {
        PageSize: { value: 10 },
        RuleName: { expression: '${event.rule}' },
        Odd: { value: 1, note: 'kept' },
      },
    });
    const { mirror } = await show(node);
    const pane = await openJson();
    expect(JSON.parse(pane.value)).toEqual({ PageSize: 10, RuleName: '${event.rule}' });
    expect(screen.getByText(/a form this version does not know: Odd/)).toBeTruthy();

    await type(
      pane,
      '{"RuleName": "${event.rule}", "Id": 1234567890123456789, "ActionType": "${event.act}"}',
    );

    expect(mirror.sent).toHaveLength(1);
    expect(settings(mirror)['parameters']).toEqual({
      RuleName: { expression: '${event.rule}' },
      Odd: { value: 1, note: 'kept' },
      Id: { value: '1234567890123456789' },
      ActionType: { expression: '${event.act}' },
    });
    const command = mirror.sent[0]?.command;
    const sent = command && 'setSettings' in command ? command.setSettings.settings : [];
    expect(sent.map(({ path }) => path[1]).sort()).toEqual(['ActionType', 'Id', 'PageSize']);
  });

  it('22: keeps text that is no JSON yet, says where reading stopped, and blocks nothing', async () => {
    const { mirror } = await show(callNode(LIST_RULES, { parameters: { PageSize: { value: 10 } } }));
    await type(await openJson(), '{"PageSize": 20,');
    expect(screen.getByText(/reading stopped at line 1, column 17/)).toBeTruthy();

    await fireEvent.click(screen.getByRole('radio', { name: 'Form' }));
    await type(screen.getByLabelText('PageSize'), '30');
    expect(settings(mirror)['parameters']).toEqual({ PageSize: { value: 30 } });
    const pane = await openJson();
    expect(pane.value).toBe('{"PageSize": 20,');

    await type(pane, '[1]');
    expect(screen.getByText(/All parameters stand in one object/)).toBeTruthy();
    await type(pane, '{}');
    expect(settings(mirror)['parameters']).toEqual({});
  });
});

describe('expressions', () => {
  it('begin by typing a reference, and what was typed before is not an edit of its own', async () => {
    const { mirror } = await show(callNode(LIST_RULES), { focusParam: 'parameters.RuleName' });
    const field = await screen.findByLabelText('RuleName');
    await fireEvent.focus(field);
    await fireEvent.input(field, { target: { value: 'a' } });
    await fireEvent.input(field, { target: { value: 'a${' } });
    await tick();
    const box = screen.getByLabelText<HTMLInputElement>('RuleName');
    expect(box).not.toBe(field);
    expect(box.value).toBe('a${');
    await type(box, 'a${event.ip}');
    expect(mirror.sent).toHaveLength(1);
    expect(settings(mirror)['parameters']).toEqual({ RuleName: { expression: 'a${event.ip}' } });
  });

  it('15: and fixed values are switched by fx, each coming back as it was', async () => {
    const { mirror } = await show(callNode(LIST_RULES, { parameters: { PageSize: { value: 10 } } }));
    const fx = () => screen.getByRole('button', { name: 'fx: use an expression for PageSize' });
    await fireEvent.click(fx());
    expect(settings(mirror)['parameters']).toEqual({});
    await type(screen.getByLabelText('PageSize'), '${event.size}');
    expect(settings(mirror)['parameters']).toEqual({ PageSize: { expression: '${event.size}' } });

    await fireEvent.click(fx());
    expect(settings(mirror)['parameters']).toEqual({ PageSize: { value: 10 } });
    await fireEvent.click(fx());
    expect(settings(mirror)['parameters']).toEqual({ PageSize: { expression: '${event.size}' } });
  });
});

describe('the operation', () => {
  it('is found with the keyboard alone; its detected paging comes along, parameters stay, strays are listed', async () => {
    const { mirror } = await show(
      callNode(RUN_INSTANCES, { parameters: { RegionId: { value: 'cn-hangzhou' }, Amount: { value: 2 } } }),
      { focusParam: 'operation' },
    );
    await type(await screen.findByLabelText('Product'), 'cloud');
    const product = screen.getByLabelText('Product');
    await fireEvent.focus(product);
    await fireEvent.input(product, { target: { value: 'siem' } });
    await fireEvent.keyDown(product, { key: 'Enter' });
    await waitFor(() => expect(settings(mirror)['product']).toBe('cloud-siem'));
    expect(settings(mirror)['operation']).toBeUndefined();

    const operation = screen.getByLabelText('Operation', { selector: 'input' });
    await fireEvent.focus(operation);
    await fireEvent.input(operation, { target: { value: 'automate' } });
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    await fireEvent.keyDown(operation, { key: 'Enter' });

    await waitFor(() => expect(settings(mirror)['operation']).toBe('ListAutomateResponseConfigs'));
    const last = mirror.sent.at(-1);
    expect(JSON.stringify(last?.command)).toContain('.Data.PageInfo.TotalCount');
    expect(settings(mirror)['parameters']).toEqual({
      RegionId: { value: 'cn-hangzhou' },
      Amount: { value: 2 },
    });

    const strays = await screen.findByRole('group', { name: /Not parameters of this operation/ });
    expect(within(strays).getByText('Amount')).toBeTruthy();
    await fireEvent.click(within(strays).getByRole('button', { name: 'Remove Amount' }));
    expect(settings(mirror)['parameters']).toEqual({ RegionId: { value: 'cn-hangzhou' } });
  });
});

describe('the endpoint', () => {
  it('17: takes the recommended address with its region in one edit', async () => {
    const { mirror } = await show(callNode(LIST_RULES));
    await fireEvent.click(await screen.findByRole('button', { name: 'Recommended address' }));
    await waitFor(() => expect(settings(mirror)['endpoint']).toBe('cloud-siem.cn-hangzhou.aliyuncs.com'));
    expect(settings(mirror)['region']).toBe('cn-hangzhou');
    expect(mirror.sent).toHaveLength(1);
    expect(screen.getByText(/For reference/)).toBeTruthy();
  });
});

describe('the pagination', () => {
  it('takes over what was detected when a mode is chosen, and says so', async () => {
    const { mirror } = await show(callNode(LIST_RULES));
    await fireEvent.click(screen.getByRole('radio', { name: 'Automatic paged' }));
    await waitFor(() => expect(screen.getByText('detected')).toBeTruthy());
    expect(settings(mirror)['paging']).toMatchObject({ mode: 'number', pageField: 'CurrentPage' });
    expect(screen.getByText('Set by automatic paging')).toBeTruthy();

    await type(screen.getByLabelText('Total count path'), '.Other');
    expect(screen.queryByText('detected')).toBeNull();
    await fireEvent.click(screen.getByRole('button', { name: 'Use detected' }));
    await waitFor(() =>
      expect(settings(mirror)['paging']).toMatchObject({ totalPath: '.Data.PageInfo.TotalCount' }),
    );
  });
});

describe('findings', () => {
  it('14: stand under their field in words and mark the section', async () => {
    await show(callNode(LIST_RULES), {
      diagnostics: [finding('parameters.PageSize'), finding('endpoint', 'warn')],
    });
    const field = screen.getByLabelText('PageSize');
    const described = (field.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '');
    expect(described.join(' ')).toContain('said about parameters.PageSize');
    expect(described.join(' ')).toContain('Error:');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByRole('button', { name: /API parameters has errors/ })).toBeTruthy();
    expect(screen.getByRole('button', { name: /Endpoint has warnings/ })).toBeTruthy();
  });

  it('about a field inside a parameter stand there once; folded away, under the parameter', async () => {
    const node = callNode(RUN_INSTANCES, { parameters: { DataDisk: { value: [{ Category: 'x' }] } } });
    await show(node, { diagnostics: [finding('parameters.DataDisk.0.Size')] });
    expect(screen.getAllByText(/said about parameters\.DataDisk\.0\.Size/)).toHaveLength(1);
    const field = screen.getByLabelText('Size');
    expect(field.getAttribute('aria-invalid')).toBe('true');

    await fireEvent.click(screen.getByRole('button', { name: 'DataDisk as JSON' }));
    expect(screen.getAllByText(/said about parameters\.DataDisk\.0\.Size/)).toHaveLength(1);
  });

  it('about settings without a field stand at the head of the panel', async () => {
    const { container } = await show(callNode(LIST_RULES), {
      diagnostics: [finding('parameters'), finding('region')],
    });
    const head = container.querySelector('header')?.textContent;
    expect(head).toContain('said about parameters');
    expect(head).toContain('said about region');
  });

  it('bring a folded optional parameter into view', async () => {
    const { container } = await show(callNode(LIST_RULES), {
      diagnostics: [finding('parameters.SubUserId')],
    });
    expect(fieldNames(container)).toContain('SubUserId');
  });
});

describe('a request for focus', () => {
  it.each([
    ['parameters.SubUserId', 'SubUserId'],
    ['paging.totalPath', 'Total count path'],
    ['endpoint', 'Host'],
    ['name', 'Name of the node'],
  ])('for %s opens its section and focuses it', async (focusParam, label) => {
    Object.assign(folds, { endpoint: false, parameters: false, pagination: false });
    const node = callNode(LIST_RULES, { paging: { mode: 'number' } });
    render(Harness, {
      mirror: Object.assign(new Mirror(), { node }),
      component: CALL_KIND,
      diagnostics: [],
      focusParam,
    });
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText(label)));
  });
});

describe('going to another node', () => {
  it('hands on what was typed last, to the node it was typed for', async () => {
    const { mirror } = await show(callNode(LIST_RULES));
    const field = screen.getByLabelText('PageSize');
    field.focus();
    await fireEvent.input(field, { target: { value: '33' } });
    mirror.node = { ...callNode(RUN_INSTANCES), id: 'n3' };
    await tick();
    expect(mirror.sent).toHaveLength(1);
    expect(mirror.sent[0]?.command).toEqual({
      setSettings: { node: 'n2', settings: [{ path: ['parameters', 'PageSize'], value: { value: 33 } }] },
    });
  });
});

describe('other panels', () => {
  it('the playbook declares inputs and keeps what it does not know', async () => {
    const { mirror } = await show(null, { component: null });
    const input = { ...HEADER.trigger.inputs[0]!, isArray: false };
    mirror.header = { ...HEADER, trigger: { ...HEADER.trigger, inputs: [input], extra: 1 } };
    await fireEvent.click(screen.getByRole('button', { name: 'Add input' }));
    const names = () => mirror.header.trigger.inputs.map(({ name }) => name);
    expect(names()).toEqual(['ip', 'input2']);
    await fireEvent.click(screen.getByRole('button', { name: 'Remove input2' }));
    expect(names()).toEqual(['ip']);
    expect(mirror.header.trigger).toMatchObject({ extra: 1, inputs: [{ isArray: false }] });

    await type(screen.getAllByLabelText('Name')[0]!, 'Renamed');
    expect(mirror.header.name).toBe('Renamed');
    expect(mirror.sent.at(-1)?.mark).toMatch(/^playbook:name:\d+$/);
  });

  it('a start node has a note, and a name that is fixed', async () => {
    const { mirror } = await show({ id: 'n1', kind: 'start', name: 'event' }, { component: START_KIND });
    await type(screen.getByLabelText('Note'), 'begin');
    expect(mirror.node).toMatchObject({ description: 'begin' });
    expect(screen.getByLabelText<HTMLInputElement>('Name of the node').disabled).toBe(true);
  });

  it('a node is renamed, under a mark of its own', async () => {
    const { mirror } = await show(callNode(LIST_RULES));
    await type(screen.getByLabelText('Name of the node'), ' rules ');
    expect(mirror.node?.name).toBe('rules');
    expect(mirror.sent[0]?.mark).toMatch(/^n2:name:\d+$/);
  });

  it('an unknown kind is shown to read', async () => {
    await show({ id: 'n9', kind: 'Later', name: 'x', settings: { a: 1 } }, { component: null });
    expect(screen.getByLabelText('Settings', { selector: 'pre' }).textContent).toContain('"a": 1');
  });

  it('permissions show role, action with its standing, the recommended policy first', async () => {
    const { container } = await show(callNode(LIST_RULES));
    await fireEvent.click(screen.getByRole('tab', { name: 'Permissions' }));
    expect(await screen.findByText('yundun-sas:ListAutomateResponseConfigs')).toBeTruthy();
    expect(screen.getAllByText('inferred').length).toBeGreaterThan(0);
    const codes = [...container.querySelectorAll('code')].map(({ textContent }) => textContent);
    expect(codes.indexOf('AliyunYundunSASReadOnlyAccess')).toBeLessThan(
      codes.indexOf('AliyunYundunSASFullAccess'),
    );
    expect(screen.getByText(/cannot take it on/)).toBeTruthy();
  });
});
