import { bluesky } from './bluesky/index.ts'
import { facebook } from './facebook/index.ts'
import { feed } from './feed/index.ts'
import { instagram } from './instagram/index.ts'
import type { Network } from './kit/network.ts'
import { manual } from './manual/index.ts'
import { mastodon } from './mastodon/index.ts'
import { pinterest } from './pinterest/index.ts'
import { telegram } from './telegram/index.ts'
import { threads } from './threads/index.ts'
import { vk } from './vk/index.ts'
import { webhook } from './webhook/index.ts'
import { x } from './x/index.ts'
import { youtube } from './youtube/index.ts'

/** Every network that Carillon can play: one line each. */
export const networks: readonly Network[] = [
  bluesky,
  facebook,
  instagram,
  mastodon,
  pinterest,
  telegram,
  threads,
  vk,
  x,
  youtube,
  feed,
  webhook,
  manual,
]
