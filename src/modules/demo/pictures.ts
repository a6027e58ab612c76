import { Readable } from 'node:stream'
import sharp from 'sharp'
import type { Actor } from '../../app/actor.ts'
import type { Context } from '../../app/context.ts'
import type { MediaFacts } from '../../networks/kit/content.ts'
import { addMedia } from '../create/media/index.ts'

/** Plain drawings of a cup, so that posts have pictures and nobody's photograph is carried about. */
const drawings = [
  {
    name: 'morning',
    sky: '#f6c89f',
    table: '#7a4a2b',
    cup: '#fdf6ec',
    alt: 'A cup of coffee in warm morning light',
  },
  { name: 'noon', sky: '#bfdde6', table: '#4d6b57', cup: '#ffffff', alt: 'A white cup on a green table' },
  {
    name: 'evening',
    sky: '#37415f',
    table: '#1e2233',
    cup: '#f0b36a',
    alt: 'An amber cup in front of an evening sky',
  },
  { name: 'roastery', sky: '#e7ded2', table: '#3b2a20', cup: '#c7522a', alt: 'A rust-red cup on dark wood' },
] as const

/** Draws the pictures and puts them into the library. */
export async function hangPictures(ctx: Context, actor: Actor): Promise<MediaFacts[]> {
  const facts: MediaFacts[] = []
  for (const { name, alt, ...colours } of drawings) {
    const bytes = await sharp(Buffer.from(draw(colours)))
      .jpeg({ quality: 82 })
      .toBuffer()
    const media = await addMedia(ctx, actor, { stream: Readable.from(bytes), fileName: `${name}.jpg` })
    await ctx.db.updateTable('media').set({ alt }).where('id', '=', media.id).execute()
    const { id, kind, mime, bytes: size, width, height, durationMs } = media
    facts.push({ id, kind, mime, bytes: size, width, height, durationMs, alt })
  }
  return facts
}

const draw = ({ sky, table, cup }: { sky: string; table: string; cup: string }): string => `
<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900">
  <rect width="1200" height="900" fill="${sky}"/>
  <circle cx="960" cy="210" r="110" fill="#ffffff" opacity="0.35"/>
  <rect y="640" width="1200" height="260" fill="${table}"/>
  <ellipse cx="560" cy="690" rx="330" ry="48" fill="#000000" opacity="0.25"/>
  <path d="M340 400 h440 v120 a220 170 0 0 1 -440 0 z" fill="${cup}"/>
  <path d="M780 430 a90 90 0 0 1 0 170" fill="none" stroke="${cup}" stroke-width="34"/>
  <ellipse cx="560" cy="402" rx="220" ry="46" fill="#3b2416"/>
  <path d="M480 340 q30 -60 0 -120 M560 330 q34 -70 0 -140 M640 340 q30 -60 0 -120"
    fill="none" stroke="#ffffff" stroke-width="12" stroke-linecap="round" opacity="0.6"/>
</svg>`
