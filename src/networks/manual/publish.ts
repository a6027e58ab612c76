import type { Publish } from '../kit/network.ts'

/** Nothing leaves from here: a person is given it, and says what became of it. */
export const publish: Publish = {
  send: async () => ({ state: 'handed' }),
}
