// The desktop shell as host. Tauri names its commands as the contract does; the request travels as
// the one argument `args`, and a failure rejects with the wire error.
import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Notification } from '../generated/contract';
import { callErrorOf, type Host } from './host';
import { exchange } from './parts';

const NOTIFICATION = 'notification';

export function desktopHost(): Host {
  return {
    async call(command, request) {
      try {
        return (await exchange(command, request, (name, args) => invoke(name, { args }))) as never;
      } catch (reason) {
        throw callErrorOf(reason);
      }
    },
    onNotification(listener) {
      const listening = listen<Notification>(NOTIFICATION, (event) => listener(event.payload));
      return () => void listening.then((stop) => stop());
    },
  };
}
