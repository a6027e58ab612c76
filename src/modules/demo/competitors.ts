import type { Actor } from '../../app/actor.ts'
import type { Context } from '../../app/context.ts'
import { addCompetitor, addNote, importTable } from '../plan/competitors/index.ts'
import { chanceOf } from './chance.ts'
import { fromToday, type Ground, isoDay } from './ground.ts'

type Rival = {
  name: string
  handle: string
  followers: number
  perWeek: number
  likes: number
  works: string
  fails: string
}

const rivals: readonly Rival[] = [
  {
    ...{ name: 'Harbour Roasters', handle: 'harbour.roasters', followers: 5200, perWeek: 6, likes: 60 },
    works: 'Films from the roaster on Friday afternoon: twice as much as anything else they do.',
    fails: 'Nobody answers at the weekend, and complaints stand there until Monday.',
  },
  {
    ...{ name: 'Second Crack', handle: 'secondcrack', followers: 1900, perWeek: 3, likes: 45 },
    works: 'Asks its people which beans to buy next, and tells them afterwards what came of it.',
    fails: 'The same picture on every network, cut off at the edges.',
  },
  {
    ...{ name: 'Kettle & Crown', handle: 'kettle-crown', followers: 9800, perWeek: 9, likes: 40 },
    works: 'A short tip each morning before eight, when people brew.',
    fails: 'Half of all posts sell something; those get a third of the likes.',
  },
]

const formats = ['image', 'image', 'video', 'text', 'link'] as const

/** Others who roast, as somebody who watches them would have written them down. */
export async function watchRivals(ctx: Context, actor: Actor, ground: Ground, seed: number): Promise<void> {
  const chance = chanceOf(seed + 17)
  const day = (ago: number) => isoDay(fromToday(ground.now, -ago))
  for (const { name, handle, followers, perWeek, likes, works, fails } of rivals) {
    const profile = { kind: 'manual', network: 'Bluesky', handle, url: '' } as const
    const made = await addCompetitor(ctx, actor, { name, website: '', profile })
    const profileId = made.profiles[0]?.id ?? ''
    const bring = (kind: 'days' | 'posts', lines: string[]) =>
      importTable(ctx, actor, profileId, { kind, csv: lines.join('\n'), dryRun: false })
    const weeks = Array.from({ length: 13 }, (_, week) => 1 + (12 - week) * 7)
    await bring('days', [
      'day,followers',
      ...weeks.map(
        (ago, n) => `${day(ago)},${Math.round(followers * (0.92 + 0.0065 * n + 0.002 * chance.normal()))}`,
      ),
    ])
    const posts = Array.from({ length: 85 }, (_, n) => n + 1).flatMap((ago) =>
      Array.from({ length: chance.count(perWeek / 7) }, (_, n) => {
        const hour = String(7 + Math.floor(chance.even() * 12)).padStart(2, '0')
        const at = `${day(ago)}T${hour}:${String(10 + n)}`
        return `${at},${chance.pick(formats)},${chance.count(likes)},${chance.count(likes / 9)},${chance.count(likes / 12)}`
      }),
    )
    await bring('posts', ['published_at,format,likes,reposts,replies', ...posts])
    await addNote(ctx, actor, made.id, { kind: 'works', onDay: day(9), words: works })
    await addNote(ctx, actor, made.id, { kind: 'fails', onDay: day(16), words: fails })
  }
}
