import { bluesky } from './bluesky/index.ts'
import { facebook } from './facebook/index.ts'
import { feed } from './feed/index.ts'
import { instagram } from './instagram/index.ts'
import type { Network } from './kit/network.ts'
import { linkedin } from './linkedin/index.ts'
import { manual } from './manual/index.ts'
import { mastodon } from './mastodon/index.ts'
import { ok } from './ok/index.ts'
import { pinterest } from './pinterest/index.ts'
import { reddit } from './reddit/index.ts'
import { snapchat } from './snapchat/index.ts'
import { telegram } from './telegram/index.ts'
import { threads } from './threads/index.ts'
import { tiktok } from './tiktok/index.ts'
import { vk } from './vk/index.ts'
import { webhook } from './webhook/index.ts'
import { weibo } from './weibo/index.ts'
import { x } from './x/index.ts'
import { youtube } from './youtube/index.ts'

/** Every network that Carillon can play: one line each. */
export const networks: readonly Network[] = [
  bluesky,
  facebook,
  instagram,
  linkedin,
  mastodon,
  ok,
  pinterest,
  reddit,
  snapchat,
  telegram,
  threads,
  tiktok,
  vk,
  weibo,
  x,
  youtube,
  feed,
  webhook,
  manual,
]
