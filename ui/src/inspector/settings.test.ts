// Checks what choosing an operation or a paging mode sets, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import type { SettingChange } from '../generated/contract';
import { LIST_PLAYBOOKS, LIST_RULES } from './harness/facts';
import { chooseMode, chooseOperation, isAsDetected, readCall } from './settings';

const asObject = (changes: SettingChange[]) =>
  Object.fromEntries(changes.map(({ path, value }) => [path.join('.'), value]));

describe('choosing an operation', () => {
  it('fills in the detected paging in the same edit and touches no parameter', () => {
    expect(asObject(chooseOperation(LIST_RULES, LIST_RULES.paging))).toEqual({
      product: 'cloud-siem',
      version: '2022-06-16',
      operation: 'ListAutomateResponseConfigs',
      'paging.mode': 'number',
      'paging.totalPath': '.Data.PageInfo.TotalCount',
      'paging.pageField': 'CurrentPage',
      'paging.sizeField': 'PageSize',
      'paging.cursorField': null,
      'paging.cursorPath': null,
      rowsPath: '.Data.ResponseData',
    });
  });

  it('leaves paging alone when nothing is known about the operation', () => {
    const changes = chooseOperation({ product: 'Ecs', version: '', operation: 'New' }, undefined);
    expect(asObject(changes)).toEqual({ product: 'Ecs', version: null, operation: 'New' });
  });
});

describe('choosing a mode', () => {
  it('fills in only fields that are empty', () => {
    const call = readCall({ paging: { mode: 'none', cursorField: 'Mine' } });
    expect(asObject(chooseMode('cursor', call, LIST_PLAYBOOKS.paging))).toEqual({
      'paging.mode': 'cursor',
      'paging.cursorPath': '.NextToken',
      rowsPath: '.Playbooks',
    });
  });
});

it('settings count as detected until one of their fields differs', () => {
  const paging = { mode: 'cursor', cursorField: 'NextToken', cursorPath: '.NextToken' };
  const same = readCall({ paging, rowsPath: '.Playbooks' });
  const other = readCall({ paging: { ...paging, cursorPath: '.Next' }, rowsPath: '.Playbooks' });

  expect(isAsDetected(same, LIST_PLAYBOOKS.paging)).toBe(true);
  expect(isAsDetected(other, LIST_PLAYBOOKS.paging)).toBe(false);
});

it('reading settings of wrong types gives empty ones', () => {
  const call = readCall({ product: 7, parameters: [], paging: { mode: 'sideways', maxRequests: 'x' } });
  expect([call.product, call.parameters, call.paging.mode, call.paging.maxRequests]).toEqual([
    '',
    {},
    'none',
    undefined,
  ]);
});
