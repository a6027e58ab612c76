import type { Context } from '../../../app/context.ts'
import { avatarKey } from './avatar.ts'
import { shelfKey } from './shelf.ts'

/** The files of a channel whose row is gone: its picture, and what its adapter kept. */
export async function clearChannel({ storage }: Pick<Context, 'storage'>, channelId: string): Promise<void> {
  await storage.remove(avatarKey(channelId))
  await storage.clear(shelfKey(channelId))
}
