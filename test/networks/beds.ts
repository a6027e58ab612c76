import type { Bed } from '../../src/networks/kit/bed.ts'
import { blueskyFake } from './bluesky/fake.ts'
import { facebookFake } from './facebook-fake.ts'
import { instagramFake } from './instagram-fake.ts'
import { linkedinFake } from './linkedin-fake.ts'
import { mastodonFake } from './mastodon-fake.ts'
import { okFake } from './ok-fake.ts'
import { pinterestFake } from './pinterest-fake.ts'
import { redditFake } from './reddit-fake.ts'
import { snapchatFake } from './snapchat-fake.ts'
import { telegramFake } from './telegram-fake.ts'
import { threadsFake } from './threads-fake.ts'
import { tiktokFake } from './tiktok-fake.ts'
import { vkFake } from './vk-fake.ts'
import { weiboFake } from './weibo-fake.ts'
import { xFake } from './x-fake.ts'
import { youtubeFake } from './youtube-fake.ts'

/** A fake of each network that others keep, by the network's id: for what is asked of all of them alike. */
export const beds: Readonly<Record<string, () => Bed>> = {
  bluesky: blueskyFake,
  facebook: facebookFake,
  instagram: instagramFake,
  mastodon: mastodonFake,
  linkedin: linkedinFake,
  ok: okFake,
  reddit: redditFake,
  tiktok: tiktokFake,
  weibo: weiboFake,
  pinterest: pinterestFake,
  snapchat: snapchatFake,
  telegram: telegramFake,
  threads: threadsFake,
  vk: vkFake,
  x: xFake,
  youtube: youtubeFake,
}
