// Checks that a secret passes through the form once and stays nowhere, and what a profile shows.
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import type {
  CredentialImportRequest,
  CredentialList,
  CredentialView,
  ImportEntry,
} from '../generated/contract';
import { FakeHost, type Answers } from '../host/fake';
import { catalogue } from '../shared/i18n.svelte';
import { APP_KEY } from '../stores/app-context';
import { AppState } from '../stores/app.svelte';
import AddProfile from './AddProfile.svelte';
import Credentials from './Credentials.svelte';
import ImportProfiles from './ImportProfiles.svelte';

const profile = (name: string, parts: Partial<CredentialView> = {}): CredentialView => ({
  name,
  kind: 'accessKey',
  accessKeyIdTail: 'Q9xZ',
  backend: 'systemKeyring',
  readOnly: false,
  region: '',
  ...parts,
});
const list = (...profiles: CredentialView[]): CredentialList => ({
  backend: 'systemKeyring',
  profiles,
  places: [{ id: 'error-secrets-list' }],
});
const practice = profile('practice', { kind: 'practice', backend: 'builtIn' });

function shown(
  component: typeof AddProfile | typeof Credentials | typeof ImportProfiles,
  answers: Answers = {},
) {
  const host = new FakeHost(answers);
  const app = new AppState(host);
  app.credentials.list = list(practice, profile('secops', { readOnly: true }));
  render(component as typeof AddProfile, {
    props: { onclose: () => {} },
    context: new Map([[APP_KEY, app]]),
  });
  return { host, app };
}

const type = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });

beforeEach(() => catalogue.use('en'));

describe('adding a profile', () => {
  it('sends the secret once and keeps it neither in the field nor in the state', async () => {
    const { host, app } = shown(AddProfile, { credential_add: () => list(practice, profile('mine')) });
    await type('Name of the profile', 'mine');
    await type('AccessKey ID', 'LTAI5t');
    await type('AccessKey secret', 's3cret');
    await fireEvent.click(screen.getByRole('button', { name: 'Save profile' }));

    await waitFor(() => expect(app.credentials.find('mine')).toBeTruthy());
    expect(host.calls).toHaveLength(1);
    expect(screen.getByLabelText<HTMLInputElement>('AccessKey secret').value).toBe('');
    expect(JSON.stringify([app.credentials.list, ...app.credentials.tests])).not.toContain('s3cret');
  });

  it.each([
    ['practice', 'This name belongs to the built-in practice profile'],
    ['secops', 'There is a profile of this name already'],
  ])('refuses the name %s', async (name, reason) => {
    shown(AddProfile);
    await type('Name of the profile', name);
    expect(screen.getByText(reason)).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save profile' }).disabled).toBe(true);
  });

  it('hides what is typed into the secret fields', () => {
    shown(AddProfile);
    expect(screen.getByLabelText<HTMLInputElement>('AccessKey secret').type).toBe('password');
    expect(screen.getByLabelText<HTMLInputElement>('STS token (optional)').type).toBe('password');
  });
});

describe('the list of profiles', () => {
  it('labels the practice profile, says where secrets are, and shows no more of a key than its end', () => {
    shown(Credentials);
    expect(screen.getByText('Practice service')).toBeTruthy();
    expect(screen.getByText("Secrets are kept in the system's keyring.")).toBeTruthy();
    expect(screen.getByText('…Q9xZ')).toBeTruthy();
  });

  it('offers no removal of the practice profile', () => {
    shown(Credentials);
    expect(screen.queryByRole('button', { name: 'Remove practice' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Remove secops' })).toBeTruthy();
  });

  it('shows whom a profile belongs to after a test, or what the service said', async () => {
    let refuse = false;
    const { app } = shown(Credentials, {
      credential_test: () => {
        if (refuse)
          throw {
            code: 'vendor-refused',
            message: { id: 'shared-close' },
            retryable: false,
            vendor: {
              code: 'InvalidAccessKeyId.NotFound',
              httpStatus: 404,
              message: 'not found',
              requestId: 'R1',
            },
          };
        return {
          accountId: '1234567890123456',
          arn: 'acs:ram::1:user/x',
          identityType: 'RAMUser',
          requestId: 'R0',
        };
      },
    });
    await app.credentials.test('secops');
    expect(await screen.findByText('Works: account 1234567890123456')).toBeTruthy();

    refuse = true;
    await app.credentials.test('secops');
    expect(await screen.findByText('InvalidAccessKeyId.NotFound: not found')).toBeTruthy();
  });
});

describe('importing', () => {
  const entry = (id: string, parts: Partial<ImportEntry> = {}): ImportEntry => ({
    id,
    name: id.split(':')[1] ?? id,
    origin: 'cliConfig',
    mode: 'AK',
    kind: 'accessKey',
    accessKeyIdTail: '0007',
    exists: false,
    imported: false,
    ...parts,
  });

  it('looks first, takes what is chosen, and offers nothing that cannot be used', async () => {
    const ecs = entry('config:ecs', {
      mode: 'EcsRamRole',
      problem: { id: 'error-import-unsupported', args: { mode: 'EcsRamRole' } },
    });
    const { host, app } = shown(ImportProfiles, {
      credential_import: ({ take }: CredentialImportRequest) => ({
        found: [entry('config:default', { imported: Boolean(take?.length) }), ecs],
        problems: [{ id: 'error-import-text', args: { file: 'credentials.ini' } }],
        list: take?.length ? list(practice, profile('default')) : list(practice),
      }),
    });

    const box = await screen.findByRole<HTMLInputElement>('checkbox', { name: /default/ });
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: /EcsRamRole/ }).disabled).toBe(true);
    expect(screen.getByText(/credentials.ini is not UTF-8/)).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Import' }).disabled).toBe(true);
    await fireEvent.click(box);
    await fireEvent.click(screen.getByRole('button', { name: 'Import 1 entry' }));

    await waitFor(() => expect(app.credentials.find('default')).toBeTruthy());
    expect(host.calls.map(({ request }) => request)).toEqual([
      { take: [], replace: false, readOnly: true },
      { take: ['config:default'], replace: false, readOnly: true },
    ]);
  });
});

describe('a role', () => {
  it('is asked for without a key, and needs a source', async () => {
    const role = { source: 'secops', roleArn: 'acs:ram::1000000000000002:role/SecurityAudit' };
    const { host } = shown(AddProfile, { credential_add: () => list(practice) });
    await type('Name of the profile', 'member');
    await fireEvent.click(screen.getByRole('radio', { name: 'Role' }));
    expect(screen.queryByLabelText('AccessKey secret')).toBeNull();
    await type('Role ARN', role.roleArn);
    // Without a source there is nobody to ask for the session.
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save profile' }).disabled).toBe(true);
    expect(host.calls).toHaveLength(0);
  });

  it('shows its account, its source, and where secrets are', () => {
    const { app } = shown(Credentials);
    const role = {
      source: 'secops',
      roleArn: 'acs:ram::1000000000000002:role/SecurityAudit',
      sessionName: '',
      durationSeconds: 0,
      externalId: '',
      policy: '',
    };
    app.credentials.list = list(practice, profile('member', { kind: 'roleArn', backend: 'none', role }));
    flushSync();

    expect(screen.getByText(/SecurityAudit in account 1000000000000002, by “secops”/)).toBeTruthy();
    expect(screen.getByText(/no secret is in it/)).toBeTruthy();
  });
});
