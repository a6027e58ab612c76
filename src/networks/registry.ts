import { bluesky } from './bluesky/index.ts'
import { feed } from './feed/index.ts'
import type { Network } from './kit/network.ts'
import { mastodon } from './mastodon/index.ts'
import { pinterest } from './pinterest/index.ts'
import { telegram } from './telegram/index.ts'
import { webhook } from './webhook/index.ts'

/** Every network that Carillon can play: one line each. */
export const networks: readonly Network[] = [bluesky, mastodon, pinterest, telegram, feed, webhook]
